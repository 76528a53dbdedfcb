import CICU

/// Traditional → simplified characters by ICU's Hant-Hans: `電梯維護` becomes `电梯维护`.
///
/// Character by character, so `乾隆` becomes `干隆`: good for matching, not for showing. ICU runs once over the CJK
/// blocks when the first text comes; after that a text costs one table look-up a character, on any thread.
public struct SimplifiedFolder: Normalizer {
    /// The folder.
    public init() {}

    /// `simplified`.
    public let name = "simplified"

    private static let first: UInt32 = 0x3400
    private static let last: UInt32 = 0x9FFF

    /// The simplified form of each code point from U+3400 to U+9FFF, followed to its end so that it stays put.
    private static let table: [UInt16] = {
        let count = Int(last - first) + 1
        var forms = [UInt32](repeating: 0, count: count)
        let status = forms.withUnsafeMutableBufferPointer { cicu_simplified(first, UInt32(count), $0.baseAddress) }
        return (0..<count).map { index in
            let own = UInt32(index) + first
            guard status == 0 else { return UInt16(own) }
            var form = own
            for _ in 0..<4 {
                let next = forms[Int(form - first)]
                guard next != form, next >= first, next <= last else { break }
                form = next
            }
            return UInt16(form)
        }
    }()

    /// The simplified form of a code point. O(1).
    static func simplified(_ value: UInt32) -> UInt32 {
        value >= first && value <= last ? UInt32(table[Int(value - first)]) : value
    }

    /// Writes the text in simplified characters; returns how many characters changed. O(n).
    public func normalize(_ text: UnsafeBufferPointer<UInt8>, into output: inout [UInt8], log: inout EditLog) -> Int {
        Self.table.withUnsafeBufferPointer { table in
            var changes = 0
            var copied = 0
            var index = 0
            while index < text.count {
                if text[index] < 0xE3 {
                    index += 1
                    continue
                }
                let (value, width) = UTF8Scan.scalar(text, at: index)
                if value >= Self.first, value <= Self.last {
                    let form = UInt32(table[Int(value - Self.first)])
                    if form != value {
                        output.append(contentsOf: text[copied..<index])
                        let start = output.count
                        UTF8Scan.append(form, to: &output)
                        log.record(source: index..<(index + width), output: start..<output.count)
                        copied = index + width
                        changes += 1
                    }
                }
                index += width
            }
            if changes > 0 { output.append(contentsOf: text[copied...]) }
            return changes
        }
    }
}
