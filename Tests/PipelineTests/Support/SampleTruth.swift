import Foundation
import OpinionTestSupport

/// What `corpus/sample/truth.json` says was planted.
struct SampleTruth: Decodable {
    struct File: Decodable {
        var file: String
        var rows: Int
        var accepted: Int
        var exactRepeats: Int
        var rejected: Int
        var repeatedNumbers: [String]
    }

    struct Planted: Decodable {
        var kind: String
        var id: String
        var expected: Expected
        var numbers: [String]
    }

    /// The expectations of every kind; each kind has some of them.
    struct Expected: Decodable {
        var title: String?
        var rankAtMost: Int?
        var burstNumbers: [String]?
        var closedNumbers: [String]?
        var laterNumbers: [String]?
        var promiseNumbers: [String]?
        var promisedBy: String?
        var posts: Int?
        var people: Int?
        var judgeFrom: String?
        var unit: String?
        var first: [String]?
        var second: [String]?
    }

    var files: [File]
    var totals: Totals
    var planted: [Planted]

    struct Totals: Decodable {
        var rows: Int
        var accepted: Int
        var exactRepeats: Int
        var rejected: Int
    }

    static func read() throws -> SampleTruth {
        try JSONDecoder().decode(SampleTruth.self, from: Data(contentsOf: ProjectFolder.sample("truth.json")))
    }

    /// The planted truths of a kind.
    func all(_ kind: String) -> [Planted] { planted.filter { $0.kind == kind } }
}
