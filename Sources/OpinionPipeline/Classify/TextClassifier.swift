import Classification
import OpinionStore
import TermVectors

/// Applies a trained classifier to lines of text or to a store's records.
public struct TextClassifier: Sendable {
    /// What a line got.
    public struct Answer: Sendable {
        /// The line's id, byte for byte.
        public var id: [UInt8]
        /// The class that the line names itself, where lines have one.
        public var label: String?
        /// The text.
        public var text: [UInt8]
        /// What the model says; nil where the text has nothing that it knows.
        public var decision: LinearClassifier.Decision?
        /// Whether the line had the tabs that it should have.
        public var isWhole: Bool
    }

    /// The model.
    public let model: LinearClassifier
    /// The class or, with levels, the level that is sure enough.
    public let paths: ClassPath
    private let words: ClassifierWords
    private let name: String

    /// Lines that are worked on at a time, and by one thread at a time.
    public static let batch = 1_024
    private static let chunk = 64

    /// Opens a model.
    ///
    /// - Throws: `ClassifierError` for the model, `otherDictionary` among them; `DictionaryError` for the segmenter.
    public init(_ data: DataFolder, model path: String) throws {
        model = try LinearClassifier(path: path)
        words = try ClassifierWords(data)
        try model.require(dictionaryHash: words.dictionaryHash, name: path)
        name = path
        paths = ClassPath(classes: model.classes)
    }

    /// Classifies lines, each `id<TAB>text` or, with labels, `id<TAB>class<TAB>text`; one answer a line, in their order.
    ///
    /// - Parameters:
    ///   - lines: without their ends.
    ///   - hasLabels: whether a class stands between id and text.
    ///   - terms: how many deciding words are wanted.
    ///   - threads: 1 and up; changes nothing but the time.
    public func classify(lines: [[UInt8]], hasLabels: Bool, terms: Int = 5, threads: Int) -> [Answer] {
        answers(
            lines.map { line in
                guard let tab = line.firstIndex(of: 9) else {
                    return Answer(id: line, label: hasLabels ? "" : nil, text: [], decision: nil, isWhole: false)
                }
                let id = Array(line[..<tab])
                guard hasLabels else {
                    return Answer(id: id, label: nil, text: Array(line[(tab + 1)...]), decision: nil, isWhole: true)
                }
                guard let second = line[(tab + 1)...].firstIndex(of: 9) else {
                    let label = String(decoding: line[(tab + 1)...], as: UTF8.self)
                    return Answer(id: id, label: label, text: [], decision: nil, isWhole: false)
                }
                return Answer(
                    id: id, label: String(decoding: line[(tab + 1)..<second], as: UTF8.self),
                    text: Array(line[(second + 1)...]), decision: nil, isWhole: true)
            }, terms: terms, threads: threads)
    }

    /// Classifies every record of a store, ordered by id; `body` gets some hundred answers at a time.
    ///
    /// - Throws: `ClassifierError.otherTaxonomy` where the store has taxonomies and the model's is none of them; `StoreError`,
    ///   and what `body` throws.
    public func classify(
        _ store: Store, terms: Int = 5, threads: Int, _ body: ([Answer]) throws -> Void
    ) throws {
        try require(taxonomiesOf: store)
        var pending: [Answer] = []
        try store.forEachRecord { record in
            pending.append(
                Answer(
                    id: Array(record.facts.id.rawValue.utf8), label: nil,
                    text: Array("\(record.matchTitle)\n\(record.matchBody)".utf8), decision: nil, isWhole: true))
            if pending.count == Self.batch {
                try body(answers(pending, terms: terms, threads: threads))
                pending.removeAll(keepingCapacity: true)
            }
        }
        try body(answers(pending, terms: terms, threads: threads))
    }

    /// Whether the model fits the taxonomies of a store.
    ///
    /// - Throws: `ClassifierError.otherTaxonomy` where it does not; `StoreError`.
    public func require(taxonomiesOf store: Store) throws {
        let known = try store.taxonomies().compactMap { UInt64($0.hash, radix: 16) }
        try model.require(taxonomies: known, name: name)
    }

    /// One thread's buffers.
    struct Buffers {
        fileprivate var words = ClassifierWords.Buffers()
        fileprivate var classifier = LinearClassifier.Buffers()
    }

    /// What the model says of one text; nil where it has nothing that the model knows.
    func decide(_ text: String, terms: Int, _ buffers: inout Buffers) -> LinearClassifier.Decision? {
        var text = text
        return text.withUTF8 { bytes in
            words.find(in: bytes, &buffers.words)
            return model.classify(bytes, tokens: buffers.words.ranges, terms: terms, using: &buffers.classifier)
        }
    }

    private func answers(_ questions: [Answer], terms: Int, threads: Int) -> [Answer] {
        ParallelChunks.map(count: questions.count, size: Self.chunk, threads: threads) { range in
            var buffers = ClassifierWords.Buffers()
            var scratch = LinearClassifier.Buffers()
            return range.map { index in
                var answer = questions[index]
                answer.decision = answer.text.withUnsafeBufferPointer { text in
                    words.find(in: text, &buffers)
                    return model.classify(text, tokens: buffers.ranges, terms: terms, using: &scratch)
                }
                return answer
            }
        }.flatMap { $0 }
    }

    /// The figures of answers to labelled lines; classes that the model does not know count as well.
    public func figures(_ answers: [(label: String, probabilities: [Double]?)]) -> HeldOutResults {
        HeldOutResults(known: model.classes, answers: answers)
    }
}
