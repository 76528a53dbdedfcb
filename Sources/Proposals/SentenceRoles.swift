/// What each piece of a proposal does: it tells a problem, or asks for something.
///
/// Sentences are cut at semicolons too, since measures are listed that way. Headings decide where the text has them (but for a new
/// complaint below the heading of the plan); elsewhere wording does, and what continues a list of measures is a measure whatever words it has: however many are enumerated, they
/// are one request.
public struct SentenceRoles: Sendable {
    /// What a piece does.
    public enum Role: Sendable, Hashable {
        /// It tells facts, causes, complaints.
        case problem
        /// It asks for something.
        case request
    }

    /// One piece with its bytes.
    public struct Piece: Sendable, Hashable {
        /// What it does.
        public var role: Role
        /// Where it stands.
        public var range: Range<Int>
    }

    /// The pieces in the order of the text; white space alone is none.
    public let pieces: [Piece]

    /// Says what the pieces of a text do. O(length).
    public init(of body: String, parts: ProposalParts) {
        let bytes = Array(body.utf8)
        let headed = parts.stretches.filter { $0.basis == .heading }
        var pieces: [Piece] = []
        var stretch = 0
        for sentence in ProposalSentences.ranges(of: bytes) {
            for range in Self.divided(bytes, sentence) {
                while stretch < headed.count, headed[stretch].range.upperBound <= range.lowerBound { stretch += 1 }
                // A heading stands before its stretch: the piece that has both belongs to it.
                let isHeaded = stretch < headed.count && headed[stretch].range.lowerBound < range.upperBound
                let text = String(decoding: bytes[range], as: UTF8.self)
                let role: Role
                if isHeaded, headed[stretch].part != .plan {
                    role = .problem
                } else {
                    role = Self.role(text, after: pieces.last?.role, isPlan: isHeaded)
                }
                pieces.append(Piece(role: role, range: range))
            }
        }
        self.pieces = pieces
    }

    /// Where a second matter could begin: a problem and a request that follows it stand before, and both stand behind.
    public var borders: [Int] {
        guard let problem = pieces.firstIndex(where: { $0.role == .problem }),
            let first = pieces[problem...].firstIndex(where: { $0.role == .request }),
            let request = pieces.lastIndex(where: { $0.role == .request }),
            let last = pieces[..<request].lastIndex(where: { $0.role == .problem }), last > first
        else { return [] }
        return Array((first + 1)...last)
    }

    /// Whether a sentence asks for something by its wording.
    public static func isRequest(_ sentence: String) -> Bool {
        let text = sentence.drop { $0.isWhitespace }
        return asks(text.dropFirst(listMark(text)))
    }

    // MARK: Wording

    /// Where a clause begins with one of these, it asks.
    private static let asking = [
        "建议", "希望", "恳请", "呼吁", "请", "应当", "应该", "应尽快", "必须", "为此", "对此建议", "特建议",
    ]
    /// May stand before them.
    private static let openers = [
        "为此", "因此", "对此", "故", "特", "现", "再", "还", "并", "我们", "本人", "我", "也", "同时", "此外", "另外", "就此",
    ]
    /// What a measure begins with where measures went before.
    private static let measures = [
        "加大", "加强", "加快", "建立", "完善", "推进", "推动", "推广", "推行", "鼓励", "健全", "落实", "制定", "出台", "开展", "设立", "设置", "增加",
        "增设", "增配",
        "提高", "提升", "优化", "引导", "支持", "实行", "实施", "改造", "修建", "建设", "新建", "扩建", "对", "由", "为", "在", "把", "将", "与", "组织",
        "培育",
        "培养", "规范", "明确", "强化", "探索", "协调", "统筹", "畅通", "扩大", "深化", "整合", "严格", "依法", "安排", "按", "通过", "利用", "充分",
        "进一步",
        "积极", "大力", "尽快", "以上", "补齐", "清理", "简化", "定期", "动员", "聘请", "邀请", "公开", "同时",
    ]
    /// A measure has none of these.
    private static let complaints = [
        "没有", "不足", "不到", "只有", "困难", "存在", "问题", "隐患", "反映", "投诉", "导致", "造成", "缺乏", "缺少", "严重", "突出", "老化", "破损",
        "堵塞", "频发",
        "无人", "不敢", "不便", "不够", "滞后", "难",
    ]

    private static func role(_ text: String, after last: Role?, isPlan: Bool) -> Role {
        let text = text.drop { $0.isWhitespace }
        let item = listMark(text)
        if asks(text.dropFirst(item)) { return .request }
        let isMeasure = measures.contains { text.hasPrefix($0) }
        let complains = complaints.contains { text.contains($0) }
        // Below the heading of the plan everything asks, but a new complaint.
        if isPlan { return item > 0 || isMeasure || !complains ? .request : .problem }
        guard last == .request else { return .problem }
        return item > 0 || isMeasure && !complains ? .request : .problem
    }

    /// Whether a clause of the piece asks.
    private static func asks(_ text: Substring) -> Bool {
        // 银行……，要求房产抵押 is no request: here the subject of the sentence would ask.
        if text.hasPrefix("要求") { return true }
        for clause in text.split(whereSeparator: { "，,：:、“”\"（）()".contains($0) }) {
            var rest = clause.drop { $0.isWhitespace }
            // 收到意见建议……, 建议被采纳: the noun stands at no clause's beginning or has 的 before it.
            while let opener = openers.first(where: { rest.hasPrefix($0) && rest.count > $0.count }) {
                rest = rest.dropFirst(opener.count)
            }
            if asking.contains(where: { rest.hasPrefix($0) }) { return true }
        }
        return false
    }

    /// Characters of the mark that begins an item of a list (（一）, 1., 二是, 第三); 0 where there is none.
    private static func listMark(_ text: Substring) -> Int {
        let digits = Set("一二三四五六七八九十0123456789①②③④⑤⑥⑦⑧⑨")
        var rest = text
        let isBracket = rest.first.map { "（(".contains($0) } ?? false
        if isBracket || rest.first == "第" { rest = rest.dropFirst() }
        let number = rest.prefix { digits.contains($0) }
        guard !number.isEmpty, number.count <= 3 else { return 0 }
        rest = rest.dropFirst(number.count)
        if let first = number.first, "①②③④⑤⑥⑦⑧⑨".contains(first) { return text.count - rest.count }
        guard let end = rest.first, "）)、.．是，".contains(end) else { return 0 }
        rest = rest.dropFirst()
        return text.count - rest.count
    }

    /// A sentence's pieces between semicolons.
    private static func divided(_ bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = range.lowerBound
        var at = start
        while at < range.upperBound {
            let isWide =
                at + 2 < range.upperBound && bytes[at] == 0xEF && bytes[at + 1] == 0xBC && bytes[at + 2] == 0x9B
            at += isWide ? 3 : 1
            if isWide || bytes[at - 1] == 0x3B {
                result.append(start..<at)
                start = at
            }
        }
        result.append(start..<range.upperBound)
        return result.filter { piece in bytes[piece].contains { $0 > 0x3F } }
    }
}
