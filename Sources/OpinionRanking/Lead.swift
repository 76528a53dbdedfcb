import OpinionIngest

/// What kind of sign a lead is.
public enum LeadKind: String, Sendable, Codable, CaseIterable {
    /// Far more records than expected in a window (突增).
    case burst
    /// The same person or place with the same matter after it was closed (反弹).
    case rebound
    /// A dated promise of a reply has passed and complaints go on (承诺未兑现).
    case brokenPromise
    /// A handling unit far outside what chance explains (单位异常).
    case unitOutlier
    /// One issue in two or more of the sources of the Supervision Law 2024, art. 12 (多源印证).
    case convergence

    /// The name that users see.
    public var chineseName: String {
        switch self {
        case .burst: "突增"
        case .rebound: "反弹"
        case .brokenPromise: "承诺未兑现"
        case .unitOutlier: "单位异常"
        case .convergence: "多源印证"
        }
    }
}

/// One figure or fact that a lead rests on.
public struct LeadEvidence: Sendable, Equatable, Codable {
    /// What it is, in Chinese, for example `期望件数`.
    public var name: String
    /// The value as shown.
    public var value: String

    /// A named value.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// A statistically supported sign that something needs the deputies' attention (监督线索).
public struct Lead: Sendable, Equatable {
    /// A lasting key made of the kind and its subject, for example `burst:issue:12:2024-07`.
    public var key: String
    /// What kind of sign it is.
    public var kind: LeadKind
    /// One Chinese line that says what is going on.
    public var title: String
    /// One or two Chinese sentences that say why this is a lead.
    public var explanation: String
    /// Higher is stronger; comparable within a kind only.
    public var strength: Double
    /// The figures it rests on.
    public var evidence: [LeadEvidence]
    /// The issue concerned, where there is one.
    public var issue: IssueID?
    /// The handling unit concerned, where there is one.
    public var unit: String?
    /// The records behind it, ordered by id.
    public var records: [RecordID]
    /// The sources of the Supervision Law 2024, art. 12 that it touches, for example `来信来访集中反映`.
    public var topics: [String]

    /// A lead.
    public init(
        key: String, kind: LeadKind, title: String, explanation: String, strength: Double, evidence: [LeadEvidence],
        issue: IssueID?, unit: String?, records: [RecordID], topics: [String]
    ) {
        self.key = key
        self.kind = kind
        self.title = title
        self.explanation = explanation
        self.strength = strength
        self.evidence = evidence
        self.issue = issue
        self.unit = unit
        self.records = records
        self.topics = topics
    }
}
