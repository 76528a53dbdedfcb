/// A word that texts use and no list has, with what speaks for it.
public struct WordCandidate: Sendable, Equatable {
    /// The word.
    public var word: String
    /// How often it occurs, copies counted once; 2 and up.
    public var frequency: Int
    /// In how many distinct texts it occurs, 1 and up.
    public var texts: Int
    /// How firmly its parts hold together, in bits: the least pointwise mutual information over all ways of cutting the
    /// word in two, log2(f(w)·N / (f(a)·f(b))), N being the number of characters (Church and Hanks 1990).
    public var cohesion: Double
    /// The cohesion divided by log2(N / f(w)), at most 1: frequent and rare words compare by it (Bouma 2009).
    public var normalizedCohesion: Double
    /// How freely characters change before the word, in bits: the entropy of its left neighbours (Harris 1955;
    /// Tanaka-Ishii 2005). Every end of a stretch of Han characters counts as a neighbour of its own.
    public var leftEntropy: Double
    /// The same for the character after the word.
    public var rightEntropy: Double
    /// The share of the occurrences at which the segmenter sees boundaries on both sides, 0…1.
    public var agreement: Double
    /// What candidates are ordered by, higher is better: normalised cohesion × agreement × log2 of the number of texts ×
    /// f / (1 + f), f being the lesser of both entropies.
    public var score: Double
    /// Stretches of texts with the word, each from another text.
    public var contexts: [String]

    /// A candidate with all its figures.
    public init(
        word: String, frequency: Int, texts: Int, cohesion: Double, normalizedCohesion: Double, leftEntropy: Double,
        rightEntropy: Double, agreement: Double, score: Double, contexts: [String]
    ) {
        self.word = word
        self.frequency = frequency
        self.texts = texts
        self.cohesion = cohesion
        self.normalizedCohesion = normalizedCohesion
        self.leftEntropy = leftEntropy
        self.rightEntropy = rightEntropy
        self.agreement = agreement
        self.score = score
        self.contexts = contexts
    }
}
