import Mustache

/// Escapes text for HTML scalar by scalar.
///
/// The engine's own escaping goes character by character, so a quotation mark with a combining mark after it is one
/// other character to it and stays; in an attribute that would let a text out.
struct ScalarHTML: MustacheContentType {
    /// The name under which templates ask for it.
    static let name = "SCALAR_HTML"

    func escapeText(_ text: String) -> String { Self.escape(text) }

    /// The text with `& < > " '` as entities. Linear.
    static func escape(_ text: String) -> String {
        let isSpecial: (UInt8) -> Bool = { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 || $0 == 0x27 }
        guard text.utf8.contains(where: isSpecial) else { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 32)
        for byte in text.utf8 {
            switch byte {
            case 0x26: bytes += "&amp;".utf8
            case 0x3C: bytes += "&lt;".utf8
            case 0x3E: bytes += "&gt;".utf8
            case 0x22: bytes += "&quot;".utf8
            case 0x27: bytes += "&#39;".utf8
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
