/// What went wrong in a gazetteer file; lines count from 1.
public enum GazetteerError: Error, Equatable, CustomStringConvertible {
    /// A line has another number of columns than four (aliases may be left out: then three).
    case columns(line: Int, found: Int)
    /// A line names no place.
    case emptyName(line: Int)
    /// A line's level is none of county, township and community.
    case level(line: Int, found: String)
    /// A township or community whose parent the file does not have, or has more than once.
    case parent(line: Int, found: String, matches: Int)
    /// The same place a second time.
    case duplicate(line: Int, firstLine: Int)

    /// What was expected and found, and where.
    public var description: String {
        switch self {
        case .columns(let line, let found):
            "gazetteer line \(line): expected 3 or 4 columns (name, level, parent, aliases), found \(found)"
        case .emptyName(let line): "gazetteer line \(line): expected a name, found nothing"
        case .level(let line, let found):
            "gazetteer line \(line): expected level province, city, county, township or community, found \"\(found)\""
        case .parent(let line, let found, let matches):
            "gazetteer line \(line): expected one parent of a higher level named \"\(found)\", found \(matches)"
        case .duplicate(let line, let firstLine): "gazetteer line \(line): the same place as line \(firstLine)"
        }
    }
}

/// The counties, townships and communities of an area, with other names that people use for them.
///
/// The file has a line per place, columns separated by tabs: name, level (`county`, `township` or `community`), parent,
/// aliases separated by `|`. An alias that is an ordinary word too has a question mark before it (`?西湖`) and counts only
/// right beside another place of its chain. A parent that is not unique is written with its own parent: `临溪县/青石镇`. A county's
/// parent is free text (its province or city). Empty lines and lines that begin with `#` count as comments; the order of
/// the lines does not matter.
///
/// ```
/// 临溪县	county	浙江省
/// 青石镇	township	临溪县	青石
/// 云桥村	community	青石镇	云桥|老云桥
/// ```
public struct Gazetteer: Sendable {
    /// The level of a place, the widest first.
    public enum Level: String, Sendable, CaseIterable, Comparable {
        case province, city, county, township, community

        /// The levels that a record's place has a field for.
        static let recorded: [Level] = [.county, .township, .community]

        private var rank: Int {
            switch self {
            case .province: 0
            case .city: 1
            case .county: 2
            case .township: 3
            case .community: 4
            }
        }

        /// The wider level is less.
        public static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }
    }

    /// A place of the file.
    public struct Entry: Sendable, Equatable {
        /// The official name.
        public let name: String
        /// Its level.
        public let level: Level
        /// The place that it belongs to, as an index into `entries`; nil where that is not in the file.
        public let parent: Int?
        /// Other names.
        public let aliases: [String]
        /// Other names that are ordinary words too, such as 西湖: they count only right beside another place of the chain.
        public let doubtful: [String]
    }

    /// The places in the order of the file.
    public let entries: [Entry]

    /// What the file calls the parents of its widest places without having them itself, such as 浙江省, in its order.
    public let outerNames: [String]

    /// A gazetteer without places.
    public init() {
        entries = []
        outerNames = []
    }

    /// Reads a gazetteer from the text of its file; throws `GazetteerError` for the first bad line. O(n log n).
    public init(tsv text: String) throws {
        let rows = try Self.rows(of: text)
        var byName: [String: [Int]] = [:]
        for (index, row) in rows.enumerated() { byName[row.name, default: []].append(index) }

        var parents = [Int?](repeating: nil, count: rows.count)
        for (index, row) in rows.enumerated() {
            let path = row.parent.split(separator: "/").map(String.init)
            var candidates = (byName[path.last ?? ""] ?? []).filter { rows[$0].level < row.level }
            if path.count > 1 { candidates = candidates.filter { rows[$0].parent == path[path.count - 2] } }
            guard let parent = candidates.first, candidates.count == 1 else {
                // What lies above a county need not be in the file.
                if row.level <= .county { continue }
                throw GazetteerError.parent(line: row.line, found: row.parent, matches: candidates.count)
            }
            parents[index] = parent
        }

        var outer: [String] = []
        for (row, parent) in zip(rows, parents) where parent == nil && !row.parent.isEmpty {
            for name in row.parent.split(separator: "/").map(String.init) where !outer.contains(name) {
                outer.append(name)
            }
        }
        outerNames = outer

        var lines: [String: Int] = [:]
        for (index, row) in rows.enumerated() {
            let key = "\(row.level.rawValue)\t\(row.name)\t\(parents[index].map(String.init) ?? row.parent)"
            if let first = lines[key] { throw GazetteerError.duplicate(line: row.line, firstLine: first) }
            lines[key] = row.line
        }
        entries = zip(rows, parents).map { row, parent in
            Entry(
                name: row.name, level: row.level, parent: parent, aliases: row.aliases.filter { !$0.hasPrefix("?") },
                doubtful: row.aliases.filter { $0.hasPrefix("?") && $0.count > 1 }.map { String($0.dropFirst()) })
        }
    }

    /// The entry and every place above it, the narrowest first. Levels rise along the way, so it ends.
    func chain(from index: Int) -> [Int] {
        var chain = [index]
        while let last = chain.last, let parent = entries[last].parent { chain.append(parent) }
        return chain
    }

    private struct Row {
        var line: Int
        var name: String
        var level: Level
        var parent: String
        var aliases: [String]
    }

    private static func rows(of text: String) throws -> [Row] {
        var rows: [Row] = []
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        for (offset, scalars) in lines.enumerated() {
            var content = Substring(scalars)
            if offset == 0, content.unicodeScalars.first == "\u{FEFF}" { content.unicodeScalars.removeFirst() }
            if content.unicodeScalars.last == "\r" { content.unicodeScalars.removeLast() }
            guard !content.allSatisfy({ $0.isWhitespace }), !content.hasPrefix("#") else { continue }
            let line = offset + 1
            let columns = content.split(separator: "\t", omittingEmptySubsequences: false).map(trimmed)
            guard (3...4).contains(columns.count) else {
                throw GazetteerError.columns(line: line, found: columns.count)
            }
            guard !columns[0].isEmpty else { throw GazetteerError.emptyName(line: line) }
            guard let level = Level(rawValue: columns[1]) else {
                throw GazetteerError.level(line: line, found: columns[1])
            }
            let aliases = columns.count > 3 ? columns[3].split(separator: "|").map(trimmed).filter { !$0.isEmpty } : []
            rows.append(Row(line: line, name: columns[0], level: level, parent: columns[2], aliases: aliases))
        }
        return rows
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
