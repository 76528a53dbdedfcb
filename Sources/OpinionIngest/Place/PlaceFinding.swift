/// How sure it is that a level of a place is right, the least sure first.
public enum PlaceConfidence: Int, Sendable, Codable, Comparable, CaseIterable {
    /// A word shaped like a township or community that no gazetteer knows: 位于双溪街道.
    case shape = 50
    /// A short name or an alias: 德清.
    case short = 70
    /// A place found lies in it: 武康街道 is in 德清县.
    case implied = 85
    /// The official name stands in the text: 德清县.
    case named = 90
    /// The source has it in a column of its own.
    case stated = 100

    /// The less sure is less.
    public static func < (left: PlaceConfidence, right: PlaceConfidence) -> Bool { left.rawValue < right.rawValue }
}

/// Where a matter is, with how sure each level is. A level that is absent is unknown.
public struct PlaceFinding: Sendable, Equatable {
    /// The place.
    public var place: Record.Place
    /// How sure the levels are that are known.
    public var confidence: [Gazetteer.Level: PlaceConfidence]

    /// A finding.
    public init(place: Record.Place, confidence: [Gazetteer.Level: PlaceConfidence]) {
        self.place = place
        self.confidence = confidence
    }
}
