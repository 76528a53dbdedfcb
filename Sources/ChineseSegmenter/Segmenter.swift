import Foundation

/// Finds the words of Chinese text with a trained tagger and a dictionary that an office can add to.
///
/// ```swift
/// let segmenter = try Segmenter(folder: "dicts")
/// segmenter.words(in: "小区电梯经常故障")      // ["小区", "电梯", "经常", "故障"]
/// ```
///
/// Every character is tagged as beginning, inside, end of a word or a word by itself (B, M, E, S) by a structured
/// averaged perceptron (Collins 2002, "Discriminative Training Methods for Hidden Markov Models"); the best sequence of
/// tags that fit each other is found by dynamic programming (Viterbi 1967). Words of user lists need no training: see
/// `WordRule`. The tokens of a text, white space included, join back to it byte for byte, broken UTF-8 too.
/// O(length). A value is immutable and shared freely between threads; `ReloadableSegmenter` follows changed lists.
public struct Segmenter: Sendable {
    let model: TaggerModel
    let dictionary: WordDictionary
    let user: UserWords?
    let table: CharacterTable
    /// Names of the parts of speech that `Token.tag` points into; index 0 is "unknown".
    public let tags: [String]

    /// A segmenter over a model, a general dictionary and any number of user lists.
    ///
    /// A later list replaces what earlier ones say of the same characters; the order of lines in a list, and giving a
    /// list twice, change nothing. O(n log n) in the number of user words.
    ///
    /// - Parameters:
    ///   - model: the tagger.
    ///   - dictionary: the general list that the model was trained with.
    ///   - userLists: user lists; later ones win. Their unusable lines (`WordList.problems`) are the caller's to show.
    /// - Throws: `DictionaryError` where user words can't be compiled.
    public init(model: TaggerModel, dictionary: WordDictionary, userLists: [WordList] = []) throws {
        self.model = model
        self.dictionary = dictionary
        table = CharacterTable(model: model, dictionary: dictionary)
        user = try UserWords(userLists, general: dictionary)
        tags = user.map { Array((dictionary.tags + $0.dictionary.tags).prefix(255)) } ?? dictionary.tags
    }

    /// The same with the lists one by one: `Segmenter(model: model, dictionaries: general, county, office)`.
    ///
    /// - Parameters:
    ///   - model: the tagger.
    ///   - general: the list that the model was trained with.
    ///   - lists: user lists; later ones win.
    /// - Throws: `DictionaryError` where user words can't be compiled.
    public init(model: TaggerModel, dictionaries general: WordDictionary, _ lists: WordList...) throws {
        try self.init(model: model, dictionary: general, userLists: lists)
    }

    /// A segmenter over the files that are shipped together: `segmenter.model` and `general.words` of a folder.
    ///
    /// - Parameters:
    ///   - folder: the path of the folder.
    ///   - userLists: user lists; later ones win.
    /// - Throws: `DictionaryError` where a file is missing or damaged, or user words can't be compiled.
    public init(folder: String, userLists: [WordList] = []) throws {
        let url = URL(fileURLWithPath: folder)
        try self.init(
            model: TaggerModel(path: url.appendingPathComponent("segmenter.model").path),
            dictionary: WordDictionary(path: url.appendingPathComponent("general.words").path), userLists: userLists)
    }

    /// Appends the tokens of UTF-8 bytes to `tokens`; allocates nothing once the buffers have grown.
    ///
    /// Ranges count from the beginning of `bytes`; joined they cover it without gap or overlap. Offsets have 32 bits:
    /// texts of 2 GiB and more must be given in parts.
    ///
    /// - Parameters:
    ///   - bytes: the text; need not be valid UTF-8.
    ///   - scratch: buffers of this thread.
    ///   - tokens: where tokens are appended.
    ///   - tagging: whether tokens carry their part of speech, which costs another look into the dictionary.
    public func segment(
        _ bytes: UnsafeBufferPointer<UInt8>, using scratch: Scratch, into tokens: inout [Token], tagging: Bool = false
    ) {
        var index = 0
        while index < bytes.count {
            let start = index
            while index < bytes.count {
                let character = UTF8Decoder.decode(bytes, at: index)
                guard table.entry(character.scalar).rule == CharacterTable.Rule.space else { break }
                index += character.length
            }
            if index > start { tokens.append(Token(start: start, end: index, kind: .space)) }
            guard index < bytes.count else { return }
            index = collect(bytes, from: index, into: scratch)
            tag(scratch)
            emit(scratch, tagging: tagging, into: &tokens)
        }
    }
}
