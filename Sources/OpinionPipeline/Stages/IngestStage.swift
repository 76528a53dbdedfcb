import Foundation
import OpinionIngest
import OpinionStore
import TermVectors

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
    /// The store would not take its rows; nothing of the file was kept.
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
/// stored in the order of the file, one transaction a file.
///
/// Law: every input row ends as a record, merged into one, or rejected with a reason; the totals match.
struct IngestStage: Sendable {
    let reader: FileIngest
    let places: PlaceFinder
    let normalizer: RecordNormalizer
    let threads: Int

    /// Rows held in memory at a time.
    static let batch = 512

    /// Stores one file; a file that can't be read gives a report with its failure instead of an error.
    ///
    /// - Throws: `StoreError` where the store can't take the rows; nothing of the file is kept then.
    func ingest(_ url: URL, into store: Store, now: CivilTime, progress: (RunProgress) -> Void) throws -> FileReport {
        var report = FileReport(name: url.lastPathComponent)
        do {
            let scan = try FileScan.scan(url)
            report.sha256 = scan.sha256
            let info = SourceFileInfo(
                name: report.name, sha256: scan.sha256, format: scan.format.rawValue, encoding: scan.encoding?.name)
            report.known = try store.totals(of: info) != nil
            report.totals = try store.ingest(info, runAt: now) { batch in
                var pending: [Record] = []
                var rows = 0
                func flush() throws {
                    let records = pending
                    let parts = ParallelChunks.map(count: records.count, size: 64, threads: threads) { range in
                        range.map { normalizer.normalize(places.fill(records[$0])) }
                    }
                    for part in parts { for record in part { try batch.accept(record) } }
                    pending.removeAll(keepingCapacity: true)
                    progress(.ingesting(file: report.name, rows: rows))
                }
                let summary = try reader.read(url, scan: scan) { outcome in
                    rows += 1
                    switch outcome {
                    case .record(let record):
                        pending.append(record)
                        if pending.count == Self.batch { try flush() }
                    case .rejected(let rejected):
                        try flush()
                        try batch.reject(row: rejected.source.row, reason: rejected.reason.description)
                    }
                }
                try flush()
                report.mappings = summary.tables.map { "\($0.channel.chineseName)：\($0.mapping)" }
                report.notices = summary.notices
                report.noticeCount = summary.noticeCount
                report.failure = summary.failure.map(FileFailure.reading)
            }
        } catch let error as IngestError {
            report.failure = .reading(error)
        } catch let error as StoreError {
            // What is wrong with one file's rows must not lose the others; what is wrong with the store ends the run.
            switch error {
            case .constraint, .repeatedRow: report.failure = .storing(error)
            default: throw error
            }
        }
        return report
    }
}
