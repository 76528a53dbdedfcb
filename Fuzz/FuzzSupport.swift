import Foundation

/// Ends the run with a message where a law does not hold; libFuzzer then keeps the input.
func law(_ holds: Bool, _ message: @autoclosure () -> String) {
    if holds { return }
    FileHandle.standardError.write(Data("fuzz law broken: \(message())\n".utf8))
    abort()
}

/// The bytes of one input, taken from the front.
struct FuzzInput {
    private var rest: ArraySlice<UInt8>

    init(_ data: UnsafePointer<UInt8>?, _ size: Int) {
        rest = Array(UnsafeBufferPointer(start: data, count: data == nil ? 0 : size))[...]
    }

    /// Whether nothing is left.
    var isEmpty: Bool { rest.isEmpty }

    /// The next byte, 0 after the end.
    mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

    /// The next bytes as one number, most significant first.
    mutating func number(bytes: Int) -> Int { (0..<bytes).reduce(0) { number, _ in number << 8 | Int(byte()) } }

    /// Everything up to a byte, which is taken too; nil, taking nothing, where it does not occur.
    mutating func part(upTo separator: UInt8) -> [UInt8]? {
        guard let end = rest.firstIndex(of: separator) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return Array(rest[..<end])
    }

    /// Everything that is left.
    mutating func remaining() -> [UInt8] {
        defer { rest = [] }
        return Array(rest)
    }
}
