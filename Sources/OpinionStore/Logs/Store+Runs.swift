import GRDB
import OpinionIngest

/// Names one run within a store; 1 and up.
public struct RunID: RawRepresentable, Hashable, Comparable, Sendable {
    /// 1 and up.
    public let rawValue: Int

    /// An id from its number.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Earlier is less.
    public static func < (left: RunID, right: RunID) -> Bool { left.rawValue < right.rawValue }
}

/// One run of the pipeline over this store.
public struct RunEntry: Sendable, Hashable {
    /// How a run ended.
    public enum Status: String, Sendable {
        /// Not finished: still going on, or cut off.
        case running
        /// Ended as it should.
        case finished
        /// Ended with an error.
        case failed
    }

    /// Which run it is.
    public var id: RunID
    /// When it began.
    public var started: CivilTime
    /// When it ended.
    public var finished: CivilTime?
    /// How it ended.
    public var status: Status
    /// Configuration and dictionary hashes, versions and counts, as JSON.
    public var manifest: String?

    /// A run.
    public init(id: RunID, started: CivilTime, finished: CivilTime? = nil, status: Status, manifest: String? = nil) {
        self.id = id
        self.started = started
        self.finished = finished
        self.status = status
        self.manifest = manifest
    }
}

extension Store {
    /// Enters the beginning of a run in the run log.
    public func beginRun(at time: CivilTime) throws -> RunID {
        try write { db in
            try db.execute(
                sql: "INSERT INTO run (started, status) VALUES (?, 'running')", arguments: [bindable(time)])
            return RunID(rawValue: Int(db.lastInsertedRowID))
        }
    }

    /// Enters the end of a run in the run log.
    ///
    /// - Parameters:
    ///   - id: A run that is still going on.
    ///   - time: When it ended.
    ///   - status: How it ended: `finished` or `failed`.
    ///   - manifest: JSON that says what was run, or nil where it did not get that far.
    /// - Throws: `StoreError.unknownEntry` where the run is not going on, `.constraint` where the manifest is no JSON.
    public func finishRun(
        _ id: RunID, at time: CivilTime, status: RunEntry.Status = .finished, manifest: String?
    ) throws {
        try write { db in
            try db.execute(
                sql: """
                    UPDATE run SET finished = ?, status = ?, manifest = \(boundText)
                    WHERE id = ? AND status = 'running'
                    """, arguments: [bindable(time), status.rawValue, bindable(manifest), id.rawValue])
            guard db.changesCount == 1 else { throw StoreError.unknownEntry("运行 \(id.rawValue)") }
        }
    }

    /// The run log, first run first.
    public func runs() throws -> [RunEntry] {
        try read { db in
            try Row.fetchCursor(db, sql: "SELECT id, started, finished, status, manifest FROM run ORDER BY id")
                .map { row in
                    RunEntry(
                        id: RunID(rawValue: try row.requiredInteger(0)), started: try row.requiredTime(1),
                        finished: try row.time(2),
                        status: try row.require(RunEntry.Status(rawValue: row.requiredText(3))),
                        manifest: try row.text(4))
                }.asArray()
        }
    }
}
