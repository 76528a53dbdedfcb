import Foundation
import TermVectors

/// Collects labelled texts and learns a linear classifier from them.
///
/// ```swift
/// var trainer = ClassifierTrainer()
/// trainer.add(text, tokens: ranges, label: "城乡建设")
/// let trained = try trainer.train(threads: 2)
/// trained.heldOut          // what each text got from a model that had not seen it
/// ```
///
/// The same texts in the same order give the same bytes for any number of threads. Memory: about 8 bytes for each
/// distinct feature of each text.
public struct ClassifierTrainer {
    private let settings: ClassifierSettings
    private var features = TextFeatures()
    private var table = KeyTable()
    private var sketch = [UInt8](repeating: 0, count: 1 << 23)
    private var collected: [Row] = []
    private var entryCount = 0
    /// The kind of each feature.
    private var blocks: [UInt8] = []
    private var offsets: [Int] = [0]
    private var ids: [Int32] = []
    /// Counts above 65,535 count as that.
    private var counts: [UInt16] = []
    private var hashes: [UInt64] = []
    private var labels: [Int32] = []
    private var classes: [String] = []
    private var classNumbers: [String: Int32] = [:]

    /// The features of one text as they were found; given up as soon as they have numbers.
    private struct Row {
        var keys: [UInt64]
        var counts: [UInt16]
        /// Where each kind ends.
        var ends: [Int]
    }

    /// No texts yet.
    public init(settings: ClassifierSettings = ClassifierSettings()) { self.settings = settings }

    /// Texts so far.
    public var count: Int { labels.count }

    /// Rows after which memory that was given up goes back to the system.
    private static let trimmedRows = 512

    /// Adds a text.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - tokens: the byte ranges of its words, ascending.
    ///   - label: its class.
    /// - Throws: `ClassifierError.unusable` where a text has 2 GiB and more, or all together more than 2³⁰ features.
    public mutating func add(
        _ text: UnsafeBufferPointer<UInt8>, tokens: some Sequence<Range<Int>>, label: String
    ) throws {
        guard text.count < Int(Int32.max), entryCount < Int(Int32.max) / 2 else {
            throw ClassifierError.unusable(reason: "训练文本太多，或一件超过 2 GiB")
        }
        let number = classNumbers[label] ?? Int32(classes.count)
        if Int(number) == classes.count {
            classNumbers[label] = number
            classes.append(label)
        }
        features.extract(text, tokens: tokens)
        var row = Row(keys: [], counts: [], ends: [0, 0, 0, 0])
        row.keys.reserveCapacity(features.entries.count)
        row.counts.reserveCapacity(features.entries.count)
        for entry in features.entries {
            row.keys.append(entry.key)
            row.counts.append(UInt16(clamping: entry.count))
            for later in Int(entry.block.rawValue)..<4 { row.ends[later] = row.keys.count }
            // In the high bits, since the low ones choose a place in tables.
            let place = Int(truncatingIfNeeded: entry.key >> 41)
            if sketch[place] < 2 { sketch[place] += 1 }
        }
        entryCount += row.keys.count
        collected.append(row)
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        hashes.append(TextFeatures.mixed(hash))
        labels.append(number)
    }

    /// Learns from the texts added.
    ///
    /// - Parameters:
    ///   - dictionaryHash: of whatever found the words; a model is only used with the same.
    ///   - contentHash: of the taxonomy that the classes are from, its whole content; 0 for none.
    ///   - isColdStart: whether the labels were guessed.
    ///   - threads: 1 and up; changes nothing but the time.
    /// - Throws: `ClassifierError` for fewer than two classes, a class with fewer than two different texts, or settings
    ///   out of range.
    public consuming func train(
        dictionaryHash: UInt64 = 0, contentHash: UInt64 = 0, isColdStart: Bool = false, threads: Int = 1
    ) throws -> TrainedClassifier {
        try settings.check()
        try checkClasses()
        sortClasses()
        // Only whole texts needed it.
        features = TextFeatures()
        numberFeatures()
        var columns = takeColumns()
        let matrix = takeMatrix(columns)
        columns.places = []
        FreedMemory.giveBack()
        var sizes = [Int](repeating: 0, count: classes.count)
        for label in labels { sizes[Int(label)] += 1 }
        let cost = Float(settings.cost)
        let problem = DualCoordinateDescent(
            matrix: matrix, labels: labels,
            positiveCosts: sizes.map {
                settings.isBalanced ? cost * Float(labels.count) / Float(classes.count * $0) : cost
            },
            negativeCost: cost, tolerance: settings.tolerance, maximumPasses: settings.maximumPasses)
        FreedMemory.giveBack()
        let learned = LearnedGroups(problem, classCount: classes.count, threads: threads)
        let folds = HeldOutFolds.assign(hashes: hashes, labels: labels, count: settings.folds)
        let scores = learned.heldOutScores(problem, folds: folds, count: settings.folds, threads: threads)
        let steepness = Calibration.steepness(scores: scores, labels: labels)
        FreedMemory.giveBack()
        let draft = ModelDraft(
            classes: classes, keys: columns.keys, inverseFrequencies: columns.inverseFrequencies,
            groups: learned.weights, steepness: steepness, texts: labels.count, dictionaryHash: dictionaryHash,
            contentHash: contentHash, isColdStart: isColdStart)
        return TrainedClassifier(
            bytes: draft.bytes(), classes: classes, features: columns.keys.count,
            heldOut: HeldOutResults(
                classes: classes, labels: labels.map(Int.init),
                probabilities: scores.map { Calibration.probabilities($0, steepness: steepness) }))
    }

    private func checkClasses() throws {
        guard classes.count >= 2 else {
            throw ClassifierError.unusable(reason: "至少要有两个类别，实有 \(classes.count) 个（\(labels.count) 件）")
        }
        var distinct = [Set<UInt64>](repeating: [], count: classes.count)
        for (hash, label) in zip(hashes, labels) { distinct[Int(label)].insert(hash) }
        let small = classes.indices.filter { distinct[$0].count < 2 }.map { classes[$0] }.sorted()
        guard small.isEmpty else {
            throw ClassifierError.unusable(
                reason: "每个类别至少要有 2 件不同的文本；不足的类别：\(small.prefix(10).joined(separator: "、"))"
                    + (small.count > 10 ? "等 \(small.count) 个" : "") + "。请补充样本、并入别的类别，或用 --skip-small 略去")
        }
    }

    /// Classes in the order of their names' bytes, so that the order of rows does not show.
    private mutating func sortClasses() {
        let order = classes.indices.sorted { classes[$0].utf8.lexicographicallyPrecedes(classes[$1].utf8) }
        var place = [Int32](repeating: 0, count: order.count)
        for (new, old) in order.enumerated() { place[old] = Int32(new) }
        classes = order.map { classes[$0] }
        for row in labels.indices { labels[row] = place[Int(labels[row])] }
    }

    /// Numbers the features that may be in more than one text: most are in one, and a table of all would be the largest
    /// thing in memory. The sketch, a byte for each of 2^23 groups of keys, passes some of the others too, which the exact
    /// counts then leave out.
    private mutating func numberFeatures() {
        let isRareWanted = min(settings.minimumWordTexts, settings.minimumCharacterTexts - 1) < 2
        // Counted first, so that nothing grows by doubling while the rows are still there.
        var kept = entryCount
        if !isRareWanted {
            kept = collected.reduce(0) { sum, row in
                sum + row.keys.count { sketch[Int(truncatingIfNeeded: $0 >> 41)] >= 2 }
            }
        }
        ids.reserveCapacity(kept)
        counts.reserveCapacity(kept)
        for index in collected.indices {
            let row = collected[index]
            collected[index] = Row(keys: [], counts: [], ends: [])
            if index % Self.trimmedRows == 0 { FreedMemory.giveBack() }
            var block = 0
            for (position, key) in row.keys.enumerated() {
                while block < 3, position >= row.ends[block] { block += 1 }
                guard isRareWanted || sketch[Int(truncatingIfNeeded: key >> 41)] >= 2 else { continue }
                let id = table.intern(key)
                if Int(id) == blocks.count { blocks.append(UInt8(truncatingIfNeeded: block)) }
                ids.append(id)
                counts.append(row.counts[position])
            }
            offsets.append(ids.count)
        }
        collected = []
        sketch = []
    }

    /// The features that get weights.
    private struct Columns {
        /// The column of each feature; −1 for those left out.
        var places: [Int32]
        var keys: [UInt64]
        var inverseFrequencies: [Float]
    }

    /// The features in enough texts, in the order of their first occurrence; the table of keys is given up for it.
    private mutating func takeColumns() -> Columns {
        let frequencies = table.counts
        let most = settings.maximumWeights / ((classes.count + 7) / 8 * 8)
        var extra: Int32 = 0
        while true {
            // By kind, as in `TextFeatures.Block`: at the beginning of texts everything is rarer.
            let limits = [
                settings.minimumWordTexts, settings.minimumCharacterTexts, settings.minimumWordTexts,
                max(1, settings.minimumCharacterTexts - 1),
            ].map { Int32(clamping: $0) + extra }
            var places = [Int32](repeating: -1, count: frequencies.count)
            var total: Int32 = 0
            for id in frequencies.indices where frequencies[id] >= limits[Int(blocks[id])] {
                places[id] = total
                total += 1
            }
            if Int(total) <= most || Int(extra) > labels.count {
                let keys = table.keys(places: places, count: Int(total))
                table = KeyTable()
                var inverse = [Float](repeating: 0, count: Int(total))
                for id in frequencies.indices where places[id] >= 0 {
                    inverse[Int(places[id])] = FeatureScaling.inverseFrequency(
                        documents: labels.count, frequency: Int(frequencies[id]))
                }
                return Columns(places: places, keys: keys, inverseFrequencies: inverse)
            }
            extra += 1
        }
    }

    /// The rows over the kept features; the counts are given up for it, and the columns take the place of the features.
    private mutating func takeMatrix(_ columns: Columns) -> SparseMatrix {
        var kept: [Int32] = []
        swap(&kept, &ids)
        var matrix = SparseMatrix(offsets: [0], columns: [], weights: [], columnCount: columns.keys.count)
        matrix.offsets.reserveCapacity(offsets.count)
        matrix.weights.reserveCapacity(kept.count { columns.places[Int($0)] >= 0 })
        for row in labels.indices {
            var begin = matrix.weights.count
            var block: UInt8 = 0
            for entry in offsets[row]..<offsets[row + 1] {
                let id = Int(kept[entry])
                let column = columns.places[id]
                guard column >= 0 else { continue }
                if blocks[id] != block {
                    FeatureScaling.scale(&matrix.weights, begin..<matrix.weights.count, block: Int(block))
                    begin = matrix.weights.count
                    block = blocks[id]
                }
                // Never beyond what was read already.
                kept[matrix.weights.count] = column
                matrix.weights.append(
                    FeatureScaling.frequency(Int32(counts[entry])) * columns.inverseFrequencies[Int(column)])
            }
            FeatureScaling.scale(&matrix.weights, begin..<matrix.weights.count, block: Int(block))
            matrix.offsets.append(matrix.weights.count)
        }
        kept.removeLast(kept.count - matrix.weights.count)
        matrix.columns = kept
        counts = []
        blocks = []
        offsets = []
        return matrix
    }
}
