/// The trained weights of the segmenter as flat tables of 16-bit numbers, in memory or mapped from a file.
///
/// Layout, little-endian: a 64-byte header (magic, version, sizes, checksum), the code of each character of the basic
/// plane (65,536 × UInt16), the characters' rows, the pairs' displacements (UInt16), keys (UInt32, 0 = free) and rows
/// (`PairTable`), a row of zeros for pairs without weights, the rows of class windows, of dictionary states, of repeats and
/// of the dictionary's own path. Weights are scaled so that no sum of them leaves 16 bits. Sendable is unchecked because of
/// the pointers: they lead into read-only memory that the object keeps.
public final class TaggerModel: @unchecked Sendable {
    static let magic: [UInt8] = Array("OPTAGGER".utf8)
    static let version: UInt32 = 2
    static let headerSize = 64
    /// The largest absolute weight: thirteen of them are added at most.
    static let largestWeight = 2_500.0

    private let storage: MappedBytes
    let codes: UnsafePointer<UInt16>
    let unigrams: UnsafeRawPointer
    let bigramKeys: UnsafePointer<UInt32>
    let bigrams: UnsafeRawPointer
    let displacements: UnsafePointer<UInt16>
    let slotShift: UInt32
    let bucketShift: UInt32
    /// Where the row of zeros begins, in bytes from `bigrams`.
    let noPair: Int
    let windows: UnsafeRawPointer
    let words: UnsafeRawPointer
    let repeats: UnsafeRawPointer
    let paths: UnsafeRawPointer
    /// Codes in use: characters of the training text and the four special ones.
    public let codeCount: Int
    /// Pairs of characters with weights.
    public let bigramCount: Int
    /// A 64-bit checksum of the content (FNV-1a), for manifests.
    public let checksum: UInt64

    /// Maps a model file. O(size of the file) for the checksum, without copying.
    ///
    /// - Throws: `DictionaryError` where the file is missing, truncated, changed or of another version.
    public convenience init(path: String) throws {
        try self.init(.mapped(MappedFile(path: path)), name: path)
    }

    /// A model from the bytes that training gives.
    public convenience init(bytes: [UInt8], name: String = "model") throws {
        try self.init(.owned(OwnedBytes(bytes)), name: name)
    }

    /// The model's bytes, as `init(path:)` reads them.
    public var compiled: [UInt8] { Array(storage.bytes) }

    private init(_ storage: MappedBytes, name: String) throws {
        let bytes = storage.bytes
        func damaged(_ expected: String, _ found: String) -> DictionaryError {
            .damaged(path: name, expected: expected, found: found)
        }
        guard bytes.count >= Self.headerSize, bytes.prefix(8).elementsEqual(Self.magic), let base = bytes.baseAddress
        else { throw damaged("a segmenter model", "\(bytes.count) other bytes") }
        func word(_ offset: Int) -> UInt32 {
            UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        }
        guard word(8) == Self.version else { throw damaged("version \(Self.version)", "version \(word(8))") }
        let codeCount = Int(word(12))
        let slots = Int(word(16))
        guard codeCount >= 4, codeCount <= 65_536, slots >= 8, slots <= 1 << 24, slots & (slots - 1) == 0 else {
            throw damaged("possible sizes", "\(codeCount) codes, \(slots) slots")
        }
        let unigramStart = Self.headerSize + 65_536 * 2
        let keyStart = unigramStart + codeCount * FeatureLayout.unigramRow * 2
        let bigramStart = keyStart + slots * 4
        let displacementStart = bigramStart + (slots + 1) * FeatureLayout.bigramRow * 2
        let windowStart = displacementStart + slots / 4 * 2
        let wordStart = windowStart + FeatureLayout.windows * 8
        let repeatStart = wordStart + FeatureLayout.wordStates * 8
        let pathStart = repeatStart + FeatureLayout.repeats * 8
        let total = pathStart + FeatureLayout.paths * 8
        guard total == bytes.count else { throw damaged("\(total) bytes", "\(bytes.count)") }
        let sum = Self.checksum(bytes)
        guard sum == UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 32, as: UInt64.self)) else {
            throw damaged("the recorded checksum", "changed content")
        }
        codes = (base + Self.headerSize).assumingMemoryBound(to: UInt16.self)
        for scalar in 0..<65_536 where Int(codes[scalar]) >= codeCount {
            throw damaged("known codes", "a code too large")
        }
        self.storage = storage
        self.codeCount = codeCount
        bigramCount = Int(word(20))
        unigrams = base + unigramStart
        bigramKeys = (base + keyStart).assumingMemoryBound(to: UInt32.self)
        bigrams = base + bigramStart
        displacements = (base + displacementStart).assumingMemoryBound(to: UInt16.self)
        slotShift = UInt32(32 - slots.trailingZeroBitCount)
        bucketShift = slotShift + 2
        noPair = slots * FeatureLayout.bigramRow * 2
        windows = base + windowStart
        words = base + wordStart
        repeats = base + repeatStart
        paths = base + pathStart
        checksum = sum
    }

    /// The checksum of everything but the checksum's own field.
    static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        Checksum.fnv1a64(UnsafeRawBufferPointer(rebasing: bytes[0..<32]))
            ^ Checksum.fnv1a64(UnsafeRawBufferPointer(rebasing: bytes[40...]))
    }

    /// Where a pair's row begins, in bytes from `bigrams`; `noPair` where it has none. O(1).
    @inline(__always)
    func pairRow(_ left: UInt16, _ right: UInt16) -> Int {
        let key = UInt32(left) << 16 | UInt32(right)
        let displacement = displacements[PairTable.bucket(key, shift: bucketShift)]
        let slot = PairTable.slot(key, displacement, shift: slotShift)
        // A free slot has key 0, and the pair of two places beyond the text is no pair.
        return bigramKeys[slot] == key && key != 0 ? slot * (FeatureLayout.bigramRow * 2) : noPair
    }
}
