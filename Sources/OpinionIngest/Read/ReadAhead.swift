import Dispatch
import Synchronization

/// Makes items on a thread of its own while the caller uses those before them, in the order in which they were made.
///
/// Neither side sees the difference: the caller gets every item made before an error and then the error, and the maker is
/// stopped by the error that the caller throws. Memory is that of `depth` items and of one on each side.
package final class ReadAhead<Item: Sendable, Made: Sendable>: Sendable {
    /// Ends a maker whose items nobody takes any more; never reaches the caller.
    private struct Stopped: Error {}

    private struct State {
        var items: [Item] = []
        var isStopped = false
        var result: Result<Made, any Error>?
    }

    private let state = Mutex(State())
    private let made = DispatchSemaphore(value: 0)
    private let room = DispatchSemaphore(value: 0)
    private let end = DispatchGroup()

    // A semaphore must not be let go below the value that it was made with.
    private init(depth: Int) { for _ in 0..<depth { room.signal() } }

    /// Calls `make` on another thread with a function that hands an item over, and `use` here with each of the items.
    ///
    /// Returns what `make` does when both are done. Throws what `use` throws, else what `make` throws.
    ///
    /// - Parameter depth: items made and not used yet, at most; 1 and up.
    package static func run(
        depth: Int, make: @escaping @Sendable ((consuming Item) throws -> Void) throws -> Made,
        use: (Item) throws -> Void
    ) throws -> Made? {
        let ahead = ReadAhead(depth: max(1, depth))
        // A queue of its own is a thread of its own: those of the shared pool may all be waiting for each other.
        DispatchQueue(label: "opinion.read-ahead").async(group: ahead.end) {
            let result = Result { try make { try ahead.put($0) } }
            ahead.state.withLock { $0.result = result }
            ahead.made.signal()
        }
        defer { ahead.stop() }
        while let item = ahead.next() { try use(item) }
        return try ahead.state.withLock { try $0.result?.get() }
    }

    private func put(_ item: consuming Item) throws {
        let held = item
        if state.withLock({ $0.isStopped }) { throw Stopped() }
        room.wait()
        let isStopped = state.withLock { state in
            if !state.isStopped { state.items.append(held) }
            return state.isStopped
        }
        if isStopped { throw Stopped() }
        made.signal()
    }

    /// The next item; nil at the end.
    private func next() -> Item? {
        made.wait()
        let item = state.withLock { $0.items.isEmpty ? nil : $0.items.removeFirst() }
        if item != nil { room.signal() }
        return item
    }

    /// Lets the maker end, and waits for it.
    private func stop() {
        state.withLock { state in
            state.isStopped = true
            state.items = []
        }
        room.signal()
        end.wait()
    }
}

/// A reader whose rows are read on a thread of its own, some hundred ahead of the caller.
struct RowsAhead: RowReader {
    /// Events handed over together, and the bytes of cells from which fewer are: rows may be huge.
    private static let size = 128
    private static let byteLimit = 1 << 18

    /// Makes the reader, on the thread that it is to read on.
    let reader: @Sendable () -> any RowReader

    /// Delivers what the reader does.
    func read(_ body: (RowEvent) throws -> Void) throws {
        _ = try ReadAhead<[RowEvent], Void>.run(depth: 4) { [reader] put in
            var events: [RowEvent] = []
            var bytes = 0
            func hand() throws {
                let full = events
                events = []
                events.reserveCapacity(Self.size)
                bytes = 0
                try put(full)
            }
            do {
                try reader().read { event in
                    events.append(event)
                    if case .row(let row) = event { for cell in row.cells { bytes += cell.utf8.count } }
                    if events.count >= Self.size || bytes >= Self.byteLimit { try hand() }
                }
            } catch {
                // The rows before the damage are good ones.
                try hand()
                throw error
            }
            try hand()
        } use: { events in
            for event in events { try body(event) }
        }
    }
}
