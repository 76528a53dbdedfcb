/// Finds words shaped like a township (X镇, X乡, X街道) or a community (X村, X社区) where no gazetteer knows them.
///
/// Conservative, because a wrong place is worse than none: the word has two to four characters before its ending and
/// begins where a place can begin — at the start of an address, after a wider place (…县, …镇), after 位于, 家住 or 在 — or,
/// with two or three characters, after punctuation; no character of it is one of ordinary sentences.
enum PlacePattern {
    /// The different names of each level in the text, in order.
    struct Found: Equatable {
        var township: [String] = []
        var community: [String] = []
    }

    /// Characters of ordinary sentences; some places have them, and stay unknown without a gazetteer.
    private static let never = HanSet(
        """
        的了在我你您他她它们是和与到从这那该某各本每全个几多为有被由请对把将求望查解决建议反映投诉举报咨询关于希盼恳老旧新农乡城中级等进整
        邻周边附近一两些哪什么不没很自然行政贫困空心美丽特色示范文明住家原及或其此已并就都也还要向让给跟随
        """)
    private static let openers = ["位于", "家住", "坐落于", "坐落在", "地处", "来自", "住在", "地址", "反映", "关于", "在", "住"]
        .map { Array($0.unicodeScalars.map(\.value)) }
    private static let openerStarts = HanSet(openers.compactMap(\.first))
    private static let joints = HanSet("和与及到至跟、")
    private static let wider = HanSet("省市县区镇乡道")

    /// The names in one text. O(n).
    static func find(in text: String, isAddress: Bool) -> Found {
        var text = text
        return text.withUTF8 { find(in: $0, isAddress: isAddress) }
    }

    /// The same for a text's UTF-8 bytes.
    static func find(in bytes: UnsafeBufferPointer<UInt8>, isAddress: Bool) -> Found {
        var found = Found()
        var scalars: [UInt32] = []
        scalars.reserveCapacity(bytes.count / 2)
        var at = 0
        while at < bytes.count {
            let (value, width) = UTF8Scan.scalar(bytes, at: at)
            scalars.append(value)
            at += width
        }
        var start = 0  // where the current word may begin
        var afterWider = isAddress
        var index = 0
        while index < scalars.count {
            let value = scalars[index]
            guard UTF8Scan.isHan(value) else {
                index += 1
                start = index
                afterWider = false
                continue
            }
            if index - start <= 6, openerStarts.contains(value),
                let opener = openers.first(where: { scalars[index...].starts(with: $0) })
            {
                index += opener.count
                start = index
                afterWider = true
                continue
            }
            if index == start, afterWider, joints.contains(value) {
                index += 1
                start = index
                continue
            }
            let (length, isTownship) = ending(scalars, at: index)
            if length > 0 {
                let name = scalars[start..<index]
                if (2...(afterWider ? 4 : 3)).contains(name.count), !name.contains(where: { never.contains($0) }) {
                    let word = String(
                        String.UnicodeScalarView(scalars[start..<(index + length)].compactMap(Unicode.Scalar.init)))
                    if isTownship, !found.township.contains(word) { found.township.append(word) }
                    if !isTownship, !found.community.contains(word) { found.community.append(word) }
                }
                index += length
                start = index
                afterWider = true
            } else if wider.contains(value), index > start, index - start <= 6 {
                index += 1
                start = index
                afterWider = true
            } else {
                index += 1
            }
        }
        return found
    }

    /// The length of the ending at `index` and whether it is a township's; 0 where none is.
    private static func ending(_ scalars: [UInt32], at index: Int) -> (length: Int, isTownship: Bool) {
        let value = scalars[index]
        let next = index + 1 < scalars.count ? scalars[index + 1] : 0
        if value == 0x9547 || value == 0x4E61 {  // 镇 乡
            // 乡镇, 乡村, 乡亲 and the like are common words, not endings.
            return next == 0x9547 || next == 0x6751 || next == 0x4EB2 ? (0, true) : (1, true)
        }
        if value == 0x8857, next == 0x9053 { return (2, true) }  // 街道
        if value == 0x793E, next == 0x533A { return (2, false) }  // 社区
        if value == 0x6751 {  // 村
            return next == 0x5E84 || next == 0x5B50 || next == 0x9547 ? (0, false) : (1, false)  // 庄 子 镇
        }
        return (0, false)
    }
}
