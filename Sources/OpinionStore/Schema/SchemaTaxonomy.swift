/// What the schema version of taxonomies adds: the versions of the office's taxonomy side by side, the mappings between
/// them, and a third level of a record's class.
///
/// Never edited once released: a change is a new migration. `SchemaTests` compares this with a checked-in dump.
enum SchemaTaxonomy {
    /// The schema version that this is.
    static let version = 5

    static let statements = [taxonomies, mappings, classes]

    /// `parent` and `position` number the classes of one version from 1, parents first.
    private static let taxonomies = """
        CREATE TABLE taxonomy (
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE CHECK (name <> ''),
          hash TEXT NOT NULL CHECK (length(hash) = 16 AND hash NOT GLOB '*[^0-9a-f]*'),
          file TEXT NOT NULL CHECK (file <> ''),
          sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
          imported TEXT NOT NULL CHECK (imported GLOB '[0-9][0-9][0-9][0-9]*')
        ) STRICT;
        CREATE TABLE taxonomy_class (
          taxonomy INTEGER NOT NULL REFERENCES taxonomy (id) ON DELETE CASCADE,
          position INTEGER NOT NULL CHECK (position >= 1),
          code TEXT CHECK (code <> ''),
          name TEXT NOT NULL CHECK (name <> ''),
          level INTEGER NOT NULL CHECK (level >= 1),
          parent INTEGER CHECK (parent >= 1 AND parent < position),
          note TEXT NOT NULL,
          PRIMARY KEY (taxonomy, position),
          UNIQUE (taxonomy, code),
          FOREIGN KEY (taxonomy, parent) REFERENCES taxonomy_class (taxonomy, position),
          CHECK ((level = 1) = (parent IS NULL))
        ) STRICT, WITHOUT ROWID;
        """

    private static let mappings = """
        CREATE TABLE taxonomy_mapping (
          old INTEGER NOT NULL REFERENCES taxonomy (id) ON DELETE CASCADE,
          new INTEGER NOT NULL REFERENCES taxonomy (id) ON DELETE CASCADE,
          position INTEGER NOT NULL CHECK (position >= 1),
          old_path TEXT NOT NULL,
          new_path TEXT NOT NULL,
          kind TEXT NOT NULL CHECK (kind <> ''),
          certain INTEGER NOT NULL CHECK (certain IN (0, 1)),
          PRIMARY KEY (old, new, position),
          CHECK (old <> new AND (old_path <> '' OR new_path <> ''))
        ) STRICT, WITHOUT ROWID;
        """

    private static let classes = "ALTER TABLE record_class ADD COLUMN level3 TEXT CHECK (level3 <> '');"
}
