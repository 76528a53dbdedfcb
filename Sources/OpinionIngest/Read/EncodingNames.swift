extension TextEncoding {
    /// The names that a person may give for the encoding of a file.
    public static let knownNames = ["UTF-8", "GB18030", "GBK", "Big5", "UTF-16LE", "UTF-16BE"]

    /// The encoding of a name, in any case, with `-` or without (`gbk`, `utf8`); nil for another one.
    public static func named(_ name: String) -> TextEncoding? {
        let name = name.uppercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
        switch name {
        case "UTF8": return TextEncoding(name: "UTF-8", confidence: 100)
        // GB18030 holds all of GB2312 and GBK.
        case "GB18030", "GBK", "GB2312", "CP936", "ANSI": return TextEncoding(name: "GB18030", confidence: 100)
        case "BIG5", "CP950": return TextEncoding(name: "Big5", confidence: 100)
        case "UTF16LE", "UTF16", "UNICODE": return TextEncoding(name: "UTF-16LE", confidence: 100)
        case "UTF16BE": return TextEncoding(name: "UTF-16BE", confidence: 100)
        default: return nil
        }
    }

    /// The same encoding with the length of its byte-order mark, where the file begins with one.
    func withMark(of head: [UInt8]) -> TextEncoding {
        let mark: [UInt8] =
            switch name {
            case "UTF-8": [0xEF, 0xBB, 0xBF]
            case "UTF-16LE": [0xFF, 0xFE]
            case "UTF-16BE": [0xFE, 0xFF]
            default: []
            }
        let hasMark = !mark.isEmpty && head.starts(with: mark)
        return TextEncoding(name: name, confidence: confidence, markLength: hasMark ? mark.count : 0)
    }
}
