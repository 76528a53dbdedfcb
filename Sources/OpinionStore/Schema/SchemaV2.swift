import GRDB

/// What schema version 2 adds: files taken in batches with a point to go on from, what was read into which field, the
/// cells of rejected rows, the history of handling, informants, and a hash chain through the audit log.
///
/// Never edited once released: a change is a new migration. `SchemaTests` compares this with a checked-in dump.
enum SchemaV2 {
    static let statements = [files, rejects, records, audit, guards]

    /// `rows` counts the rows taken so far; an incomplete file is read on from there, with the same settings only.
    static let files = """
        ALTER TABLE source_file ADD COLUMN complete INTEGER NOT NULL DEFAULT 1 CHECK (complete IN (0, 1));
        ALTER TABLE source_file ADD COLUMN rows INTEGER NOT NULL DEFAULT 0 CHECK (rows >= 0);
        ALTER TABLE source_file ADD COLUMN settings TEXT NOT NULL DEFAULT '';
        ALTER TABLE source_file ADD COLUMN notices TEXT CHECK (notices IS NULL OR json_valid(notices));
        ALTER TABLE source_file ADD COLUMN failure TEXT CHECK (failure <> '');
        UPDATE source_file SET rows = (SELECT count(*) FROM source_row WHERE source_file = source_file.id);
        CREATE TABLE source_table (
          source_file INTEGER NOT NULL REFERENCES source_file (id),
          position INTEGER NOT NULL CHECK (position >= 1),
          sheet TEXT,
          header_row INTEGER CHECK (header_row >= 1),
          channel TEXT NOT NULL CHECK (channel IN (\(SchemaV1.channels))),
          header TEXT NOT NULL CHECK (json_valid(header)),
          columns TEXT NOT NULL CHECK (json_valid(columns)),
          PRIMARY KEY (source_file, position)
        ) STRICT, WITHOUT ROWID;
        """

    /// `reject_original` is a restricted table: cells as received. `reject_successor` says which later row was fed to put
    /// a rejected one right, whatever became of it.
    static let rejects = """
        CREATE TABLE reject_original (
          source_file INTEGER NOT NULL,
          sheet INTEGER NOT NULL,
          row INTEGER NOT NULL,
          cells TEXT NOT NULL CHECK (json_valid(cells)),
          PRIMARY KEY (source_file, sheet, row),
          FOREIGN KEY (source_file, sheet, row) REFERENCES source_row (source_file, sheet, row)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE reject_successor (
          source_file INTEGER NOT NULL,
          sheet INTEGER NOT NULL,
          row INTEGER NOT NULL,
          by_file INTEGER NOT NULL,
          by_sheet INTEGER NOT NULL,
          by_row INTEGER NOT NULL,
          PRIMARY KEY (source_file, sheet, row),
          FOREIGN KEY (source_file, sheet, row) REFERENCES source_row (source_file, sheet, row),
          FOREIGN KEY (by_file, by_sheet, by_row) REFERENCES source_row (source_file, sheet, row)
        ) STRICT, WITHOUT ROWID;
        """

    /// `record_history` holds what was known of a record before a later row said something else; `reply` as received, so
    /// it is a restricted table. The row is the one that brought the news.
    static let records = """
        ALTER TABLE record ADD COLUMN informant INTEGER NOT NULL DEFAULT 0 CHECK (informant IN (0, 1));
        UPDATE record SET informant = 1 WHERE demand_type LIKE '%举报%' OR demand_type LIKE '%检举%';
        CREATE TABLE record_history (
          record INTEGER NOT NULL REFERENCES record (seq),
          step INTEGER NOT NULL CHECK (step >= 1),
          source_file INTEGER NOT NULL,
          sheet INTEGER NOT NULL,
          row INTEGER NOT NULL,
          lead_unit TEXT,
          joint_units TEXT NOT NULL CHECK (json_valid(joint_units)),
          dispatched TEXT,
          due TEXT,
          closed TEXT,
          status TEXT,
          contacted INTEGER CHECK (contacted IN (0, 1)),
          solved INTEGER CHECK (solved IN (0, 1)),
          satisfaction INTEGER CHECK (satisfaction BETWEEN 1 AND 5),
          likes INTEGER NOT NULL CHECK (likes >= 0),
          dislikes INTEGER NOT NULL CHECK (dislikes >= 0),
          cosigners INTEGER NOT NULL CHECK (cosigners >= 0),
          reply TEXT,
          PRIMARY KEY (record, step)
        ) STRICT, WITHOUT ROWID;
        """

    /// The audit log again, with a hash in every entry; `audit_head` is the end of the chain, at first its anchor.
    static let audit = """
        DROP TRIGGER audit_no_update;
        DROP TRIGGER audit_no_delete;
        DROP TRIGGER audit_no_replace;
        ALTER TABLE audit RENAME TO audit_v1;
        CREATE TABLE audit (
          seq INTEGER PRIMARY KEY CHECK (seq >= 1),
          time TEXT NOT NULL CHECK (time GLOB '[0-9][0-9][0-9][0-9]*'),
          action TEXT NOT NULL CHECK (action <> ''),
          detail TEXT NOT NULL CHECK (json_valid(detail)),
          hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*')
        ) STRICT;
        CREATE TABLE audit_head (
          only INTEGER PRIMARY KEY CHECK (only = 1),
          entries INTEGER NOT NULL CHECK (entries >= 0),
          hash TEXT NOT NULL CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*')
        ) STRICT;
        INSERT INTO audit_head VALUES (1, 0, '\(AuditChain.anchor)');
        """

    /// The head only ever moves on to an entry that is there.
    static let guards = """
        CREATE TRIGGER audit_head_moves_on BEFORE UPDATE ON audit_head
        WHEN NEW.entries <> OLD.entries + 1
          OR NOT EXISTS (SELECT 1 FROM audit WHERE seq = NEW.entries AND hash = NEW.hash)
        BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
        CREATE TRIGGER audit_head_no_replace BEFORE INSERT ON audit_head
        WHEN EXISTS (SELECT 1 FROM audit_head)
        BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
        CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head
        BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
        """

    /// Chains the entries of version 1, renumbered without gaps, and puts the guards back.
    static func migrateAudit(_ db: Database) throws {
        let rows = try Row.fetchCursor(db, sql: "SELECT time, action, detail FROM audit_v1 ORDER BY seq")
        var entries: [(time: String, action: String, detail: String)] = []
        while let row = try rows.next() {
            entries.append((try row.requiredText(0), try row.requiredText(1), try row.requiredText(2)))
        }
        try db.execute(sql: "DROP TABLE audit_v1")
        for entry in entries {
            try AuditChain.append(db, time: entry.time, action: entry.action, detail: entry.detail)
        }
        try db.execute(sql: SchemaV1.auditGuards)
    }
}
