/// Signs in the wording that a proposal speaks of two matters: 关于……及关于……, parts that begin anew, 另一件事.
public struct MatterCues: Sendable {
    /// Wordings that open a second matter.
    private static let openings = [
        "另一件事", "第二件事", "另外一件事", "还有一件事", "顺便反映", "顺便建议", "另外还要反映", "另外还想反映", "再反映一个问题", "还想反映另", "另一个建议是关于",
        "提案二", "建议事项二", "案由二", "事项二：", "第二个问题与上述无关",
    ]

    /// The reasons, in Chinese, that wording and headings give; empty where there are none. O(length).
    public static func reasons(title: String, body: String, parts: ProposalParts) -> [String] {
        var reasons: [String] = []
        if occurrences(of: "关于", in: title) >= 2 { reasons.append("标题里有两个“关于”") }
        let titleMatters = title.split { "；;".contains($0) }.filter { $0.count >= 6 }
        if titleMatters.count >= 2 { reasons.append("标题用分号并列两件事") }
        for opening in openings where body.contains(opening) { reasons.append("正文有“\(opening)”") }
        // 案由 … 方案 … 案由 … 方案: the headings begin anew. Only headings count.
        let order = parts.stretches.filter { $0.basis == .heading }.map(\.part)
        if let plan = order.firstIndex(of: .plan), order[(plan + 1)...].contains(.matter),
            order[(plan + 1)...].contains(.plan)
        {
            reasons.append("方案之后又另起案由和方案")
        }
        return reasons
    }

    private static func occurrences(of word: String, in text: String) -> Int {
        var count = 0
        var rest = text[...]
        while let range = rest.firstRange(of: word) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}
