/// Decodes what stands in the headers of a mail.
enum MIMEWords {
    /// A header's bytes as text: encoded words (`=?gbk?B?…?=`, RFC 2047) decoded, other bytes as UTF-8 or GB18030.
    static func decode(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        // Neighbouring words of one charset are joined first: a character may be cut between them.
        var word: (charset: String, bytes: [UInt8])?
        var spaces: [UInt8] = []
        func flush() {
            if let word {
                let encoding = TextEncoding(named: word.charset) ?? TextEncoding(name: "GB18030", confidence: 0)
                result.append(contentsOf: TextStream.text(of: word.bytes, in: encoding).utf8)
            }
            word = nil
            result.append(contentsOf: spaces)
            spaces = []
        }
        var i = 0
        while i < bytes.count {
            if bytes[i] == UInt8(ascii: "="), let found = encodedWord(bytes, at: i) {
                if let last = word, last.charset == found.charset {
                    spaces = []
                    word = (last.charset, last.bytes + found.bytes)
                } else {
                    if word != nil { spaces = [] }
                    flush()
                    word = (found.charset, found.bytes)
                }
                i = found.end
            } else if bytes[i] == 0x20 || bytes[i] == 0x09 {
                spaces.append(0x20)
                i += 1
            } else {
                flush()
                result.append(bytes[i])
                i += 1
            }
        }
        flush()
        return String(validating: result, as: UTF8.self) ?? TextStream.text(of: result, in: "GB18030")
    }

    private static func encodedWord(_ bytes: [UInt8], at start: Int) -> (charset: String, bytes: [UInt8], end: Int)? {
        let mark = UInt8(ascii: "?")
        guard start + 1 < bytes.count, bytes[start + 1] == mark,
            let first = bytes[(start + 2)...].prefix(60).firstIndex(of: mark), first + 2 < bytes.count,
            bytes[first + 2] == mark
        else { return nil }
        let begin = first + 3
        var end = begin
        while end < bytes.count, end - begin < 4_096, bytes[end] != mark { end += 1 }
        guard end + 1 < bytes.count, bytes[end] == mark, bytes[end + 1] == UInt8(ascii: "=") else { return nil }
        let charset = String(decoding: bytes[(start + 2)..<first], as: UTF8.self).split(separator: "*").first ?? ""
        let content = bytes[begin..<end]
        var output: [UInt8] = []
        switch bytes[first + 1] | 0x20 {
        case UInt8(ascii: "b"):
            var decoder = TransferDecoder("base64")
            Array(content).withUnsafeBufferPointer { decoder.take($0, into: &output) }
        case UInt8(ascii: "q"):
            var decoder = TransferDecoder("quoted-printable")
            content.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }.withUnsafeBufferPointer {
                // A trailing space is part of the word.
                decoder.take($0, into: &output)
            }
            if output.last == 0x0A { output.removeLast() }
        default: return nil
        }
        return (String(charset).lowercased(), output, end + 2)
    }

    /// A parameter of a header's value, with continuations and charsets (RFC 2231); nil where there is none.
    static func parameter(_ name: String, _ value: [UInt8]) -> String? {
        var pieces: [(order: Int, isEncoded: Bool, bytes: [UInt8])] = []
        for part in split(value).dropFirst().prefix(100) {
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { continue }
            var key = String(decoding: part[..<equals], as: UTF8.self).trimmedText.lowercased()
            var content = Array(part[(equals + 1)...].drop { $0 <= 0x20 })
            while let last = content.last, last <= 0x20 { content.removeLast() }
            if content.first == 0x22 {
                content.removeFirst()
                if content.last == 0x22 { content.removeLast() }
            }
            let isEncoded = key.hasSuffix("*")
            if isEncoded { key.removeLast() }
            if key == name {
                pieces.append((0, isEncoded, content))
            } else if key.hasPrefix(name + "*"), let order = Int(key.dropFirst(name.count + 1)) {
                pieces.append((order, isEncoded, content))
            }
        }
        guard !pieces.isEmpty else { return nil }
        pieces.sort { $0.order < $1.order }
        guard pieces.contains(where: \.isEncoded) else { return decode(pieces.flatMap(\.bytes)) }
        var charset = "utf-8"
        var bytes: [UInt8] = []
        for (index, piece) in pieces.enumerated() {
            var content = piece.bytes[...]
            if index == 0, piece.isEncoded {
                let parts = content.split(separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
                if parts.count == 3 {
                    charset = String(decoding: parts[0], as: UTF8.self)
                    content = parts[2]
                }
            }
            bytes.append(contentsOf: piece.isEncoded ? percent(content) : Array(content))
        }
        return TextStream.text(
            of: bytes, in: TextEncoding(named: charset) ?? TextEncoding(name: "GB18030", confidence: 0))
    }

    private static func percent(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var i = bytes.startIndex
        while i < bytes.endIndex {
            if bytes[i] == UInt8(ascii: "%"), i + 2 < bytes.endIndex, let high = TransferDecoder.hex(bytes[i + 1]),
                let low = TransferDecoder.hex(bytes[i + 2])
            {
                result.append(high << 4 | low)
                i += 3
            } else {
                result.append(bytes[i])
                i += 1
            }
        }
        return result
    }

    /// The parts between semicolons that are not in quotes.
    private static func split(_ value: [UInt8]) -> [ArraySlice<UInt8>] {
        var parts: [ArraySlice<UInt8>] = []
        var start = 0
        var isQuoted = false
        for (index, byte) in value.enumerated() {
            if byte == 0x22 { isQuoted.toggle() }
            if byte == UInt8(ascii: ";"), !isQuoted {
                parts.append(value[start..<index])
                start = index + 1
            }
        }
        parts.append(value[start...])
        return parts
    }

    /// The name and the address in `"赵某" <zhao@example.com>`; nil for what is not there.
    static func sender(_ text: String) -> (name: String?, address: String?) {
        guard let open = text.lastIndex(of: "<") else {
            let plain = text.trimmedText
            return plain.contains("@") ? (nil, plain) : (plain.isEmpty ? nil : plain, nil)
        }
        let name = String(text[..<open]).trimmedText.filter { $0 != "\"" }.trimmedText
        let address = String(text[text.index(after: open)...].prefix { $0 != ">" }).trimmedText
        return (name.isEmpty || name.contains("@") ? nil : name, address.isEmpty ? nil : address)
    }
}
