/// What schema version 3 adds: repeats, the groups of records that are one demand filed again or one text of several people.
///
/// Never edited once released: a change is a new migration. `SchemaTests` compares this with a checked-in dump.
enum SchemaV3 {
    static let statements = [repeats]

    /// `news` lists the facts that the record adds, as found in its masked text.
    static let repeats = """
        CREATE TABLE repeat_group (
          id INTEGER PRIMARY KEY CHECK (id >= 1),
          kind TEXT NOT NULL CHECK (kind IN ('samePerson', 'identical', 'nearIdentical')),
          campaign INTEGER NOT NULL CHECK (campaign IN (0, 1)),
          people INTEGER NOT NULL CHECK (people >= 1)
        ) STRICT;
        CREATE TABLE repeat_member (
          record INTEGER PRIMARY KEY REFERENCES record (seq),
          repeat_group INTEGER NOT NULL REFERENCES repeat_group (id) ON DELETE CASCADE,
          position INTEGER NOT NULL CHECK (position >= 1),
          role TEXT NOT NULL CHECK (role IN ('first', 'again', 'news', 'copy', 'copyWithNews')),
          news TEXT NOT NULL CHECK (json_valid(news)),
          UNIQUE (repeat_group, position)
        ) STRICT;
        """
}
