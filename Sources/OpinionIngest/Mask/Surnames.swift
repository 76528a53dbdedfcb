/// The surnames that the masker knows: some three hundred single ones and the compound ones still in use.
enum Surnames {
    private static let single = HanSet(
        """
        王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭
        陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔
        伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍
        华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和
        仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉
        伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘
        洪傅萧阎亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由
        張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蔣葉蘇魏呂盧鍾譚陸範賈韋鄒閻龍賀顧龔邵萬錢嚴湯莊聶魯歐關蘭紀畢單駱藍華費衛應邊樓
        """)

    private static let compound = WordSet(
        """
        欧阳 上官 司马 诸葛 司徒 东方 独孤 南宫 万俟 闻人 夏侯 尉迟 公孙 慕容 令狐 皇甫 端木 长孙 宇文 轩辕 百里 呼延 东郭
        南门 西门 公羊 澹台 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 司空 司寇 公冶 宗政 赫连 拓跋 歐陽 諸葛 司馬
        """)

    /// Surnames that are more often a word at the start of a sentence: after 本人 they count only before punctuation.
    private static let wordLike = HanSet(
        "于和时从成向因常全曾应能安计明解连沙房车万高严任金方包单路古花钱申毕查权党公强麻左温童项支易施宁江但由元国平都门相位来利信展居幸满原"
            .unicodeScalars.map(\.value))

    /// How many characters of the run are its surname; nil where it begins with none.
    static func length(_ run: some RandomAccessCollection<UInt32>) -> Int? {
        if run.count >= 3, compound.contains(run.prefix(2)) { return 2 }
        guard let first = run.first, single.contains(first) else { return nil }
        return 1
    }

    /// Whether a surname of one or two characters begins with the character.
    static func mayBegin(_ value: UInt32) -> Bool { single.contains(value) || compound.mayBegin(with: value) }

    /// The usual surnames: where little else tells a name, only these begin one.
    private static let frequent = HanSet(
        """
        王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭
        陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤康温施文牛樊葛邢安齐乔洪傅萧
        伍庞颜倪庄聂章鲁岳翟詹申耿关兰焦俞左柳甘祝包宁符舒阮柯梅童凌毕裴霍涂苗谷翁骆辛靳柴蒙鲍华喻祁蒲房滕屈饶解牟艾阎简
        張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蔣葉蘇魏呂盧鍾譚陸範賈韋鄒閻龍賀顧龔邵萬錢嚴湯莊聶魯關蘭畢駱華傅蕭
        """)

    /// Whether the surname is one of the usual ones.
    static func isFrequent(_ scalar: UInt32) -> Bool { frequent.contains(scalar) }

    /// Whether the run begins with a surname of two characters.
    static func isCompound(_ run: some RandomAccessCollection<UInt32>) -> Bool { compound.contains(run.prefix(2)) }

    /// Whether the surname is more often an ordinary word.
    static func isWordLike(_ scalar: UInt32) -> Bool { wordLike.contains(scalar) }
}
