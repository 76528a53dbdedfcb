import Dispatch
import Synchronization

/// Two steps of work on a row of inputs, each step on a thread of its own, while the caller makes the next input.
///
/// Inputs go through each step one at a time and in the order in which they were submitted, so results do not depend on
/// how the steps overlap. Memory is that of `depth` inputs. After the second step has thrown, no input reaches it again.
package final class StagedWork<Input: Sendable, Middle: Sendable, Output: Sendable>: Sendable {
    private struct State {
        var outputs: [Output] = []
        var failure: (any Error)?
    }

    private let depth: Int
    private let first: @Sendable (Input) -> Middle
    private let second: @Sendable (Middle) throws -> Output
    private let state = Mutex(State())
    private let room: DispatchSemaphore
    private let firstQueue = DispatchQueue(label: "opinion.stage.first")
    private let secondQueue = DispatchQueue(label: "opinion.stage.second")

    /// Work in two steps; at most `depth` inputs, 1 and up, are under way.
    package init(
        depth: Int, first: @escaping @Sendable (Input) -> Middle,
        second: @escaping @Sendable (Middle) throws -> Output
    ) {
        self.depth = max(1, depth)
        self.first = first
        self.second = second
        room = DispatchSemaphore(value: self.depth)
    }

    /// Hands an input over; waits while `depth` others are under way. Returns what was finished since the last call.
    ///
    /// - Throws: what the second step threw for an earlier input; this one is dropped then.
    package func submit(_ input: Input) throws -> [Output] {
        room.wait()
        let done = state.withLock { state in
            defer { state.outputs = [] }
            return (state.outputs, state.failure)
        }
        if let failure = done.1 {
            room.signal()
            throw failure
        }
        firstQueue.async { [self] in
            let middle = first(input)
            secondQueue.async { [self] in
                finish(middle)
                room.signal()
            }
        }
        return done.0
    }

    private func finish(_ middle: Middle) {
        if state.withLock({ $0.failure != nil }) { return }
        do {
            let output = try second(middle)
            state.withLock { $0.outputs.append(output) }
        } catch {
            state.withLock { $0.failure = error }
        }
    }

    /// Waits until nothing is under way. Returns what was finished since the last call, and what the second step threw.
    package func drain() -> (outputs: [Output], failure: (any Error)?) {
        for _ in 0..<depth { room.wait() }
        for _ in 0..<depth { room.signal() }
        return state.withLock { state in
            defer { state.outputs = [] }
            return (state.outputs, state.failure)
        }
    }
}
