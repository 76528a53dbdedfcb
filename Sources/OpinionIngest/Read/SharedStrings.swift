import Foundation

/// A workbook's shared strings in one block of bytes, which goes to a nameless file where it is large.
///
/// The length of each string stands before it, and of every fourth one its place is kept: a byte a string.
final class SharedStrings: XMLHandler {
    /// Bytes of all strings together.
    static let limit = 512 << 20
    /// Strings between two places that are kept.
    private static let stride = 4
    /// Strings that are kept as they were given out, and the longest of them in bytes.
    private static let recentCount = 2_048
    private static let recentBytes = 128

    private let file: String
    private let bytes: SpilledBytes
    /// Where the length before every fourth string stands: below `limit` and what one more string adds.
    @exclusivity(unchecked) private var places: [UInt32] = []
    /// The string being read.
    @exclusivity(unchecked) private var current: [UInt8] = []
    /// The string after the last one that was asked for, and where its length stands: strings come mostly in order.
    @exclusivity(unchecked) private var next = (index: 0, place: 0)
    /// Strings asked for lately, each in the slot of its index modulo `recentCount`.
    @exclusivity(unchecked) private var recent = Array(repeating: (index: -1, text: ""), count: recentCount)
    @exclusivity(unchecked) private var isInside = false
    @exclusivity(unchecked) private var phonetic = 0
    @exclusivity(unchecked) private var isText = false

    /// How many strings there are.
    @exclusivity(unchecked) private(set) var count = 0

    /// The strings of a workbook of that name; `heldLimit` is how many bytes of them stay in memory.
    init(file: String, heldLimit: Int = 4 << 20) {
        self.file = file
        bytes = SpilledBytes(heldLimit: heldLimit)
    }

    /// A string by its index; nil where there is none, or where the file cannot be read any more. O(its bytes).
    subscript(index: Int) -> String? {
        guard index >= 0, index < count else { return nil }
        let slot = index % Self.recentCount
        if recent[slot].index == index { return recent[slot].text }
        // A workbook lists its strings in the order of their first use: what is asked for in turn is there for the first time,
        // and mostly the only one.
        let isFirst = next.index == index
        var (at, place) = next
        if at > index || index - at >= Self.stride {
            at = index - index % Self.stride
            place = Int(places[index / Self.stride])
        }
        while at < index {
            guard let (length, start) = length(at: place) else { return nil }
            at += 1
            place = start + length
        }
        guard let text = text(at: place, index: index) else { return nil }
        // Units, types and places stand in many rows.
        if !isFirst, text.utf8.count <= Self.recentBytes { recent[slot] = (index, text) }
        return text
    }

    /// The string whose length stands at a place.
    private func text(at place: Int, index: Int) -> String? {
        let whole = bytes.withTail(place) { tail -> String? in
            guard let (length, width) = Self.length(tail), width + length <= tail.count else { return nil }
            next = (index + 1, place + width + length)
            return OOXMLText.decode(UnsafeBufferPointer(rebasing: tail[width..<(width + length)]))
        }
        if let whole = whole ?? nil { return whole }
        guard let (length, start) = length(at: place) else { return nil }
        next = (index + 1, start + length)
        return bytes.withBytes(start..<(start + length)) { OOXMLText.decode($0) }
    }

    /// The length that stands at a place, and where its string begins.
    private func length(at place: Int) -> (length: Int, start: Int)? {
        let read = bytes.withTail(place, Self.length) ?? nil
        guard let (length, width) = read ?? bytes.withBytes(place..<min(place + 5, bytes.count), Self.length) ?? nil
        else { return nil }
        return (length, place + width)
    }

    /// A length, seven bits a byte, and how many bytes it has; nil where it goes on behind the end.
    private static func length(_ head: UnsafeBufferPointer<UInt8>) -> (length: Int, width: Int)? {
        var length = 0
        for offset in 0..<min(5, head.count) {
            length |= Int(head[offset] & 0x7F) << (7 * offset)
            if head[offset] < 0x80 { return (length, offset + 1) }
        }
        return nil
    }

    /// Puts the string that was read behind the others.
    private func close() {
        if count % Self.stride == 0 { places.append(UInt32(truncatingIfNeeded: bytes.count)) }
        var head: [UInt8] = []
        var length = current.count
        while length >= 0x80 {
            head.append(UInt8(length & 0x7F) | 0x80)
            length >>= 7
        }
        head.append(UInt8(length))
        head.withUnsafeBufferPointer { bytes.append($0) }
        current.withUnsafeBufferPointer { bytes.append($0) }
        current.removeAll(keepingCapacity: current.capacity < 1 << 20)
        count += 1
    }

    override func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        if name == "si" {
            isInside = true
        } else if name == "rPh" {
            phonetic += 1
        } else if name == "t" {
            isText = phonetic == 0
        }
    }

    override func end(_ name: XMLName) throws {
        if name == "si" {
            guard bytes.count + current.count <= Self.limit else {
                throw IngestError.tooLarge(file: file, part: "xl/sharedStrings.xml", limit: Self.limit)
            }
            close()
            isInside = false
        } else if name == "rPh" {
            phonetic -= 1
        } else if name == "t" {
            isText = false
        }
    }

    override func text(_ piece: UnsafeBufferPointer<UInt8>) {
        if isInside, isText, bytes.count + current.count <= Self.limit { current.append(contentsOf: piece) }
    }
}

/// Text as Office Open XML writes it: characters that XML cannot hold stand as `_x000D_` (ECMA-376 part 1, 22.9.2.19).
enum OOXMLText {
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        guard let base = bytes.baseAddress, memchr(base, 0x5F, bytes.count) != nil else {
            return String(decoding: bytes, as: UTF8.self)
        }
        var i = 0
        var escaped = false
        while i + 6 < bytes.count {
            if bytes[i] == 0x5F, bytes[i + 1] == 0x78, bytes[i + 6] == 0x5F {
                escaped = true
                break
            }
            i += 1
        }
        guard escaped else { return String(decoding: bytes, as: UTF8.self) }
        var result: [UInt8] = []
        i = 0
        while i < bytes.count {
            if bytes[i] == 0x5F, i + 6 < bytes.count, bytes[i + 1] == 0x78, bytes[i + 6] == 0x5F,
                let value = hexadecimal(bytes[(i + 2)..<(i + 6)]), value != 0
            {
                result.append(contentsOf: String(Character(Unicode.Scalar(value) ?? "\u{FFFD}")).utf8)
                i += 7
            } else {
                result.append(bytes[i])
                i += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func hexadecimal(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> UInt32? {
        var value: UInt32 = 0
        for digit in digits {
            switch digit {
            case 0x30...0x39: value = value * 16 + UInt32(digit - 0x30)
            case 0x41...0x46: value = value * 16 + UInt32(digit - 0x37)
            case 0x61...0x66: value = value * 16 + UInt32(digit - 0x57)
            default: return nil
            }
        }
        return value
    }
}
