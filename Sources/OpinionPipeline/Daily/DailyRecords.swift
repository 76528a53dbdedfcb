import OpinionIngest
import OpinionRanking
import OpinionStore
import TermVectors

/// Every record's facts, and the records that the last full analysis did not know with what was read in their texts.
struct DailyRecords: Sendable {
    /// All ids, ascending.
    private(set) var ids: [RecordID] = []
    /// What ranking knows of each.
    private(set) var facts: [RecordFacts] = []
    /// The places of informants' reports in `ids`.
    private(set) var informants: Set<Int> = []
    /// The places in `ids` of the records that are new, in the order of time.
    private(set) var places: [Int] = []
    /// The new records' texts, in the order of `places`.
    private(set) var read = ReadRecords()
    /// The distinct text of each known record, by its place in `ids`; -1 for new ones.
    private(set) var knownRows: [Int] = []

    /// Reads the facts of all records, which have no texts, and the texts of the new ones. Linear in the records, but with
    /// a small factor: only new texts are read.
    ///
    /// - Throws: `SectionFile.Unusable` where the store lacks a record that the index has.
    init(_ store: Store, _ index: IssueIndex, _ stage: ReadStage, progress: (Int) -> Void) throws {
        var next = 0
        var fresh: [Int] = []
        try store.forEachFacts { stored in
            let place = ids.count
            if stored.isInformant { informants.insert(place) }
            if next < index.ids.count, index.ids[next] == stored.id.number {
                facts.append(
                    ReadStage.facts(
                        stored, needs: index.needs(of: next), severity: index.severity[next],
                        category: index.category(of: next)))
                knownRows.append(Int(index.rows[next]))
                next += 1
            } else {
                facts.append(ReadStage.facts(stored, needs: [], severity: 0, category: nil))
                knownRows.append(-1)
                fresh.append(place)
            }
            ids.append(stored.id)
        }
        guard next == index.ids.count else { throw SectionFile.Unusable(description: "of records that are gone") }
        // As in the search for candidates: by day, those without one last, then by id.
        let days = facts
        places = fresh.sorted {
            (days[$0].received?.dayNumber ?? .max, $0) < (days[$1].received?.dayNumber ?? .max, $1)
        }
        var start = 0
        var texts: [StoredRecord] = []
        while start < places.count {
            let part = places[start..<min(places.count, start + ReadStage.batch)]
            texts += try store.records(ids: part.map { ids[$0] })
            start += part.count
        }
        guard texts.count == places.count else { throw SectionFile.Unusable(description: "of records that are gone") }
        read = stage.read(texts)
        progress(texts.count)
        for (number, place) in places.enumerated() { facts[place] = read.facts[number] }
    }

    /// The new records' terms, which are gone from here then.
    mutating func takeCounts() -> TermCounts { read.takeCounts() }

    /// The new records' marks, which are gone from here then.
    mutating func takeMarks() -> TextMarks { read.takeMarks() }

    /// The place of a record in `ids`; nil where there is none. O(log n).
    func place(of id: RecordID) -> Int? {
        var (low, high) = (0, ids.count)
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low < ids.count && ids[low] == id ? low : nil
    }
}
