/// The kinds of project that a congress could put to the vote (民生实事项目类型), with the words that speak of each.
///
/// One kind a line, ten fields separated by tabs, the last two optional:
/// `id  title  category  pattern  publicCompetence  benefitsAll  withinOneYear  affordable  unit  note`;
/// the four gates are `yes`, `no` or `unknown`. Patterns: ``NeedPattern``.
public struct NeedCatalogue: Sendable, Hashable {
    /// Whether a gate is passed, as far as the catalogue knows.
    public enum Answer: String, Sendable, Hashable, Codable, CaseIterable {
        /// Yes.
        case yes
        /// No.
        case no
        /// To be judged by people.
        case unknown
    }

    /// One kind of project.
    public struct Need: Sendable, Hashable {
        /// Unique id.
        public let id: String
        /// Such as 老旧小区加装电梯.
        public let title: String
        /// Category, such as 住房城建; may be empty.
        public let category: String
        /// The words that speak of it.
        public let pattern: NeedPattern
        /// Gate: within the competence of the government at this level?
        public let publicCompetence: Answer
        /// Gate: does it benefit all rather than a few?
        public let benefitsAll: Answer
        /// Gate: can it be done within the year?
        public let withinOneYear: Answer
        /// Gate: are land and money there?
        public let affordable: Answer
        /// Unit that would do it; may be empty.
        public let unit: String
        /// Remark; may be empty.
        public let note: String
    }

    /// The kinds in the table's order.
    public let needs: [Need]

    /// Reads a table; `name` stands in errors.
    ///
    /// Throws ``ClassificationError`` with the line for a wrong number of fields, an empty or repeated id, an empty
    /// title, a gate that is none of the three answers, or a pattern that cannot be read.
    public init(tsv text: String, name: String = "needs") throws {
        let table = try TableLines(text, table: name, header: "id", fields: 8...10)
        var ids = Set<String>()
        needs = try table.lines.map { line in
            let fields = line.fields
            guard !fields[0].isEmpty, !fields[1].isEmpty else {
                throw table.error(line, expected: "an id and a title", found: "an empty field")
            }
            guard ids.insert(fields[0]).inserted else {
                throw table.error(line, expected: "each id once", found: "\(fields[0]) again")
            }
            let gates = try fields[4..<8].map { field in
                guard let answer = Answer(rawValue: field) else {
                    throw table.error(line, expected: "yes, no or unknown", found: String(field.prefix(40)))
                }
                return answer
            }
            guard let pattern = NeedPattern(fields[3]) else {
                throw table.error(
                    line, expected: "a pattern such as 加装|增设+电梯-货梯;电梯改造", found: String(fields[3].prefix(40)))
            }
            return Need(
                id: fields[0], title: fields[1], category: fields[2], pattern: pattern, publicCompetence: gates[0],
                benefitsAll: gates[1], withinOneYear: gates[2], affordable: gates[3],
                unit: fields.count > 8 ? fields[8] : "", note: fields.count > 9 ? fields[9] : "")
        }
    }
}

/// Which words, together, speak of a need.
///
/// `加装|增设+电梯-货梯;电梯改造` reads: (加装 or 增设) and 电梯 but not 货梯, or 电梯改造. `;` separates alternatives, each of
/// them groups joined by `+`, `|` separates the words of a group, and `-` starts a group none of whose words may occur.
/// All of it within one sentence of the body, or within the title. The four signs (and the full-width ；) cannot stand in
/// words.
public struct NeedPattern: Sendable, Hashable {
    /// One alternative.
    public struct Clause: Sendable, Hashable {
        /// From each group one word must occur; at least one group.
        public let groups: [[String]]
        /// None of these words may occur.
        public let excluded: [String]
    }

    /// Any of them suffices; at least one.
    public let clauses: [Clause]

    /// Reads a pattern; nil when a word, a group or an alternative is empty, or an alternative only excludes.
    public init?(_ text: String) {
        var clauses: [Clause] = []
        for part in text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == ";" || $0 == "；" }) {
            guard let clause = Self.clause(part) else { return nil }
            clauses.append(clause)
        }
        self.clauses = clauses
    }

    private static func clause(_ text: Substring) -> Clause? {
        var groups: [[String]] = []
        var excluded: [String] = []
        var excludes = false
        var rest = text
        while true {
            let end = rest.firstIndex { $0 == "+" || $0 == "-" } ?? rest.endIndex
            let words = rest[..<end].split(separator: "|", omittingEmptySubsequences: false).map(TableLines.trimmed)
            guard words.allSatisfy({ !$0.isEmpty }) else { return nil }
            if excludes { excluded += words } else { groups.append(words) }
            guard end < rest.endIndex else { break }
            excludes = rest[end] == "-"
            rest = rest[rest.index(after: end)...]
            // `a+-b` says the same as `a-b`.
            if !excludes, rest.first == "-" {
                excludes = true
                rest = rest.dropFirst()
            }
        }
        return Clause(groups: groups, excluded: excluded)
    }
}
