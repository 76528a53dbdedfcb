/// A zip container whose members are stored as they are.
struct StoredZip {
    private var members: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// Adds a member.
    mutating func add(_ name: String, _ content: [UInt8]) {
        let sum = Self.checksum(content)
        // Version 2.0, UTF-8 names, no compression, the first day of 1980.
        var fields: [UInt8] = [20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0]
        for number in [sum, UInt32(content.count), UInt32(content.count)] { fields += Self.four(number) }
        fields += Self.two(name.utf8.count) + [0, 0]
        let offset = UInt32(members.count)
        members += [0x50, 0x4B, 3, 4] + fields + Array(name.utf8) + content
        directory += [0x50, 0x4B, 1, 2, 20, 0] + fields + [UInt8](repeating: 0, count: 10) + Self.four(offset)
        directory += name.utf8
        count += 1
    }

    /// The container.
    var bytes: [UInt8] {
        members + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + Self.two(count) + Self.two(count)
            + Self.four(UInt32(directory.count)) + Self.four(UInt32(members.count)) + [0, 0]
    }

    private static func two(_ number: Int) -> [UInt8] { [UInt8(number & 255), UInt8(number >> 8 & 255)] }

    private static func four(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(number >> ($0 * 8) & 255) } }

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { sum, byte in table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ sum >> 8 }
    }
}
