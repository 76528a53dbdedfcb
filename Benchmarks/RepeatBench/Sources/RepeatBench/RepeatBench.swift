import Clustering
import Foundation
import TermVectors

/// Time and memory of `RepeatFinder` on made-up rows: `repeat-bench ROWS` prints one line with tabs: rows, terms, seconds
/// and CPU seconds of the search, peak memory before and after it in MiB, groups, campaigns, largest group.
///
/// Of the rows 2 in 100 (at least 20,000 where there are that many) are one text sent unchanged, as many one text with one
/// word changed each, 10 in 100 a template filled in for ever other villages, 36 in 100 people's three texts on one
/// matter, the rest strangers' texts. A text has 24 terms; how often a term is used falls with its number as in real texts.
@main
enum RepeatBench {
    static func main() {
        let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 100_000
        var generator = SplitMix(state: 20_240_701)
        func term() -> String {
            // Exponents spread evenly over 1…200,000: the first ten terms are as frequent as the last 180,000 together.
            let number = Int(exp(Double.random(in: 0..<log(200_000.0), using: &generator)))
            return "词\(number)"
        }
        func text() -> [String] { (0..<24).map { _ in term() } }
        let campaign = min(count / 4, max(20_000, count / 50))
        let letter = text()
        let variant = text()
        let template = text()
        var counts = TermCounts()
        var entries: [RepeatFinder.Entry] = []
        entries.reserveCapacity(count)
        var matter: [String] = []
        for row in 0..<count {
            var terms: [String]
            var person: String? = "人\(row)"
            var hash = UInt64(row + 1_000)
            switch row {
            case 0..<campaign:
                terms = letter
                hash = 1
            case campaign..<(2 * campaign): terms = variant.dropLast() + ["变\(row)"]
            default:
                switch row % 50 {
                case 0..<5: terms = template + ["地\(row)"]
                case 5..<23:
                    if row % 3 == 0 || matter.isEmpty { matter = text() }
                    terms = matter.prefix(18) + (0..<6).map { _ in term() }
                    person = "人\(row / 3 * 3)"
                default:
                    terms = text()
                    if row % 7 == 0 { person = nil }
                }
            }
            for term in terms { counts.add(term, weight: 1) }
            counts.endDocument()
            entries.append(.init(person: person, time: Int64((row &* 7_919) % count), rank: row, text: hash))
        }
        let vocabulary = counts.vocabulary
        let places = (0..<Int32(vocabulary.count)).map { vocabulary.term($0).hasPrefix("地") }
        let before = peak()
        let clock = ContinuousClock()
        let cpu = cpuSeconds()
        var groups: [RepeatGroup] = []
        let time = clock.measure { groups = RepeatFinder().groups(counts, entries) { places[Int($0)] } }
        let used = cpuSeconds() - cpu
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        print(
            [
                "\(count)", "\(counts.terms.count)", String(format: "%.2f", seconds), String(format: "%.2f", used),
                "\(before)", "\(peak())", "\(groups.count)", "\(groups.count { $0.isCampaign })",
                "\(groups.map(\.posts).max() ?? 0)",
            ].joined(separator: "\t"))
    }

    /// CPU seconds of this process.
    private static func cpuSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Peak resident memory so far in MiB.
    private static func peak() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) / 1_024
    }
}

/// A small generator that is the same everywhere (Steele, Lea and Flood 2014).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
