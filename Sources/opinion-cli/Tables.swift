import Foundation
import OpinionIngest
import OpinionRanking
import OpinionReports

/// Issues as a table and as JSON.
enum IssueTable {
    /// A row for each issue, with the people behind each.
    static func table(_ issues: some Sequence<OpinionRanking.Issue>, people: [IssueID: Int]) -> TerminalTable {
        TerminalTable(
            columns: [
                .init("编号", .right), .init("热点问题", maximumWidth: 52), .init("人数", .right), .init("件数", .right),
                .init("内聚", .right),
                .init("关键词", maximumWidth: 40), .init("代表件"),
            ],
            rows: issues.map { issue in
                [
                    "\(issue.id)", issue.label, "\(people[issue.id] ?? 0)", "\(issue.members.count)",
                    String(format: "%.2f", issue.cohesion),
                    issue.keywords.prefix(5).joined(separator: " "), issue.medoid.rawValue,
                ]
            })
    }

    struct JSON: Encodable {
        var id: Int
        var label: String
        var people: Int
        var records: Int
        var cohesion: Double
        var keywords: [String]
        var medoid: String
        var members: [String]

        init(_ issue: OpinionRanking.Issue, people: Int) {
            self.people = people
            id = issue.id.rawValue
            label = issue.label
            records = issue.members.count
            cohesion = issue.cohesion
            keywords = issue.keywords
            medoid = issue.medoid.rawValue
            members = issue.members.map(\.rawValue)
        }
    }
}

/// Candidates as a table and as JSON.
enum CandidateTable {
    static func table(_ candidates: some Sequence<Candidate>) -> TerminalTable {
        TerminalTable(
            columns: [
                .init("名次", .right), .init("候选项目", maximumWidth: 44), .init("得分", .right), .init("人数", .right),
                .init("件数", .right), .init("问题", .right), .init("门槛", maximumWidth: 30), .init("标识", maximumWidth: 40),
            ],
            rows: candidates.map { candidate in
                [
                    "\(candidate.rank)", candidate.title, Results.one(candidate.score), "\(candidate.people)",
                    "\(candidate.records.count)", "\(candidate.issues.count)", gates(candidate), candidate.key,
                ]
            })
    }

    private static func gates(_ candidate: Candidate) -> String {
        let failed = candidate.gates.filter { $0.verdict == .failed }.map(\.name)
        if !failed.isEmpty { return "未过：" + failed.joined(separator: "、") }
        let open = candidate.gates.filter { $0.verdict == .unknown }.count
        return open == 0 ? "通过" : "\(open) 项待人工判断"
    }

    struct JSON: Encodable {
        var key: String
        var rank: Int
        var title: String
        var score: Double
        var eligible: Bool
        var people: Int
        var parts: [ScorePart]
        var gates: [Gate]
        var issues: [Int]
        var records: [String]

        init(_ candidate: Candidate) {
            key = candidate.key
            rank = candidate.rank
            title = candidate.title
            score = candidate.score
            eligible = candidate.eligible
            people = candidate.people
            parts = candidate.parts
            gates = candidate.gates
            issues = candidate.issues.map(\.rawValue)
            records = candidate.records.map(\.rawValue)
        }
    }
}

/// Leads as a table and as JSON.
enum LeadTable {
    static func table(_ leads: some Sequence<Lead>) -> TerminalTable {
        TerminalTable(
            columns: [
                .init("类型"), .init("线索", maximumWidth: 64), .init("件数", .right), .init("依据", maximumWidth: 60),
                .init("标识", maximumWidth: 40),
            ],
            rows: leads.map { lead in
                [
                    lead.kind.chineseName, lead.title, "\(lead.records.count)",
                    lead.evidence.prefix(3).map { "\($0.name) \($0.value)" }.joined(separator: "；"), lead.key,
                ]
            })
    }

    /// The first leads of each kind, in the order of the kinds.
    static func firstOfEachKind(_ leads: [Lead], _ count: Int) -> [Lead] {
        LeadKind.allCases.flatMap { kind in leads.filter { $0.kind == kind }.prefix(count) }
    }

    struct JSON: Encodable {
        var key: String
        var kind: LeadKind
        var title: String
        var explanation: String
        var strength: Double
        var evidence: [LeadEvidence]
        var issue: Int?
        var unit: String?
        var topics: [String]
        var records: [String]

        init(_ lead: Lead) {
            key = lead.key
            kind = lead.kind
            title = lead.title
            explanation = lead.explanation
            strength = lead.strength
            evidence = lead.evidence
            issue = lead.issue?.rawValue
            unit = lead.unit
            topics = lead.topics
            records = lead.records.map(\.rawValue)
        }
    }
}
