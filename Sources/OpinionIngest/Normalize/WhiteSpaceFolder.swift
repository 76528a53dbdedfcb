/// Folds white space: a run becomes one space, none at the ends and none between two Han characters.
///
/// `  路灯　不亮\n\tA3 区 ` becomes `路灯不亮 A3 区`. Line breaks inside cells and hard-wrapped lines go the same way.
public struct WhiteSpaceFolder: Normalizer {
    /// The folder.
    public init() {}

    /// `whitespace`.
    public let name = "whitespace"

    /// Writes the folded text; returns how many white-space characters were dropped or replaced. O(n).
    public func normalize(_ text: UnsafeBufferPointer<UInt8>, into output: inout [UInt8], log: inout EditLog) -> Int {
        var changes = 0
        var copied = 0
        var index = 0
        while index < text.count {
            let width = Self.whiteSpace(text, at: index)
            if width == 0 {
                index += 1
                continue
            }
            var end = index
            var characters = 0
            while end < text.count {
                let width = Self.whiteSpace(text, at: end)
                if width == 0 { break }
                end += width
                characters += 1
            }
            let atEdge = index == 0 || end == text.count
            let drop =
                atEdge
                || (UTF8Scan.isHan(UTF8Scan.scalar(text, before: index).value)
                    && UTF8Scan.isHan(UTF8Scan.scalar(text, at: end).value))
            if drop || end - index > 1 || text[index] != 0x20 {
                output.append(contentsOf: text[copied..<index])
                let start = output.count
                if !drop { output.append(0x20) }
                log.record(source: index..<end, output: start..<output.count)
                copied = end
                changes += characters
            }
            index = end
        }
        if changes > 0 { output.append(contentsOf: text[copied...]) }
        return changes
    }

    /// The bytes of the white-space character at `index`, 0 where there is none.
    @inline(__always)
    static func whiteSpace(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let byte = text[index]
        if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) { return 1 }
        // C2 85, C2 A0, E1 9A 80, E2 8x, E3 80 80 are the only other beginnings.
        guard byte == 0xC2 || (byte >= 0xE1 && byte <= 0xE3) else { return 0 }
        let (value, width) = UTF8Scan.scalar(text, at: index)
        return isWhiteSpace(value) ? width : 0
    }

    /// Whether a code point is white space. O(1).
    static func isWhiteSpace(_ value: UInt32) -> Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }
}
