import CICU

/// The encoding of a text file, found from its bytes.
public struct TextEncoding: Sendable, Equatable {
    /// The charset as ICU names it: `UTF-8`, `GB18030`, `Big5`, `UTF-16LE`, `UTF-16BE`.
    public let name: String
    /// How sure it is, 0 to 100.
    public let confidence: Int
    /// The bytes of the byte-order mark at the beginning, 0 without one.
    public let markLength: Int

    /// An encoding.
    public init(name: String, confidence: Int, markLength: Int = 0) {
        self.name = name
        self.confidence = confidence
        self.markLength = markLength
    }

    /// The names that a person may give, and what ICU calls them.
    private static let names: [(given: String, name: String)] = [
        ("utf8", "UTF-8"), ("gb18030", "GB18030"), ("gbk", "GB18030"), ("gb2312", "GB18030"), ("cp936", "GB18030"),
        ("big5", "Big5"), ("big5hkscs", "Big5-HKSCS"), ("utf16", "UTF-16LE"), ("utf16le", "UTF-16LE"),
        ("utf16be", "UTF-16BE"), ("usascii", "UTF-8"), ("ascii", "UTF-8"), ("iso88591", "windows-1252"),
        ("windows1252", "windows-1252"), ("iso2022cn", "ISO-2022-CN"), ("hzgb2312", "HZ"),
    ]

    /// The encoding of a name, as a person (`gbk`, `UTF-8`) or a document (`charset=gb2312`) gives it, with confidence 100;
    /// nil for an unknown one.
    public init?(named given: String) {
        let folded = given.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard let name = Self.names.first(where: { $0.given == folded })?.name else { return nil }
        self.init(name: name, confidence: 100)
    }

    /// The encoding that a person asks for. Throws `unknownEncoding` with the names that there are.
    public static func asked(_ name: String) throws -> TextEncoding {
        if let found = TextEncoding(named: name) { return found }
        throw IngestError.unknownEncoding(name: name, known: knownNames)
    }

    /// The names to suggest to a person.
    public static let knownNames = ["UTF-8", "GB18030", "Big5", "UTF-16LE", "UTF-16BE"]

    /// The same encoding for bytes that begin so: a mark of this encoding is no part of the text.
    func marked(_ head: [UInt8]) -> TextEncoding {
        let marks: [(String, [UInt8])] = [
            ("UTF-8", [0xEF, 0xBB, 0xBF]), ("UTF-16LE", [0xFF, 0xFE]), ("UTF-16BE", [0xFE, 0xFF]),
            ("GB18030", [0x84, 0x31, 0x95, 0x33]),
        ]
        let mark = marks.first { $0.0 == name && head.starts(with: $0.1) }?.1.count ?? 0
        return TextEncoding(name: name, confidence: confidence, markLength: mark)
    }

    /// Finds the encoding: a byte-order mark, then UTF-16 by where its zero bytes are, then UTF-8 by validation, then
    /// GB18030 or Big5 by ICU over bytes that are not ASCII.
    ///
    /// Quirk: with few bytes ICU's statistics say little; then the trail bytes decide. Han characters of GB 2312 have
    /// both bytes ≥ 0xA1, while two in five of Big5's trail bytes are below 0x7F.
    package static func find(head: [UInt8], check: UTF8Check, sample: [UInt8]) -> TextEncoding {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return TextEncoding(name: "UTF-8", confidence: 100, markLength: 3) }
        if head.starts(with: [0xFF, 0xFE]) { return TextEncoding(name: "UTF-16LE", confidence: 100, markLength: 2) }
        if head.starts(with: [0xFE, 0xFF]) { return TextEncoding(name: "UTF-16BE", confidence: 100, markLength: 2) }
        if let name = wideName(head) { return TextEncoding(name: name, confidence: 90) }
        if check.invalid == 0 { return TextEncoding(name: "UTF-8", confidence: 100) }
        // Of GB18030 or Big5 read as UTF-8, most sequences are ill-formed.
        if check.invalid * 10 <= check.multibyte { return TextEncoding(name: "UTF-8", confidence: 90) }
        let (chinese, big5) = sample.withUnsafeBufferPointer { bytes in
            (
                Int(cicu_charset_confidence(bytes.baseAddress, Int32(clamping: bytes.count), "GB18030")),
                Int(cicu_charset_confidence(bytes.baseAddress, Int32(clamping: bytes.count), "Big5"))
            )
        }
        let wide = sample.count { $0 >= 0x80 }
        if wide >= 400, max(chinese, big5) >= 50, abs(chinese - big5) >= 10 {
            return chinese > big5
                ? TextEncoding(name: "GB18030", confidence: chinese) : TextEncoding(name: "Big5", confidence: big5)
        }
        let (low, pairs) = trailBytes(sample)
        if big5 > 0, low * 100 > pairs * 15 { return TextEncoding(name: "Big5", confidence: min(big5, 90)) }
        return TextEncoding(name: "GB18030", confidence: max(0, min(chinese, 90)))
    }

    /// UTF-16 without a mark shows in ASCII commas, digits and line ends: zero bytes on one side of each pair only.
    private static func wideName(_ head: [UInt8]) -> String? {
        var zeros = [0, 0]
        for (index, byte) in head.enumerated() where byte == 0 { zeros[index & 1] += 1 }
        guard (zeros[0] + zeros[1]) * 100 >= head.count * 2, max(zeros[0], zeros[1]) >= 2 else { return nil }
        if zeros[0] * 20 <= zeros[1] { return "UTF-16LE" }
        if zeros[1] * 20 <= zeros[0] { return "UTF-16BE" }
        return nil
    }

    private static func trailBytes(_ sample: [UInt8]) -> (low: Int, pairs: Int) {
        var low = 0
        var pairs = 0
        var i = 0
        while i + 1 < sample.count {
            guard sample[i] >= 0x81 else {
                i += 1
                continue
            }
            pairs += 1
            if (0x40...0x7E).contains(sample[i + 1]) { low += 1 }
            i += 2
        }
        return (low, pairs)
    }
}
