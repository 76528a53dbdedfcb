/// Makes the texts that people are shown and the texts that algorithms read from a record: `Record` →
/// `NormalizedRecord`.
///
/// Laws: the record's title, text, reply, address and number stay as they were received; its short fields (unit, status,
/// type, categories, county to grid) stay too, except that personal data in them is masked, because they are shown as
/// they are; the masked texts are the original byte for byte outside the masked spans
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
    ///
    /// `sender` is the sender's own name as the source wrote it (来电人、来信人): every occurrence is masked in all texts
    /// and removed for matching, cue or no cue. A placeholder (匿名, 张先生, a company) masks nothing.
    public func normalize(_ record: consuming Record, sender: String? = nil) -> NormalizedRecord {
        let sender = sender.flatMap { SenderName($0) }
        var changes: [String: Int] = [:]
        let (maskedTitle, matchTitle) = texts(of: record.title, sender, &changes)
        let (maskedBody, matchBody) = texts(of: record.body, sender, &changes)
        let maskedReply = record.handling.reply.map { masker.mask($0, sender: sender).text }
        var result = NormalizedRecord(
            record: record, maskedTitle: maskedTitle, maskedBody: maskedBody, maskedReply: maskedReply,
            matchTitle: matchTitle, matchBody: matchBody, changes: changes)
        maskFields(of: &result.record, sender)
        return result
    }

    /// One text in its three forms with the ways between them; `sender` as in `normalize(_:sender:)`. The same texts as
    /// `normalize(_:sender:)` gives. O(n).
    public func located(_ text: String, sender: String? = nil) -> LocatedText {
        let masked = masker.mask(text, sender: sender.flatMap { SenderName($0) })
        return LocatedText(original: text, masked: masked, pipeline: pipeline)
    }

    /// Replaces personal data in the short fields that are shown as they are.
    private func maskFields(of record: inout Record, _ sender: SenderName?) {
        masker.maskField(&record.demandType, sender)
        for index in record.categories.indices {
            var category: String? = record.categories[index]
            if masker.maskField(&category, sender), let category { record.categories[index] = category }
        }
        masker.maskField(&record.place.county, sender)
        masker.maskField(&record.place.township, sender)
        masker.maskField(&record.place.community, sender)
        masker.maskField(&record.place.grid, sender)
        masker.maskField(&record.handling.leadUnit, sender)
        if !record.handling.jointUnits.isEmpty {
            record.handling.jointUnits = record.handling.jointUnits.map { masker.maskField($0, sender: sender) }
        }
        masker.maskField(&record.handling.status, sender)
    }

    private func texts(
        of text: String, _ sender: SenderName?, _ changes: inout [String: Int]
    ) -> (masked: String, match: String) {
        guard !text.isEmpty else { return ("", "") }
        let masked = masker.mask(text, sender: sender)
        let match =
            masked.spans.isEmpty
            ? pipeline.text(text, adding: &changes)
            : pipeline.text(Masker.bytes(of: text, without: masked.spans), adding: &changes)
        return (masked.text, match)
    }
}
