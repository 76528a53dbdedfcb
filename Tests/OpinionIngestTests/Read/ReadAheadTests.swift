import OpinionIngest
import OpinionTestSupport
import Synchronization
import Testing

/// Reading ahead on another thread must not show: neither in what is delivered nor in what goes wrong.
@Suite struct ReadAheadTests {
    private struct Broken: Error {}
    private struct Refused: Error {}

    @Test(arguments: [1, 3]) func itemsComeInTheOrderInWhichTheyAreMade(depth: Int) throws {
        var used: [Int] = []
        let made = try ReadAhead<Int, String>.run(depth: depth) { put in
            for number in 0..<500 { try put(number) }
            return "end"
        } use: {
            used.append($0)
        }
        #expect(used == Array(0..<500))
        #expect(made == "end")
    }

    @Test func noMoreThanSoManyAreMadeAhead() throws {
        let made = Atomic(0)
        var used = 0
        _ = try ReadAhead<Int, Void>.run(depth: 2) { put in
            for number in 0..<200 {
                made.add(1, ordering: .sequentiallyConsistent)
                try put(number)
            }
        } use: { _ in
            // Two that wait, the one in use, and the one that is being made.
            #expect(made.load(ordering: .sequentiallyConsistent) <= used + 4)
            used += 1
        }
        #expect(used == 200)
    }

    @Test func whatWasMadeBeforeAnErrorIsUsedBeforeIt() {
        var used: [Int] = []
        #expect(throws: Broken.self) {
            try ReadAhead<Int, Void>.run(depth: 4) { put in
                for number in 0..<10 { try put(number) }
                throw Broken()
            } use: {
                used.append($0)
            }
        }
        #expect(used == Array(0..<10))
    }

    /// The maker is waiting for room when nobody takes its items any more, and hands over once more on its way out.
    @Test func theErrorOfTheOneSideStopsTheOther() {
        for stop in [0, 1, 7] {
            let made = Atomic(0)
            #expect(throws: Refused.self) {
                try ReadAhead<Int, Void>.run(depth: 2) { put in
                    do {
                        while true { try put(made.add(1, ordering: .relaxed).oldValue) }
                    } catch {
                        try put(-1)
                        throw error
                    }
                } use: {
                    if $0 == stop { throw Refused() }
                }
            }
            #expect(made.load(ordering: .relaxed) <= stop + 5)
        }
    }

    /// Every format, whole, cut short and with wrong bytes.
    @Test(arguments: ReaderContractTests.fixtures) func whatIsReadDoesNotDependOnThreads(fixture: ReaderFixture) {
        var random = SeededGenerator(seed: UInt64(fixture.bytes.count))
        for round in 0..<40 {
            var bytes = fixture.bytes
            if round > 0, round < 16 { bytes = Array(bytes.prefix(bytes.count * round / 16)) }
            if round >= 16 {
                for _ in 0..<4 {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
            }
            #expect(said(bytes, fixture.name, threads: 1) == said(bytes, fixture.name, threads: 3), "\(round)")
        }
    }

    /// A sheet of many batches of rows and pieces of XML, the second of two.
    @Test func aLargeWorkbookIsReadTheSame() throws {
        let folder = try TemporaryFolder()
        let url = folder.url.appendingPathComponent("大.xlsx")
        var rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
        for number in 2..<4_000 {
            rows +=
                "<row r=\"\(number)\"><c r=\"A\(number)\"><v>\(number)</v></c>"
                + "<c r=\"B\(number)\" t=\"s\"><v>\(2 + number % 3)</v></c></row>"
        }
        let strings = ["编号", "内容", "路灯坏了三个月", "公交车挤不上去", "井盖丢失"].map { "<si><t>\($0)</t></si>" }
        try XLSXFixture(sheets: [("甲", rows), ("乙", rows)], sharedStrings: strings).write(to: url)
        let source = ByteSource(url)
        let alone = try IngestResult(source, threads: 1)
        let ahead = try IngestResult(source, threads: 2)
        #expect(alone.records.count == 2 * 3_998)
        #expect(ahead.records == alone.records)
    }

    /// All that reading bytes says.
    private func said(_ bytes: [UInt8], _ name: String, threads: Int) -> [String] {
        do {
            let result = try IngestResult(ByteSource(bytes: bytes, name: name), threads: threads)
            return result.records.map { "\($0)" } + result.rejected.map { "\($0)" }
                + result.summary.noticeLines + ["\(String(describing: result.summary.failure))"]
        } catch { return ["\(error)"] }
    }
}
