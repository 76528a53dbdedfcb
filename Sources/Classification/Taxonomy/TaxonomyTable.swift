/// Makes a taxonomy of the rows that an office wrote, or says everything that is wrong with them.
///
/// A taxonomy with a wrong row is refused as a whole: classes that are quietly missing would send records elsewhere.
public struct TaxonomyTable: Sendable {
    private let rows: [(number: Int, cells: [String])]
    private let source: String
    /// Rows above the header that may be a title.
    private static let titleRows = 10
    /// Levels that a row may have.
    static let maximumDepth = 5
    /// Bytes that a name or code may have.
    private static let maximumName = 300

    /// - Parameters:
    ///   - rows: all rows with their numbers as a person sees them; blank rows and titles above the header are skipped.
    ///   - source: the file's name, for errors.
    public init(rows: [(number: Int, cells: [String])], source: String) {
        self.rows = rows.map { ($0.number, $0.cells.map(Self.trimmed)) }.filter { !$0.1.allSatisfy(\.isEmpty) }
        self.source = source
    }

    /// The taxonomy.
    ///
    /// - Throws: `TaxonomyError` with every row that is wrong: an unknown form, no class at all, an empty name, a missing
    ///   level, a repeated code or path, an unknown parent, a cycle. O(rows × depth).
    public func taxonomy() throws -> Taxonomy {
        guard
            let start = rows.prefix(Self.titleRows).firstIndex(where: { TaxonomyColumns(header: $0.cells) != nil }),
            let columns = TaxonomyColumns(header: rows[start].cells)
        else {
            let seen =
                rows.first.map { "，第 \($0.number) 行是：\($0.cells.prefix(6).joined(separator: "、").prefix(60))" } ?? ""
            throw failure([
                .init(row: nil, "没有认得的表头；应有“一级分类、二级分类、三级分类”各一列，或“编码、名称、上级编码”三列\(seen)")
            ])
        }
        let body = rows[(start + 1)...]
        guard !body.isEmpty else { throw failure([.init(row: rows[start].number, "表头下面没有任何类别")]) }
        return columns.levels.isEmpty ? try listed(body, columns) : try levelled(body, columns)
    }

    // MARK: One column a level

    private func levelled(_ body: ArraySlice<(number: Int, cells: [String])>, _ columns: TaxonomyColumns) throws
        -> Taxonomy
    {
        var nodes: [Taxonomy.Node] = []
        var known: [[String]: (node: Int, row: Int)] = [:]
        var explicit: [[String]: Int] = [:]
        var codes: [String: Int] = [:]
        var problems: [TaxonomyError.Problem] = []
        for (number, cells) in body {
            let names = columns.levels.map { cell(cells, $0) }
            let depth = (names.lastIndex { !$0.isEmpty } ?? -1) + 1
            guard depth > 0 else {
                problems.append(.init(row: number, "类别名称是空的"))
                continue
            }
            if let gap = names.prefix(depth).firstIndex(of: "") {
                problems.append(.init(row: number, "缺第 \(gap + 1) 级：后面已有第 \(depth) 级“\(Self.short(names[depth - 1]))”"))
                continue
            }
            let path = Array(names.prefix(depth))
            if let long = path.first(where: { $0.utf8.count > Self.maximumName }) {
                problems.append(.init(row: number, "名称“\(Self.short(long))”太长"))
                continue
            }
            if let earlier = explicit[path] {
                problems.append(.init(row: number, "类别“\(path.joined(separator: "/"))”与第 \(earlier) 行重复"))
                continue
            }
            explicit[path] = number
            var parent: Int?
            for level in 1...depth {
                let prefix = Array(path.prefix(level))
                if let old = known[prefix] {
                    parent = old.node
                    continue
                }
                nodes.append(.init(name: prefix[level - 1], level: level, parent: parent))
                parent = nodes.count - 1
                known[prefix] = (nodes.count - 1, number)
            }
            guard let node = parent else { continue }
            if let column = columns.note { nodes[node].note = cell(cells, column) }
            if let column = columns.code, !cell(cells, column).isEmpty {
                let code = cell(cells, column)
                if let earlier = codes[code] {
                    problems.append(.init(row: number, "编码“\(Self.short(code))”与第 \(earlier) 行重复"))
                } else {
                    codes[code] = number
                    nodes[node].code = code
                }
            }
        }
        guard problems.isEmpty else { throw failure(problems) }
        return Taxonomy(nodes: nodes)
    }

    // MARK: One row a class

    private struct Line {
        var number: Int
        var code: String
        var name: String
        var parent: String
        var level: Int?
        var note: String
    }

    private func listed(_ body: ArraySlice<(number: Int, cells: [String])>, _ columns: TaxonomyColumns) throws
        -> Taxonomy
    {
        var problems: [TaxonomyError.Problem] = []
        var lines: [Line] = []
        var codes: [String: Int] = [:]
        var names: [String: [Int]] = [:]
        for (number, cells) in body {
            var line = Line(
                number: number, code: columns.code.map { cell(cells, $0) } ?? "",
                name: columns.name.map { cell(cells, $0) } ?? "", parent: columns.parent.map { cell(cells, $0) } ?? "",
                note: columns.note.map { cell(cells, $0) } ?? "")
            guard !line.name.isEmpty else {
                problems.append(.init(row: number, "类别名称是空的"))
                continue
            }
            guard max(line.name.utf8.count, line.code.utf8.count) <= Self.maximumName else {
                problems.append(.init(row: number, "名称或编码“\(Self.short(line.name))”太长"))
                continue
            }
            if let column = columns.level, !cell(cells, column).isEmpty {
                guard let level = Self.level(cell(cells, column)) else {
                    problems.append(
                        .init(row: number, "级别应为 1 至 \(Self.maximumDepth)，实为“\(Self.short(cell(cells, column)))”"))
                    continue
                }
                line.level = level
            }
            if columns.code != nil {
                guard !line.code.isEmpty else {
                    problems.append(.init(row: number, "编码是空的（“\(Self.short(line.name))”）"))
                    continue
                }
                if let earlier = codes[line.code] {
                    problems.append(.init(row: number, "编码“\(Self.short(line.code))”与第 \(lines[earlier].number) 行重复"))
                    continue
                }
                codes[line.code] = lines.count
            }
            names[line.name, default: []].append(lines.count)
            lines.append(line)
        }
        let parents = parents(of: lines, columns, codes: codes, names: names, &problems)
        let depths = depths(lines, parents, &problems)
        if columns.parent != nil || !codes.isEmpty {
            for (index, line) in lines.enumerated() {
                if let level = line.level, let depth = depths[index], level != depth {
                    problems.append(.init(row: line.number, "缺级：写的是第 \(level) 级，按上级推算应为第 \(depth) 级"))
                }
            }
        }
        var seen: [String: Int] = [:]
        for (index, line) in lines.enumerated() {
            let key = "\(parents[index] ?? -1)\t\(line.name)"
            if let earlier = seen[key] {
                problems.append(.init(row: line.number, "与第 \(earlier) 行同级同名：“\(Self.short(line.name))”"))
            } else {
                seen[key] = line.number
            }
        }
        guard problems.isEmpty else {
            throw failure(problems.sorted { ($0.row ?? 0, $0.reason) < ($1.row ?? 0, $1.reason) })
        }
        return ordered(lines, parents, depths.map { $0 ?? 1 })
    }

    /// The line above each line: by code, by name, or where there is no column for it by the code's beginning (`0102` is
    /// below `01`).
    private func parents(
        of lines: [Line], _ columns: TaxonomyColumns, codes: [String: Int], names: [String: [Int]],
        _ problems: inout [TaxonomyError.Problem]
    ) -> [Int?] {
        lines.enumerated().map { index, line in
            guard columns.parent != nil else {
                let code = line.code
                return code.indices.reversed().lazy.compactMap { codes[String(code[..<$0])] }.first
            }
            guard !line.parent.isEmpty, line.parent != "0", line.parent != "-" else { return nil }
            if let parent = codes[line.parent] { return parent }
            let named = names[line.parent] ?? []
            if named.count == 1 { return named[0] }
            problems.append(
                .init(
                    row: line.number,
                    named.isEmpty
                        ? "上级“\(Self.short(line.parent))”不在表里"
                        : "上级“\(Self.short(line.parent))”有 \(named.count) 个同名的，请写编码"))
            return nil
        }
    }

    /// The level of each line; nil for those in or below a cycle, which is reported once.
    private func depths(_ lines: [Line], _ parents: [Int?], _ problems: inout [TaxonomyError.Problem]) -> [Int?] {
        var depths = [Int?](repeating: nil, count: lines.count)
        var isLost = [Bool](repeating: false, count: lines.count)
        for start in lines.indices where depths[start] == nil && !isLost[start] {
            var trail: [Int] = []
            var places: [Int: Int] = [:]
            var next: Int? = start
            while let line = next, depths[line] == nil, !isLost[line] {
                if let place = places[line] {
                    let ring = trail[place...].map {
                        Self.short(lines[$0].code.isEmpty ? lines[$0].name : lines[$0].code)
                    }
                    let first = trail[place...].map { lines[$0].number }.min() ?? lines[line].number
                    problems.append(.init(row: first, "上级互相循环：\((ring + ring.prefix(1)).joined(separator: " → "))"))
                    for member in trail { isLost[member] = true }
                    break
                }
                places[line] = trail.count
                trail.append(line)
                next = parents[line]
            }
            if let end = next, isLost[end] {
                for member in trail { isLost[member] = true }
                continue
            }
            var depth = next.flatMap { depths[$0] } ?? 0
            for line in trail.reversed() {
                depth += 1
                depths[line] = depth
                if depth == Self.maximumDepth + 1 {
                    problems.append(.init(row: lines[line].number, "超过 \(Self.maximumDepth) 级"))
                }
            }
        }
        return depths
    }

    /// Parents before children, else in the order of the rows.
    private func ordered(_ lines: [Line], _ parents: [Int?], _ depths: [Int]) -> Taxonomy {
        let order = lines.indices.sorted { (depths[$0], $0) < (depths[$1], $1) }
        var place = [Int](repeating: 0, count: lines.count)
        for (new, old) in order.enumerated() { place[old] = new }
        return Taxonomy(
            nodes: order.map { old in
                .init(
                    code: lines[old].code.isEmpty ? nil : lines[old].code, name: lines[old].name, level: depths[old],
                    parent: parents[old].map { place[$0] }, note: lines[old].note)
            })
    }

    // MARK: Cells

    private func failure(_ problems: [TaxonomyError.Problem]) -> TaxonomyError {
        TaxonomyError(source: source, problems: problems)
    }

    private func cell(_ cells: [String], _ column: Int) -> String { column < cells.count ? cells[column] : "" }

    private static func level(_ text: String) -> Int? {
        let digits = text.replacing("级", with: "").replacing("第", with: "")
        let numerals = ["一": 1, "二": 2, "三": 3, "四": 4, "五": 5]
        guard let level = numerals[digits] ?? Int(digits), (1...maximumDepth).contains(level) else { return nil }
        return level
    }

    private static func short(_ text: String) -> String { text.count > 30 ? text.prefix(30) + "……" : text }

    /// Without white space at the ends; line ends and tabs within become spaces, so that a name stays in one line.
    private static func trimmed(_ text: String) -> String {
        text.split { $0.isWhitespace || $0 == "\u{FEFF}" || $0 == "\u{3000}" }.joined(separator: " ")
    }
}
