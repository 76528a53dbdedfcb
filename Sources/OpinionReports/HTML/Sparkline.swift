/// A small bar chart of months as SVG, for a table cell.
enum Sparkline {
    /// Bars for the counts, the highest as high as the picture; an empty text for no counts.
    static func svg(_ counts: [Int]) -> String {
        guard let most = counts.max(), most > 0 else { return "" }
        let width = counts.count * 5
        var path = ""
        for (index, count) in counts.enumerated() where count > 0 {
            let height = max(2, min(22, 22 * count / most))
            path += "M\(index * 5) \(24 - height)h4v\(height)h-4z"
        }
        return "<svg class=\"spark\" width=\"\(width)\" height=\"24\" viewBox=\"0 0 \(width) 24\" aria-hidden=\"true\">"
            + "<path d=\"\(path)\"/></svg>"
    }
}
