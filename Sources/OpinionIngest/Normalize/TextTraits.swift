/// What a text has that a normaliser of `NormalizationPipeline.matching` may change, found in one pass with a table
/// look-up a character. Most texts need one normaliser of the six; the others need not look at them.
struct TextTraits: OptionSet {
    let rawValue: UInt8

    /// Bits 0 to 5 are in the order of the pipeline's normalisers.
    static let invisible = TextTraits(rawValue: 1)
    static let compatibility = TextTraits(rawValue: 2)
    /// Two marks stand next to each other.
    static let marks = TextTraits(rawValue: 4)
    static let markup = TextTraits(rawValue: 8)
    static let traditional = TextTraits(rawValue: 16)
    static let space = TextTraits(rawValue: 32)
    /// A character that ends the name of a township: 镇, 乡 or the first of 街道.
    static let township = TextTraits(rawValue: 64)
    /// A character that ends the name of a community: 村 or the first of 社区.
    static let community = TextTraits(rawValue: 128)

    /// Whether the normaliser at a place of the pipeline may have something to do.
    func concerns(step: Int) -> Bool { step >= 6 || rawValue & 1 << step != 0 }

    /// The traits of each code point of the BMP; `marks` for each mark. Made once, in a few milliseconds.
    private static let table: [UInt8] = (0..<0x10000).map { index in
        let value = UInt32(index)
        var traits: TextTraits = []
        if InvisibleRemover.isInvisible(value) { traits.insert(.invisible) }
        if CompatibilityFolder.isOpen(value) { traits.insert(.compatibility) }
        if PunctuationFolder.isMark(value) { traits.insert(.marks) }
        if value == 0x26 || value == 0x3C { traits.insert(.markup) }
        if SimplifiedFolder.simplified(value) != value { traits.insert(.traditional) }
        if WhiteSpaceFolder.isWhiteSpace(value) { traits.insert(.space) }
        if value == 0x9547 || value == 0x4E61 || value == 0x8857 { traits.insert(.township) }
        if value == 0x6751 || value == 0x793E { traits.insert(.community) }
        return traits.rawValue
    }

    /// The traits of a text; one with a code point beyond the BMP has them all. O(n).
    static func of(_ text: UnsafeBufferPointer<UInt8>) -> TextTraits {
        table.withUnsafeBufferPointer { table in
            var found: UInt8 = 0
            var before: UInt8 = 0
            var index = 0
            while index < text.count {
                let (value, width) = UTF8Scan.scalar(text, at: index)
                index += width
                guard value < 0x10000 else { return TextTraits(rawValue: .max) }
                let traits = table[Int(value)]
                found |= traits & ~marks.rawValue | traits & before & marks.rawValue
                before = traits
            }
            return TextTraits(rawValue: found)
        }
    }
}
