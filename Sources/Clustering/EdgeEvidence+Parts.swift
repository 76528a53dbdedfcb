import Foundation
import TermVectors

extension EdgeEvidence {
    /// What is known of the terms, whichever rows have them.
    package struct Terms: Sendable {
        /// What each term is.
        package var kinds: [TermKind]
        /// ln(1 + rows ÷ rows that have it) of each term; 0 for terms that carry nothing.
        package var rarity: [Float]
        /// ln(1 + rows), the most that a rarity can be.
        package var most: Float

        /// What was known before.
        package init(kinds: [TermKind], rarity: [Float], most: Float) {
            (self.kinds, self.rarity, self.most) = (kinds, rarity, most)
        }

        /// What frequencies say.
        ///
        /// - Parameters:
        ///   - kinds: what each term is by itself.
        ///   - frequencies: how many of the rows have each term.
        ///   - documents: how many rows there are.
        ///   - maximumShare: words in a larger share of the rows carry nothing.
        package init(kinds: [TermKind], frequencies: [Int32], documents: Int, maximumShare: Double) {
            most = log(Float(documents + 1))
            rarity = TFIDF(minimumDocuments: 1, maximumShare: maximumShare)
                .weights(documentFrequencies: frequencies, documents: documents)
            self.kinds = kinds
            let commonFrom = max(10, 0.007 * Double(documents))
            for term in kinds.indices where !kinds[term].contains(.pair) && Double(frequencies[term]) > commonFrom {
                self.kinds[term].insert(.common)
            }
        }
    }

    /// What is known of a row by itself.
    struct Row: Sendable, BitwiseCopyable {
        var titleWeight: Float = 0
        /// ln(1 + distinct words).
        var logWords: Float = 0
        var pairLength: Float = 0
        var commonLength: Float = 0
        /// ln(1 + texts of the person).
        var logPosts: Float = 0
        var day: Int32 = unknown
        var person: Int32 = unknown
        /// The kinds of places that the title names.
        private var places: UInt32 = 0

        var namesPlace: Bool { places & 1 != 0 }
        var namesDistrict: Bool { places & 2 != 0 }

        mutating func name(_ kind: TermKind) {
            if kind.contains(.place) { places |= 1 }
            if kind.contains(.district) { places |= 2 }
        }

        static let unknown = Int32.min
        var dayOrLast: Int32 { day == Self.unknown ? .max : day }
    }
}
