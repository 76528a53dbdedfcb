/// The words around names that have no label: honorifics after them, closings, and what may stand before them.
enum PersonWords {
    /// How much a word after a name proves.
    enum Honorific {
        /// 女士, 先生, 同志: stands after names and little else.
        case sure
        /// 老师, 大爷, 代表: a name only where the sentence goes on as after a person.
        case likely
        /// 主任, 局长: a name only where it is of usual characters.
        case office
    }

    private static func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
    private static func words(_ text: String) -> [[UInt32]] {
        text.split(whereSeparator: \.isWhitespace).map { scalars(String($0)) }
    }
    private static func characters(_ text: String) -> HanSet { HanSet(text) }

    private static let sure = words("女士 先生 同志 小姐 师傅 師傅")
    private static let likely = words("老师 老師 阿姨 大爷 大妈 大伯 大叔 大娘 大姐 大哥 叔叔 伯伯 奶奶 爷爷 代表 委员 委員")

    /// Offices after a name of usual characters: 陆建华主任. 王主任 stays.
    private static let offices = words("主任 书记 局长 镇长 乡长 村长 县长 市长 经理 校长 医生 队长 所长 科长 站长 院长 警官 律师 教授 律師 书記")

    /// Honorifics by first character.
    static let honorifics: CueTable<(scalars: [UInt32], kind: Honorific)> = {
        var table: [UInt32: [(scalars: [UInt32], kind: Honorific)]] = [:]
        for word in sure { table[word[0], default: []].append((word, .sure)) }
        for word in likely { table[word[0], default: []].append((word, .likely)) }
        for word in offices { table[word[0], default: []].append((word, .office)) }
        return CueTable(table)
    }()

    /// What people do when they turn to an office, by first character; the name of who does it may stand before.
    static let verbs = CueTable(
        Dictionary(grouping: words("反映 反应 反應 来电 来信 投诉 举报 咨询 求助 致电 诉称") + pairs, by: { $0[0] }))

    private static let pairs = words("兄弟 夫妇 夫妻 父子 母子 母女")

    /// Whether a word after a name speaks of two people.
    static func isPair(_ word: [UInt32]) -> Bool { pairs.contains(word) }

    /// Closings right after a signature, by first character: 敬上, 谨启.
    static let closings = CueTable(
        Dictionary(grouping: words("敬上 敬呈 敬启 敬書 敬书 谨启 谨呈 谨上 叩首 叩上 拜上 携全家 呈上"), by: { $0[0] }))

    /// What follows a person in a sentence.
    static let personFollowers = words(
        "您好 你好 反映 反應 提出 来电 来信 表示 投诉 建议 咨询 求助 您 你 等 称 说 家 以及 取得 联系 已 本人 所提 领衔")

    /// What may stand right before a name without a cue.
    private static let before = CueTable(
        Dictionary(
            grouping: words(
                """
                回复 答复 回覆 敬爱的 尊敬的 亲爱的 的 致 与 和 向 给 对 由 请 找 跟 及 同 经 是 联系 联络 感谢 谢谢 村民 居民 业主 群众 市民 家长 职工
                住户 邻居 老人 员工 学生 患者 女儿 儿子 父亲 母亲 丈夫 妻子 医生 诉求人 网友 教师 代表 反映人 来电人 来信人 投诉人 信访人 当事人 回访 告知 致电 拨打 收悉
                """), by: { $0[$0.count - 1] }))

    /// Before a name that a phone number follows, in tables: 物业公司李强13900001111.
    private static let bodyEnds = characters("司局办村区镇站队部委处科所院厅会室长任理员人")

    /// Prepositions that are surnames too: 向李明同志.
    private static let prepositions = characters("向和于由从同经及因是与对")

    /// Whether the run is a preposition and a name or surname: 向李明, 和王.
    static func isPreposition(_ run: [UInt32]) -> Bool {
        guard run.count >= 2, prepositions.contains(run[0]) else { return false }
        return run.count == 2 ? Surnames.isFrequent(run[1]) : Surnames.length(run.dropFirst()) != nil
    }

    /// Whether a surname's character after a role or title goes on as a word: 居民楼, 老师和, 学生证.
    static func continuesRole(_ scalar: UInt32) -> Bool { roleContinuations.contains(scalar) }

    private static let roleContinuations = characters("楼房车门池花商户区证党组会卡和与向从由对同经是因")

    /// Characters that stand in next to no given name, though not as surely as `NameWords.never`.
    private static let weak = characters(
        "是在上下个些么里到去说很就还已再又让叫吃用位户件条次号栋层路村县区市省厂店校院所局委办部队员工师人主客站科处室某点时这那什怎每被将"
            + "着过给做地没因该要需想也最更只却但且等车房楼电话机幢间份种项")

    /// Surnames that seldom end a given name: in 江边王女士 the name is 王.
    private static let surnameLike = characters("王李张刘陈赵吴周徐孙朱胡郭罗郑谢韩唐冯邓曹彭曾肖董袁潘蒋蔡余杜吕丁魏薛姚卢钱沈張劉陳趙吳孫羅鄭")

    /// Words that begin with a surname's character and stand before honorifics, counts and closings.
    private static let openings = WordSet(
        """
        于是 经办 方案 方式 方法 方向 纪检 纪委 纪律 计生 宣传 卫生 卫健 卫校 管委 管护 党委 党组 党支 党群 党代 常委 全权 全天 全校 全镇 全县 全市 全区
        全班 全队 全楼 全小 全厂 商会 商场 干活 干部 干群 农户 农药 安保 安监 安心 安好 安静 安康 安防 白领 白班 白酒 保安 保洁 童工 陈述 陈旧 陈列 游泳
        游玩 游船 游人 许可 谢绝 马路 马桶 石头 石板 石块 石子 林场 林区 水库 水电 金秋 金融 高兴 高压 高空 高校 高峰 高楼 高温 高等 高价 温度 温暖 温泉
        江边 江河 万一 万众 万元 万事 万福 成都 成年 成人 成本 成果 成交 成员 路面 路灯 路政 路段 时候 时期 平方 平均 平整 平坦 房管 房间 车站 车间 车队 车库
        车牌 车流 花坛 花木 花草 云端 钟头 门窗 门诊 门牌 毛坯 毛巾 毛病 牛奶 牛羊 鱼虾 鱼苗 苗木 符合 章程 解决 解释 解答 封闭 封堵 封路 乐意 谈话 谈判 丰收
        丰富 冷水 冷漠 冷气 柴火 贺卡 强行 强制 强化 权属 元旦 元宵 应急 应对 应聘 任务 任意 任期 施救 沙子 沙石 沙发 洪水 洪灾 古树 古镇 古村 古建 文明 文体
        文艺 文物 文件 明年 明星 明确 程度 程控 荣誉 荣获 盛大 单车 单元 单价 单证 单号 单行 连同 连续 连接 连片 经过 经常 经理 经费 经验 支架 支出 支取 支委
        支队 司令 司炉 关门 关闭 关爱 关键 贾岛 季度 季节 汤圆 汤药 宁可 宁静 宁愿 和谐 和平 和气 和睦 利益 利息 利民 居家 居中 居室 幸运 幸好 满足 满员 展示
        展览 展开 信息 信号 信箱 信用 申领 申诉 申办 申购 都会 相应 相邻 相互 相片 位置 位子 余额 余下 余款 计算 计量 计费 易燃 易发 易爆 项链 严格 严厉 严肃
        严打 严禁 严查 金桂 黄昏 黄河 黄土 黄线 黄色 白色 白纸 白昼 蓝天 蓝色 青年 查明 查处 查验 查封 查收 毕竟 齐全 齐心 雷雨 雷电 梅雨 梅花 柳树 柳州 杨树
        杨梅 桂花 桑树 麦子 米粉 米饭 康健 康乐 祝福 祝愿 祝您 祝贺 祝好 盼望 盼复 盼解 望复 望回 充分 幼儿 幼师 龙头 龙舟 龙卷 牧民 屠宰 池塘 景区 景点 景观
        阳台 阳光 汪洋 项目 席位 席卷 冉冉 甘蔗 甘甜 辛苦 辛勤 包装 包裹 包车 左边 左侧 左转 印章 印刷 印发 揭发 揭牌 但愿 国防 国道 国旗 国土 国税 国网
        燕子 邻里 边上 边界 边缘 边防 部分 卜卦 丛林 能源 能力 能人 能够 由此 从前 从严 从此 从业 从教 因此 因病 常规 常见 常来 沙滩 沙场 利民 时任 时代 敬礼 敬禮 敬上 陆续 关切 呼吁 呼声 商议 游行 简直 云集 殷切 普遍 任课 体育
        母亲 区域 宿舍 应为 高血 高糖 高烧 高利 平日 时不
        """)

    /// Whether the run begins like one of the words that stand before honorifics and verbs.
    static func isOpening(_ run: [UInt32]) -> Bool { openings.contains(run.prefix(2)) }

    /// Whether a run of two to four code points may be a name that no label announces.
    static func isName(_ run: [UInt32], surname: Int) -> Bool {
        guard run.count > surname, run.count <= surname + 2, !NameWords.isNoName(run, surname: surname) else {
            return false
        }
        if run.count == 2, Surnames.isCompound(run) { return false }
        if openings.contains(run.prefix(2)) || openings.contains(run.suffix(2)) { return false }
        let given = run[surname...]
        if NameWords.containsNever(run) || given.contains(where: { weak.contains($0) }) { return false }
        return !(given.count == 2 && given.last.map { surnameLike.contains($0) } ?? false)
    }

    /// Whether one of the words that may precede a name ends at `index`, or no Han character does.
    static func isBoundary(_ scanner: borrowing MaskScanner, _ index: Int, table: Bool) -> Bool {
        let (value, width) = scanner.glyph(before: index)
        guard width > 0, UTF8Scan.isHan(value) else { return true }
        if table, bodyEnds.contains(value) { return true }
        for word in before[value] where scanner.match(word, endingAt: index) != nil { return true }
        return false
    }

    /// Whether a letter's line says that the sender's name comes next: 此致, 敬礼, 盼复.
    static func isClosingLine(_ line: [UInt32]) -> Bool {
        let line = line.reversed().drop { !UTF8Scan.isHan($0) }.reversed()
        return closingLines.contains { line.count >= $0.count && Array(line.suffix($0.count)) == $0 }
    }

    private static let closingLines = words("此致 敬礼 敬禮 盼复 谢谢 感谢 盼回复 望回复 望解决 呈上 署名 落款")

    /// Roles that stand before a signature: 石门村村民 张三.
    static func endsWithRole(_ line: [UInt32]) -> Bool {
        roles.contains { line.count >= $0.count && Array(line.suffix($0.count)) == $0 }
    }

    private static let roles = words("居民 村民 业主 群众 市民 家长 职工 住户 学生 员工 用户 商户 党员 农民 代表 读者 网友 写信人 来信人 反映人")
}
