/// Says where a matter is when the source does not: looks for the gazetteer's names in the address, then in the title,
/// then at the start of the body, and last for words shaped like a township or a community.
///
/// `临溪县青石镇云桥村路灯不亮` gives 临溪县, 青石镇, 云桥村. What the source says is never changed, and it decides between places
/// of the same name. Two different places of one level in the same text make that level unknown, and unknown stays nil.
/// Texts are read in the pipeline's form, so traditional and full-width ones are found; results are the gazetteer's names.
public struct PlaceFinder: Sendable {
    private let gazetteer: Gazetteer
    private let index: PlaceIndex
    private let pipeline: NormalizationPipeline
    /// The name and aliases of each place in the pipeline's form.
    private let names: [[String]]
    private let known: Set<String>
    private let context: PlaceContext
    private let outer: [String]

    /// So many characters of the body are read.
    private static let bodyLength = 200

    /// A finder for these places. O(n) in the size of the gazetteer.
    public init(gazetteer: Gazetteer = Gazetteer(), pipeline: NormalizationPipeline = .matching) {
        self.gazetteer = gazetteer
        self.pipeline = pipeline
        names = gazetteer.entries.map { entry in
            ([entry.name] + entry.aliases + entry.doubtful).map { pipeline.run($0).text }
        }
        known = Set(names.joined())
        index = PlaceIndex(names)
        outer = gazetteer.outerNames.map { pipeline.run($0).text }
        context = PlaceContext(names: known, outer: outer)
    }

    /// The record with what could be found filled in where its place has nil. O(n) in the length of the texts.
    public func fill(_ record: Record) -> Record {
        var record = record
        fill(&record)
        return record
    }

    /// The same in place: a record has many texts, and copying it costs as much as looking.
    package func fill(_ record: inout Record) {
        var sure: [Gazetteer.Level: PlaceConfidence] = [:]
        record.place = place(of: record, &sure)
    }

    /// The record's place with what could be found filled in where it has nil. O(n).
    public func place(of record: Record) -> Record.Place { find(record).place }

    /// The record's place with what could be found filled in where it has nil, and how sure each level is. O(n).
    public func find(_ record: Record) -> PlaceFinding {
        var finding = PlaceFinding(place: record.place, confidence: [:])
        for level in Gazetteer.Level.recorded where name(of: level, in: record.place) != nil {
            finding.confidence[level] = .stated
        }
        finding.place = place(of: record, &finding.confidence)
        return finding
    }

    private func place(of record: Record, _ sure: inout [Gazetteer.Level: PlaceConfidence]) -> Record.Place {
        var place = record.place
        guard place.county == nil || place.township == nil || place.community == nil else { return place }
        let texts = [
            normal(place.address ?? ""), normal(record.title), normal(record.body, length: Self.bodyLength),
        ]
        var ambiguous: Set<Gazetteer.Level> = []
        for text in texts where !text.bytes.isEmpty {
            text.bytes.withUnsafeBufferPointer { look(in: $0, &place, &ambiguous, &sure) }
        }
        for (offset, text) in texts.enumerated() where !text.bytes.isEmpty {
            guard place.township == nil || place.community == nil else { break }
            // A text without the last character of such a name has none.
            guard
                place.township == nil && text.traits.contains(.township)
                    || place.community == nil && text.traits.contains(.community)
            else { continue }
            let found = text.bytes.withUnsafeBufferPointer { PlacePattern.find(in: $0, isAddress: offset == 0) }
            if place.township == nil, !ambiguous.contains(.township), !ambiguous.contains(.community) {
                fillByShape(found.township, .township, &place.township, &ambiguous)
                if place.township != nil { sure[.township] = .shape }
            }
            if place.community == nil, !ambiguous.contains(.community) {
                fillByShape(found.community, .community, &place.community, &ambiguous)
                if place.community != nil { sure[.community] = .shape }
            }
        }
        return place
    }

    /// The bytes of the first characters of a text in the pipeline's form.
    private func normal(_ text: String, length: Int = .max) -> (bytes: [UInt8], traits: TextTraits) {
        var text = text
        return text.withUTF8 { bytes in
            var end = bytes.count
            if end > length {
                var characters = 0
                for index in bytes.indices where bytes[index] & 0xC0 != 0x80 {
                    if characters == length {
                        end = index
                        break
                    }
                    characters += 1
                }
            }
            return pipeline.bytes(UnsafeBufferPointer(rebasing: bytes[..<end]))
        }
    }

    /// The official names of the gazetteer's places that a text in the pipeline's form mentions, each once, in the order
    /// of the text; a name that several places have is given as the text has it. O(n).
    public func names(in text: String) -> [String] {
        var text = text
        return text.withUTF8 { bytes in
            var found: [String] = []
            for match in mentions(in: bytes) {
                let name =
                    match.entries.count == 1
                    ? gazetteer.entries[match.entries[0]].name
                    : String(decoding: bytes[match.range], as: UTF8.self)
                if !found.contains(name) { found.append(name) }
            }
            return found
        }
    }

    /// A name in a text and the places that it may mean there.
    private struct Mention {
        var range: Range<Int>
        var entries: [Int]
        /// Whether it is the official name of one of them.
        var isOfficial: Bool
    }

    /// The names in a text that may mean their places, from left to right. O(n).
    private func mentions(in bytes: UnsafeBufferPointer<UInt8>) -> [Mention] {
        let matches = index.matches(in: bytes)
        if matches.isEmpty { return [] }
        return matches.indices.compactMap { position in
            let match = matches[position]
            let name = String(decoding: bytes[match.range], as: UTF8.self)
            if context.isElsewhere(bytes, before: match.range.lowerBound) { return nil }
            let wider = context.widerWord(bytes, before: match.range.lowerBound)
            let beside = [position - 1, position + 1].filter { other in
                matches.indices.contains(other)
                    && (other < position
                        ? matches[other].range.upperBound == match.range.lowerBound
                        : matches[other].range.lowerBound == match.range.upperBound)
            }.flatMap { matches[$0].entries }
            let entries = match.entries.filter { entry in
                let chain = gazetteer.chain(from: entry)
                if let wider, !outer.contains(where: { wider.hasSuffix($0) }),
                    !chain.dropFirst().contains(where: { names[$0].contains { wider.hasSuffix($0) } })
                {
                    // Where the gazetteer ends, what lies above it is not known.
                    if chain.count > 1 || gazetteer.entries[entry].level > .county { return false }
                }
                guard name != names[entry][0], !isFull(name) else { return true }
                let hasRelative = beside.contains { $0 != entry && isRelated($0, chain) }
                if gazetteer.entries[entry].doubtful.contains(name) { return hasRelative }
                return hasRelative
                    || gazetteer.entries[entry].level > .county  // the office's own short names
                    || context.letsShortName(
                        bytes, match.range, isCounty: gazetteer.entries[entry].level <= .county)
            }
            guard !entries.isEmpty else { return nil }
            return Mention(
                range: match.range, entries: entries, isOfficial: entries.contains { names[$0][0] == name })
        }
    }

    /// Whether an alias has the ending of a level, as former names have: 下城区, 绍兴县.
    private func isFull(_ name: String) -> Bool {
        "省市县区镇乡村".contains { name.last == $0 } || name.hasSuffix("街道") || name.hasSuffix("社区")
    }

    /// Whether a place is in the chain or has the chain's first place in its own.
    private func isRelated(_ other: Int, _ chain: [Int]) -> Bool {
        chain.contains(other) || chain.first.map { gazetteer.chain(from: other).contains($0) } ?? false
    }

    private func fillByShape(
        _ names: [String], _ level: Gazetteer.Level, _ value: inout String?, _ ambiguous: inout Set<Gazetteer.Level>
    ) {
        // A name that the gazetteer knows was looked up before, and did not fit.
        let names = names.filter { !known.contains($0) }
        if names.count == 1 { value = names[0] }
        if names.count > 1 { ambiguous.insert(level) }
    }

    /// Takes what one text says about the levels that are still open.
    private func look(
        in text: UnsafeBufferPointer<UInt8>, _ place: inout Record.Place, _ ambiguous: inout Set<Gazetteer.Level>,
        _ sure: inout [Gazetteer.Level: PlaceConfidence]
    ) {
        let matches = mentions(in: text)
        guard !matches.isEmpty else { return }
        for level in Gazetteer.Level.recorded {
            guard name(of: level, in: place) == nil, !ambiguous.contains(level) else { continue }
            // Each mention may stand for several places of that name; what is known already rules some of them out.
            let mentions = matches.map { $0.entries.filter { gazetteer.entries[$0].level == level } }
            var candidates: [[Int]] = []
            for mention in mentions where !mention.isEmpty {
                let fitting = mention.filter { fits($0, place) }
                let narrowed = fitting.filter { hasMentionedParent($0, mentions: matches) }
                candidates.append(narrowed.isEmpty ? fitting : narrowed)
            }
            let places = Set(candidates.joined())
            if places.count == 1, let only = places.first {
                let official = matches.contains { $0.entries.contains(only) && $0.isOfficial }
                for ancestor in gazetteer.chain(from: only) {
                    let own = gazetteer.entries[ancestor].level
                    if sure[own] == nil, Gazetteer.Level.recorded.contains(own) {
                        sure[own] = ancestor != only ? .implied : official ? .named : .short
                    }
                    set(ancestor, in: &place)
                }
            } else if places.count > 1 {
                ambiguous.insert(level)
                setCommon(places.sorted(), &place, &sure)
            }
        }
    }

    /// Several places of one level: what they lie in together is still known.
    private func setCommon(
        _ places: [Int], _ place: inout Record.Place, _ sure: inout [Gazetteer.Level: PlaceConfidence]
    ) {
        guard let first = places.first else { return }
        let shared = gazetteer.chain(from: first).dropFirst().filter { ancestor in
            places.allSatisfy { gazetteer.chain(from: $0).contains(ancestor) }
        }
        for ancestor in shared {
            let own = gazetteer.entries[ancestor].level
            if sure[own] == nil, Gazetteer.Level.recorded.contains(own) { sure[own] = .implied }
            set(ancestor, in: &place)
        }
    }

    /// Whether a place agrees with the county and township that are known.
    private func fits(_ entry: Int, _ place: Record.Place) -> Bool {
        gazetteer.chain(from: entry).allSatisfy { ancestor in
            let known = name(of: gazetteer.entries[ancestor].level, in: place)
            return known.map { isSame($0, ancestor) } ?? true
        }
    }

    /// Whether the source's word names the entry.
    private func isSame(_ word: String, _ entry: Int) -> Bool {
        let word = pipeline.run(word).text
        return names[entry].contains { word.hasSuffix($0) }
    }

    private func hasMentionedParent(_ entry: Int, mentions: [Mention]) -> Bool {
        guard let parent = gazetteer.entries[entry].parent else { return false }
        return mentions.contains { $0.entries.contains(parent) }
    }

    private func name(of level: Gazetteer.Level, in place: Record.Place) -> String? {
        switch level {
        case .province, .city: nil
        case .county: place.county
        case .township: place.township
        case .community: place.community
        }
    }

    /// Writes the entry's name where its level is nil.
    private func set(_ entry: Int, in place: inout Record.Place) {
        let entry = gazetteer.entries[entry]
        switch entry.level {
        case .province, .city: break
        case .county: place.county = place.county ?? entry.name
        case .township: place.township = place.township ?? entry.name
        case .community: place.community = place.community ?? entry.name
        }
    }
}
