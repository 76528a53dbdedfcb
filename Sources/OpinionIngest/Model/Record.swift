/// Names one record for good: 16 hexadecimal digits made from what the record says, so the same row read again,
/// from whatever file and in whatever order, has the same id.
public struct RecordID: RawRepresentable, Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// Sixteen lower-case hexadecimal digits.
    public let rawValue: String

    /// An id from its digits; they are not checked.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The digits.
    public var description: String { rawValue }

    /// Orders by the digits.
    public static func < (left: RecordID, right: RecordID) -> Bool { left.rawValue < right.rawValue }
}

/// A person behind records, as a keyed hash of a phone, id-card or user number: equal for the same person, and not
/// reversible without the office's key.
public struct PersonKey: RawRepresentable, Hashable, Comparable, Sendable, Codable {
    /// Sixteen lower-case hexadecimal digits.
    public let rawValue: String

    /// A key from its digits; they are not checked.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Orders by the digits.
    public static func < (left: PersonKey, right: PersonKey) -> Bool { left.rawValue < right.rawValue }
}

/// Where a record was read: the file's name and the row that a person sees when opening the file (first row is 1).
public struct SourceRow: Hashable, Sendable, Codable {
    /// The file's name without its folder.
    public var file: String
    /// The row in the file, from 1, header and title rows counted.
    public var row: Int
    /// The sheet (工作表) that the row is on, where it is not the first one; nil for files without sheets.
    public var sheet: String?

    /// A place in a file.
    public init(file: String, row: Int, sheet: String? = nil) {
        self.file = file
        self.row = row
        self.sheet = sheet
    }
}

/// One call, message, letter or proposal as received (诉求、工单), in the office's own words.
///
/// Texts are the original ones, untouched; nothing here may be shown before it went through masking.
public struct Record: Sendable, Equatable {
    /// The record's lasting id.
    public var id: RecordID
    /// How it came in.
    public var channel: Channel
    /// Where it was read first.
    public var source: SourceRow
    /// The number that the source gave it (工单编号), exactly as written.
    public var number: String?
    /// When it was received.
    public var received: CivilTime?
    /// Who sent it, where the source says so.
    public var person: PersonKey?
    /// The sender's own name as written, only while the record is being read: it tells masking what to look for and is
    /// never stored or shown.
    public var senderName: String?
    /// Whether it is an informant's report (举报): its words and its sender are not handed on.
    public var isInformant = false
    /// The rejected row that this row puts right (`RejectColumns.marker`), only while the record is being read.
    public var corrects: String?
    /// The title as written; may be empty.
    public var title: String
    /// The text as written; may be empty.
    public var body: String
    /// The demand type as written (诉求类型: 咨询、求助、投诉 …).
    public var demandType: String?
    /// Category levels 1 to 3 as the source gives them, most general first.
    public var categories: [String]
    /// Where the matter is.
    public var place: Place
    /// What was done about it.
    public var handling: Handling
    /// What the person thought of the handling.
    public var evaluation: Evaluation
    /// How many liked it (点赞数).
    public var likes: Int
    /// How many disliked it (反对数).
    public var dislikes: Int
    /// How many signed with the sender (附议).
    public var cosigners: Int

    /// Where a matter is, as far as the source or the gazetteer knows; nil stays unknown.
    public struct Place: Sendable, Equatable, Codable {
        /// The address as written.
        public var address: String?
        /// 区县.
        public var county: String?
        /// 乡镇、街道.
        public var township: String?
        /// 村、社区.
        public var community: String?
        /// 网格.
        public var grid: String?

        /// An unknown place, or as much as is known.
        public init(
            address: String? = nil, county: String? = nil, township: String? = nil, community: String? = nil,
            grid: String? = nil
        ) {
            self.address = address
            self.county = county
            self.township = township
            self.community = community
            self.grid = grid
        }
    }

    /// What the handling unit did (办理、答复).
    public struct Handling: Sendable, Equatable, Codable {
        /// The unit that must answer (主办单位、承办单位).
        public var leadUnit: String?
        /// Units that help (协办单位).
        public var jointUnits: [String]
        /// When it was sent to the unit.
        public var dispatched: CivilTime?
        /// When it must be finished.
        public var due: CivilTime?
        /// When it was closed or answered (办结时间、答复时间).
        public var closed: CivilTime?
        /// The status as written (办结、处理中 …).
        public var status: String?
        /// The unit's reply as written.
        public var reply: String?

        /// Nothing done yet, or as much as is known.
        public init(
            leadUnit: String? = nil, jointUnits: [String] = [], dispatched: CivilTime? = nil, due: CivilTime? = nil,
            closed: CivilTime? = nil, status: String? = nil, reply: String? = nil
        ) {
            self.leadUnit = leadUnit
            self.jointUnits = jointUnits
            self.dispatched = dispatched
            self.due = due
            self.closed = closed
            self.status = status
            self.reply = reply
        }
    }

    /// The sender's own judgement of the handling (评价).
    public struct Evaluation: Sendable, Equatable, Codable {
        /// Whether the unit contacted the sender (是否联系).
        public var contacted: Bool?
        /// Whether the matter was solved (是否解决).
        public var solved: Bool?
        /// Satisfaction (满意度) from 1 (很不满意) to 5 (非常满意).
        public var satisfaction: Int?

        /// Not evaluated, or as much as is known.
        public init(contacted: Bool? = nil, solved: Bool? = nil, satisfaction: Int? = nil) {
            self.contacted = contacted
            self.solved = solved
            self.satisfaction = satisfaction
        }
    }

    /// A record; only the id, the channel and the source are required.
    public init(
        id: RecordID, channel: Channel, source: SourceRow, number: String? = nil, received: CivilTime? = nil,
        person: PersonKey? = nil, title: String = "", body: String = "", demandType: String? = nil,
        categories: [String] = [], place: Place = Place(), handling: Handling = Handling(),
        evaluation: Evaluation = Evaluation(), likes: Int = 0, dislikes: Int = 0, cosigners: Int = 0
    ) {
        self.id = id
        self.channel = channel
        self.source = source
        self.number = number
        self.received = received
        self.person = person
        self.title = title
        self.body = body
        self.demandType = demandType
        self.categories = categories
        self.place = place
        self.handling = handling
        self.evaluation = evaluation
        self.likes = likes
        self.dislikes = dislikes
        self.cosigners = cosigners
    }
}
