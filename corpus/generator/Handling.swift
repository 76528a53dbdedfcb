/// Dispatch, deadline, reply and evaluation of every record.
struct Handling {
    static let outlier = "临溪县交通运输局"
    static let tiny = "临溪县气象局"
    let composer: Composer

    func apply(to drafts: inout [Draft], _ random: inout Random) {
        let last = Calendar.day(2024, 12, 24)
        for index in drafts.indices {
            let unusual = drafts[index].unit == Self.outlier
            let day = drafts[index].day
            drafts[index].dispatched = day + (random.chance(0.75) ? 0 : 1)
            drafts[index].due = Calendar.addingWorkdays(5, to: drafts[index].dispatched)
            let must = drafts[index].tags.contains("mustClose")
            let late = random.chance(unusual ? 0.24 : 0.06) && !must
            let length = drafts[index].due - drafts[index].dispatched
            let closed =
                late ? drafts[index].due + random.int(1...12) : drafts[index].dispatched + random.int(1...length)
            let open = random.chance(0.03) && !must
            if closed <= last, !open { drafts[index].closed = closed }
        }
        rate(&drafts, &random)
        for index in drafts.indices { answer(&drafts[index], &random) }
    }

    /// Gives each unit its share of "not solved" among the closed hotline orders, the most aggrieved first.
    private func rate(_ drafts: inout [Draft], _ random: inout Random) {
        var byUnit: [String: [Int]] = [:]
        for index in drafts.indices where drafts[index].channel == .hotline && drafts[index].closed != nil {
            byUnit[drafts[index].unit, default: []].append(index)
        }
        for unit in byUnit.keys.sorted() {
            let members = random.shuffled(byUnit[unit] ?? [])
                .sorted { drafts[$0].grievance > drafts[$1].grievance }
            let share = unit == Self.outlier ? 0.52 : unit == Self.tiny ? 1 : 0.17
            let unsolved = Int((Double(members.count) * share).rounded())
            for (place, index) in members.enumerated() { drafts[index].solved = place >= unsolved }
        }
    }

    private func answer(_ draft: inout Draft, _ random: inout Random) {
        guard draft.closed != nil, draft.reply.isEmpty else { return }
        let likely = draft.channel == .hotline ? 0.86 : draft.channel == .petition ? 0.62 : 0.5
        guard random.chance(likely) else { return }
        let spinner = Spinner(values: composer.values(draft, &random))
        var text = spinner.fill(random.pick(composer.bank("reply-open")), &random)
        if let own = draft.replies.isEmpty || random.chance(0.15) ? nil : random.pick(draft.replies) {
            text += spinner.fill(own, &random)
        } else {
            let solved = draft.solved ?? random.chance(0.7)
            let kind =
                switch draft.type {
                case "感谢": "reply-thanks"
                case "咨询": "reply-consult"
                case "建议": "reply-advice"
                default: solved ? "reply-good" : "reply-bad"
                }
            if ["感谢", "咨询", "建议"].contains(draft.type) {
                // Questions, thanks and advice need no visit to the place.
                text = random.pick(["您好，", "您好！", "尊敬的市民：您好！", "【\(draft.unit)回复】", ""])
            }
            text += spinner.fill(random.pick(composer.bank(kind)), &random)
        }
        if random.chance(0.55) { text += spinner.fill(random.pick(composer.bank("reply-close")), &random) }
        if draft.channel != .hotline {
            for (from, to) in [("与来电人", "与您"), ("来电人您好", "您好"), ("来电人表示", "当事人表示")] {
                text = text.replacingOccurrences(of: from, with: to)
            }
        }
        draft.reply = text
    }

    /// The five grades that fit the outcome; empty where the caller gave none.
    static func satisfaction(_ draft: Draft, _ random: inout Random) -> String {
        guard let solved = draft.solved, random.chance(0.9) else { return "" }
        return solved
            ? random.weighted([("非常满意", 25), ("满意", 50), ("基本满意", 21), ("不满意", 4)])
            : random.weighted([("基本满意", 12), ("不满意", 55), ("非常不满意", 33)])
    }
}
