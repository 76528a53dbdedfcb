/// The facts of the session that must be in order before a ballot is looked at.
struct SessionFacts {
    let attendance: TallyResult.Attendance
    let issued: Int
    let returned: Int
    /// Ballots handed in that the file does not hold: blank ones.
    let blankBeyond: Int

    /// `ballots` is how many the file holds.
    init(_ rules: BallotRules, ballots: Int) throws {
        var problems: [RuleProblem] = []
        func need(_ key: BallotRules.Key, _ expected: String, _ found: Int?) {
            problems.append(
                RuleProblem(field: key.rawValue, expected: expected, found: found.map { "\($0)" } ?? "nothing"))
        }
        let total = rules.deputiesTotal
        // Rules put together in code have not been through the reader.
        if total < 1 { need(.deputiesTotal, "an integer of at least 1", total) }
        if rules.seats < 1 { need(.seats, "an integer of at least 1", rules.seats) }
        let present = rules.present ?? -1
        if !(0...max(0, total)).contains(present) {
            need(.present, "the deputies present, from 0 to deputies_total, to count the vote", rules.present)
        }
        let issued = rules.issued ?? -1
        if issued < 0 { need(.issued, "the number of ballots handed out, to count the vote", rules.issued) }
        let returned = rules.returned ?? ballots
        if returned < ballots { need(.returned, "at least the \(ballots) ballots of the file", returned) }
        guard problems.isEmpty else { throw VotingError.rules(problems) }

        let needed = rules.attendance.roundedUp(of: total)
        attendance = TallyResult.Attendance(
            deputiesTotal: total, present: present, fraction: rules.attendance.description, needed: needed,
            met: present >= needed)
        self.issued = issued
        self.returned = returned
        blankBeyond = returned - ballots
    }

    func reasonsNotToCount(rules: BallotRules, candidates: Int) -> [TallyResult.Reason] {
        var reasons: [TallyResult.Reason] = []
        // Subtracting the larger from the smaller of two non-negative numbers cannot overflow.
        if candidates - rules.seats < rules.minExcess { reasons.append(.excessTooSmall) }
        if !attendance.met { reasons.append(.attendanceNotMet) }
        if returned > issued { reasons.append(.moreReturnedThanIssued) }
        return reasons
    }
}
