import Foundation
import GRDB
import OpinionStore
import OpinionTestSupport

/// Reads and writes a database as SQL, for the checked-in fixtures.
enum SchemaDump {
    /// What makes the schema, in a fixed order; indexes and tables that SQLite makes itself are left out.
    static func schema(_ db: Database) throws -> [String] {
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let statements = try String.fetchAll(
            db,
            sql: """
                SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
                ORDER BY type = 'table' DESC, type, name
                """)
        return ["PRAGMA application_id = \(application)", "PRAGMA user_version = \(version)"] + statements
    }

    /// The schema and every row as SQL that makes the same database again.
    static func all(_ db: Database) throws -> String {
        var lines = try schema(db)
        let tables = try String.fetchAll(
            db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
        for table in tables {
            let columns = try String.fetchAll(
                db, sql: "SELECT name FROM pragma_table_info(?) ORDER BY cid", arguments: [table])
            let quoted = columns.map { "quote(\"\($0)\")" }.joined(separator: " || ', ' || ")
            for row in try String.fetchAll(db, sql: "SELECT \(quoted) FROM \"\(table)\" ORDER BY 1") {
                lines.append("INSERT INTO \"\(table)\" VALUES (\(row))")
            }
        }
        return lines.joined(separator: ";\n") + ";\n"
    }

    /// The dump of a version with the rows of a store made today, as far as that version has tables and columns for them:
    /// versions made side by side are not the newest by the time their dump is recorded.
    static func all(_ version: Int, from file: String, _ folder: TemporaryFolder) throws -> String {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: folder.path("v\(version).db"), configuration: configuration)
        try Schema.migrator.migrate(queue, upTo: Schema.name(version))
        return try queue.writeWithoutTransaction { db in
            // The guards would refuse the rows that a migration puts in to be exchanged.
            let triggers = try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            for trigger in triggers { try db.execute(sql: "DROP TRIGGER \"\(trigger["name"] as String)\"") }
            try db.execute(sql: "ATTACH ? AS today", arguments: [folder.path(file)])
            let tables = try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM main.sqlite_schema
                    WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations' ORDER BY name
                    """)
            for table in tables {
                let columns = try String.fetchAll(
                    db, sql: "SELECT name FROM pragma_table_info(?, 'main') ORDER BY cid", arguments: [table]
                ).joined(separator: ", ")
                try db.execute(sql: "DELETE FROM main.\(table)")
                try db.execute(
                    sql: "INSERT INTO main.\(table) (\(columns)) SELECT \(columns) FROM today.\(table)")
            }
            try db.execute(sql: "DETACH today")
            for trigger in triggers { try db.execute(sql: trigger["sql"] as String) }
            return try all(db)
        }
    }

    /// The fixture of a version, beside the tests.
    static func fixture(_ version: Int) -> URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures/schema-v\(version).sql")
    }

    /// A store's file made from the fixture of a version, as that version left it.
    static func load(_ version: Int, _ folder: TemporaryFolder, file: String = "opinion.db") throws {
        let sql = try String(contentsOf: fixture(version), encoding: .utf8)
        try folder.sql(sql, file: file, foreignKeys: false)
    }
}
