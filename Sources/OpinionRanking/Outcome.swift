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

    /// Whether the sender gives thanks or praise instead of raising something, for each of some records. There are few types of
    /// demands, so each is looked at once.
    static func areThanks(_ facts: [RecordFacts]) -> [Bool] {
        var known: [String: Bool] = [:]
        return facts.map { fact in
            guard let type = fact.demandType else { return false }
            if let answer = known[type] { return answer }
            let answer = type.contains("感谢") || type.contains("表扬")
            known[type] = answer
            return answer
        }
    }
}

extension Record.Place {
    /// The township, or the community where that is all that is known, with the county before it.
    var areaName: String? {
        guard let name = township ?? community, !name.isEmpty else { return nil }
        return (county ?? "") + "/" + name
    }
}
