import OpinionIngest
import OpinionRanking

/// Turns a content into the nested dictionaries that the templates read. All texts go in as they are; the templates
/// escape them.
struct ReportView {
    /// What a template section reads.
    typealias Values = [String: Any]

    let content: ReportContent
    let records: [RecordID: ShownRecord]
    let labels: [IssueID: String]
    let months: [Int]

    init(_ content: ReportContent) {
        self.content = content
        records = Dictionary(content.records.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        labels = Dictionary(
            content.issues.map { ($0.issue.id, $0.issue.label) }, uniquingKeysWith: { first, _ in first })
        months = ReportData.monthNumbers(content.records)
    }

    /// Everything but the inlined assets.
    func page() -> Values {
        let total = content.ledgerTotal
        let eligible = content.candidates.filter(\.eligible).count
        var values: Values = [
            "title": content.title, "office": content.office, "clock": Self.time(content.clock),
            "recordCount": ShownNumber.count(content.records.count), "peopleCount": ShownNumber.count(content.people),
            "issueCount": ShownNumber.count(content.issues.count), "candidateCount": ShownNumber.count(eligible),
            "leadCount": ShownNumber.count(content.leads.count),
            "rejectedCount": ShownNumber.count(total.rejected), "period": period(),
            "overview": overview(), "candidates": candidates(), "leadKinds": leads(), "issues": issues(),
            "hasCandidates": !content.candidates.isEmpty, "hasLeads": !content.leads.isEmpty,
            "hasIssues": !content.issues.isEmpty, "hasProposals": !content.proposals.isEmpty,
            "proposals": proposals(), "proposalClasses": proposalClasses(),
            "proposalCount": ShownNumber.count(content.proposals.count),
            "ledger": content.ledger.map(ledger), "ledgerTotal": ledger(total),
            "manifest": content.manifest.map { ["name": $0.name, "value": $0.value] },
        ]
        values["ballot"] = content.ballot.map(ballot)
        return values
    }

    /// A time with a blank between date and clock: `2024-07-01 08:30`.
    static func time(_ time: CivilTime) -> String {
        let text = time.description.replacing("T", with: " ")
        return time.precision == .second ? String(text.dropLast(3)) : text
    }

    /// The day, or less where less is known.
    static func day(_ time: CivilTime?) -> String { time.map { String($0.description.prefix(10)) } ?? "—" }

    private func period() -> String {
        let months = self.months.map(ReportMonth.text)
        guard let first = months.first, let last = months.last else { return "—" }
        return first == last ? first : "\(first) 至 \(last)"
    }

    private func overview() -> Values {
        let months = self.months.map(ReportMonth.text)
        let counts = ReportData.counts(content.records)
        let channels = Channel.allCases.filter { channel in content.records.contains { $0.channel == channel } }
        func cell(_ channel: Channel, _ month: String) -> Values {
            let count = counts[.init(channel: channel, month: month)] ?? 0
            // A name that the cell lacked would be looked up in its row.
            return ["filled": count > 0, "count": count, "key": "cm:\(channel.rawValue):\(month)"]
        }
        let rows: [Values] = months.map { month in
            let cells = channels.map { cell($0, month) }
            return [
                "month": month, "cells": cells, "key": "month:\(month)",
                "sum": channels.reduce(0) { $0 + (counts[.init(channel: $1, month: month)] ?? 0) },
            ]
        }
        let undated = content.records.filter { $0.month == nil }.count
        let heads: [Values] = channels.map { channel in
            let count = content.records.filter { $0.channel == channel }.count
            return [
                "name": channel.chineseName, "id": channel.rawValue, "key": "channel:\(channel.rawValue)",
                "count": ShownNumber.count(count),
                "share": ShownNumber.fixed(100 * Double(count) / Double(max(1, content.records.count)), 1),
            ]
        }
        return [
            "channels": heads, "rows": rows, "hasUndated": undated > 0, "undated": undated,
            "hasRecords": !content.records.isEmpty,
        ]
    }

    private func ledger(_ file: LedgerFile) -> Values {
        [
            "file": file.file, "format": file.format, "rows": ShownNumber.count(file.rows),
            "records": ShownNumber.count(file.records), "merged": ShownNumber.count(file.merged),
            "rejected": ShownNumber.count(file.rejected), "addsUp": file.addsUp, "key": "file:\(file.file)",
            "hasRejects": !file.rejects.isEmpty,
            "rejects": file.rejects.map { ["row": String($0.row), "reason": $0.reason] },
        ]
    }

    private func ballot(_ ballot: ReportBallot) -> Values {
        let ranks = Dictionary(content.candidates.map { ($0.key, $0.rank) }, uniquingKeysWith: { first, _ in first })
        return [
            "title": ballot.title, "seats": ballot.seats, "count": ballot.lines.count,
            "excess": ballot.lines.count - ballot.seats,
            "rules": ballot.rules.map { ["name": $0.name, "value": $0.value] },
            "lines": ballot.lines.enumerated().map { index, line in
                var values: Values = ["number": index + 1, "title": line.title, "note": line.note]
                if let rank = ranks[line.candidate] {
                    values["rank"] = rank
                    values["key"] = "candidate:\(line.candidate)"
                }
                return values
            },
        ]
    }
}
