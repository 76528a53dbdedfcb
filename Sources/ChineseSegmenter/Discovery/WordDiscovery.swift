/// Finds words that texts use and no list has: a person looks through them and adds the good ones to a user list.
///
/// ```swift
/// let discovery = try WordDiscovery(segmenter: segmenter, known: { dictionary.contains($0) })
/// var texts = discovery.texts()
/// for line in lines { try texts.add(line) }
/// for found in discovery.candidates(in: texts) { print(found.word, found.frequency, found.contexts) }
/// ```
///
/// A candidate is a string of Han characters within one stretch (no white space, punctuation, letters or digits inside)
/// that occurs often and in several texts, holds together (pointwise mutual information of its parts: Church and Hanks
/// 1990), is used freely (entropy of its neighbours: Harris 1955; Tanaka-Ishii 2005), and that the segmenter cuts out at
/// most of its places as one or several whole tokens without function words. Known words, numerals and fragments of longer
/// candidates are left out.
///
/// Every count is taken from one sorted list of places (`SuffixOrder`): O(n log n) time and O(n) memory in the number of
/// characters. Equal texts count once. Laws: the order of texts changes nothing; no known word is returned.
public struct WordDiscovery: Sendable {
    /// What a candidate must reach.
    public let settings: Settings
    private let segmenter: Segmenter
    private let known: @Sendable (String) -> Bool
    private let stopWords: Set<String>
    private let opaque: [String]

    /// A search.
    ///
    /// - Parameters:
    ///   - settings: thresholds and limits.
    ///   - segmenter: sees the boundaries; with the user lists whose words are known.
    ///   - known: whether a word is in some list already.
    ///   - stopWords: words that are in no candidate, beyond the function words that parts of speech tell.
    ///   - opaque: strings that stand for something left out, such as `[手机号]`; nothing of them is in a word.
    /// - Throws: `WordDiscoveryError.badSetting`.
    public init(
        segmenter: Segmenter, known: @escaping @Sendable (String) -> Bool, stopWords: Set<String> = [],
        opaque: [String] = [], settings: Settings = Settings()
    ) throws {
        try settings.validate()
        self.segmenter = segmenter
        self.known = known
        self.stopWords = stopWords
        self.opaque = opaque
        self.settings = settings
    }

    /// An empty collection of texts to add to.
    public func texts() -> Texts {
        Texts(segmenter: segmenter, stopWords: stopWords, opaque: opaque, limit: settings.maximumCharacters)
    }

    /// The candidates, best first, ties by text. O(n log n) in the number of characters.
    public func candidates(in texts: Texts) -> [WordCandidate] {
        texts.cells.withUnsafeBufferPointer { cells in
            let order = TextOrder(cells, starts: texts.starts)
            let suffixes = SuffixOrder(
                cells, order: order, depth: settings.maximumLength, copyLength: settings.copyLength)
            let search = CandidateSearch(
                cells: cells, order: order, suffixes: suffixes, settings: settings, known: known)
            return search.run()
        }
    }

    /// The candidates of a sequence of texts.
    ///
    /// - Throws: `WordDiscoveryError.tooMuchText`.
    public func candidates(in texts: some Sequence<some StringProtocol>) throws -> [WordCandidate] {
        var collected = self.texts()
        for text in texts { try collected.add(text) }
        return candidates(in: collected)
    }
}
