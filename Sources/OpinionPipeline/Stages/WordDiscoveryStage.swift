import ChineseSegmenter
import OpinionIngest
import OpinionStore

/// Looks for new words in a store's match texts or in lines of text, with everything that the program's lists know left
/// out.
///
/// No unmasked text gets in: match texts have no personal data that masking found, lines are masked here.
public struct WordDiscoveryStage {
    private let discovery: WordDiscovery
    private var texts: WordDiscovery.Texts
    private let masker = Masker()

    /// - Parameters:
    ///   - data: the program's lists.
    ///   - userLists: the office's own words, known too.
    ///   - settings: what candidates must reach.
    /// - Throws: `DictionaryError`, `PipelineError` for lists; `WordDiscoveryError` for settings.
    public init(_ data: DataFolder, userLists: [WordList], settings: WordDiscovery.Settings) throws {
        let lists = try SegmenterFactory.domainLists(data) + userLists
        let dictionary = try WordDictionary(path: data.dictionary("general.words").path)
        let stopWords = Set(try TableFile(data.dictionary("stopwords.txt")).rows.compactMap(\.first))
        let names = Set(lists.flatMap(\.entries).map(\.word)).union(stopWords)
        discovery = try WordDiscovery(
            segmenter: SegmenterFactory.segmenter(data, userLists: lists),
            known: { names.contains($0) || dictionary.contains($0) }, stopWords: stopWords,
            opaque: MaskKind.allCases.filter { $0 != .name }.map(\.replacement), settings: settings)
        texts = discovery.texts()
    }

    /// Adds every record's title and text.
    ///
    /// - Parameter progress: called with the number of records so far.
    /// - Throws: `StoreError`; `WordDiscoveryError.tooMuchText`.
    public mutating func add(_ store: Store, progress: (Int) -> Void) throws {
        var count = 0
        try store.forEachRecord { record in
            try texts.add(record.matchTitle + "\n" + record.matchBody)
            count += 1
            if count % 500 == 0 { progress(count) }
        }
    }

    /// Adds a line of text, masked.
    ///
    /// - Throws: `WordDiscoveryError.tooMuchText`.
    public mutating func add(line: String) throws { try texts.add(masker.mask(line).text) }

    /// Texts so far, copies included.
    public var count: Int { texts.count }

    /// The candidates, best first.
    public func candidates() -> [WordCandidate] { discovery.candidates(in: texts) }
}
