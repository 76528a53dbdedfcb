import Foundation

/// A trained linear classifier, mapped from a file: which class a text belongs to, how surely, and what decided.
///
/// Law: a saved model predicts what it predicted when trained. A value is immutable and shared freely between threads; each
/// thread brings its own `Buffers`.
public struct LinearClassifier: Sendable {
    /// What the model says of a text.
    public struct Decision: Sendable, Hashable {
        /// The most probable class, as an index into `classes`.
        public var best: Int
        /// The second, as an index into `classes`.
        public var runnerUp: Int
        /// The probability of every class, calibrated on held-out texts.
        public var probabilities: [Double]
        /// The words that set the best class apart from the second, strongest first.
        public var terms: [String]

        /// The probability of the best class.
        public var confidence: Double { probabilities[best] }
    }

    /// One thread's buffers.
    public struct Buffers {
        var features = TextFeatures()
        var columns: [Int32] = []
        var values: [Float] = []
        var entries: [Int32] = []

        /// Empty buffers.
        public init() {}
    }

    /// The classes' names, in the order of their bytes.
    public let classes: [String]
    /// Texts that the model was trained on.
    public let texts: Int
    /// Features with weights.
    public var featureCount: Int { layout.featureCount }
    /// A hash of the classes.
    public let taxonomyHash: UInt64
    /// A hash of whatever found the words of the training texts.
    public let dictionaryHash: UInt64
    /// A hash of the whole content of the taxonomy that the classes are from (`Taxonomy.contentHash`); nil where the model
    /// was trained without one.
    public let contentHash: UInt64?
    /// Whether nobody labelled the training texts: labels were guessed from the taxonomy's words.
    public let isColdStart: Bool
    /// A checksum of the file, for manifests.
    public let checksum: UInt64
    /// What scores are multiplied by before they become probabilities.
    public let steepness: Double

    private let storage: ModelBytes
    private let layout: ModelLayout

    /// Maps a model file. O(size) for the checksum, without copying.
    ///
    /// - Throws: `ClassifierError` where the file is missing, cut short, changed or of another version.
    public init(path: String) throws { try self.init(ModelBytes(path: path), name: path) }

    /// A model from the bytes that training gave.
    ///
    /// - Throws: `ClassifierError`, with `name` in it.
    public init(bytes: [UInt8], name: String = "模型") throws { try self.init(ModelBytes(bytes), name: name) }

    private init(_ storage: ModelBytes, name: String) throws {
        let bytes = storage.bytes
        func damaged(_ expected: String, _ found: String) -> ClassifierError {
            .damaged(path: name, expected: expected, found: found)
        }
        func number(_ offset: Int) -> Int {
            Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
        }
        func long(_ offset: Int) -> UInt64 {
            UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        guard bytes.count >= 12, bytes.prefix(8).elementsEqual(ModelLayout.magic) else {
            throw damaged("opinion classify train 写出的文件", "\(bytes.count) 字节的其他内容")
        }
        guard number(8) == ModelLayout.version else {
            throw ClassifierError.otherVersion(path: name, expected: ModelLayout.version, found: number(8))
        }
        guard bytes.count >= ModelLayout.headerSize else { throw damaged("完整的文件", "\(bytes.count) 字节") }
        layout = ModelLayout(
            classCount: number(12), featureCount: number(16), slotCount: number(20),
            classNameBytes: number(24))
        // So that no product below leaves 64 bits.
        guard layout.classCount < 1 << 24, layout.featureCount < 1 << 30 else { throw damaged("合理的大小", "过大的数") }
        guard layout.size == bytes.count else { throw damaged("\(layout.size) 字节", "\(bytes.count) 字节") }
        checksum = long(32)
        guard ModelLayout.fileChecksum(bytes) == checksum else { throw damaged("记录的校验值", "改动过的内容") }
        classes = String(
            decoding: UnsafeRawBufferPointer(rebasing: bytes[layout.classNames..<layout.size]), as: UTF8.self
        ).split(separator: "\n").map(String.init)
        steepness = Double(bitPattern: long(56))
        taxonomyHash = long(40)
        dictionaryHash = long(48)
        texts = Int(truncatingIfNeeded: long(64))
        contentHash = long(72) == 0 ? nil : long(72)
        isColdStart = number(80) == 1
        guard classes.count == layout.classCount, classes.count >= 2, steepness.isFinite,
            taxonomyHash == ModelLayout.taxonomyHash(classes), layout.slotCount.nonzeroBitCount == 1,
            layout.slotCount > layout.featureCount
        else { throw damaged("互相吻合的类别与大小", "不合的内容") }
        for slot in 0..<layout.slotCount where number(layout.ids + slot * 4) >= max(1, layout.featureCount) {
            throw damaged("特征的编号", "过大的编号")
        }
        self.storage = storage
    }

    /// Classifies a text; nil where it has nothing that the model knows. O(length × classes).
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - tokens: the byte ranges of its words, ascending, found as for the training texts.
    ///   - terms: how many deciding words are wanted.
    public func classify(
        _ text: UnsafeBufferPointer<UInt8>, tokens: some Sequence<Range<Int>>, terms: Int = 5,
        using buffers: inout Buffers
    ) -> Decision? {
        buffers.features.extract(text, tokens: tokens)
        vectorize(&buffers)
        guard !buffers.columns.isEmpty else { return nil }
        let scores = scores(buffers)
        let probabilities = Calibration.probabilities(scores, steepness: steepness)
        var best = 0
        for index in 1..<classes.count where scores[index] > scores[best] { best = index }
        var runnerUp = best == 0 ? 1 : 0
        for index in classes.indices where index != best && scores[index] > scores[runnerUp] { runnerUp = index }
        return Decision(
            best: best, runnerUp: runnerUp, probabilities: probabilities,
            terms: terms > 0 ? decidingTerms(text, best, runnerUp, limit: terms, buffers) : [])
    }

    private func vectorize(_ buffers: inout Buffers) {
        buffers.columns.removeAll(keepingCapacity: true)
        buffers.values.removeAll(keepingCapacity: true)
        buffers.entries.removeAll(keepingCapacity: true)
        var begin = 0
        var block = TextFeatures.Block.words
        for (position, entry) in buffers.features.entries.enumerated() {
            guard let column = find(entry.key) else { continue }
            if entry.block != block {
                FeatureScaling.scale(&buffers.values, begin..<buffers.values.count, block: Int(block.rawValue))
                begin = buffers.values.count
                block = entry.block
            }
            buffers.columns.append(Int32(truncatingIfNeeded: column))
            buffers.entries.append(Int32(truncatingIfNeeded: position))
            buffers.values.append(
                FeatureScaling.frequency(min(entry.count, Int32(UInt16.max)))
                    * float(layout.inverseFrequencies + column * 4))
        }
        FeatureScaling.scale(&buffers.values, begin..<buffers.values.count, block: Int(block.rawValue))
    }

    @inline(__always)
    private func find(_ key: UInt64) -> Int? {
        guard key != 0 else { return nil }
        var slot = Int(truncatingIfNeeded: key) & (layout.slotCount - 1)
        // There are more slots than features, so a free one ends the search.
        while true {
            let found = UInt64(
                littleEndian: storage.bytes.load(fromByteOffset: layout.keys + slot * 8, as: UInt64.self))
            if found == key {
                return Int(
                    UInt32(littleEndian: storage.bytes.load(fromByteOffset: layout.ids + slot * 4, as: UInt32.self)))
            }
            if found == 0 { return nil }
            slot = (slot + 1) & (layout.slotCount - 1)
        }
    }

    @inline(__always)
    private func float(_ offset: Int) -> Float {
        Float(bitPattern: UInt32(littleEndian: storage.bytes.load(fromByteOffset: offset, as: UInt32.self)))
    }

    @inline(__always)
    private func lanes(_ row: Int, _ group: Int) -> SIMD8<Float> {
        let offset = layout.weights + (row * layout.stride + group * 8) * 4
        return storage.bytes.load(fromByteOffset: offset, as: SIMD8<Float>.self)
    }

    private func scores(_ buffers: Buffers) -> [Float] {
        var scores: [Float] = []
        for group in 0..<(layout.stride / 8) {
            var sum = lanes(layout.featureCount, group)
            for (column, value) in zip(buffers.columns, buffers.values) { sum += lanes(Int(column), group) * value }
            for lane in 0..<min(8, classes.count - group * 8) { scores.append(sum[lane]) }
        }
        return scores
    }

    /// The words and, where there are none, the runs of characters that raise the best class most above the second.
    private func decidingTerms(
        _ text: UnsafeBufferPointer<UInt8>, _ best: Int, _ runnerUp: Int, limit: Int, _ buffers: Buffers
    ) -> [String] {
        func weight(_ column: Int32, _ number: Int) -> Float {
            float(layout.weights + (Int(column) * layout.stride + number) * 4)
        }
        var points: [DecidingTerms.Points] = []
        for index in buffers.columns.indices {
            let column = buffers.columns[index]
            let gain = buffers.values[index] * (weight(column, best) - weight(column, runnerUp))
            guard gain > 0 else { continue }
            let entry = buffers.features.entries[Int(buffers.entries[index])]
            let isWord = entry.block == .words || entry.block == .headWords
            points.append(
                DecidingTerms.Points(
                    range: Int(entry.start)..<Int(entry.start + entry.length), gain: gain, isWord: isWord))
        }
        return DecidingTerms.choose(points, in: text, limit: limit)
    }
}

extension LinearClassifier {
    /// Whether the words of a text are found today as they were for the training texts.
    ///
    /// - Throws: `ClassifierError.otherDictionary`, with `name` in it, where they are not.
    public func require(dictionaryHash: UInt64, name: String) throws {
        guard dictionaryHash == self.dictionaryHash else { throw ClassifierError.otherDictionary(path: name) }
    }

    /// Whether the model was trained on one of these versions of the taxonomy. A model without one fits any, and so does
    /// any model where there are none.
    ///
    /// - Throws: `ClassifierError.otherTaxonomy`, with `name` in it, where it was not.
    public func require(taxonomies: [UInt64], name: String) throws {
        guard let contentHash, !taxonomies.isEmpty, !taxonomies.contains(contentHash) else { return }
        throw ClassifierError.otherTaxonomy(path: name)
    }
}
