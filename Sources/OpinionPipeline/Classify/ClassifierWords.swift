import ChineseSegmenter

/// Finds the words of texts for the classifier: the shipped segmenter and nothing on top.
///
/// User lists are left out on purpose: they change from week to week, and a model knows the words that it was trained with.
struct ClassifierWords: Sendable {
    private let segmenter: Segmenter
    /// Of model and word list: a classifier is used with the dictionaries that it was trained with.
    let dictionaryHash: UInt64

    /// - Throws: `DictionaryError` where a file is missing or damaged.
    init(_ data: DataFolder) throws {
        let model = try TaggerModel(path: data.dictionary("segmenter.model").path)
        let dictionary = try WordDictionary(path: data.dictionary("general.words").path)
        segmenter = try Segmenter(model: model, dictionary: dictionary)
        dictionaryHash = (model.checksum ^ 0x9E37_79B9_7F4A_7C15) &* 0x0000_0100_0000_01B3 ^ dictionary.checksum
    }

    /// One thread's buffers.
    struct Buffers {
        fileprivate let scratch = Segmenter.Scratch()
        fileprivate var tokens: [Token] = []
        /// The words found last, as byte ranges.
        fileprivate(set) var ranges: [Range<Int>] = []
    }

    /// Finds the words of a text; they are in `buffers.ranges`. O(length).
    func find(in text: UnsafeBufferPointer<UInt8>, _ buffers: inout Buffers) {
        buffers.tokens.removeAll(keepingCapacity: true)
        buffers.ranges.removeAll(keepingCapacity: true)
        segmenter.segment(text, using: buffers.scratch, into: &buffers.tokens)
        for token in buffers.tokens where token.kind != .space { buffers.ranges.append(token.range) }
    }
}
