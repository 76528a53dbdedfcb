/// The minutes of a vote (计票结果说明): each step of the count with its numbers, in Chinese, for people to check by hand.
public struct Minutes: Sendable {
    private let result: TallyResult

    /// Minutes of a result.
    public init(_ result: TallyResult) { self.result = result }

    /// The whole text, one paragraph per step; the same result gives the same text.
    public var text: String {
        var lines = [result.title ?? "民生实事项目\(words.vote)", "计票结果说明", ""]
        if let warning { lines += [warning, ""] }
        lines += section("一、到会情况", attendance)
        lines += section("二、候选项目", candidates)
        lines += section("三、选票情况", ballots)
        guard result.ballots != nil else {
            lines += section("四、结论", [refusal])
            return lines.joined(separator: "\n")
        }
        lines += section("四、通过条件", threshold)
        lines += section("五、各项目得票", result.candidates.map(line))
        lines += section("六、结论", conclusion)
        return lines.joined(separator: "\n")
    }

    /// Stands first: whoever reads no further should still see it.
    private var warning: String? {
        guard result.notices.contains(.allBallotsInvalid), let counted = result.ballots else { return nil }
        let reasons = counted.invalidByReason.map { explain($0.reason) }.joined(separator: "或")
        return "【注意】选票文件中的 \(counted.invalid) 张票全部无效（\(reasons)），很可能是规则文件与选票文件不是同一次投票的，请核对后再采用本结果。"
    }

    private var words: (vote: String, chosen: String, not: String) {
        result.mode == .decide ? ("票决", "票决通过", "未入选") : ("票选推荐", "列入推荐名单", "未列入推荐名单")
    }

    private func section(_ heading: String, _ paragraphs: [String]) -> [String] {
        [heading] + paragraphs.map { "  " + $0 } + [""]
    }

    private var attendance: [String] {
        let facts = result.attendance
        let verdict = facts.met ? "达到要求。" : "未达到要求。"
        var lines = [
            "应到 \(facts.deputiesTotal) 人，实到 \(facts.present) 人。",
            "规则要求实到人数不少于应到人数的 \(facts.fraction)，即至少 \(facts.needed) 人；"
                + "\(facts.present) \(facts.met ? "≥" : "<") \(facts.needed)，\(verdict)",
        ]
        if result.mode == .recommend { lines.append("本次为票选推荐：结果供决定时参考，不是表决决定。") }
        return lines
    }

    private var candidates: [String] {
        let excess = result.candidateCount - result.seats
        let met = excess >= result.minExcess
        let difference = excess >= 0 ? "差额 \(excess) 项" : "候选比应选少 \(-excess) 项"
        var lines = [
            "候选 \(result.candidateCount) 项，应选 \(result.seats) 项，\(difference)；"
                + "规则要求差额不少于 \(result.minExcess) 项，\(met ? "符合" : "不符合")。"
        ]
        if result.notices.contains(.candidatesTakenFromBallots) {
            lines.append("注意：规则文件只写了候选项目的个数，项目名称取自选票；选票上没有出现的项目没有得票，下面不列。")
        }
        return lines
    }

    private var ballots: [String] {
        let enough = result.returned <= result.issued
        var lines = [
            "发出 \(result.issued) 张，收回 \(result.returned) 张，"
                + (enough ? "收回不多于发出，有效。" : "收回多于发出，本次投票无效。")
        ]
        if result.notices.contains(.issuedTakenFromPresent) {
            lines.append("注意：规则文件未填发出票数，按实到人数 \(result.attendance.present) 计。")
        }
        if result.notices.contains(.issuedExceedsPresent) {
            lines.append("注意：发出票数多于实到人数 \(result.attendance.present) 人，请核对。")
        }
        guard let counted = result.ballots else { return lines }
        lines.append("有效票 \(counted.valid) 张（其中空白票 \(counted.blank) 张，视为全部弃权），无效票 \(counted.invalid) 张。")
        for reason in counted.invalidByReason {
            lines.append("无效票中：\(explain(reason.reason)) \(reason.count) 张。")
        }
        if result.notices.contains(.unreadableMarks) {
            lines.append("注意：有的标记无法识别，可能是录入有误，请核对；能识别的标记见规则文件说明。")
        }
        if counted.notForeseenMarks > 0 {
            lines.append("注意：赞成票不设反对、弃权栏，票上另有此类标记 \(counted.notForeseenMarks) 处，按未划计，不计为反对。")
        }
        if counted.repeatedMarks > 0 {
            lines.append("同一张票上对同一项目重复录入的相同标记 \(counted.repeatedMarks) 处，各按一次计。")
        }
        return lines
    }

    private func explain(_ reason: InvalidReason) -> String {
        switch reason {
        case .unknownCandidate: "写有候选项目以外的项目"
        case .unreadableMark: "标记无法识别"
        case .contradictoryMarks: "同一项目标记互相矛盾"
        case .overMarked: "赞成数多于 \(result.maxMarks) 项"
        }
    }

    private var refusal: String {
        let reasons = result.reasons.map { reason in
            switch reason {
            case .excessTooSmall: "候选项目差额不足"
            case .attendanceNotMet: "到会人数不足"
            case .moreReturnedThanIssued: "收回的票多于发出的票"
            }
        }.joined(separator: "；")
        return result.status == .void ? "本次投票无效，未计票：\(reasons)。" : "不得进行\(words.vote)，未计票：\(reasons)。"
    }

    private var threshold: [String] {
        switch result.pass {
        case .majorityOfAll:
            let total = result.attendance.deputiesTotal
            var line = "赞成票须超过全体代表 \(total) 人的半数（按应到人数计，不按实到人数），即至少 \(result.votesNeeded) 票"
            if total.isMultiple(of: 2) { line += "；恰为半数 \(total / 2) 票的不通过" }
            return [line + "。", "通过的项目多于 \(result.seats) 项时，赞成票多的入选。"]
        case .topK: return ["不要求过半数：按赞成票从多到少取 \(result.seats) 项，至少须有 \(result.votesNeeded) 票赞成。"]
        }
    }

    private func line(_ candidate: CandidateResult) -> String {
        var text = "第 \(candidate.rank) 名　\(name(candidate))：赞成 \(candidate.votesFor) 票"
        if let against = candidate.against { text += "，反对 \(against) 票" }
        if let notApproved = candidate.notApproved { text += "，未获赞成 \(notApproved) 票" }
        text += "，弃权 \(candidate.abstain) 票；"
        let needed = candidate.votesNeeded
        switch candidate.margin {
        case 0: text += "恰好达到 \(needed) 票"
        case 1...: text += "达到 \(needed) 票，超出 \(candidate.margin) 票"
        default: text += "未达到 \(needed) 票，差 \(-candidate.margin) 票"
        }
        switch candidate.outcome {
        case .elected: text += "，\(words.chosen)"
        case .tiePending: text += "，得票并列，待定"
        case .notElected: text += candidate.passed ? "，名额已满，\(words.not)" : "，\(words.not)"
        }
        if let more = candidate.moreVotesToWin { text += "；再得 \(more) 票即可入选" }
        if !candidate.tiedWith.isEmpty { text += "；与 \(candidate.tiedWith.joined(separator: "、")) 得票相同" }
        return text + "。"
    }

    private func name(_ candidate: CandidateResult) -> String {
        candidate.title == candidate.id ? candidate.title : "\(candidate.title)（编号 \(candidate.id)）"
    }

    private var conclusion: [String] {
        var lines: [String] = []
        let titles = Dictionary(result.candidates.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
        func names(_ ids: [String]) -> String { ids.map { titles[$0] ?? $0 }.joined(separator: "、") }
        if result.elected.isEmpty {
            lines.append("没有项目\(words.chosen)。")
        } else {
            lines.append("\(words.chosen) \(result.elected.count) 项：\(names(result.elected))。")
        }
        if let tie = result.tie {
            lines.append("\(names(tie.candidates)) 各得 \(tie.votes) 票，并列于最后 \(tie.openSeats) 个名额。" + settled(tie, names))
        }
        if result.vacant > 0 {
            lines.append(
                (result.pass == .topK ? "得到赞成票的项目少于应选数，" : "通过的项目少于应选数，") + "空缺 \(result.vacant) 个名额，"
                    + (result.revote == nil ? "按规则保留空缺。" : "按规则对未入选的项目再次投票。"))
        }
        if let revote = result.revote {
            lines.append("再次投票：候选 \(names(revote.candidates))，应选 \(revote.seats) 项。")
        }
        if result.notices.contains(.chairDecisionUnused) { lines.append("规则文件中的主席团决定未使用：没有需要由它决定的并列。") }
        lines.append("本次投票为无记名投票，本说明只列票数。")
        return lines
    }

    private func settled(_ tie: TieAtCut, _ names: ([String]) -> String) -> String {
        switch (tie.rule, tie.chosen) {
        case (.revote, _): "按规则对并列项目再次投票。"
        case (.lot, let chosen?): "按规则文件中的种子抽签，中签：\(names(chosen))。"
        case (.lot, nil): "按规则抽签决定，尚未抽签。"
        case (.chair, let chosen?): "由主席团决定：\(names(chosen))。"
        case (.chair, nil): "由主席团决定，尚未决定。"
        }
    }
}
