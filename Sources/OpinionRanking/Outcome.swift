import OpinionIngest

extension RecordFacts {
    /// Whether the matter was closed after its due day, or is open past it; nil where no due time is known or it is still
    /// to come.
    func overdue(now: CivilTime) -> Bool? {
        guard let due = handling.due else { return nil }
        if let closed = handling.closed { return closed.dayNumber > due.dayNumber }
        return now.dayNumber > due.dayNumber ? true : nil
    }

    /// Whether the sender said that the matter is not solved, or was dissatisfied (1 or 2 of 5); nil without evaluation.
    var unsolved: Bool? {
        if evaluation.solved == nil && evaluation.satisfaction == nil { return nil }
        if let satisfaction = evaluation.satisfaction, satisfaction <= 2 { return true }
        return evaluation.solved == false
    }

    /// Whether the matter is unresolved in any way: not solved, dissatisfied or overdue; nil where nothing is known.
    func unresolved(now: CivilTime) -> Bool? {
        switch (unsolved, overdue(now: now)) {
        case (nil, nil): nil
        case (let first, let second): first == true || second == true
        }
    }

    /// Whether the sender gives thanks or praise instead of raising something.
    var isThanks: Bool {
        guard let type = demandType else { return false }
        return type.contains("感谢") || type.contains("表扬")
    }
}

extension Record.Place {
    /// The township, or the community where that is all that is known, with the county before it.
    var areaName: String? {
        guard let name = township ?? community, !name.isEmpty else { return nil }
        return (county ?? "") + "/" + name
    }
}
