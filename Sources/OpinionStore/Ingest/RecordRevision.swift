import OpinionIngest

/// What may change about a record after it came in: handling, evaluation and counts.
struct RecordRevision: Equatable {
    var handling: OpinionIngest.Record.Handling
    var evaluation: OpinionIngest.Record.Evaluation
    var likes: Int
    var dislikes: Int
    var cosigners: Int

    init(
        handling: OpinionIngest.Record.Handling, evaluation: OpinionIngest.Record.Evaluation, likes: Int, dislikes: Int,
        cosigners: Int
    ) {
        self.handling = handling
        self.evaluation = evaluation
        self.likes = likes
        self.dislikes = dislikes
        self.cosigners = cosigners
    }

    init(_ record: OpinionIngest.Record) {
        self.init(
            handling: record.handling, evaluation: record.evaluation, likes: record.likes, dislikes: record.dislikes,
            cosigners: record.cosigners)
    }

    /// This state of a record after another row said something of it.
    ///
    /// What the row does not say stays. What it says differently wins, unless the row is older: not closed, or closed
    /// earlier than what is known; then it only fills gaps. Counts never fall, since exports that lack the column say 0.
    func updated(by row: RecordRevision) -> RecordRevision {
        let rowIsOlder =
            if let known = handling.closed { row.handling.closed.map { $0 < known } ?? true } else { false }
        func pick<Value>(_ known: Value?, _ new: Value?) -> Value? { rowIsOlder ? known ?? new : new ?? known }
        var next = self
        next.handling.leadUnit = pick(handling.leadUnit, row.handling.leadUnit)
        let keepsUnits = row.handling.jointUnits.isEmpty || (rowIsOlder && !handling.jointUnits.isEmpty)
        next.handling.jointUnits = keepsUnits ? handling.jointUnits : row.handling.jointUnits
        next.handling.dispatched = pick(handling.dispatched, row.handling.dispatched)
        next.handling.due = pick(handling.due, row.handling.due)
        next.handling.closed = pick(handling.closed, row.handling.closed)
        next.handling.status = pick(handling.status, row.handling.status)
        next.handling.reply = pick(handling.reply, row.handling.reply)
        next.evaluation.contacted = pick(evaluation.contacted, row.evaluation.contacted)
        next.evaluation.solved = pick(evaluation.solved, row.evaluation.solved)
        next.evaluation.satisfaction = pick(evaluation.satisfaction, row.evaluation.satisfaction)
        next.likes = max(likes, row.likes)
        next.dislikes = max(dislikes, row.dislikes)
        next.cosigners = max(cosigners, row.cosigners)
        return next
    }
}
