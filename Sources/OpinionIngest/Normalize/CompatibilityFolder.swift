import CICU

/// Unicode NFKC by ICU: full width → half width, `㎡` → `m2`, `①` → `1`, composed letters.
///
/// It turns `，` into `,` and leaves `。`: right for matching, wrong for reading, so only match texts go through it.
/// A table says for each code point whether NFKC leaves it alone, so normal text costs one look-up a character; only
/// text with characters that join the one before (combining marks, jamo) goes through ICU as a whole.
public struct CompatibilityFolder: Normalizer {
    /// The folder. The table is made once per process, in a few milliseconds.
    public init() {}

    /// `nfkc`.
    public let name = "nfkc"

    /// The class of every BMP code point, as `cicu_nfkc_classes` defines it; everything is 2 should ICU fail.
    private static let classes: [UInt8] = {
        var table = [UInt8](repeating: 2, count: 0x10000)
        let status = table.withUnsafeMutableBufferPointer { cicu_nfkc_classes($0.baseAddress, 0x10000) }
        return status == 0 ? table : [UInt8](repeating: 2, count: 0x10000)
    }()

    /// Whether NFKC may change a code point of the BMP or join it to the one before. O(1).
    static func isOpen(_ value: UInt32) -> Bool { value >= 0x10000 || classes[Int(value)] != 0 }

    /// Writes the text in NFKC; returns how many code points NFKC replaced. O(n).
    public func normalize(_ text: UnsafeBufferPointer<UInt8>, into output: inout [UInt8], log: inout EditLog) -> Int {
        Self.classes.withUnsafeBufferPointer { classes in
            var changes = 0
            var copied = 0
            var index = 0
            while index < text.count {
                let byte = text[index]
                if byte < 0x80 {
                    index += 1
                    continue
                }
                let (value, width) = UTF8Scan.scalar(text, at: index)
                let kind = value < 0x10000 ? Int32(classes[Int(value)]) : cicu_nfkc_class(value)
                if kind == 0 {
                    index += width
                    continue
                }
                if kind == 2 {
                    output.removeAll(keepingCapacity: true)
                    let changes = whole(text, classes, into: &output)
                    if log.isOn, changes > 0 {
                        log = EditLog(isOn: true)
                        record(text, classes, &log)
                    }
                    return changes
                }
                if changes == 0 { output.reserveCapacity(text.count) }
                output.append(contentsOf: text[copied..<index])
                let start = output.count
                let half = UTF8Scan.halfWidth(value)
                if half != value {
                    output.append(UInt8(truncatingIfNeeded: half))
                } else {
                    appendNormal(UnsafeBufferPointer(rebasing: text[index..<(index + width)]), to: &output)
                }
                log.record(source: index..<(index + width), output: start..<output.count)
                index += width
                copied = index
                changes += 1
            }
            if changes > 0 { output.append(contentsOf: text[copied...]) }
            return changes
        }
    }

    /// Normalises the whole text by ICU; the count is that of code points that are not themselves in NFKC or that may
    /// have joined the one before.
    private func whole(
        _ text: UnsafeBufferPointer<UInt8>, _ classes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]
    ) -> Int {
        appendNormal(text, to: &output)
        guard !output.elementsEqual(text) else { return 0 }
        var changes = 0
        var index = 0
        while index < text.count {
            let (value, width) = UTF8Scan.scalar(text, at: index)
            if (value < 0x10000 ? Int32(classes[Int(value)]) : cicu_nfkc_class(value)) != 0 { changes += 1 }
            index += width
        }
        return max(changes, 1)
    }

    /// Records the edits of `whole`: a stretch that begins at a character which joins nothing before it is normalised on
    /// its own.
    private func record(_ text: UnsafeBufferPointer<UInt8>, _ classes: UnsafeBufferPointer<UInt8>, _ log: inout EditLog)
    {
        var start = 0
        var length = 0
        var normal: [UInt8] = []
        while start < text.count {
            let (first, width) = UTF8Scan.scalar(text, at: start)
            var end = start + width
            var isPlain = Self.kind(first, classes) == 0
            while end < text.count {
                let (value, width) = UTF8Scan.scalar(text, at: end)
                guard Self.kind(value, classes) == 2 else { break }
                isPlain = false
                end += width
            }
            guard !isPlain else {
                length += end - start
                start = end
                continue
            }
            let stretch = UnsafeBufferPointer(rebasing: text[start..<end])
            normal.removeAll(keepingCapacity: true)
            appendNormal(stretch, to: &normal)
            if !normal.elementsEqual(stretch) {
                log.record(source: start..<end, output: length..<(length + normal.count))
            }
            length += normal.count
            start = end
        }
    }

    private static func kind(_ value: UInt32, _ classes: UnsafeBufferPointer<UInt8>) -> Int32 {
        value < 0x10000 ? Int32(classes[Int(value)]) : cicu_nfkc_class(value)
    }

    /// Appends the NFKC form of `text`, or `text` itself where ICU refuses it.
    private func appendNormal(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        guard let length = Int32(exactly: text.count) else {
            output.append(contentsOf: text)
            return
        }
        var capacity = text.count + 32
        for _ in 0..<2 {
            var needed: Int32 = -1
            let room = Int32(clamping: capacity)
            let normal = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                needed = cicu_nfkc(text.baseAddress, length, buffer.baseAddress, room)
                count = needed >= 0 && needed <= room ? Int(needed) : 0
            }
            if needed >= 0, needed <= room {
                output.append(contentsOf: normal)
                return
            }
            guard needed > 0 else { break }
            capacity = Int(needed)
        }
        output.append(contentsOf: text)
    }
}
