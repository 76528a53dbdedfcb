/// The pairs of neighbouring characters of a corpus that have weights, and where each occurs.
struct PairRows {
    /// The pair of each row: left code × 65,536 + right code, ascending.
    private(set) var keys: [UInt32] = []
    /// For each pair of neighbouring codes of the corpus its row, or -1.
    private(set) var rows: [Int32]

    /// - Parameter minimumCount: pairs that occur less often have no row.
    init(_ corpus: TrainingCorpus, minimumCount: Int) {
        func key(_ index: Int) -> UInt32 { UInt32(corpus.codes[index]) << 16 | UInt32(corpus.codes[index + 1]) }
        let places = 0..<max(0, corpus.codes.count - 1)
        var counts: [UInt32: Int32] = [:]
        for index in places where key(index) != 0 { counts[key(index), default: 0] += 1 }
        var rowOf: [UInt32: Int32] = [:]
        for key in counts.keys.sorted() where Int(counts[key] ?? 0) >= minimumCount {
            rowOf[key] = Int32(keys.count)
            keys.append(key)
        }
        rows = [Int32](repeating: -1, count: corpus.codes.count)
        for index in places { rows[index] = rowOf[key(index)] ?? -1 }
    }
}
