/// Makes the texts that people are shown and the texts that algorithms read from a record: `Record` →
/// `NormalizedRecord`.
///
/// Laws: the record stays as it was received; the masked texts are the original byte for byte outside the masked spans
/// (traditional characters, full-width marks and white space included); the match texts are the pipeline's form of the
/// original without its masked spans; the same record gives the same result on any thread.
public struct RecordNormalizer: Sendable {
    private let masker: Masker
    private let pipeline: NormalizationPipeline

    /// A normaliser with these parts; both are constants.
    public init(masker: Masker = Masker(), pipeline: NormalizationPipeline = .matching) {
        self.masker = masker
        self.pipeline = pipeline
    }

    /// The record with its texts and the log of both match texts. O(n) in the length of the texts.
    public func normalize(_ record: Record) -> NormalizedRecord {
        var changes: [String: Int] = [:]
        let (maskedTitle, matchTitle) = texts(of: record.title, &changes)
        let (maskedBody, matchBody) = texts(of: record.body, &changes)
        return NormalizedRecord(
            record: record, maskedTitle: maskedTitle, maskedBody: maskedBody,
            maskedReply: record.handling.reply.map { masker.mask($0).text }, matchTitle: matchTitle,
            matchBody: matchBody, changes: changes)
    }

    private func texts(of text: String, _ changes: inout [String: Int]) -> (masked: String, match: String) {
        guard !text.isEmpty else { return ("", "") }
        let masked = masker.mask(text)
        let match = pipeline.run(Masker.removing(masked.spans, from: text))
        changes.merge(match.changes, uniquingKeysWith: +)
        return (masked.text, match.text)
    }
}
