import Foundation

/// Any JSON value, so that a rule file's unknown keys and wrong types can be named instead of guessed at.
enum JSONValue: Decodable {
    case null, bool(Bool), integer(Int), number(Double), string(String), array([JSONValue]), object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// A whole number, written as such or as a text such as `"120"`; nil for anything else.
    var wholeNumber: Int? {
        switch self {
        case .integer(let value): value
        case .string(let text): Int(TextFold.fold(text))
        default: nil
        }
    }

    /// A candidate's id: a text that is not blank, or a whole number.
    var identifier: String? {
        switch self {
        case .integer(let value): return String(value)
        case .string(let text):
            let id = TextFold.trimmed(text)
            return id.isEmpty ? nil : String(id)
        default: return nil
        }
    }

    /// A short description for error messages.
    var summary: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let value): "\"\(value.prefix(40))\""
        case .array(let values): "\(values.count) 项的列表"
        case .object: "一个对象"
        }
    }
}

/// The one way in which this module reads and writes JSON: sorted keys, snake case, a line feed at the end.
enum VotingJSON {
    static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value) + Data([0x0A])
    }

    static func decode<T: Decodable>(_ type: T.Type, from data: Data, what: String) throws -> T {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        do {
            return try decoder.decode(type, from: withoutMark(data))
        } catch let error as DecodingError {
            throw VotingError.notJSON(what: what, reason: explain(error))
        }
    }

    /// The bytes without a UTF-8 byte order mark.
    static func withoutMark(_ data: Data) -> Data {
        data.starts(with: [0xEF, 0xBB, 0xBF]) ? Data(data.dropFirst(3)) : data
    }

    static func explain(_ error: DecodingError) -> String {
        let (context, what): (DecodingError.Context, String) =
            switch error {
            case .dataCorrupted(let context): (context, "格式有误")
            case .keyNotFound(let key, let context): (context, "缺少 \(key.stringValue)")
            case .typeMismatch(let type, let context): (context, "类型应为 \(type)")
            case .valueNotFound(let type, let context): (context, "类型应为 \(type)，实际为 null")
            @unknown default: (DecodingError.Context(codingPath: [], debugDescription: ""), "无法读取")
            }
        let path = context.codingPath.map(\.stringValue).joined(separator: ".")
        return path.isEmpty ? what : "\(path)：\(what)"
    }
}
