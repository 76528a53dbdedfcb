import Foundation

/// The classes of a taxonomy with the words that point to each: taxonomies are local and change, so they are data.
///
/// One class a line: `code<TAB>level1<TAB>level2<TAB>seeds`; seeds are separated by `|`, and a word may carry a weight:
///
/// ```
/// 0301	住房城建	物业电梯	加装电梯*2|电梯|物业费
/// ```
public struct SeedTaxonomy: Sendable, Hashable {
    /// One class.
    public struct Class: Sendable, Hashable {
        /// Unique code.
        public let code: String
        /// First level, such as 住房城建.
        public let level1: String
        /// Second level; may be empty.
        public let level2: String
        /// The words that point to it, at least one.
        public let seeds: [Seed]
    }

    /// A word that points to a class.
    public struct Seed: Sendable, Hashable {
        /// The word.
        public let word: String
        /// How strongly: 1 unless the table says otherwise; more than 0, at most ``SeedTaxonomy/largestWeight``.
        public let weight: Double
    }

    /// Largest weight that a seed may carry.
    public static let largestWeight = 100.0

    /// The classes in the table's order.
    public let classes: [Class]

    /// Reads a table; `name` stands in errors.
    ///
    /// Throws ``ClassificationError`` with the line for a wrong number of fields, an empty code, level or seed, a bad
    /// weight, a code or a pair of levels that stands twice, or a seed that stands twice in one class. The same seed may
    /// stand in several classes.
    public init(tsv text: String, name: String = "taxonomy") throws {
        let table = try TableLines(text, table: name, header: "code", fields: 4...4)
        var classes: [Class] = []
        var codes = Set<String>()
        var levels = Set<[String]>()
        for line in table.lines {
            let (code, level1, level2) = (line.fields[0], line.fields[1], line.fields[2])
            guard !code.isEmpty, !level1.isEmpty else {
                throw table.error(line, expected: "a code and a first level", found: "an empty field")
            }
            guard codes.insert(code).inserted else {
                throw table.error(line, expected: "each code once", found: "\(code) again")
            }
            guard levels.insert([level1, level2]).inserted else {
                throw table.error(line, expected: "each pair of levels once", found: "\(level1) \(level2) again")
            }
            var seeds: [Seed] = []
            var words = Set<String>()
            for part in line.fields[3].split(separator: "|", omittingEmptySubsequences: false) {
                let seed = try Self.seed(part, table, line)
                guard words.insert(seed.word).inserted else {
                    throw table.error(line, expected: "each seed once in a class", found: "\(seed.word) again")
                }
                seeds.append(seed)
            }
            classes.append(Class(code: code, level1: level1, level2: level2, seeds: seeds))
        }
        self.classes = classes
    }

    private static func seed(_ part: Substring, _ table: TableLines, _ line: TableLines.Line) throws -> Seed {
        let pieces = part.split(separator: "*", omittingEmptySubsequences: false)
        let word = TableLines.trimmed(pieces[0])
        guard !word.isEmpty else { throw table.error(line, expected: "seeds separated by |", found: "an empty seed") }
        guard pieces.count > 1 else { return Seed(word: word, weight: 1) }
        guard pieces.count == 2, let weight = Double(TableLines.trimmed(pieces[1])), weight > 0,
            weight <= largestWeight
        else {
            throw table.error(
                line, expected: "a weight such as *2, more than 0 and at most 100", found: String(part.prefix(40)))
        }
        return Seed(word: word, weight: weight)
    }
}
