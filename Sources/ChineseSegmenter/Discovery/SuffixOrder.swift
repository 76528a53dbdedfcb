/// The places of all Han characters, sorted by the text that follows: every string of up to `depth` characters is one
/// interval of it.
///
/// A suffix array cut at `depth` (Manber and Myers 1993): O(n log n · depth) time, 5 bytes a character, 16 more while
/// sorting. Copies are left out: equal texts, and equal stretches of Han characters of `copyLength` and more.
struct SuffixOrder {
    /// The places, as indices into the cells.
    private(set) var places: [UInt32] = []
    /// How many characters, at most `depth`, a place's text has in common with the one before; 0 for the first.
    private(set) var common: [UInt8] = []
    let depth: Int

    init(_ cells: UnsafeBufferPointer<UInt32>, order: TextOrder, depth: Int, copyLength: Int) {
        self.depth = depth
        var entries: [Entry] = []
        var seen: [UInt64: UInt32] = [:]
        for range in order.distinct {
            var index = range.lowerBound
            while index < range.upperBound {
                guard cells[index] & Cell.inRun != 0 else {
                    index += 1
                    continue
                }
                let start = index
                while cells[index] & Cell.inRun != 0 { index += 1 }
                if index - start >= copyLength, Self.isCopy(start..<index, cells, &seen) { continue }
                for place in start..<index { entries.append(Entry(place, cells)) }
            }
        }
        entries.sort { $0.key != $1.key ? $0.key < $1.key : Self.isBefore($0, $1, cells, depth) }
        places.reserveCapacity(entries.count)
        common.reserveCapacity(entries.count)
        for (number, entry) in entries.enumerated() {
            places.append(entry.place)
            common.append(
                number == 0 ? 0 : Self.shared(Int(entry.place), Int(entries[number - 1].place), cells, depth))
        }
    }

    /// A place with its first three characters, which decide most comparisons without a look at the cells.
    private struct Entry {
        var key: UInt64
        var place: UInt32

        init(_ place: Int, _ cells: UnsafeBufferPointer<UInt32>) {
            self.place = UInt32(place)
            key = 0
            var index = place
            for _ in 0..<3 {
                key <<= 21
                if cells[index] & Cell.inRun != 0 {
                    key |= UInt64(cells[index] & Cell.scalar)
                    index += 1
                }
            }
        }
    }

    private static func isBefore(
        _ a: Entry, _ b: Entry, _ cells: UnsafeBufferPointer<UInt32>, _ depth: Int
    ) -> Bool {
        let same = Int(shared(Int(a.place), Int(b.place), cells, depth))
        guard same < depth else { return a.place < b.place }
        let left = value(cells[Int(a.place) + same])
        let right = value(cells[Int(b.place) + same])
        return left != right ? left < right : a.place < b.place
    }

    /// A character for comparing; what is in no stretch ends it.
    @inline(__always)
    private static func value(_ cell: UInt32) -> UInt32 { cell & Cell.inRun == 0 ? 0 : cell & Cell.scalar }

    private static func shared(_ a: Int, _ b: Int, _ cells: UnsafeBufferPointer<UInt32>, _ depth: Int) -> UInt8 {
        var count = 0
        while count < depth {
            let left = value(cells[a + count])
            if left == 0 || left != value(cells[b + count]) { break }
            count += 1
        }
        return UInt8(count)
    }

    /// Whether the stretch occurred before; of different stretches with one hash the later are no copies.
    private static func isCopy(
        _ range: Range<Int>, _ cells: UnsafeBufferPointer<UInt32>, _ seen: inout [UInt64: UInt32]
    ) -> Bool {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in range { hash = (hash ^ UInt64(cells[index] & Cell.scalar)) &* 0x100_0000_01B3 }
        guard let first = seen[hash] else {
            seen[hash] = UInt32(range.lowerBound)
            return false
        }
        let start = Int(first)
        for offset in 0...range.count {
            let old = start + offset < cells.count ? value(cells[start + offset]) : 0
            if old != (offset < range.count ? cells[range.lowerBound + offset] & Cell.scalar : 0) { return false }
        }
        return true
    }

    /// How often the `length` characters at `place` occur. O(log n · length).
    func frequency(at place: Int, length: Int, _ cells: UnsafeBufferPointer<UInt32>) -> Int {
        func bound(after: Bool) -> Int {
            var low = 0
            var high = places.count
            while low < high {
                let middle = (low + high) / 2
                var order = 0
                for offset in 0..<length where order == 0 {
                    let there = Self.value(cells[Int(places[middle]) + offset])
                    let here = cells[place + offset] & Cell.scalar
                    // A stretch that ended counts as before, and nothing behind its end is read.
                    if there != here { order = there < here ? -1 : 1 }
                }
                if order < 0 || (after && order == 0) { low = middle + 1 } else { high = middle }
            }
            return low
        }
        return bound(after: true) - bound(after: false)
    }
}

/// The distinct texts in an order that depends on what they say alone.
struct TextOrder {
    /// The cells of each distinct text, separators around it left out.
    let distinct: [Range<Int>]
    /// The same, sorted by where they begin, with each text's number in `distinct`.
    private let byStart: [(start: Int, rank: Int)]

    init(_ cells: UnsafeBufferPointer<UInt32>, starts: [UInt32]) {
        let ends = starts.dropFirst().map { Int($0) - 1 } + [cells.count - 1]
        func compare(_ a: Range<Int>, _ b: Range<Int>) -> Int {
            for offset in 0..<min(a.count, b.count) {
                let left = cells[a.lowerBound + offset] & Cell.scalar
                let right = cells[b.lowerBound + offset] & Cell.scalar
                if left != right { return left < right ? -1 : 1 }
            }
            return a.count - b.count
        }
        let sorted = zip(starts, ends).map { Int($0)..<max(Int($0), $1) }.sorted { compare($0, $1) < 0 }
        var kept: [Range<Int>] = []
        for range in sorted {
            if let last = kept.last, compare(last, range) == 0 { continue }
            kept.append(range)
        }
        distinct = kept
        byStart = kept.enumerated().map { (start: $0.element.lowerBound, rank: $0.offset) }.sorted {
            $0.start != $1.start ? $0.start < $1.start : $0.rank < $1.rank
        }
    }

    /// The number, in `distinct`, of the text that a place is in. O(log texts).
    func rank(of place: Int) -> Int {
        var low = 0
        var high = byStart.count
        while low < high {
            let middle = (low + high) / 2
            if byStart[middle].start <= place { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? byStart[low - 1].rank : 0
    }
}
