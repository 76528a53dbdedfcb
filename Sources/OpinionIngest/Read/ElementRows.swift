/// Takes elements one after the other, whatever parser they come from.
protocol ElementReceiver: AnyObject {
    /// An element begins.
    func begin(_ name: String, _ attributes: [(name: String, value: String)]) throws
    /// Text inside it.
    func text(_ text: String)
    /// The innermost open element ends.
    func end() throws
}

/// Finds which elements of a tree are its records: the ones with the most known names right inside them, the repeated ones
/// first, the outer ones first.
final class ElementSurvey: ElementReceiver {
    /// Different paths beyond this many are not looked at.
    static let pathLimit = 5_000

    private struct Node {
        var name: String
        var parent: Int
        var depth: Int
        var count = 0
        var names: [String] = []
    }

    private let options: ReadOptions
    private var nodes = [Node(name: "", parent: -1, depth: 0)]
    private var places: [String: Int] = [:]
    private var open = [0]

    /// A survey; known names are those of columns.
    init(_ options: ReadOptions) { self.options = options }

    func begin(_ name: String, _ attributes: [(name: String, value: String)]) {
        guard let parent = open.last, parent >= 0 else { return open.append(-1) }
        let key = "\(parent)/\(name)"
        let node: Int
        if let known = places[key] {
            node = known
        } else if nodes.count < Self.pathLimit {
            node = nodes.count
            places[key] = node
            nodes.append(Node(name: name, parent: parent, depth: nodes[parent].depth + 1))
            nodes[parent].names.append(name)
        } else {
            return open.append(-1)
        }
        nodes[node].count += 1
        for attribute in attributes where nodes[node].names.count < 500 && !nodes[node].names.contains(attribute.name) {
            nodes[node].names.append(attribute.name)
        }
        open.append(node)
    }

    func text(_ text: String) {}

    func end() { if open.count > 1 { open.removeLast() } }

    /// The names from the root to the records, or nil where no element will do.
    func best(knownAtLeast: Int, countAtLeast: Int) -> [String]? {
        var known = nodes.map { options.knownCount($0.names) }
        // Names one level further in (`<place><county>`) count for the element around them.
        for node in nodes where node.parent > 0 && node.count <= nodes[node.parent].count {
            let outer = nodes[node.parent]
            if known[node.parent] >= 1, !node.names.isEmpty {
                known[node.parent] = max(known[node.parent], options.knownCount(outer.names + node.names))
            }
        }
        var best: Int?
        for (index, node) in nodes.enumerated() where index > 0 && !node.names.isEmpty {
            guard known[index] >= knownAtLeast, node.count >= countAtLeast else { continue }
            guard let old = best else {
                best = index
                continue
            }
            let (a, b) = (nodes[index], nodes[old])
            let left = (known[index] >= 2 ? 1 : 0, a.count >= 2 ? 1 : 0, known[index], -a.depth)
            let right = (known[old] >= 2 ? 1 : 0, b.count >= 2 ? 1 : 0, known[old], -b.depth)
            if left > right { best = index }
        }
        guard var place = best else { return nil }
        var path: [String] = []
        while place > 0 {
            path.insert(nodes[place].name, at: 0)
            place = nodes[place].parent
        }
        return path
    }
}

/// Turns each element on a path into a row: attributes and elements inside it become cells, those deeper inside with a
/// dot (`place.county`).
final class ElementRows: ElementReceiver {
    /// Bytes of one row's texts; more is cut off.
    static let rowLimit = 32 << 20

    private let path: [String]
    private let body: (RowEvent) throws -> Void
    private var columns = NamedColumns()
    /// How many names of the path are open, and how many elements are open that are not on it.
    private var matched = 0
    private var outside = 0
    private var inside: [(name: String, text: String, hasChildren: Bool)] = []
    private var cells: [(key: String, value: String)] = []
    private var size = 0
    private var prefix: [String] = []
    /// Rows delivered.
    private(set) var count = 0

    /// Rows for the elements on a path from the root.
    init(path: [String], body: @escaping (RowEvent) throws -> Void) {
        self.path = path
        self.body = body
    }

    func begin(_ name: String, _ attributes: [(name: String, value: String)]) {
        if matched == path.count, outside == 0 {
            if !inside.isEmpty { inside[inside.count - 1].hasChildren = true }
            if inside.count > 1 { prefix.append(inside[inside.count - 1].name) }
            inside.append((name, "", false))
            add(attributes)
        } else if outside == 0, matched < path.count, path[matched] == name {
            matched += 1
            guard matched == path.count else { return }
            (cells, inside, prefix, size) = ([], [("", "", false)], [], 0)
            add(attributes)
        } else {
            outside += 1
        }
    }

    func text(_ text: String) {
        guard matched == path.count, outside == 0, !inside.isEmpty, size < Self.rowLimit else { return }
        size += text.utf8.count
        inside[inside.count - 1].text += text
    }

    func end() throws {
        if outside > 0 {
            outside -= 1
        } else if matched == path.count, inside.count > 1 {
            guard let element = inside.popLast() else { return }
            let text = element.text.trimmedText
            if !element.hasChildren || !text.isBlankText {
                cells.append((key(element.name), text))
            }
            if !prefix.isEmpty { prefix.removeLast() }
        } else if matched > 0 {
            if matched == path.count {
                let text = inside.first?.text.trimmedText ?? ""
                if !text.isEmpty { cells.append((path.last ?? "", text)) }
                inside = []
                count += 1
                try columns.deliver(count, cells, body)
                cells = []
            }
            matched -= 1
        }
    }

    private func add(_ attributes: [(name: String, value: String)]) {
        let element = inside.last?.name ?? ""
        for (name, value) in attributes {
            size += value.utf8.count
            cells.append((element.isEmpty ? name : "\(key(element)).\(name)", value))
        }
    }

    private func key(_ name: String) -> String { (prefix + [name]).joined(separator: ".") }
}
