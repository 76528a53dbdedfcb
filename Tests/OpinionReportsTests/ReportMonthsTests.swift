import OpinionReports
import OpinionTestSupport
import Testing

@Suite struct ReportMonthsTests {
    @Test(
        arguments: [
            ([], nil, [], 0), ([600], 600...600, [600], 0), ([245, 654], 245...654, Array(619...654), 0),
            // A lone early or late record is cut; one within a year of the rest is kept.
            ([245, 650, 651, 652], 650...652, [650, 651, 652], 1), ([650, 651, 651, 1554], 650...651, [650, 651], 1),
            ([640, 650, 651, 652], 640...652, Array(640...652), 0),
        ] as [([Int], ClosedRange<Int>?, [Int], Int)])
    func theBulk(_ numbers: [Int], _ bulk: ClosedRange<Int>?, _ shown: [Int], _ outside: Int) {
        let months = ReportMonths(numbers)
        #expect(months.bulk == bulk)
        #expect(months.shown == shown)
        #expect(months.outsideBulk == outside)
        #expect(ReportMonths(numbers.reversed()) == months)
    }

    @Test func severalMisdatedRecordsAreCutTogether() {
        let good = (0..<1000).map { 630 + $0 % 24 }
        let months = ReportMonths(good + [12, 100, 240, 1554, 1600])
        #expect(months.bulk == 630...653)
        #expect(months.outsideBulk == 5 && months.outsideShown == 5)
    }

    @Test func everyRecordIsEitherShownOrOutside() {
        var random = SeededGenerator(seed: 41)
        for _ in 0..<300 {
            let count = Int.random(in: 0...60, using: &random)
            let numbers = (0..<count).map { _ in
                Int.random(in: 0...9, using: &random) == 0
                    ? Int.random(in: -2000...2000, using: &random) : Int.random(in: 600...660, using: &random)
            }
            let months = ReportMonths(numbers)
            #expect(months.shown.count <= ReportMonths.most)
            #expect(months.shown.isEmpty == numbers.isEmpty)
            #expect(numbers.filter { !months.shown.contains($0) }.count == months.outsideShown)
            #expect(months.outsideBulk <= months.outsideShown)
        }
    }
}
