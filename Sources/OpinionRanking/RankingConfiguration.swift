/// Every number that ranking and lead finding can be told, with defaults that an installation may change.
///
/// Decoding takes the default for a key that is absent, so a file states only what it changes.
public struct RankingConfiguration: Sendable, Equatable, Codable {
    /// What each part adds to the score at most.
    public var weights: ScoreWeights
    /// How candidates are found and their parts scaled.
    public var candidates: CandidateSettings
    /// When a lead is a lead, and how many are shown.
    public var leads: LeadSettings

    /// The settings; all have defaults.
    public init(weights: ScoreWeights = .init(), candidates: CandidateSettings = .init(), leads: LeadSettings = .init())
    {
        self.weights = weights
        self.candidates = candidates
        self.leads = leads
    }

    /// Decodes what is there and takes defaults for the rest.
    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            weights: try box.decodeIfPresent(ScoreWeights.self, forKey: .weights) ?? .init(),
            candidates: try box.decodeIfPresent(CandidateSettings.self, forKey: .candidates) ?? .init(),
            leads: try box.decodeIfPresent(LeadSettings.self, forKey: .leads) ?? .init())
    }

    /// Throws for the first setting outside its range, or for weights that do not sum to 100 (within 1e-9).
    public func validate() throws(RankingError) {
        for (name, value) in weights.named {
            try Self.check("weights.\(name)", value, 0...100)
        }
        let sum = weights.named.reduce(0) { $0 + $1.value }
        guard abs(sum - 100) <= 1e-9 else { throw .weights(sum: sum) }
        try candidates.validate()
        try leads.validate()
    }

    static func check(_ name: String, _ value: Double, _ range: ClosedRange<Double>) throws(RankingError) {
        guard range.contains(value) else { throw .setting(name: name, value: value, range: range) }
    }
}

/// The published weights of the score; they sum to 100.
public struct ScoreWeights: Sendable, Equatable, Codable {
    /// Distinct people, on a log scale. Default 30.
    public var people = 30.0
    /// Months in which it was raised. Default 15.
    public var persistence = 15.0
    /// Spread over townships. Default 15.
    public var spread = 15.0
    /// Shrunk share of people whose matter is unresolved. Default 15.
    public var unresolved = 15.0
    /// Gravity of the words. Default 10.
    public var severity = 10.0
    /// Number of channels. Default 10.
    public var channels = 10.0
    /// Rise or fall over the last months. Default 5.
    public var trend = 5.0

    /// The default weights.
    public init() {}

    /// Decodes what is there and takes defaults for the rest.
    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: CodingKeys.self)
        people = try box.decodeIfPresent(Double.self, forKey: .people) ?? people
        persistence = try box.decodeIfPresent(Double.self, forKey: .persistence) ?? persistence
        spread = try box.decodeIfPresent(Double.self, forKey: .spread) ?? spread
        unresolved = try box.decodeIfPresent(Double.self, forKey: .unresolved) ?? unresolved
        severity = try box.decodeIfPresent(Double.self, forKey: .severity) ?? severity
        channels = try box.decodeIfPresent(Double.self, forKey: .channels) ?? channels
        trend = try box.decodeIfPresent(Double.self, forKey: .trend) ?? trend
    }

    /// The weights by part key, in the order in which parts are shown and summed.
    public var named: [(key: String, value: Double)] {
        [
            ("people", people), ("persistence", persistence), ("spread", spread), ("unresolved", unresolved),
            ("severity", severity), ("channels", channels), ("trend", trend),
        ]
    }
}

/// How candidates are found and how the parts of their score are scaled.
public struct CandidateSettings: Sendable, Equatable, Codable {
    /// People that a need must have behind it to become a candidate. Default 5, 1 to 10,000.
    public var minimumPeople = 5
    /// People that an issue outside the catalogue must have to become a candidate. Default 10, 1 to 10,000.
    public var minimumIssuePeople = 10
    /// People for the full `people` part, unless some candidate has more. Default 100, 2 to 1,000,000.
    public var peopleReference = 100
    /// Months for the full `persistence` part. Default 12, 1 to 120.
    public var monthsReference = 12
    /// Townships for the full `spread` part, unless the data name more. Default 4, 2 to 1,000.
    public var townshipReference = 4
    /// Channels for the full `channels` part. Default 4, 2 to 6.
    public var channelReference = 4
    /// Weight of the overall mean when a share is shrunk, in people. Default 20, 0 to 10,000.
    public var priorPeople = 20.0
    /// Months that the trend looks at. Default 12, 3 to 60.
    public var trendMonths = 12
    /// Most likes counted of one record, in the side information. Default 50, 0 to 10,000.
    public var likesPerRecord = 50

    /// The default settings.
    public init() {}

    /// Decodes what is there and takes defaults for the rest.
    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: CodingKeys.self)
        minimumPeople = try box.decodeIfPresent(Int.self, forKey: .minimumPeople) ?? minimumPeople
        minimumIssuePeople = try box.decodeIfPresent(Int.self, forKey: .minimumIssuePeople) ?? minimumIssuePeople
        peopleReference = try box.decodeIfPresent(Int.self, forKey: .peopleReference) ?? peopleReference
        monthsReference = try box.decodeIfPresent(Int.self, forKey: .monthsReference) ?? monthsReference
        townshipReference = try box.decodeIfPresent(Int.self, forKey: .townshipReference) ?? townshipReference
        channelReference = try box.decodeIfPresent(Int.self, forKey: .channelReference) ?? channelReference
        priorPeople = try box.decodeIfPresent(Double.self, forKey: .priorPeople) ?? priorPeople
        trendMonths = try box.decodeIfPresent(Int.self, forKey: .trendMonths) ?? trendMonths
        likesPerRecord = try box.decodeIfPresent(Int.self, forKey: .likesPerRecord) ?? likesPerRecord
    }

    func validate() throws(RankingError) {
        let ranges: [(String, Double, ClosedRange<Double>)] = [
            ("minimumPeople", Double(minimumPeople), 1...10_000),
            ("minimumIssuePeople", Double(minimumIssuePeople), 1...10_000),
            ("peopleReference", Double(peopleReference), 2...1_000_000),
            ("monthsReference", Double(monthsReference), 1...120),
            ("townshipReference", Double(townshipReference), 2...1_000),
            ("channelReference", Double(channelReference), 2...6),
            ("priorPeople", priorPeople, 0...10_000),
            ("trendMonths", Double(trendMonths), 3...60),
            ("likesPerRecord", Double(likesPerRecord), 0...10_000),
        ]
        for (name, value, range) in ranges { try RankingConfiguration.check("candidates.\(name)", value, range) }
    }
}
