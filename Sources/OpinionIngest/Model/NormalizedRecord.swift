/// A record with the two texts made from it: the masked one that people are shown and the matching one that the
/// algorithms read.
///
/// In `record`, title, body, reply, number and address are the original ones and must not be shown; unit, status, type,
/// categories and place names are the original ones with personal data masked, and may be shown.
public struct NormalizedRecord: Sendable {
    /// The record as received, personal data in its short fields masked.
    public var record: Record
    /// The title as written, with personal data masked: what people are shown.
    public var maskedTitle: String
    /// The text as written, with personal data masked: what people are shown.
    public var maskedBody: String
    /// The unit's reply as written, with personal data masked.
    public var maskedReply: String?
    /// The title for matching: NFKC, simplified, white space folded, personal data removed.
    public var matchTitle: String
    /// The text for matching: NFKC, simplified, white space and line noise folded, personal data removed.
    public var matchBody: String
    /// What normalising changed, for the log: the name of each normaliser and how many characters it changed.
    public var changes: [String: Int]

    /// A record with its texts.
    public init(
        record: Record, maskedTitle: String, maskedBody: String, maskedReply: String?, matchTitle: String,
        matchBody: String, changes: [String: Int]
    ) {
        self.record = record
        self.maskedTitle = maskedTitle
        self.maskedBody = maskedBody
        self.maskedReply = maskedReply
        self.matchTitle = matchTitle
        self.matchBody = matchBody
        self.changes = changes
    }
}
