"""The wording of make-issues.py: titles and bodies from phrases, with a person's own details, noise and slips."""
import os, re

from issue_world import CLANS, CONFUSED, HEADS, TAILS

SLIPS = dict(zip("噪业漏垃响账再做坐已的得里处费停没电题辆装管",
                 "燥业露拉想帐在作座以地的理出废亭设店提俩妆官"))
NUMERALS = "零一二三四五六七八九十"
GREETINGS = ["", "", "", "", "尊敬的领导：您好！", "领导好，", "您好！", "市民来电反映，", "各位领导：", "来电人称，", "政府工作人员你们好，"]
INTROS = {
    "estate": ["我是{n}的业主，", "我家住{n}{B}，", "{n}{B}住户，", "{d}{n}，", "{n}的居民反映，", "本人在{n}买了房，", "{t}{n}，", "就是{n}，", "{n}这边"],
    "road": ["{d}{n}，", "{n}这一段，", "每天都要走{n}，", "{t}{n}附近的居民反映，", "住在{n}{K}号，", "{n}上", "{n}与{R}交叉口这里，", "开车经过{n}，"],
    "village": ["我是{t}{n}的村民，", "{d}{t}{n}，", "老家在{n}{Z}组，", "{n}群众反映，", "代{n}的父母反映，", "{n}这里", "我们{n}，"],
    "school": ["孩子在{n}读书，", "我是{n}的学生家长，", "{d}{n}，", "{n}的家长反映，", "{n}{Z}年级，", "关于{n}，", "住在{n}旁边，"],
    "company": ["我在{n}上班，", "{d}{n}，", "{t}的{n}，", "本人与{n}打过交道，", "{n}，", "关于{n}的事，", "投诉{n}，", "我们是{n}附近的住户，"],
    "bus": ["每天坐{n}，", "{n}，", "乘坐{n}上下班，", "{t}居民反映{n}，", "今天等{n}，", "关于{n}，"],
    "policy": ["想问一下{n}，", "关于{n}，", "本人申请{n}，", "咨询{n}，", "我符合{n}的条件，", "{d}的{n}，"],
    "market": ["{n}，", "{t}{n}，", "常去{n}买菜，", "{n}的商户反映，", "住在{n}后面，"],
    "park": ["{n}，", "{d}{n}，", "常带孩子去{n}，", "周末到{n}散步，", "{t}{n}，"],
    "hospital": ["{n}，", "{d}{n}，", "陪老人到{n}，", "上周去{n}，", "{t}{n}的病人家属反映，"],
}
TITLES = ["{n}{p}", "{n}{p}", "反映{n}{P}{p}", "投诉{n}{p}", "关于{n}{p}的问题", "{d}{n}{p}", "{t}{n}{p}", "{n}{p}，望处理", "请解决{n}{P}{p}",
          "{n}{p}，何时能解决", "{n}{p}谁来管", "求助：{n}{p}", "{p}（{n}）", "{d}{t}{n}，{p}", "{n}{l}对面{p}，{R}",
          "{n}{s}旁边{p}", "{n}{l}对面{p}", "{t}{n}靠{r}{p}", "{n}{e}，{p}", "{n}{P}{p}", "{n}{p}，{R}",
          "{d}{t}{n}{P}{p}", "{n}{e}", "{n}{P}{R}", "{n}{P}{p}，{R}", "{n}{l}旁{P}{p}"]
BARE = ["{p}", "{p}", "{p}，求解决", "反映{p}", "{p}谁来管", "{d}{p}", "{t}{p}"]
VAGUE = ["求助", "反映问题", "请领导看看", "投诉", "生活中的困难", "一个老百姓的心声", "望有关部门重视", "急！急！急！", "有事反映", "请求帮助", "民生问题",
         "关于我们这里的情况", "没人管", "再次反映", "什么时候能有结果"]
PLAIN = ["{n}的问题", "关于{n}", "反映{n}的问题", "{n}居民的诉求", "请关注{n}", "{d}{n}有问题"]
HISTORY = ["打过12345{Z}次，每次都说已转办。", "找过{u}，[说不归他们管|让我们等通知]。", "这个情况已经{D}了。", "从{Y}开始就这样。", "[社区|村里|街道]知道，就是[不解决|拖着]。",
           "之前也在网上留过言，[回复很官方|没有回复]。", "{N}都有意见。", "有照片和[视频|录音]为证。", "{u}和{v}互相推，[不知道找谁|没有一个说法]。",
           "[答复|回复]说[整改完了|已经协调]，[实际没变|根本没有]。", "[老人|小孩]多，[耽误不起|实在受不了]。", "我已经[不是第一次|第{Z}次]反映了。"]
UNITS = ["城管", "住建局", "物业", "社区", "派出所", "镇政府", "街道办", "环保局", "交警队", "市场监管所", "教育局", "人社局", "公交公司", "村委会", "水务局"]
ASIDES = ["我在外地打工，[难得|过年才]回来一次。", "今年的[天气|雨水]也[特别|格外]多。", "作为[纳税人|老党员]，我[相信|支持]政府。", "隔壁城市在这方面[做得好|早就有办法]。",
          "本来不想[麻烦|打扰]领导的。", "我[六十多|七十二]岁了，不太会[打字|用手机]。", "我们[交税|守法]从来没[含糊|落下]过。", "孩子[今年高考|刚满月]，家里[忙|乱]得很。",
          "上次[换路牌|修公厕]的事办得[不错|很快]，谢谢。", "经济[不景气|难]，大家都[不容易|紧巴]。", "听说{o}也有人[反映|投诉]，不知真假。", "我姐家在{o}，[就没有这事|那边好多了]。",
          "城市要[文明|发展]，[细节|小事]也要做好。", "写到这里[心里难受|眼泪下来了]。"]
ENDINGS = ["", "", "", "谢谢！", "盼复。", "望早日解决，谢谢。", "请有关部门重视。", "还老百姓一个公道。", "拜托了！", "希望领导百忙之中过问一下。", "恳请[派人|下来]看看。",
           "要求[回电|答复]。", "此致敬礼！"]
# What the people of one issue know in common. A few different wordings of each fact.
FACTS = [
    "[听说|都说|据说]是{c}[负责|承包|施工]的。", "{c}[的人来过|的人不露面|推说没钱]。", "[牵头的|背后的]是{c}。",
    "就在{r}旁边。", "[靠|离]{r}[不远|很近]。", "[位置|地点]是{r}[路口|拐角]。",
    "{y}出的[通知|事]。", "[最早|第一次]是{y}。", "{y}那[天|次]最[严重|过分]。",
    "一共涉及{m}。", "[算下来|前后]{m}。", "[大概|总共]{h}受影响。",
    "{s}[门口|旁边]最[明显|厉害]。", "[从|自从]{s}[搬来|开张]以后[更严重|变了样]。", "{s}的老板[也说过|可以作证]。", "问题[主要|都]在{s}[那里|那一块]。",
    "{l}[对面|后面|那头]。", "[正对|紧挨]着{l}。", "[从|走过]{l}[过来|往里]就能[看到|看见]。",
    "找{p}，[他|人家][不理|不耐烦|只说等等]。", "{p}[拍胸脯|当面]答应过。", "[经办|管事]的是{p}。",
    "[起因|说到底]是{e}。", "[因为|由于]{e}[，闹成这样|才这样]。", "{e}以后[就没安生过|一直这样]。",
]
SHOP_HEADS = "阿老小大好喜旺鑫胖乐顺来聚福一二三百万千"
SHOP_MIDDLES = "福根牛妹哥嫂记味香灶碗缘客友家爷婆鱼鸭虎毛贵财宝运丁乔石苗"
SHOPS = ["羊肉馆", "面馆", "火锅店", "烧烤摊", "水果店", "五金店", "洗车行", "网吧", "理发店", "药店", "快递站", "奶茶店", "早餐铺", "棋牌室", "修车铺", "宾馆", "超市",
         "洗衣店", "渔具店", "钢材店", "花店", "电瓶车行", "牙科诊所", "打印店", "废品站", "月子会所", "酒坊", "豆腐坊", "家具城", "瓷砖店", "馄饨店", "卤味店"]
LANDMARKS = ["加油站", "大桥", "水塔", "变电所", "老粮站", "供销社", "邮局", "祠堂", "大厦", "酒店", "电影院", "汽车站", "泵站", "敬老院", "银行", "古樟树", "驾校", "礼堂",
             "戏台", "球场", "冷库", "屠宰场", "茶厂", "码头", "牌坊", "水闸", "仓库", "游泳馆", "立交", "隧道口"]
OFFICES = ["经理", "主任", "队长", "科长", "会计", "组长", "老板", "校长", "所长", "书记", "站长", "工头", "师傅", "管家", "律师"]
EVENTS = ["换了承包人", "两家公司打官司", "前任管理员被抓", "扩建时挖断管子", "招标流标", "仓库起火", "老板病故", "去年发大水", "施工图改了三稿", "产权转给外地人",
          "合并办公", "一车材料被退", "签字的人调走", "改成收费", "临时借给剧组", "迁坟闹纠纷", "冬季冻裂", "规划调了红线", "股东闹翻", "审计查出窟窿", "用电增容没批",
          "雷击烧了设备", "搬迁抽签", "邻县卡了指标", "总闸被人关", "外包换人", "大树压断线", "验收造假", "拍卖流拍", "编制冻结", "地下挖出古墓", "保险公司拒赔",
          "运输车翻车", "桩基打偏", "拖了检测费", "公章被抢", "换届没交接", "系统升级丢数据", "进口配件停产", "围墙倒塌"]
PLACES = ["传达室", "车棚", "晒谷场", "花坛", "凉亭", "台阶", "岗亭", "阁楼", "院墙", "巷口", "天台", "化粪池", "窨井边", "电线杆下", "篮球架下", "看台", "苗圃", "水表箱", "橱窗", "走廊尽头", "洗手间", "货梯", "消控室", "茶水间", "旗杆下", "石阶", "涵洞", "堤坝", "林子", "菜地",
          "东门", "西门", "北门", "南门", "地下室", "后院", "楼顶", "拐角", "桥洞", "广场", "操场边", "泵房", "配电间", "值班室", "主干道", "岔路口", "河边", "山脚", "水池", "长廊"]
# Who did what where, and what came of it: so many such stories belong to an issue.
STORY_COUNT = 6
WHO = ("退休教师 送奶工 保安 外卖员 孕妇 环卫工 修鞋匠 老会计 出租车司机 护士 电工 泥瓦匠 双胞胎 复读生 老木匠 快递员 菜农 残疾军人 导游 裁缝 乡医 钓鱼人 早班司机 收银员 "
       "货主 媒人 养蜂人 民兵 值夜人 小店主 租客 房东 邮递员 厨师 油漆工 焊工 班长 网格员 志愿者 督导员 测量员 记者 评估师 律师 监理 检修工 搬运工 代课老师 舞蹈队长 "
       "象棋迷 老中医 茶商 司炉工 园丁 水电工 放羊人 船老大 卖花人 铁匠 理发师 抄表员 女工 学徒 包工头 瓜农 果贩 拾荒人 画家 鼓手 教练 救生员 检票员 仓管员").split()
DID = ("量过尺寸 拍了照片 签了字 贴过红纸 拉起警戒线 挖出旧砖 摔断锁骨 崴了脚踝 丢了钥匙 敲过铜锣 写过血书 立了木桩 撒过石灰 打碎玻璃 割断绳子 架起梯子 撬开铁门 剪过电线 收过押金 摆过酒席 "
       "请来道士 烧了账本 卖掉水泵 拆走路牌 装过摄像头 换了锁芯 倒过废油 堆满轮胎 停着吊车 养着鸽子 晒过稻谷 腌过咸菜 洗过地毯 修过屋檐 打过木桩 运过河沙 埋过管道 焊过栏杆 刷过标语 种过葡萄 "
       "开过夜宵 办过展览 发过传单 做过问卷 念过名单 开过听证会 封过大门 断过网线 砍过竹子 抽过积水 扛过沙袋 借过发电机 点过蜡烛 煮过姜汤 吵过三架 挨过罚款 吃过官司 领过奖状 写过检讨 当过证人 "
       "赔过医药费 磨坏轴承 烧毁电机 锈穿铁皮 压弯护栏 撞倒石狮 掀翻棚子 淹死鸡苗 咬伤脚趾 烫伤手背 砸坏引擎盖 划破油箱 泡烂粮食 冻裂水缸 熏黑窗帘 震落吊灯 堵死烟囱 挤垮围栏 卡住卷闸 打翻油桶").split()
RESULT = ("换了三把锁 花掉半年积蓄 住院九天 请了长假 写了保证书 至今戴着护腰 只好租房 半夜转移 搬去姐姐家 弄丢工作 误了高考 错过火车 退了婚宴 赔掉押金 卖了耕牛 关了铺子 借了高利贷 惊动消防 上过电视 登过晚报 "
          "围观上百人 交警画了线 法院来贴封条 鉴定写了十页 专家摇头 图纸找不到 合同少一页 收据被撕 印章是假的 签名对不上 编号涂改过 日期写错 照片删了 录像只剩半截 账上少一笔 尺寸差一截 材料换了牌子 颜色都不对 水泥掺了土 钢筋细一圈 "
          "门框歪斜 地面鼓包 墙皮卷起 窗户变形 铁锈流下来 蚂蚁成窝 老鼠打洞 蝙蝠进屋 青苔打滑 霉斑成片 味道像臭鸡蛋 声音像打雷 晃得头晕 烫得冒烟 冷得发抖 黑得像锅底 亮得刺眼 粘得拔不动脚 厚得能写字 深得没过膝盖 "
          "来了两拨人 没留名字 只拍不修 绕道走了 推给上一任 躲着不见 转到邻县 压在抽屉里 说是历史问题 归了档案 改了口径 退回重报 排到明年 等着开会 缺一个章 少一份表 名单重排 号码停用 地址写反 楼号编乱").split()
STORIES = ["{W}在{P}{V}，[后来|结果]{R}。", "{P}那里，{W}{V}。", "[那次|有一回]{W}{V}，{R}。", "{R}，{W}[都知道|亲眼看见]。", "{W}{V}，[弄得|到头来]{R}。", "[现在|眼下]{P}{R}。",
           "{n}{P}{R}，{W}[可以作证|最清楚]。", "{n}的{W}{V}，[一直没人问|到现在没说法]。",
           "{P}[旁边|一带]{R}，[还不是|都怪]{W}{V}。"]
SLOT = re.compile(r"\{([A-Za-z])\}")
ALTERNATIVES = re.compile(r"\[([^\]]*)\]")


def compile_phrase(text):
    """A phrase as a list of strings and of tuples of alternatives."""
    parts, at = [], 0
    for match in ALTERNATIVES.finditer(text):
        if match.start() > at:
            parts.append(text[at:match.start()])
        parts.append(tuple(match.group(1).split("|")))
        at = match.end()
    if at < len(text):
        parts.append(text[at:])
    return tuple(parts)


def compile_all(phrases):
    return [compile_phrase(phrase) for phrase in phrases]


class Kind:
    """A kind of problem at a type of thing."""
    def __init__(self, type, name):
        self.type, self.name, self.titles, self.bodies, self.demands = type, name, [], [], []


class Problems:
    """What may be wrong with things: the kinds of issue_phrases.txt, and every part of a thing with every fault."""

    def __init__(self):
        self.kinds, self.parts, self.faults, self.made = {}, {}, [], {}
        target = None
        path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "issue_phrases.txt")
        with open(path, encoding="utf-8") as file:
            for line in file:
                mark, _, rest = line.strip().partition(" ")
                if mark == "=":
                    kind = Kind(*rest.split(" "))
                    self.kinds.setdefault(kind.type, []).append(kind)
                    target = {"t": kind.titles, "b": kind.bodies, "d": kind.demands}
                elif mark == "p":
                    type, *parts = rest.split(" ")
                    self.parts[type] = parts
                elif mark == "+":
                    target = {"t": [], "b": [], "d": []}
                    self.faults.append(target)
                elif mark in ("t", "b", "d"):
                    phrases = rest.split(";")
                    target[mark].extend(compile_all(phrases) if not self.faults else phrases)

    def fault(self, type, part, fault):
        """The problem that a part has a fault. O(1) but for the first time."""
        key = type, part, fault
        if key not in self.made:
            name, phrases = self.parts[type][part], self.faults[fault]
            kind = Kind(type, name)
            kind.titles, kind.bodies, kind.demands = (
                compile_all(phrase.replace("{X}", name) for phrase in phrases[mark]) for mark in "tbd")
            self.made[key] = kind
        return self.made[key]


class Writer:
    """Writes the texts. All its choices come from the generator that each call is given."""

    def __init__(self, world):
        self.world = [thing for things in world.values() for thing in things if thing.type != "policy"]
        self.roads = [thing.name for thing in world["road"]]
        self.firms = [thing.name for thing in world["company"]]
        self.intros = {type: compile_all(phrases) for type, phrases in INTROS.items()}
        self.history, self.asides = compile_all(HISTORY), compile_all(ASIDES)
        self.endings, self.facts = compile_all(ENDINGS), compile_all(FACTS)
        self.stories = compile_all(STORIES)

    def slot(self, letter, rnd, thing, name, facts):
        if letter == "n":
            return name
        if letter == "d":
            return thing.district
        if letter == "t":
            return thing.town
        if letter in facts:
            return facts[letter]
        if letter == "Z":
            return NUMERALS[2 + int(rnd() * 8)]
        if letter == "D":
            count = 2 + int(rnd() * 9)
            return (f"{NUMERALS[count]}个月", f"{count}个多月", f"{count * 3}天", "半年多", "一年多", f"{NUMERALS[2 + count % 4]}年",
                    "快一年")[int(rnd() * 7)]
        if letter == "M":
            count = 1 + int(rnd() * 9)
            return (f"{count}00元", f"{count}千多元", f"{count}.{int(rnd() * 9) + 1}万元", f"{NUMERALS[count]}万块",
                    f"{int(rnd() * 9000) + 900}元", f"{NUMERALS[count]}百多")[int(rnd() * 6)]
        if letter == "B":
            house = 1 + int(rnd() * 36)
            return (f"{house}栋", f"{house}幢", f"{house}号楼", f"{house}栋{1 + house % 3}单元",
                    f"{house}幢{2 + house % 16}楼")[int(rnd() * 5)]
        if letter == "H":
            hour = int(rnd() * 5)
            return (("晚上八点", "晚上九点", "夜里十点", "十一点", "凌晨一点")[hour], f"{20 + hour % 4}点", f"晚{8 + hour}点")[int(rnd() * 3)]
        if letter == "Y":
            return f"{('去年', '前年', '今年', '2023年', '2024年')[int(rnd() * 5)]}{1 + int(rnd() * 12)}月"
        if letter == "N":
            return (f"{NUMERALS[1 + int(rnd() * 9)]}百多户", f"{60 + int(rnd() * 900)}户人家", f"{20 + int(rnd() * 70)}户",
                    "几十户", "我们几家")[int(rnd() * 5)]
        if letter == "K":
            return str(1 + int(rnd() * 280))
        if letter == "u" or letter == "v":
            return UNITS[int(rnd() * len(UNITS))]
        if letter == "o":
            return self.world[int(rnd() * len(self.world))].name
        return self.roads[int(rnd() * len(self.roads))]

    def fill(self, phrase, rnd, thing, name, facts):
        text = "".join([part if part.__class__ is str else part[int(rnd() * len(part))] for part in phrase])
        while "{" in text:
            at = text.index("{")
            text = text[:at] + self.slot(text[at + 1], rnd, thing, name, facts) + text[at + 3:]
        return text

    def facts_of(self, rnd):
        """What those who write about one issue know in common: a firm, a road, a shop, a date, a sum, a cause …"""
        def pick(values):
            return values[int(rnd() * len(values))]
        shop = pick(SHOP_HEADS) + pick(SHOP_MIDDLES) + pick(SHOPS)
        landmark = pick(HEADS) + pick(TAILS) + pick(LANDMARKS)
        return {"c": pick(self.firms), "r": pick(self.roads), "s": shop, "l": landmark,
                "p": pick(("姓", "一个姓")) + pick(CLANS) + "的" + pick(OFFICES), "e": pick(PLACES) + pick(EVENTS),
                "y": f"{1 + int(rnd() * 12)}月{1 + int(rnd() * 28)}日", "m": f"{int(rnd() * 880) + 12}万元",
                "h": f"{int(rnd() * 900) + 30}户",
                "stories": [{"W": pick(WHO), "P": pick(PLACES), "V": pick(DID), "R": pick(RESULT)}
                            for _ in range(STORY_COUNT)],
                "own": int(rnd() * 1_000_000)}

    @staticmethod
    def call(thing, rnd, ease):
        """The thing's name as one person writes it: in full, in another form, or misspelt."""
        chance = rnd()
        name = thing.name
        if thing.forms and chance > ease.full:
            name = thing.forms[int(rnd() * len(thing.forms))]
        if rnd() < ease.misspelt and thing.type not in ("bus", "policy"):
            at = int(rnd() * 4)
            if at < len(name) and name[at] in CONFUSED:
                name = name[:at] + CONFUSED[name[at]] + name[at + 1:]
        return name

    def told_before(self, rnd, thing, facts):
        """A sentence on whom the matter was told before."""
        return self.fill(self.history[int(rnd() * len(self.history))], rnd, thing, thing.name, facts)

    def title(self, thing, kind, rnd, facts, ease):
        """A title, and whether it says which thing, and which problem."""
        chance = rnd()
        if chance < ease.untitled:
            return "", False, False
        if chance < ease.untitled + ease.vague:
            return VAGUE[int(rnd() * len(VAGUE))], False, False
        name = self.call(thing, rnd, ease)
        titles = kind.titles
        # The wording by which a matter is known, or one's own.
        chosen = facts["own"] if rnd() < ease.shared else int(rnd() * 97)
        problem = self.fill(titles[chosen % len(titles)], rnd, thing, name, facts)
        if rnd() < ease.told:
            # Not the problem's usual name but what happens.
            chosen = facts["own"] // 13 + int(rnd() * 2) if rnd() < ease.shared else int(rnd() * 97)
            said = self.fill(kind.bodies[chosen % len(kind.bodies)], rnd, thing, name, facts).split("，")
            problem = said[int(rnd() * len(said))]
        if chance < ease.untitled + ease.vague + ease.bare:
            frame, named, told = BARE[int(rnd() * len(BARE))], False, True
        elif chance < ease.untitled + ease.vague + ease.bare + ease.plain:
            frame, named, told = PLAIN[int(rnd() * len(PLAIN))], True, False
        else:
            frame, named, told = TITLES[int(rnd() * len(TITLES))], True, True
        frame = frame.replace("{p}", problem).replace("{n}", name)
        if "{" in frame:
            story = facts["stories"][0 if rnd() < ease.shared else int(rnd() * STORY_COUNT)]
            frame = self.fill((frame,), rnd, thing, name, facts | story)
        return frame, named, told

    def write(self, thing, kind, rnd, facts, ease):
        """Title and body of one text. facts: of facts_of."""
        title, named, told = self.title(thing, kind, rnd, facts, ease)
        name = self.call(thing, rnd, ease)
        parts = [GREETINGS[int(rnd() * len(GREETINGS))]]
        if not named or rnd() < ease.repeated:
            parts.append(self.fill(self.intros[thing.type][int(rnd() * len(self.intros[thing.type]))], rnd, thing, name, facts))
        bodies = kind.bodies
        count = 1 + (rnd() < ease.second)
        # Each issue is told with two of the kind's sentences; some people say something else.
        if not told and rnd() < 0.6:
            parts.append(self.fill(kind.titles[int(rnd() * len(kind.titles))], rnd, thing, name, facts) + "，")
        start = int(rnd() * 2)
        for number in range(count):
            at = facts["own"] // 13 + (start + number) % 2 if rnd() < ease.shared else int(rnd() * 97)
            said = self.fill(bodies[at % len(bodies)], rnd, thing, name, facts)
            if "，" in said and rnd() < ease.halves:
                said = said.split("，", 1)[at % 5 % 2]
            parts.append(said)
            parts.append("。" if rnd() < 0.7 else "，" if number + 1 < count else "！")
        known = int(rnd() * len(self.facts))
        for number in range(int(rnd() * (ease.facts + 1))):
            parts.append(self.fill(self.facts[(known + number * 7) % len(self.facts)], rnd, thing, name, facts))
        known = int(rnd() * STORY_COUNT)
        for number in range(int(rnd() * (ease.stories + 1))):
            story = facts["stories"][(known + number) % STORY_COUNT]
            parts.append(self.fill(self.stories[int(rnd() * len(self.stories))], rnd, thing, name, story))
        for phrases, likely in ((self.history, ease.history), (self.asides, ease.asides)):
            if rnd() < likely:
                parts.append(self.fill(phrases[int(rnd() * len(phrases))], rnd, thing, name, facts))
        if rnd() < ease.demands:
            parts.append(self.fill(kind.demands[int(rnd() * len(kind.demands))], rnd, thing, name, facts) + "。")
        parts.append(self.fill(self.endings[int(rnd() * len(self.endings))], rnd, thing, name, facts))
        return title, "".join(parts)

    def slip(self, text, rnd):
        """The text with one character mistyped, left out or doubled."""
        if len(text) < 8:
            return text
        at = int(rnd() * len(text))
        for place in range(at, min(at + 20, len(text))):
            if text[place] in SLIPS:
                return text[:place] + SLIPS[text[place]] + text[place + 1:]
        return text[:at] + text[at + 1:] if rnd() < 0.5 else text[:at] + text[at] + text[at:]
