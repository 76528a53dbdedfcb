import Foundation

/// A workbook's shared strings in one block of bytes with an end for each: no object for each string.
final class SharedStrings: XMLHandler {
    /// Bytes of all strings together.
    static let limit = 512 << 20

    private let file: String
    @exclusivity(unchecked) private var bytes: [UInt8] = []
    @exclusivity(unchecked) private var ends: [Int] = []
    @exclusivity(unchecked) private var isInside = false
    @exclusivity(unchecked) private var phonetic = 0
    @exclusivity(unchecked) private var isText = false

    /// The strings of a workbook of that name.
    init(file: String) { self.file = file }

    /// How many strings there are.
    var count: Int { ends.count }

    /// A string by its index; nil where there is none.
    subscript(index: Int) -> String? {
        guard ends.indices.contains(index) else { return nil }
        let start = index == 0 ? 0 : ends[index - 1]
        return bytes.withUnsafeBufferPointer {
            OOXMLText.decode(UnsafeBufferPointer(rebasing: $0[start..<ends[index]]))
        }
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
            guard bytes.count <= Self.limit else {
                throw IngestError.tooLarge(file: file, part: "xl/sharedStrings.xml", limit: Self.limit)
            }
            ends.append(bytes.count)
            isInside = false
        } else if name == "rPh" {
            phonetic -= 1
        } else if name == "t" {
            isText = false
        }
    }

    override func text(_ piece: UnsafeBufferPointer<UInt8>) {
        if isInside, isText, bytes.count <= Self.limit { bytes.append(contentsOf: piece) }
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
