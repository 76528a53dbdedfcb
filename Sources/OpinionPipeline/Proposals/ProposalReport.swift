import OpinionIngest
import OpinionRanking
import Proposals

/// What the office reads about its proposals: one entry each, the groups, and how far the suggestions can be trusted.
public struct ProposalReport: Sendable, Encodable {
    /// One proposal.
    public struct Entry: Sendable, Encodable {
        /// The record's id.
        public var record: String
        /// The number as the source writes it, masked.
        public var number: String?
        /// The masked title.
        public var title: String
        /// The deputy as a key: equal for the same person; the name is in the office's own list under the number.
        public var author: String?
        /// How many signed with the deputy.
        public var cosigners: Int
        /// When it was received.
        public var received: String?
        /// Characters of the text.
        public var characters: Int
        /// The parts with their places in the masked text, in bytes of UTF-8.
        public var parts: [PartPlace]
        /// The parts that are missing.
        public var missingParts: [String]
        /// Why it seems to be about two matters; empty where it does not.
        public var twoMatters: [String]
        /// The number of its group, from 1; nil where it stands alone.
        public var group: Int?
        /// What people said about the matter.
        public var support: Support
        /// The unit suggested to handle it.
        public var lead: UnitLine?
        /// The units suggested to help.
        public var joint: [UnitLine]
        /// The unit that handled it according to the source.
        public var givenLead: String?
    }

    /// Where a part stands.
    public struct PartPlace: Sendable, Encodable {
        /// 案由, 案据 or 方案.
        public var part: String
        /// The first byte.
        public var start: Int
        /// One past the last byte.
        public var end: Int
        /// 标题 or 行文.
        public var basis: String
    }

    /// Records behind a proposal.
    public struct Support: Sendable, Encodable {
        /// The issues, most alike first.
        public var issues: [IssueLine]
        /// Distinct people over all of them, deputies' proposals left out.
        public var people: Int
        /// Posts over all of them.
        public var posts: Int
        /// All records, ordered by id.
        public var records: [String]
        /// Kinds of projects (needs) that the proposal speaks of, with everybody in the county who does: a broad proposal is
        /// like no single issue. Not in the counts above.
        public var needs: [NeedLine]
        /// What stands where there are none: 未找到相关诉求.
        public var note: String?
    }

    /// An issue behind a proposal, or a record that is in none.
    public struct IssueLine: Sendable, Encodable {
        /// The issue's number; nil for a single record.
        public var issue: Int?
        /// The issue's label; nil for a single record.
        public var label: String?
        /// Likeness, 0…1.
        public var likeness: Double
        /// People in it.
        public var people: Int
        /// Posts in it.
        public var posts: Int
    }

    /// A kind of project behind a proposal.
    public struct NeedLine: Sendable, Encodable {
        /// The candidate's key, to open it with `opinion show`.
        public var candidate: String
        /// Its title.
        public var title: String
        /// Distinct people, deputies' proposals left out.
        public var people: Int
        /// Posts.
        public var posts: Int
    }

    /// A unit with the reasons.
    public struct UnitLine: Sendable, Encodable {
        /// The unit.
        public var unit: String
        /// Share of the evidence, 0…1; no probability.
        public var share: Double
        /// The reasons in Chinese.
        public var reasons: [String]
    }

    /// Proposals on one matter.
    public struct Group: Sendable, Encodable {
        /// From 1.
        public var number: Int
        /// The records.
        public var records: [String]
        /// Their numbers, or ids where they have none.
        public var numbers: [String]
        /// Their titles.
        public var titles: [String]
        /// The deputies as keys; every one is to be answered.
        public var authors: [String]
        /// Proposals whose deputy the source does not name.
        public var unknownAuthors: Int
        /// Mean likeness of the pairs, 0…1.
        public var likeness: Double
    }

    /// Two proposals that are alike but not grouped.
    public struct Nearby: Sendable, Encodable {
        /// The records.
        public var records: [String]
        /// The titles.
        public var titles: [String]
        /// 0…1.
        public var likeness: Double
    }

    /// How often the suggested unit is the one that the source names, each proposal judged without itself.
    public struct UnitTrial: Sendable, Encodable {
        /// Proposals with a unit in the source.
        public var proposals: Int
        /// The first suggestion was right.
        public var first: Int
        /// One of the first three was right.
        public var firstThree: Int
        /// Helping units in the source.
        public var joint: Int
        /// Helping units suggested.
        public var jointSuggested: Int
        /// Suggested ones that the source names.
        public var jointFound: Int
    }

    /// The proposals, ordered by number and id.
    public var proposals: [Entry]
    /// The groups, ordered by first record.
    public var groups: [Group]
    /// Like pairs outside groups.
    public var nearby: [Nearby]
    /// The trial of the suggested units; nil where the source names none.
    public var unitTrial: UnitTrial?
}
