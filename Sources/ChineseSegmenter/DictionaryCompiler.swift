import Foundation

/// The fixed-size beginning of a compiled dictionary.
struct DictionaryHeader {
    static let size = 64
    static let magic: [UInt8] = Array("OPDICT\u{1A}\n".utf8)

    var version: UInt32 = 3
    var cellCount: UInt32
    var wordCount: UInt32
    var namesLength: UInt32
    var unknownCost: UInt32
    var checksum: UInt64

    /// Byte offsets of the sections, nil where the sizes make no sense.
    var layout: (codes: Int, cells: Int, tags: Int, names: Int, total: Int)? {
        guard cellCount >= 2, cellCount < 1 << 28, namesLength < 1 << 16 else { return nil }
        let count = Int(cellCount)
        let codes = Self.size
        let cells = codes + 65_536 * 2
        let tags = cells + count * 8
        let names = tags + count
        return (codes, cells, tags, names, names + Int(namesLength))
    }

    init(cellCount: Int, wordCount: Int, namesLength: Int, unknownCost: Int, content: [UInt8]) {
        self.cellCount = UInt32(cellCount)
        self.wordCount = UInt32(wordCount)
        self.namesLength = UInt32(namesLength)
        self.unknownCost = UInt32(unknownCost)
        checksum = 0
        checksum = content.withUnsafeBytes(expectedChecksum)
    }

    /// The checksum of the content and of the header's own numbers.
    func expectedChecksum(_ content: UnsafeRawBufferPointer) -> UInt64 {
        let numbers = [version, cellCount, wordCount, namesLength, unknownCost].map(\.littleEndian)
        return Checksum.fnv1a64(content) ^ numbers.withUnsafeBytes(Checksum.fnv1a64)
    }

    /// Whether the bytes that hold nothing are 0: a change anywhere in a file is to be seen.
    static func isPadded(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.count >= size && bytes[28..<32].allSatisfy { $0 == 0 } && bytes[40..<size].allSatisfy { $0 == 0 }
    }

    /// Nil where the bytes do not begin with the magic.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= Self.size, bytes.prefix(8).elementsEqual(Self.magic) else { return nil }
        func word(_ offset: Int) -> UInt32 {
            UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        }
        version = word(8)
        cellCount = word(12)
        wordCount = word(16)
        namesLength = word(20)
        unknownCost = word(24)
        checksum = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 32, as: UInt64.self))
    }

    var bytes: [UInt8] {
        var out = Self.magic
        for value in [version, cellCount, wordCount, namesLength, unknownCost, 0] {
            withUnsafeBytes(of: value.littleEndian) { out.append(contentsOf: $0) }
        }
        withUnsafeBytes(of: checksum.littleEndian) { out.append(contentsOf: $0) }
        out.append(contentsOf: repeatElement(0, count: Self.size - out.count))
        return out
    }
}

/// Compiles a word list to the block that `WordDictionary` reads; the same list gives the same bytes.
enum DictionaryCompiler {
    /// Larger frequencies count as this one, so that no sum of them overflows.
    static let frequencyLimit = 1_000_000_000_000

    /// - Parameter cost: the cost of a word from its text and frequency; nil takes `-ln(frequency / total)`.
    /// - Throws: `DictionaryError.noWords` where no entry is usable.
    static func compile(
        _ list: WordList, name: String, cost costOf: ((String, Int) -> UInt16)? = nil
    ) throws -> [UInt8] {
        // Later entries of the same word add to its frequency; the first part of speech stays.
        var merged: [String: (frequency: Int, tag: String)] = [:]
        for entry in list.entries where !entry.word.isEmpty {
            let frequency = min(max(entry.frequency, 0), frequencyLimit)
            if let old = merged[entry.word] {
                merged[entry.word] = (
                    min(old.frequency + frequency, frequencyLimit), old.tag.isEmpty ? entry.tag : old.tag
                )
            } else {
                merged[entry.word] = (frequency, entry.tag)
            }
        }
        var words: [(units: [UInt16], frequency: Int, tag: String)] = []
        for (word, entry) in merged {
            let units = Array(word.utf16)
            // Outside the basic plane a character needs two units, which the code table does not have; 0 stands for
            // such characters in texts.
            guard units.allSatisfy({ $0 != 0 && ($0 < 0xD800 || $0 > 0xDFFF) }) else { continue }
            words.append((units, entry.frequency, entry.tag))
        }
        guard !words.isEmpty else { throw DictionaryError.noWords(path: name) }

        var counts = [Int](repeating: 0, count: 65_536)
        for word in words { for unit in word.units { counts[Int(unit)] += 1 } }
        let used = (0..<65_536).filter { counts[$0] > 0 }.sorted { (counts[$1], $0) < (counts[$0], $1) }
        var codes = [UInt16](repeating: 0, count: 65_536)
        for (rank, unit) in used.enumerated() { codes[unit] = UInt16(rank + 1) }

        var keyed = words.map { word in
            (key: word.units.map { codes[Int($0)] }, units: word.units, frequency: word.frequency, tag: word.tag)
        }
        keyed.sort { $0.key.lexicographicallyPrecedes($1.key) }

        let total = max(1, keyed.reduce(0) { $0 + max($1.frequency, 1) })
        let names = [""] + Set(keyed.map(\.tag)).subtracting([""]).sorted().prefix(254)
        var tagIndex: [String: UInt8] = [:]
        for (index, tag) in names.enumerated() { tagIndex[tag] = UInt8(index) }

        let trie = DoubleArrayBuilder(keys: keyed.map(\.key), values: keyed.indices.map(Int32.init))
        let count = trie.base.count
        var cells = [UInt8]()
        cells.reserveCapacity(count * 9)
        for cell in 0..<count {
            let value = trie.value[cell]
            var cost = WordDictionary.none
            if value >= 0 {
                let word = keyed[Int(value)]
                cost =
                    costOf.map { $0(String(decoding: word.units, as: UTF16.self), word.frequency) }
                    ?? Self.cost(frequency: word.frequency, total: total)
            }
            withUnsafeBytes(of: trie.base[cell].littleEndian) { cells.append(contentsOf: $0) }
            withUnsafeBytes(of: trie.label[cell].littleEndian) { cells.append(contentsOf: $0) }
            withUnsafeBytes(of: cost.littleEndian) { cells.append(contentsOf: $0) }
        }
        for cell in 0..<count {
            let value = trie.value[cell]
            cells.append(value < 0 ? 0 : tagIndex[keyed[Int(value)].tag] ?? 0)
        }
        var content = [UInt8]()
        content.reserveCapacity(65_536 * 2 + cells.count)
        for code in codes { withUnsafeBytes(of: code.littleEndian) { content.append(contentsOf: $0) } }
        content.append(contentsOf: cells)
        let nameBytes = Array(names.joined(separator: "\n").utf8)
        content.append(contentsOf: nameBytes)
        let header = DictionaryHeader(
            cellCount: count, wordCount: keyed.count, namesLength: nameBytes.count,
            unknownCost: Int(Self.cost(frequency: 0, total: total)) + Int(WordDictionary.costScale),
            content: content)
        return header.bytes + content
    }

    static func cost(frequency: Int, total: Int) -> UInt16 {
        let cost = -log(Double(max(frequency, 1)) / Double(total)) * WordDictionary.costScale
        return UInt16(min(max(cost.rounded(), 0), Double(WordDictionary.none) - 1))
    }
}

/// Checksums of memory blocks.
package enum Checksum {
    /// FNV-1a over 64-bit words and then the remaining bytes: finds truncation and flipped bits, is no protection
    /// against intent. About 1 ms per 8 MB.
    package static func fnv1a64(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        let words = bytes.count / 8
        for index in 0..<words {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
            hash = (hash ^ word) &* 0x0000_0100_0000_01B3
            hash ^= hash >> 29
        }
        for index in (words * 8)..<bytes.count {
            hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3
        }
        return hash
    }
}
