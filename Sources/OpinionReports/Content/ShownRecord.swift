import OpinionIngest

/// A record as people may see it: masked texts and what is known around them. There is no field for an original text,
/// an address as written or a person.
public struct ShownRecord: Sendable, Equatable {
    /// The record's id.
    public var id: RecordID
    /// How it came in.
    public var channel: Channel
    /// The number that the source gave it.
    public var number: String?
    /// When it was received.
    public var received: CivilTime?
    /// The masked title.
    public var title: String
    /// The masked text.
    public var body: String
    /// The masked reply.
    public var reply: String?
    /// County, township and community as far as known, for example `海临县 丽泽街道 丽景社区`; never a house number.
    public var place: String
    /// The unit that must answer.
    public var unit: String?
    /// The status as written.
    public var status: String?
    /// The file and row to look it up in.
    public var source: SourceRow

    /// A record from its shown parts; the texts must be masked.
    public init(
        id: RecordID, channel: Channel, number: String? = nil, received: CivilTime? = nil, maskedTitle: String,
        maskedBody: String, maskedReply: String? = nil, place: String = "", unit: String? = nil,
        status: String? = nil, source: SourceRow
    ) {
        self.id = id
        self.channel = channel
        self.number = number
        self.received = received
        self.title = maskedTitle
        self.body = maskedBody
        self.reply = maskedReply
        self.place = place
        self.unit = unit
        self.status = status
        self.source = source
    }

    /// A record's shown side: only its masked texts, and its place without the address.
    public init(_ normalized: NormalizedRecord) {
        let record = normalized.record
        self.init(
            id: record.id, channel: record.channel, number: record.number, received: record.received,
            maskedTitle: normalized.maskedTitle, maskedBody: normalized.maskedBody,
            maskedReply: normalized.maskedReply, place: Self.placeText(record.place),
            unit: record.handling.leadUnit, status: record.handling.status, source: record.source)
    }

    /// County, township and community as one text.
    public static func placeText(_ place: Record.Place) -> String {
        [place.county, place.township, place.community].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// The month received, as `2024-07`; nil where not even the month is known.
    public var month: String? {
        guard let received, received.precision >= .month else { return nil }
        return ReportMonth.text(received.monthNumber)
    }
}

/// Months as the numbers of `CivilTime.monthNumber` and as texts.
enum ReportMonth {
    /// `2024-07` for 654.
    static func text(_ number: Int) -> String {
        let year = 1970 + (number >= 0 ? number : number - 11) / 12
        let month = number - (year - 1970) * 12 + 1
        return "\(year)-\(month < 10 ? "0" : "")\(month)"
    }
}
