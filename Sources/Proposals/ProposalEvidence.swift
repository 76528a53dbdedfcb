import TermVectors

/// What is known of proposals when asking which are one matter: a row each, in several views of the same texts.
///
/// Words tell the subject, pairs of characters forgive how it is cut into words (养老服务业, 养老服务体系), titles say it most
/// briefly, and the latent direction knows the same topic in other words. No view alone orders pairs well; their mean does
/// (docs/guides/Proposals.md).
public struct ProposalEvidence: Sendable {
    /// Unit rows of the titles' words, without the frame 关于……的建议; they find candidates.
    public var titles: SparseMatrix
    /// Unit rows of the words of whole texts.
    public var texts: SparseMatrix
    /// Pairs of characters of the titles; nil: unknown.
    public var titlePairs: HashedVectors?
    /// Pairs of characters of whole texts; nil: unknown.
    public var textPairs: HashedVectors?
    /// What the texts are about; nil: unknown, as with too few texts to learn it from.
    public var latent: LatentVectors?

    /// Views of the same rows.
    public init(
        titles: SparseMatrix, texts: SparseMatrix, titlePairs: HashedVectors? = nil, textPairs: HashedVectors? = nil,
        latent: LatentVectors? = nil
    ) {
        self.titles = titles
        self.texts = texts
        self.titlePairs = titlePairs
        self.textPairs = textPairs
        self.latent = latent
    }

    /// How much each view counts; only their proportions matter.
    public struct Weights: Sendable, Hashable {
        /// Pairs of characters of titles.
        public var titlePairs = 1.0
        /// Words of texts.
        public var texts = 1.0
        /// Pairs of characters of texts.
        public var textPairs = 1.0
        /// Latent directions.
        public var latent = 0.5

        /// The defaults.
        public init() {}
    }

    /// Rows in all views.
    public var count: Int { min(titles.rowCount, texts.rowCount) }

    /// The weighted mean of the cosines, 0…1. Views that are unknown, or titles that one of the two lacks, don't count.
    /// O(sum of the rows' lengths).
    public func likeness(_ left: Int, _ right: Int, weights: Weights = Weights()) -> Double {
        var (sum, all) = (0.0, 0.0)
        func add(_ weight: Double, _ cosine: Double) {
            sum += weight * min(1, max(0, cosine))
            all += weight
        }
        if let titlePairs, hasTitle(left), hasTitle(right) {
            add(weights.titlePairs, Double(titlePairs.dot(left, right)))
        }
        add(weights.texts, Self.dot(texts, left, right))
        if let textPairs { add(weights.textPairs, Double(textPairs.dot(left, right))) }
        if let latent { add(weights.latent, Double(latent.cosine(left, right))) }
        return all > 0 ? sum / all : 0
    }

    func hasTitle(_ row: Int) -> Bool { titles.offsets[row] < titles.offsets[row + 1] }

    private static func dot(_ matrix: SparseMatrix, _ left: Int, _ right: Int) -> Double {
        var (i, j) = (matrix.offsets[left], matrix.offsets[right])
        let (iEnd, jEnd) = (matrix.offsets[left + 1], matrix.offsets[right + 1])
        var sum: Float = 0
        while i < iEnd && j < jEnd {
            let (a, b) = (matrix.columns[i], matrix.columns[j])
            if a == b { sum += matrix.weights[i] * matrix.weights[j] }
            if a <= b { i += 1 }
            if b <= a { j += 1 }
        }
        return Double(sum)
    }
}
