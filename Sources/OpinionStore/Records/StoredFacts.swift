import OpinionIngest

/// A stored record without its texts.
public struct StoredFacts: Sendable, Equatable {
    /// The record's id.
    public var id: RecordID
    /// How it came in.
    public var channel: Channel
    /// Where it was read first.
    public var source: SourceRow
    /// The number that the source gave it, exactly as written.
    public var number: String?
    /// When it was received.
    public var received: CivilTime?
    /// Who sent it.
    public var person: PersonKey?
    /// The demand type as written.
    public var demandType: String?
    /// Category levels 1 to 3 as the source gives them.
    public var categories: [String]
    /// Where the matter is; what may be known of the address depends on who holds these facts.
    public var place: OpinionIngest.Record.Place
    /// What was done about it; `reply` is the masked reply.
    public var handling: OpinionIngest.Record.Handling
    /// What the sender thought of it.
    public var evaluation: OpinionIngest.Record.Evaluation
    /// How many liked it.
    public var likes: Int
    /// How many disliked it.
    public var dislikes: Int
    /// How many signed with the sender.
    public var cosigners: Int
    /// Whether it is an informant's report (举报): its words, its sender and its unit may not be handed on together.
    public var isInformant: Bool

    /// Facts; only the id, the channel and the source are required.
    public init(
        id: RecordID, channel: Channel, source: SourceRow, number: String? = nil, received: CivilTime? = nil,
        person: PersonKey? = nil, demandType: String? = nil, categories: [String] = [],
        place: OpinionIngest.Record.Place = .init(), handling: OpinionIngest.Record.Handling = .init(),
        evaluation: OpinionIngest.Record.Evaluation = .init(), likes: Int = 0, dislikes: Int = 0, cosigners: Int = 0,
        isInformant: Bool = false
    ) {
        self.id = id
        self.channel = channel
        self.source = source
        self.number = number
        self.received = received
        self.person = person
        self.demandType = demandType
        self.categories = categories
        self.place = place
        self.handling = handling
        self.evaluation = evaluation
        self.likes = likes
        self.dislikes = dislikes
        self.cosigners = cosigners
        self.isInformant = isInformant
    }
}

/// A record as the algorithms read it.
public struct StoredRecord: Sendable, Equatable {
    /// Everything but the texts. `place.address` is as written and may not be shown.
    public var facts: StoredFacts
    /// The title for matching.
    public var matchTitle: String
    /// The text for matching.
    public var matchBody: String

    /// Facts with the texts for matching.
    public init(facts: StoredFacts, matchTitle: String, matchBody: String) {
        self.facts = facts
        self.matchTitle = matchTitle
        self.matchBody = matchBody
    }
}

/// A record as people are shown it.
public struct ShownRecord: Sendable, Equatable {
    /// Everything but the texts. `place.address` is always nil: an address as written may hold a house number.
    public var facts: StoredFacts
    /// The masked title.
    public var title: String
    /// The masked text.
    public var body: String

    /// Facts with the masked texts.
    public init(facts: StoredFacts, title: String, body: String) {
        self.facts = facts
        self.title = title
        self.body = body
    }
}

/// The untouched texts of a record. Restricted: they hold personal data and may not leave the office's own machine.
public struct OriginalTexts: Sendable, Equatable {
    /// The title as received.
    public var title: String
    /// The text as received.
    public var body: String
    /// The unit's reply as received.
    public var reply: String?
    /// The address as received.
    public var address: String?

    /// Texts as received.
    public init(title: String, body: String, reply: String? = nil, address: String? = nil) {
        self.title = title
        self.body = body
        self.reply = reply
        self.address = address
    }
}
