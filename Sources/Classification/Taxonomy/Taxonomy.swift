/// An office's tree of classes in one version: data that changes from year to year, never code.
///
/// ```swift
/// let taxonomy = try TaxonomyTable(rows: [(1, ["一级分类", "二级分类"]), (2, ["城乡建设", "物业管理"])], source: "a.csv").taxonomy()
/// taxonomy.path(1)      // 城乡建设/物业管理
/// ```
public struct Taxonomy: Sendable, Hashable {
    /// One class.
    public struct Node: Sendable, Hashable {
        /// The code that the office gave it; nil where the file has none.
        public var code: String?
        /// The name within its parent.
        public var name: String
        /// 1 for the most general, and up.
        public var level: Int
        /// The position of the class above it, always before its own; nil on level 1.
        public var parent: Int?
        /// What the file says of it beside the name (说明、关键词); may be empty.
        public var note: String

        /// A class.
        public init(code: String? = nil, name: String, level: Int, parent: Int? = nil, note: String = "") {
            self.code = code
            self.name = name
            self.level = level
            self.parent = parent
            self.note = note
        }
    }

    /// The classes, each after the one above it, else in the file's order.
    public let nodes: [Node]
    /// The name of each class with those above it, as the classifier writes classes: `城乡建设/物业管理/电梯`. A slash within
    /// a name is written `／` here.
    public let paths: [String]

    /// A tree from classes that are known to be sound: parents first, no two paths alike. Use `TaxonomyTable` for what
    /// people wrote.
    package init(nodes: [Node]) {
        self.nodes = nodes
        var paths: [String] = []
        for node in nodes {
            let name = node.name.split(separator: ClassPath.separator, omittingEmptySubsequences: false).joined(
                separator: "／")
            let above = node.parent.flatMap { paths.indices.contains($0) ? paths[$0] : nil }
            paths.append(above.map { "\($0)\(ClassPath.separator)\(name)" } ?? name)
        }
        self.paths = paths
    }

    /// The name of a class with those above it.
    public func path(_ node: Int) -> String { paths[node] }

    /// The classes that have none below them.
    public var leaves: [Int] {
        var hasChild = [Bool](repeating: false, count: nodes.count)
        for node in nodes { if let parent = node.parent { hasChild[parent] = true } }
        return nodes.indices.filter { !hasChild[$0] }
    }

    /// The number of levels.
    public var depth: Int { nodes.map(\.level).max() ?? 0 }

    /// A class and those above it, the most general first.
    public func lineage(_ node: Int) -> [Int] {
        var line = [node]
        while let last = line.last, let parent = nodes[last].parent { line.append(parent) }
        return line.reversed()
    }

    /// A hash of the whole content: codes, names, order of the tree, notes. Never 0, which models use for "none".
    ///
    /// The order of rows in the file does not count. O(size).
    public var contentHash: UInt64 {
        let lines = nodes.indices.map { "\(paths[$0])\t\(nodes[$0].code ?? "")\t\(nodes[$0].note)" }.sorted()
        let hash = Array(lines.joined(separator: "\n").utf8).withUnsafeBytes { ModelLayout.checksum($0) }
        return hash == 0 ? 1 : hash
    }
}
