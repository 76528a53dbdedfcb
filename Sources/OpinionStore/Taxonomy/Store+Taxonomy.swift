import GRDB
import OpinionIngest

extension Store {
    /// Keeps a version of the taxonomy beside those that are there.
    ///
    /// - Returns: False where a version of this name with the same hash is there already; nothing is written then.
    /// - Throws: `StoreError.unknownEntry` where another version bears the name.
    @discardableResult
    public func save(_ taxonomy: StoredTaxonomy) throws -> Bool {
        try write { db in
            let old = try first(
                Row.fetchCursor(
                    db, sql: "SELECT hash FROM taxonomy WHERE name = \(boundText)", arguments: [bindable(taxonomy.name)]
                )
            ) { try $0.requiredText(0) }
            if let old {
                guard old == taxonomy.hash else { throw StoreError.unknownEntry("与“\(taxonomy.name)”内容相同的分类体系") }
                return false
            }
            try db.execute(
                sql: """
                    INSERT INTO taxonomy (name, hash, file, sha256, imported)
                    VALUES (\(boundText), ?, \(boundText), ?, ?)
                    """,
                arguments: [
                    bindable(taxonomy.name), taxonomy.hash, bindable(taxonomy.file), taxonomy.sha256,
                    bindable(taxonomy.imported),
                ])
            let id = db.lastInsertedRowID
            let add = try db.makeStatement(
                sql: """
                    INSERT INTO taxonomy_class (taxonomy, position, code, name, level, parent, note)
                    VALUES (?, ?, \(boundText), \(boundText), ?, ?, \(boundText))
                    """)
            for (index, item) in taxonomy.classes.enumerated() {
                try add.execute(
                    arguments: [
                        id, index + 1, bindable(item.code), bindable(item.name), item.level, item.parent.map { $0 + 1 },
                        bindable(item.note),
                    ])
            }
            return true
        }
    }

    /// The versions in the order in which they were imported.
    public func taxonomies() throws -> [StoredTaxonomy] {
        try read { db in
            var found: [StoredTaxonomy] = []
            let rows = try Row.fetchCursor(
                db, sql: "SELECT id, name, hash, file, sha256, imported FROM taxonomy ORDER BY id")
            while let row = try rows.next() {
                found.append(
                    StoredTaxonomy(
                        name: try row.requiredText(1), hash: try row.requiredText(2), file: try row.requiredText(3),
                        sha256: try row.requiredText(4), imported: try row.requiredTime(5),
                        classes: try Self.classes(db, of: row.requiredInteger(0))))
            }
            return found
        }
    }

    /// A version by name, or nil where there is none.
    public func taxonomy(named name: String) throws -> StoredTaxonomy? { try taxonomies().first { $0.name == name } }

    private static func classes(_ db: Database, of taxonomy: Int) throws -> [StoredTaxonomy.Class] {
        try Row.fetchCursor(
            db,
            sql: "SELECT code, name, level, parent, note FROM taxonomy_class WHERE taxonomy = ? ORDER BY position",
            arguments: [taxonomy]
        ).map { row in
            StoredTaxonomy.Class(
                code: try row.text(0), name: try row.requiredText(1), level: try row.requiredInteger(2),
                parent: row.integer(3).map { $0 - 1 }, note: try row.requiredText(4))
        }.asArray()
    }

    /// Replaces the mapping from one version to another.
    ///
    /// - Throws: `StoreError.unknownEntry` where one of the two is not there.
    public func saveMapping(_ lines: [StoredMappingLine], from old: String, to new: String) throws {
        try write { db in
            let ids = try [old, new].map { try Self.taxonomyID(db, $0) }
            try db.execute(
                sql: "DELETE FROM taxonomy_mapping WHERE old = ? AND new = ?", arguments: [ids[0], ids[1]])
            let add = try db.makeStatement(
                sql: """
                    INSERT INTO taxonomy_mapping (old, new, position, old_path, new_path, kind, certain)
                    VALUES (?, ?, ?, \(boundText), \(boundText), \(boundText), ?)
                    """)
            for (index, line) in lines.enumerated() {
                try add.execute(
                    arguments: [
                        ids[0], ids[1], index + 1, bindable(line.old), bindable(line.new), bindable(line.kind),
                        line.isCertain ? 1 : 0,
                    ])
            }
        }
    }

    /// The mapping from one version to another as it was saved last; empty where none was.
    public func mapping(from old: String, to new: String) throws -> [StoredMappingLine] {
        try read { db in
            let ids = try [old, new].map { try Self.taxonomyID(db, $0) }
            return try Row.fetchCursor(
                db,
                sql: """
                    SELECT old_path, new_path, kind, certain FROM taxonomy_mapping WHERE old = ? AND new = ?
                    ORDER BY position
                    """, arguments: [ids[0], ids[1]]
            ).map { row in
                StoredMappingLine(
                    old: try row.requiredText(0), new: try row.requiredText(1), kind: try row.requiredText(2),
                    isCertain: try row.requiredInteger(3) == 1)
            }.asArray()
        }
    }

    private static func taxonomyID(_ db: Database, _ name: String) throws -> Int {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT id FROM taxonomy WHERE name = \(boundText)", arguments: [bindable(name)])
        guard let id = try first(rows, { try $0.requiredInteger(0) }) else {
            throw StoreError.unknownEntry("分类体系“\(name)”")
        }
        return id
    }
}
