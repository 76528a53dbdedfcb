import Classification
import Foundation
import OpinionIngest
import OpinionStore

/// The office's taxonomies: read from files, kept in a store side by side, compared with each other.
public struct TaxonomyDesk: Sendable {
    private let store: Store

    /// A desk over a store.
    public init(_ store: Store) { self.store = store }

    /// What an import did.
    public struct Imported: Sendable {
        /// The version's name.
        public var name: String
        /// The classes.
        public var taxonomy: Taxonomy
        /// False where the very same version was there already.
        public var isNew: Bool
    }

    /// Reads a taxonomy from a spreadsheet or a CSV.
    ///
    /// - Throws: `IngestError` for the file, `TaxonomyError` for what is in it.
    public static func read(_ file: URL) throws -> Taxonomy { try read(RawTable(contentsOf: file)) }

    private static func read(_ table: RawTable) throws -> Taxonomy {
        try TaxonomyTable(rows: table.rows.map { ($0.number, $0.cells) }, source: table.file).taxonomy()
    }

    /// Imports a file as a version of its own.
    ///
    /// - Parameters:
    ///   - name: the version's name; nil takes the file's name without its ending.
    ///   - now: the clock, for the audit log.
    /// - Throws: what `read` throws; `PipelineError.badConfiguration` where another version bears the name; `StoreError`.
    public func importFile(_ file: URL, name: String?, now: CivilTime) throws -> Imported {
        let table = try RawTable(contentsOf: file)
        let taxonomy = try Self.read(table)
        let name = name ?? file.deletingPathExtension().lastPathComponent
        let hash = Self.hex(taxonomy.contentHash)
        if let old = try store.taxonomy(named: name), old.hash != hash {
            throw PipelineError.badConfiguration(
                path: table.file, reason: "数据库里已有名为“\(name)”而内容不同的分类体系（来自 \(old.file)）；请用 --name 另起名称，如“2026版”")
        }
        let isNew = try store.save(
            StoredTaxonomy(
                name: name, hash: hash, file: table.file, sha256: table.sha256, imported: now,
                classes: taxonomy.nodes.map {
                    .init(code: $0.code, name: $0.name, level: $0.level, parent: $0.parent, note: $0.note)
                }))
        if isNew { try store.audit("taxonomy", detail: "{\"hash\":\"\(hash)\"}", time: now) }
        return Imported(name: name, taxonomy: taxonomy, isNew: isNew)
    }

    /// A stored version.
    ///
    /// - Throws: `PipelineError.badConfiguration` that names the versions there are, where there is none of this name.
    public func taxonomy(named name: String) throws -> Taxonomy {
        let all = try store.taxonomies()
        guard let found = all.first(where: { $0.name == name }) else {
            let known = all.map(\.name).joined(separator: "、")
            throw PipelineError.badConfiguration(
                path: store.path,
                reason: "没有名为“\(name)”的分类体系" + (known.isEmpty ? "；请先用 opinion taxonomy import 导入" : "；已有：\(known)"))
        }
        return Self.taxonomy(found)
    }

    /// The classes of a stored version.
    public static func taxonomy(_ stored: StoredTaxonomy) -> Taxonomy {
        Taxonomy(
            nodes: stored.classes.map {
                .init(code: $0.code, name: $0.name, level: $0.level, parent: $0.parent, note: $0.note)
            })
    }

    /// The mapping between two stored versions: as it was saved last, else as it is proposed.
    public func mapping(from old: String, to new: String) throws -> TaxonomyMapping {
        let (before, after) = (try taxonomy(named: old), try taxonomy(named: new))
        let saved = try old == new ? [] : store.mapping(from: old, to: new)
        guard !saved.isEmpty else { return TaxonomyMapping(from: before, to: after) }
        return TaxonomyMapping(
            entries: saved.compactMap { line in
                TaxonomyMapping.Kind(rawValue: line.kind).map {
                    .init(old: line.old, new: line.new, kind: $0, isCertain: line.isCertain)
                }
            })
    }

    /// Reads a mapping that a clerk edited and keeps it.
    ///
    /// - Throws: `TaxonomyError` naming file and line for what cannot be used; nothing is kept then.
    public func saveMapping(
        _ text: String, source: String, from old: String, to new: String, now: CivilTime
    ) throws -> TaxonomyMapping {
        let mapping = try TaxonomyMappingTable.read(
            text, from: taxonomy(named: old), to: taxonomy(named: new), source: source)
        try store.saveMapping(
            mapping.entries.map { .init(old: $0.old, new: $0.new, kind: $0.kind.rawValue, isCertain: $0.isCertain) },
            from: old, to: new)
        try store.audit("taxonomy-mapping", detail: "{\"lines\":\(mapping.entries.count)}", time: now)
        return mapping
    }

    /// Sixteen hexadecimal digits.
    public static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
