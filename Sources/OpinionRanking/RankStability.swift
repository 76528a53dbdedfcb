import OpinionIngest

/// How firmly a candidate holds its rank when the weights or the channels change.
///
/// Weights are varied by Monte Carlo and each channel is dropped in turn, as the OECD's Handbook on Constructing Composite
/// Indicators (2008) and Saisana, Saltelli and Tarantola (2005) advise.
public struct RankStability: Sendable, Equatable {
    /// The candidate's lasting key.
    public var key: String
    /// Rank that 5 % of the variations stay below.
    public var low: Int
    /// Rank that 95 % of the variations do not exceed.
    public var high: Int
    /// Share of the variations in which the candidate is among the first `top`.
    public var topShare: Double
    /// The `top` of `topShare`.
    public var top: Int
    /// The rank without each channel that the data have; nil where the candidate then has too little support.
    public var withoutChannel: [ChannelRank]

    /// A rank without one channel.
    public struct ChannelRank: Sendable, Equatable {
        /// The channel left out.
        public var channel: Channel
        /// The rank then.
        public var rank: Int?
    }

    /// Varies every weight by up to ±50 % (then scaled back to 100) `samples` times, and drops every channel once.
    ///
    /// One value for each candidate, in the candidates' order. The same seed gives the same figures. `samples` is held to
    /// 1…100,000, `top` to 1 and up. O(samples × candidates × log candidates + channels × ranking).
    public static func assess(
        _ candidates: [Candidate], in input: RankingInput, seed: UInt64, samples: Int = 1_000, top: Int = 10
    ) -> [RankStability] {
        let samples = min(max(samples, 1), 100_000)
        let top = max(top, 1)
        var source = WeightSource(state: seed)
        var ranks = [[Int]](repeating: [], count: candidates.count)
        for _ in 0..<samples {
            let weights = source.weights(near: input.configuration.weights.named.map(\.value))
            let scores = candidates.map { candidate in
                zip(candidate.parts, weights).reduce(0.0) { $0 + $1.0.scaled * $1.1 }
            }
            let order = candidates.indices.sorted { left, right in
                if candidates[left].eligible != candidates[right].eligible { return candidates[left].eligible }
                return scores[left] != scores[right] ? scores[left] > scores[right] : left < right
            }
            for (place, index) in order.enumerated() { ranks[index].append(place + 1) }
        }
        let used = Set(input.facts.map(\.channel))
        let dropped = Channel.allCases.filter { used.contains($0) && used.count > 1 }.map { channel in
            var places: [String: Int] = [:]
            if let rest = input.dropping(channel) {
                for candidate in CandidateRanker().candidates(in: rest) { places[candidate.key] = candidate.rank }
            }
            return (channel, places)
        }
        return zip(candidates, ranks).map { candidate, places in
            let sorted = places.sorted()
            return RankStability(
                key: candidate.key, low: sorted[(sorted.count - 1) * 5 / 100],
                high: sorted[(sorted.count - 1) * 95 / 100],
                topShare: Double(sorted.count { $0 <= top }) / Double(samples), top: top,
                withoutChannel: dropped.map { ChannelRank(channel: $0.0, rank: $0.1[candidate.key]) })
        }
    }

    /// SplitMix64 (Steele, Lea and Flood 2014).
    private struct WeightSource {
        var state: UInt64

        mutating func unit() -> Double {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return Double((z ^ (z >> 31)) >> 11) / 9_007_199_254_740_992
        }

        mutating func weights(near weights: [Double]) -> [Double] {
            let varied = weights.map { $0 * (0.5 + unit()) }
            let sum = varied.reduce(0, +)
            return sum > 0 ? varied.map { $0 * 100 / sum } : weights
        }
    }
}
