import OpinionIngest
import OpinionRanking
import OpinionStore
import TermVectors

/// What new records change in the repeats: they are compared with what their senders sent before, with the records whose texts
/// theirs are copies of, and with the groups that these are in.
///
/// A group that was there keeps its id where it is still there; new groups get the next ones.
struct DailyRepeats: Sendable {
    /// Groups that are new or have changed.
    private(set) var changed: [Repeat] = []
    /// Ids of groups that are no more.
    private(set) var ended: [Int] = []

    /// - Parameters:
    ///   - rowOf: the row of each record, by its place.
    ///   - issues: all of them.
    init(
        _ records: DailyRecords, rowOf: [Int], issues: [Issue], store: Store, _ reader: ReadStage, _ stage: RepeatStage
    ) throws {
        let fresh = Set(records.places)
        guard !fresh.isEmpty else { return }
        let people = Set(fresh.compactMap { records.facts[$0].person })
        let rows = Set(fresh.map { rowOf[$0] })
        var near = records.ids.indices.filter { place in
            fresh.contains(place) || rows.contains(rowOf[place])
                || (records.facts[place].person.map { people.contains($0) } ?? false)
        }
        let known = try store.repeats(of: near.map { records.ids[$0] })
        near = Set(near).union(known.flatMap(\.members).compactMap { records.place(of: $0.record) }).sorted()

        // In batches: of many records many are near.
        var texts: [StoredRecord] = []
        var start = 0
        while start < near.count {
            let part = near[start..<min(near.count, start + ReadStage.batch)]
            texts += try store.records(ids: part.map { records.ids[$0] })
            start += part.count
        }
        var read = reader.read(texts)
        let counts = read.takeCounts().withoutCounts()
        let found = try stage.repeats(read, terms: counts, issues: issues, store: store)

        var groupOf: [RecordID: Repeat] = [:]
        for group in known { for member in group.members { groupOf[member.record] = group } }
        var taken: Set<Int> = []
        var next = try store.lastRepeat() + 1
        for var group in found {
            let before = group.members.compactMap { groupOf[$0.record] }.filter { !taken.contains($0.id) }
                .min { $0.id < $1.id }
            if let before {
                group.id = before.id
            } else {
                group.id = next
                next += 1
            }
            taken.insert(group.id)
            if before != group { changed.append(group) }
        }
        ended = known.map(\.id).filter { !taken.contains($0) }
    }
}
