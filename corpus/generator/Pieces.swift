import Foundation

/// One concrete matter with the hand-written lines about it.
struct Matter {
    var id: String
    var title: String
    var unit: String
    var town: String
    var community: String
    var place: String
    var type: String
    var count: Int
    var window: ClosedRange<Int>
    /// `kind=rebound`, `need=elder`, `ch=hotline`, `prop=2`, `share=bank` and the like.
    var options: [String: String]
    var titles: [String] = []
    var facts: [String] = []
    var requests: [String] = []
    var replies: [String] = []
    /// Formal paragraphs of a deputy: grounds and measures.
    var grounds: [String] = []
    var measures: [String] = []
}

/// A matter that is raised once and belongs to no issue.
struct Single {
    var type: String
    var unit: String
    var title: String
    var body: String
}

/// A proposal on a matter of its own.
struct LoneProposal {
    var unit: String
    var town: String
    var title: String
    var grounds: [String]
    var measures: [String]
}

/// Everything written by hand, read from `pieces/`.
struct Pieces {
    var matters: [Matter] = []
    var singles: [Single] = []
    var proposals: [LoneProposal] = []
    var banks: [String: [String]] = [:]
    /// For a measure as written, the short names of the units beside the leading one that it lies with.
    var helpers: [String: [String]] = [:]
    var gazetteer = ""

    init(folder: URL) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        for name in names {
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            let lines = text.components(separatedBy: "\n")
            switch name.prefix(while: { $0 != "-" && $0 != "." }) {
            case "matters": readMatters(lines)
            case "singles": readSingles(lines)
            case "proposals": readProposals(lines)
            case "banks": readBanks(lines)
            case "places": gazetteer = text
            default: break
            }
        }
    }

    static func list(_ text: String) -> [String] { text.split(separator: "|").map(String.init) }

    static func columns(_ line: Substring) -> [String] {
        line.components(separatedBy: " | ").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    /// `== id | title | unit | town | community | place | type | count | window | options`, then lines `t f r y p m`, `j` after an `m` (units that
    /// help with that measure);
    /// `@ town | community | place | count | window | own fact` repeats the bank above for another place.
    private mutating func readMatters(_ lines: [String]) {
        var current: Matter?
        var places: [[String]] = []
        var bank: [Matter] = []
        func expand(_ matter: Matter, _ places: [[String]]) -> [Matter] {
            if places.isEmpty { return [matter] }
            return places.enumerated().map { index, columns in
                var copy = matter
                copy.id = "\(matter.id)-\(index + 1)"
                (copy.town, copy.community, copy.place) = (columns[0], columns[1], columns[2])
                copy.count = Int(columns[3]) ?? 0
                copy.window = Calendar.window(columns[4])
                copy.title = matter.title.replacingOccurrences(of: "{p}", with: columns[2])
                if columns.count > 5 { copy.facts += columns[5...] }
                return copy
            }
        }
        func flush() {
            guard let matter = current else { return }
            bank += expand(matter, places)
            places = []
        }
        for line in lines where !line.hasPrefix("#") && line.count > 2 {
            let rest = line.dropFirst(2)
            if line.hasPrefix("==") {
                flush()
                let c = Self.columns(rest)
                var options: [String: String] = [:]
                for pair in (c.count > 9 ? c[9] : "").split(separator: " ") {
                    let parts = pair.split(separator: "=")
                    options[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
                }
                current = Matter(
                    id: c[0], title: c[1], unit: c[2], town: c[3], community: c[4], place: c[5], type: c[6],
                    count: Int(c[7]) ?? 0, window: Calendar.window(c[8]), options: options)
                continue
            }
            let text = String(rest)
            switch line.prefix(2) {
            case "t ": current?.titles.append(text)
            case "f ": current?.facts.append(text)
            case "r ": current?.requests.append(text)
            case "y ": current?.replies.append(text)
            case "p ": current?.grounds.append(text)
            case "m ": current?.measures.append(text)
            case "j ": helpers[current?.measures.last ?? ""] = Self.list(text)
            case "@ ": places.append(Self.columns(rest))
            default: break
            }
        }
        flush()
        // Banks that others draw on (`with=…`) hold no records of their own.
        let shared = bank.filter { $0.options["shared"] != nil }
        for index in bank.indices {
            for name in bank[index].options["with"]?.split(separator: ",") ?? [] {
                guard let other = shared.first(where: { $0.id == name }) else { continue }
                bank[index].facts += other.facts
                bank[index].requests += other.requests
                bank[index].replies += other.replies
                bank[index].grounds += other.grounds
                bank[index].measures += other.measures
            }
        }
        matters += bank.filter { $0.options["shared"] == nil }
    }

    /// `type | unit | title | body`.
    private mutating func readSingles(_ lines: [String]) {
        for line in lines where !line.hasPrefix("#") {
            let c = Self.columns(line[...])
            if c.count == 4 { singles.append(Single(type: c[0], unit: c[1], title: c[2], body: c[3])) }
        }
    }

    /// `== unit | town | title`, then lines `p` and `m`.
    private mutating func readProposals(_ lines: [String]) {
        for line in lines {
            let rest = line.dropFirst(2)
            switch line.prefix(2) {
            case "==":
                let c = Self.columns(rest)
                proposals.append(LoneProposal(unit: c[0], town: c[1], title: c[2], grounds: [], measures: []))
            case "p ": proposals[proposals.count - 1].grounds.append(String(rest))
            case "m ": proposals[proposals.count - 1].measures.append(String(rest))
            case "j ": helpers[proposals.last?.measures.last ?? ""] = Self.list(String(rest))
            default: break
            }
        }
    }

    /// `[[name]]`, then one piece a line; `j` after a piece names units that help with it.
    private mutating func readBanks(_ lines: [String]) {
        var name = ""
        for line in lines where !line.isEmpty && !line.hasPrefix("#") {
            if line.hasPrefix("[["), line.hasSuffix("]]") {
                name = String(line.dropFirst(2).dropLast(2))
            } else if name == "prop-also", line.hasPrefix("j ") {
                helpers[banks[name]?.last ?? ""] = Self.list(String(line.dropFirst(2)))
            } else {
                banks[name, default: []].append(line)
            }
        }
    }
}
