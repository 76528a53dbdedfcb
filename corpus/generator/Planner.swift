import Foundation

/// Decides who raises which matter when and through which channel.
struct Planner {
    let pieces: Pieces
    let composer: Composer
    var people = People()
    /// People who may file something else later.
    var known: [Person] = []

    static let all = Calendar.window("2023-01..2024-12")

    /// `count` days spread evenly over the window, each moved a little.
    func spread(_ count: Int, over window: ClosedRange<Int>, _ random: inout Random) -> [Int] {
        let length = Double(window.count) / Double(max(1, count))
        return (0..<count).map { index in
            let from = window.lowerBound + Int(Double(index) * length)
            return min(window.upperBound, from + random.int(0...max(0, Int(length) - 1)))
        }
    }

    func mix(_ matter: Matter) -> [(Channel, Int)] {
        if let one = matter.options["ch"].flatMap(Channel.init(rawValue:)) { return [(one, 1)] }
        if let text = matter.options["mix"] {
            return text.split(separator: ",").compactMap { part in
                let pair = part.split(separator: ":")
                guard pair.count == 2, let channel = Channel(rawValue: String(pair[0])) else { return nil }
                return (channel, Int(pair[1]) ?? 1)
            }
        }
        if matter.options["need"] != nil { return [(.hotline, 46), (.petition, 22), (.station, 19), (.letter, 13)] }
        return [(.hotline, 64), (.petition, 18), (.station, 10), (.letter, 8)]
    }

    func second(_ channel: Channel, _ random: inout Random) -> Int {
        channel == .petition ? random.int(0...86_399) : random.int(8 * 3600...18 * 3600)
    }

    /// A draft about a matter, without its text.
    func draft(_ matter: Matter, _ channel: Channel, _ day: Int, _ person: Person, _ random: inout Random) -> Draft {
        var draft = Draft(
            matter: matter.options["merge"] ?? matter.id, channel: channel, day: day, second: second(channel, &random),
            person: person)
        draft.type = random.chance(0.8) ? matter.type : random.pick(["投诉", "求助", "建议", "咨询"])
        (draft.town, draft.community, draft.place) = (matter.town, matter.community, matter.place)
        draft.unit = unitName(matter.unit, town: matter.town)
        draft.replies = matter.replies
        draft.likes = channel == .petition ? min(400, random.int(0...12) * random.int(0...6)) : 0
        if let need = matter.options["need"] { draft.tags.insert("need:" + need) }
        return draft
    }

    mutating func person(_ matter: Matter, _ random: inout Random) -> Person {
        if matter.options["need"] == nil, random.chance(0.03), !known.isEmpty { return random.pick(known) }
        let place = matter.place.hasSuffix("村") || matter.community.isEmpty ? matter.community : home(matter, &random)
        let person = people.make(place: place.isEmpty ? matter.place : place, &random)
        known.append(person)
        return person
    }

    /// Where somebody lives who complains of the place: the place itself where people live there, else nearby.
    private func home(_ matter: Matter, _ random: inout Random) -> String {
        let lived = ["新村", "小区", "花苑", "家园", "宿舍", "公寓", "里", "园", "苑", "湾", "家属院", "人家", "府"]
        if lived.contains(where: { matter.place.hasSuffix($0) }) { return matter.place }
        if matter.community.hasSuffix("村") { return matter.community }
        return random.pick([matter.community.replacingOccurrences(of: "社区", with: "小区"), "溪滨路", "人民路", "塔山小区", "新业公寓"])
    }

    /// An ordinary matter: spread over its window (or over the months of its season), a few people twice.
    mutating func ordinary(_ matter: Matter, days: [Int]? = nil, _ random: inout Random) -> [Draft] {
        var drafts: [Draft] = []
        let days = days ?? spread(matter.count, over: matter.window, &random)
        for (index, day) in days.enumerated() {
            let repeats = index > 2 && random.chance(matter.options["need"] == nil ? 0.05 : 0.03)
            let earlier = repeats ? random.pick(drafts) : nil
            let person = earlier?.person ?? person(matter, &random)
            let channel = earlier?.channel ?? random.weighted(mix(matter))
            var draft = draft(matter, channel, day, person, &random)
            if matter.options["kind"] == "twin", index % 2 == 0 {
                // The same words in two places: the text depends on the bank and the turn alone.
                let bank = String(matter.id.prefix { !$0.isNumber })
                var same = Random(seed: UInt64(bank.utf8.reduce(7) { $0 &* 31 &+ Int($1) & 0xFFFF }) &+ UInt64(index))
                composer.compose(&draft, matter, &same)
                draft.body = draft.body.replacingOccurrences(of: matter.community, with: matter.place)
                draft.tags.insert("twin")
            } else {
                composer.compose(&draft, matter, again: repeats, &random)
            }
            if repeats { draft.tags.insert("again") }
            Noise.add(to: &draft, &random)
            drafts.append(draft)
        }
        return drafts
    }

    /// The singles, each once, with the channels in turn by chance.
    mutating func singles(_ random: inout Random) -> [Draft] {
        let places = pieces.gazetteer.split(separator: "\n").map { $0.components(separatedBy: "\t") }
            .filter { $0.count > 2 && $0[1] == "community" }
        let days = spread(pieces.singles.count, over: Self.all, &random)
        return zip(random.shuffled(pieces.singles), days).map { single, day in
            let place = random.pick(places)
            let person =
                random.chance(0.04) && !known.isEmpty ? random.pick(known) : people.make(place: place[0], &random)
            let hotline = single.unit == "气象局"
            let channel: Channel =
                hotline ? .hotline : random.weighted([(.hotline, 66), (.petition, 22), (.letter, 6), (.station, 6)])
            var draft = Draft(
                matter: "", channel: channel, day: day, second: second(channel, &random), person: person)
            draft.type = single.type
            (draft.town, draft.community, draft.place) = (place[2], place[0], place[0])
            draft.unit = unitName(single.unit, town: place[2])
            if hotline { draft.tags.insert("mustClose") }
            composer.compose(&draft, single, &random)
            Noise.add(to: &draft, &random)
            return draft
        }
    }
}
