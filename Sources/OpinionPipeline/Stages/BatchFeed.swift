import OpinionIngest
import OpinionStore
import TermVectors

/// Collects the rows of one file, in file order, into batches, and stores each in a transaction of its own.
///
/// Memory is that of one batch, however long the file is.
final class BatchFeed {
    /// Rows in a batch. What a batch costs beside its rows is small from a thousand on, and what a run that is cut off has
    /// to do again is at most this many rows.
    static let size = 2_000
    /// Bytes of text in a batch at most: rows may be huge.
    static let byteLimit = 16 << 20

    /// What became of the rows that this feed stored.
    private(set) var stored = IngestTotals()
    /// Rows of the file that are stored, those of earlier runs included.
    private(set) var rows: Int

    private let stage: IngestStage
    private let store: Store
    private let file: SourceFileInfo
    private let now: CivilTime
    /// Rows still to be left out, since an earlier run stored them.
    private var skipping: Int
    private var pending: [OpinionIngest.RowOutcome] = []
    private var pendingBytes = 0

    init(stage: IngestStage, store: Store, file: SourceFileInfo, now: CivilTime, done: Int) {
        self.stage = stage
        self.store = store
        self.file = file
        self.now = now
        rows = done
        skipping = done
        pending.reserveCapacity(Self.size)
    }

    /// Takes the next row; returns the number of stored rows where that filled a batch.
    func take(_ outcome: OpinionIngest.RowOutcome) throws -> Int? {
        if skipping > 0 {
            skipping -= 1
            return nil
        }
        pending.append(outcome)
        pendingBytes += Self.bytes(outcome)
        guard pending.count >= Self.size || pendingBytes >= Self.byteLimit else { return nil }
        if stage.shouldStop() { throw PipelineError.interrupted(file: file.name, rows: rows) }
        try flush(closing: nil)
        return rows
    }

    /// Stores the last rows with what there is to say of the file.
    func finish(_ closing: FileClosing) throws { try flush(closing: closing) }

    private func flush(closing: FileClosing?) throws {
        let outcomes = pending
        pending.removeAll(keepingCapacity: true)
        pendingBytes = 0
        let stage = stage
        let parts = ParallelChunks.map(count: outcomes.count, size: 64, threads: stage.threads) { range in
            outcomes[range].map { outcome -> NormalizedRecord? in
                guard case .record(let record) = outcome else { return nil }
                return stage.normalizer.normalize(stage.places.fill(record), sender: record.senderName)
            }
        }
        let totals = try store.ingestBatch(
            file, runAt: now, settings: stage.settings, after: rows, closing: closing
        ) { batch in
            var index = 0
            for part in parts {
                for normalized in part {
                    if let normalized {
                        try batch.accept(normalized)
                    } else if case .rejected(let rejected) = outcomes[index] {
                        try Self.reject(rejected, batch)
                    }
                    index += 1
                }
            }
        }
        stored = stored + totals
        rows += totals.rows
    }

    private static func reject(_ rejected: OpinionIngest.RejectedRow, _ batch: IngestBatch) throws {
        try batch.reject(
            row: rejected.source.row, sheet: rejected.source.sheet, reason: rejected.reason.description,
            cells: rejected.reason == .blank ? [] : rejected.cells, corrects: rejected.corrects)
    }

    private static func bytes(_ outcome: OpinionIngest.RowOutcome) -> Int {
        switch outcome {
        case .record(let record):
            record.title.utf8.count + record.body.utf8.count + (record.handling.reply?.utf8.count ?? 0)
        case .rejected(let row): row.cells.reduce(0) { $0 + $1.utf8.count }
        }
    }
}
