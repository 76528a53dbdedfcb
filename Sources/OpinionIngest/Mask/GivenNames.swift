/// Characters that people's given names are mostly made of, put together from everyday knowledge of Chinese names.
///
/// Where no punctuation says that a name has ended (母亲徐桂英今年, 邱建华反映), two of them after a usual surname tell a name
/// from a word: 桂英 is in the list, 高音喇叭's 音喇 is not.
enum GivenNames {
    private static let common = HanSet(
        """
        东年一毛伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂建国华志文玉梅红兵春燕林辉海云飞峰鹏波斌宇浩凯健俊帆雪荣爱琴凤洁琳素莲真环
        晶倩婷佳嘉琼勤珍贞莉娣叶璧璐娅琦妍茜秋珊莎锦黛青瑶怡婵雁蓓纨仪荷丹蓉眉君蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽
        欣飘育滢馥筠柔竹霭凝晓欢霄枫芸菲寒伊亚宜可姬舒影荔枝思毅钧冠策腾楠榕风航弘义兴良山仁宁贵福生龙元全胜学祥才发武新利清彬富顺信子
        昌成康星光天达安岩中茂进有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆民友裕河哲江浩亮政谦亨奇固之轮翰朗伯宏言若鸣朋梁栋维
        启克伦翔旭士以致树炎德行时泰盛雄琛泉根土水木阿祖泽忠仙香菊芬妹花巧银金喜冬夏月宝来招根大小老财禄寿旺发广连继世家永长远高立正
        萍莹雯颖慧雅惠淑美娇婉玲琪瑞璇彤诗涵萱轩梓晨睿铭昊翠珠妮媛艳蕾蓝蕴蕙薛晴曼欢宸煜烨皓然懿灿焕煊熙炜炳煌杭棋森桐柏楷坤培城坚垒
        钢铁锋锐钦钰铨鑫镇麟骏骥骁驰鹤鸿鹰凌冲凡淳深渊源滨潇洪济润涌浪法淼沛泓泳洲津沁汉池汝耀辰升昕晖晗晟晓曙昆易智景晋旻春映旺
        娥媚姗姣姝妙嫣婧婵媱娴琳琅瑛瑾璋珂珏珑珉琨瑜理玮珺璞环玥玫权柱魁楚定守尚业传代令仲任伍俭修倬允元兆军冬刘加勋勤千升卓南占厚
        召同吉向启周咏响唐啸喆圣坡基堂增墨士声夏多夫奎好如妃姿存孝孟宗官宜宝宣宪家宽宾密寅富寒尧展岗岭岳峥崇嵩川工左巍巧希帅常干
        幸广庆府康延开张彦征律循得徽心忆志念怀思恒恩恬悟惜意愉懋成戈才扬承拓振挺搏摇政敏斐方施昀晚曦木本朴朵权李材来松柯柳标树校桃
        桥桦梨梁梅棠椿榆槐樱欣歌正步武毕民永求汗江汪沐沙沈治泊波泰洁流浙浩涓渭湘溪满滔澄澎灏炳烈焱煦照熊爱牛牧猛献玄玲珍珠班瑞瑶璟
        甜生田甲男画畅登白百皎盈益盼相真睦矫硕碧磬礼社祁祺福禹秀秉科秦积程稳穗立竞童端笑笛第筱算箫箭米粒素紫红纪纬纯纲练细绍经绮维绿
        缘罗美群羽翎翔老耘耕联聪肖育胤脉自臣至致航良艾节芊芝苏苗苹茂范茵茹荃荣菲萌落葆葵蒙蓓蔚虎虹蜀蝶融衡袁西言訓誉诚语诺谊谋谷豫貌贝
        贤贯贺赐赛赞起超越跃路踏轶辅达迅迎远连迪逊逍通逸道遥邦郁郡部采里重野量鉴长阳阵阶陆陶隆隐雁雄雅雨雪雯雷霄霆霖霜露青靖静非鞠韦韬韶
        音顺颂颜风飞香馗马骄骅高魏鲁鲜鸣鹃鹏黎默齐龄龙兆伯叔
        """)

    /// Common ones that also begin or end ordinary words so often that they prove nothing beside another such one.
    private static let weak = HanSet(
        "东年一毛时有天中家大小多来可以以行同向西南工路马社里部重量非起越通道高长正开发进学新和会老心好自至本李落西业代令任全加标校求经立先先公方相法".unicodeScalars
            .map(\.value))

    /// Characters that write names of other languages: 阿依古丽, 买买提, 扎西卓玛.
    private static let sounds = HanSet(
        "阿艾依古丽买提力江尔巴哈木热娜孜扎西卓玛次仁央金格桑多吉旺吾布都拉克麦合尼亚帕夏塔托乎努赛吐逊如苏莱曼斯乌云其图雅高娃朝鲁宝音特德勒山汗罕迪米沙"
            .unicodeScalars.map(\.value))

    /// Whether a run writes a name of another language by its sounds.
    static func isSoundedOut(_ run: some Collection<UInt32>) -> Bool {
        run.count >= 3 && run.allSatisfy { sounds.contains($0) }
    }

    /// Two such characters that are a word, or the seam of two: 妇女儿童发展, 长江经济.
    private static let words = WordSet(
        """
        发展 经济 开发 建设 建立 成立 之家 平安 健康 安全 文化 教育 生活 学生 正常 明白 文明 和平 公平 有平 开招 非常 光明 天天 年年 时时 多年 一年 一时 一直 安宁 高兴 利民
        宏大 重大 新建 新华 国家 民主 中心 中央 中学 大学 学会 社会 行业 业务 家庭 成才 才培 易生 维生 民生 先进 自来 自主 自然 来源 水源 水利 道路 路面 金融 黄金 现金 正义
        """)

    /// Whether both characters of a given name are common in names, and at least one of them is little else.
    static func areLikely(_ given: some Collection<UInt32>) -> Bool {
        !words.contains(given) && given.allSatisfy { common.contains($0) }
            && given.contains { !weak.contains($0) }
    }
}
