import OpinionIngest

/// One version of an office's taxonomy as the store keeps it.
public struct StoredTaxonomy: Sendable, Equatable {
    /// One class.
    public struct Class: Sendable, Equatable {
        /// The office's code.
        public var code: String?
        /// The name within its parent.
        public var name: String
        /// 1 and up.
        public var level: Int
        /// The position of the class above, from 0 and before its own.
        public var parent: Int?
        /// What the file says of it beside the name.
        public var note: String

        /// A class.
        public init(code: String?, name: String, level: Int, parent: Int?, note: String) {
            self.code = code
            self.name = name
            self.level = level
            self.parent = parent
            self.note = note
        }
    }

    /// The version's name, for example `2025版`; unique in a store.
    public var name: String
    /// 16 hexadecimal digits over the whole content.
    public var hash: String
    /// The file that it came from.
    public var file: String
    /// SHA-256 of that file.
    public var sha256: String
    /// When it was imported.
    public var imported: CivilTime
    /// The classes, parents before children.
    public var classes: [Class]

    /// A version.
    public init(name: String, hash: String, file: String, sha256: String, imported: CivilTime, classes: [Class]) {
        self.name = name
        self.hash = hash
        self.file = file
        self.sha256 = sha256
        self.imported = imported
        self.classes = classes
    }
}

/// One line of a mapping between two versions, as the store keeps it.
public struct StoredMappingLine: Sendable, Equatable {
    /// The old path; empty for what is new.
    public var old: String
    /// The new path; empty for what was removed.
    public var new: String
    /// The relation's name.
    public var kind: String
    /// Whether it is certain or only proposed.
    public var isCertain: Bool

    /// A line.
    public init(old: String, new: String, kind: String, isCertain: Bool) {
        self.old = old
        self.new = new
        self.kind = kind
        self.isCertain = isCertain
    }
}
