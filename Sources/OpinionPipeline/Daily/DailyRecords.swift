import OpinionIngest
import OpinionRanking
import OpinionStore
import TermVectors

/// Every record's facts, and the records that the last full analysis did not know with what was read in their texts.
///
/// A record's place is where its id stands among all ids, ascending.
struct DailyRecords: Sendable {
    /// All ids, ascending.
    private(set) var ids: [RecordID] = []
    /// What ranking knows of each.
    private(set) var facts: [RecordFacts] = []
    /// The places of informants' reports.
    private(set) var informants: Set<Int> = []
    /// The places of the records that are new, in the order of time.
    private(set) var places: [Int] = []
    /// The new records' texts, in the order of `places`.
    private(set) var read = ReadRecords()
    /// The distinct text of each known record, by its place; -1 for new ones.
    private(set) var knownRows: [Int] = []
    /// The place of each record by the store's own number for it; -1 for numbers that are none.
    private(set) var placeOfNumber: [Int32] = []
    private var byID = RecordPlaces([])

    /// What is known of a record beside its facts.
    private struct Own: Sendable {
        var key: UInt64
        var number: Int32
        /// Where its facts were read.
        var position: Int32
        var row: Int32
        var isInformant: Bool
    }

    /// Numbers of records read by a thread at a time.
    private static let piece = 16_384

    /// Reads the facts of all records, which have no texts, and the texts of the new ones. O(n log n) in the records, but with a
    /// small factor: only new texts are read.
    ///
    /// - Throws: `SectionFile.Unusable` where the store lacks a record that the index has.
    init(_ store: Store, _ index: IssueIndex, _ stage: ReadStage, threads: Int, progress: (Int) -> Void) throws {
        let known = Array(index.ids)
        // In the order in which they lie in the store at first.
        let parts = ParallelChunks.map(
            count: try store.lastRecordNumber() + 1, size: Self.piece, threads: threads
        ) { numbers in
            Result { try Self.part(numbers, store, index, known) }
        }
        var found: [RecordFacts] = []
        var own: [Own] = []
        found.reserveCapacity(known.count)
        own.reserveCapacity(known.count)
        for part in parts {
            let (facts, records) = try part.get()
            let base = Int32(found.count)
            found += facts
            own += records.map { record in
                var record = record
                record.position += base
                return record
            }
        }
        let seen = own.count { $0.row >= 0 }
        guard seen == known.count else { throw SectionFile.Unusable(description: "of records that are gone") }
        own.sort { $0.key < $1.key }
        facts = own.map { found[Int($0.position)] }
        ids = facts.map(\.id)
        byID = RecordPlaces(ids)
        found = []
        knownRows = own.map { Int($0.row) }
        placeOfNumber = [Int32](repeating: -1, count: Int(own.map(\.number).max() ?? 0) + 1)
        for (place, record) in own.enumerated() {
            placeOfNumber[Int(record.number)] = Int32(place)
            if record.isInformant { informants.insert(place) }
        }
        try readNew(own.indices.filter { own[$0].row < 0 }, store, stage)
        progress(places.count)
    }

    private static func part(
        _ numbers: Range<Int>, _ store: Store, _ index: IssueIndex, _ known: [UInt64]
    ) throws -> ([RecordFacts], [Own]) {
        var found: [RecordFacts] = []
        var own: [Own] = []
        try store.forEachFacts(numbers) { number, stored in
            let key = stored.id.number ?? 0
            let old = known.place(of: key)
            if let old {
                found.append(
                    ReadStage.facts(
                        stored, needs: index.needs(of: old), severity: index.severity[old],
                        category: index.category(of: old), hasPlainNumber: index.hasPlainNumber(old)))
            } else {
                found.append(ReadStage.facts(stored, needs: [], severity: 0, category: nil))
            }
            own.append(
                Own(
                    key: key, number: Int32(number), position: Int32(own.count),
                    row: old.map { index.rows[$0] } ?? -1, isInformant: stored.isInformant))
        }
        return (found, own)
    }

    private mutating func readNew(_ fresh: [Int], _ store: Store, _ stage: ReadStage) throws {
        // As in the search for candidates: by day, those without one last, then by id.
        places = fresh.map { (day: facts[$0].received?.dayNumber ?? .max, place: $0) }.sorted { $0 < $1 }.map(\.place)
        var texts: [StoredRecord] = []
        var start = 0
        while start < places.count {
            let part = places[start..<min(places.count, start + ReadStage.batch)]
            texts += try store.records(ids: part.map { ids[$0] })
            start += part.count
        }
        guard texts.count == places.count else { throw SectionFile.Unusable(description: "of records that are gone") }
        read = stage.read(texts)
        for (number, place) in places.enumerated() { facts[place] = read.facts[number] }
    }

    /// The store's own number for each record.
    var numbers: RecordNumbers {
        var numbers = [Int64](repeating: 0, count: ids.count)
        for (number, place) in placeOfNumber.enumerated() where place >= 0 { numbers[Int(place)] = Int64(number) }
        return RecordNumbers(ids: ids, numbers: numbers)
    }

    /// The new records' terms, which are gone from here then.
    mutating func takeCounts() -> TermCounts { read.takeCounts() }

    /// The new records' marks, which are gone from here then.
    mutating func takeMarks() -> TextMarks { read.takeMarks() }

    /// The place of a record; nil where there is none. O(1) on average.
    func place(of id: RecordID) -> Int? { byID.place(of: id) }
}
