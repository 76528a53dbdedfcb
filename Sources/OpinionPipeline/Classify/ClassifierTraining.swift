import Classification
import OpinionIngest

/// Trains a classifier on labelled rows: words, features, learning, held-out figures.
public struct ClassifierTraining {
    /// What training gave.
    public struct Outcome: Sendable {
        /// The model and its held-out results; result `i` belongs to row `i` of `ids` and `beginnings`.
        public let trained: TrainedClassifier
        /// The rows' ids.
        public let ids: [String]
        /// The beginnings of the texts, masked, for examples.
        public let beginnings: [String]
    }

    private let data: DataFolder
    private let settings: ClassifierSettings

    /// Training with the program's dictionaries.
    public init(_ data: DataFolder, settings: ClassifierSettings) {
        self.data = data
        self.settings = settings
    }

    /// Learns from the rows of one or more tables.
    ///
    /// - Parameters:
    ///   - contentHash: of the taxonomy that the classes are from; 0 for none.
    ///   - threads: 1 and up; changes nothing but the time.
    /// - Throws: `ClassifierError` for rows that make no model; `DictionaryError` where the segmenter's files are missing.
    public func run(_ tables: [LabelledRows], contentHash: UInt64 = 0, threads: Int) throws -> Outcome {
        let (trainer, dictionaryHash) = try collected(tables)
        let trained = try (consume trainer).train(
            dictionaryHash: dictionaryHash, contentHash: contentHash, threads: threads)
        let masker = Masker()
        var ids: [String] = []
        var beginnings: [String] = []
        for table in tables {
            for row in table.rows {
                ids.append(row.id)
                let start = table.bytes[row.text].prefix(240)
                beginnings.append(String(masker.mask(String(decoding: start, as: UTF8.self)).text.prefix(40)))
            }
        }
        return Outcome(trained: trained, ids: ids, beginnings: beginnings)
    }

    /// The texts' features; the segmenter and its dictionaries are let go before learning begins.
    private func collected(_ tables: [LabelledRows]) throws -> (ClassifierTrainer, UInt64) {
        let words = try ClassifierWords(data)
        var trainer = ClassifierTrainer(settings: settings)
        var buffers = ClassifierWords.Buffers()
        for table in tables {
            try table.bytes.withUnsafeBufferPointer { bytes in
                for row in table.rows {
                    let text = UnsafeBufferPointer(rebasing: bytes[row.text])
                    words.find(in: text, &buffers)
                    try trainer.add(text, tokens: buffers.ranges, label: row.label)
                }
            }
        }
        return (trainer, words.dictionaryHash)
    }
}
