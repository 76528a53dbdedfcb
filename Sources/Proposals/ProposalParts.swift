/// The parts that a proposal must have (案由、案据、方案), where they stand and which are missing.
///
/// ```swift
/// let parts = ProposalParts(of: "一、案由\n路灯不亮。\n二、案据\n群众多次反映。\n三、建议\n请修复。")
/// parts.missing                       // []
/// parts.text(.plan)                   // 请修复。
/// ```
/// Headings decide; where a proposal has none, the sentence that begins to propose (为此建议…) opens the plan, and what is
/// before it is the matter, or the grounds where it tells of causes, numbers or complaints. O(length).
public struct ProposalParts: Sendable, Equatable {
    /// A part.
    public enum Part: String, Sendable, CaseIterable, Hashable {
        /// 案由: what it is about.
        case matter = "案由"
        /// 案据: why; facts, causes, law.
        case grounds = "案据"
        /// 方案: what should be done.
        case plan = "方案"
    }

    /// What shows that a stretch is a part.
    public enum Basis: String, Sendable, Hashable {
        /// A heading of its own.
        case heading = "标题"
        /// Words in running text.
        case wording = "行文"
    }

    /// One stretch of the text.
    public struct Stretch: Sendable, Equatable {
        /// Which part it belongs to.
        public var part: Part
        /// Its bytes, heading left out.
        public var range: Range<Int>
        /// What shows it.
        public var basis: Basis
    }

    /// The stretches in the order of the text; a part may have several (现状, 意义).
    public let stretches: [Stretch]
    private let bytes: [UInt8]

    /// Bytes that a part has at least: 案由 alone on a line is no part.
    private static let least = 12

    /// Finds the parts of a text.
    public init(of text: String) {
        let bytes = Array(text.utf8)
        self.bytes = bytes
        let marks = PartHeadings.find(in: bytes)
        var found: [Stretch] = []
        for (index, mark) in marks.enumerated() {
            let end = index + 1 < marks.count ? marks[index + 1].range.lowerBound : bytes.count
            found.append(Stretch(part: mark.part, range: mark.range.upperBound..<end, basis: .heading))
        }
        let preface = 0..<(marks.first?.range.lowerBound ?? bytes.count)
        let byHeading = Set(found.map(\.part))
        found = PartWording.divide(bytes, preface, has: byHeading) + found
        // A plan within the last stretch of grounds: 问题分析 …… 为此建议 ……
        if !found.contains(where: { $0.part == .plan }), let last = found.last, last.part != .plan,
            let start = PartWording.planStart(bytes, last.range)
        {
            found[found.count - 1].range = last.range.lowerBound..<start
            found.append(Stretch(part: .plan, range: start..<last.range.upperBound, basis: .wording))
        }
        stretches = found.map { stretch in
            var stretch = stretch
            stretch.range = Self.trimmed(bytes, stretch.range)
            return stretch
        }.filter { $0.range.count >= Self.least }
    }

    /// The parts that are not there, in their order.
    public var missing: [Part] { Part.allCases.filter { part in !stretches.contains { $0.part == part } } }

    /// A part's text, its stretches joined by line ends; empty where it is missing.
    public func text(_ part: Part) -> String {
        stretches.filter { $0.part == part }.map { String(decoding: bytes[$0.range], as: UTF8.self) }.joined(
            separator: "\n")
    }

    /// Without white space at the ends, the ideographic and the no-break space among it.
    private static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        func isWide(_ at: Int) -> Bool { bytes[at] == 0xE3 && bytes[at + 1] == 0x80 && bytes[at + 2] == 0x80 }
        func isFixed(_ at: Int) -> Bool { bytes[at] == 0xC2 && bytes[at + 1] == 0xA0 }
        while start < end {
            if bytes[start] <= 0x20 {
                start += 1
            } else if end - start >= 3, isWide(start) {
                start += 3
            } else if end - start >= 2, isFixed(start) {
                start += 2
            } else {
                break
            }
        }
        while end > start {
            if bytes[end - 1] <= 0x20 {
                end -= 1
            } else if end - start >= 3, isWide(end - 3) {
                end -= 3
            } else if end - start >= 2, isFixed(end - 2) {
                end -= 2
            } else {
                break
            }
        }
        return start..<max(start, end)
    }
}
