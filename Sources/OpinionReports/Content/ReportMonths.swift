/// The months that a report's charts and tables show.
///
/// One record dated 1990 by mistake must not stretch the axis over thirty years. The rarest months at either end (half a
/// percent of the records, at least one) do not count unless they lie within a year of the rest; what is left is the
/// bulk. Charts show at most the last 36 months of it, and the report says how many records lie outside.
package struct ReportMonths: Sendable, Equatable {
    /// The most months that a chart shows.
    package static let most = 36

    /// The first and last month of the bulk, in months since January 1970; nil without a dated record.
    package let bulk: ClosedRange<Int>?
    /// The months shown, without gaps; empty without a dated record.
    package let shown: [Int]
    /// Dated records outside the bulk.
    package let outsideBulk: Int
    /// Dated records outside the months shown.
    package let outsideShown: Int

    /// From the months of all dated records, in any order. n log n.
    package init(_ numbers: [Int]) {
        let sorted = numbers.sorted()
        guard !sorted.isEmpty else {
            (bulk, shown, outsideBulk, outsideShown) = (nil, [], 0, 0)
            return
        }
        // Of two records nobody can say which one is wrong.
        let trimmed = sorted.count < 3 ? 0 : max(1, sorted.count / 200)
        var low = trimmed
        var high = sorted.count - 1 - trimmed
        while low > 0, sorted[low] - sorted[low - 1] <= 12 { low -= 1 }
        while high + 1 < sorted.count, sorted[high + 1] - sorted[high] <= 12 { high += 1 }
        let (first, last) = (sorted[low], sorted[high])
        let from = max(first, last - Self.most + 1)
        bulk = first...last
        shown = Array(from...last)
        outsideBulk = sorted.count - (high - low + 1)
        outsideShown = sorted.reduce(0) { $0 + ($1 < from || $1 > last ? 1 : 0) }
    }

    /// From the records; those without a month do not count.
    init(_ records: [ShownRecord]) {
        self.init(records.compactMap { $0.month == nil ? nil : $0.received?.monthNumber })
    }
}
