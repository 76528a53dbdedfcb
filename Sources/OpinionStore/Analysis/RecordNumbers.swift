import GRDB
import OpinionIngest

/// The own number (`record.seq`) of every record, in memory: 16 bytes a record, where asking the file for each of millions of
/// rows takes minutes.
struct RecordNumbers: Sendable {
    /// The ids as numbers, ascending.
    private var ids: [UInt64]
    /// The number of each.
    private var numbers: [Int64]

    /// Reads a store. O(n log n).
    init(_ db: Database) throws {
        var found: [(id: UInt64, number: Int64)] = []
        try db.forEachRow("SELECT id, seq FROM record ORDER BY seq") { row in
            found.append((Self.key(try row.requiredText(0)), Int64(try row.requiredInteger(1))))
        }
        found.sort { $0.id < $1.id }
        ids = found.map(\.id)
        numbers = found.map(\.number)
    }

    /// The number of a record; nil where it is not in the store. O(1) on average: ids are hashes, so where one stands among the
    /// others can be told from its value.
    func number(of id: RecordID) -> Int64? {
        guard id.rawValue.utf8.count == 16 else { return nil }
        let key = Self.key(id.rawValue)
        guard let place = ids.place(of: key) else { return nil }
        return numbers[place]
    }

    private static func key(_ id: String) -> UInt64 { RecordID(rawValue: id).number }
}

extension [UInt64] {
    /// Where a number stands among ascending, evenly spread ones; nil where it is not there. O(1) on average, O(log n) at worst.
    package func place(of key: UInt64) -> Int? {
        var (low, high) = (0, count)
        var steps = 0
        while low < high {
            let (least, most) = (self[low], self[high - 1])
            guard key >= least, key <= most else { return nil }
            // By value at first; halving where that does not get on.
            var middle = low + (high - low) / 2
            if steps < 8, most > least {
                middle = low + Int(Double(key - least) / Double(most - least) * Double(high - 1 - low))
            }
            steps += 1
            if self[middle] == key { return middle }
            if self[middle] < key { low = middle + 1 } else { high = middle }
        }
        return nil
    }
}

extension RecordID {
    /// The id as a number: it is 16 hexadecimal digits. 0 for anything else.
    package var number: UInt64 {
        var text = rawValue
        return text.withUTF8 { bytes in
            guard bytes.count == 16 else { return 0 }
            var value: UInt64 = 0
            for byte in bytes {
                let digit: UInt8
                switch byte {
                case 0x30...0x39: digit = byte - 0x30
                case 0x61...0x66: digit = byte - 0x61 + 10
                default: return 0
                }
                value = value << 4 | UInt64(digit)
            }
            return value
        }
    }
}
