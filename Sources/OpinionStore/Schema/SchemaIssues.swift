/// What the schema version of lasting issues adds: where the numbering of issues stands, the trail of ids that ended, and
/// people's decisions. Decisions and trail are append-only.
///
/// Never edited once released: a change is a new migration. `SchemaTests` compares this with a checked-in dump.
enum SchemaIssues {
    /// The schema version that this is.
    static let version = 4

    static let statements = [numbering, trail, decisions, guards]

    /// Issues that an earlier version numbered keep their ids from now on.
    private static let numbering = """
        CREATE TABLE issue_numbering (
          only INTEGER PRIMARY KEY CHECK (only = 1),
          next INTEGER NOT NULL CHECK (next >= 1),
          decided INTEGER NOT NULL CHECK (decided >= 0)
        ) STRICT;
        INSERT INTO issue_numbering SELECT 1, coalesce(max(id), 0) + 1, 0 FROM issue;
        """

    /// Issues are named by number, not by reference: most of those named are no more.
    private static let trail = """
        CREATE TABLE issue_trail (
          id INTEGER PRIMARY KEY,
          run INTEGER REFERENCES run (id),
          time TEXT NOT NULL CHECK (time GLOB '[0-9][0-9][0-9][0-9]*'),
          kind TEXT NOT NULL CHECK (kind IN ('merged', 'split', 'ended')),
          from_issue INTEGER NOT NULL CHECK (from_issue >= 1),
          to_issue INTEGER CHECK (to_issue >= 1),
          members INTEGER NOT NULL CHECK (members >= 0),
          label TEXT NOT NULL,
          CHECK ((kind = 'ended') = (to_issue IS NULL)),
          CHECK (to_issue IS NULL OR to_issue <> from_issue)
        ) STRICT;
        CREATE INDEX issue_trail_from ON issue_trail (from_issue);
        """

    private static let decisions = """
        CREATE TABLE issue_decision (
          id INTEGER PRIMARY KEY CHECK (id >= 1),
          time TEXT NOT NULL CHECK (time GLOB '[0-9][0-9][0-9][0-9]*'),
          kind TEXT NOT NULL CHECK (kind IN ('merge', 'split', 'rename', 'pin', 'exclude', 'undo')),
          author TEXT NOT NULL CHECK (author <> ''),
          reason TEXT NOT NULL CHECK (reason <> ''),
          label TEXT CHECK (label <> ''),
          undoes INTEGER UNIQUE REFERENCES issue_decision (id),
          CHECK ((kind = 'rename') = (label IS NOT NULL)),
          CHECK ((kind = 'undo') = (undoes IS NOT NULL)),
          CHECK (undoes IS NULL OR undoes < id)
        ) STRICT;
        CREATE TABLE issue_decision_side (
          decision INTEGER NOT NULL REFERENCES issue_decision (id),
          side INTEGER NOT NULL CHECK (side >= 1),
          issue INTEGER CHECK (issue >= 1),
          PRIMARY KEY (decision, side)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE issue_decision_record (
          decision INTEGER NOT NULL,
          record INTEGER NOT NULL REFERENCES record (seq),
          side INTEGER NOT NULL,
          PRIMARY KEY (decision, record),
          FOREIGN KEY (decision, side) REFERENCES issue_decision_side (decision, side)
        ) STRICT, WITHOUT ROWID;
        """

    /// As for the audit log: INSERT OR REPLACE would delete without firing the delete guard.
    private static let guards: String = [
        "issue_trail", "issue_decision", "issue_decision_side", "issue_decision_record",
    ]
    .map { table in
        let key =
            switch table {
            case "issue_decision_side": "decision = NEW.decision AND side = NEW.side"
            case "issue_decision_record": "decision = NEW.decision AND record = NEW.record"
            default: "id = NEW.id"
            }
        return """
            CREATE TRIGGER \(table)_no_update BEFORE UPDATE ON \(table)
            BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END;
            CREATE TRIGGER \(table)_no_delete BEFORE DELETE ON \(table)
            BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END;
            CREATE TRIGGER \(table)_no_replace BEFORE INSERT ON \(table)
            WHEN EXISTS (SELECT 1 FROM \(table) WHERE \(key))
            BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END;
            """
    }.joined(separator: "\n")
}
