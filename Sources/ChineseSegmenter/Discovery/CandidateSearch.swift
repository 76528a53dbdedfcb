import Foundation

/// One pass over the sorted places: strings that occur often enough, measured, cheap tests first.
struct CandidateSearch {
    let cells: UnsafeBufferPointer<UInt32>
    let order: TextOrder
    let suffixes: SuffixOrder
    let settings: WordDiscovery.Settings
    let known: (String) -> Bool

    /// A candidate and its interval of the sorted places.
    private struct Found {
        var value: WordCandidate
        var scalars: [UInt32]
        var interval: Range<Int>
    }

    /// The candidates, best first.
    func run() -> [WordCandidate] {
        var found: [Found] = []
        for length in 2...settings.maximumLength {
            forEachInterval(length) { if let candidate = measure($0, length) { found.append(candidate) } }
        }
        let fragments = fragments(of: found)
        var kept = found.filter { !fragments.contains($0.scalars) }
        kept.sort {
            $0.value.score != $1.value.score
                ? $0.value.score > $1.value.score : $0.scalars.lexicographicallyPrecedes($1.scalars)
        }
        if settings.limit > 0 { kept = Array(kept.prefix(settings.limit)) }
        return kept.map { candidate in
            var value = candidate.value
            value.contexts = contexts(candidate.interval, length: candidate.scalars.count)
            return value
        }
    }

    /// Calls `body` with every interval of places whose texts have `length` characters in common, if it is large enough.
    private func forEachInterval(_ length: Int, _ body: (Range<Int>) -> Void) {
        var start = 0
        for index in 1..<max(1, suffixes.places.count + 1) {
            if index < suffixes.places.count, Int(suffixes.common[index]) >= length { continue }
            if index - start >= settings.minimumFrequency { body(start..<index) }
            start = index
        }
    }

    private func measure(_ interval: Range<Int>, _ length: Int) -> Found? {
        let frequency = interval.count
        let agreement = Double(interval.count { agrees(Int(suffixes.places[$0]), length) }) / Double(frequency)
        guard agreement > 0, agreement >= settings.minimumAgreement else { return nil }
        let place = Int(suffixes.places[interval.lowerBound])
        let scalars = cells[place..<(place + length)].map { $0 & Cell.scalar }
        var word = String.UnicodeScalarView()
        for scalar in scalars.compactMap(Unicode.Scalar.init) { word.append(scalar) }
        guard !word.allSatisfy(WordEdges.numerals.contains) else { return nil }
        let cohesion = cohesion(place, length, frequency)
        let total = Double(suffixes.places.count)
        let information = log2(total / Double(frequency))
        let normalized = information > 0 ? cohesion / information : 0
        guard cohesion >= settings.minimumCohesion, normalized >= settings.minimumNormalizedCohesion else { return nil }
        let left = entropy(interval) { cells[Int($0) - 1] }
        guard left >= settings.minimumLeftEntropy else { return nil }
        let right = entropy(interval) { cells[Int($0) + length] }
        guard right >= settings.minimumRightEntropy else { return nil }
        let texts = ranks(interval).count
        guard texts >= settings.minimumTexts, !known(String(word)) else { return nil }
        let freedom = min(left, right)
        let score = normalized * agreement * log2(Double(texts) + 1) * freedom / (1 + freedom)
        return Found(
            value: WordCandidate(
                word: String(word), frequency: frequency, texts: texts, cohesion: cohesion,
                normalizedCohesion: normalized, leftEntropy: left, rightEntropy: right, agreement: agreement,
                score: score, contexts: []), scalars: scalars, interval: interval)
    }

    /// Whether the segmenter has whole tokens here, none of which is out of place in a word.
    private func agrees(_ place: Int, _ length: Int) -> Bool {
        let after = cells[place + length]
        guard cells[place] & Cell.tokenStart != 0, after & (Cell.inRun | Cell.tokenStart) != Cell.inRun,
            !Cell.edges(cells[place]).contains(.notFirst),
            !Cell.edges(cells[place + length - 1]).contains(.notLast)
        else { return false }
        // Tokens that neither begin nor end the word.
        var index = place + 1
        while index < place + length, cells[index] & Cell.tokenStart == 0 { index += 1 }
        var last = place + length - 1
        while cells[last] & Cell.tokenStart == 0 { last -= 1 }
        while index < last {
            if Cell.edges(cells[index]).contains(.notInside) { return false }
            index += 1
        }
        return true
    }

    /// The least pointwise mutual information over all cuts, in bits.
    private func cohesion(_ place: Int, _ length: Int, _ frequency: Int) -> Double {
        let total = Double(suffixes.places.count)
        var least = Double.infinity
        for cut in 1..<length {
            let head = Double(suffixes.frequency(at: place, length: cut, cells))
            let tail = Double(suffixes.frequency(at: place + cut, length: length - cut, cells))
            least = min(least, log2(Double(frequency) * total / (head * tail)))
        }
        return least
    }

    /// The entropy of the neighbours in bits; each end of a stretch is a neighbour of its own.
    private func entropy(_ interval: Range<Int>, _ neighbour: (UInt32) -> UInt32) -> Double {
        var found: [UInt32] = []
        found.reserveCapacity(interval.count)
        var ends = 0
        for place in suffixes.places[interval] {
            let cell = neighbour(place)
            if cell & Cell.inRun == 0 { ends += 1 } else { found.append(cell & Cell.scalar) }
        }
        found.sort()
        let total = Double(interval.count)
        var sum = Double(ends) / total * log2(total)
        var start = 0
        for index in 1..<max(1, found.count + 1) where index == found.count || found[index] != found[start] {
            let share = Double(index - start) / total
            sum -= share * log2(share)
            start = index
        }
        return sum
    }

    /// The numbers of the texts that an interval's places are in, sorted.
    private func ranks(_ interval: Range<Int>) -> [Int] {
        var distinct: [Int] = []
        for rank in suffixes.places[interval].map({ order.rank(of: Int($0)) }).sorted() where distinct.last != rank {
            distinct.append(rank)
        }
        return distinct
    }

    /// Candidates that occur mostly inside one longer candidate.
    private func fragments(of found: [Found]) -> Set<[UInt32]> {
        var frequencies: [[UInt32]: Int] = [:]
        for candidate in found { frequencies[candidate.scalars] = candidate.value.frequency }
        var fragments: Set<[UInt32]> = []
        for candidate in found where candidate.scalars.count > 2 {
            let whole = candidate.scalars
            for length in 2..<whole.count {
                for start in 0...(whole.count - length) {
                    let part = Array(whole[start..<(start + length)])
                    guard let frequency = frequencies[part] else { continue }
                    if Double(candidate.value.frequency) >= settings.fragmentRatio * Double(frequency) {
                        fragments.insert(part)
                    }
                }
            }
        }
        return fragments
    }

    /// Stretches around the first occurrence in each of the first texts.
    private func contexts(_ interval: Range<Int>, length: Int) -> [String] {
        guard settings.contexts > 0 else { return [] }
        let places = suffixes.places[interval].map { (rank: order.rank(of: Int($0)), place: Int($0)) }.sorted {
            $0.rank != $1.rank ? $0.rank < $1.rank : $0.place < $1.place
        }
        var contexts: [String] = []
        var last = -1
        for (rank, place) in places where rank != last && contexts.count < settings.contexts {
            last = rank
            let text = order.distinct[rank]
            let range =
                max(
                    text.lowerBound, place - settings.contextReach)..<min(
                    text.upperBound, place + length + settings.contextReach)
            var context = String.UnicodeScalarView()
            for cell in cells[range] { context.append(Unicode.Scalar(cell & Cell.scalar) ?? "\u{FFFD}") }
            contexts.append(String(context))
        }
        return contexts
    }
}
