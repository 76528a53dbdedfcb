"""The made-up city of make-issues.py: its towns, estates, roads, villages, schools, companies, bus lines and policies.

Names are combined from parts, so that a million records name tens of thousands of them. Nothing in it exists.
"""

CITY = "临溪市"
DISTRICTS = ["临溪区", "溪东新区", "柳湾区", "云屏区", "青坞县", "南渡县", "白崖县", "丰桐市"]
TOWN_HEADS = "白青南北东石云龙桐丰竹梅松枫荷柏银杏金沙长"
TOWN_TAILS = "塔溪湖潭坞源口岭岗桥门渡桂畈洲浦"
# Parts of names: first and second characters of two-character names in towns and of those in villages.
HEADS = "锦翠嘉瑞金银玉碧云紫丹书文华景和泰恒盛祥福康兴隆永安宁静雅清明春秋晴朝星海江湖滨澜溪岚枫桂兰荷竹梅松柏桐榆樱杏桃柳凤龙鹤鹭麒雁"
TAILS = "绣苑庭湾府园城轩阁邸台岸洲汀谷峰林森泽沁馨悦逸雅颂韵霖晖曦辰阳月霞虹光辉煌坤元亨利达通广茂荣昌裕丰盈禾穗麓屏川"
VILLAGE_HEADS = "上下大小东西南北前后中石白黄青红新老高长横双三九金银龙虎凤牛羊马茶竹枫樟桐柏"
VILLAGE_TAILS = "坪湾塘岭坑源岩溪田畈垄坳埠洲坞冲屋桥井墩坝渡潭浦岗坡川窑寨铺亭"
CLANS = "陈李王张刘黄林吴周郑徐孙朱胡高何郭罗梁宋谢唐韩冯邓曹彭曾萧田董潘袁蔡蒋余叶程魏丁"
BRANDS = ["宏泰", "中梧", "鼎恒", "绿坤", "远岚", "万麓", "保禾", "世翔", "金昱", "华庭", "龙麒", "恒澜", "融川", "碧岸", "旭丰", "建裕", "招恺",
          "首邦", "新垣", "美岭", "佳旸", "天玺", "佰川", "东投", "润禾", "城开", "润屿", "阳禹", "荣晟", "越洲"]
PHASES = ["一期", "二期", "三期", "东区", "西区"]
ESTATES = ["花园", "小区", "家园", "公馆", "新城", "名苑", "雅苑", "华府", "公寓", "新村", "国际", "嘉园", "里", "壹号"]
ROADS = ["路", "路", "路", "大道", "街", "巷", "东路", "西路", "南路", "北路", "中路"]
SCHOOLS = ["小学", "小学", "中学", "实验小学", "实验中学", "幼儿园", "第二小学", "初级中学", "外国语学校", "职业学校"]
TRADES = ["食品", "机械", "电子", "纺织", "建材", "化工", "木业", "物流", "装饰", "教育咨询", "健康管理", "网络科技", "家政服务", "汽车销售",
          "置业", "农业开发", "印染", "铸造", "包装", "塑胶", "玩具", "制衣", "健身", "美容", "旅游", "投资管理", "劳务", "文化传媒", "生物科技", "环保科技"]
FIRMS = ["有限公司", "有限公司", "有限责任公司", "厂", "集团", "股份有限公司", "经营部"]
GROUPS = ["人才", "退役军人", "残疾人", "高龄老人", "大学毕业生", "失独家庭", "灵活就业人员", "新市民", "农机手", "种粮大户", "独生子女父母",
          "返乡创业者", "乡村医生", "民办教师", "下岗职工", "孕产妇", "环卫工人", "网约车司机", "渔民", "茶农"]
BENEFITS = ["购房补贴", "租房补贴", "生活津贴", "社保补贴", "创业贷款", "培训补贴", "医疗救助", "护理补贴", "一次性奖励", "积分入户", "公租房配租",
            "公积金贷款", "养老补助", "免费乘车卡", "岗位补贴"]
# What people write instead of a character of a name.
CONFUSED = dict(zip("锦翠嘉瑞碧紫华景和泰恒盛祥福康兴隆永安静雅清明晴澜溪岚枫桂荷梅柏桐榆樱苑庭湾城轩阁邸岸汀谷馨悦逸颂韵晖辰阳辉煌坤元亨达茂荣昌裕丰禾麓屏坪塘岭坑岩畈坳坞",
                    "绵粹佳锐璧子桦井合太衡胜翔富慷星龙咏岸净亚青名睛蓝西兰丰贵河眉柏同余婴园廷弯成宣格底案丁古新越意讼运辉晨洋晖皇昆圆享大贸蓉常欲沣和鹿平平糖领坎言贩拗坞"))


class Thing:
    """Something that people write about."""
    __slots__ = ("type", "name", "forms", "town", "district")

    def __init__(self, type, name, forms, town, district):
        self.type, self.name, self.forms, self.town, self.district = type, name, forms, town, district


# Of a hundred issues, about so many are at a thing of each type; and so many things of each type to one of the whole city.
SHARES = {"estate": 34, "road": 18, "village": 19, "school": 9, "company": 11, "bus": 2, "market": 2, "park": 2,
          "hospital": 2, "policy": 2}


def towns(rng):
    """(town, district) pairs, about a hundred."""
    names = [head + tail for head in TOWN_HEADS for tail in TOWN_TAILS]
    rng.shuffle(names)
    return [(name + rng.choice(["镇", "镇", "街道", "街道", "乡"]), DISTRICTS[place % len(DISTRICTS)])
            for place, name in enumerate(names[:104])]


def spell(type, rng):
    """A name and the shorter or other forms that people use; all are checked against those already taken. O(1)."""
    pick, chance = rng.choice, rng.random
    base = pick(HEADS) + (pick(HEADS) if chance() < 0.7 else "") + pick(TAILS)
    if type == "estate":
        tail = pick(ESTATES)
        name, forms = base + tail, [base]
        if chance() < 0.6:
            name = pick(BRANDS) + name
            forms = [name[:-len(tail)], base + tail, name + "小区"]
        if chance() < 0.12:
            phase = pick(PHASES)
            return name + phase, [form + phase for form in forms]
        return name, forms
    if type == "road":
        tail = pick(ROADS)
        return base + tail, [base + tail + "上"] if chance() < 0.3 else []
    if type == "village":
        kind = chance()
        if kind < 0.3:
            base = pick(CLANS) + "家" + pick(VILLAGE_TAILS)
        elif kind < 0.5:
            base = pick(VILLAGE_HEADS) + pick(VILLAGE_TAILS)
        else:
            base = pick(VILLAGE_HEADS) + pick(VILLAGE_HEADS) + pick(VILLAGE_TAILS)
        return base + "村", [base]
    if type == "school":
        tail = pick(SCHOOLS)
        short = {"小学": "小", "实验小学": "实小", "实验中学": "实中", "中学": "中", "第二小学": "二小", "外国语学校": "外国语"}.get(tail)
        return base + tail, [base + short] if short else []
    if type == "company":
        trade, tail = pick(TRADES), pick(FIRMS)
        return base + trade + tail, [base + trade, base + trade + "公司", base + "公司"]
    if type == "bus":
        line = pick(["{}路", "{}路", "快{}路", "夜{}路", "{}路支线", "社区{}路"]).format(rng.randrange(1, 1000))
        return line, [line + "公交车", line + "车", "公交" + line]
    if type == "policy":
        group, benefit = pick(GROUPS), pick(BENEFITS)
        return group + benefit, [group + "的" + benefit, group + "申请" + benefit]
    tail = pick({"market": ["农贸市场", "菜市场", "建材市场", "批发市场"], "park": ["公园", "湿地公园", "体育公园", "广场"],
                 "hospital": ["医院", "中医院", "卫生院", "人民医院"]}[type])
    return base + tail, [base + tail[-2:]] if len(tail) > 2 else []


def build(count, rng):
    """Things by type, no two with a name or another form in common. count: how many in all, about. O(count)."""
    places = towns(rng)
    taken, world = set(), {}
    for type, share in SHARES.items():
        wanted, things = max(4, count * share // 100), []
        for _ in range(wanted * 3):
            if len(things) == wanted:
                break
            name, forms = spell(type, rng)
            if name in taken:
                continue
            forms = [form for form in forms if form not in taken]
            taken.add(name)
            taken.update(forms)
            town, district = rng.choice(places)
            things.append(Thing(type, name, forms, town, district))
        world[type] = things
    return world
