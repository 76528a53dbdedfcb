import Foundation

/// Tells the parts of running text apart where no heading does.
enum PartWording {
    /// A sentence with one of these begins to propose.
    private static let planOpenings = [
        "为此，建议", "为此,建议", "为此建议", "因此，建议", "因此建议", "为此，我建议", "为此，我们建议", "为此，特建议", "特提出如下建议", "提出如下建议", "提出以下建议", "建议如下",
        "建议：", "建议:", "特建议", "现建议", "现提出", "提几点建议", "几点建议", "应采取以下措施", "提出以下意见", "提出如下意见", "对此，建议", "对此建议", "就此建议",
        "在此建议",
        "我们建议", "本人建议", "我建议", "故建议", "提出如下", "希望有关部门", "恳请",
    ]
    /// Weaker: a sentence that begins with 建议.
    private static let planStarts = ["建议", "一是建议", "1、建议", "1.建议", "（一）建议"]
    /// Words of facts, causes and complaints.
    private static let groundWords = [
        "存在", "问题", "不足", "困难", "反映", "由于", "因为", "原因", "导致", "造成", "影响", "缺乏", "缺少", "隐患", "投诉", "据统计", "数据", "调研",
        "走访",
        "根据", "规定", "不便", "滞后", "%", "％", "万元", "次", "户",
    ]

    /// The stretches of the text before the first heading, or of a text without headings.
    ///
    /// - Parameter has: the parts that have headings.
    static func divide(
        _ bytes: [UInt8], _ range: Range<Int>, has known: Set<ProposalParts.Part>
    ) -> [ProposalParts.Stretch] {
        guard range.count > 0 else { return [] }
        let sentences = sentences(bytes, range)
        var front = range
        var stretches: [ProposalParts.Stretch] = []
        if !known.contains(.plan), let start = planStart(bytes, range) {
            front = range.lowerBound..<start
            stretches = [.init(part: .plan, range: start..<range.upperBound, basis: .wording)]
        }
        let before = sentences.filter { $0.upperBound <= front.upperBound }
        guard !before.isEmpty else { return stretches }
        guard !known.contains(.matter) else {
            // Above the heading of the matter there are greetings and a title.
            return stretches
        }
        // The matter is what opens the text; the first sentence after it that gives a reason begins the grounds.
        let firstReason = known.contains(.grounds) ? nil : before.dropFirst().first { isReason(bytes, $0) }
        let end = firstReason?.lowerBound ?? front.upperBound
        stretches.insert(.init(part: .matter, range: front.lowerBound..<end, basis: .wording), at: 0)
        if let firstReason {
            stretches.insert(
                .init(part: .grounds, range: firstReason.lowerBound..<front.upperBound, basis: .wording), at: 1)
        }
        return stretches
    }

    /// Where running text begins to propose, or nil.
    static func planStart(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
        var weak: Int?
        for sentence in sentences(bytes, range) {
            let text = String(decoding: bytes[sentence], as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            let head = String(text.prefix(60))
            if planOpenings.contains(where: { head.contains($0) }) { return sentence.lowerBound }
            if weak == nil, planStarts.contains(where: { text.hasPrefix($0) }) { weak = sentence.lowerBound }
        }
        return weak
    }

    private static func isReason(_ bytes: [UInt8], _ sentence: Range<Int>) -> Bool {
        let text = String(decoding: bytes[sentence], as: UTF8.self)
        return groundWords.contains { text.contains($0) }
    }

    /// The sentences of a stretch, each with what ends it. O(length).
    static func sentences(_ bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = range.lowerBound
        var at = start
        while at < range.upperBound {
            let length = min(PartHeadings.scalarLength(bytes[at]), range.upperBound - at)
            let isEnd: Bool
            if length == 1 {
                isEnd = bytes[at] == 10 || bytes[at] == 0x21 || bytes[at] == 0x3F
            } else if length == 3 {
                switch (bytes[at], bytes[at + 1], bytes[at + 2]) {
                case (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F): isEnd = true
                default: isEnd = false
                }
            } else {
                isEnd = false
            }
            at += length
            if isEnd {
                if at > start + 1 { result.append(start..<at) }
                start = at
            }
        }
        if start < range.upperBound { result.append(start..<range.upperBound) }
        return result
    }
}
