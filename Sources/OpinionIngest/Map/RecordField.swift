/// A field of a record that a column can fill. The raw values are the keys of a mapping file.
public enum RecordField: String, Sendable, Codable, CaseIterable, Hashable {
    /// The number that the source gave the record (工单编号、留言编号).
    case number
    /// A channel for each row (渠道), where one file holds several.
    case channel
    /// The sender's name (姓名、诉求人).
    case personName
    /// The sender's phone (联系电话).
    case phone
    /// The sender's id-card number (身份证号).
    case idCard
    /// The sender's user number (留言用户).
    case userID
    /// The title (标题、主题).
    case title
    /// The text (内容、详情); several columns are joined with a line break.
    case body
    /// When it was received.
    case received
    /// The demand type (诉求类型).
    case demandType
    /// The most general category.
    case category1
    /// The second category level.
    case category2
    /// The third category level.
    case category3
    /// The address as written.
    case address
    /// 区县.
    case county
    /// 乡镇、街道.
    case township
    /// 村、社区.
    case community
    /// 网格.
    case grid
    /// The unit that must answer (主办单位).
    case leadUnit
    /// Units that help (协办单位), several in a cell or in several columns.
    case jointUnits
    /// When it was sent to the unit.
    case dispatched
    /// When it must be finished.
    case due
    /// When it was closed or answered.
    case closed
    /// The status.
    case status
    /// The unit's reply.
    case reply
    /// Whether the sender was contacted.
    case contacted
    /// Whether the matter was solved.
    case solved
    /// How satisfied the sender was.
    case satisfaction
    /// Likes (点赞数).
    case likes
    /// Dislikes (反对数).
    case dislikes
    /// Co-signers (附议人数).
    case cosigners

    /// Whether several columns may fill it.
    public var takesSeveralColumns: Bool { self == .body || self == .jointUnits }

    /// The name that users see.
    public var chineseName: String {
        switch self {
        case .number: "编号"
        case .channel: "渠道"
        case .personName: "姓名"
        case .phone: "电话"
        case .idCard: "身份证号"
        case .userID: "用户号"
        case .title: "标题"
        case .body: "内容"
        case .received: "受理时间"
        case .demandType: "诉求类型"
        case .category1: "一级分类"
        case .category2: "二级分类"
        case .category3: "三级分类"
        case .address: "地址"
        case .county: "区县"
        case .township: "乡镇街道"
        case .community: "村社区"
        case .grid: "网格"
        case .leadUnit: "主办单位"
        case .jointUnits: "协办单位"
        case .dispatched: "交办时间"
        case .due: "办理期限"
        case .closed: "办结时间"
        case .status: "状态"
        case .reply: "答复"
        case .contacted: "是否联系"
        case .solved: "是否解决"
        case .satisfaction: "满意度"
        case .likes: "点赞数"
        case .dislikes: "反对数"
        case .cosigners: "附议人数"
        }
    }
}
