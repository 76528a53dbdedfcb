import GRDB
import OpinionIngest

/// The store's own number (`record.seq`) for every record, in memory: 16 bytes a record, where asking the file for each of
/// millions of rows takes minutes.
public struct RecordNumbers: Sendable {
    private let places: RecordPlaces
    private let numbers: [Int64]

    /// Numbers of records.
    ///
    /// - Parameters:
    ///   - ids: ascending.
    ///   - numbers: one for each.
    public init(ids: [RecordID], numbers: [Int64]) {
        places = RecordPlaces(ids)
        self.numbers = numbers
    }

    /// Reads a store. O(n log n).
    init(_ db: Database) throws {
        var found: [(id: RecordID, key: UInt64, number: Int64)] = []
        try db.forEachRow("SELECT id, seq FROM record ORDER BY seq") { row in
            let id = RecordID(rawValue: try row.requiredText(0))
            found.append((id, try row.require(id.number), Int64(try row.requiredInteger(1))))
        }
        found.sort { $0.key < $1.key }
        self.init(ids: found.map(\.id), numbers: found.map(\.number))
    }

    /// The number of a record; nil where it is not known. O(1) on average.
    func number(of id: RecordID) -> Int64? { places.place(of: id).map { numbers[$0] } }
}
