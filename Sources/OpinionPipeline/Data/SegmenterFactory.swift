import ChineseSegmenter
import Foundation

/// Puts the segmenter together from the program's data.
public enum SegmenterFactory {
    /// The shipped model and general word list with user lists on top.
    ///
    /// - Throws: `DictionaryError` where a file is missing or damaged or a list is unusable.
    public static func segmenter(_ data: DataFolder, userLists: [WordList]) throws -> Segmenter {
        try Segmenter(
            model: TaggerModel(path: data.dictionary("segmenter.model").path),
            dictionary: WordDictionary(path: data.dictionary("general.words").path), userLists: userLists)
    }

    /// The shipped domain lists: livelihood and government vocabulary, places, units.
    ///
    /// - Throws: `PipelineError.unreadable` where a list is missing; `DictionaryError` where one has an unusable line.
    public static func domainLists(_ data: DataFolder) throws -> [WordList] {
        var lists: [WordList] = []
        for name in ["livelihood.txt", "government.txt"] {
            let list = try WordList(contentsOf: data.dictionary(name).path)
            if let problem = list.problems.first { throw problem }
            lists.append(list)
        }
        for (name, tag) in [("places-zhejiang.tsv", "ns"), ("units.tsv", "nt")] {
            let rows = try TableFile(data.dictionary(name)).rows
            lists.append(
                WordList(entries: rows.compactMap { $0.first.map { WordList.Entry(word: $0, frequency: 0, tag: tag) } })
            )
        }
        return lists
    }
}
