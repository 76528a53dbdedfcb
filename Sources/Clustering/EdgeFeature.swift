import Foundation

/// What is known of two texts when asking whether they are about the same matter; each a number of about 0 to 1.
///
/// The order is that of the coefficients in ``EdgeModel``; names are stable, since people read them.
public enum EdgeFeature: String, Sendable, CaseIterable {
    /// Cosine of the whole rows.
    case cosine
    /// Cosine over common words only: the kind of problem rather than its place.
    case common
    /// Cosine over pairs of characters of the titles.
    case titlePairs
    /// Share, by rarity, of one title's words that the other text uses; the larger of both directions.
    case titleInOther
    /// The smaller of both directions.
    case titleInOtherLeast
    /// Rarity of the rarest shared word; 1 where only these two texts of a large corpus could have it.
    case rareShared
    /// Rarity of the rarest word that both titles have.
    case rareInTitles
    /// 1 where both titles name the same place or code.
    case placeSame
    /// 1 where both titles name places or codes and share none.
    case placeDiffers
    /// ln(1 + days between them) ÷ ln 366, at most 1.
    case timeApart
    /// 1 where the same person wrote both.
    case samePerson
    /// ln(1 + distinct words) of the shorter text.
    case lengthLeast
    /// The same of the longer text.
    case lengthMost
    /// `samePerson` × `common`: one person's texts resemble each other by style.
    case personCommon
    /// Rarity of the rarest word of one title that the other text has × `common`: the same name, the same kind of problem.
    case nameAndProblem
    /// Cosine in the latent space: the same topic in other words.
    case latent
    /// ln(0.02 + cosine over pairs of characters of title and beginning, where the matter is usually named).
    case logHead
    /// ln(0.01 + cosine over pairs of characters of the whole texts); a logarithm makes evidence multiply.
    case logLetters
    /// Cosine over numbers with their units: a line, a phase, an amount.
    case numbers
    /// 1 where both titles name districts and share none.
    case districtDiffers
    /// ln(1 + texts) of the person with fewer, at most ln 51: who writes often writes about many matters.
    case personPosts

    /// The place of the feature in a vector.
    public var index: Int { Self.positions[self] ?? 0 }

    /// How many there are.
    static let count = allCases.count
    /// The place of `logHead`, and what is added to its cosine.
    static let headIndex = logHead.index
    static let headFloor: Float = 0.02
    /// The place of `logLetters`, and what is added to its cosine.
    static let letterIndex = logLetters.index
    static let letterFloor: Float = 0.01

    private static let positions = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}
