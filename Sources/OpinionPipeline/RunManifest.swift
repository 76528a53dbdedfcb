import Crypto
import Foundation
import OpinionIngest

/// What a run was: everything that its result depends on, and what it counted. The same manifest means the same result.
public struct RunManifest: Sendable, Codable, Equatable {
    /// The program's version.
    public var version: String
    /// The clock that the run was given.
    public var clock: CivilTime
    /// SHA-256 of the canonical configuration.
    public var configuration: String
    /// SHA-256 of each dictionary by file name.
    public var dictionaries: [String: String]
    /// Versions of the libraries that decide results.
    public var libraries: [String: String]
    /// SHA-256 of each input by file name, in the order given.
    public var inputs: [Input]
    /// Counts by name: records, people, issues, candidates, leads.
    public var counts: [String: Int]

    /// One input file.
    public struct Input: Sendable, Codable, Equatable {
        /// The file's name without its folder.
        public var name: String
        /// SHA-256 of its bytes.
        public var sha256: String
    }

    /// The manifest as JSON with sorted keys.
    public var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}

/// SHA-256 as lower-case hexadecimal digits.
enum Hash {
    static func hex(_ data: some DataProtocol) -> String {
        SHA256.hash(data: data).map { byte in
            let digits = Array("0123456789abcdef".utf8)
            return String(decoding: [digits[Int(byte >> 4)], digits[Int(byte & 15)]], as: UTF8.self)
        }.joined()
    }

    /// Of a file's bytes; nil where it can't be read.
    static func hex(of file: URL) -> String? {
        guard let data = try? Data(contentsOf: file, options: .alwaysMapped) else { return nil }
        return hex(data)
    }
}
