import GRDB

/// The schema's identity and its migrations, oldest first.
package enum Schema {
    /// What `PRAGMA application_id` says of a store of this program: "OPIN" in ASCII.
    package static let applicationID = 0x4F50_494E

    /// The newest version that this program knows; `PRAGMA user_version` of a store holds its version.
    package static let version = SchemaLedgerIndexes.version

    /// Every version that was ever released, oldest first.
    package static let versions = [
        1, 2, 3, SchemaIssues.version, SchemaTaxonomy.version, SchemaOutlines.version, SchemaLedgerIndexes.version,
    ]

    /// Every migration from an empty file to `version`; `v1`, `v2` and so on.
    package static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration(name(1)) { db in
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            for statement in SchemaV1.statements { try db.execute(sql: statement) }
            try db.execute(sql: "PRAGMA user_version = 1")
        }
        migrator.registerMigration(name(2)) { db in
            for statement in SchemaV2.statements { try db.execute(sql: statement) }
            try SchemaV2.migrateAudit(db)
            try db.execute(sql: "PRAGMA user_version = 2")
        }
        migrator.registerMigration(name(3)) { db in
            for statement in SchemaV3.statements { try db.execute(sql: statement) }
            try db.execute(sql: "PRAGMA user_version = 3")
        }
        migrator.registerMigration(name(SchemaIssues.version)) { db in
            for statement in SchemaIssues.statements { try db.execute(sql: statement) }
            try db.execute(sql: "PRAGMA user_version = \(SchemaIssues.version)")
        }
        migrator.registerMigration(name(SchemaTaxonomy.version)) { db in
            for statement in SchemaTaxonomy.statements { try db.execute(sql: statement) }
            try db.execute(sql: "PRAGMA user_version = \(SchemaTaxonomy.version)")
        }
        migrator.registerMigration(name(SchemaOutlines.version)) { db in
            for statement in SchemaOutlines.statements { try db.execute(sql: statement) }
            try db.execute(sql: "PRAGMA user_version = \(SchemaOutlines.version)")
        }
        migrator.registerMigration(name(SchemaLedgerIndexes.version)) { db in
            for statement in SchemaLedgerIndexes.statements { try db.execute(sql: statement) }
            try db.execute(sql: "PRAGMA user_version = \(SchemaLedgerIndexes.version)")
        }
        return migrator
    }

    /// The migration that leads to a version.
    package static func name(_ version: Int) -> String { "v\(version)" }

    /// What an existing file holds.
    enum Content: Equatable {
        /// Nothing yet.
        case empty
        /// A store of this version.
        case store(version: Int)
        /// Tables of something else.
        case foreign
    }

    /// Tells an empty database, a store and another program's database apart.
    static func content(_ db: Database) throws -> Content {
        let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        if application == applicationID { return .store(version: version) }
        // The migrator's own table may be there alone when a first opening was cut off.
        let tables =
            try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema WHERE tbl_name <> 'grdb_migrations'") ?? 0
        return application == 0 && tables == 0 ? .empty : .foreign
    }
}
