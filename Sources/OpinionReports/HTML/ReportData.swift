import OpinionIngest
import OpinionRanking

/// The data that the page's script reads: records by position, and which records each number opens to.
enum ReportData {
    /// `records` (rows of fields), `channels`, `months`, `series` (counts by channel and month), `bursts` (an issue's
    /// series by lead) and `sets` (key → positions of records). Linear in the content.
    static func json(_ content: ReportContent) -> ScriptJSON {
        var positions: [RecordID: Int] = [:]
        for (index, record) in content.records.enumerated() where positions[record.id] == nil {
            positions[record.id] = index
        }
        func set(_ ids: [RecordID]) -> ScriptJSON { .array(ids.compactMap { positions[$0].map(ScriptJSON.int) }) }

        var sets: [(String, ScriptJSON)] = []
        var members: [IssueID: [RecordID]] = [:]
        for issue in content.issues {
            let id = issue.issue.id
            members[id] = issue.issue.members
            sets.append(("issue:\(id)", set(issue.issue.members)))
            guard let outline = issue.outline else { continue }
            if !outline.extremes.isEmpty {
                sets.append(("extremes:\(id)", set([issue.issue.medoid] + outline.extremes)))
            }
            for (number, part) in outline.parts.enumerated() {
                sets.append(("part:\(id):\(number + 1)", set(part.records)))
            }
        }
        for entry in content.themes {
            sets.append(("theme:\(entry.theme.id)", set(entry.theme.issues.flatMap { members[$0] ?? [] })))
        }
        for entry in content.repeats {
            sets.append(("repeat:\(entry.group.id)", set(entry.group.members.map(\.record))))
        }
        for candidate in content.candidates { sets.append(("candidate:\(candidate.key)", set(candidate.records))) }
        for lead in content.leads { sets.append(("lead:\(lead.key)", set(lead.records))) }
        for proposal in content.proposals {
            sets.append(("proposal:\(proposal.record)", set([proposal.record] + proposal.similar)))
        }

        let shown = ReportMonths(content.records).shown
        let months = shown.map(ReportMonth.text)
        let channels = Channel.allCases.filter { channel in content.records.contains { $0.channel == channel } }
        let counts = Self.counts(content.records)
        var series: [ScriptJSON] = []
        for channel in channels {
            let row = months.map { ScriptJSON.int(counts[Cell(channel: channel, month: $0)] ?? 0) }
            series.append(.array(row))
        }
        var bursts: [(String, ScriptJSON)] = []
        let issues = Dictionary(content.issues.map { ($0.issue.id, $0) }, uniquingKeysWith: { first, _ in first })
        for lead in content.leads where lead.kind == .burst {
            guard let id = lead.issue, let issue = issues[id] else { continue }
            let marked = Set(lead.records.compactMap { positions[$0] }.compactMap { content.records[$0].month })
            let series = Self.series(of: issue, over: shown)
            let members: [(String, ScriptJSON)] = [
                ("months", .array(series.map { .text(ReportMonth.text($0.month)) })),
                ("counts", .array(series.map { .int($0.count) })),
                ("marked", .array(marked.sorted().map(ScriptJSON.text))),
            ]
            bursts.append((lead.key, .object(members)))
        }
        return .object([
            ("channels", .array(channels.map { .array([.text($0.rawValue), .text($0.chineseName)]) })),
            ("months", .array(months.map(ScriptJSON.text))),
            ("series", .array(series)),
            ("bursts", .object(bursts)),
            ("sets", .object(sets)),
            ("records", .array(content.records.map(row))),
        ])
    }

    /// An issue's counts over the report's months, so that all pictures have the same time axis.
    static func series(of issue: ReportIssue, over months: [Int]) -> [ReportIssue.MonthCount] {
        let counts = Dictionary(issue.months.map { ($0.month, $0.count) }, uniquingKeysWith: +)
        return months.map { .init(month: $0, count: counts[$0] ?? 0) }
    }

    /// A channel in a month; a nil month holds the records without one.
    struct Cell: Hashable {
        var channel: Channel
        var month: String?
    }

    /// How many records each channel and month has.
    static func counts(_ records: [ShownRecord]) -> [Cell: Int] {
        var counts: [Cell: Int] = [:]
        for record in records { counts[Cell(channel: record.channel, month: record.month), default: 0] += 1 }
        return counts
    }

    private static func row(_ record: ShownRecord) -> ScriptJSON {
        .array([
            .text(record.id.rawValue), .text(record.channel.rawValue), .optional(record.number),
            .optional(record.received.map { ReportView.time($0) }), .optional(record.month), .text(record.title),
            .text(record.body), .optional(record.reply), .text(record.place), .optional(record.unit),
            .optional(record.status), .text(record.source.file), .int(record.source.row),
        ])
    }
}
