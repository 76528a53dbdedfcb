import Crypto

/// Turns what a source says about a person into a key that is equal for the same person and not reversible without the
/// office's secret: the first 16 hexadecimal digits of HMAC-SHA256.
///
/// The strongest of these is used: phone, id-card number, user number, name with address. A name alone is a person only
/// among deputies, who are known by name; elsewhere 张先生 is anyone, and there is no key. A phone with stars in it
/// counts together with the name. The raw values are not kept.
public struct PersonKeyer: Sendable {
    /// The state after the key: continuing a copy of it saves half of the hashing of a short message.
    private let keyed: HMAC<SHA256>

    /// A keyer with the office's secret; the same secret gives the same keys.
    public init(key: [UInt8]) { keyed = HMAC<SHA256>(key: SymmetricKey(data: key)) }

    /// What a row says about its sender.
    package struct Traits: Sendable {
        package var phone = ""
        package var idCard = ""
        package var userID = ""
        package var name = ""
        package var address = ""
        /// Whether a name alone tells one person from another.
        package var isKnownByName = false

        /// Nothing known.
        package init() {}
    }

    /// The key of a person; nil where nothing tells one from another.
    package func key(for traits: Traits) -> PersonKey? {
        let name = Self.meaningful(traits.name)
        let phone = Self.phone(traits.phone)
        if phone.utf8.contains(0x2A) {
            if !name.isEmpty { return hash("masked-phone", [phone, name]) }
        } else if phone.utf8.count >= 7 {
            return hash("phone", [phone])
        }
        let written = Self.meaningful(traits.idCard)
        let card = written.isEmpty ? "" : written.uppercased().filter { !$0.isWhitespace }
        if card.utf8.count >= 8, !card.utf8.contains(0x2A) { return hash("id-card", [card]) }
        let user = Self.meaningful(traits.userID)
        if !user.isEmpty { return hash("user", [user]) }
        guard !name.isEmpty else { return nil }
        let address = Self.meaningful(traits.address)
        if !address.isEmpty { return hash("name-address", [name, address]) }
        return traits.isKnownByName ? hash("name", [name]) : nil
    }

    private func hash(_ kind: String, _ parts: [String]) -> PersonKey {
        var message = CanonicalBytes()
        message.append(kind)
        for part in parts { message.append(part) }
        var state = keyed
        state.update(data: message.bytes)
        return PersonKey(rawValue: state.finalize().withUnsafeBytes { CanonicalBytes.hexadecimal($0.prefix(8)) })
    }

    /// The digits of the first number in a cell, country code 86 taken off; stars stay.
    private static func phone(_ cell: String) -> String {
        var digits: [UInt8] = []
        if cell.isEmpty { return "" }
        digits.reserveCapacity(16)
        for scalar in cell.unicodeScalars {
            switch scalar.value {
            case 0x30...0x39: digits.append(UInt8(scalar.value))
            case 0xFF10...0xFF19: digits.append(UInt8(scalar.value - 0xFEE0))
            case 0x2A, 0xD7, 0x78, 0x58, 0xFF0A: digits.append(0x2A)
            case 0x2C, 0x2F, 0x3B, 0x3001, 0xFF0C, 0xFF1B, 0xFF0F, 0x0A:
                if digits.count >= 7 { return trimmed(digits) }
                digits = []
            default: break
            }
        }
        return trimmed(digits)
    }

    private static func trimmed(_ digits: [UInt8]) -> String {
        if digits.count == 11 { return String(decoding: digits, as: UTF8.self) }
        let text = String(decoding: digits, as: UTF8.self)
        if text.hasPrefix("0086"), digits.count == 15 { return String(text.dropFirst(4)) }
        if text.hasPrefix("86"), digits.count == 13 { return String(text.dropFirst(2)) }
        return text
    }

    private static let nobodyStarts = HanSet("-—/无不未匿保nN游".unicodeScalars.map(\.value))

    private static func meaningful(_ cell: String) -> String {
        let text = cell.trimmedText
        guard text.utf8.count <= 12, text.beginsWith(oneOf: nobodyStarts) else { return text }
        switch text {
        case "-", "—", "--", "/", "无", "不详", "未知", "匿名", "匿名用户", "匿名网友", "保密", "null", "NULL", "None", "N/A", "游客":
            return ""
        default: return text
        }
    }
}

/// Bytes of several texts that no other texts give: each with its length before it.
struct CanonicalBytes {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int = 64) { bytes.reserveCapacity(capacity) }

    mutating func append(_ text: String) {
        var count = UInt64(text.utf8.count)
        for _ in 0..<8 {
            bytes.append(UInt8(truncatingIfNeeded: count))
            count >>= 8
        }
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    /// Two digits for each byte.
    static func hexadecimal(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
        return String(unsafeUninitializedCapacity: bytes.count * 2) { text in
            var place = 0
            for byte in bytes {
                text[place] = digit(byte >> 4)
                text[place + 1] = digit(byte & 15)
                place += 2
            }
            return place
        }
    }
}

extension String {
    /// Whether the first character that is no white space begins with one of these code points. Compatibility ideographs
    /// pass: as strings they equal the ordinary ones.
    func beginsWith(oneOf set: HanSet) -> Bool {
        guard let first = unicodeScalars.first(where: { !$0.isTrimmed }) else { return false }
        return set.contains(first.value) || (0xF900...0xFAFF).contains(first.value) || first.value >= 0x2F800
    }

    /// The text without white space at its ends, the ideographic space and the BOM included. O(n) where there is some.
    var trimmedText: String {
        var copy = self
        let kept = copy.withUTF8 { bytes -> Range<Int>? in
            var (start, end) = (0, bytes.count)
            // A visible ASCII or Han character at either end needs no decoding.
            while start < end, !Self.isPlain(bytes[start]) {
                let (value, width) = UTF8Scan.scalar(bytes, at: start)
                guard Unicode.Scalar.isTrimmed(value) else { break }
                start += width
            }
            while end > start, !Self.isPlain(bytes[end - 1]) {
                if end - start >= 3, bytes[end - 3] >= 0xE4, bytes[end - 3] <= 0xE9 { break }
                let (value, width) = UTF8Scan.scalar(bytes, before: end)
                guard width > 0, Unicode.Scalar.isTrimmed(value) else { break }
                end -= width
            }
            return start == 0 && end == bytes.count ? nil : start..<end
        }
        guard let kept else { return self }
        return copy.withUTF8 { String(decoding: UnsafeBufferPointer(rebasing: $0[kept]), as: UTF8.self) }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F || byte >= 0xE4 && byte <= 0xE9
    }
}

extension Unicode.Scalar {
    /// Whether trimming takes it off.
    fileprivate var isTrimmed: Bool { Self.isTrimmed(value) }

    /// Whether trimming takes a code point off: what Unicode 15 calls white space, the BOM and the zero-width space.
    static func isTrimmed(_ value: UInt32) -> Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF:
            true
        default: false
        }
    }
}
