/// When a lead is a lead, and how many are shown.
public struct LeadSettings: Sendable, Equatable, Codable {
    /// Most leads in all. Default 30, 1 to 1,000.
    public var limit = 30
    /// Most leads of one kind. Default 10, 1 to 1,000.
    public var limitPerKind = 10
    /// Share of false alarms accepted among the flagged bursts, and among the flagged units (Benjamini–Hochberg).
    /// Default 0.05, 0.000001 to 0.5.
    public var falseDiscoveryRate = 0.05
    /// Distinct people that a burst's window must have. Default 8, 2 to 10,000.
    public var burstMinimumPeople = 8
    /// How many times the expected count a burst must reach. Default 2, 1 to 100.
    public var burstMinimumRatio = 2.0
    /// How far back bursts are looked for, in months from the end of the data. Default 24, 1 to 240.
    public var burstLookbackMonths = 24
    /// Days after a closure from which a record counts as a rebound. Default 3, 0 to 90.
    public var reboundGapDays = 3
    /// Days after a closure until which a record counts as a rebound. Default 180, 1 to 1,000.
    public var reboundWithinDays = 180
    /// People whose closed matter must have come back, where none of them came back in person. Default 2, 1 to 1,000.
    public var reboundMinimum = 2
    /// Closed but unsolved people that make a lead by themselves. Default 5, 2 to 1,000.
    public var unsolvedMinimum = 5
    /// Days after a promised date before a record counts against the promise. Default 7, 0 to 90.
    public var promiseGraceDays = 7
    /// Days after a promised date until which a record counts against the promise. Default 365, 1 to 3,650.
    public var promiseWithinDays = 365
    /// People who must complain after the promised date, where the promise's own addressee does not. Default 2, 1 to 1,000.
    public var promiseMinimumPeople = 2
    /// Matters that a unit must have before it is judged at all. Default 10, 5 to 10,000.
    public var unitMinimum = 10
    /// Sources of art. 12 that an issue must come from. Default 2, 2 to 3.
    public var convergenceSources = 2
    /// People for the source 来信来访集中反映 (hotline, petition, letter). Default 3, 1 to 1,000.
    public var convergencePetitioners = 3
    /// Deputies for the source 代表建议集中反映 (proposals). Default 1, 1 to 1,000.
    public var convergenceDeputies = 1
    /// People for the source 社会普遍关注 (stations, consultations). Default 2, 1 to 1,000.
    public var convergenceOthers = 2
    /// People from whom any lead is tagged 社会普遍关注. Default 30, 1 to 100,000.
    public var wideConcernPeople = 30

    /// The default settings.
    public init() {}

    /// Decodes what is there and takes defaults for the rest.
    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: CodingKeys.self)
        func number(_ key: CodingKeys, _ fallback: Int) throws -> Int {
            try box.decodeIfPresent(Int.self, forKey: key) ?? fallback
        }
        limit = try number(.limit, limit)
        limitPerKind = try number(.limitPerKind, limitPerKind)
        falseDiscoveryRate =
            try box.decodeIfPresent(Double.self, forKey: .falseDiscoveryRate) ?? falseDiscoveryRate
        burstMinimumPeople = try number(.burstMinimumPeople, burstMinimumPeople)
        burstMinimumRatio = try box.decodeIfPresent(Double.self, forKey: .burstMinimumRatio) ?? burstMinimumRatio
        burstLookbackMonths = try number(.burstLookbackMonths, burstLookbackMonths)
        reboundGapDays = try number(.reboundGapDays, reboundGapDays)
        reboundWithinDays = try number(.reboundWithinDays, reboundWithinDays)
        reboundMinimum = try number(.reboundMinimum, reboundMinimum)
        unsolvedMinimum = try number(.unsolvedMinimum, unsolvedMinimum)
        promiseGraceDays = try number(.promiseGraceDays, promiseGraceDays)
        promiseWithinDays = try number(.promiseWithinDays, promiseWithinDays)
        promiseMinimumPeople = try number(.promiseMinimumPeople, promiseMinimumPeople)
        unitMinimum = try number(.unitMinimum, unitMinimum)
        convergenceSources = try number(.convergenceSources, convergenceSources)
        convergencePetitioners = try number(.convergencePetitioners, convergencePetitioners)
        convergenceDeputies = try number(.convergenceDeputies, convergenceDeputies)
        convergenceOthers = try number(.convergenceOthers, convergenceOthers)
        wideConcernPeople = try number(.wideConcernPeople, wideConcernPeople)
    }

    func validate() throws(RankingError) {
        let ranges: [(String, Double, ClosedRange<Double>)] = [
            ("limit", Double(limit), 1...1_000), ("limitPerKind", Double(limitPerKind), 1...1_000),
            ("falseDiscoveryRate", falseDiscoveryRate, 0.000_001...0.5),
            ("burstMinimumPeople", Double(burstMinimumPeople), 2...10_000),
            ("burstMinimumRatio", burstMinimumRatio, 1...100),
            ("burstLookbackMonths", Double(burstLookbackMonths), 1...240),
            ("reboundGapDays", Double(reboundGapDays), 0...90),
            ("reboundWithinDays", Double(reboundWithinDays), 1...1_000),
            ("reboundMinimum", Double(reboundMinimum), 1...1_000),
            ("unsolvedMinimum", Double(unsolvedMinimum), 2...1_000),
            ("promiseGraceDays", Double(promiseGraceDays), 0...90),
            ("promiseWithinDays", Double(promiseWithinDays), 1...3_650),
            ("promiseMinimumPeople", Double(promiseMinimumPeople), 1...1_000),
            ("unitMinimum", Double(unitMinimum), 5...10_000),
            ("convergenceSources", Double(convergenceSources), 2...3),
            ("convergencePetitioners", Double(convergencePetitioners), 1...1_000),
            ("convergenceDeputies", Double(convergenceDeputies), 1...1_000),
            ("convergenceOthers", Double(convergenceOthers), 1...1_000),
            ("wideConcernPeople", Double(wideConcernPeople), 1...100_000),
        ]
        for (name, value, range) in ranges { try RankingConfiguration.check("leads.\(name)", value, range) }
    }
}
