import OpinionIngest

/// Finds matters that come from several of the sources of art. 12 at once (多源印证).
///
/// A source counts when enough different people speak through it. Channels of one source, say hotline and letters, do not
/// corroborate each other. O(n log n).
public struct ConvergenceDetector: LeadDetector {
    /// A detector; all settings are in the input.
    public init() {}

    /// `.convergence`.
    public var kind: LeadKind { .convergence }

    /// One lead for each issue or need with enough sources; more sources are stronger, then more people.
    public func leads(in input: RankingInput) -> [Lead] {
        var leads: [Lead] = []
        for (index, issue) in input.issues.enumerated() {
            if let lead = lead(
                key: "issue:\(issue.id)", name: issue.label, issue: issue.id, members: input.members[index], input)
            {
                leads.append(lead)
            }
        }
        for (need, support) in zip(input.needs, input.support) {
            if let lead = lead(
                key: "need:\(need.id)", name: need.title, issue: nil, members: support.members, input)
            {
                leads.append(lead)
            }
        }
        return leads.strongestFirst()
    }

    private func lead(key: String, name: String, issue: IssueID?, members: [Int], _ input: RankingInput) -> Lead? {
        let settings = input.configuration.leads
        let members = members.filter { !input.isThanks[$0] }
        var counts: [(topic: SupervisionTopic, people: Int, posts: Int)] = []
        for (topic, minimum) in [
            (SupervisionTopic.petitions, settings.convergencePetitioners),
            (.proposals, settings.convergenceDeputies), (.publicConcern, settings.convergenceOthers),
        ] {
            let own = members.filter { SupervisionTopic(channel: input.facts[$0].channel) == topic }
            let people = input.people.people(own)
            if people >= minimum { counts.append((topic, people, own.count)) }
        }
        guard counts.count >= settings.convergenceSources else { return nil }
        let people = input.people.people(members)
        var channels: [Channel: [Int]] = [:]
        for index in members { channels[input.facts[index].channel, default: []].append(index) }
        var evidence = counts.map { LeadEvidence(name: $0.topic.rawValue, value: "\($0.people)人、\($0.posts)件") }
        evidence.append(LeadEvidence(name: "合计", value: "\(people)人、\(members.count)件"))
        for channel in Channel.allCases {
            guard let own = channels[channel] else { continue }
            evidence.append(
                LeadEvidence(name: channel.chineseName, value: "\(input.people.people(own))人、\(own.count)件"))
        }
        let sources = counts.map(\.topic.rawValue).joined(separator: "、")
        return Lead(
            key: "convergence:\(key)", kind: .convergence,
            title: "“\(name)”在\(counts.count)类来源中同时出现，共\(people)人反映",
            explanation: "同一事项同时见于\(sources)（监督法第十二条所列途径），互相印证，可作为监督议题。",
            strength: Double(counts.count) + Double(people) / Double(people + 100), evidence: evidence, issue: issue,
            unit: nil, records: input.ids(members), topics: counts.map(\.topic.rawValue))
    }
}
