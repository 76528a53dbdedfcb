import Proposals
import TermVectors
import Testing

@Suite struct UnitTableTests {
    private let table = UnitTable(rows: [
        ["县住房和城乡建设局", "government", "县住建局|住建局|住房和城乡建设局", "物业|电梯加装|燃气"],
        ["县公安局", "police", "公安局|公安分局", "治安|户口"],
        ["县公安局交通警察大队", "police", "交警大队|交警", "红绿灯|违停"],
        ["市生态环境局县分局", "government", "生态环境分局|生态环境局|环保局", "污水|异味"], ["太短"],
    ])

    @Test(arguments: [
        ("县住房和城乡建设局", "县住房和城乡建设局"), ("临溪县住建局", "县住房和城乡建设局"), ("住建局", "县住房和城乡建设局"),
        (" 临溪县 住建局 ", "县住房和城乡建设局"), ("临溪县公安局交警大队", "县公安局交通警察大队"), ("临溪县公安局", "县公安局"),
        ("市生态环境局临溪分局", "市生态环境局县分局"), ("竹口乡人民政府", "竹口乡人民政府"), ("", ""),
    ])
    func writtenNames(written: String, unit: String) { #expect(table.unit(named: written) == unit) }

    @Test func shortRowsAreLeftOut() { #expect(table.units.count == 4) }
}

@Suite struct UnitAdvisorTests {
    private let table = UnitTable(rows: [
        ["县住房和城乡建设局", "", "住建局", "物业|电梯加装|加装电梯|燃气"], ["县水利局", "", "水利局", "河道|水库|清淤"],
        ["市生态环境局县分局", "", "生态环境局", "污水|河道"],
    ])

    @Test func dutiesDecideWithoutAPast() {
        let advice = UnitAdvisor(table).advice(title: "关于加装电梯的建议", body: "老旧小区要求加装电梯。", plan: "", past: [])
        #expect(advice.lead?.unit == "县住房和城乡建设局")
        #expect(advice.lead?.duties == ["加装电梯"])
        #expect(advice.lead?.precedents == 0)
        #expect(abs(advice.ranking.reduce(0) { $0 + $1.share } - 1) < 1e-9)
    }

    @Test func thePastOutweighsAWord() {
        let past = [
            UnitAdvisor.Precedent(unit: "竹口乡人民政府", joint: ["县水利局"], likeness: 0.9),
            UnitAdvisor.Precedent(unit: "竹口乡人民政府", likeness: 0.7), UnitAdvisor.Precedent(unit: "县水利局", likeness: 0.2),
        ]
        let advice = UnitAdvisor(table).advice(title: "河道清淤", body: "河道淤积。", plan: "", past: past)
        #expect(advice.lead?.unit == "竹口乡人民政府")
        #expect(advice.lead?.precedents == 2)
    }

    @Test func namedUnitsCount() {
        let plain = UnitAdvisor(table).advice(title: "河道", body: "河道发黑。", plan: "请整治。", past: [])
        let named = UnitAdvisor(table).advice(title: "河道", body: "河道发黑。", plan: "由生态环境局牵头整治。", past: [])
        #expect(plain.lead?.unit == "县水利局" || plain.lead?.unit == "市生态环境局县分局")
        #expect(named.lead?.unit == "市生态环境局县分局" && named.lead?.isMentioned == true)
    }

    @Test func nothingSpeaksForAnyUnit() {
        let advice = UnitAdvisor(table).advice(title: "", body: "", plan: "", past: [])
        #expect(advice.lead == nil && advice.ranking.isEmpty)
    }

    @Test func theOrderOfThePastDoesNotCount() {
        let past = [
            UnitAdvisor.Precedent(unit: "甲", likeness: 0.5), UnitAdvisor.Precedent(unit: "乙", likeness: 0.5),
            UnitAdvisor.Precedent(unit: "丙", joint: ["甲"], likeness: 0.3),
        ]
        let advisor = UnitAdvisor(table)
        #expect(
            advisor.advice(title: "", body: "", plan: "", past: past)
                == advisor.advice(title: "", body: "", plan: "", past: past.reversed()))
    }
}

@Suite struct SupportFinderTests {
    @Test func theNearestMatterComesFirst() {
        // Rows: two on 1/2, two on 3/4, one that asks for 1/2 and a little 3.
        let rows: [[(Int32, Float)]] = [
            [(1, 0.8), (2, 0.6)], [(1, 0.6), (2, 0.8)], [(3, 1)], [(3, 0.6), (4, 0.8)],
            [(1, 0.7), (2, 0.7), (3, 0.14)],
        ]
        var matrix = SparseMatrix(offsets: [0], columns: [], weights: [], columnCount: 5)
        for row in rows {
            matrix.columns += row.map(\.0)
            matrix.weights += row.map(\.1)
            matrix.offsets.append(matrix.columns.count)
        }
        let finder = SupportFinder(matrix: matrix, groups: [[2, 3], [0, 1], []])
        let matches = finder.matches(matrix, row: 4, from: 0.05, limit: 5)
        #expect(matches.map(\.matter) == [1, 0])
        #expect(matches[0].likeness > 0.9 && matches[1].likeness < 0.3)
        #expect(finder.matches(matrix, row: 4, from: 0.5, limit: 5).map(\.matter) == [1])
        #expect(finder.matches(matrix, row: 4, from: 0.05, limit: 1).count == 1)
    }
}
