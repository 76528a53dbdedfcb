import Foundation

/// How often each dictionary word occurs in a corpus, to take a sentence's own words out of the dictionary while its
/// features are read (the jackknife): a dictionary made from the corpus itself otherwise looks better in training than it
/// will be on new text.
///
/// Where the dictionary's frequencies are at least those of the corpus, a word's cost is that of what is left of its
/// frequency. Where they are not (a list without frequencies), only presence counts. A word of which nothing is left is
/// none.
struct WordOccurrences {
    private let dictionary: WordDictionary
    /// Of each word's cell: how often the corpus has it.
    private var counts: [Int32: Int] = [:]
    /// The sum of the dictionary's frequencies.
    private let total: Double

    init(_ sentences: [[Substring]], dictionary: WordDictionary) {
        self.dictionary = dictionary
        // The cost of an unknown character is that of frequency 1 and one unit of ln more.
        total = exp((Double(dictionary.unknownCost) - WordDictionary.costScale) / WordDictionary.costScale)
        for sentence in sentences {
            for word in sentence { if let cell = cell(of: word) { counts[cell, default: 0] += 1 } }
        }
    }

    private func cell(of word: Substring) -> Int32? {
        var cell: Int32 = 1
        for unit in word.unicodeScalars {
            guard unit.value < 65_536, dictionary.codes[Int(unit.value)] != 0,
                let next = dictionary.child(of: cell, code: dictionary.codes[Int(unit.value)])
            else { return nil }
            cell = next
        }
        return dictionary.cost(at: cell) == WordDictionary.none ? nil : cell
    }

    /// The costs of words without one sentence.
    struct Costs: WordCosts {
        /// The cost of each of the sentence's words.
        fileprivate var own: [Int32: UInt16] = [:]

        func cost(_ cost: UInt16, at cell: Int32) -> UInt16 { own[cell] ?? cost }
    }

    /// What words cost without a sentence; O(its words).
    func costs(without sentence: [Substring]) -> Costs {
        var mine: [Int32: Int] = [:]
        for word in sentence { if let cell = cell(of: word) { mine[cell, default: 0] += 1 } }
        var costs = Costs()
        for (cell, own) in mine {
            let cost = dictionary.cost(at: cell)
            let all = counts[cell] ?? own
            let frequency = Int((exp(-Double(cost) / WordDictionary.costScale) * total).rounded())
            // Costs are rounded to a thousandth of ln.
            let isCounted = Double(frequency) >= Double(all) * 0.998
            let left = isCounted ? max(frequency, all) - own : all - own
            if left <= 0 {
                costs.own[cell] = WordDictionary.none
            } else if isCounted {
                costs.own[cell] = DictionaryCompiler.cost(frequency: left, total: Int(total.rounded()))
            } else {
                costs.own[cell] = cost
            }
        }
        return costs
    }
}
