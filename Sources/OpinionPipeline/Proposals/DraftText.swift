/// The draft of an issue as a text that a deputy goes on with.
public enum DraftText {
    /// What stands at the head of every draft.
    public static let notice = """
        【说明】本稿由程序根据已登记的诉求归纳，只供代表开展调查研究时参考，不是代表建议，也不是群众来信的转交件。
        群众原话只摘片段，已脱敏，全文须由有权人员按记录编号查阅。事实未经核实；提出建议前，请代表本人走访核实并填写“代表调研所见”。
        """

    private static let shownCounts = 8

    /// The text, in plain lines.
    public static func text(_ draft: IssueDraft) -> String {
        var lines = [notice, "", "建议题目（代表自拟）：关于________________的建议", "（所据热点问题 \(draft.issue)：\(draft.label)）", ""]
        lines += ["一、案由（事项）", "　　" + matter(draft), "　　（请代表核实后用一句话写明：什么地方、什么事、要解决什么。一件建议只写一件事。）", ""]
        lines += ["二、案据（事实与数据）"]
        lines.append("　　反映人数 \(draft.people) 人，件数 \(draft.posts) 件（同一人多次反映按一人计；不能据此推断全体居民的意见比例）。")
        if let first = draft.first, let last = draft.last {
            lines.append(first == last ? "　　时间：\(first)。" : "　　时间：\(first) 至 \(last)。")
        }
        func list(_ title: String, _ counts: [IssueDraft.Count]) {
            guard !counts.isEmpty else { return }
            let rest = counts.count - shownCounts
            lines.append(
                "　　\(title)：" + counts.prefix(shownCounts).map { "\($0.name) \($0.posts) 件" }.joined(separator: "、")
                    + (rest > 0 ? "，另有 \(rest) 项。" : "。"))
        }
        list("渠道", draft.channels)
        list("地点", draft.places)
        if draft.months.count > 1 {
            let peak = draft.months.max { ($0.posts, $1.name) < ($1.posts, $0.name) }
            lines.append(
                "　　分布：\(draft.months.count) 个月有反映" + (peak.map { "，最多的是 \($0.name)（\($0.posts) 件）。" } ?? "。"))
        }
        list("现承办单位", draft.units)
        list("办理状态", draft.statuses)
        if draft.again > 0 { lines.append("　　多次反映：\(draft.again) 人反映过两次以上，最多的一人 \(draft.mostOfOne) 件。") }
        if draft.judged > 0 {
            lines.append("　　回访 \(draft.judged) 件，反映人认为已解决 \(draft.solved) 件、未解决 \(draft.judged - draft.solved) 件。")
        }
        if !draft.proposals.isEmpty {
            lines.append("　　已有代表建议：" + draft.proposals.joined(separator: "；") + "。（可考虑联名或并案）")
        }
        if !draft.quotes.isEmpty {
            lines += ["", "　　群众原话片段（脱敏，只作线索，不得整段引用）："]
            lines += draft.quotes.map(line)
        }
        lines += [
            "", "　　代表调研所见（必填，由代表本人填写）：", "　　　调研时间：____________　地点：____________　走访对象和人数：____________",
            "　　　所见事实：________________________________________________",
            "　　　有关单位的说明：__________________________________________",
            "　　　法律法规和政策依据：______________________________________", "", "三、方案（建议，由代表提出）",
        ]
        if !draft.asks.isEmpty {
            lines.append("　　群众提出的要求片段（只供参考，是否可行由代表调研后判断）：")
            lines += draft.asks.map(line)
        }
        lines += [
            "　　　1. ________________________________________________（由哪个单位、在什么时候前、做到什么程度）",
            "　　　2. ________________________________________________", "",
            "附：所据记录（\(draft.records.count) 件，可用 opinion show 编号 查阅）：",
        ]
        for start in stride(from: 0, to: draft.records.count, by: recordsInLine) {
            lines.append(
                "　　" + draft.records[start..<min(draft.records.count, start + recordsInLine)].joined(separator: "、"))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static let recordsInLine = 5

    /// Who says what of which place and when, in one sentence.
    private static func matter(_ draft: IssueDraft) -> String {
        func month(_ day: String) -> String {
            let parts = day.split(separator: "-").compactMap { Int($0) }
            return parts.count > 1 ? "\(parts[0]) 年 \(parts[1]) 月" : day
        }
        var time = ""
        if let first = draft.first, let last = draft.last {
            time = month(first) == month(last) ? month(first) + "，" : "\(month(first))至 \(month(last))，"
        }
        let all = draft.places.reduce(0) { $0 + $1.posts }
        let place = draft.places.first.map { $0.posts * 10 >= all * 9 ? $0.name : $0.name + "等地" } ?? ""
        return "\(time)\(draft.people) 人 \(draft.posts) 件反映\(place)“\(draft.label)”。"
    }

    private static func line(_ quote: IssueDraft.Quote) -> String {
        let source = [quote.channel, quote.day, "记录 \(quote.record)"].compactMap { $0 }.joined(separator: " · ")
        return "　　　“\(quote.text)”　—— \(source)"
    }
}
