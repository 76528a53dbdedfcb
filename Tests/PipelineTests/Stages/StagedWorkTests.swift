import OpinionPipeline
import Synchronization
import Testing

@Suite struct StagedWorkTests {
    private struct Refused: Error {}

    @Test func resultsComeInTheOrderOfTheInputs() throws {
        let work = StagedWork<Int, String, String>(depth: 3, first: { "\($0)" }, second: { $0 + "." })
        var results: [String] = []
        for number in 0..<200 { results += try work.submit(number) }
        let (rest, failure) = work.drain()
        #expect(failure == nil)
        #expect(results + rest == (0..<200).map { "\($0)." })
        #expect(work.drain().outputs.isEmpty)
    }

    @Test func noMoreThanSoManyAreUnderWay() throws {
        let under = Atomic(0)
        let most = Atomic(0)
        let work = StagedWork<Int, Int, Int>(
            depth: 2,
            first: {
                most.max(under.add(1, ordering: .relaxed).newValue, ordering: .relaxed)
                return $0
            },
            second: {
                under.subtract(1, ordering: .relaxed)
                return $0
            })
        for number in 0..<200 { _ = try work.submit(number) }
        _ = work.drain()
        #expect(under.load(ordering: .relaxed) == 0)
        #expect((1...2).contains(most.load(ordering: .relaxed)))
    }

    /// What comes after a failure reaches the second step no more, and the failure reaches the caller.
    @Test func aFailureEndsTheWork() {
        let seen = Mutex<[Int]>([])
        let work = StagedWork<Int, Int, Int>(
            depth: 2, first: { $0 },
            second: { number in
                seen.withLock { $0.append(number) }
                if number == 5 { throw Refused() }
                return number
            })
        #expect(throws: Refused.self) { for number in 0..<100 { _ = try work.submit(number) } }
        #expect(work.drain().failure is Refused)
        #expect(seen.withLock { $0 } == Array(0...5))
    }
}
