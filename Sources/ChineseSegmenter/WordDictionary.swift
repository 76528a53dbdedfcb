/// Words with costs in one double-array trie, compiled in memory or mapped from a file.
///
/// The layout is one block of bytes, little-endian: a 64-byte header (magic `OPDICT`, version, sizes, checksum), then
/// the code of each character of the basic plane (65,536 × UInt16, 0 = in no word), the cells (base Int32, the code that
/// leads there UInt16, the cost of the word that ends there UInt16, 65,535 = none: a step of a walk reads one cache
/// line), the word's part of speech (UInt8 each), and the names of the parts of speech. Look-ups allocate nothing. Sendable is unchecked because of
/// the pointers: they lead into read-only memory that the object keeps.
///
/// Quirk: words with characters outside the basic plane are left out; such characters are always tokens of their own.
public final class WordDictionary: @unchecked Sendable {
    /// The cost of a word is `-ln(frequency / total) × costScale`, at most 65,534.
    public static let costScale = 1_000.0
    package static let none: UInt16 = .max
    static let version: UInt32 = 3

    private let storage: MappedBytes
    package let codes: UnsafePointer<UInt16>
    package let cells: UnsafePointer<Cell>
    package let wordTags: UnsafePointer<UInt8>
    package let cellCount: Int
    /// Names of the parts of speech; index 0 is the empty name.
    public let tags: [String]
    /// The number of words.
    public let wordCount: Int
    /// The cost of a character that no word covers.
    package let unknownCost: Int32
    /// A 64-bit checksum of the content (FNV-1a), for manifests.
    public let checksum: UInt64

    /// One state of the trie: where its children lie, the code that leads to it, the cost of the word that it ends.
    package struct Cell {
        package var base: Int32
        package var label: UInt16
        package var cost: UInt16
    }

    /// Maps a compiled dictionary. O(size of the file) for the checksum, without copying.
    ///
    /// - Throws: `DictionaryError` where the file is missing, truncated, changed or of another version.
    public convenience init(path: String) throws {
        let file = try MappedFile(path: path)
        try self.init(storage: .mapped(file), name: path)
    }

    /// A dictionary from the bytes of a compiled file.
    ///
    /// - Throws: `DictionaryError` as `init(path:)`.
    public convenience init(bytes: [UInt8], name: String = "dictionary") throws {
        try self.init(storage: .owned(OwnedBytes(bytes)), name: name)
    }

    /// Compiles a word list in memory. O(n log n) in the number of words.
    ///
    /// - Throws: `DictionaryError.noWords` where the list has no usable word.
    public convenience init(compiling list: WordList, name: String = "word list") throws {
        let bytes = try DictionaryCompiler.compile(list, name: name)
        try self.init(storage: .owned(OwnedBytes(bytes)), name: name)
    }

    /// Compiles words with costs of their own, as user dictionaries need.
    convenience init(compiling list: WordList, name: String, cost: (String, Int) -> UInt16) throws {
        let bytes = try withoutActuallyEscaping(cost) { try DictionaryCompiler.compile(list, name: name, cost: $0) }
        try self.init(storage: .owned(OwnedBytes(bytes)), name: name)
    }

    private init(storage: MappedBytes, name: String) throws {
        let bytes = storage.bytes
        let header = DictionaryHeader.size
        guard bytes.count >= header, let head = DictionaryHeader(bytes) else {
            throw DictionaryError.damaged(
                path: name, expected: "a compiled dictionary", found: "\(bytes.count) other bytes")
        }
        guard head.version == Self.version else {
            throw DictionaryError.damaged(
                path: name, expected: "version \(Self.version)", found: "version \(head.version)")
        }
        guard let layout = head.layout, layout.total == bytes.count else {
            throw DictionaryError.damaged(
                path: name, expected: "\(head.layout?.total ?? 0) bytes", found: "\(bytes.count)")
        }
        guard DictionaryHeader.isPadded(bytes) else {
            throw DictionaryError.damaged(path: name, expected: "an unused rest of the header", found: "content")
        }
        let sum = head.expectedChecksum(UnsafeRawBufferPointer(rebasing: bytes[header...]))
        guard sum == head.checksum, let base = bytes.baseAddress else {
            throw DictionaryError.damaged(path: name, expected: "the recorded checksum", found: "changed content")
        }
        guard head.unknownCost < 1 << 18 else {
            throw DictionaryError.damaged(path: name, expected: "a possible cost", found: "\(head.unknownCost)")
        }
        let names = String(decoding: bytes[layout.names..<layout.total], as: UTF8.self)
        let tags = names.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard tags.count <= 255, let largest = bytes[layout.tags..<layout.names].max(), Int(largest) < tags.count
        else {
            throw DictionaryError.damaged(path: name, expected: "a name for each part of speech", found: "none")
        }
        self.tags = tags
        self.storage = storage
        codes = (base + layout.codes).assumingMemoryBound(to: UInt16.self)
        cells = (base + layout.cells).assumingMemoryBound(to: Cell.self)
        wordTags = (base + layout.tags).assumingMemoryBound(to: UInt8.self)
        cellCount = Int(head.cellCount)
        wordCount = Int(head.wordCount)
        unknownCost = Int32(head.unknownCost)
        checksum = sum
    }

    /// The bytes of the compiled dictionary, as `init(path:)` reads them.
    public var compiled: [UInt8] { Array(storage.bytes) }

    /// The cell reached from `cell` by a character code, or nil. O(1).
    @inline(__always)
    package func child(of cell: Int32, code: UInt16) -> Int32? {
        let base = cells[Int(cell)].base
        let next = base &+ Int32(code)
        guard base != 0, UInt32(bitPattern: next) < UInt32(cellCount), cells[Int(next)].label == code else {
            return nil
        }
        return next
    }

    /// The cost of the word that ends at a cell; `none` where no word does. O(1).
    @inline(__always)
    package func cost(at cell: Int32) -> UInt16 { cells[Int(cell)].cost }

    /// The frequency-derived cost of a word, or nil where it is not in the dictionary. O(length).
    public func cost(of word: some StringProtocol) -> Int? {
        var cell: Int32 = 1
        for unit in word.unicodeScalars {
            guard unit.value < 65_536, codes[Int(unit.value)] != 0,
                let next = child(of: cell, code: codes[Int(unit.value)])
            else { return nil }
            cell = next
        }
        let cost = self.cost(at: cell)
        return cell == 1 || cost == Self.none ? nil : Int(cost)
    }

    /// Whether the word is in the dictionary. O(length).
    public func contains(_ word: some StringProtocol) -> Bool { cost(of: word) != nil }
}
