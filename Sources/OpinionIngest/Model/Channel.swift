/// The way a record reached the office (渠道).
public enum Channel: String, Sendable, Codable, CaseIterable, Hashable {
    /// A call to the 12345 hotline, kept as a work order (工单).
    case hotline
    /// An online petition or message (网络问政).
    case petition
    /// A deputy's proposal or motion (代表建议、议案).
    case proposal
    /// A letter or visit (信访).
    case letter
    /// A note taken at a deputies' contact station (代表联络站).
    case station
    /// A submission to a consultation on a draft or a topic (立法征集、议事征集).
    case consultation

    /// The name that users see, for example `12345热线`.
    public var chineseName: String {
        switch self {
        case .hotline: "12345热线"
        case .petition: "网络问政"
        case .proposal: "代表建议"
        case .letter: "信访"
        case .station: "代表联络站"
        case .consultation: "意见征集"
        }
    }
}
