import Crypto
import Foundation

/// SHA-256 over typed values, each with a tag and a length, so that no two sequences of values give the same bytes.
/// Works in blocks: memory does not grow with what is hashed.
struct CanonicalHasher {
    private var hash = SHA256()
    private var pending: [UInt8] = []

    init() { pending.reserveCapacity(65_536) }

    mutating func add(_ text: String?) {
        guard var text else { return addNull() }
        text.withUTF8 { addText(UnsafeRawBufferPointer($0)) }
    }

    mutating func add(_ texts: [String]) {
        add(texts.count)
        for text in texts { add(text) }
    }

    mutating func add(_ integer: Int?) {
        guard let integer else { return addNull() }
        add(tag: 1, UInt64(bitPattern: Int64(integer)))
    }

    mutating func add(_ number: Double?) {
        guard let number else { return addNull() }
        add(tag: 2, number.bitPattern)
    }

    mutating func addText(_ bytes: UnsafeRawBufferPointer) {
        add(tag: 3, UInt64(bytes.count))
        if bytes.count > 32_768 {
            flush()
            hash.update(bufferPointer: bytes)
        } else {
            pending.append(contentsOf: bytes)
            if pending.count > 32_768 { flush() }
        }
    }

    mutating func addNull() { pending.append(0) }

    /// The digest as 64 hexadecimal digits.
    mutating func finish() -> String {
        flush()
        let digits = Array("0123456789abcdef".utf8)
        let text = hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func add(tag: UInt8, _ value: UInt64) {
        pending.append(tag)
        withUnsafeBytes(of: value.bigEndian) { pending.append(contentsOf: $0) }
    }

    private mutating func flush() {
        pending.withUnsafeBytes { hash.update(bufferPointer: $0) }
        pending.removeAll(keepingCapacity: true)
    }
}
