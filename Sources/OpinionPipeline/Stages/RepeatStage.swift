import Clustering
import OpinionIngest
import OpinionRanking
import OpinionStore
import TermVectors

/// Stage: the records' terms, senders, places and issues → repeats, each with what it adds.
///
/// Informants' reports are compared among themselves only, and what they state is not looked at: neither an equal text nor
/// an equal sender elsewhere may lead to an informant.
///
/// Law: the same records give the same repeats in any order and with any number of threads. Facts are read for the
/// records of groups only, a batch at a time.
package struct RepeatStage: Sendable {
    let finder: RepeatFinder
    let facts: FactFinder
    let lexicon: Lexicon
    let threads: Int

    /// Records whose texts are held at a time.
    static let batch = 4_096

    package init(finder: RepeatFinder = RepeatFinder(), facts: FactFinder, lexicon: Lexicon, threads: Int) {
        self.finder = finder
        self.facts = facts
        self.lexicon = lexicon
        self.threads = threads
    }

    /// The repeats, by the time of their first record, numbered from 1.
    ///
    /// - Parameters:
    ///   - terms: which terms each record has.
    ///   - kinds: what each term is, where that is known already.
    package func repeats(
        _ records: ReadRecords, terms: TermCounts, issues: [Issue], store: Store, kinds: [EdgeEvidence.TermKind]? = nil
    ) throws -> [Repeat] {
        let kinds = kinds ?? lexicon.kinds(of: terms.vocabulary, threads: threads)
        var index: [RecordID: Int] = [:]
        index.reserveCapacity(records.ids.count)
        for (row, id) in records.ids.enumerated() { index[id] = row }
        var matters = [Int?](repeating: nil, count: records.ids.count)
        for issue in issues {
            for member in issue.members { if let row = index[member] { matters[row] = issue.id.rawValue } }
        }
        var entries = records.ids.indices.map { row -> RepeatFinder.Entry in
            let fact = records.facts[row]
            return RepeatFinder.Entry(
                person: fact.person?.rawValue, time: fact.received.map { Int64($0.seconds) } ?? Int64.max, rank: row,
                text: records.texts[row], matter: matters[row],
                place: [fact.place.county, fact.place.township, fact.place.community].map { $0 ?? "" })
        }
        let open = records.ids.indices.filter { !records.informants.contains($0) }
        var groups: [[Int]] = []
        for rows in [open, records.informants.sorted()] where rows.count > 1 {
            groups += finder.rows(terms, entries, among: rows) { kinds[Int($0)].contains(.place) }
        }
        try addFacts(of: groups.flatMap { $0 }.filter { !records.informants.contains($0) }, records, store, &entries)
        groups.sort { (entries[$0[0]].time, $0[0]) < (entries[$1[0]].time, $1[0]) }
        return groups.enumerated().map { number, rows in
            repeated(finder.group(rows, entries), id: number + 1, records)
        }
    }

    /// Reads what the given rows state.
    private func addFacts(
        of rows: [Int], _ records: ReadRecords, _ store: Store, _ entries: inout [RepeatFinder.Entry]
    ) throws {
        var start = 0
        while start < rows.count {
            let part = Array(rows[start..<min(rows.count, start + Self.batch)])
            let stored = try store.records(ids: part.map { records.ids[$0] })
            let found = ParallelChunks.map(count: stored.count, size: 128, threads: threads) { range in
                stored[range].map { record in
                    let text = record.matchTitle + "\n" + record.matchBody
                    return (record.facts.id, facts.facts(in: text, received: record.facts.received))
                }
            }
            var byID: [RecordID: Set<String>] = [:]
            for (id, states) in found.joined() { byID[id] = states }
            for row in part { entries[row].facts = byID[records.ids[row]] ?? [] }
            start += part.count
        }
    }

    private func repeated(_ group: RepeatGroup, id: Int, _ records: ReadRecords) -> Repeat {
        let kind: Repeat.Kind =
            group.isOnePerson ? .samePerson : group.isSameText ? .identical : .nearIdentical
        let members = group.members.map { member -> Repeat.Member in
            let record = records.ids[member.row]
            return switch member.role {
            case .first: Repeat.Member(record: record, role: .first)
            case .again: Repeat.Member(record: record, role: .again)
            case .news(let facts): Repeat.Member(record: record, role: .news, news: facts)
            case .copy: Repeat.Member(record: record, role: .copy)
            case .copyWithNews(let facts): Repeat.Member(record: record, role: .copyWithNews, news: facts)
            }
        }
        return Repeat(id: id, kind: kind, isCampaign: group.isCampaign, people: group.people, members: members)
    }
}

/// A hash of a text by its words: white space, punctuation and letter case do not count. FNV-1a, 64 bits.
enum TextHash {
    /// The hash; 0 where the text has no letter and no digit.
    static func of(_ parts: String...) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var isEmpty = true
        for part in parts {
            for scalar in part.unicodeScalars {
                var value = scalar.value
                // Signs of ASCII, general punctuation, and those of Chinese texts.
                switch value {
                case 0x30...0x39, 0x61...0x7A: break
                case 0x41...0x5A: value += 0x20
                case 0..<0xC0, 0x2000...0x206F, 0x3000...0x3004, 0x3008...0x301F, 0xFE10...0xFE6F, 0xFF00...0xFF0F,
                    0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65:
                    continue
                default: break
                }
                isEmpty = false
                hash = (hash ^ UInt64(value)) &* 0x0000_0100_0000_01B3
            }
        }
        return isEmpty ? 0 : max(1, hash)
    }
}
