/// The words that tell a name from a sentence.
enum NameWords {
    private static func words(_ text: String) -> WordSet { WordSet(text) }

    private static func characters(_ text: String) -> HanSet { HanSet(text) }

    /// Two characters that begin with a surname's character and begin no name.
    private static let openings = words(
        """
        公开 高中 高三 高一 高二 高新 高层 高龄 高铁 高度 高考 高速 高级 高血 高糖 高烧 安置 安徽 安装 安全 安排 江西 江苏 江北 江南 宁波 宁夏 温州
        温馨 金华 金额 金地 台州 常住 常年 常常 常务 全体 全职 全家 全部 全程 全村 全国 单身 单亲 单位 单独 应届 应该 应当 程序 施工
        万科 万达 万分 华润 许多 曾经 曾多 曾在 曾于 曾向 曾因 严重 任何 任职 任教 计划 强烈 时常 时间 时代 能否 方便 方面 房子 房屋
        房主 房东 房产 车辆 车位 车主 车牌 家住 明白 明确 明天 包括 包工 谢谢 路过 路人 路边 支持 支付 花费 花钱 花了 钱款 申请 申报
        成为 成立 毕业 查询 查看 权益 权利 党员 公司 公务 公民 公安 农村 农民 农业 左右 左手 项目 易地 于去 于今 于昨 于前 于近 于上
        于本 于当 于年 于此 向贵 向有 向相 向社 向物 向开 向市 向县 向区 向政 向您 向领 和家 和其 和邻 和妻 和我 和老 和孩 和朋 连续
        连夜 从事 从小 从去 从今 从未 来自 来电 来信 来到 国家 国企 平时 平常 都是 相关 位于 利用 信访 居住 居民 居委 原来 原为 原籍
        原因 幸福 满意 满足 由于 但是 元月 因为 马上 白天 白血 文化 文员 石材 石油 黄金 古稀 童年 水产 钟点 商户 商家 商铺 商品
        经济 经营 南京 南方 云南 海南 海口 广东 广西 湖南 路口 康复 康养 司机 司法 管理 游客 关于 关注 关心 和平村 新村 田地 田间
        林地 林业 牛棚 鱼塘 车库 门面 门口 门卫 米面 米店 别墅 匿名 保密 花园 花店 包子 简单 简称 官方 官员 明显 明知 平房 平台 
        楼上 楼下 楼房 楼道 盘活 满怀 富裕 国有 国庆 海归 那个 那么 那里 那边 支部 支书 隆重 印象 平安 相信 信任 展开 智力 智障 都市
        """)

    /// Characters after a surname that make a title or a placeholder: 张某, 张先生, 张工.
    private static let titles = words("某 先生 女士 小姐 师傅 老师 主任 经理 同志 姓 氏 总 女儿 大爷 大妈 阿姨 医生 校长 书记 局长")

    /// Characters that stand in no given name.
    private static let never = characters("的了们我你您他她它这没您吗呢吧啊被把请们无同不")

    /// Last characters of roles and places: 农民, 车主, 江西人, 高新区.
    private static let roleEndings = characters("人户主员民区县市镇村街路苑厂店方者的机园校院司族们")

    /// Words that follow a name in running text.
    private static let followers = words(
        """
        电话 電話 手机 手機 联系 聯繫 身份 身份证 家住 现住 住在 住 男 女 性别 反映 投诉 来电 来信 失联 询问 致电 系 是 在 因 于 有 与 和 及 等 现 已 年龄
        今年 曾 想 要 称 说 表示 认为 希望 咨询 求助 举报 建议 购买 买 户籍 籍贯 身号 出生 地址 先生 女士 同志 家 家里 家中 来自 毕业
        号码 于 从 到 向 为 就 对 将 被 提出 申请 要求 请求 诉 称其 年 岁 的 微信 邮箱 代表 目前 以前 去年 昨天 近日 工作 就职 单位 工号
        本人 一家 夫妇 夫妻 父亲 母亲 儿子 女儿 老人 户 等人 村民 业主 居民 残疾 患 生于 任 担任 租住 入住 拨打 报警 上访 信访 特此 此致 敬上
        """)

    /// One-character followers that are sure enough after 本人.
    private static let sure = characters("系男女等")

    /// Words of organisations and groups: what they stand in is no name.
    private static let bodies = words("公司 小区 社区 学校 中学 小学 中心 单位 业主 居民 村民 医院 部门 街道 物业 幼儿园 集团 银行 政府 村委 合作社 饭店")

    /// Whether the run begins like a word or has a title after the surname.
    static func isNoName(_ run: some RandomAccessCollection<UInt32>, surname: Int) -> Bool {
        isOpening(run) || isTitled(run, surname: surname)
    }

    /// Whether the run begins like a word.
    static func isOpening(_ run: some RandomAccessCollection<UInt32>) -> Bool {
        openings.contains(run.prefix(2)) || openings.contains(run.prefix(3))
    }

    /// Whether a title or a placeholder stands after the surname.
    static func isTitled(_ run: some RandomAccessCollection<UInt32>, surname: Int) -> Bool {
        let rest = run.dropFirst(surname)
        return titles.contains(rest.prefix(1)) || titles.contains(rest.prefix(2))
    }

    /// Whether a character of the run stands in no name.
    static func containsNever(_ run: some Sequence<UInt32>) -> Bool { run.contains { never.contains($0) } }

    /// Whether the run ends like a role or a place.
    static func hasRoleEnding(_ run: [UInt32]) -> Bool { run.last.map { roleEndings.contains($0) } ?? false }

    /// Whether the run ends like a place, as signatures of a village do: 余家村.
    static func hasPlaceEnding(_ run: [UInt32]) -> Bool { run.last.map { placeEndings.contains($0) } ?? false }

    private static let placeEndings = characters("区县市镇村街路苑厂店园校院司局办组队")

    /// Whether the run names an organisation or a group.
    static func looksLikeBody(_ run: [UInt32]) -> Bool {
        run.indices.contains { start in
            (2...3).contains { bodies.contains(run[start...].prefix($0)) }
        }
    }

    /// The length of the follower at the start of the run, 0 where there is none.
    static func followerLength(_ run: ArraySlice<UInt32>) -> Int {
        for length in [3, 2, 1] where run.count >= length && followers.contains(run.prefix(length)) {
            return length
        }
        return 0
    }

    /// Whether one character is a sure follower.
    static func isSureFollower(_ scalar: UInt32?) -> Bool { scalar.map { sure.contains($0) } ?? false }
}
