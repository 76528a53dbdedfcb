import OpinionIngest
import OpinionRanking
import Testing

struct ConvergenceDetectorTests {
    private func leads(_ channels: [Channel], person shared: Int? = nil) throws -> [Lead] {
        let facts = channels.enumerated().map { fact($0.offset + 1, person: shared ?? $0.offset, channel: $0.element) }
        return ConvergenceDetector().leads(
            in: try input(facts, issues: [issue(1, "入园难", Array(1...channels.count))]))
    }

    @Test func twoAndThreeSources() throws {
        let two = try leads([.hotline, .petition, .letter, .proposal])
        #expect(two.map(\.key) == ["convergence:issue:1"])
        #expect(two.first?.topics == ["来信来访集中反映", "代表建议集中反映"])
        let three = try leads([.hotline, .petition, .letter, .proposal, .station, .station])
        #expect(three.first?.topics.count == 3)
        #expect((three.first?.strength ?? 0) > (two.first?.strength ?? 0))
    }

    @Test("Channels of one source, too few people, one person everywhere: no lead")
    func nearMisses() throws {
        #expect(try leads([.hotline, .petition, .letter, .hotline, .letter]).isEmpty)
        #expect(try leads([.hotline, .hotline, .proposal]).isEmpty)
        #expect(try leads([.hotline, .hotline, .hotline, .station, .station], person: 1).isEmpty)
    }
}
