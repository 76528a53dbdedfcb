/// What the cells of a column look like, whatever its name.
public enum ColumnContent: String, Sendable, Codable, CaseIterable {
    /// Points in time.
    case time
    /// Mobile numbers or landlines.
    case phone
    /// Id-card numbers.
    case idCard
    /// Districts, counties, cities (…区、…县、…市).
    case county
    /// Towns and subdistricts (…镇、…乡、…街道).
    case township
    /// Personal names.
    case name
    /// A number of its own for each row, which no two share.
    case identifier
    /// What somebody said: long texts, nearly all different.
    case longText
    /// A few words that come again and again.
    case choice
    /// Nothing in any row.
    case empty
    /// The same in every row.
    case constant
    /// None of these.
    case other

    /// The name that users see.
    public var chineseName: String {
        switch self {
        case .time: "时间"
        case .phone: "电话"
        case .idCard: "身份证号"
        case .county: "区县"
        case .township: "乡镇街道"
        case .name: "姓名"
        case .identifier: "各行不同的编号"
        case .longText: "长文字"
        case .choice: "几种固定的值"
        case .empty: "空列"
        case .constant: "各行相同"
        case .other: "其他"
        }
    }

    /// The field that such a column fills where its name says nothing and no other column fills it.
    package var field: RecordField? {
        switch self {
        case .time: .received
        case .phone: .phone
        case .idCard: .idCard
        case .county: .county
        case .township: .township
        case .identifier: .number
        case .longText: .body
        case .name, .choice, .empty, .constant, .other: nil
        }
    }

    /// What one cell looks like by itself.
    package static func of(cell: String) -> ColumnContent {
        let text = cell.trimmedText
        let count = text.utf8.count
        guard count >= 2, count <= 200 else { return .other }
        let digits = text.utf8.count { (0x30...0x39).contains($0) }
        if digits >= 7, isIDCard(text) { return .idCard }
        if digits >= 7, isPhone(text) { return .phone }
        if digits >= 3, count <= 48, digits != count, CivilTime(iso: text) != nil || DateParser.parse(text) != nil {
            return .time
        }
        guard digits == 0, count <= 36 else { return .other }
        if ["镇", "乡", "街道"].contains(where: text.hasSuffix), count >= 6 { return .township }
        if ["区", "县", "市"].contains(where: text.hasSuffix), !text.hasSuffix("社区"), !text.hasSuffix("小区"), count >= 6 {
            return .county
        }
        let scalars = text.unicodeScalars.map(\.value)
        if (2...4).contains(scalars.count), scalars.allSatisfy({ (0x4E00...0x9FFF).contains($0) }),
            Surnames.length(scalars) != nil
        {
            return .name
        }
        return .other
    }

    private static func isIDCard(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 18, bytes.prefix(17).allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
        let month = Int(bytes[10] - 0x30) * 10 + Int(bytes[11] - 0x30)
        let century = bytes[6] == 0x31 && bytes[7] == 0x39 || bytes[6] == 0x32 && bytes[7] == 0x30
        let last = bytes[17]
        return century && (1...12).contains(month) && ((0x30...0x39).contains(last) || last | 0x20 == 0x78)
    }

    private static func isPhone(_ text: String) -> Bool {
        var digits: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39: digits.append(byte)
            case 0x2B, 0x2D, 0x20, 0x28, 0x29: continue
            default: return false
            }
        }
        if digits.starts(with: Array("86".utf8)), digits.count == 13 { digits.removeFirst(2) }
        if digits.count == 11, digits[0] == 0x31, digits[1] != 0x30 { return true }
        return (10...12).contains(digits.count) && digits[0] == 0x30 && digits[1] != 0x30
    }
}
