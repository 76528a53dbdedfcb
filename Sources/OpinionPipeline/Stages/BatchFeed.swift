import OpinionIngest
import OpinionStore
import TermVectors

/// Collects the rows of one file, in file order, into batches, and stores each in a transaction of its own.
///
/// With more than one thread a batch is normalised and the one before it stored while the next one is read; batches reach
/// the store one by one in file order, so what is stored does not depend on threads. Memory is that of `depth` batches and
/// the one being filled, however long the file is.
final class BatchFeed {
    /// Rows in a batch. What a batch costs beside its rows is small from a thousand on, and what a run that is cut off has
    /// to do again is at most this many rows for each batch under way.
    static let size = 2_000
    /// Bytes of text in a batch at most: rows may be huge.
    static let byteLimit = 16 << 20
    /// Batches under way at once, behind the one that is being filled.
    static let depth = 2

    /// What became of the rows that this feed stored.
    private(set) var stored = IngestTotals()
    /// Rows of the file that are stored, those of earlier runs included.
    private(set) var rows: Int

    /// A batch of rows and how many of the file come before it.
    private struct Batch: Sendable {
        var outcomes: [OpinionIngest.RowOutcome]
        var after: Int
        var closing: FileClosing?
    }

    /// The same with the records' texts made, in chunks of rows.
    private struct Ready: Sendable {
        var after: Int
        var closing: FileClosing?
        var parts: [[Row]]
    }

    /// A row on its way to the store. A record is held by reference: a copy would count references of all its texts.
    private enum Row: Sendable {
        case record(Held)
        case rejected(OpinionIngest.RejectedRow)
    }

    private final class Held: Sendable {
        let record: NormalizedRecord

        init(_ record: consuming NormalizedRecord) { self.record = record }
    }

    private let stage: IngestStage
    private let store: Store
    private let file: SourceFileInfo
    private let now: CivilTime
    private let work: StagedWork<Batch, Ready, IngestTotals>?
    /// Rows still to be left out, since an earlier run stored them.
    private var skipping: Int
    private var pending: [OpinionIngest.RowOutcome] = []
    private var pendingBytes = 0
    /// Rows of the file before the pending ones.
    private var handed: Int

    init(stage: IngestStage, store: Store, file: SourceFileInfo, now: CivilTime, done: Int) {
        self.stage = stage
        self.store = store
        self.file = file
        self.now = now
        rows = done
        handed = done
        skipping = done
        // The reader has a thread, the store another; what is left normalises.
        work =
            stage.threads < 2
            ? nil
            : StagedWork(
                depth: Self.depth, first: { Self.normalize($0, stage, threads: stage.threads - 1) },
                second: { try Self.keep($0, stage, store, file, now) })
        pending.reserveCapacity(Self.size)
    }

    /// Takes the next row; returns the number of stored rows where it grew.
    func take(_ outcome: OpinionIngest.RowOutcome) throws -> Int? {
        if skipping > 0 {
            skipping -= 1
            return nil
        }
        pending.append(outcome)
        pendingBytes += Self.bytes(outcome)
        guard pending.count >= Self.size || pendingBytes >= Self.byteLimit else { return nil }
        if stage.shouldStop() {
            try settle()
            throw PipelineError.interrupted(file: file.name, rows: rows)
        }
        let before = rows
        try flush(closing: nil)
        return rows > before ? rows : nil
    }

    /// Stores the last rows with what there is to say of the file.
    func finish(_ closing: FileClosing) throws {
        try flush(closing: closing)
        try settle()
    }

    /// Waits until the batches that were handed over are stored.
    ///
    /// - Throws: `StoreError`, where one of them could not be.
    func settle() throws {
        guard let work else { return }
        let (outputs, failure) = work.drain()
        outputs.forEach(count)
        if let failure { throw failure }
    }

    private func flush(closing: FileClosing?) throws {
        let batch = Batch(outcomes: pending, after: handed, closing: closing)
        handed += pending.count
        pending = []
        pending.reserveCapacity(Self.size)
        pendingBytes = 0
        if let work {
            try work.submit(batch).forEach(count)
        } else {
            count(try Self.keep(Self.normalize(batch, stage, threads: 1), stage, store, file, now))
        }
    }

    private func count(_ totals: IngestTotals) {
        stored = stored + totals
        rows += totals.rows
    }

    private static func normalize(_ batch: Batch, _ stage: IngestStage, threads: Int) -> Ready {
        let parts = ParallelChunks.map(count: batch.outcomes.count, size: 64, threads: threads) { range in
            range.map { index -> Row in
                switch batch.outcomes[index] {
                case .rejected(let rejected): return .rejected(rejected)
                case .record(var record):
                    stage.places.fill(&record)
                    let sender = record.senderName
                    return .record(Held(stage.normalizer.normalize(record, sender: sender)))
                }
            }
        }
        return Ready(after: batch.after, closing: batch.closing, parts: parts)
    }

    private static func keep(
        _ ready: Ready, _ stage: IngestStage, _ store: Store, _ file: SourceFileInfo, _ now: CivilTime
    ) throws -> IngestTotals {
        try store.ingestBatch(
            file, runAt: now, settings: stage.settings, after: ready.after, closing: ready.closing
        ) { batch in
            for part in ready.parts {
                for row in part {
                    switch row {
                    case .record(let held): try batch.accept(held.record)
                    case .rejected(let rejected): try reject(rejected, batch)
                    }
                }
            }
        }
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
