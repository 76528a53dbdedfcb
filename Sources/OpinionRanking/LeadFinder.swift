import OpinionIngest

/// Runs all detectors side by side, tags their leads and caps the list to what an office can review.
///
/// False alarms are held down in three ways: bursts and units pass Benjamini and Hochberg's procedure over everything
/// tested, every detector asks for a minimum of distinct people, and the caps keep the strongest of each kind.
public struct LeadFinder: Sendable {
    /// The detectors, one for each kind.
    public var detectors: [any LeadDetector]

    /// A finder with all detectors, or with chosen ones.
    public init(detectors: [any LeadDetector] = LeadFinder.all) { self.detectors = detectors }

    /// One detector of each kind.
    public static var all: [any LeadDetector] {
        [
            BurstDetector(), ReboundDetector(), BrokenPromiseDetector(), UnitOutlierDetector(), ConvergenceDetector(),
        ]
    }

    /// The leads by kind, strongest first within a kind. Where the overall limit is tight each kind gets its turn.
    public func leads(in input: RankingInput) -> [Lead] {
        let settings = input.configuration.leads
        var queues: [[Lead]] = LeadKind.allCases.map { kind in
            let found = detectors.filter { $0.kind == kind }.flatMap { $0.leads(in: input) }.strongestFirst()
            return Self.capped(found, limit: settings.limitPerKind)
        }
        let total = queues.reduce(0) { $0 + $1.count }
        if total > settings.limit {
            var taken = [Int](repeating: 0, count: queues.count)
            var left = settings.limit
            for turn in 0..<settings.limitPerKind {
                for kind in queues.indices where left > 0 && queues[kind].count > turn {
                    taken[kind] += 1
                    left -= 1
                }
            }
            queues = zip(queues, taken).map { Array($0.prefix($1)) }
        }
        return queues.flatMap { $0 }.map { lead in
            var lead = lead
            lead.topics = Self.topics(of: lead, in: input)
            return lead
        }
    }

    /// The strongest, with at most half of the places for whole needs or categories while there are concrete issues:
    /// a need is larger than an issue by nature and would crowd it out.
    private static func capped(_ leads: [Lead], limit: Int) -> [Lead] {
        let concrete = leads.count { $0.issue != nil || $0.unit != nil }
        let broadPlaces = max(limit - concrete, limit / 2)
        var broad = 0
        var kept: [Lead] = []
        for lead in leads where kept.count < limit {
            if lead.issue == nil && lead.unit == nil {
                if broad >= broadPlaces { continue }
                broad += 1
            }
            kept.append(lead)
        }
        return kept
    }

    /// The ways of art. 12 that the detector named, or else that the lead's records came by, in the order of the law.
    private static func topics(of lead: Lead, in input: RankingInput) -> [String] {
        var found = Set(lead.topics.compactMap { SupervisionTopic(rawValue: $0) })
        for record in lead.records where lead.topics.isEmpty {
            if let index = input.people.index(of: record) {
                found.insert(SupervisionTopic(channel: input.facts[index].channel))
            }
        }
        if input.people.count(lead.records).people >= input.configuration.leads.wideConcernPeople {
            found.insert(.publicConcern)
        }
        return SupervisionTopic.allCases.filter { found.contains($0) }.map(\.rawValue)
    }
}
