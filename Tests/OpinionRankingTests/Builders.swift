import Foundation
import OpinionIngest
import OpinionRanking
import OpinionTestSupport

/// Short builders for facts, issues and inputs.
func recordID(_ number: Int) -> RecordID {
    let digits = String(number)
    return RecordID(rawValue: String(repeating: "0", count: max(0, 16 - digits.count)) + digits)
}

func person(_ number: Int) -> PersonKey { PersonKey(rawValue: "p\(number)") }

func day(_ year: Int, _ month: Int, _ day: Int) -> CivilTime {
    CivilTime(
        seconds: Int64(CivilTime.dayNumber(year: year, month: month, day: day)) * 86_400, precision: .day)
}

func fact(
    _ number: Int, _ received: CivilTime? = day(2024, 3, 1), person key: Int? = nil, channel: Channel = .hotline,
    place: Record.Place = .init(), closed: CivilTime? = nil, reply: String? = nil, unit: String? = nil,
    solved: Bool? = nil, satisfaction: Int? = nil, category: String? = nil, needs: [String] = [],
    severity: Double = 0, type: String? = nil
) -> RecordFacts {
    RecordFacts(
        id: recordID(number), channel: channel, received: received, person: key.map(person), place: place,
        handling: .init(leadUnit: unit, closed: closed, reply: reply),
        evaluation: .init(solved: solved, satisfaction: satisfaction), category: category, needs: needs,
        severity: severity, demandType: type)
}

func issue(_ id: Int, _ label: String, _ members: [Int], copies: [[Int]] = []) -> OpinionRanking.Issue {
    OpinionRanking.Issue(
        id: IssueID(rawValue: id), label: label, keywords: [], medoid: recordID(members.first ?? 0),
        members: members.map(recordID), cohesion: 0.5, copies: copies.map { $0.map(recordID) })
}

func need(_ id: String, _ title: String, _ verdict: Gate.Verdict = .passed) -> Need {
    Need(
        id: id, title: title, category: "民生",
        gates: Gate.all.map { Gate(key: $0.key, name: $0.name, verdict: verdict, reason: "目录所定") })
}

func input(
    _ facts: [RecordFacts], issues: [OpinionRanking.Issue] = [], needs: [Need] = [],
    configuration: RankingConfiguration = RankingConfiguration(), now: CivilTime = day(2025, 1, 1)
) throws -> RankingInput {
    try RankingInput(facts: facts, issues: issues, needs: needs, configuration: configuration, now: now)
}

extension Lead {
    func value(_ name: String) -> String? { evidence.first { $0.name == name }?.value }
}

/// Random counts for backgrounds with known spread.
struct Sampler {
    var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func unit() -> Double { Double.random(in: Double.leastNonzeroMagnitude..<1, using: &generator) }

    mutating func poisson(_ mean: Double) -> Int {
        let limit = exp(-mean)
        var product = unit()
        var count = 0
        while product > limit {
            product *= unit()
            count += 1
        }
        return count
    }

    /// A negative binomial count with variance `dispersion` × mean: a Poisson whose mean is gamma-distributed.
    mutating func count(mean: Double, dispersion: Double) -> Int {
        guard dispersion > 1 else { return poisson(mean) }
        return poisson(gamma(mean / (dispersion - 1)) * (dispersion - 1))
    }

    /// Marsaglia and Tsang 2000.
    mutating func gamma(_ shape: Double) -> Double {
        if shape < 1 { return gamma(shape + 1) * pow(unit(), 1 / shape) }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = (-2 * log(unit())).squareRoot() * cos(2 * .pi * unit())
            let v = pow(1 + c * x, 3)
            if v > 0, log(unit()) < 0.5 * x * x + d - d * v + d * log(v) { return d * v }
        }
    }

    /// Facts for series of issues: `mean(series, month)` people a month over `months` months from January 2021.
    mutating func background(
        series: Int, months: Int, dispersion: Double, mean: (Int, Int) -> Double
    ) -> (facts: [RecordFacts], issues: [OpinionRanking.Issue]) {
        var facts: [RecordFacts] = []
        var issues: [OpinionRanking.Issue] = []
        for number in 0..<series {
            var members: [Int] = []
            for month in 0..<months {
                let (year, inYear) = (2021 + month / 12, month % 12 + 1)
                for _ in 0..<count(mean: mean(number, month), dispersion: dispersion) {
                    let id = facts.count + 1
                    let date = Int.random(in: 1...CivilTime.daysInMonth(year: year, month: inYear), using: &generator)
                    facts.append(fact(id, day(year, inYear, date), person: id))
                    members.append(id)
                }
            }
            if members.count >= 2 { issues.append(issue(number + 1, "事项\(number + 1)", members)) }
        }
        return (facts, issues)
    }
}
