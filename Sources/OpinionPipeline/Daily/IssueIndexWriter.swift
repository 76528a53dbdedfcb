import Clustering
import Foundation
import OpinionIngest
import OpinionRanking
import TermVectors

/// Keeps what a full analysis knew beside the store, for the daily path: `IssueIndex` reads it.
///
/// The file can be made again from the store at any time, so a failure to write it never ends a run: the writer remembers
/// it, and the next run analyses everything.
package final class IssueIndexWriter {
    private var writer: SearchIndexWriter?
    /// Why there will be no index; nil while all is well.
    package private(set) var failure: String?

    /// Begins an index at a path.
    package init(path: String) {
        attempt { writer = SearchIndexWriter(try SectionWriter(path: path)) }
    }

    /// Where the index of a store is.
    package static func path(ofStore path: String) -> String { path + ".index" }

    /// Adds the distinct texts as they are compared.
    func add(_ evidence: EdgeEvidence, _ prepared: IssueStage.Prepared, titles: [[Int32]], model: TFIDF) {
        attempt {
            guard let writer else { return }
            try writer.add(evidence, counts: prepared.distinct, titles: titles, model: model)
            for (channel, terms) in prepared.boilerplate {
                try writer.file.add("boilerplate." + channel.rawValue, terms.sorted())
            }
        }
    }

    /// Adds the groups of distinct texts, as they are before people's decisions.
    func add(groups: [[Int]]) { attempt { try writer?.add(groups: groups) } }

    /// Adds what is known of the records beside their terms, and gives the file its name.
    ///
    /// - Parameters:
    ///   - rowOf: the distinct text of each record.
    ///   - base: the analysis, see `Store.analysisBase()`.
    ///   - fingerprint: what the analysis depends on beside the records.
    func finish(_ records: ReadRecords, rowOf: [Int], base: String, fingerprint: String) {
        attempt {
            guard let writer, !writer.positions.isEmpty else { return }
            let file = writer.file
            try file.add("records.ids", records.ids.map { $0.number ?? 0 })
            try file.add("records.rows", rowOf.map { Int32(writer.positions[$0]) })
            try file.add("records.plain", records.hasPlainNumber.map { $0 ? UInt8(1) : 0 })
            try file.add("records.severity", records.facts.map(\.severity))
            try add(lists: records.facts.map(\.needs), "records.needs")
            let own: [String?] = records.trained?.map { $0?.level1 } ?? records.classes.map { $0?.level1 }
            try add(lists: own.map { $0.map { [$0] } ?? [] }, "records.category")
            try file.add("base", text: base)
            try file.add("fingerprint", text: fingerprint)
            try file.finish()
        }
        writer = nil
    }

    /// Lists of few distinct names, as numbers and the names.
    private func add(lists: [[String]], _ name: String) throws {
        guard let file = writer?.file else { return }
        var numbers: [String: UInt16] = [:]
        var names: [String] = []
        var limits = [0]
        var codes: [UInt16] = []
        for list in lists {
            for item in list {
                if numbers[item] == nil {
                    guard names.count < Int(UInt16.max) else {
                        throw SectionFile.Unusable(description: "too many names in \(name)")
                    }
                    numbers[item] = UInt16(names.count)
                    names.append(item)
                }
                codes.append(numbers[item] ?? 0)
            }
            limits.append(codes.count)
        }
        try file.add(name + ".codes", codes)
        try file.add(name + ".limits", limits)
        try file.add(name + ".names", text: names.joined(separator: "\n"))
    }

    private func attempt(_ body: () throws -> Void) {
        guard failure == nil else { return }
        do { try body() } catch {
            failure = "\(error)"
            writer = nil
        }
    }
}
