import Foundation
import Glibc

/// How many rows a file has and what becomes of them.
struct Ledger {
    var name: String
    var channel: Channel
    var rows = 0
    var accepted = 0
    var repeats = 0
    var rejected = 0
    var repeatedNumbers: [String] = []
    var rejectedReasons: [String] = []
}

enum FileError: Error { case encoding(String), workbook(String) }

/// Text files in the shapes that offices export.
enum Files {
    /// Quoted where needed, as spreadsheets do.
    static func csvRow(_ cells: [String]) -> String {
        cells.map { cell in
            let needsQuotes = cell.contains { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r\n" || $0 == "\t" }
            return needsQuotes ? "\"" + cell.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : cell
        }.joined(separator: ",")
    }

    /// A JSON object on one line with its keys in the given order.
    static func jsonRow(_ pairs: [(String, JSON)]) -> String { JSON.object(pairs).text }

    /// The text in GB18030, through the C library.
    static func gb18030(_ text: String) throws -> Data {
        guard let converter = iconv_open("GB18030", "UTF-8"), Int(bitPattern: converter) != -1 else {
            throw FileError.encoding("no GB18030 converter")
        }
        defer { iconv_close(converter) }
        var input = Array(text.utf8).map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: input.count * 2 + 16)
        var written = output.count
        let failed = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                var from = source.baseAddress
                var to = target.baseAddress
                var left = source.count
                let result = iconv(converter, &from, &left, &to, &written)
                return result == Int.max || Int(bitPattern: UInt(result)) == -1 || left > 0
            }
        }
        if failed { throw FileError.encoding("text cannot be written in GB18030") }
        return Data(output.prefix(output.count - written).map { UInt8(bitPattern: $0) })
    }
}

/// Just enough JSON to write objects with their keys in order.
enum JSON {
    case string(String), int(Int), array([JSON]), object([(String, JSON)]), bool(Bool), null

    /// On one line.
    var text: String {
        switch self {
        case .string(let value): Self.quoted(value)
        case .int(let value): String(value)
        case .bool(let value): value ? "true" : "false"
        case .null: "null"
        case .array(let items): "[" + items.map(\.text).joined(separator: ", ") + "]"
        case .object(let pairs): "{" + pairs.map { "\(Self.quoted($0.0)): \($0.1.text)" }.joined(separator: ", ") + "}"
        }
    }

    /// Objects and arrays of objects over several lines, for people.
    func pretty(_ indent: String = "") -> String {
        let inner = indent + "  "
        switch self {
        case .object(let pairs):
            return "{\n" + pairs.map { "\(inner)\(Self.quoted($0.0)): \($0.1.pretty(inner))" }.joined(separator: ",\n")
                + "\n\(indent)}"
        case .array(let items):
            guard case .object? = items.first else { return text }
            return "[\n" + items.map { inner + $0.text }.joined(separator: ",\n") + "\n\(indent)]"
        default: return text
        }
    }

    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case "\r": out += "\\r"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
