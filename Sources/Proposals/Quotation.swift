/// A short piece of what somebody wrote, for a draft that must never pass on the whole.
///
/// At most `maximumCharacters` characters and at most `maximumShare` of the text, from the sentence that says most; a text too
/// short to quote without giving it whole is not quoted.
public struct Quotation: Sendable, Hashable {
    /// The piece, with …… where something was cut.
    public var text: String

    /// Characters that a quotation has at most.
    public static let maximumCharacters = 40
    /// Share of the text that it is at most.
    public static let maximumShare = 0.5
    /// Characters below which a piece says nothing.
    static let leastCharacters = 6

    /// Picks a piece of a masked text.
    ///
    /// - Parameters:
    ///   - masked: masked text.
    ///   - words: what the draft is about; the sentence with most of them is quoted, the first of equals.
    /// - Returns: nil where the text is too short.
    public static func pick(from masked: String, about words: [String]) -> Quotation? {
        let clean = masked.split(whereSeparator: { $0.isWhitespace || $0.isNewline }).joined(separator: " ")
        let limit = min(maximumCharacters, Int(Double(clean.count) * maximumShare))
        guard limit >= leastCharacters else { return nil }
        let bytes = Array(clean.utf8)
        var best: (score: Int, text: String)?
        for range in PartWording.sentences(bytes, 0..<bytes.count) {
            let sentence = String(decoding: bytes[range], as: UTF8.self).trimmingPrefix(while: \.isWhitespace)
            guard sentence.count >= leastCharacters else { continue }
            let score = words.count { sentence.contains($0) }
            if score > best?.score ?? -1 { best = (score, String(sentence)) }
        }
        guard let sentence = best?.text else { return nil }
        guard sentence.count > limit else { return Quotation(text: sentence) }
        // Begin a little before the first word that the draft is about.
        let start = words.compactMap { sentence.firstRange(of: $0)?.lowerBound }.min() ?? sentence.startIndex
        let lead = sentence.distance(from: sentence.startIndex, to: start)
        let skip = lead + 12 > limit ? max(0, lead - 6) : 0
        let piece = sentence.dropFirst(skip).prefix(limit)
        let isCut = skip + piece.count < sentence.count
        return Quotation(text: (skip > 0 ? "……" : "") + piece + (isCut ? "……" : ""))
    }
}
