/// Whether a name that stands in a text means the gazetteer's place. A wrong place costs more than none.
///
/// - A wider place right before it must be one that it lies in: 南昌市西湖区 is not Hangzhou's, 临县和平镇 not 长兴县's.
/// - No other province, nor a great city of one, may stand shortly before it in the clause: 江西南昌西湖区.
/// - A short name (萧山, 德清) is a place where a sentence lets one begin and none of the words of roads, parks and
///   schools follows: 萧山路 and 德清中学 lie anywhere.
/// - A doubtful short name (`?西湖`) needs another place of its own chain right beside it.
struct PlaceContext: Sendable {
    private let foreign: PlaceIndex
    /// Whether the gazetteer says which province it is of; else no other one can be told from it.
    private let knowsProvince: Bool

    /// The context of a gazetteer: other provinces are those that none of its names is, nor of what lies above them.
    init(names: some Sequence<String>, outer: [String]) {
        let own = Set(names)
        func isOwn(_ name: String) -> Bool { own.contains(name) || outer.contains { $0.hasPrefix(name) } }
        knowsProvince = Self.provinces.contains(where: isOwn)
        foreign = PlaceIndex((Self.provinces + Self.cities).filter { !isOwn($0) }.map { [$0] })
    }

    private static let provinces = words(
        """
        北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西
        西藏 宁夏 新疆 香港 澳门
        """)
    private static let cities = words(
        """
        石家庄 太原 沈阳 大连 长春 哈尔滨 南京 苏州 无锡 常州 徐州 南通 扬州 合肥 芜湖 黄山市 宣城 广德 福州 厦门 泉州 宁德 南昌 九江
        上饶 景德镇 济南 青岛 郑州 洛阳 武汉 宜昌 长沙 广州 深圳 东莞 佛山 珠海 海口 成都 绵阳 贵阳 遵义 昆明 西安 兰州 西宁 南宁 桂林 银川 乌鲁木齐 呼和浩特 拉萨
        """)

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    /// So many bytes before a name are searched for another province.
    private static let reach = 36

    /// Whether another province stands before `index` in the same clause.
    func isElsewhere(_ bytes: UnsafeBufferPointer<UInt8>, before index: Int) -> Bool {
        guard knowsProvince else { return false }
        var start = index
        while start > 0, index - start < Self.reach {
            let (value, width) = UTF8Scan.scalar(bytes, before: start)
            if width == 0 || Self.endsClause(value) { break }
            start -= width
        }
        return !foreign.matches(in: UnsafeBufferPointer(rebasing: bytes[start..<index])).isEmpty
    }

    private static func endsClause(_ value: UInt32) -> Bool {
        ",;!?。，；！？\n".unicodeScalars.contains { $0.value == value }
    }

    /// The words that name the wider place right before `index`: 南昌市 before 西湖区. Nil where none does.
    func widerWord(_ bytes: UnsafeBufferPointer<UInt8>, before index: Int) -> String? {
        let (last, _) = UTF8Scan.scalar(bytes, before: index)
        guard "省市县区州镇乡".unicodeScalars.contains(where: { $0.value == last }) else { return nil }
        var start = index
        var count = 0
        while count < 12 {
            let (value, width) = UTF8Scan.scalar(bytes, before: start)
            guard width > 0, UTF8Scan.isHan(value) else { break }
            start -= width
            count += 1
        }
        let word = String(decoding: bytes[start..<index], as: UTF8.self)
        // 本市, 我县, 小区, 城市 and the like name no place.
        let common = [
            "本市", "我市", "全市", "本县", "我县", "全县", "本区", "我区", "全区", "小区", "城市", "城区", "社区", "全省", "我省", "片区", "辖区", "景区",
        ]
        return common.contains { word.hasSuffix($0) } || count < 2 ? nil : word
    }

    /// Whether a short name may be a place between what stands before and after it.
    ///
    /// A short name of a county at the start of a clause also needs 的, 在, 有 or the like after it, or no Han character:
    /// 义乌小商品城 and 海宁皮革城 are names of their own.
    func letsShortName(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, isCounty: Bool) -> Bool {
        let before = UTF8Scan.scalar(bytes, before: range.lowerBound)
        if before.width > 0, UTF8Scan.isHan(before.value),
            !Self.openers.contains(before.value)
        {
            return false
        }
        let rest = String(decoding: bytes[range.upperBound..<min(range.upperBound + 12, bytes.count)], as: UTF8.self)
        // 萧山路 is a road, 萧山路灯 and 萧山路面 are in 萧山.
        if rest.hasPrefix("路") { return rest.hasPrefix("路灯") || rest.hasPrefix("路面") }
        if Self.closers.contains(where: { rest.hasPrefix($0) }) { return false }
        guard isCounty, before.width == 0 || !UTF8Scan.isHan(before.value), let next = rest.unicodeScalars.first else {
            return true
        }
        return !UTF8Scan.isHan(next.value) || Self.followers.contains(next.value)
    }

    /// Characters that a place may stand right after.
    private static let openers = Set("在到从于住去来问是的我往至和与及自给向对由请离赴回省市县区镇乡".unicodeScalars.map(\.value))

    /// Characters that may follow a county's short name at the start of a clause.
    private static let followers = Set("的在到至回有没能和与及去往什哪怎是这".unicodeScalars.map(\.value))

    /// What makes a short name a part of another name or another word.
    private static let closers = [
        "街", "大道", "大街", "巷", "弄", "桥", "湖", "江", "河", "山", "岛", "公园", "广场", "小区", "花园", "花苑", "家园", "苑", "大厦", "中学",
        "小学", "学校", "大学", "医院", "银行", "酒店", "饭店", "站", "高速", "机场", "港", "人", "话", "菜", "边", "里", "景区", "龙井", "醋",
        "府", "城", "新村", "新城", "国际", "工程", "施工", "公司", "集团", "物业", "茶", "酒", "鸡", "蟹", "如", "大", "型", "美", "共处", "相处",
        "解决", "协商",
        "年", "一号", "壹号", "天地", "名", "世家", "御", "雅", "佳", "华", "之",
    ]
}
