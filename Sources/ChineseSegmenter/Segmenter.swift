/// Finds the words of Chinese text with a trained tagger and a dictionary that an office can add to.
///
/// ```swift
/// let segmenter = try Segmenter(
///     model: TaggerModel(path: "dicts/segmenter.model"), dictionary: WordDictionary(path: "dicts/general.words"))
/// segmenter.words(in: "小区电梯经常故障")      // ["小区", "电梯", "经常", "故障"]
/// ```
///
/// Every character is tagged as beginning, inside, end of a word or a word by itself (B, M, E, S) by a structured
/// averaged perceptron (Collins 2002, "Discriminative Training Methods for Hidden Markov Models"); the best sequence of
/// tags that fit each other is found by dynamic programming (Viterbi 1967). Words of user lists need no training: see
/// `UserWords`. The tokens of a text, white space included, join back to it byte for byte, broken UTF-8 too.
/// O(length). A value is immutable and shared freely between threads.
public struct Segmenter: Sendable {
    let model: TaggerModel
    let dictionary: WordDictionary
    let user: UserWords?
    /// Names of the parts of speech that `Token.tag` points into; index 0 is "unknown".
    public let tags: [String]

    /// A segmenter over a model, a general dictionary and any number of user lists.
    ///
    /// - Throws: `DictionaryError` where user words can't be compiled.
    public init(model: TaggerModel, dictionary: WordDictionary, userLists: [WordList] = []) throws {
        self.model = model
        self.dictionary = dictionary
        let entries = userLists.flatMap(\.entries).filter { !$0.word.isEmpty }
        if entries.isEmpty {
            user = nil
            tags = dictionary.tags
        } else {
            let plain = try Segmenter(model: model, dictionary: dictionary)
            let words = try UserWords(entries, plain: plain)
            user = words
            tags = Array((dictionary.tags + words.dictionary.tags).prefix(255))
        }
    }

    /// The words of a text, white space left out. Convenient; `segment(_:using:into:)` is the fast way.
    public func words(in text: some StringProtocol) -> [String] {
        var copy = String(text)
        let scratch = Scratch()
        var tokens: [Token] = []
        return copy.withUTF8 { bytes in
            segment(bytes, using: scratch, into: &tokens)
            return tokens.filter { $0.kind != .space }.map {
                String(decoding: UnsafeBufferPointer(rebasing: bytes[$0.range]), as: UTF8.self)
            }
        }
    }

    /// Appends the tokens of UTF-8 bytes to `tokens`; allocates nothing once the buffers have grown.
    ///
    /// Ranges count from the beginning of `bytes`; joined they cover it without gap or overlap.
    ///
    /// - Parameter tagging: whether tokens carry their part of speech, which costs another look into the dictionary.
    public func segment(
        _ bytes: UnsafeBufferPointer<UInt8>, using scratch: Scratch, into tokens: inout [Token], tagging: Bool = false
    ) {
        var index = 0
        while index < bytes.count {
            if CharacterClass.of(UTF8Decoder.decode(bytes, at: index).scalar) == .space {
                let start = index
                repeat {
                    index += UTF8Decoder.decode(bytes, at: index).length
                } while index < bytes.count
                    && CharacterClass.of(UTF8Decoder.decode(bytes, at: index).scalar) == .space
                tokens.append(Token(start: start, end: index, kind: .space))
            } else {
                index = collect(bytes, from: index, into: scratch)
                tag(scratch)
                emit(scratch, bytes, tagging: tagging, into: &tokens)
            }
        }
    }
}
