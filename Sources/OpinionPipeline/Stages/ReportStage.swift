import Foundation
import OpinionIngest
import OpinionRanking
import OpinionReports
import OpinionStore

/// Stage: the store → the report's content and files. Reads only masked texts.
public struct ReportStage: Sendable {
    let office: String
    let data: DataFolder

    /// A stage for an office.
    public init(office: String, data: DataFolder) {
        self.office = office
        self.data = data
    }

    /// Writes the report and the tables of a store into a folder.
    ///
    /// - Parameter ballotSeats: how many candidates the draft ballot of the report would choose.
    /// - Returns: the files' names.
    /// - Throws: `StoreError`, `ReportError`.
    public func write(
        _ store: Store, manifest: RunManifest, to folder: URL, ballotSeats: Int = 10
    ) throws -> [String] {
        let content = try content(of: store, manifest: manifest, ballotSeats: ballotSeats)
        let assets = try ReportAssets(templates: data.templates, chartScript: data.chartScript)
        return try ReportWriter.write(content: content, to: folder, assets: assets)
    }

    package func content(of store: Store, manifest: RunManifest, ballotSeats: Int) throws -> ReportContent {
        var analysis = try store.analysis()
        // Follows from the candidates' records, so it is not stored.
        CandidateRanker.noteOverlaps(in: &analysis.candidates)
        var titles: [String: String] = [:]
        for candidate in analysis.candidates { titles[candidate.key] = candidate.title }
        var overlaps: [String: [String]] = [:]
        for candidate in analysis.candidates where !candidate.overlaps.isEmpty {
            overlaps[candidate.key] = candidate.overlaps.compactMap { titles[$0] }
        }
        var facts: [RecordFacts] = []
        var index: [RecordID: Int] = [:]
        var records: [OpinionReports.ShownRecord] = []
        var informants: Set<RecordID> = []
        let masker = Masker()
        try store.forEachShownRecord { shown in
            let known = shown.facts
            index[known.id] = facts.count
            facts.append(
                RecordFacts(
                    id: known.id, channel: known.channel, received: known.received, person: known.person,
                    place: known.place, demandType: known.demandType))
            if known.isInformant {
                informants.insert(known.id)
                return records.append(InformantShown.record(known))
            }
            records.append(
                OpinionReports.ShownRecord(
                    id: known.id, channel: known.channel, number: known.number.map(masker.maskField),
                    received: known.received,
                    maskedTitle: shown.title, maskedBody: shown.body, maskedReply: known.handling.reply,
                    place: OpinionReports.ShownRecord.placeText(known.place), unit: known.handling.leadUnit,
                    status: known.handling.status, source: known.source))
        }
        let people = PeopleCounter(facts: facts, issues: analysis.issues)
        let outlines = Dictionary(
            analysis.outlines.map { ($0.issue, $0) }, uniquingKeysWith: { first, _ in first })
        let issues = analysis.issues.map { issue in
            ReportIssue(
                issue: issue, people: people.count(issue.members).people,
                facts: issue.members.compactMap { index[$0].map { facts[$0] } }, outline: outlines[issue.id])
        }
        let members = Dictionary(
            analysis.issues.map { ($0.id, $0.members) }, uniquingKeysWith: { first, _ in first })
        let themes = analysis.themes.map { theme in
            let own = theme.issues.flatMap { members[$0] ?? [] }
            return ReportTheme(theme: theme, people: people.count(own).people, posts: own.count)
        }
        return ReportContent(
            office: office, clock: manifest.clock, manifest: lines(manifest) + changes(try store.lastIssueChanges()),
            ledger: try ledger(store), people: people.count(facts.map(\.id)).people, issues: issues, themes: themes,
            repeats: repeats(analysis.repeats, records, index, informants), candidates: analysis.candidates,
            leads: analysis.leads, proposals: proposals(analysis, records, index), overlaps: overlaps,
            ballot: ballot(analysis.candidates, seats: ballotSeats), records: records)
    }

    private func ledger(_ store: Store) throws -> [LedgerFile] {
        var rejects: [String: [LedgerFile.Reject]] = [:]
        for reject in try store.rejects() {
            rejects[reject.source.file, default: []].append(.init(row: reject.source.row, reason: reject.reason))
        }
        return try store.ledger().map { entry in
            let format = [entry.file.format, entry.file.encoding].compactMap { $0 }.joined(separator: " · ")
            return LedgerFile(
                file: entry.file.name, format: format, rows: entry.totals.rows, records: entry.totals.records,
                merged: entry.totals.merged, rejects: rejects[entry.file.name] ?? [])
        }
    }

    /// Campaigns first, then the groups with the most people and records.
    private func repeats(
        _ repeats: [Repeat], _ records: [OpinionReports.ShownRecord], _ index: [RecordID: Int],
        _ informants: Set<RecordID>
    ) -> [ReportRepeat] {
        repeats.map { group in
            var group = group
            let shown = group.members.compactMap { index[$0.record].map { records[$0] } }
            let isHidden = group.members.contains { informants.contains($0.record) }
            if isHidden { for position in group.members.indices { group.members[position].news = [] } }
            let times = shown.compactMap(\.received)
            let title = shown.first.map { $0.title.isEmpty ? $0.body : $0.title } ?? ""
            return ReportRepeat(
                group: group, maskedTitle: isHidden ? InformantShown.note : title, first: times.min(),
                last: times.max())
        }.sorted {
            ($1.group.isCampaign ? 1 : 0, $1.group.people, $1.group.posts, $0.group.id)
                < ($0.group.isCampaign ? 1 : 0, $0.group.people, $0.group.posts, $1.group.id)
        }
    }

    private func proposals(
        _ analysis: Analysis, _ records: [OpinionReports.ShownRecord], _ index: [RecordID: Int]
    ) -> [ReportProposal] {
        var classes: [RecordID: RecordClass] = [:]
        for entry in analysis.classes { classes[entry.record] = entry }
        var issueOf: [RecordID: OpinionRanking.Issue] = [:]
        for issue in analysis.issues { for member in issue.members { issueOf[member] = issue } }
        return records.filter { $0.channel == .proposal }.map { record in
            let entry = classes[record.id]
            let issue = issueOf[record.id]
            let similar = (issue?.members ?? []).filter { id in
                id != record.id && index[id].map { records[$0].channel == .proposal } == true
            }
            return ReportProposal(
                record: record.id, number: record.number, maskedTitle: record.title,
                className: entry.map { [$0.level1, $0.level2, $0.level3].compactMap { $0 }.joined(separator: " / ") },
                confidence: entry?.confidence ?? 0, words: entry?.evidence ?? [], issue: issue?.id, similar: similar,
                similarReason: similar.isEmpty ? "" : issue.map { "同属热点问题“\($0.label)”" } ?? "")
        }.sorted { ($0.number ?? "", $0.record) < ($1.number ?? "", $1.record) }
    }

    /// The first candidates that passed every gate, with one more for every ten so that there is a choice (差额).
    private func ballot(_ candidates: [Candidate], seats: Int) -> ReportBallot? {
        let eligible = candidates.filter(\.eligible)
        let seats = min(seats, max(1, eligible.count - 1))
        let chosen = eligible.prefix(seats + max(1, seats / 5))
        guard chosen.count > 1 else { return nil }
        return ReportBallot(
            seats: seats,
            lines: chosen.map {
                .init(candidate: $0.key, title: $0.title, note: "\($0.people) 人反映，得分 \(Self.one($0.score))")
            })
    }

    private func lines(_ manifest: RunManifest) -> [ReportFact] {
        let dictionaries = Hash.hex(
            Data(manifest.dictionaries.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)\n" }.joined().utf8))
        return [
            ReportFact("程序版本", manifest.version), ReportFact("时钟", manifest.clock.description),
            ReportFact("配置哈希", String(manifest.configuration.prefix(16))),
            ReportFact("词典哈希", String(dictionaries.prefix(16))),
        ] + manifest.libraries.sorted { $0.key < $1.key }.map { ReportFact($0.key, $0.value) }
            + manifest.inputs.map { ReportFact("输入 " + $0.name, String($0.sha256.prefix(16))) }
    }

    private static func one(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(abs(tenths % 10))"
    }
}
