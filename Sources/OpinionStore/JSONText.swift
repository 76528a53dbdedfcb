import Foundation

/// Lists and counts as JSON text, always in the same bytes for the same value.
enum JSONText {
    /// A JSON array of strings without white space.
    static func text(_ list: [String]) -> String {
        guard !list.isEmpty else { return "[]" }
        if list.count == 1, isPlain(list[0]) { return "[\"" + list[0] + "\"]" }
        var text = "["
        for (index, item) in list.enumerated() {
            if index > 0 { text += "," }
            append(item, to: &text)
        }
        return text + "]"
    }

    /// A JSON string.
    static func quoted(_ item: String) -> String {
        var text = ""
        append(item, to: &text)
        return text
    }

    /// A JSON object of lists of numbers, its keys in order.
    static func text(_ lists: [String: [Int]]) -> String {
        let items = lists.sorted { $0.key < $1.key }.map { key, list in
            quoted(key) + ":[" + list.map(String.init).joined(separator: ",") + "]"
        }
        return "{" + items.joined(separator: ",") + "}"
    }

    /// The lists of numbers in a JSON object, or nil for anything else.
    static func lists(_ text: String) -> [String: [Int]]? {
        try? JSONDecoder().decode([String: [Int]].self, from: Data(text.utf8))
    }

    /// A JSON object of counts with its keys in order, or nil where there is none above zero.
    static func text(_ counts: [String: Int]) -> String? {
        if counts.isEmpty { return nil }
        if counts.count == 1, let only = counts.first, only.value != 0, isPlain(only.key) {
            return "{\"" + only.key + "\":\(only.value)}"
        }
        let items = counts.filter { $0.value != 0 }.sorted { $0.key < $1.key }
        guard !items.isEmpty else { return nil }
        var text = "{"
        for (index, item) in items.enumerated() {
            if index > 0 { text += "," }
            append(item.key, to: &text)
            text += ":\(item.value)"
        }
        return text + "}"
    }

    /// The strings of a JSON array, or nil for anything else.
    static func list(_ text: String) -> [String]? {
        if text == "[]" { return [] }
        return plainList(text) ?? (try? JSONDecoder().decode([String].self, from: Data(text.utf8)))
    }

    /// The strings of an array as `text(_:)` writes it where none has anything escaped; nil where the array has another shape.
    private static func plainList(_ text: String) -> [String]? {
        var text = text
        return text.withUTF8 { bytes -> [String]? in
            guard bytes.count >= 4, bytes[0] == 0x5B, bytes[bytes.count - 1] == 0x5D else { return nil }
            var list: [String] = []
            var at = 1
            while bytes[at] == 0x22 {
                let start = at + 1
                at = start
                while at < bytes.count - 1, bytes[at] != 0x22 {
                    guard bytes[at] != 0x5C, bytes[at] >= 0x20 else { return nil }
                    at += 1
                }
                guard at < bytes.count - 1 else { return nil }
                list.append(String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<at]), as: UTF8.self))
                at += 1
                if at == bytes.count - 1 { return list }
                guard bytes[at] == 0x2C, at + 1 < bytes.count - 1 else { return nil }
                at += 1
            }
            return nil
        }
    }

    /// Whether a string stands in JSON as it is.
    private static func isPlain(_ item: String) -> Bool {
        !item.utf8.contains { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }
    }

    private static func append(_ item: String, to text: inout String) {
        if isPlain(item) {
            text += "\""
            text += item
            text += "\""
            return
        }
        text += "\""
        for scalar in item.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\u{0}"..<"\u{20}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
