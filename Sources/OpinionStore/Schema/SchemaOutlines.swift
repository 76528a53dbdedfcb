/// What the schema version of outlines adds: what each issue is easily confused with, the members that differ most, the
/// closer groups within, and the themes above the issues.
///
/// Never edited once released: a change is a new migration. `SchemaTests` compares this with a checked-in dump.
enum SchemaOutlines {
    /// The schema version that this is.
    static let version = 6

    static let statements = [themes, outlines]

    private static let themes = """
        CREATE TABLE theme (
          id INTEGER PRIMARY KEY CHECK (id >= 1),
          label TEXT NOT NULL CHECK (label <> ''),
          category TEXT CHECK (category <> '')
        ) STRICT;
        CREATE TABLE theme_issue (
          issue INTEGER PRIMARY KEY REFERENCES issue (id),
          theme INTEGER NOT NULL REFERENCES theme (id),
          position INTEGER NOT NULL CHECK (position >= 1),
          UNIQUE (theme, position)
        ) STRICT;
        """

    private static let outlines = """
        CREATE TABLE issue_outline (
          issue INTEGER PRIMARY KEY REFERENCES issue (id),
          nearest INTEGER REFERENCES issue (id),
          likeness REAL CHECK (likeness BETWEEN 0 AND 1),
          CHECK ((nearest IS NULL) = (likeness IS NULL)),
          CHECK (nearest IS NULL OR nearest <> issue)
        ) STRICT;
        CREATE TABLE issue_extreme (
          issue INTEGER NOT NULL REFERENCES issue (id),
          position INTEGER NOT NULL CHECK (position >= 1),
          record INTEGER NOT NULL REFERENCES record (seq),
          PRIMARY KEY (issue, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE issue_part (
          issue INTEGER NOT NULL REFERENCES issue (id),
          position INTEGER NOT NULL CHECK (position >= 1),
          label TEXT NOT NULL CHECK (label <> ''),
          PRIMARY KEY (issue, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE issue_part_record (
          issue INTEGER NOT NULL,
          position INTEGER NOT NULL,
          record INTEGER NOT NULL REFERENCES record (seq),
          PRIMARY KEY (issue, position, record),
          FOREIGN KEY (issue, position) REFERENCES issue_part (issue, position)
        ) STRICT, WITHOUT ROWID;
        """
}
