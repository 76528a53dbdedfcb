/// A learned model on its way into a file.
struct ModelDraft {
    let classes: [String]
    let keys: [UInt64]
    let inverseFrequencies: [Float]
    /// Eight classes a group: weights by feature, the bias last.
    let groups: [[DualCoordinateDescent.Lanes]]
    let steepness: Double
    let texts: Int
    let dictionaryHash: UInt64
    /// The whole content of the taxonomy that the classes are from; 0 for none.
    var contentHash: UInt64 = 0
    /// Whether the labels were guessed from the taxonomy's words.
    var isColdStart = false

    /// The file's bytes. O(size).
    func bytes() -> [UInt8] {
        var slotCount = 64
        while slotCount < keys.count * 3 / 2 { slotCount *= 2 }
        let classNames = Array(classes.joined(separator: "\n").utf8)
        let layout = ModelLayout(
            classCount: classes.count, featureCount: keys.count, slotCount: slotCount,
            classNameBytes: classNames.count)
        return [UInt8](unsafeUninitializedCapacity: layout.size) { buffer, count in
            count = layout.size
            let bytes = UnsafeMutableRawBufferPointer(buffer)
            bytes.initializeMemory(as: UInt8.self, repeating: 0)
            func put<Value: FixedWidthInteger>(_ value: Value, _ offset: Int) {
                bytes.storeBytes(of: value.littleEndian, toByteOffset: offset, as: Value.self)
            }
            for (index, byte) in ModelLayout.magic.enumerated() { put(byte, index) }
            put(UInt32(ModelLayout.version), 8)
            put(UInt32(classes.count), 12)
            put(UInt32(keys.count), 16)
            put(UInt32(slotCount), 20)
            put(UInt32(classNames.count), 24)
            put(ModelLayout.taxonomyHash(classes), 40)
            put(dictionaryHash, 48)
            put(steepness.bitPattern, 56)
            put(UInt64(texts), 64)
            put(contentHash, 72)
            put(UInt32(isColdStart ? 1 : 0), 80)
            for (index, key) in keys.enumerated() {
                var slot = Int(truncatingIfNeeded: key) & (slotCount - 1)
                while bytes.load(fromByteOffset: layout.keys + slot * 8, as: UInt64.self) != 0 {
                    slot = (slot + 1) & (slotCount - 1)
                }
                put(key, layout.keys + slot * 8)
                put(UInt32(index), layout.ids + slot * 4)
            }
            for (index, value) in inverseFrequencies.enumerated() {
                put(value.bitPattern, layout.inverseFrequencies + index * 4)
            }
            for (group, weights) in groups.enumerated() {
                for (row, lanes) in weights.enumerated() {
                    let offset = layout.weights + (row * layout.stride + group * 8) * 4
                    for lane in 0..<8 { put(lanes[lane].bitPattern, offset + lane * 4) }
                }
            }
            for (index, byte) in classNames.enumerated() { buffer[layout.classNames + index] = byte }
            put(ModelLayout.fileChecksum(UnsafeRawBufferPointer(bytes)), 32)
        }
    }

    /// A file's bytes with another steepness.
    static func changing(_ bytes: [UInt8], steepnessBy factor: Double) -> [UInt8] {
        var bytes = bytes
        bytes.withUnsafeMutableBytes { raw in
            guard raw.count >= ModelLayout.headerSize else { return }
            let old = Double(bitPattern: UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 56, as: UInt64.self)))
            raw.storeBytes(of: (old * factor).bitPattern.littleEndian, toByteOffset: 56, as: UInt64.self)
            let checksum = ModelLayout.fileChecksum(UnsafeRawBufferPointer(raw))
            raw.storeBytes(of: checksum.littleEndian, toByteOffset: 32, as: UInt64.self)
        }
        return bytes
    }
}
