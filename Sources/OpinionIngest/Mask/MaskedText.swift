/// The kinds of personal data that the masker finds, and what people see in their place.
public enum MaskKind: String, Sendable, Codable, CaseIterable, Hashable {
    /// A mobile number: `[手机号]`.
    case mobile
    /// A landline number: `[电话号]`.
    case landline
    /// A resident identity card number of 15 or 18 places: `[身份证号]`.
    case idCard
    /// A bank card or account number: `[银行卡号]`.
    case bankCard
    /// A vehicle's number plate: `[车牌号]`.
    case plate
    /// An e-mail address: `[邮箱]`.
    case mail
    /// A QQ number: `[QQ号]`.
    case qq
    /// A WeChat id: `[微信号]`.
    case weChat
    /// A person's name: the surname and 某, as `张某` for 张三丰.
    case name
    /// The unit and room of a flat, or a house number in a village: `[门牌号]`.
    case houseNumber

    /// What stands for the masked text; a name's replacement has its surname before it.
    public var replacement: String {
        switch self {
        case .mobile: "[手机号]"
        case .landline: "[电话号]"
        case .idCard: "[身份证号]"
        case .bankCard: "[银行卡号]"
        case .plate: "[车牌号]"
        case .mail: "[邮箱]"
        case .qq: "[QQ号]"
        case .weChat: "[微信号]"
        case .name: "某"
        case .houseNumber: "[门牌号]"
        }
    }
}

/// A stretch of the source text that was replaced.
public struct MaskSpan: Sendable, Equatable {
    /// What was found.
    public var kind: MaskKind
    /// Where it stands in the source, in UTF-8 bytes.
    public var range: Range<Int>
    /// What stands there now.
    public var replacement: String

    /// A span.
    public init(kind: MaskKind, range: Range<Int>, replacement: String) {
        self.kind = kind
        self.range = range
        self.replacement = replacement
    }
}

/// A text with its personal data replaced. Law: the source's bytes outside the spans, with the replacements between
/// them, are the text (原汁原味).
public struct MaskedText: Sendable, Equatable {
    /// The text that may be shown.
    public var text: String
    /// What was replaced, in the order of the source, without overlaps.
    public var spans: [MaskSpan]

    /// A masked text.
    public init(text: String, spans: [MaskSpan]) {
        self.text = text
        self.spans = spans
    }
}
