import OpinionIngest

/// The six ways in which topics for supervision come up (监督法 2024 年修正，第十二条).
public enum SupervisionTopic: String, Sendable, Codable, CaseIterable {
    /// Problems found in law-enforcement inspections.
    case inspection = "执法检查"
    /// Problems on which deputies' proposals converge.
    case proposals = "代表建议集中反映"
    /// Opinions of the standing committee's members.
    case committeeMembers = "组成人员意见"
    /// Problems found in research by special committees.
    case research = "专委会调研"
    /// Problems on which letters, visits and calls converge.
    case petitions = "来信来访集中反映"
    /// Other problems of wide public concern.
    case publicConcern = "社会普遍关注"

    /// The way that a channel belongs to. Inspections, members' opinions and research have no channel: a person adds them.
    public init(channel: Channel) {
        switch channel {
        case .hotline, .petition, .letter: self = .petitions
        case .proposal: self = .proposals
        case .station, .consultation: self = .publicConcern
        }
    }
}
