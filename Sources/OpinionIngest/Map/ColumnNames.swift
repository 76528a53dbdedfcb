/// What columns are called in the files that offices really have, in Chinese and English, best name first.
///
/// Names are compared without case, white space and punctuation (`REC_ID` = `recid`) and without a remark in brackets
/// (`诉求内容（必填）` = `诉求内容`).
package enum ColumnNames {
    /// How well a column's name fits a field; larger is better.
    package struct Match: Equatable, Sendable {
        /// The field.
        package var field: RecordField
        /// 200 minus the name's place in its list for the very name; 100 or less where a name is only contained.
        package var score: Int
    }

    /// The name without what writers add at will.
    package static func fold(_ name: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            switch scalar.value {
            case 0x30...0x39, 0x61...0x7A: result.append(scalar)
            case 0x41...0x5A: result.append(Unicode.Scalar(scalar.value + 32) ?? scalar)
            case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A:
                let ascii = scalar.value - 0xFEE0
                result.append(Unicode.Scalar((0x41...0x5A).contains(ascii) ? ascii + 32 : ascii) ?? scalar)
            case 0x3400...0x9FFF, 0xF900...0xFAFF: result.append(traditional[scalar] ?? scalar)
            default: break
            }
        }
        return String(result)
    }

    /// The traditional characters in column names, for files in Big5.
    private static let traditional: [Unicode.Scalar: Unicode.Scalar] = {
        let pairs = zip(
            "編號題標內詳類區縣鄉鎮單單聯繫電話時間處辦結覆意見滿數讚對議狀態訴來員當訊發主旨稱".unicodeScalars,
            "编号题标内详类区县乡镇单单联系电话时间处办结复意见满数赞对议状态诉来员当讯发主旨称".unicodeScalars)
        return Dictionary(pairs.map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
    }()

    /// The field that a column's name fits best, or nil. Contained names are tried only in short Chinese names, and the
    /// one that ends the column's name wins: 办结时间 is a time, 时间安排说明 is not.
    package static func match(_ name: String) -> Match? {
        let folded = fold(name)
        guard !folded.isEmpty, folded.utf8.count <= 60 else { return nil }
        if let exact = exact[folded] { return exact }
        // A remark in brackets after the name: 编号（必填）, 内容(脱敏).
        let bare = withoutRemark(name)
        if bare.utf8.count < name.utf8.count, let exact = exact[fold(bare)] { return exact }
        // The end of a path: data.reporter.phone.
        if let dot = name.lastIndex(of: "."), let exact = exact[fold(String(name[name.index(after: dot)...]))] {
            return Match(field: exact.field, score: exact.score / 2)
        }
        var best: Match?
        for (candidate, match) in endings where folded.hasSuffix(candidate) {
            let score = min(99, candidate.utf8.count * 3)
            if score > best?.score ?? 0 { best = Match(field: match.field, score: score) }
        }
        // A remark without brackets: 诉求内容必填.
        if best == nil {
            for (candidate, match) in endings where folded.hasPrefix(candidate) && candidate.unicodeScalars.count >= 3 {
                let score = candidate.utf8.count
                if score > best?.score ?? 0 { best = Match(field: match.field, score: score) }
            }
        }
        return best
    }

    /// The name without a remark in brackets at its end; the name itself where nothing else is in it.
    package static func withoutRemark(_ name: String) -> String {
        let text = name.trimmedText
        guard let last = text.last, "）)】]〕".contains(last),
            let open = text.lastIndex(where: { "（(【[〔".contains($0) }), open > text.startIndex
        else { return name }
        return String(text[..<open])
    }

    /// How many cells are, to the letter, names of different fields or of columns known to be none.
    package static func knownCount(_ cells: [String]) -> Int {
        var seen = Set<String>()
        for cell in cells where cell.utf8.count <= 60 {
            let folded = fold(cell)
            if isKnown(folded) || isKnown(fold(withoutRemark(cell))) { seen.insert(folded) }
        }
        return seen.count
    }

    /// Whether a name is known to be of no use.
    package static func isOther(_ name: String) -> Bool {
        otherNames.contains(fold(name)) || otherNames.contains(fold(withoutRemark(name)))
    }

    private static func isKnown(_ folded: String) -> Bool { exact[folded] != nil || otherNames.contains(folded) }

    private static let exact: [String: Match] = {
        var result: [String: Match] = [:]
        for (field, names) in table {
            for (place, name) in names.enumerated() {
                let match = Match(field: field, score: 200 - place)
                let key = fold(name)
                if result[key] == nil { result[key] = match }
            }
        }
        return result
    }()

    /// Chinese names of two characters or more that may end a longer one, in a fixed order.
    private static let endings: [(String, Match)] = exact.filter { name, match in
        name.unicodeScalars.count >= 2 && name.unicodeScalars.allSatisfy { $0.value >= 0x3400 } && name != "标识"
    }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }

    /// Columns that are common in headers and fill no field.
    private static let otherNames: Set<String> = Set(
        [
            "备注", "附件", "是否公开", "保密", "来源", "rownum", "year", "年份", "届次", "联系人电话备注", "经度", "纬度",
            "attachments", "secrecy", "longitude", "latitude", "EVENT_SRC_NAME", "EVENT_SRC_ID", "DISTRICT_ID",
            "STREET_ID", "COMMUNITY_ID", "DISPOSE_UNIT_ID", "REPORT_NUM",
        ].map(fold))

    /// Names that only count the rows of a table; any other column named like a number is the better one.
    private static let serials: Set<String> = Set(
        ["序号", "no", "rownum", "row_num", "row_no", "行号"].map(fold))

    /// Whether a column only counts the rows (序号、No.): its values are no numbers that an office could look up.
    package static func isSerial(_ name: String) -> Bool { serials.contains(fold(withoutRemark(name))) }
}
