import ArgumentParser
import OpinionPipeline
import OpinionStore

/// What `opinion ingest` prints: the ledger as a table, or one JSON object.
struct IngestResult: Encodable {
    /// One input.
    struct File: Encodable {
        var name: String
        var rows: Int
        var records: Int
        var merged: Int
        var rejected: Int
        var updated: Int
        var corrected: Int
        var known: Bool
        var resumed: Int
        var columns: [String]
        var notices: [String]
        var noticeCount: Int
        var failure: String?
    }

    var rows: Int
    var records: Int
    var merged: Int
    var rejected: Int
    var files: [File]
    var store: String?

    private enum CodingKeys: CodingKey { case rows, records, merged, rejected, files, store }

    private let reports: [FileReport]

    init(_ reports: [FileReport], store: String?) {
        let total = reports.reduce(IngestTotals()) { $0 + $1.totals }
        (rows, records, merged, rejected) = (total.rows, total.records, total.merged, total.rejected)
        files = reports.map { report in
            let totals = report.totals
            return File(
                name: report.name, rows: totals.rows, records: totals.records, merged: totals.merged,
                rejected: totals.rejected, updated: totals.updated, corrected: totals.corrected, known: report.known,
                resumed: report.resumed, columns: report.mappings, notices: report.notices.map(\.description),
                noticeCount: report.noticeCount, failure: report.failure?.description)
        }
        self.store = store
        self.reports = reports
    }

    /// Prints it, and ends with the code of inputs that could not be read, or not to their end.
    func print(json: Bool, quiet: Bool) throws {
        RunSummaryText.warn(reports)
        if json {
            try Results.printJSON(self)
        } else if !quiet {
            try Results.write(
                RunSummaryText.ledger(reports) + (store.map { "\n数据库：\($0)（共收 \(records + merged) 行）\n" } ?? ""))
        }
        let failures = reports.compactMap(\.failure)
        guard !failures.isEmpty else { return }
        // With nothing read at all the exit code says why, as that of opinion run does.
        guard failures.count == reports.count, rows == 0 else { throw ExitCode(CommandFailure.Code.partly.rawValue) }
        throw ExitCode(CommandFailure(wrapping: PipelineError.nothingToDo(files: reports)).code.rawValue)
    }
}
