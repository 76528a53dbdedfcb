/// The rows of a small CSV file: commas, double quotes, LF or CRLF, UTF-8 with or without a byte order mark.
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

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// The next row, or nil at the end. Throws with the line for broken quotes or bytes that are not UTF-8.
    mutating func next() throws -> Row? {
        guard position < bytes.count else { return nil }
        let first = line
        var fields: [String] = []
        while true {
            fields.append(try field(of: first))
            guard position < bytes.count else { break }
            let separator = bytes[position]
            position += 1
            if separator == UInt8(ascii: ",") { continue }
            if separator == UInt8(ascii: "\r"), position < bytes.count, bytes[position] == UInt8(ascii: "\n") {
                position += 1
            }
            line += 1
            break
        }
        return Row(line: first, fields: fields)
    }

    /// Reads up to the next comma, line end or end of file, which is not consumed.
    private mutating func field(of first: Int) throws -> String {
        while position < bytes.count, bytes[position] == UInt8(ascii: " ") { position += 1 }
        var content: [UInt8] = []
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
            position += 1
            try quoted(into: &content, of: first)
            while position < bytes.count, bytes[position] == UInt8(ascii: " ") { position += 1 }
            guard position >= bytes.count || Self.ends(bytes[position]) else {
                throw VotingError.ballots(line: line, expected: "a comma after a closing quote", found: "more text")
            }
        } else {
            let start = position
            while position < bytes.count, !Self.ends(bytes[position]) { position += 1 }
            content = Array(bytes[start..<position])
        }
        guard let text = String(validating: content, as: UTF8.self) else {
            throw VotingError.ballots(line: first, expected: "UTF-8 text", found: "bytes in another encoding")
        }
        return String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
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
        throw VotingError.ballots(line: first, expected: "a closing quote", found: "the end of the file")
    }

    private static func ends(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
}
