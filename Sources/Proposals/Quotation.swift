/// A short piece of what somebody wrote, for a draft that must never pass on the whole.
///
/// At most `maximumCharacters` characters and at most `maximumShare` of the text, from the sentence that says most; a text too
/// short to quote without giving it whole is not quoted.
public struct Quotation: Sendable, Hashable {
    /// The piece, with …… where something was cut.
    public var text: String

    /// A piece.
    public init(text: String) { self.text = text }

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
    ///   - isFit: which sentences may be quoted.
    /// - Returns: nil where the text is too short, or no sentence fits.
    public static func pick(
        from masked: String, about words: [String], where isFit: (String) -> Bool = { _ in true }
    ) -> Quotation? {
        let clean = masked.split(whereSeparator: { $0.isWhitespace || $0.isNewline }).joined(separator: " ")
        let limit = min(maximumCharacters, Int(Double(clean.count) * maximumShare))
        guard limit >= leastCharacters else { return nil }
        let bytes = Array(clean.utf8)
        var best: (score: Int, text: String)?
        for range in PartWording.sentences(bytes, 0..<bytes.count) {
            let sentence = String(decoding: bytes[range], as: UTF8.self).trimmingPrefix(while: \.isWhitespace)
            guard sentence.count >= leastCharacters, isFit(String(sentence)) else { continue }
            let score = words.count { sentence.contains($0) }
            if score > best?.score ?? -1 { best = (score, String(sentence)) }
        }
        guard let sentence = best.map({ withoutAddress($0.text) }) else { return nil }
        guard sentence.count > limit else { return Quotation(text: sentence) }
        // Begin a little before the first word that the draft is about.
        let start = words.compactMap { sentence.firstRange(of: $0)?.lowerBound }.min() ?? sentence.startIndex
        let lead = sentence.distance(from: sentence.startIndex, to: start)
        let skip = lead + 12 > limit ? max(0, lead - 6) : 0
        let piece = sentence.dropFirst(skip).prefix(limit)
        let isCut = skip + piece.count < sentence.count
        return Quotation(text: (skip > 0 ? "……" : "") + piece + (isCut ? "……" : ""))
    }

    /// Whether two pieces say the same: half of the shorter one's pairs of characters are in the other.
    public func resembles(_ other: Quotation) -> Bool {
        let (own, others) = (Self.pairs(text), Self.pairs(other.text))
        let least = min(own.count, others.count)
        return least == 0 || own.intersection(others).count * 2 >= least
    }

    private static func pairs(_ text: String) -> Set<String> {
        let characters = text.filter { $0.isLetter || $0.isNumber }
        return Set(zip(characters, characters.dropFirst()).map { String([$0, $1]) })
    }

    /// Without 您好：, 来电人反映： and the like, where enough follows.
    private static func withoutAddress(_ sentence: String) -> String {
        guard let colon = sentence.prefix(16).firstIndex(where: { "：:".contains($0) }) else { return sentence }
        let head = sentence[..<colon]
        let rest = sentence[sentence.index(after: colon)...].drop { $0.isWhitespace }
        let isAddress = ["您好", "你好", "来电", "反映", "是这样", "情况", "诉求"].contains { head.contains($0) }
        return isAddress && rest.count >= leastCharacters ? String(rest) : sentence
    }
}
