/// Chooses the words that are shown as the reason for a class.
///
/// Words of two and more characters come first; runs of characters, which overlap each other and end anywhere, only where
/// no word speaks for the class. The same words at the beginning and in the rest count together, and what stands inside
/// a stronger term, or around it, is left out.
enum DecidingTerms {
    /// What a feature adds to the best class over the second.
    struct Points {
        var range: Range<Int>
        var gain: Float
        var isWord: Bool
    }

    /// At most `limit` terms, strongest first. O(n log n) in the number of features.
    static func choose(_ points: [Points], in text: UnsafeBufferPointer<UInt8>, limit: Int) -> [String] {
        let words = strongest(points.filter(\.isWord), text, limit)
        return words.isEmpty ? strongest(points.filter { !$0.isWord }, text, limit) : words
    }

    private static func strongest(
        _ points: [Points], _ text: UnsafeBufferPointer<UInt8>, _ limit: Int
    ) -> [String] {
        var gains: [String: Float] = [:]
        // Features of both blocks come in a fixed order, so sums do too.
        let sorted = points.sorted { ($0.gain, $1.range.lowerBound) > ($1.gain, $0.range.lowerBound) }
        for point in sorted.prefix(limit * 16) {
            let bytes = UnsafeBufferPointer(rebasing: text[point.range])
            guard isReadable(bytes) else { continue }
            gains[String(decoding: bytes, as: UTF8.self), default: 0] += point.gain
        }
        var chosen: [String] = []
        for term in gains.sorted(by: { ($0.value, $1.key) > ($1.value, $0.key) }).map(\.key) {
            guard chosen.count < limit else { break }
            if chosen.allSatisfy({ !$0.contains(term) && !term.contains($0) }) { chosen.append(term) }
        }
        return chosen
    }

    /// Two and more letters or Han characters: no punctuation, no digits (which might be somebody's number), no space.
    private static func isReadable(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        return text.unicodeScalars.count >= 2
            && text.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0.properties.isIdeographic }
    }
}
