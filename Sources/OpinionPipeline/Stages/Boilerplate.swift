import OpinionIngest
import TermVectors

/// Words that a channel's form brings along (案由, 牵头, 来电人 …) tell its records nothing about each other.
///
/// A term that more than `share` of a channel's texts use carries nothing within that channel, where the channel has at
/// least `minimum` texts to judge by; in the other channels it stays.
enum Boilerplate {
    /// The share of a channel's texts above which a term is boilerplate there.
    static let share = 0.25
    /// Texts that a channel needs before anything is called boilerplate.
    static let minimum = 30

    /// Each channel's boilerplate, by channel. O(entries).
    static func found(in counts: TermCounts, channels: [Channel]) -> [Channel: Set<Int32>] {
        var found = [Channel: Set<Int32>]()
        for channel in Channel.allCases {
            let rows = channels.indices.filter { channels[$0] == channel }
            guard rows.count >= minimum, rows.count < channels.count else { continue }
            let limit = Int32(share * Double(rows.count))
            let frequencies = counts.selecting(rows).documentFrequencies
            let terms = Set(frequencies.indices.filter { frequencies[$0] > limit }.map(Int32.init))
            if !terms.isEmpty { found[channel] = terms }
        }
        return found
    }

    /// The counts without each channel's boilerplate. O(entries).
    static func removed(
        _ boilerplate: [Channel: Set<Int32>], from counts: TermCounts, channels: [Channel]
    ) -> TermCounts {
        guard !boilerplate.isEmpty else { return counts }
        return counts.filtering { document, term in boilerplate[channels[document]]?.contains(term) != true }
    }
}
