import Foundation

/// Turns the lines of a matter into what one person said, wrote or had written down.
struct Composer {
    enum Voice { case clerk, plain, angry, formal, elder }

    let banks: [String: [String]]

    func bank(_ name: String) -> [String] { banks[name] ?? [""] }

    /// The values that a piece may name.
    func values(_ draft: Draft, _ random: inout Random) -> [String: String] {
        let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ")
        let plate = "\(random.pick(letters))\(random.int(0...9))\(random.pick(letters))\(random.int(10...99))"
        return [
            "p": draft.place, "w": draft.town, "c": draft.community, "name": draft.person.name,
            "ph": draft.person.phone, "addr": draft.person.address, "a": String(random.int(66...88)),
            "s": String(draft.person.name.prefix(1)), "s2": random.pick(["周", "蒋", "老金", "小陆", "吴", "童", "方"]),
            "rec": random.pick(["站务员小余", "联络员 徐", "村文书"]), "pl": plate, "id": identity(&random),
            "date": Calendar.chinese(draft.day), "u": draft.unit,
            "mail": "\(random.pick(["lin", "zhou", "abc", "xiaoyu", "gcd"]))\(random.int(10...9999))@example.com",
        ]
    }

    /// A number in the shape of an id card: the area code 330999 does not exist, the check digit is right.
    private func identity(_ random: inout Random) -> String {
        let digits =
            "330999" + String(random.int(1940...2001)) + Calendar.two(random.int(1...12))
            + Calendar.two(random.int(1...28)) + "00" + String(random.int(1...9))
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(digits, weights).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
        return digits + String(Array("10X98765432")[sum % 11])
    }

    func voice(_ channel: Channel, _ random: inout Random) -> Voice {
        switch channel {
        case .hotline: random.weighted([(.clerk, 68), (.plain, 14), (.angry, 8), (.elder, 6), (.formal, 4)])
        case .petition: random.weighted([(.plain, 46), (.angry, 28), (.formal, 16), (.elder, 10)])
        case .letter: random.weighted([(.formal, 45), (.elder, 40), (.plain, 15)])
        case .station: .clerk
        case .proposal: .formal
        }
    }

    /// Writes title and body into the draft.
    func compose(_ draft: inout Draft, _ matter: Matter, again: Bool = false, _ random: inout Random) {
        let spinner = Spinner(values: values(draft, &random))
        draft.title = spinner.fill(random.pick(matter.titles), &random)
        let voice = voice(draft.channel, &random)
        let most: ClosedRange<Int> =
            switch draft.channel {
            case .hotline: 1...3
            case .station: 2...3
            case .petition: random.chance(0.15) ? 1...1 : 2...5
            default: 3...5
            }
        var sentences = random.sample(matter.facts, random.int(most)).map { spinner.fill($0, &random) }
        let wish = random.chance(0.72) ? random.pick(matter.requests) : nil
        if random.chance(draft.channel == .hotline ? 0.07 : 0.16) {
            let aside = spinner.fill(random.pick(bank("aside")), &random)
            sentences.insert(aside, at: random.int(1...sentences.count))
        }
        if random.chance(0.05) { sentences.append(spinner.fill(random.pick(bank("private")), &random)) }
        var body = sentences.joined()
        let wishText = wish.map { spinner.fill($0, &random) } ?? ""
        switch voice {
        case .clerk: body = clerk(body, wishText)
        case .elder: body = elderly(body + wishText, &random)
        case .angry: body = (body + wishText).replacingOccurrences(of: "。", with: random.pick(["！", "。", "！！"]))
        case .plain, .formal: body += wishText
        }
        if !body.contains(draft.place), !draft.title.contains(draft.place) || random.chance(0.55) {
            body = named(body, draft, voice, &random)
        }
        if again {
            let opening = spinner.fill(random.pick(bank("again")), &random)
            body = (voice == .clerk ? clerk(opening, "") : opening) + body
        }
        draft.body = framed(body, draft.channel, voice, spinner, opening: !again, &random)
    }

    /// Says where it is, as people do.
    private func named(_ body: String, _ draft: Draft, _ voice: Voice, _ random: inout Random) -> String {
        let place = draft.place
        let openings =
            voice == .clerk
            ? [
                "\(place)，", "\(draft.town)\(place == draft.town ? "" : place)，", "\(place)一带",
                "位于\(draft.town)的\(place)，",
            ]
            : ["\(place)这边，", "就是\(place)，", "\(place)的情况：", "\(place)，", "在\(place)，", "说的是\(place)的事，"]
        return random.pick(openings).replacingOccurrences(of: "\(place)的\(place)", with: place) + body
    }

    /// A single matter in the words of its channel.
    func compose(_ draft: inout Draft, _ single: Single, _ random: inout Random) {
        let spinner = Spinner(values: values(draft, &random))
        draft.title = spinner.fill(single.title, &random)
        let body = spinner.fill(single.body, &random)
        switch draft.channel {
        case .hotline where random.chance(0.6):
            draft.body = framed(clerk(body, ""), .hotline, .clerk, spinner, &random)
        case .letter: draft.body = framed(body, .letter, .formal, spinner, &random)
        case .station: draft.body = framed(clerk(body, ""), .station, .clerk, spinner, &random)
        default: draft.body = random.chance(0.5) ? body : framed(body, draft.channel, .plain, spinner, &random)
        }
    }

    private func framed(
        _ body: String, _ channel: Channel, _ voice: Voice, _ spinner: Spinner, opening: Bool = true,
        _ random: inout Random
    ) -> String {
        let key =
            switch voice {
            case .clerk: channel == .station ? "station" : "clerk"
            case .plain: "plain"
            case .angry: "angry"
            case .formal: "formal"
            case .elder: "elder"
            }
        let likelihood = voice == .clerk ? 0.82 : 0.62
        var text = body
        if channel == .letter {
            text =
                spinner.fill(random.pick(bank("letter-open")), &random)
                + (voice == .elder ? spinner.fill(random.pick(bank("elder-open")), &random) : "") + text
                + spinner.fill(random.pick(bank("letter-close")), &random)
            return text.replacingOccurrences(of: "\\n", with: "\n")
        }
        if opening, random.chance(likelihood) { text = spinner.fill(random.pick(bank(key + "-open")), &random) + text }
        if random.chance(likelihood * 0.75) {
            text += spinner.fill(random.pick(bank(key + "-close")), &random)
        }
        return text.replacingOccurrences(of: "\\n", with: "\n")
    }

    /// A clerk writes about the caller in the third person.
    private func clerk(_ body: String, _ wish: String) -> String {
        var text = body
        for (from, to) in [
            ("我们一家", "其一家"), ("我们这里", "该处"), ("我们单元", "该单元"), ("我爸妈", "其父母"), ("我父母", "其父母"), ("我妈", "其母亲"),
            ("我爸", "其父亲"), ("我娘", "其母亲"), ("我爷爷", "其爷爷"),
            ("我老公", "其丈夫"), ("我老婆", "其妻子"), ("我儿子", "其儿子"), ("我女儿", "其女儿"), ("我家", "其家"), ("我们", "居民"),
            ("我", "来电人"),
        ] { text = text.replacingOccurrences(of: from, with: to) }
        if wish.isEmpty { return text }
        let plainWish = wish.replacingOccurrences(of: "我们", with: "居民").replacingOccurrences(of: "我", with: "来电人")
        return text + "诉求：" + plainWish
    }

    /// A touch of how older people of the region speak.
    private func elderly(_ body: String, _ random: inout Random) -> String {
        var text = body
        for (from, to) in [
            ("很", "蛮"), ("什么", "啥"), ("知道", "晓得"), ("晚上", "夜里"), ("清楚", "清爽"), ("这里", "格里"), ("下雨", "落雨"),
            ("。", "，"), ("孩子", "小人"), ("这样", "格样"),
        ] where random.chance(0.45) { text = text.replacingOccurrences(of: from, with: to) }
        return text.hasSuffix("，") ? String(text.dropLast()) + "。" : text
    }
}
