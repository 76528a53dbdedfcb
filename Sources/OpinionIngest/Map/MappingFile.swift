import Foundation

/// What a person says about a source's columns, where the guess from the header is not right or not enough:
/// `{"channel":"petition","columns":{"number":"留言编号","body":["诉求内容","补充说明"],"likes":null}}`.
///
/// Named fields override the guess; fields that are not named are still guessed from the remaining columns; a field
/// set to null or `[]` stays empty.
public struct MappingFile: Sendable, Equatable {
    /// The channel of all rows, where it is given.
    public var channel: Channel?
    /// For each named field the names of its columns as the header has them.
    public var columns: [RecordField: [String]]

    /// A mapping from its parts.
    public init(channel: Channel? = nil, columns: [RecordField: [String]] = [:]) {
        self.channel = channel
        self.columns = columns
    }

    /// Reads a mapping file. Throws an `IngestError` that says what is wrong with it.
    public init(contentsOf url: URL) throws {
        var bytes: [UInt8] = []
        try ByteSource(url).forEachChunk { chunk in
            bytes.append(contentsOf: chunk)
            return bytes.count <= 1 << 20
        }
        try self.init(json: bytes)
    }

    /// Reads a mapping from JSON.
    public init(json bytes: some Sequence<UInt8>) throws {
        do {
            self = try JSONDecoder().decode(MappingFile.self, from: Data(bytes))
        } catch let error as IngestError {
            throw error
        } catch DecodingError.dataCorrupted {
            throw IngestError.badMapping(detail: "不是 JSON。")
        } catch {
            throw IngestError.badMapping(
                detail: "应为 {\"channel\":\"petition\",\"columns\":{\"字段\":\"列名\"}}，列名是文字、文字列表或 null。")
        }
    }
}

extension MappingFile: Codable {
    private enum Key: String, CodingKey, CaseIterable { case channel, columns }

    private struct Name: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Decodes and checks; throws an `IngestError` for an unknown field, channel or key.
    public init(from decoder: any Decoder) throws {
        let all = try decoder.container(keyedBy: Name.self)
        let known = Set(Key.allCases.map(\.rawValue))
        if let odd = all.allKeys.map(\.stringValue).filter({ !known.contains($0) }).min() {
            throw IngestError.badMapping(detail: "不认识的键“\(odd)”，应为 channel 或 columns。")
        }
        let container = try decoder.container(keyedBy: Key.self)
        if let name = try container.decodeIfPresent(String.self, forKey: .channel) {
            guard let channel = Channel(rawValue: name) else {
                let names = Channel.allCases.map(\.rawValue).joined(separator: "、")
                throw IngestError.badMapping(detail: "渠道“\(name)”不存在，可用：\(names)。")
            }
            self.channel = channel
        } else {
            channel = nil
        }
        columns = [:]
        guard container.contains(.columns) else { return }
        let names = try container.nestedContainer(keyedBy: Name.self, forKey: .columns)
        for key in names.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
            guard let field = RecordField(rawValue: key.stringValue) else {
                throw IngestError.unknownField(name: key.stringValue, known: RecordField.allCases.map(\.rawValue))
            }
            if try names.decodeNil(forKey: key) {
                columns[field] = []
            } else if let name = try? names.decode(String.self, forKey: key) {
                columns[field] = [name]
            } else {
                columns[field] = try names.decode([String].self, forKey: key)
            }
            if let count = columns[field]?.count, count > 1, !field.takesSeveralColumns {
                throw IngestError.badMapping(detail: "字段“\(field.rawValue)”只能对应一列，给了 \(count) 列。")
            }
        }
    }

    /// Encodes as a mapping file.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encodeIfPresent(channel?.rawValue, forKey: .channel)
        var names = container.nestedContainer(keyedBy: Name.self, forKey: .columns)
        for field in RecordField.allCases {
            guard let columns = columns[field] else { continue }
            let key = Name(stringValue: field.rawValue)
            if columns.count == 1 {
                try names.encode(columns[0], forKey: key)
            } else {
                try names.encode(columns, forKey: key)
            }
        }
    }
}
