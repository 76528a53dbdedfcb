extension RuleReader {
    /// A number; a list of ids (texts or whole numbers) or of objects with `id` and optionally `title` (or `name`) and
    /// `basis`; or an object from id to title.
    mutating func candidates() -> BallotRules.Candidates? {
        let key = BallotRules.Key.candidates
        let largest = BallotRules.largestCandidateCount
        let expected = "1 至 \(largest) 的个数、编号的列表、{\"id\", \"title\", \"basis\"} 的列表或 {\"编号\": \"标题\"}，编号不得重复"
        guard let value = value(key) else { return nil }
        if let count = value.wholeNumber {
            if (1...largest).contains(count) { return .count(count) }
            report(key, expected: expected, found: value.summary)
            return nil
        }
        var entries: [JSONValue] = []
        switch value {
        case .array(let values): entries = values
        case .object(let titles): entries = inOrder(titles).map { .object(["id": .string($0), "title": $1]) }
        default: break
        }
        guard !entries.isEmpty else {
            report(key, expected: expected, found: value.summary)
            return nil
        }
        var list: [BallotCandidate] = []
        var seen = Set<String>()
        for entry in entries {
            guard let candidate = Self.candidate(entry), seen.insert(candidate.id).inserted else {
                report(key, expected: expected, found: "其中的 \(entry.summary)")
                return nil
            }
            list.append(candidate)
        }
        return .list(list)
    }

    /// In the order of the file where it is known, else by id; remarks left out.
    private func inOrder(_ titles: [String: JSONValue]) -> [(String, JSONValue)] {
        let order = keys?.ofCandidates ?? titles.keys.sorted()
        return order.compactMap { id in id.hasPrefix("_") ? nil : titles[id].map { (id, $0) } }
    }

    private static func candidate(_ value: JSONValue) -> BallotCandidate? {
        guard case .object(let fields) = value else { return value.identifier.map { BallotCandidate(id: $0) } }
        var texts: [String: String] = [:]
        for (key, value) in fields where !key.hasPrefix("_") {
            switch (key, value) {
            case ("id", _): texts[key] = value.identifier
            case ("title", .null), ("name", .null), ("basis", .null): continue
            case ("title", .string(let text)), ("name", .string(let text)), ("basis", .string(let text)):
                texts[key] = text
            default: return nil
            }
        }
        guard let id = texts["id"] else { return nil }
        return BallotCandidate(id: id, title: texts["title"] ?? texts["name"], basis: texts["basis"] ?? "")
    }
}
