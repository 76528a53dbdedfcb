/// Finds the words of Chinese text: the path of least total cost through the graph of dictionary words.
///
/// ```swift
/// let segmenter = try Segmenter(dictionary: WordDictionary(path: "dicts/general.words"))
/// segmenter.words(in: "小区电梯经常故障")      // ["小区", "电梯", "经常", "故障"]
/// ```
///
/// Costs are unigram: minus the logarithm of a word's relative frequency, as in maximum-probability segmentation. A
/// word of a user list is preferred to its parts: alone it is always one token. Numbers with 年, 月, 日, 时, 万 or 亿
/// and placeholders such as `A3区` are one token by rule. The tokens of a text, white space included, join back to it
/// byte for byte, broken UTF-8 too. O(length × longest word). A value is immutable and shared freely between threads.
public struct Segmenter: Sendable {
    let general: WordDictionary
    let user: WordDictionary?
    /// Names of the parts of speech that `Token.tag` points into; index 0 is "unknown".
    public let tags: [String]
    private let userTagOffset: Int

    /// A segmenter over a general dictionary and any number of user lists; later lists win nothing over earlier ones.
    ///
    /// - Throws: `DictionaryError` where user words can't be compiled.
    public init(dictionary: WordDictionary, userLists: [WordList] = []) throws {
        general = dictionary
        let entries = userLists.flatMap(\.entries).filter { !$0.word.isEmpty }
        if entries.isEmpty {
            user = nil
            tags = dictionary.tags
            userTagOffset = 0
        } else {
            let base = try Segmenter(dictionary: dictionary)
            var scratch = Scratch()
            let layer = try WordDictionary(compiling: WordList(entries: entries), name: "user words") {
                word, frequency in
                // Just below the cost of its best split, so that the word wins where it stands alone.
                let split = max(0, base.cost(ofSplitting: word, using: &scratch) - 1)
                let counted = frequency > 0 ? base.general.cost(of: word) ?? split : split
                return UInt16(min(split, counted, Int(WordDictionary.none) - 1))
            }
            user = layer
            userTagOffset = dictionary.tags.count
            tags = Array((dictionary.tags + layer.tags).prefix(255))
        }
    }

    /// The words of a text, white space left out. Convenient; `segment(_:using:into:)` is the fast way.
    public func words(in text: some StringProtocol) -> [String] {
        var copy = String(text)
        var scratch = Scratch()
        var tokens: [Token] = []
        return copy.withUTF8 { bytes in
            segment(bytes, using: &scratch, into: &tokens)
            return tokens.filter { $0.kind != .space }.map {
                String(decoding: UnsafeBufferPointer(rebasing: bytes[$0.range]), as: UTF8.self)
            }
        }
    }

    /// Appends the tokens of UTF-8 bytes to `tokens`; allocates nothing once the buffers have grown.
    ///
    /// Ranges count from the beginning of `bytes`; joined they cover it without gap or overlap.
    public func segment(
        _ bytes: UnsafeBufferPointer<UInt8>, using scratch: inout Scratch, into tokens: inout [Token]
    ) {
        var index = 0
        while index < bytes.count {
            let character = UTF8Decoder.decode(bytes, at: index)
            switch CharacterClass.of(character.scalar) {
            case .space:
                let start = index
                repeat {
                    index += UTF8Decoder.decode(bytes, at: index).length
                } while index < bytes.count
                    && CharacterClass.of(UTF8Decoder.decode(bytes, at: index).scalar) == .space
                tokens.append(Token(start: start, end: index, kind: .space))
            case .symbol:
                tokens.append(Token(start: index, end: index + character.length, kind: .symbol))
                index += character.length
            case .han, .letter, .digit:
                index = collect(bytes, from: index, into: &scratch)
                solve(&scratch)
                emit(scratch, into: &tokens)
            }
        }
    }

    /// The cost of the best path that does not take the whole word as one step.
    private func cost(ofSplitting word: String, using scratch: inout Scratch) -> Int {
        var copy = word
        return copy.withUTF8 { bytes in
            var total = 0
            var index = 0
            while index < bytes.count {
                let character = UTF8Decoder.decode(bytes, at: index)
                if CharacterClass.of(character.scalar).rawValue >= CharacterClass.space.rawValue {
                    index += character.length
                    total += Int(general.unknownCost)
                } else {
                    index = collect(bytes, from: index, into: &scratch)
                    solve(&scratch)
                    total += Int(scratch.best[scratch.count])
                }
            }
            return total
        }
    }

    @inline(__always)
    func tag(general cell: Int32) -> UInt8 { general.wordTags[Int(cell)] }

    @inline(__always)
    func tag(user cell: Int32, of layer: WordDictionary) -> UInt8 {
        let tag = Int(layer.wordTags[Int(cell)])
        return tag == 0 ? 0 : UInt8(min(tag + userTagOffset, 254))
    }
}
