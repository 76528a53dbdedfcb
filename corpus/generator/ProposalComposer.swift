import Foundation

/// Writes deputies' proposals: matter, grounds and plan (案由、案据、方案).
struct ProposalComposer {
    let composer: Composer
    /// Of each measure, the short names of units that help with it.
    let helpers: [String: [String]]

    /// Fills title and body; `object` is what the proposal is about in a few words.
    func compose(
        _ draft: inout Draft, title: String, object: String, grounds: [String], measures: [String],
        _ random: inout Random
    ) {
        let spinner = Spinner(values: composer.values(draft, &random).merging(["o": object]) { $1 })
        draft.title = spinner.fill(title, &random)
        let opening = spinner.fill(random.pick(composer.bank("prop-open")), &random)
        let reasons =
            inOrder(grounds, keep: random.int(3...4), &random).map { spinner.fill($0, &random) }
            + random.sample(composer.bank("prop-weight"), random.int(2...3)).map { spinner.fill($0, &random) }
        let own = inOrder(measures, keep: random.int(3...4), &random)
        var plan = own.map { spinner.fill($0, &random) }
        let also = random.sample(composer.bank("prop-also"), 2)
        plan += also.map { spinner.fill($0, &random) }
        draft.jointUnit = joint(own + also, lead: draft.unit)
        let close = random.chance(0.7) ? spinner.fill(random.pick(composer.bank("prop-close")), &random) : ""
        let numerals = ["一", "二", "三", "四", "五", "六"]
        switch random.int(0...3) {
        case 0:
            let list = plan.enumerated().map { "\($0 + 1). \($1)" }.joined(separator: "\n")
            draft.body = "案由：\(opening)\n案据：\(reasons.joined(separator: "\n"))\n方案：\n\(list)\n\(close)"
        case 1:
            let list = plan.enumerated().map { "（\(numerals[$0])）\($1)" }.joined(separator: "\n")
            draft.body = "一、案由\n\(opening)\n二、案据\n\(reasons.joined(separator: "\n"))\n三、方案\n\(list)\n\(close)"
        case 2:
            let list = plan.enumerated().map { "\(numerals[$0])是\($1)" }.joined()
            draft.body = "【案由】\(opening)\n【案据】\(reasons.joined())\n【方案】\(list)\(close)"
        default:
            let list = plan.enumerated().map { "\($0 + 1)、\($1)" }.joined(separator: "\n")
            draft.body = "　　\(opening)\n　　主要问题：\n\(reasons.joined(separator: "\n"))\n　　为此建议：\n\(list)\n\(close)"
        }
        draft.body = draft.body.trimmingCharacters(in: .newlines)
    }

    /// The units that the measures lie with beside the leading one, in the order of the text, at most three.
    private func joint(_ measures: [String], lead: String) -> String {
        var units: [String] = []
        for short in measures.flatMap({ helpers[$0] ?? [] }) {
            let unit = unitName(short, town: "")
            if unit != lead, !units.contains(unit) { units.append(unit) }
        }
        return units.prefix(3).joined(separator: "、")
    }

    /// Some of the paragraphs, in the order in which they were written.
    private func inOrder(_ list: [String], keep: Int, _ random: inout Random) -> [String] {
        let chosen = Set(random.sample(Array(list.indices), keep))
        return list.indices.filter { chosen.contains($0) }.map { list[$0] }
    }
}
