/// The tables of schema version 1.
///
/// Never edited once released: a change is a new migration. `SchemaTests` compares this with a checked-in dump.
enum SchemaV1 {
    static let channels = "'hotline', 'petition', 'proposal', 'letter', 'station', 'consultation'"

    static let statements = [office, files, records, texts, analysis, ballots, logs, auditGuards]

    /// Which key the person keys were made with; a fingerprint says nothing of the key.
    static let office = """
        CREATE TABLE office (
          id INTEGER PRIMARY KEY CHECK (id = 1),
          key_fingerprint TEXT NOT NULL
            CHECK (length(key_fingerprint) = 16 AND key_fingerprint NOT GLOB '*[^0-9a-f]*')
        ) STRICT;
        """

    /// Text tables are apart from the facts so that reading facts never touches a page of texts.
    /// `record.seq` is the row's own number: appending by it keeps writing sequential, whatever the ids are.
    static let records = """
        CREATE TABLE record (
          seq INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE CHECK (length(id) = 16 AND id NOT GLOB '*[^0-9a-f]*'),
          channel TEXT NOT NULL CHECK (channel IN (\(channels))),
          first_file INTEGER NOT NULL,
          first_sheet INTEGER NOT NULL,
          first_row INTEGER NOT NULL CHECK (first_row >= 1),
          number TEXT,
          received TEXT CHECK (received GLOB '[0-9][0-9][0-9][0-9]*'),
          person TEXT CHECK (length(person) = 16 AND person NOT GLOB '*[^0-9a-f]*'),
          demand_type TEXT,
          categories TEXT NOT NULL CHECK (json_valid(categories)),
          county TEXT,
          township TEXT,
          community TEXT,
          grid TEXT,
          lead_unit TEXT,
          joint_units TEXT NOT NULL CHECK (json_valid(joint_units)),
          dispatched TEXT CHECK (dispatched GLOB '[0-9][0-9][0-9][0-9]*'),
          due TEXT CHECK (due GLOB '[0-9][0-9][0-9][0-9]*'),
          closed TEXT CHECK (closed GLOB '[0-9][0-9][0-9][0-9]*'),
          status TEXT,
          contacted INTEGER CHECK (contacted IN (0, 1)),
          solved INTEGER CHECK (solved IN (0, 1)),
          satisfaction INTEGER CHECK (satisfaction BETWEEN 1 AND 5),
          likes INTEGER NOT NULL CHECK (likes >= 0),
          dislikes INTEGER NOT NULL CHECK (dislikes >= 0),
          cosigners INTEGER NOT NULL CHECK (cosigners >= 0),
          UNIQUE (first_file, first_sheet, first_row),
          FOREIGN KEY (first_file, first_sheet) REFERENCES source_sheet (source_file, position)
        ) STRICT;
        CREATE TABLE source_row (
          source_file INTEGER NOT NULL,
          sheet INTEGER NOT NULL,
          row INTEGER NOT NULL CHECK (row >= 1),
          number TEXT,
          record INTEGER REFERENCES record (seq),
          outcome TEXT NOT NULL CHECK (outcome IN ('record', 'merged', 'rejected')),
          updated INTEGER NOT NULL CHECK (updated IN (0, 1)),
          reason TEXT CHECK (reason <> ''),
          PRIMARY KEY (source_file, sheet, row),
          FOREIGN KEY (source_file, sheet) REFERENCES source_sheet (source_file, position),
          CHECK ((outcome = 'rejected') = (record IS NULL)),
          CHECK ((outcome = 'rejected') = (reason IS NOT NULL)),
          CHECK (updated = 0 OR outcome = 'merged')
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX record_number ON record (channel, number, received) WHERE number IS NOT NULL;
        CREATE INDEX source_row_record ON source_row (record) WHERE record IS NOT NULL;
        CREATE INDEX source_row_number ON source_row (number) WHERE number IS NOT NULL;
        """

    /// Rows of several sheets of one file share row numbers. A file without sheets has one row in `source_sheet`, with
    /// NULL for its name.
    static let files = """
        CREATE TABLE source_file (
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL CHECK (name <> ''),
          sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
          format TEXT NOT NULL CHECK (format <> ''),
          encoding TEXT,
          first_run TEXT NOT NULL CHECK (first_run GLOB '[0-9][0-9][0-9][0-9]*'),
          UNIQUE (name, sha256)
        ) STRICT;
        CREATE TABLE source_sheet (
          source_file INTEGER NOT NULL REFERENCES source_file (id),
          position INTEGER NOT NULL CHECK (position >= 1),
          name TEXT,
          PRIMARY KEY (source_file, position),
          UNIQUE (source_file, name)
        ) STRICT, WITHOUT ROWID;
        """

    /// `record_original` and `record_revision` are the restricted tables: nothing from them may be shown. A revision is
    /// what a later row says of the same record in other words; its id is the one that the row would have as a record. In `record_shown` NULL means identical
    /// to the original, in `record_match` identical to the shown text.
    static let texts = """
        CREATE TABLE record_original (
          record INTEGER PRIMARY KEY REFERENCES record (seq),
          address TEXT,
          title TEXT NOT NULL,
          body TEXT NOT NULL,
          reply TEXT
        ) STRICT;
        CREATE TABLE record_revision (
          id TEXT PRIMARY KEY CHECK (length(id) = 16 AND id NOT GLOB '*[^0-9a-f]*'),
          record INTEGER NOT NULL REFERENCES record (seq),
          address TEXT,
          title TEXT NOT NULL,
          body TEXT NOT NULL,
          reply TEXT
        ) STRICT;
        CREATE INDEX record_revision_record ON record_revision (record);
        CREATE TABLE record_shown (
          record INTEGER PRIMARY KEY REFERENCES record (seq),
          title TEXT,
          body TEXT,
          reply TEXT
        ) STRICT;
        CREATE TABLE record_match (
          record INTEGER PRIMARY KEY REFERENCES record (seq),
          changes TEXT CHECK (changes IS NULL OR json_valid(changes)),
          title TEXT,
          body TEXT
        ) STRICT;
        """

    static let analysis = """
        CREATE TABLE analysis (
          only INTEGER PRIMARY KEY CHECK (only = 1),
          hash TEXT NOT NULL CHECK (length(hash) = 64)
        ) STRICT;
        CREATE TABLE issue (
          id INTEGER PRIMARY KEY CHECK (id >= 1),
          label TEXT NOT NULL CHECK (label <> ''),
          keywords TEXT NOT NULL CHECK (json_valid(keywords)),
          medoid INTEGER NOT NULL REFERENCES record (seq),
          cohesion REAL NOT NULL
        ) STRICT;
        CREATE TABLE issue_member (
          record INTEGER PRIMARY KEY REFERENCES record (seq),
          issue INTEGER NOT NULL REFERENCES issue (id) ON DELETE CASCADE,
          copy_group INTEGER CHECK (copy_group >= 1)
        ) STRICT;
        CREATE INDEX issue_member_issue ON issue_member (issue);
        CREATE TABLE candidate (
          id INTEGER PRIMARY KEY CHECK (id >= 1),
          key TEXT NOT NULL UNIQUE CHECK (key <> ''),
          title TEXT NOT NULL CHECK (title <> ''),
          rank INTEGER NOT NULL CHECK (rank >= 1),
          score REAL NOT NULL,
          people INTEGER NOT NULL CHECK (people >= 0)
        ) STRICT;
        CREATE TABLE candidate_part (
          candidate INTEGER NOT NULL REFERENCES candidate (id) ON DELETE CASCADE,
          position INTEGER NOT NULL CHECK (position >= 1),
          key TEXT NOT NULL CHECK (key <> ''),
          name TEXT NOT NULL,
          value REAL NOT NULL,
          scaled REAL NOT NULL,
          weight REAL NOT NULL,
          points REAL NOT NULL,
          explanation TEXT NOT NULL,
          PRIMARY KEY (candidate, position),
          UNIQUE (candidate, key)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE candidate_gate (
          candidate INTEGER NOT NULL REFERENCES candidate (id) ON DELETE CASCADE,
          position INTEGER NOT NULL CHECK (position >= 1),
          key TEXT NOT NULL CHECK (key <> ''),
          name TEXT NOT NULL,
          verdict TEXT NOT NULL CHECK (verdict IN ('passed', 'failed', 'unknown')),
          reason TEXT NOT NULL,
          PRIMARY KEY (candidate, position),
          UNIQUE (candidate, key)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE candidate_issue (
          candidate INTEGER NOT NULL REFERENCES candidate (id) ON DELETE CASCADE,
          position INTEGER NOT NULL CHECK (position >= 1),
          issue INTEGER NOT NULL REFERENCES issue (id) ON DELETE CASCADE,
          PRIMARY KEY (candidate, position),
          UNIQUE (candidate, issue)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE candidate_record (
          candidate INTEGER NOT NULL REFERENCES candidate (id) ON DELETE CASCADE,
          record INTEGER NOT NULL REFERENCES record (seq),
          PRIMARY KEY (candidate, record)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE lead (
          id INTEGER PRIMARY KEY CHECK (id >= 1),
          key TEXT NOT NULL UNIQUE CHECK (key <> ''),
          kind TEXT NOT NULL CHECK (kind <> ''),
          title TEXT NOT NULL CHECK (title <> ''),
          explanation TEXT NOT NULL,
          strength REAL NOT NULL,
          issue INTEGER REFERENCES issue (id) ON DELETE CASCADE,
          unit TEXT,
          topics TEXT NOT NULL CHECK (json_valid(topics))
        ) STRICT;
        CREATE TABLE lead_evidence (
          lead INTEGER NOT NULL REFERENCES lead (id) ON DELETE CASCADE,
          position INTEGER NOT NULL CHECK (position >= 1),
          name TEXT NOT NULL,
          value TEXT NOT NULL,
          PRIMARY KEY (lead, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE lead_record (
          lead INTEGER NOT NULL REFERENCES lead (id) ON DELETE CASCADE,
          record INTEGER NOT NULL REFERENCES record (seq),
          PRIMARY KEY (lead, record)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE record_class (
          record INTEGER PRIMARY KEY REFERENCES record (seq),
          level1 TEXT NOT NULL CHECK (level1 <> ''),
          level2 TEXT CHECK (level2 <> ''),
          confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
          evidence TEXT NOT NULL CHECK (json_valid(evidence))
        ) STRICT;
        """

    static let ballots = """
        CREATE TABLE ballot (
          id TEXT PRIMARY KEY CHECK (id <> ''),
          title TEXT NOT NULL CHECK (title <> ''),
          content TEXT NOT NULL CHECK (json_valid(content)),
          created TEXT NOT NULL CHECK (created GLOB '[0-9][0-9][0-9][0-9]*')
        ) STRICT, WITHOUT ROWID;
        """

    static let logs = """
        CREATE TABLE run (
          id INTEGER PRIMARY KEY,
          started TEXT NOT NULL CHECK (started GLOB '[0-9][0-9][0-9][0-9]*'),
          finished TEXT CHECK (finished GLOB '[0-9][0-9][0-9][0-9]*'),
          status TEXT NOT NULL CHECK (status IN ('running', 'finished', 'failed')),
          manifest TEXT CHECK (manifest IS NULL OR json_valid(manifest)),
          CHECK ((status = 'running') = (finished IS NULL))
        ) STRICT;
        CREATE TABLE audit (
          seq INTEGER PRIMARY KEY AUTOINCREMENT,
          time TEXT NOT NULL CHECK (time GLOB '[0-9][0-9][0-9][0-9]*'),
          action TEXT NOT NULL CHECK (action <> ''),
          detail TEXT NOT NULL CHECK (json_valid(detail))
        ) STRICT;
        """

    /// The insert guard closes the way around the delete guard: INSERT OR REPLACE deletes without firing triggers.
    static let auditGuards = """
        CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
        CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
        CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit
        WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq)
        BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
        """
}
