import Foundation

/// The table in which a clerk decides where old classes go: tab-separated, with a header.
public enum TaxonomyMappingTable {
    private static let header = ["旧类别", "新类别", "关系", "确认"]
    /// What a person writes to confirm a line.
    public static let confirmation = "是"

    /// The table: what is open first, then the rest; certain lines bear the confirmation.
    public static func text(_ mapping: TaxonomyMapping) -> String {
        let entries = mapping.open + mapping.entries.filter(\.isCertain)
        let rows = entries.map { [$0.old, $0.new, $0.kind.rawValue, $0.isCertain ? confirmation : ""] }
        return ([header] + rows).map { $0.joined(separator: "\t") + "\n" }.joined()
    }

    /// Reads a table back; the relation follows from the columns, except that one old class on several lines is split.
    ///
    /// - Parameters:
    ///   - text: the table; a byte order mark and CRLF are allowed.
    ///   - source: its name, for errors.
    /// - Throws: `TaxonomyError` naming each line with an unknown class, a wrong number of columns or an odd confirmation.
    public static func read(
        _ text: String, from old: Taxonomy, to new: Taxonomy, source: String
    ) throws -> TaxonomyMapping {
        let text = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
        let (oldPaths, newPaths) = (Set(old.paths), Set(new.paths))
        var problems: [TaxonomyError.Problem] = []
        var entries: [TaxonomyMapping.Entry] = []
        var seen = Set<[String]>()
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            guard !line.allSatisfy(\.isWhitespace) else { continue }
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map {
                String($0).trimmingCharacters(in: .whitespaces)
            }
            if fields.first == header[0] { continue }
            func refuse(_ reason: String) { problems.append(.init(row: index + 1, reason)) }
            guard fields.count == header.count else {
                refuse("应有 \(header.count) 栏（旧类别、新类别、关系、确认），实有 \(fields.count) 栏")
                continue
            }
            guard fields[0].isEmpty || oldPaths.contains(fields[0]) else {
                refuse("旧版里没有类别“\(fields[0].prefix(60))”")
                continue
            }
            guard fields[1].isEmpty || newPaths.contains(fields[1]) else {
                refuse("新版里没有类别“\(fields[1].prefix(60))”")
                continue
            }
            guard !fields[0].isEmpty || !fields[1].isEmpty else {
                refuse("旧类别和新类别都是空的")
                continue
            }
            guard ["", confirmation, "否"].contains(fields[3]) else {
                refuse("“确认”栏应为“是”或空，实为“\(fields[3].prefix(20))”")
                continue
            }
            guard seen.insert([fields[0], fields[1]]).inserted else {
                refuse("与前面的一行相同")
                continue
            }
            // A proposal that a person declined is no line.
            if fields[3] == "否" { continue }
            let isCertain = fields[3] == confirmation
            entries.append(.init(old: fields[0], new: fields[1], kind: .carried, isCertain: isCertain))
        }
        guard problems.isEmpty else { throw TaxonomyError(source: source, problems: problems) }
        return mapping(entries, from: old, to: new)
    }

    /// Puts in what the table left out and names the relations.
    private static func mapping(
        _ given: [TaxonomyMapping.Entry], from old: Taxonomy, to new: Taxonomy
    ) -> TaxonomyMapping {
        var lines: [String: [TaxonomyMapping.Entry]] = [:]
        for entry in given { lines[entry.old, default: []].append(entry) }
        var entries: [TaxonomyMapping.Entry] = []
        for path in old.paths {
            let own = lines[path] ?? []
            let targets = own.filter { !$0.new.isEmpty }
            if targets.isEmpty {
                let isCertain = own.contains(where: \.isCertain)
                entries.append(.init(old: path, new: "", kind: .removed, isCertain: isCertain))
            }
            for entry in targets {
                let (from, to) = (
                    path.split(separator: ClassPath.separator).last,
                    entry.new.split(separator: ClassPath.separator).last
                )
                let kind: TaxonomyMapping.Kind =
                    targets.count > 1 ? .split : entry.new == path ? .carried : from == to ? .moved : .renamed
                entries.append(.init(old: path, new: entry.new, kind: kind, isCertain: entry.isCertain))
            }
        }
        let reached = Set(entries.map(\.new))
        for path in new.paths where !reached.contains(path) {
            entries.append(.init(old: "", new: path, kind: .added, isCertain: true))
        }
        return TaxonomyMapping(entries: entries)
    }
}
