/// Fills a hand-written piece: `[a|b|]` takes one alternative, `{n3-9}` a number, `{p}` and the like a given value.
struct Spinner {
    var values: [String: String]

    func fill(_ piece: String, _ random: inout Random) -> String {
        var out = ""
        var rest = piece[...]
        while let first = rest.first {
            rest.removeFirst()
            if first == "[", let end = rest.firstIndex(of: "]") {
                let options = rest[..<end].split(separator: "|", omittingEmptySubsequences: false).map(String.init)
                out += fill(random.pick(options), &random)
                rest = rest[rest.index(after: end)...]
            } else if first == "{", let end = rest.firstIndex(of: "}") {
                out += slot(String(rest[..<end]), &random)
                rest = rest[rest.index(after: end)...]
            } else {
                out.append(first)
            }
        }
        return out
    }

    private func slot(_ name: String, _ random: inout Random) -> String {
        if let value = values[name] { return value }
        let ends = name.dropFirst().split(separator: "-").compactMap { Int($0) }
        if name.first == "n", ends.count == 2, ends[0] <= ends[1] { return String(random.int(ends[0]...ends[1])) }
        return ""
    }
}
