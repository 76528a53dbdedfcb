import Foundation

/// A growing block of bytes that is kept in memory up to `heldLimit` and in a file without a name beyond it, so that
/// memory does not grow with a workbook.
///
/// The file is unlinked before a byte is written: nobody else can open it, and it is gone with the process, however that ends.
/// Where there is no room for it, everything stays in memory. Of one thread.
package final class SpilledBytes {
    /// The size of a page in bytes.
    package static let pageSize = 4 << 10
    /// Pages in memory, of a block in a file: the ones read last.
    private static let cachedPages = 2_048

    /// Pages that go to the file together.
    private static let writtenPages = 64

    /// Bytes that are kept in memory.
    private let heldLimit: Int
    /// All pages, or those that are not in the file.
    @exclusivity(unchecked) private var pages: [[UInt8]] = []
    @exclusivity(unchecked) private var descriptor: Int32 = -1
    /// Whether the file may be opened, and full pages written to it: not again after a failure.
    @exclusivity(unchecked) private var canSpill = true
    /// The pages read last, each in the slot of its number modulo `cachedPages`, and which page a slot has.
    @exclusivity(unchecked) private var cache: [UInt8] = []
    @exclusivity(unchecked) private var cached: [Int] = []
    /// How many bytes there are.
    @exclusivity(unchecked) package private(set) var count = 0

    /// Nothing yet.
    package init(heldLimit: Int = 4 << 20) { self.heldLimit = heldLimit }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Whether the bytes are in a file.
    package var isInFile: Bool { descriptor >= 0 }

    /// Adds bytes at the end. O(bytes), besides writing.
    package func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        var taken = 0
        while taken < bytes.count {
            let place = count % Self.pageSize
            if place == 0 { beginPage() }
            let length = min(bytes.count - taken, Self.pageSize - place)
            pages[pages.count - 1].append(contentsOf: UnsafeBufferPointer(rebasing: bytes[taken..<(taken + length)]))
            taken += length
            count += length
        }
    }

    /// Calls `body` with the bytes of a range; nil where the file could not be read. O(bytes), besides reading.
    package func withBytes<Result>(_ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
        guard range.lowerBound >= 0, range.upperBound <= count else { return nil }
        if range.isEmpty { return body(UnsafeBufferPointer(start: nil, count: 0)) }
        let place = range.lowerBound % Self.pageSize
        if place + range.count <= Self.pageSize {
            return withPage(range.lowerBound / Self.pageSize) {
                body(UnsafeBufferPointer(rebasing: $0[place..<(place + range.count)]))
            }
        }
        var whole: [UInt8] = []
        whole.reserveCapacity(range.count)
        var at = range.lowerBound
        while at < range.upperBound {
            let rest = range.upperBound - at
            guard
                let taken = withTail(
                    at,
                    { tail in
                        whole.append(contentsOf: tail.prefix(rest))
                        return min(tail.count, rest)
                    }), taken > 0
            else { return nil }
            at += taken
        }
        return whole.withUnsafeBufferPointer(body)
    }

    /// Calls `body` with the bytes from a place to the end of its page: one or more. Nil where there are none, or where the
    /// file could not be read.
    func withTail<Result>(_ place: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
        guard place >= 0, place < count else { return nil }
        let page = place / Self.pageSize
        let end = min(Self.pageSize, count - page * Self.pageSize)
        return withPage(page) { body(UnsafeBufferPointer(rebasing: $0[(place % Self.pageSize)..<end])) }
    }

    /// Makes room for the next page: the full ones go to the file once they are too many.
    private func beginPage() {
        if canSpill, count >= heldLimit {
            if !isInFile { openFile() }
            if isInFile, pages.count < Self.writtenPages { return pages.append(emptyPage()) }
            canSpill = isInFile && write(pages, from: count - pages.count * Self.pageSize)
            if canSpill { pages.removeAll(keepingCapacity: true) }
        }
        pages.append(emptyPage())
    }

    private func emptyPage() -> [UInt8] {
        var page: [UInt8] = []
        page.reserveCapacity(Self.pageSize)
        return page
    }

    /// Makes the file; without one nothing changes.
    private func openFile() {
        let folder = FileManager.default.temporaryDirectory.path
        var path = Array("\(folder)/opinion-XXXXXX".utf8CString)
        let opened = mkstemp(&path)
        guard opened >= 0 else { return }
        unlink(path)
        _ = fcntl(opened, F_SETFD, FD_CLOEXEC)
        descriptor = opened
        cache = Array(repeating: 0, count: Self.cachedPages * Self.pageSize)
        cached = Array(repeating: -1, count: Self.cachedPages)
    }

    /// Writes pages to their place in the file; whether all of them are there.
    private func write(_ pages: [[UInt8]], from start: Int) -> Bool {
        var joined: [UInt8] = []
        joined.reserveCapacity(pages.count * Self.pageSize)
        for page in pages { joined += page }
        var written = 0
        while written < joined.count {
            let sent = joined.withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress.map { $0 + written }, joined.count - written, off_t(start + written))
            }
            if sent < 0, errno == EINTR { continue }
            guard sent > 0 else { return false }
            written += sent
        }
        return true
    }

    /// Calls `body` with a page, from memory or from the file; nil where it could not be read.
    private func withPage<Result>(_ page: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
        // The pages in memory are the last ones.
        let held = (count + Self.pageSize - 1) / Self.pageSize - pages.count
        if page >= held { return pages[page - held].withUnsafeBufferPointer(body) }
        let slot = page % Self.cachedPages
        if cached[slot] != page, !load(page, into: slot) { return nil }
        return cache.withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0[(slot * Self.pageSize)..<((slot + 1) * Self.pageSize)]))
        }
    }

    /// Reads a page from the file into a slot; whether all of it came.
    private func load(_ page: Int, into slot: Int) -> Bool {
        cached[slot] = -1
        var taken = 0
        while taken < Self.pageSize {
            let got = cache.withUnsafeMutableBytes {
                pread(
                    descriptor, $0.baseAddress.map { $0 + slot * Self.pageSize + taken }, Self.pageSize - taken,
                    off_t(page * Self.pageSize + taken))
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { return false }
            taken += got
        }
        cached[slot] = page
        return true
    }
}
