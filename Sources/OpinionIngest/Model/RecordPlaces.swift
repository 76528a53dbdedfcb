/// Where each of many records stands: the place of an id among the ids given.
///
/// The ids of records are 64-bit hashes written as digits: kept as numbers in their order they take 8 bytes each, and where one
/// stands can be told from its value, so a look-up is O(1) on average and takes a fraction of a dictionary's. Other ids, such as
/// those of tests, are kept in a dictionary.
public struct RecordPlaces: Sendable {
    private enum Storage: Sendable {
        /// Ascending.
        case numbers([UInt64])
        case names([RecordID: Int])
    }

    private let storage: Storage

    /// Places of ids, in the order given; of equal ids the last counts. O(n).
    public init(_ ids: some Collection<RecordID>) {
        var numbers: [UInt64] = []
        numbers.reserveCapacity(ids.count)
        for id in ids {
            guard let number = id.number, number > numbers.last ?? 0 || numbers.isEmpty else { break }
            numbers.append(number)
        }
        if numbers.count == ids.count {
            storage = .numbers(numbers)
        } else {
            var names: [RecordID: Int] = [:]
            names.reserveCapacity(ids.count)
            for (place, id) in ids.enumerated() { names[id] = place }
            storage = .names(names)
        }
    }

    /// The place of an id; nil where it is none of those given.
    public func place(of id: RecordID) -> Int? {
        switch storage {
        case .numbers(let numbers): id.number.flatMap { numbers.place(of: $0) }
        case .names(let names): names[id]
        }
    }
}

extension [UInt64] {
    /// Where a number stands among ascending, evenly spread ones; nil where it is not there. O(1) on average, O(log n) at worst.
    package func place(of key: UInt64) -> Int? {
        withUnsafeBufferPointer { numbers in
            var (low, high) = (0, numbers.count)
            var steps = 0
            while low < high {
                let (least, most) = (numbers[low], numbers[high - 1])
                guard key >= least, key <= most else { return nil }
                // By value at first; halving where that does not get on.
                var middle = low + (high - low) / 2
                if steps < 8, most > least {
                    middle = low + Int(Double(key - least) / Double(most - least) * Double(high - 1 - low))
                }
                steps += 1
                if numbers[middle] == key { return middle }
                if numbers[middle] < key { low = middle + 1 } else { high = middle }
            }
            return nil
        }
    }
}

extension RecordID {
    /// The id as a number: it is 16 lower-case hexadecimal digits. Nil for anything else.
    package var number: UInt64? {
        var text = rawValue
        return text.withUTF8 { bytes in
            guard bytes.count == 16 else { return nil }
            var value: UInt64 = 0
            for byte in bytes {
                switch byte {
                case 0x30...0x39: value = value << 4 | UInt64(byte - 0x30)
                case 0x61...0x66: value = value << 4 | UInt64(byte - 0x61 + 10)
                default: return nil
                }
            }
            return value
        }
    }
}
