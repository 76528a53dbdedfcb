import Foundation

/// The merged cells of a sheet that reach over several rows: the rows below get the value of the first one, where they have
/// something of their own.
///
/// A workbook lists its merged cells after the rows, so they are found by a pass of their own that only looks for the list.
struct MergedCells: Sendable {
    /// Bytes of the list that are looked at.
    static let listLimit = 16 << 20
    /// Cells filled in one sheet, and bytes in them: merges cannot make a small file a huge one.
    static let fillLimit = 2_000_000
    static let byteLimit = 128 << 20
    /// A value longer than this is not repeated.
    static let valueLimit = 4_096

    private struct Area: Sendable {
        var column: Int
        var lastRow: Int
    }

    /// By the first row.
    private var areas: [Int: [Area]] = [:]
    private var open: [(column: Int, lastRow: Int, value: String)] = []
    private var bytes = 0
    /// Cells filled so far.
    private(set) var filled = 0

    /// None.
    init() {}

    /// The merged cells of a sheet. O(inflated bytes).
    init(part: String, in archive: ZipArchive) throws {
        let word = Array("mergeCells".utf8)
        var tail: [UInt8] = []
        var list: [UInt8] = []
        var isFound = false
        do {
            _ = try archive.read(part) { chunk in
                if isFound {
                    list.append(contentsOf: chunk)
                    return list.count < Self.listLimit
                }
                // The word may be cut between two pieces.
                let seam = tail + chunk.prefix(word.count)
                if let place = Self.find(word, in: seam), place < tail.count {
                    list = Array(tail[place...]) + chunk
                    isFound = true
                } else if let place = chunk.withContiguousStorageIfAvailable({ Self.find(word, in: $0) }) ?? nil {
                    list = Array(chunk[place...])
                    isFound = true
                }
                tail = chunk.count >= word.count ? Array(chunk.suffix(word.count - 1)) : tail + chunk
                return true
            }
        } catch IngestError.corrupt { return }
        parse(list)
    }

    private static func find(_ word: [UInt8], in bytes: some Collection<UInt8>) -> Int? {
        bytes.withContiguousStorageIfAvailable { all -> Int? in
            guard let base = all.baseAddress, let first = word.first, all.count >= word.count else { return nil }
            var i = 0
            while i <= all.count - word.count {
                guard let found = memchr(base + i, Int32(first), all.count - word.count - i + 1) else { return nil }
                i = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
                if memcmp(base + i, word, word.count) == 0 { return i }
                i += 1
            }
            return nil
        } ?? nil
    }

    /// Reads the `ref="A3:A5"` up to the list's end.
    private mutating func parse(_ list: [UInt8]) {
        var i = 0
        while i + 5 < list.count {
            if list[i] == UInt8(ascii: "/"), list[i...].dropFirst().prefix(16).contains(UInt8(ascii: "s")),
                String(decoding: list[i...].prefix(24), as: UTF8.self).contains("mergeCells")
            {
                return
            }
            guard list[i] == UInt8(ascii: "r"), list[i + 1] == UInt8(ascii: "e"), list[i + 2] == UInt8(ascii: "f"),
                list[i + 3] == UInt8(ascii: "="), list[i + 4] == 0x22 || list[i + 4] == 0x27
            else {
                i += 1
                continue
            }
            let text = list[(i + 5)...].prefix(40).prefix { $0 != 0x22 && $0 != 0x27 }
            i += 5 + text.count
            let corners = text.split(separator: UInt8(ascii: ":")).map(Self.corner)
            guard corners.count == 2, let first = corners[0], let last = corners[1], last.row > first.row else {
                continue
            }
            areas[first.row, default: []].append(Area(column: first.column, lastRow: last.row))
        }
    }

    private static func corner(_ text: ArraySlice<UInt8>) -> (column: Int, row: Int)? {
        var (column, row) = (0, 0)
        for byte in text {
            switch byte {
            case 0x41...0x5A where column < 20_000: column = column * 26 + Int(byte) - 0x40
            case 0x30...0x39 where row < 100_000_000: row = row * 10 + Int(byte) - 0x30
            case 0x24: continue
            default: return nil
            }
        }
        return column > 0 && column <= 16_384 && row > 0 ? (column - 1, row) : nil
    }

    /// Fills a row from the merged cells above it, and remembers those that begin in it.
    mutating func fill(_ cells: inout [String], row: Int) {
        if areas.isEmpty { return }
        open.removeAll { $0.lastRow < row }
        if !open.isEmpty, cells.contains(where: { !$0.isBlankText }) {
            for area in open where filled < Self.fillLimit && bytes < Self.byteLimit && !area.value.isEmpty {
                while cells.count <= area.column { cells.append("") }
                guard cells[area.column].isEmpty else { continue }
                cells[area.column] = area.value
                filled += 1
                bytes += area.value.utf8.count
            }
        }
        for area in areas[row] ?? [] where open.count < 16_384 {
            let value = cells.indices.contains(area.column) ? cells[area.column] : ""
            open.append((area.column, area.lastRow, value.utf8.count <= Self.valueLimit ? value : ""))
        }
    }
}
