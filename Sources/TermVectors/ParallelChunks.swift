import Dispatch
import Synchronization

/// Work over an index range in chunks whose limits do not depend on the number of threads, so results don't either.
package enum ParallelChunks {
    /// Calls `body` on each chunk of `0..<count`, on up to `threads` threads, and returns the results in chunk order.
    ///
    /// - Parameters:
    ///   - count: the size of the range, 0 and up.
    ///   - size: indices per chunk, 1 and up; coarse enough that a chunk takes at least about a millisecond.
    ///   - threads: 1 and up; 1 runs on the calling thread.
    package static func map<Value: Sendable>(
        count: Int, size: Int, threads: Int, _ body: @Sendable (Range<Int>) -> Value
    ) -> [Value] {
        map(count: count, size: size, threads: threads, state: { () }, { _, range in body(range) })
    }

    /// The same with what each thread keeps from chunk to chunk, such as buffers; results must not depend on it.
    package static func map<State, Value: Sendable>(
        count: Int, size: Int, threads: Int, state: @Sendable () -> State,
        _ body: @Sendable (inout State, Range<Int>) -> Value
    ) -> [Value] {
        guard count > 0 else { return [] }
        let chunks = (count + size - 1) / size
        @Sendable func range(_ chunk: Int) -> Range<Int> { (chunk * size)..<min(count, (chunk + 1) * size) }
        let workers = min(threads, chunks)
        guard workers > 1 else {
            var own = state()
            return (0..<chunks).map { body(&own, range($0)) }
        }
        let results = Mutex([Value?](repeating: nil, count: chunks))
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            var own = state()
            while true {
                let chunk = next.add(1, ordering: .relaxed).oldValue
                guard chunk < chunks else { return }
                let value = body(&own, range(chunk))
                results.withLock { $0[chunk] = value }
            }
        }
        return results.withLock { $0.compactMap { $0 } }
    }

    /// Does two things, beside each other where there are two threads; the error of the first goes before that of the second.
    package static func both<One: Sendable, Two: Sendable>(
        threads: Int, _ one: @Sendable () throws -> One, _ two: @Sendable () throws -> Two
    ) throws -> (One, Two) {
        guard threads > 1 else { return (try one(), try two()) }
        let first = Mutex<Result<One, any Error>?>(nil)
        let second = Mutex<Result<Two, any Error>?>(nil)
        DispatchQueue.concurrentPerform(iterations: 2) { number in
            if number == 0 {
                let result = Result { try one() }
                first.withLock { $0 = result }
            } else {
                let result = Result { try two() }
                second.withLock { $0 = result }
            }
        }
        guard let one = first.withLock({ $0 }), let two = second.withLock({ $0 }) else {
            preconditionFailure("both were run")
        }
        return (try one.get(), try two.get())
    }
}
