import Foundation
import TermVectors

/// What the program's dictionaries say of a word: whether it carries a topic, may stand in a label, names a problem or a
/// place, and which word it is a variant of.
public struct Lexicon: Sendable {
    /// A word's properties.
    package struct Flags: OptionSet, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Carries no topic (stopwords.txt).
        package static let stop = Flags(rawValue: 1)
        /// Never makes a label by itself (stoplabels.txt).
        package static let stopLabel = Flags(rawValue: 2)
        /// Names a problem (problems.txt).
        package static let problem = Flags(rawValue: 4)
        /// Names a place (places-zhejiang.tsv, the configured gazetteer).
        package static let place = Flags(rawValue: 8)
        /// Names a village or residential community (level `community` of the gazetteer).
        package static let community = Flags(rawValue: 16)
        /// Never begins a label, but a clause may end with it (stoplabels.txt, second column `end`).
        package static let endsLabel = Flags(rawValue: 32)
    }

    private var words = Vocabulary()
    private var flags: [Flags] = []
    private var canonical: [Int32] = []
    /// Whether any word names a community.
    package private(set) var namesCommunities = false

    /// An empty lexicon.
    package init() {}

    /// Reads the program's dictionaries.
    ///
    /// - Throws: `PipelineError.unreadable` where one is missing.
    public init(_ data: DataFolder, gazetteer: URL?) throws {
        for row in try TableFile(data.dictionary("stopwords.txt")).rows { add(row[0], .stop) }
        for row in try TableFile(data.dictionary("stoplabels.txt")).rows {
            add(row[0], row.count > 1 && row[1] == "end" ? [.stopLabel, .endsLabel] : .stopLabel)
        }
        for row in try TableFile(data.dictionary("problems.txt")).rows { add(row[0], .problem) }
        for row in try TableFile(data.dictionary("places-zhejiang.tsv")).rows { add(row[0], .place) }
        if let gazetteer {
            for row in try TableFile(gazetteer).rows {
                add(row[0], row.count > 1 && row[1] == "community" ? [.place, .community] : .place)
            }
        }
        for row in try TableFile(data.dictionary("synonyms.tsv")).rows where row.count >= 2 {
            for variant in row[1].split(separator: "|") { add(String(variant), sameAs: row[0]) }
        }
    }

    /// Adds properties to a word.
    package mutating func add(_ word: String, _ more: Flags) {
        guard !word.isEmpty else { return }
        let id = intern(word)
        flags[id].formUnion(more)
        if more.contains(.community) { namesCommunities = true }
    }

    /// Makes a word count as another.
    package mutating func add(_ variant: String, sameAs word: String) {
        guard !variant.isEmpty, !word.isEmpty, variant != word else { return }
        let target = Int32(intern(word))
        canonical[intern(variant)] = target
    }

    private mutating func intern(_ word: String) -> Int {
        let id = Int(words.intern(word))
        while flags.count <= id {
            flags.append([])
            canonical.append(-1)
        }
        return id
    }

    /// A word's properties and, for a variant, the word it counts as. O(length).
    package func look(_ word: UnsafeBufferPointer<UInt8>) -> (flags: Flags, canonical: String?) {
        guard let id = words.find(word) else { return ([], nil) }
        let target = canonical[Int(id)]
        return (flags[Int(id)], target >= 0 ? words.term(target) : nil)
    }

    /// A word's properties.
    package func flags(of word: String) -> Flags {
        guard let id = words.find(word) else { return [] }
        return flags[Int(id)]
    }
}

extension Lexicon {
    /// Characters that end the names of places and of what stands at a place.
    private static let placeEndings = Set("省市区县镇乡村路街巷弄苑园城府庄湾桥店厂校院站港江河湖山岭塘溪坊里")

    /// Whether a term names a place, or a code that stands for one (`a3区`): texts that differ in it are about
    /// different matters, and a label gains by it. Judged by the dictionaries and by the last character.
    package func tellsPlacesApart(_ term: String) -> Bool {
        guard !term.hasPrefix("#") else { return false }
        if flags(of: term).contains(.place) { return true }
        guard let last = term.last, let first = term.first else { return false }
        if Self.placeEndings.contains(last) { return term.utf8.count > 3 }
        return first.isASCII && term.contains(where: \.isNumber)
    }

    /// Whether a place name is that of a district or county: one of the dictionaries', or a code (`a3区`).
    package func namesDistrict(_ place: String) -> Bool {
        guard let last = place.last, "市区县".contains(last), let first = place.first else { return false }
        return flags(of: place).contains(.place) || first.isASCII
    }
}
