/// Texts that are one demand filed again, or one text that many people sent.
public struct RepeatGroup: Sendable, Equatable {
    /// What a text is within its group.
    public enum Role: Sendable, Equatable {
        /// The first of the group.
        case first
        /// The same sender again, with nothing new.
        case again
        /// The same sender again, with facts that none of that sender's earlier texts has, in ascending order.
        case news([String])
        /// Another sender's copy: the same text, or one that hardly differs.
        case copy
        /// Another sender's copy with facts that no earlier text of the group has, in ascending order.
        case copyWithNews([String])
    }

    /// A text of the group.
    public struct Member: Sendable, Equatable {
        /// Its row.
        public var row: Int
        /// What it is.
        public var role: Role
    }

    /// The members in the order in which they were sent.
    public var members: [Member]
    /// Distinct people: known senders, and one for all unknown ones.
    public var people: Int
    /// Whether one known person sent all of them.
    public var isOnePerson: Bool
    /// Whether all of them are the same text.
    public var isSameText: Bool
    /// Whether so many people sent it that it counts as a campaign (联名、群发).
    public var isCampaign: Bool

    /// How many texts there are.
    public var posts: Int { members.count }

    /// A group.
    public init(members: [Member], people: Int, isOnePerson: Bool, isSameText: Bool, isCampaign: Bool) {
        self.members = members
        self.people = people
        self.isOnePerson = isOnePerson
        self.isSameText = isSameText
        self.isCampaign = isCampaign
    }
}
