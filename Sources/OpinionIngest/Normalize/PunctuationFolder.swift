/// Shortens line noise: a run of the same mark becomes one (`！！！！` → `！`, `-----` → `-`) and a decorative line of
/// mixed marks (`-=-=-=-=`, `★☆★☆`) becomes a space.
public struct PunctuationFolder: Normalizer {
    /// The folder.
    public init() {}

    /// `punctuation`.
    public let name = "punctuation"

    private enum Mark { case none, plain, decorative }

    /// So many marks in a row, none the same as its neighbour, make a decorative line.
    private static let decorativeLength = 4

    /// Writes the shortened text; returns how many characters were dropped or replaced. O(n).
    public func normalize(_ text: UnsafeBufferPointer<UInt8>, into output: inout [UInt8], log: inout EditLog) -> Int {
        var changes = 0
        var copied = 0
        var index = 0
        while index < text.count {
            let (value, width) = UTF8Scan.scalar(text, at: index)
            let mark = Self.mark(value)
            if mark == .none {
                index += width
                continue
            }
            let run = Self.run(text, from: index, value, mark)
            if run.distinct >= Self.decorativeLength {
                output.append(contentsOf: text[copied..<index])
                output.append(0x20)
                log.record(source: index..<run.end, output: (output.count - 1)..<output.count)
                copied = run.end
                changes += run.characters
            } else if run.characters > run.distinct {
                output.append(contentsOf: text[copied..<index])
                let start = output.count
                Self.appendWithoutRepeats(text, index..<run.end, to: &output)
                log.record(source: index..<run.end, output: start..<output.count)
                copied = run.end
                changes += run.characters - run.distinct
            }
            index = run.end
        }
        if changes > 0 { output.append(contentsOf: text[copied...]) }
        return changes
    }

    /// The run that starts at `start`: repeats of a plain mark, or decorative marks of any kind.
    private static func run(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ first: UInt32, _ mark: Mark
    ) -> (end: Int, characters: Int, distinct: Int) {
        var last: UInt32 = 0
        var end = start
        var characters = 0
        var distinct = 0
        while end < text.count {
            let (value, width) = UTF8Scan.scalar(text, at: end)
            guard mark == .decorative ? Self.mark(value) == .decorative : value == first else { break }
            if value != last { distinct += 1 }
            last = value
            characters += 1
            end += width
        }
        return (end, characters, distinct)
    }

    private static func appendWithoutRepeats(
        _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, to output: inout [UInt8]
    ) {
        var last: UInt32 = 0
        var index = range.lowerBound
        while index < range.upperBound {
            let (value, width) = UTF8Scan.scalar(text, at: index)
            if value != last { output.append(contentsOf: text[index..<(index + width)]) }
            last = value
            index += width
        }
    }

    /// Whether the folder looks at a code point at all. O(1).
    static func isMark(_ value: UInt32) -> Bool { mark(value) != .none }

    @inline(__always)
    private static func mark(_ value: UInt32) -> Mark {
        if value >= 0x4E00 && value <= 0x9FFF { return .none }
        switch value {
        case 0x21, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F: return .plain  // ! , . : ; ?
        case 0x23, 0x2A, 0x2D, 0x3D, 0x5E, 0x5F, 0x7E: return .decorative  // # * - = ^ _ ~
        case 0x0...0x7F: return .none
        case 0x2026, 0x3001, 0x3002, 0xFF01, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F: return .plain  // …、。！，．：；？
        case 0xB7, 0x2013, 0x2014, 0x2015, 0x2022, 0x203B, 0x2500...0x25FF, 0x2605, 0x2606: return .decorative
        case 0x301C, 0xFF03, 0xFF0A, 0xFF0D, 0xFF1D, 0xFF3F, 0xFF5E: return .decorative  // 〜＃＊－＝＿～
        default: return .none
        }
    }
}
