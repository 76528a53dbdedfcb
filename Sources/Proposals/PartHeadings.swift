/// Finds the headings of a proposal's parts: `一、案由`, `【案据】`, `具体建议：`, `二、存在的主要问题`.
enum PartHeadings {
    struct Mark: Equatable {
        var part: ProposalParts.Part
        /// From the numbering to the colon or line end.
        var range: Range<Int>
    }

    private static let words: [(ProposalParts.Part, [String])] = [
        (
            .matter,
            [
                "案由", "缘由", "由来", "事由", "背景", "背景情况", "调研情况", "基本情况", "现状", "基本现状", "现状分析", "情况说明", "发展现状", "调研背景",
                "现状与背景", "情况", "有关情况", "提案背景", "建议背景", "建议缘由", "问题的提出", "问题提出",
            ]
        ),
        (
            .grounds,
            [
                "案据", "理由", "依据", "问题", "问题分析", "存在问题", "存在的问题", "主要问题", "存在的主要问题", "存在主要问题", "原因", "原因分析", "问题及原因",
                "问题和原因", "问题与原因", "问题原因分析", "存在不足", "主要不足", "困难", "面临的困难", "主要困难", "面临的问题", "面临问题", "事实依据", "法律依据",
                "政策依据", "困难和问题", "问题与不足", "存在的困难", "短板", "必要性", "意义", "重要意义", "重要性", "建议理由", "提案理由",
            ]
        ),
        (
            .plan,
            [
                "方案", "建议", "具体建议", "对策", "对策建议", "建议方案", "解决方案", "意见", "意见建议", "意见和建议", "具体意见", "建议措施", "对策措施",
                "对策与建议", "对策和建议", "有关建议", "几点建议", "主要建议", "工作建议", "相关建议", "办法", "措施", "具体措施", "解决办法", "建议如下", "具体建议如下",
                "意见建议如下", "我的建议", "我们的建议", "建议内容", "建议和对策", "解决建议", "为此建议", "为此建议如下", "下一步建议",
            ]
        ),
    ]

    private static let parts: [String: ProposalParts.Part] = {
        var result: [String: ProposalParts.Part] = [:]
        for (part, list) in words { for word in list { result[word] = part } }
        return result
    }()

    /// Words short enough to stand in any sentence; they are headings only with a number, brackets or a line of their own.
    private static let common: Set<String> = ["问题", "情况", "意义", "原因", "办法", "措施", "困难", "意见", "现状", "必要性", "重要性", "短板"]

    /// The headings in their order. O(length).
    static func find(in bytes: [UInt8]) -> [Mark] {
        var marks: [Mark] = []
        var isStart = true
        var at = 0
        while at < bytes.count {
            if isStart, let mark = heading(bytes, at: at) {
                marks.append(mark)
                at = mark.range.upperBound
                isStart = true
                continue
            }
            let length = scalarLength(bytes[at])
            if let mark = headingBefore(bytes, colon: at), mark.range.lowerBound >= marks.last?.range.upperBound ?? 0 {
                marks.append(mark)
                at = mark.range.upperBound
                isStart = true
                continue
            }
            isStart = endsSentence(bytes, at, length) || (isStart && isSpace(bytes, at, length))
            at += length
        }
        return marks
    }

    /// A name of four and more characters before a colon is a heading wherever it stands: forms that put the parts into one
    /// field run them together (……不高问题分析：……).
    private static func headingBefore(_ bytes: [UInt8], colon at: Int) -> Mark? {
        let end: Int
        if bytes[at] == 0x3A {
            end = at + 1
        } else if at + 2 < bytes.count, bytes[at] == 0xEF, bytes[at + 1] == 0xBC, bytes[at + 2] == 0x9A {
            end = at + 3
        } else {
            return nil
        }
        for characters in stride(from: 6, through: 4, by: -1) where at >= characters * 3 {
            let start = at - characters * 3
            guard let name = String(validating: bytes[start..<at], as: UTF8.self) else { continue }
            if let part = parts[name] { return Mark(part: part, range: start..<end) }
        }
        return nil
    }

    /// A heading that begins at a place, after spaces.
    private static func heading(_ bytes: [UInt8], at start: Int) -> Mark? {
        // Numbering, brackets, the name and what ends it are within some sixty bytes.
        var end = min(bytes.count, start + 72)
        while end < bytes.count, end > start, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        let text = Array(String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars)
        var at = 0
        func look(_ offset: Int = 0) -> Unicode.Scalar? { at + offset < text.count ? text[at + offset] : nil }
        guard let first = look(), !isSpace(first) else { return nil }
        let isLineStart = startsLine(bytes, start)
        let isNumbered = skipNumber(text, &at)
        var isBracketed = false
        if let scalar = look(), "【[〔《#*".unicodeScalars.contains(scalar) {
            isBracketed = true
            while let more = look(), "【[〔《#* ".unicodeScalars.contains(more) { at += 1 }
        }
        let nameStart = at
        while at - nameStart < 10, let scalar = look(), isHan(scalar) { at += 1 }
        let name = String(String.UnicodeScalarView(text[nameStart..<at]))
        guard let part = parts[name] else { return nil }
        var endsWell = false
        var isLineEnd = false
        while let scalar = look() {
            if "：:】]〕》*".unicodeScalars.contains(scalar) {
                endsWell = true
                at += 1
            } else if scalar == "\n" || scalar == "\r" || (isNumbered && isSpace(scalar)) {
                isLineEnd = true
                break
            } else if isSpace(scalar) {
                at += 1
            } else if "。.".unicodeScalars.contains(scalar), isNumbered || isLineStart {
                isLineEnd = true
                at += 1
                break
            } else {
                break
            }
        }
        if look() == nil, end == bytes.count { isLineEnd = true }
        let stands = endsWell || (isLineEnd && (isNumbered || isLineStart)) || isBracketed
        guard stands, !common.contains(name) || isNumbered || isBracketed || isLineStart else { return nil }
        let length = text[..<at].reduce(0) { $0 + UTF8.width($1) }
        return Mark(part: part, range: start..<min(bytes.count, start + length))
    }

    /// 一、 （一） 1. 1、 第一、 → past it.
    private static func skipNumber(_ text: [Unicode.Scalar], _ at: inout Int) -> Bool {
        var place = at
        if place < text.count, text[place] == "（" || text[place] == "(" { place += 1 }
        if place < text.count, text[place] == "第" { place += 1 }
        let digits = place
        while place < text.count, place - digits < 3,
            "一二三四五六七八九十0123456789０１２３４５６７８９".unicodeScalars.contains(text[place])
        {
            place += 1
        }
        guard place > digits else { return false }
        let separators = place
        while place < text.count, "、.．，,）) 　部分".unicodeScalars.contains(text[place]) { place += 1 }
        guard place > separators else { return false }
        at = place
        return true
    }

    private static func startsLine(_ bytes: [UInt8], _ start: Int) -> Bool {
        var at = start
        while at > 0 {
            if bytes[at - 1] == 10 || bytes[at - 1] == 13 { return true }
            if bytes[at - 1] <= 0x20 {
                at -= 1
            } else if at >= 3, bytes[at - 3] == 0xE3, bytes[at - 2] == 0x80, bytes[at - 1] == 0x80 {
                at -= 3
            } else {
                return false
            }
        }
        return true
    }

    static func scalarLength(_ first: UInt8) -> Int { first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4 }

    /// 。 ； ！ ？ line end, or one of their ASCII forms. A colon too: `第一提案：案由：`.
    private static func endsSentence(_ bytes: [UInt8], _ at: Int, _ length: Int) -> Bool {
        if length == 1 { return [10, 13, 0x21, 0x3B, 0x3F, 0x7D].contains(bytes[at]) }
        guard length == 3, at + 2 < bytes.count else { return false }
        switch (bytes[at], bytes[at + 1], bytes[at + 2]) {
        case (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x9B), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F), (0xE2, 0x80, 0x9D):
            return true
        default: return false
        }
    }

    private static func isSpace(_ bytes: [UInt8], _ at: Int, _ length: Int) -> Bool {
        bytes[at] <= 0x20 || (length == 2 && at + 1 < bytes.count && bytes[at] == 0xC2 && bytes[at + 1] == 0xA0)
            || (length == 3 && at + 2 < bytes.count && bytes[at] == 0xE3 && bytes[at + 1] == 0x80
                && bytes[at + 2] == 0x80)
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value <= 0x20 || scalar == "\u{3000}" || scalar == "\u{A0}"
    }

    private static func isHan(_ scalar: Unicode.Scalar) -> Bool { (0x4E00...0x9FFF).contains(scalar.value) }
}
