import Foundation

/// The keys of a JSON file as they stand in it, which a decoded dictionary no longer tells: keys given twice in one
/// object, and the order of those inside `candidates`. Meant for files that a JSON reader accepts; on others the answer
/// has no meaning. Linear in the bytes.
struct JSONKeys: Sendable {
    /// Keys that stand twice in one object, each once, in the order of the file.
    private(set) var repeated: [String] = []
    /// The keys of the object at `candidates`, in the order of the file; nil when there is none.
    private(set) var ofCandidates: [String]?

    /// Under which a decoder hands this to ``BallotRules``.
    static let userInfoKey = CodingUserInfoKey(rawValue: "OpinionVoting.JSONKeys")

    private struct Level {
        let isObject: Bool
        /// Whether this is the object at the top level's key `candidates`.
        let isCandidates: Bool
        var keys = Set<String>()
        var lastKey = ""
        var expectsKey: Bool
    }

    init(_ data: Data) {
        let bytes = Array(data)
        var levels: [Level] = []
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                let isObject = byte == UInt8(ascii: "{")
                let isCandidates = isObject && levels.count == 1 && levels[0].lastKey == "candidates"
                if isCandidates, ofCandidates == nil { ofCandidates = [] }
                levels.append(Level(isObject: isObject, isCandidates: isCandidates, expectsKey: isObject))
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = levels.popLast()
            case UInt8(ascii: ","):
                if let last = levels.indices.last { levels[last].expectsKey = levels[last].isObject }
            case UInt8(ascii: "\""):
                let start = position
                let end = Self.end(ofStringAt: start, in: bytes)
                position = end + 1
                guard let last = levels.indices.last, levels[last].expectsKey else { continue }
                levels[last].expectsKey = false
                let key = Self.text(bytes[start..<end])
                levels[last].lastKey = key
                if !levels[last].keys.insert(key).inserted {
                    if !repeated.contains(key) { repeated.append(key) }
                } else if levels[last].isCandidates {
                    ofCandidates?.append(key)
                }
            default: break
            }
        }
    }

    /// Position of the closing quote, or the end of the bytes.
    private static func end(ofStringAt start: Int, in bytes: [UInt8]) -> Int {
        var position = start
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(position, bytes.count)
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        if bytes.contains(UInt8(ascii: "\\")) {
            let list = Data([UInt8(ascii: "["), UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\""), UInt8(ascii: "]")])
            if let text = try? JSONDecoder().decode([String].self, from: list).first { return text }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
