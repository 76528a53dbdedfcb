/// The rows of a small CSV file: commas, semicolons or tabs, double quotes, LF or CRLF, UTF-8 with or without a byte
/// order mark.
struct CSVLines {
    struct Row {
        /// Line of the file on which the row begins, from 1.
        let line: Int
        /// The fields without white space around them.
        let fields: [String]
    }

    private let bytes: [UInt8]
    private var position: Int
    private var line = 1
    private let separator: UInt8

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        separator = Self.separator(of: bytes[position...])
    }

    /// Whichever of `,` `;` and tab the first line with any of them has most of; a comma when there is none.
    private static func separator(of bytes: ArraySlice<UInt8>) -> UInt8 {
        let choices = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        var counts = [0, 0, 0]
        for byte in bytes {
            if let index = choices.firstIndex(of: byte) { counts[index] += 1 }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r"), counts != [0, 0, 0] { break }
        }
        let most = counts.max() ?? 0
        return zip(choices, counts).first { $0.1 == most }?.0 ?? choices[0]
    }

    /// The next row, or nil at the end. Throws with the line for broken quotes or bytes that are not UTF-8.
    mutating func next() throws -> Row? {
        guard position < bytes.count else { return nil }
        let first = line
        var fields: [String] = []
        while true {
            fields.append(try field(of: first))
            guard position < bytes.count else { break }
            let end = bytes[position]
            position += 1
            if end == separator { continue }
            if end == UInt8(ascii: "\r"), position < bytes.count, bytes[position] == UInt8(ascii: "\n") {
                position += 1
            }
            line += 1
            break
        }
        return Row(line: first, fields: fields)
    }

    /// Reads up to the next separator, line end or end of file, which is not consumed.
    private mutating func field(of first: Int) throws -> String {
        while position < bytes.count, bytes[position] == UInt8(ascii: " ") { position += 1 }
        var content: [UInt8] = []
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
            position += 1
            try quoted(into: &content, of: first)
            while position < bytes.count, bytes[position] == UInt8(ascii: " ") { position += 1 }
            guard position >= bytes.count || ends(bytes[position]) else {
                throw VotingError.ballots(line: line, expected: "后引号之后为分隔符", found: "其他文字")
            }
        } else {
            let start = position
            while position < bytes.count, !ends(bytes[position]) { position += 1 }
            content = Array(bytes[start..<position])
        }
        guard let text = String(validating: content, as: UTF8.self) else {
            throw VotingError.ballots(line: first, expected: "UTF-8 编码（请用表格软件另存为“CSV UTF-8”）", found: "其他编码的字节")
        }
        return String(TextFold.trimmed(text))
    }

    private mutating func quoted(into content: inout [UInt8], of first: Int) throws {
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") {
                guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return }
                position += 1
            } else if byte == UInt8(ascii: "\n") {
                line += 1
            }
            content.append(byte)
        }
        throw VotingError.ballots(line: first, expected: "有后引号", found: "到文件末尾仍没有")
    }

    private func ends(_ byte: UInt8) -> Bool {
        byte == separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
}
