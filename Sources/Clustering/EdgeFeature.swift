import Foundation

/// What is known of two texts when asking whether they are about the same matter; each a number of about 0 to 1.
///
/// The order is that of the coefficients in ``EdgeModel``; names are stable, since people read them.
public enum EdgeFeature: String, Sendable, CaseIterable {
    /// Cosine of the whole rows.
    case cosine
    /// Cosine over words only, without the pairs of characters of the titles.
    case words
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
    /// Rarity of the rarest word of one title that the other text has.
    case rareAcross
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
    /// ln(`cosine` + 0.03); a logarithm makes evidence multiply, so that one part that is missing weighs.
    case logCosine
    /// `rareAcross` × `common`: the same name and the same kind of problem.
    case nameAndProblem

    /// The place of the feature in a vector.
    public var index: Int { Self.positions[self] ?? 0 }

    private static let positions = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}
