import OpinionIngest
import OpinionRanking

/// The class of one record under the taxonomy, with what it rests on.
public struct RecordClass: Sendable, Equatable {
    /// The record.
    public var record: RecordID
    /// The first category level, for example `城建环保`.
    public var level1: String
    /// The second category level, where it was decided.
    public var level2: String?
    /// The third category level, where it was decided; never without the second.
    public var level3: String?
    /// How sure it is, 0 to 1.
    public var confidence: Double
    /// The words or issues that decided, most telling first.
    public var evidence: [String]

    /// A class.
    public init(
        record: RecordID, level1: String, level2: String? = nil, level3: String? = nil, confidence: Double,
        evidence: [String] = []
    ) {
        self.record = record
        self.level1 = level1
        self.level2 = level2
        self.level3 = level3
        self.confidence = confidence
        self.evidence = evidence
    }
}

/// Everything that a run makes of the records.
public struct Analysis: Sendable, Equatable {
    /// The issues; a record is in one at most.
    public var issues: [Issue]
    /// The candidates in the order in which they are shown.
    public var candidates: [Candidate]
    /// The leads in the order in which they are shown.
    public var leads: [Lead]
    /// A class for every record that got one.
    public var classes: [RecordClass]
    /// The repeats, ordered by id; a record is in one group at most.
    public var repeats: [Repeat]
    /// What helps to read each issue, at most one outline an issue.
    public var outlines: [IssueOutline]
    /// The themes, ordered by id; an issue is in one at most.
    public var themes: [IssueTheme]

    /// An analysis.
    public init(
        issues: [Issue] = [], candidates: [Candidate] = [], leads: [Lead] = [], classes: [RecordClass] = [],
        repeats: [Repeat] = [], outlines: [IssueOutline] = [], themes: [IssueTheme] = []
    ) {
        self.issues = issues
        self.candidates = candidates
        self.leads = leads
        self.classes = classes
        self.repeats = repeats
        self.outlines = outlines
        self.themes = themes
    }

    /// SHA-256 over all values, in their order.
    var hash: String {
        var hasher = CanonicalHasher()
        hasher.add(issues.count)
        for issue in issues {
            hasher.add(issue.id.rawValue)
            hasher.add(issue.label)
            hasher.add(issue.keywords)
            hasher.add(issue.medoid.rawValue)
            hasher.add(issue.members.map(\.rawValue))
            hasher.add(issue.cohesion)
            hasher.add(issue.copies.count)
            for group in issue.copies { hasher.add(group.map(\.rawValue)) }
        }
        hasher.add(candidates.count)
        for candidate in candidates { Self.add(candidate, to: &hasher) }
        hasher.add(leads.count)
        for lead in leads { Self.add(lead, to: &hasher) }
        hasher.add(classes.count)
        for item in classes {
            hasher.add(item.record.rawValue)
            hasher.add(item.level1)
            hasher.add(item.level2)
            // Analyses without a third level keep the hash that they had before there was one.
            if let level3 = item.level3 { hasher.add(level3) }
            hasher.add(item.confidence)
            hasher.add(item.evidence)
        }
        hasher.add(repeats.count)
        for group in repeats {
            for number in [group.id, group.isCampaign ? 1 : 0, group.people, group.members.count] { hasher.add(number) }
            hasher.add(group.kind.rawValue)
            for member in group.members {
                hasher.add([member.record.rawValue, member.role.rawValue])
                hasher.add(member.news)
            }
        }
        add(outlinesTo: &hasher)
        return hasher.finish()
    }

    private func add(outlinesTo hasher: inout CanonicalHasher) {
        hasher.add(outlines.count)
        for outline in outlines {
            hasher.add(outline.issue.rawValue)
            hasher.add(outline.nearest?.issue.rawValue)
            hasher.add(outline.nearest?.likeness)
            hasher.add(outline.extremes.map(\.rawValue))
            hasher.add(outline.parts.count)
            for part in outline.parts {
                hasher.add(part.label)
                hasher.add(part.records.map(\.rawValue))
            }
        }
        hasher.add(themes.count)
        for theme in themes {
            hasher.add(theme.id)
            hasher.add(theme.label)
            hasher.add(theme.category)
            hasher.add(theme.issues.count)
            for issue in theme.issues { hasher.add(issue.rawValue) }
        }
    }

    private static func add(_ candidate: Candidate, to hasher: inout CanonicalHasher) {
        hasher.add([candidate.key, candidate.title])
        hasher.add(candidate.rank)
        hasher.add(candidate.score)
        hasher.add(candidate.people)
        hasher.add(candidate.parts.count)
        for part in candidate.parts {
            hasher.add([part.key, part.name, part.explanation])
            for number in [part.value, part.scaled, part.weight, part.points] { hasher.add(number) }
        }
        hasher.add(candidate.gates.count)
        for gate in candidate.gates { hasher.add([gate.key, gate.name, gate.verdict.rawValue, gate.reason]) }
        hasher.add(candidate.issues.count)
        for issue in candidate.issues { hasher.add(issue.rawValue) }
        hasher.add(candidate.records.map(\.rawValue))
    }

    private static func add(_ lead: Lead, to hasher: inout CanonicalHasher) {
        hasher.add([lead.key, lead.kind.rawValue, lead.title, lead.explanation])
        hasher.add(lead.strength)
        hasher.add(lead.evidence.count)
        for evidence in lead.evidence { hasher.add([evidence.name, evidence.value]) }
        hasher.add(lead.issue?.rawValue)
        hasher.add(lead.unit)
        hasher.add(lead.records.map(\.rawValue))
        hasher.add(lead.topics)
    }
}
