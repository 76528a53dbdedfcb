/// Finds personal data in a text and replaces it: `请联系张三13800000000` becomes `请联系张三[手机号]`.
///
/// What is found:
/// - by shape: mobile and landline numbers, id-card numbers, bank cards (Luhn), number plates, e-mail;
/// - by shape after a cue: bare 7 and 8 digit numbers after 电话, any 18 digits after 身份证, accounts after 卡号,
///   QQ and WeChat ids, names after 联系人, 姓名, 户主, 本人, 我叫 and the like;
/// - names by what follows them: honorifics (回复赵铁柱同志, 孙小红女士您好), 等28人, 敬上, a phone number; and by where they
///   stand: 村民张三反映, the signature of a letter;
/// - residences: the number and what follows in 家住人民路207号 and 幸福路18号3幢2单元501室 → 幸福路[门牌号]. A street number
///   without a word of living before it or a flat after it says where a matter is, and stays (溪滨路208号路灯坏了);
/// - rooms (`3栋[门牌号]` for 3栋2单元501室; the building stays, it says where the matter is) and village house numbers.
///
/// Full-width digits and letters count as their half-width forms. Replacements keep nothing that identifies; of a name
/// the surname stays. Public numbers (12345, 110, 400 lines), years, amounts, order numbers and placeholders such as
/// A3区 stay. A masked text masks to itself.
///
/// Bytes outside the spans are the source's own. One pass over the bytes with a table look-up per Han character; only
/// digits and cue characters cost more, and a text with something to mask is read again as it will stand, until nothing is
/// left. O(n). A masker is a constant and can be used from any number of threads.
///
/// Quirks: a name without any such cue is not found, nor one with a middle dot; 13 to 19 digits that pass Luhn by chance and
/// begin like a card are masked; names of one given character swallow a following character before punctuation.
public struct Masker: Sendable {
    /// The masker.
    public init() {}

    /// The text with its personal data replaced; `spans` is empty where there was none. O(n).
    public func mask(_ text: String) -> MaskedText { mask(text, sender: nil) }

    /// A short field (a unit, a status, a category, a work-order number) with its personal data replaced:
    /// `物业公司李强13900001111` becomes `物业公司李某[手机号]`. What names nobody comes back as it is. O(n).
    public func maskField(_ text: String) -> String { maskField(text, sender: nil) }

    /// A short field in which the sender's name is replaced as well.
    func maskField(_ text: String, sender: SenderName?) -> String {
        // The shortest thing to mask is a name of two characters, six bytes, or five digits.
        text.utf8.count < 5 ? text : mask(text, sender: sender).text
    }

    /// Replaces personal data in a short field; returns whether there was any. O(n).
    @discardableResult
    func maskField(_ text: inout String?, _ sender: SenderName?) -> Bool {
        guard let written = text, written.utf8.count >= 5 else { return false }
        let masked = mask(written, sender: sender)
        if masked.spans.isEmpty { return false }
        text = masked.text
        return true
    }

    /// The text with its personal data and every occurrence of the sender's own name replaced.
    func mask(_ text: String, sender: SenderName?) -> MaskedText {
        var text = text
        let result = text.withUTF8 { bytes -> (spans: [MaskSpan], output: [UInt8]) in
            var spans = Self.spans(in: bytes)
            sender?.add(to: &spans, in: bytes)
            return spans.isEmpty ? ([], []) : Self.settled(spans, in: bytes)
        }
        guard !result.spans.isEmpty else { return MaskedText(text: text, spans: []) }
        return MaskedText(text: String(decoding: result.output, as: UTF8.self), spans: result.spans)
    }

    /// Masks what was masked again until nothing changes, and gives all passes' spans as spans of the source.
    ///
    /// A rule looks at what stands around a number or a name, and a span beside it takes that away: behind `[QQ号]` digits may
    /// begin an account that they went on with before. No rule can foresee what the others will write, so the text is
    /// read as it will stand. Nearly every text has its last spans after the first pass; the second one proves it.
    private static func settled(
        _ found: [MaskSpan], in bytes: UnsafeBufferPointer<UInt8>
    ) -> (spans: [MaskSpan], output: [UInt8]) {
        var spans = found
        var output = rebuild(bytes, found, replacing: true)
        for _ in 1..<maximumPasses {
            let more = output.withUnsafeBufferPointer { Self.spans(in: $0) }
            if more.isEmpty { break }
            let next = output.withUnsafeBufferPointer { rebuild($0, more, replacing: true) }
            if next == output { break }
            spans = SpanComposition.composed(spans, then: more, middle: output)
            output = next
        }
        return (spans, output)
    }

    /// How often a text is masked at most: keeps the time linear for texts made to need one pass for each number.
    private static let maximumPasses = 16

    /// The text without the given spans of it, nothing in their place: what matching reads. O(n).
    public static func removing(_ spans: [MaskSpan], from text: String) -> String {
        guard !spans.isEmpty else { return text }
        var text = text
        return text.withUTF8 { String(decoding: rebuild($0, spans, replacing: false), as: UTF8.self) }
    }

    /// The bytes of the text without the given spans of it. O(n).
    static func bytes(of text: String, without spans: [MaskSpan]) -> [UInt8] {
        var text = text
        return text.withUTF8 { rebuild($0, spans, replacing: false) }
    }

    private static func spans(in bytes: UnsafeBufferPointer<UInt8>) -> [MaskSpan] {
        MaskCues.table.withUnsafeBufferPointer { table in
            var scanner = MaskScanner(bytes: bytes, table: table)
            scanner.scan()
            return scanner.spans
        }
    }

    private static func rebuild(
        _ bytes: UnsafeBufferPointer<UInt8>, _ spans: [MaskSpan], replacing: Bool
    ) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + 16)
        var copied = 0
        for span in spans where span.range.lowerBound >= copied && span.range.upperBound <= bytes.count {
            output.append(contentsOf: bytes[copied..<span.range.lowerBound])
            if replacing { output.append(contentsOf: span.replacement.utf8) }
            copied = span.range.upperBound
        }
        output.append(contentsOf: bytes[copied...])
        return output
    }
}
