import Foundation

/// A file of named sections, each an array of plain numbers, mapped into memory: pages that nobody asks for are never read.
///
/// The layout is the machine's own (little endian, 64-byte alignment): a file for later runs of one program on one machine, not
/// for exchange. It ends with a table of its sections as JSON, the table's length and a mark, so a file that was cut short is
/// told from a whole one. Nothing is trusted: a section that would lie outside the file is an error.
///
/// Sendable is unchecked because of the pointer: the mapping is read-only and lives as long as the object.
public final class SectionFile: @unchecked Sendable {
    /// A file that can't be used.
    public struct Unusable: Error, CustomStringConvertible, Equatable {
        /// What is wrong, without the file's name.
        public var description: String

        /// An error.
        public init(description: String) { self.description = description }
    }

    struct Section: Codable {
        var name: String
        var offset: Int
        var bytes: Int
    }

    static let mark: [UInt8] = Array("opinion1".utf8)
    static let alignment = 64

    private let bytes: UnsafeRawBufferPointer
    private let sections: [String: Section]

    /// Maps a file.
    ///
    /// - Throws: ``Unusable`` where it is not there, is no such file, or was cut short.
    public init(path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Unusable(description: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Unusable(description: "no regular file")
        }
        let length = Int(status.st_size)
        guard length >= 16 else { throw Unusable(description: "cut short") }
        guard let base = mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
            throw Unusable(description: String(cString: strerror(errno)))
        }
        let bytes = UnsafeRawBufferPointer(start: base, count: length)
        do {
            sections = try Self.table(bytes)
        } catch {
            munmap(base, length)
            throw error
        }
        self.bytes = bytes
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }

    private static func table(_ bytes: UnsafeRawBufferPointer) throws -> [String: Section] {
        let end = bytes.count - 16
        guard bytes.suffix(8).elementsEqual(mark) else { throw Unusable(description: "cut short, or of another kind") }
        let size = bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self)
        guard size <= UInt64(end) else { throw Unusable(description: "its table is damaged") }
        let table = Data(bytes[(end - Int(size))..<end])
        guard let list = try? JSONDecoder().decode([Section].self, from: table) else {
            throw Unusable(description: "its table is damaged")
        }
        var sections: [String: Section] = [:]
        for section in list {
            guard section.offset >= 0, section.bytes >= 0, section.offset % alignment == 0,
                section.offset <= end, section.bytes <= end - section.offset
            else { throw Unusable(description: "section \(section.name) lies outside the file") }
            sections[section.name] = section
        }
        return sections
    }

    /// The numbers of a section.
    ///
    /// - Throws: ``Unusable`` where there is no such section or its size is no multiple of a number's.
    public func numbers<Number: BitwiseCopyable>(_ name: String, as: Number.Type = Number.self) throws
        -> MappedNumbers<Number>
    {
        guard let section = sections[name] else { throw Unusable(description: "section \(name) is missing") }
        guard section.bytes % MemoryLayout<Number>.stride == 0 else {
            throw Unusable(description: "section \(name) has a broken size")
        }
        let part = UnsafeRawBufferPointer(rebasing: bytes[section.offset..<(section.offset + section.bytes)])
        return MappedNumbers(owner: self, numbers: part.bindMemory(to: Number.self))
    }

    /// The limits of rows: ascending from 0, one more than there are rows, none above `most`. O(rows).
    ///
    /// - Throws: ``Unusable`` where they are not.
    public func limits(_ name: String, most: Int) throws -> MappedNumbers<Int> {
        let limits = try numbers(name, as: Int.self)
        var last = 0
        for limit in limits {
            guard limit >= last, limit <= most else { throw Unusable(description: "section \(name) is damaged") }
            last = limit
        }
        guard limits.first == 0 else { throw Unusable(description: "section \(name) is damaged") }
        return limits
    }

    /// A section of text.
    ///
    /// - Throws: ``Unusable`` where there is no such section.
    public func text(_ name: String) throws -> String {
        String(decoding: try numbers(name, as: UInt8.self), as: UTF8.self)
    }
}

/// The numbers of a section of a ``SectionFile``; reading outside them traps as an array does.
public struct MappedNumbers<Number: BitwiseCopyable>: RandomAccessCollection, @unchecked Sendable {
    private let owner: SectionFile
    /// The numbers; valid while this value lives.
    public let numbers: UnsafeBufferPointer<Number>

    init(owner: SectionFile, numbers: UnsafeBufferPointer<Number>) {
        self.owner = owner
        self.numbers = numbers
    }

    /// Always 0.
    public var startIndex: Int { 0 }
    /// How many numbers there are.
    public var endIndex: Int { numbers.count }

    /// A number.
    public subscript(index: Int) -> Number {
        precondition(index >= 0 && index < numbers.count)
        return numbers[index]
    }
}
