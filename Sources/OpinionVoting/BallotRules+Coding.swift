import Foundation

extension BallotRules {
    /// Most candidates that a rule file may announce by number; a guard against a slip of the keyboard.
    static let largestCandidateCount = 9_999

    /// Reads and validates the rules; see ``read(_:)`` for the errors.
    public init(from decoder: any Decoder) throws {
        guard case .object(let object) = try JSONValue(from: decoder) else {
            throw VotingError.notJSON(what: "规则文件", reason: "最外层应为对象 { … }")
        }
        var reader = RuleReader(object, keys: JSONKeys.userInfoKey.flatMap { decoder.userInfo[$0] as? JSONKeys })
        reader.refuseRepeatedKeys()
        reader.refuseUnknownKeys()
        let total = reader.integer(.deputiesTotal, atLeast: 1)
        let present = reader.optionalInteger(.present, atLeast: 0)
        if let total, let present, present > total {
            reader.report(.present, expected: "不大于 deputies_total（\(total)）", found: "\(present)")
        }
        let issued = reader.optionalInteger(.issued, atLeast: 0)
        let returned = reader.optionalInteger(.returned, atLeast: 0)
        let candidates = reader.candidates()
        let seats = reader.integer(.seats, atLeast: 1)
        let minExcess = reader.optionalInteger(.minExcess, atLeast: 0) ?? 0
        let ballot = reader.form(default: .approval)
        let maxMarks = reader.optionalInteger(.maxMarks, atLeast: 1)
        let attendance = reader.fraction(.attendance, default: Fraction(2, 3))
        let pass = reader.choice(.pass, default: Pass.majorityOfAll)
        let tie = reader.choice(.tie, default: Tie.revote)
        let shortfall = reader.choice(.shortfall, default: Shortfall.leaveVacant)
        let collation = reader.choice(.collation, default: Collation.fixed)
        let mode = reader.choice(.mode, default: Mode.decide)
        let lotSeed = reader.optionalInteger(.lotSeed, atLeast: 0)
        let chairDecision = reader.ids(.chairDecision)
        let title = reader.text(.title)
        let note = reader.text(.note)

        guard reader.problems.isEmpty, let total, let seats, let ballot, let attendance, let pass, let tie,
            let shortfall, let collation, let mode
        else { throw VotingError.rules(reader.problems) }
        self.init(
            title: title, note: note, deputiesTotal: total, present: present, issued: issued, returned: returned,
            candidates: candidates, seats: seats, minExcess: minExcess, ballot: ballot, maxMarks: maxMarks ?? seats,
            attendance: attendance, pass: pass, tie: tie, shortfall: shortfall, collation: collation, mode: mode,
            lotSeed: lotSeed, chairDecision: chairDecision)
    }

    /// Writes every parameter under its key; absent ones are left out.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encodeIfPresent(title, forKey: .title)
        try container.encodeIfPresent(note, forKey: .note)
        try container.encode(deputiesTotal, forKey: .deputiesTotal)
        try container.encodeIfPresent(present, forKey: .present)
        try container.encodeIfPresent(issued, forKey: .issued)
        try container.encodeIfPresent(returned, forKey: .returned)
        switch candidates {
        case .count(let count)?: try container.encode(count, forKey: .candidates)
        case .list(let list)?: try container.encode(list, forKey: .candidates)
        case nil: break
        }
        try container.encode(seats, forKey: .seats)
        try container.encode(minExcess, forKey: .minExcess)
        try container.encode(ballot, forKey: .ballot)
        try container.encode(maxMarks, forKey: .maxMarks)
        try container.encode(attendance.description, forKey: .attendance)
        try container.encode(pass, forKey: .pass)
        try container.encode(tie, forKey: .tie)
        try container.encode(shortfall, forKey: .shortfall)
        try container.encode(collation, forKey: .collation)
        try container.encode(mode, forKey: .mode)
        try container.encodeIfPresent(lotSeed, forKey: .lotSeed)
        try container.encodeIfPresent(chairDecision, forKey: .chairDecision)
    }
}
