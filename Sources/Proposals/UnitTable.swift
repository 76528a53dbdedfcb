/// The handling units of a county (承办单位): names, other names, duties.
///
/// Offices write a unit in many ways (临溪县住建局, 县住建局, 住建局): `unit(named:)` finds the one that is meant. A unit that
/// the table does not have (a town, a school) is kept under its own name.
public struct UnitTable: Sendable {
    /// One unit.
    public struct Unit: Sendable, Hashable {
        /// The table's name.
        public var name: String
        /// What it is: government, institution, congress, township …; empty: unknown.
        public var kind: String
        /// Other names.
        public var aliases: [String]
        /// What it is in charge of, as keywords.
        public var duties: [String]

        /// A unit.
        public init(name: String, kind: String = "", aliases: [String], duties: [String]) {
            self.name = name
            self.kind = kind
            self.aliases = aliases
            self.duties = duties
        }

        /// Whether a proposal may be handed to it: the congress passes proposals on and handles none.
        public var handlesProposals: Bool { kind != "congress" }
        /// Whether it stands for one of many (乡镇卫生院, 街道办事处), so that a help of its kind names nobody.
        public var isGeneric: Bool { ["township", "village"].contains(kind) || name.hasPrefix("乡镇") }
    }

    /// The units in the table's order.
    public let units: [Unit]
    private let exact: [String: Int]
    /// Names without a leading 县, 市, 区, longest first, so that 交警大队 is not taken for 公安局.
    private let endings: [(name: String, unit: Int)]

    /// A table from units; of equal names the first counts.
    public init(units: [Unit]) {
        self.units = units
        var exact: [String: Int] = [:]
        var endings: [String: Int] = [:]
        for (index, unit) in units.enumerated() {
            for name in [unit.name] + unit.aliases {
                if exact[name] == nil { exact[name] = index }
                let bare = Self.bare(name)
                if bare.count >= 3, endings[bare] == nil { endings[bare] = index }
            }
        }
        self.exact = exact
        self.endings = endings.map { ($0.key, $0.value) }.sorted {
            (-$0.name.utf8.count, $0.name) < (-$1.name.utf8.count, $1.name)
        }
    }

    /// Reads rows of name, kind, aliases and duties, the last two separated by `|`; shorter rows are left out.
    public init(rows: [[String]]) {
        self.init(
            units: rows.filter { $0.count >= 4 && !$0[0].isEmpty }.map {
                Unit(name: $0[0], kind: $0[1], aliases: Self.list($0[2]), duties: Self.list($0[3]))
            })
    }

    private static func list(_ field: String) -> [String] { field.split(separator: "|").map(String.init) }

    /// Where a written name stands in the table; nil where it is none of its units.
    ///
    /// 临溪县住建局 is 县住房和城乡建设局 (alias 住建局); 市生态环境局临溪分局 is 市生态环境局县分局.
    public func index(of written: String) -> Int? {
        let name = written.filter { !$0.isWhitespace }
        if let found = exact[name] { return found }
        for ending in endings where name.hasSuffix(ending.name) { return ending.unit }
        // A branch has its place in the middle: the name without 分局 decides.
        for cut in ["分局", "支队", "大队"] where name.hasSuffix(cut) {
            if let ending = endings.first(where: { name.contains($0.name) }) { return ending.unit }
        }
        return nil
    }

    /// The table's name for a written one; the written one itself where the table does not have it.
    public func unit(named written: String) -> String { index(of: written).map { units[$0].name } ?? written }

    private static func bare(_ name: String) -> String {
        var name = Substring(name)
        while let first = name.first, "县市区省".contains(first) { name = name.dropFirst() }
        return String(name)
    }
}
