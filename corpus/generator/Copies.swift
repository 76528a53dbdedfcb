import Foundation

/// Copies among ordinary records: resubmissions by the same person and texts taken over by neighbours.
enum Copies {
    static func add(to drafts: inout [Draft], _ people: inout People, _ random: inout Random) {
        let plain = drafts.indices.filter { index in
            let draft = drafts[index]
            return !draft.matter.isEmpty
                && draft.tags.isDisjoint(with: ["campaign", "twin", "again", "burst", "mustClose"])
                && (draft.channel == .hotline || draft.channel == .petition) && draft.body.count > 30
                && draft.day < Calendar.day(2024, 11, 1)
        }
        let chosen = random.sample(plain, 28)
        for (turn, index) in chosen.enumerated() {
            var copy = drafts[index]
            copy.day += random.int(1...9)
            copy.second = random.int(8 * 3600...20 * 3600)
            if turn < 15 {
                // The same person sends the same text once more.
                copy.tags.insert("samePersonCopy")
            } else {
                // A neighbour takes the text over and changes a little.
                copy.person = people.make(place: copy.place, &random)
                copy.body = random.pick([
                    copy.body + "（同上）", copy.body.replacingOccurrences(of: "，", with: ","), "我也反映一下，" + copy.body,
                    copy.body.replacingOccurrences(of: "。", with: "！"), copy.body + "支持！",
                ])
                copy.tags.insert("nearCopy")
            }
            drafts.append(copy)
        }
    }

    /// Dates that no calendar has, in records whose time nothing depends on.
    static func spoilDates(_ drafts: inout [Draft], _ random: inout Random) {
        let wrong: [Channel: [String]] = [
            .hotline: [
                "2024-02-30 10:12:00", "待定", "2023-13-05 09:00:00", "0000-00-00 00:00:00", "2023-11-31 15:20:11",
            ],
            .letter: ["2023年2月30日", "不详"], .station: ["下周三", "2024-06-31"],
        ]
        for channel in [Channel.hotline, .letter, .station] {
            let singles = drafts.indices.filter {
                drafts[$0].channel == channel && drafts[$0].matter.isEmpty && !drafts[$0].tags.contains("mustClose")
            }
            for (index, text) in zip(random.shuffled(singles), wrong[channel] ?? []) {
                drafts[index].wrongDate = text
                drafts[index].tags.insert("wrongDate")
            }
        }
    }
}
