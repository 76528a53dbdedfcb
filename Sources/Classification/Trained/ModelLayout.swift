/// Where the parts of a model file stand. Little-endian; every part begins at a multiple of 64 bytes.
///
/// A header of 128 bytes (magic, version, sizes, checksum, hash of the classes, hash of the dictionaries, steepness, number
/// of texts, hash of the taxonomy's whole content, whether labels were guessed), then the keys of the features in an open-addressed table (0 is free), the number of the feature in each
/// slot, the features' inverse frequencies, their weights (rows of `stride`, the bias last), and the classes' names, one a
/// line. No text is in the file: features are keys, and the words that decided are read from the text that is classified.
struct ModelLayout {
    static let magic: [UInt8] = Array("OPCLASSI".utf8)
    static let version = 1
    static let headerSize = 128

    let classCount: Int
    let featureCount: Int
    let slotCount: Int
    let classNameBytes: Int

    /// Weights in a row: the classes, rounded up to a multiple of eight.
    var stride: Int { (classCount + 7) / 8 * 8 }
    var keys: Int { Self.headerSize }
    var ids: Int { Self.aligned(keys + slotCount * 8) }
    var inverseFrequencies: Int { Self.aligned(ids + slotCount * 4) }
    var weights: Int { Self.aligned(inverseFrequencies + featureCount * 4) }
    var classNames: Int { Self.aligned(weights + (featureCount + 1) * stride * 4) }
    var size: Int { classNames + classNameBytes }

    private static func aligned(_ offset: Int) -> Int { (offset + 63) / 64 * 64 }

    /// FNV-1a over 64-bit words and then the remaining bytes: finds truncation and flipped bits, is no protection against
    /// intent.
    static func checksum(_ bytes: UnsafeRawBufferPointer, from start: UInt64 = 0xcbf2_9ce4_8422_2325) -> UInt64 {
        var hash = start
        let words = bytes.count / 8
        for index in 0..<words {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
            hash = (hash ^ word) &* 0x0000_0100_0000_01B3
            hash ^= hash >> 29
        }
        for index in (words * 8)..<bytes.count { hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3 }
        return hash
    }

    /// The checksum of a whole file but for the checksum's own field, bytes 32 to 39.
    static func fileChecksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        checksum(
            UnsafeRawBufferPointer(rebasing: bytes[40...]),
            from: checksum(UnsafeRawBufferPointer(rebasing: bytes[..<32])))
    }

    /// A hash of the classes' names in their order.
    static func taxonomyHash(_ classes: [String]) -> UInt64 {
        Array(classes.joined(separator: "\n").utf8).withUnsafeBytes { checksum($0) }
    }
}
