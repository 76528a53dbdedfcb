import OpinionIngest

/// What ranking and the detectors know of a record: everything but its text.
public struct RecordFacts: Sendable {
    /// The record's id.
    public var id: RecordID
    /// How it came in.
    public var channel: Channel
    /// When it was received.
    public var received: CivilTime?
    /// Who sent it.
    public var person: PersonKey?
    /// Where the matter is.
    public var place: Record.Place
    /// What was done; `reply` is the masked reply.
    public var handling: Record.Handling
    /// What the sender thought of it.
    public var evaluation: Record.Evaluation
    /// How many liked it.
    public var likes: Int
    /// The first category level, from the source or from classification.
    public var category: String?
    /// Ids of the project types (needs) that its text speaks of, from classification.
    public var needs: [String]
    /// How grave the matter sounds, 0 (an inconvenience) to 1 (danger to life), from the severity words in its text.
    public var severity: Double
    /// The demand type as written (诉求类型); thanks and praise (感谢、表扬) are no complaints.
    public var demandType: String?
    /// The number that the office knows it by (工单编号); where it is nil evidence names the id.
    public var number: String?

    /// Facts of a record.
    public init(
        id: RecordID, channel: Channel, received: CivilTime?, person: PersonKey?, place: Record.Place = .init(),
        handling: Record.Handling = .init(), evaluation: Record.Evaluation = .init(), likes: Int = 0,
        category: String? = nil, needs: [String] = [], severity: Double = 0,
        demandType: String? = nil, number: String? = nil
    ) {
        self.id = id
        self.channel = channel
        self.received = received
        self.person = person
        self.place = place
        self.handling = handling
        self.evaluation = evaluation
        self.likes = likes
        self.category = category
        self.needs = needs
        self.severity = severity
        self.demandType = demandType
        self.number = number
    }

    /// How evidence names the record: its number, else its id.
    var shown: String { number.flatMap { $0.isEmpty ? nil : $0 } ?? id.rawValue }
}
