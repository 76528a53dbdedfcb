/// The facts of the session that must be in order before a ballot is looked at.
struct SessionFacts {
    let attendance: TallyResult.Attendance
    let issued: Int
    let returned: Int
    /// Ballots handed in that the file does not hold: blank ones.
    let blankBeyond: Int
    /// What readers of the result should know about these facts.
    private(set) var notices: [TallyResult.Notice] = []

    /// `ballots` is how many the file holds.
    init(_ rules: BallotRules, ballots: Int) throws {
        var problems: [RuleProblem] = []
        func need(_ key: BallotRules.Key, _ expected: String, _ found: Int?) {
            problems.append(
                RuleProblem(field: key.rawValue, expected: expected, found: found.map { "\($0)" } ?? "未填写"))
        }
        let total = rules.deputiesTotal
        // Rules put together in code have not been through the reader.
        if total < 1 { need(.deputiesTotal, "不小于 1 的整数", total) }
        if rules.seats < 1 { need(.seats, "不小于 1 的整数", rules.seats) }
        let present = rules.present ?? -1
        if !(0...max(0, total)).contains(present) {
            need(.present, "实到人数（计票时必填），0 至 deputies_total（\(total)）的整数", rules.present)
        }
        // Each deputy present is handed one ballot; the notice says that nobody counted them.
        let issued = rules.issued ?? max(0, present)
        if issued < 0 { need(.issued, "不小于 0 的整数（发出票数）", rules.issued) }
        let returned = rules.returned ?? ballots
        if returned < ballots { need(.returned, "不少于选票文件中的 \(ballots) 张", returned) }
        guard problems.isEmpty else { throw VotingError.rules(problems) }

        let needed = rules.attendance.roundedUp(of: total)
        attendance = TallyResult.Attendance(
            deputiesTotal: total, present: present, fraction: rules.attendance.description, needed: needed,
            met: present >= needed)
        self.issued = issued
        self.returned = returned
        blankBeyond = returned - ballots
        if rules.issued == nil { notices.append(.issuedTakenFromPresent) }
        if issued > present { notices.append(.issuedExceedsPresent) }
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
