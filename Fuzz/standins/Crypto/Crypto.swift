// What OpinionIngest uses of swift-crypto, without cryptography: building BoringSSL with a sanitizer takes minutes and
// no target looks at a hash. Only fuzzers are linked with it.

/// A stand-in for SHA-256: 32 bytes that depend on the input.
public struct SHA256: Sendable {
    /// 32 bytes.
    public typealias Digest = [UInt8]

    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    /// Nothing taken in yet.
    public init() {}

    /// Takes bytes in.
    public mutating func update(bufferPointer: UnsafeRawBufferPointer) {
        for byte in bufferPointer { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }

    /// Takes bytes in.
    public mutating func update(data: some Sequence<UInt8>) {
        for byte in data { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }

    /// The 32 bytes.
    public func finalize() -> Digest { (0..<32).map { UInt8(truncatingIfNeeded: state >> UInt64($0 % 8 * 8)) } }

    /// The 32 bytes of some input.
    public static func hash(data: some Sequence<UInt8>) -> Digest {
        var hash = SHA256()
        hash.update(data: data)
        return hash.finalize()
    }
}

/// A stand-in for a key.
public struct SymmetricKey: Sendable {
    let bytes: [UInt8]

    /// A key of given bytes.
    public init(data: some Sequence<UInt8>) { bytes = Array(data) }
}

/// A stand-in for a keyed hash.
public struct HMAC<Hash>: Sendable {
    private var state = SHA256()

    /// The key taken in.
    public init(key: SymmetricKey) { state.update(data: key.bytes) }

    /// Takes bytes in.
    public mutating func update(data: some Sequence<UInt8>) { state.update(data: data) }

    /// 32 bytes that depend on key and message.
    public func finalize() -> [UInt8] { state.finalize() }
}
