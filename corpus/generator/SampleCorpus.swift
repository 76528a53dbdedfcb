import Foundation

/// `sample-corpus FOLDER [PIECES]` writes the sample corpus into a folder. Same pieces, same bytes.
@main
struct SampleCorpus {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count > 1 else {
            print("usage: sample-corpus FOLDER [PIECES]")
            return
        }
        let folder = URL(fileURLWithPath: arguments[1])
        let beside = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("pieces")
        let pieces = try Pieces(folder: arguments.count > 2 ? URL(fileURLWithPath: arguments[2]) : beside)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)

        var random = Random(seed: 20_241_231)
        let drafts = draw(pieces, &random)
        var writer = Writer(folder: folder, drafts: drafts, random: random)
        try writer.all()
        try Truth(pieces: pieces, drafts: drafts, ledgers: writer.ledgers).write(to: folder)
        try Data(pieces.gazetteer.utf8).write(to: folder.appendingPathComponent("gazetteer.tsv"))
        print("\(drafts.count) records, \(Set(drafts.map(\.matter)).count - 1) matters → \(folder.lastPathComponent)")
    }

    /// All records, numbered in the order of each channel's dates.
    static func draw(_ pieces: Pieces, _ random: inout Random) -> [Draft] {
        let composer = Composer(banks: pieces.banks)
        var planner = Planner(pieces: pieces, composer: composer)
        var drafts: [Draft] = []
        for matter in pieces.matters { drafts += planner.planted(matter, &random) }
        drafts += planner.singles(&random)
        drafts += planner.proposals(&random)
        Copies.spoilDates(&drafts, &random)
        Copies.add(to: &drafts, &planner.people, &random)
        let ordered = drafts.enumerated().sorted {
            ($0.element.day, $0.element.second, $0.offset) < ($1.element.day, $1.element.second, $1.offset)
        }
        drafts = ordered.map(\.element)
        number(&drafts)
        Handling(composer: composer).apply(to: &drafts, &random)
        return drafts
    }

    private static func number(_ drafts: inout [Draft]) {
        var counters: [String: Int] = [:]
        for index in drafts.indices {
            let day = Calendar.iso(drafts[index].day)
            let (year, month, compact) = (
                day.prefix(4), day.dropFirst(5).prefix(2), day.replacingOccurrences(of: "-", with: "")
            )
            let (prefix, width): (String, Int) =
                switch drafts[index].channel {
                case .hotline: ("LX\(compact)", 3)
                case .petition: ("WZ\(year)", 5)
                case .proposal: ("JY\(year)-", 3)
                case .letter: ("XF\(year)\(month)-", 3)
                case .station: ("LLZ\(year)-", 4)
                }
            let count = (counters[prefix] ?? 0) + 1
            counters[prefix] = count
            drafts[index].number = prefix + String(String(1_000_000 + count).suffix(width))
        }
    }
}
