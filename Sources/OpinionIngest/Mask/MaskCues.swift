/// The characters and words that tell the masker where to look closer.
enum MaskCues {
    static let nameFlag: UInt16 = 1
    static let plateFlag: UInt16 = 2
    static let buildingFlag: UInt16 = 4
    static let digitFlag: UInt16 = 8
    static let weChatFlag: UInt16 = 16
    static let mailFlag: UInt16 = 32
    static let plateCueFlag: UInt16 = 64
    static let listFlag: UInt16 = 128
    static let honorificFlag: UInt16 = 256
    static let countFlag: UInt16 = 512
    static let hanDigitFlag: UInt16 = 1024
    static let verbFlag: UInt16 = 2048

    /// How a name cue is read.
    enum NameCue {
        /// A label such as 联系人 or 姓名: nearly always followed by a name.
        case label
        /// 我叫: a name follows.
        case called
        /// 本人: a name or a sentence.
        case myself
        /// 我是: only a name with punctuation after it.
        case iAm
        /// 村民, 业主: a name with punctuation after it or a sentence.
        case role
        /// 母亲, 邻居, 老板: as a role, and also a name of usual characters in the middle of a sentence.
        case kin
        /// 队长, 经理, 楼上: only a name of usual characters.
        case title
    }

    /// What stands before a number and says what it is.
    enum NumberCue { case none, phone, person, idCard, bank, qq, weChat, other }

    /// Flags for each BMP code point: 0 means that the scanner passes by.
    static let table: [UInt16] = {
        var table = [UInt16](repeating: 0, count: 0x10000)
        func set(_ characters: String, _ flag: UInt16) {
            for scalar in characters.unicodeScalars where scalar.value < 0x10000 { table[Int(scalar.value)] |= flag }
        }
        for (word, _) in nameWords { set(String(word.prefix(1)), nameFlag) }
        set("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼滬遼魯蘇贛陝閩貴雲寧瓊", plateFlag)
        set("栋幢座楼元棟樓", buildingFlag)
        set("０１２３４５６７８９", digitFlag)
        set("微薇威", weChatFlag)
        set("＠", mailFlag)
        set("牌", plateCueFlag)
        set("、", listFlag)
        for first in Array(PersonWords.honorifics.keys) + Array(PersonWords.closings.keys) {
            table[Int(first & 0xFFFF)] |= honorificFlag
        }
        set("等", countFlag)
        set("一幺壹", hanDigitFlag)
        for first in PersonWords.verbs.keys { table[Int(first & 0xFFFF)] |= verbFlag }
        return table
    }()

    private static let nameWords: [(String, NameCue)] = [
        ("联系人", .label), ("聯繫人", .label), ("聯絡人", .label), ("联络人", .label), ("姓名", .label), ("户主", .label),
        ("戶主", .label), ("投诉人", .label), ("投訴人", .label), ("反映人", .label), ("反应人", .label), ("诉求人", .label),
        ("訴求人", .label), ("来电人", .label), ("來電人", .label), ("举报人", .label), ("舉報人", .label), ("信访人", .label),
        ("申请人", .label), ("申請人", .label), ("求助人", .label), ("咨询人", .label), ("报修人", .label), ("留言人", .label),
        ("当事人", .label), ("收件人", .label), ("经办人", .label), ("署名", .label), ("户名", .label), ("法定代表人", .label),
        ("负责人", .label), ("承办人", .label), ("经手人", .label), ("填表人", .label), ("填报人", .label), ("记录人", .label),
        ("登记人", .label), ("接待人", .label), ("来信人", .label), ("写信人", .label), ("发件人", .label), ("寄件人", .label),
        ("联络员", .label), ("承租人", .label), ("出租人", .label), ("购房人", .label), ("承包人", .label),
        ("监护人", .label), ("代理人", .label), ("受益人", .label), ("收货人", .label), ("签名", .label), ("签字", .label),
        ("曾用名", .label), ("化名", .label), ("法人代表", .label), ("落款", .label), ("抬头", .label),
        ("队长", .title), ("组长", .title), ("班长", .title), ("店长", .title), ("所长", .title), ("站长", .title),
        ("科长", .title), ("局长", .title), ("镇长", .title), ("乡长", .title), ("村长", .title), ("校长", .title),
        ("院长", .title), ("书记", .title), ("主任", .title), ("经理", .title), ("会计", .title), ("医生", .title),
        ("老师", .title), ("律师", .title), ("保安", .title), ("代表", .title), ("同事", .title), ("同学", .title),
        ("朋友", .title), ("亲戚", .title), ("楼上", .title), ("楼下", .title), ("隔壁", .title), ("对门", .title),
        ("对面", .title), ("中介", .title), ("工人", .title), ("农民", .title), ("教练", .title), ("师傅", .title),
        ("被告", .kin), ("原告", .kin), ("店主", .kin), ("车主", .kin), ("司机", .kin), ("老板", .kin), ("房东", .kin),
        ("租客", .kin), ("包工头", .kin), ("工头", .kin), ("死者", .kin), ("患者", .kin), ("病人", .kin), ("伤者", .kin),
        ("学生", .kin), ("家长", .kin), ("残疾人", .kin), ("低保户", .kin), ("五保户", .kin), ("贫困户", .kin),
        ("村主任", .kin), ("村支书", .kin), ("村民代表", .kin), ("网友", .kin), ("职工", .kin), ("员工", .kin),
        ("教师", .kin), ("老人", .kin), ("邻居", .kin), ("母亲", .kin), ("父亲", .kin), ("妈妈", .kin), ("爸爸", .kin),
        ("我妈", .kin), ("我爸", .kin), ("奶奶", .kin), ("爷爷", .kin), ("外婆", .kin), ("外公", .kin), ("丈夫", .kin),
        ("妻子", .kin), ("老公", .kin), ("老婆", .kin), ("老伴", .kin), ("爱人", .kin), ("儿子", .kin), ("女儿", .kin),
        ("孙子", .kin), ("孙女", .kin), ("外孙", .kin), ("哥哥", .kin), ("弟弟", .kin), ("姐姐", .kin), ("妹妹", .kin),
        ("儿媳", .kin), ("女婿", .kin), ("岳母", .kin), ("岳父", .kin), ("婆婆", .kin), ("公公", .kin), ("大伯", .kin),
        ("叔叔", .kin), ("舅舅", .kin), ("侄子", .kin), ("小孩", .kin), ("孩子", .kin), ("村民", .role), ("居民", .role),
        ("业主", .role), ("住户", .role), ("群众", .role), ("市民", .role),
        ("我叫", .called), ("我名叫", .called), ("我的名字叫", .called), ("我名字叫", .called), ("名字叫", .called), ("我的名字是", .called),
        ("名叫", .called),
        ("本人", .myself), ("我是", .iAm),
    ]

    /// Name cues by first character, the longest first.
    static let names: CueTable<(scalars: [UInt32], cue: NameCue)> = {
        var cues: [UInt32: [(scalars: [UInt32], cue: NameCue)]] = [:]
        for (word, cue) in nameWords {
            let scalars = word.unicodeScalars.map(\.value)
            cues[scalars.first ?? 0, default: []].append((scalars, cue))
        }
        return CueTable(cues.mapValues { $0.sorted { $0.scalars.count > $1.scalars.count } })
    }()

    /// Words that say what the number after them is, by last character; the more telling ones come first.
    static let numbers: CueTable<(scalars: [UInt32], cue: NumberCue)> = {
        let words: [(String, NumberCue)] = [
            ("身份证", .idCard), ("身份證", .idCard), ("身份证号", .idCard), ("身分证", .idCard), ("证件号", .idCard),
            ("身份号", .idCard), ("身份证号码", .idCard), ("身份證號碼", .idCard),
            ("证件号码", .idCard), ("身份号码", .idCard), ("银行卡号码", .bank), ("微信号码", .weChat), ("QQ号码", .qq),
            ("qq号码", .qq), ("银行卡", .bank), ("銀行卡", .bank), ("卡号", .bank), ("卡號", .bank), ("账号", .bank),
            ("帐号", .bank), ("賬號", .bank), ("账户", .bank), ("帐户", .bank), ("存折", .bank), ("储蓄卡", .bank), ("行卡", .bank),
            ("信用卡", .bank), ("借记卡", .bank), ("社保卡", .bank), ("工资卡", .bank),
            ("QQ", .qq), ("qq", .qq), ("Qq", .qq), ("ＱＱ", .qq), ("扣扣", .qq), ("Q号", .qq), ("Q Q", .qq), ("Q", .qq),
            ("q", .qq), ("企鹅", .qq), ("QQ群", .qq), ("qq群", .qq),
            ("微信", .weChat), ("微信号", .weChat), ("薇信", .weChat), ("威信", .weChat), ("VX", .weChat), ("vx", .weChat),
            ("Vx", .weChat), ("WX", .weChat), ("wx", .weChat), ("V信", .weChat), ("v信", .weChat), ("加V", .weChat),
            ("加v", .weChat), ("WeChat", .weChat), ("wechat", .weChat), ("微信ID", .weChat), ("微信id", .weChat),
            ("电话", .phone), ("電話", .phone), ("手机", .phone), ("手機", .phone), ("联系", .phone), ("聯繫", .phone),
            ("联系方式", .phone), ("聯絡方式", .phone), ("致电", .phone), ("座机", .phone), ("固话", .phone), ("宅电", .phone),
            ("小灵通", .phone), ("分机", .phone), ("热线", .phone), ("Mob", .phone), ("mob", .phone), ("拨打", .phone),
            ("传真", .phone), ("来电", .phone), ("号码", .phone), ("Tel", .phone), ("tel", .phone), ("TEL", .phone),
            ("phone", .phone), ("Phone", .phone), ("电话号码", .phone), ("手机号", .phone), ("短号", .phone),
            ("先生", .person), ("女士", .person), ("小姐", .person), ("师傅", .person),
            ("编号", .other), ("單號", .other), ("单号", .other), ("工单", .other), ("受理号", .other), ("流水号", .other),
            ("合同号", .other), ("档案号", .other), ("文号", .other), ("证号", .other), ("许可证", .other), ("代码", .other),
            ("批号", .other), ("序号", .other), ("订单", .other), ("户号", .other), ("条码", .other), ("案号", .other),
            ("运单", .other), ("发票", .other), ("工号", .other), ("表号", .other), ("车架号", .other), ("學號", .other),
            ("学号", .other), ("编码", .other), ("群号", .qq),
        ]
        var cues: [UInt32: [(scalars: [UInt32], cue: NumberCue)]] = [:]
        for (word, cue) in words {
            let scalars = word.unicodeScalars.map(\.value)
            cues[scalars.last ?? 0, default: []].append((scalars, cue))
        }
        // 身份证号 must win over 证号, 电话号码 over 号码.
        return CueTable(cues.mapValues { $0.sorted { $0.scalars.count > $1.scalars.count } })
    }()
}
