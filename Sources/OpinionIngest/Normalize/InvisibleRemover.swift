/// Removes what cannot be seen: control characters, zero-width and bidi marks, soft hyphens, variation selectors,
/// Hangul fillers, tags. `投\u{200B}诉` becomes `投诉`.
///
/// Tabs, line breaks and U+0085 stay: they are white space and belong to `WhiteSpaceFolder`.
public struct InvisibleRemover: Normalizer {
    /// The remover.
    public init() {}

    /// `invisible`.
    public let name = "invisible"

    /// Writes the text without invisible characters; returns how many there were. O(n).
    public func normalize(_ text: UnsafeBufferPointer<UInt8>, into output: inout [UInt8], log: inout EditLog) -> Int {
        var changes = 0
        var copied = 0
        var index = 0
        while index < text.count {
            let (value, width) = UTF8Scan.scalar(text, at: index)
            if Self.isInvisible(value) {
                output.append(contentsOf: text[copied..<index])
                log.record(source: index..<(index + width), output: output.count..<output.count)
                copied = index + width
                changes += 1
            }
            index += width
        }
        if changes > 0 { output.append(contentsOf: text[copied...]) }
        return changes
    }

    /// Whether the remover drops this code point. O(1).
    @inline(__always)
    static func isInvisible(_ value: UInt32) -> Bool {
        if (value >= 0x20 && value < 0x7F) || (value >= 0x3165 && value < 0xFE00) { return false }
        switch value {
        case 0x09...0x0D, 0x85: return false
        case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F:
            return true
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0: return true
        case 0xFFF0...0xFFFB, 0xE0000...0xE0FFF: return true
        default: return false
        }
    }
}
