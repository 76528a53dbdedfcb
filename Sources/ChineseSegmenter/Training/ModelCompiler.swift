/// What training gives: a weight for each feature and tag, in the layout of `FeatureLayout`.
struct TrainedWeights {
    var unigrams: [Double]
    /// The pair of each row of `bigrams`: left code × 65,536 + right code.
    var pairs: [UInt32]
    var bigrams: [Double]
    var windows: [Double]
    var words: [Double]
    var repeats: [Double]
    var paths: [Double]
}

/// Turns trained weights into the block of bytes that `TaggerModel` reads.
enum ModelCompiler {
    /// A model that knows the codes and has no weights.
    static func blank(codes: [UInt16]) -> [UInt8] {
        let count = Int(codes.max() ?? 3) + 1
        return assemble(
            codes: codes, unigrams: [Int16](repeating: 0, count: max(count, 4) * FeatureLayout.unigramRow), pairs: [],
            rows: [], windows: [Int16](repeating: 0, count: FeatureLayout.windows * 4),
            words: [Int16](repeating: 0, count: FeatureLayout.wordStates * 4),
            repeats: [Int16](repeating: 0, count: FeatureLayout.repeats * 4),
            paths: [Int16](repeating: 0, count: FeatureLayout.paths * 4))
    }

    /// Trained weights scaled to 16 bits; of the pairs the weightiest are kept.
    static func compile(_ weights: TrainedWeights, codes: [UInt16], pairs limit: Int) -> [UInt8] {
        let (unigrams, bigrams, windows) = (weights.unigrams, weights.bigrams, weights.windows)
        let (words, repeats, paths) = (weights.words, weights.repeats, weights.paths)
        let largest = [unigrams, bigrams, windows, words, repeats, paths].joined().reduce(1e-9) { max($0, abs($1)) }
        let scale = TaggerModel.largestWeight / largest
        func scaled(_ values: some Sequence<Double>) -> [Int16] { values.map { Int16(($0 * scale).rounded()) } }

        func row(_ pair: Int) -> ArraySlice<Double> {
            bigrams[(pair * FeatureLayout.bigramRow)..<((pair + 1) * FeatureLayout.bigramRow)]
        }
        let weight = weights.pairs.indices.map { pair in row(pair).reduce(0) { $0 + $1 * $1 } }
        let kept = weights.pairs.indices.filter { weight[$0] > 0 }
            .sorted { (weight[$1], $0) < (weight[$0], $1) }.prefix(max(0, limit)).sorted()
        return assemble(
            codes: codes, unigrams: scaled(unigrams), pairs: kept.map { weights.pairs[$0] },
            rows: kept.map { scaled(row($0)) }, windows: scaled(windows), words: scaled(words),
            repeats: scaled(repeats), paths: scaled(paths))
    }

    private static func assemble(
        codes: [UInt16], unigrams: [Int16], pairs: [UInt32], rows: [[Int16]], windows: [Int16], words: [Int16],
        repeats: [Int16], paths: [Int16]
    ) -> [UInt8] {
        // At most 80 % full; where no perfect hash is found, half of that.
        var slots = 8
        while slots * 4 < pairs.count * 5 { slots *= 2 }
        var table = PairTable.build(pairs, slots: slots)
        while table == nil, slots < 1 << 24 {
            slots *= 2
            table = PairTable.build(pairs, slots: slots)
        }
        guard let table else { return [] }
        // One row more, of zeros: that of pairs without weights.
        var cells = [Int16](repeating: 0, count: (slots + 1) * FeatureLayout.bigramRow)
        let rowOf = Dictionary(uniqueKeysWithValues: zip(pairs, rows))
        for (slot, key) in table.keys.enumerated() {
            guard let row = rowOf[key] else { continue }
            cells.replaceSubrange((slot * FeatureLayout.bigramRow)..<((slot + 1) * FeatureLayout.bigramRow), with: row)
        }
        var bytes = TaggerModel.magic
        func append(_ values: [some FixedWidthInteger]) {
            for value in values { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
        }
        append([
            TaggerModel.version, UInt32(unigrams.count / FeatureLayout.unigramRow), UInt32(slots), UInt32(pairs.count),
        ])
        append([UInt32](repeating: 0, count: (TaggerModel.headerSize - bytes.count) / 4))
        append(codes)
        append(unigrams)
        append(table.keys)
        append(cells)
        append(table.displacements)
        append(windows)
        append(words)
        append(repeats)
        append(paths)
        let sum = bytes.withUnsafeBytes { TaggerModel.checksum($0) }
        withUnsafeBytes(of: sum.littleEndian) { bytes.replaceSubrange(32..<40, with: $0) }
        return bytes
    }
}
