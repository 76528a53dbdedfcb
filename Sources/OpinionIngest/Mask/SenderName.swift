import Foundation

/// A sender's own name as the source's 来电人 or 来信人 column gives it, made ready for finding it in the texts.
///
/// Of `张三、李四（业主）` it keeps 张三 and 李四. What is no name (匿名, 全体业主, 张先生, a company) is left out.
struct SenderName: Sendable {
    private struct Pattern {
        var bytes: [UInt8]
        var replacement: String
    }

    private var patterns: [Pattern] = []

    /// The names in a cell; nil where there is none.
    init?(_ cell: String) {
        guard cell.utf8.count <= 256 else { return nil }
        // Most cells are a name and nothing else.
        let scalars = cell.unicodeScalars.map(\.value)
        if (2...4).contains(scalars.count),
            scalars.allSatisfy({ UTF8Scan.isHan($0) && !CompatibilityFolder.isOpen($0) })
        {
            let surname = Surnames.length(scalars)
            if Self.isPlaceholder(scalars, surname: surname) { return nil }
            // Han characters of the BMP have three bytes each.
            let bytes = Array(cell.utf8)
            let shown = String(decoding: bytes.prefix(3 * (surname ?? 1)), as: UTF8.self)
            patterns = [Pattern(bytes: bytes, replacement: shown + MaskKind.name.replacement)]
            return
        }
        var folded: [UInt8] = []
        var copy = cell
        _ = copy.withUTF8 { CompatibilityFolder().normalize($0, into: &folded) }
        take(cell)
        if !folded.isEmpty {
            let text = String(decoding: folded, as: UTF8.self)
            take(text)
            let run = text.unicodeScalars.map(\.value)
            if run.allSatisfy({ UTF8Scan.isHan($0) }) { add(run, written: cell.unicodeScalars.map(\.value)) }
        }
        if patterns.isEmpty { return nil }
        // Longer names first, so that a name within another leaves nothing of it.
        patterns.sort { $0.bytes.count > $1.bytes.count }
    }

    private mutating func take(_ text: String) {
        let scalars = text.unicodeScalars.map(\.value)
        let runs = scalars.split { !UTF8Scan.isHan($0) && !Self.isMiddleDot($0) }.map { Array($0) }
        for run in runs.allSatisfy({ $0.count == 1 }) ? [runs.flatMap { $0 }] : runs { add(run) }
        // 张 三 in the cell may be 张 三 in the text.
        if runs.count > 1, runs.allSatisfy({ $0.count == 1 }) { add(runs.flatMap { $0 }, written: scalars) }
    }

    private mutating func add(_ run: [UInt32], written: [UInt32]? = nil) {
        let surname = Surnames.length(run)
        let dotted = run.contains(where: Self.isMiddleDot)
        guard (2...(dotted ? 20 : 4)).contains(run.count), !Self.isPlaceholder(run, surname: surname) else { return }
        let bytes = Array(MaskScanner.text(written ?? run).utf8)
        guard !patterns.contains(where: { $0.bytes == bytes }) else { return }
        patterns.append(
            Pattern(bytes: bytes, replacement: MaskScanner.text(run.prefix(surname ?? 1)) + MaskKind.name.replacement))
    }

    private static func isMiddleDot(_ value: UInt32) -> Bool { value == 0xB7 || value == 0x2022 || value == 0x30FB }

    /// What people put in place of a name.
    private static let placeholders = WordSet(
        """
        匿名 不详 未知 保密 群众 市民 居民 村民 业主 网友 网民 游客 用户 住户 家长 学生 职工 某某 无名 没有 暂无 隐名 来电人 来信人 反映人 投诉人 热心市民 热心群众
        匿名市民 匿名群众 匿名用户 一位市民 本人 同上 先生 女士 小姐 代表
        """)

    /// Last characters of groups and roles that begin like a surname: 车主, 全体.
    private static let groupEndings = HanSet("主东户民体客众员家部位人们方村")

    private static func isPlaceholder(_ run: [UInt32], surname: Int?) -> Bool {
        if placeholders.contains(run) || NameWords.looksLikeBody(run) || NameWords.containsNever(run) { return true }
        guard let surname else { return false }
        if NameWords.isTitled(run, surname: surname) { return true }
        return NameWords.isOpening(run) && (run.last.map { groupEndings.contains($0) } ?? false)
    }

    /// Adds the places of the name to the spans found otherwise; a span that it overlaps grows to cover both.
    func add(to spans: inout [MaskSpan], in bytes: UnsafeBufferPointer<UInt8>) {
        for pattern in patterns {
            var at = 0
            while let start = Self.find(pattern.bytes, in: bytes, from: at) {
                at = start + pattern.bytes.count
                let range = start..<at
                let touched = spans.indices.filter { spans[$0].range.overlaps(range) }
                guard let first = touched.first, let last = touched.last else {
                    spans.append(MaskSpan(kind: .name, range: range, replacement: pattern.replacement))
                    spans.sort { $0.range.lowerBound < $1.range.lowerBound }
                    continue
                }
                let low = min(spans[first].range.lowerBound, start)
                let high = max(spans[last].range.upperBound, at)
                if touched.count == 1, spans[first].range == low..<high { continue }
                let whole = spans[first].kind == .name && low == start
                spans[first] = MaskSpan(
                    kind: spans[first].kind, range: low..<high,
                    replacement: whole ? pattern.replacement : spans[first].replacement)
                if last > first { spans.removeSubrange((first + 1)...last) }
            }
        }
    }

    /// Where the needle stands from a place on; its third byte is the one that tells Han characters apart best.
    private static func find(_ needle: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, from: Int) -> Int? {
        guard let base = bytes.baseAddress, needle.count >= 4 else { return nil }
        var at = from
        while bytes.count - at >= needle.count {
            // The third byte of the last place where the needle still fits is the end of the search.
            let length = bytes.count - at - needle.count + 1
            guard let found = memchr(base + at + 2, Int32(needle[2]), length) else { return nil }
            at = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found)) - 2
            if memcmp(base + at, needle, needle.count) == 0 { return at }
            at += 1
        }
        return nil
    }
}
