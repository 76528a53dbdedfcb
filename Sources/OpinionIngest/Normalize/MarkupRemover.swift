/// Replaces what is left of HTML by a space: `&nbsp;`, `<br/>`, `<font color="red">`; `&amp;` becomes `&` and a numeric
/// reference to a Han character becomes the character.
///
/// Only known tags and entities go, so `A<B` and `<云桥村>` stay. Patterns are looked for in the *output*, at their
/// closing `;` or `>`, so what a replacement completes (`&amp;nbsp;`, `<b<br>r>`) goes in the same pass. O(n).
public struct MarkupRemover: Normalizer {
    /// The remover.
    public init() {}

    /// `markup`.
    public let name = "markup"

    private static let entities: Set<String> = [
        "nbsp", "lt", "gt", "quot", "apos", "ldquo", "rdquo", "lsquo", "rsquo", "mdash", "ndash", "hellip", "middot",
        "bull", "ensp", "emsp", "times", "copy", "reg", "thinsp", "zwnj", "zwj",
    ]
    private static let tags: Set<String> = [
        "a", "b", "i", "u", "p", "br", "hr", "li", "ul", "ol", "td", "th", "tr", "em", "dl", "dt", "dd", "div", "span",
        "font", "strong", "table", "tbody", "thead", "img", "center", "h1", "h2", "h3", "h4", "h5", "h6", "o:p",
        "style", "script", "input", "label", "section", "blockquote", "pre", "sup", "sub", "body", "html",
    ]

    /// Writes the text without mark-up; returns how many characters the removed mark-up had. O(n).
    public func normalize(_ text: UnsafeBufferPointer<UInt8>, into output: inout [UInt8], log: inout EditLog) -> Int {
        guard text.contains(where: { $0 == 0x26 || $0 == 0x3C }) else { return 0 }
        output.reserveCapacity(text.count)
        var changes = 0
        var openings: [Int] = []
        var ampersand: Int?
        for (index, byte) in text.enumerated() {
            output.append(byte)
            switch byte {
            case 0x3C: openings.append(output.count - 1)
            case 0x26: ampersand = output.count - 1
            case 0x3E:
                guard let start = openings.last else { continue }
                if Self.isTag(output[start...]) {
                    changes += Self.characters(output[start...])
                    openings.removeLast()
                    Self.replaceEnd(of: &output, from: start, by: 0x20)
                    log.replaceEnd(from: start, to: output.count, sourceEnd: index + 1)
                    if let open = ampersand, open >= start { ampersand = nil }
                } else {
                    openings.removeAll(keepingCapacity: true)
                }
            case 0x3B:
                guard let start = ampersand else { continue }
                ampersand = nil
                guard let value = Self.entity(output[start...]) else { continue }
                changes += Self.characters(output[start...])
                Self.replaceEnd(of: &output, from: start, by: value)
                log.replaceEnd(from: start, to: output.count, sourceEnd: index + 1)
                if value == 0x26 { ampersand = start }
            default: continue
            }
        }
        return changes
    }

    private static func replaceEnd(of output: inout [UInt8], from start: Int, by value: UInt32) {
        output.removeSubrange(start...)
        UTF8Scan.append(value, to: &output)
    }

    private static func characters(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }

    /// Whether `<…>` is a known tag: a name, then nothing, `/`, or attributes with an `=`.
    private static func isTag(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes.dropFirst().dropLast()
        if rest.first == 0x2F { rest = rest.dropFirst() }
        let name = rest.prefix(10).prefix { $0 > 0x20 && $0 < 0x80 && $0 != 0x2F }
        guard tags.contains(String(decoding: name, as: UTF8.self).lowercased()) else { return false }
        let attributes = rest.dropFirst(name.count)
        return attributes.withUnsafeBufferPointer { attributes in
            // White space of every kind counts, or folding it afterwards would complete a tag.
            var index = 0
            while index < attributes.count {
                let width = attributes[index] == 0x2F ? 1 : WhiteSpaceFolder.whiteSpace(attributes, at: index)
                if width == 0 { return index > 0 && attributes.contains(0x3D) }
                index += width
            }
            return true
        }
    }

    /// What `&…;` stands for: `&`, a Han character or a space; nil where it is no entity.
    private static func entity(_ bytes: ArraySlice<UInt8>) -> UInt32? {
        let name = bytes.dropFirst().dropLast()
        guard (1...9).contains(name.count) else { return nil }
        let text = String(decoding: name, as: UTF8.self).lowercased()
        if text == "amp" { return 0x26 }
        if entities.contains(text) { return 0x20 }
        guard text.hasPrefix("#") else { return nil }
        let hexadecimal = text.hasPrefix("#x")
        let digits = text.dropFirst(hexadecimal ? 2 : 1)
        guard digits.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D }),
            let value = UInt32(digits, radix: hexadecimal ? 16 : 10)
        else { return nil }
        return value >= 0x4E00 && value <= 0x9FA5 ? value : 0x20
    }
}
