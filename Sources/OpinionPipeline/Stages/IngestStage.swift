import Foundation
import OpinionIngest
import OpinionStore

/// What became of one input file.
public struct FileReport: Sendable {
    /// The file's name without its folder.
    public var name: String
    /// SHA-256 of its bytes; nil where it could not be read at all.
    public var sha256: String?
    /// What became of its rows.
    public var totals = IngestTotals()
    /// Whether exactly this file was in the store already; nothing was changed then.
    public var known = false
    /// Rows that an earlier run, cut off, had stored already; counted in `totals`.
    public var resumed = 0
    /// Which column was taken for what, one line a table.
    public var mappings: [String] = []
    /// What a person should know: guessed encodings, bad dates, cut cells.
    public var notices: [IngestNotice] = []
    /// How many notices there are in all.
    public var noticeCount = 0
    /// Why the file could not be read, or not to its end.
    public var failure: FileFailure?
}

/// Why a file was not read, or not to its end.
public enum FileFailure: Error, Sendable, CustomStringConvertible {
    /// The file itself.
    case reading(IngestError)
    /// The store would not take its rows; nothing of the batch that they are in was kept.
    case storing(StoreError)

    /// The error in one line that names the file.
    public var description: String {
        switch self {
        case .reading(let error): error.description
        case .storing(let error): error.description
        }
    }
}

/// Stage: files → stored records. Rows are read one by one, places found, texts normalised and masked on all cores, and
/// stored in the order of the file, one transaction a batch.
///
/// Law: every input row ends as a record, merged into one, or rejected with a reason; the totals match. However often a run
/// is cut off and started again, the store ends with the same content.
struct IngestStage: Sendable {
    let reader: FileIngest
    let places: PlaceFinder
    let normalizer: RecordNormalizer
    let threads: Int
    /// What else decides how a file is read: a hash of the mapping and the encoding.
    var settings = ""
    /// The encoding of all text files, where it is not to be guessed.
    var encoding: TextEncoding?
    /// Asked between batches; true ends the run after what is stored.
    var shouldStop: @Sendable () -> Bool = { false }

    /// Stores one file; a file that can't be read gives a report with its failure instead of an error.
    ///
    /// - Throws: `StoreError` where the store can't take the rows, `PipelineError.interrupted`; what earlier batches stored
    ///   stays, and the next run goes on from there.
    func ingest(_ url: URL, into store: Store, now: CivilTime, progress: (RunProgress) -> Void) throws -> FileReport {
        var report = FileReport(name: url.lastPathComponent)
        do {
            let scan = try FileScan.scan(url, encoding: encoding)
            report.sha256 = scan.sha256
            let info = SourceFileInfo(
                name: report.name, sha256: scan.sha256, format: scan.format.rawValue, encoding: scan.encoding?.name)
            let state = try store.ingestState(of: info)
            report.totals = state?.totals ?? IngestTotals()
            if let state, state.isComplete {
                report.known = true
                return report
            }
            report.resumed = state?.rows ?? 0
            let feed = BatchFeed(stage: self, store: store, file: info, now: now, done: report.resumed)
            do {
                // A file of no rows is kept too, so its end is a batch as well.
                let summary = try reader.read(url, scan: scan) { outcome in
                    if let rows = try feed.take(outcome) { progress(.ingesting(file: report.name, rows: rows)) }
                }
                note(summary, in: &report)
                try feed.finish(closing(summary))
                progress(.ingesting(file: report.name, rows: feed.rows))
            } catch {
                // Batches on their way are good ones; where the store refused one, that came first.
                defer { report.totals = report.totals + feed.stored }
                try feed.settle()
                throw error
            }
            report.totals = report.totals + feed.stored
        } catch let error as IngestError {
            report.failure = .reading(error)
        } catch let error as StoreError {
            // What is wrong with one file's rows must not lose the others; what is wrong with the store ends the run.
            switch error {
            case .constraint, .repeatedRow, .otherSettings: report.failure = .storing(error)
            default: throw error
            }
        }
        return report
    }

    /// Reads one file and stores nothing: what would become of its rows, but for those that are in a store already.
    func check(_ url: URL, progress: (RunProgress) -> Void) -> FileReport {
        var report = FileReport(name: url.lastPathComponent)
        do {
            let scan = try FileScan.scan(url, encoding: encoding)
            report.sha256 = scan.sha256
            var rows = 0
            let summary = try reader.read(url, scan: scan) { outcome in
                rows += 1
                if rows % BatchFeed.size == 0 { progress(.ingesting(file: report.name, rows: rows)) }
                switch outcome {
                case .record: report.totals.records += 1
                case .rejected: report.totals.rejected += 1
                }
            }
            note(summary, in: &report)
        } catch let error as IngestError {
            report.failure = .reading(error)
        } catch {
            report.failure = .reading(.unreadable(file: report.name, code: 0))
        }
        return report
    }

    private func note(_ summary: FileSummary, in report: inout FileReport) {
        report.mappings = summary.tables.map { "\($0.channel.chineseName)：\($0.mapping)" }
        report.notices = summary.notices
        report.noticeCount = summary.noticeCount
        report.failure = summary.failure.map(FileFailure.reading)
    }

    /// What the store keeps of how a file was read.
    private func closing(_ summary: FileSummary) -> FileClosing {
        let tables = summary.tables.map { table in
            SourceTable(
                sheet: table.sheet, headerRow: table.headerRow, channel: table.channel, header: table.mapping.header,
                columns: table.mapping.columns)
        }
        return FileClosing(
            tables: tables, notices: summary.noticeLines, failure: summary.failure?.description, isAudited: true)
    }
}
