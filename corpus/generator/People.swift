/// Someone who writes or calls; everything about them is invented.
struct Person {
    var name: String
    var phone: String
    var uid: String
    var address: String
    var woman: Bool
}

/// Makes people; no two share a phone, a user id or a name with an address.
struct People {
    private var made = 0
    private let surnames = Array(
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严赖覃洪武莫孔")
    private let men = [
        "建国", "志强", "永福", "国平", "水根", "阿根", "金土", "伟", "浩然", "子轩", "明", "军", "卫东", "海波", "小明", "立新", "宝生", "世杰", "俊",
        "鹏飞", "宏伟", "文斌", "成龙", "家豪", "春生", "根宝", "荣华", "天佑", "一鸣", "少华", "晓东", "培根",
    ]
    private let women = [
        "秀英", "桂兰", "玉珍", "丽", "芳", "静", "美娟", "雪梅", "月仙", "彩娥", "小燕", "婷婷", "晓燕", "佳怡", "雨欣", "梦婷", "淑贞", "菊香", "爱莲",
        "红霞", "丽君", "慧敏", "娟", "素珍", "亚琴", "欣怡", "海燕", "招娣", "凤仙", "文静",
    ]
    private let prefixes = ["1380000", "1390000", "1580000", "1590000", "1360000", "1870000", "1330000", "1770000"]

    mutating func make(place: String, _ random: inout Random) -> Person {
        made += 1
        let woman = random.chance(0.46)
        let name = String(random.pick(surnames)) + random.pick(woman ? women : men)
        let number = (made &* 3_989 + 1_234) % 10_000
        let phone = prefixes[made % prefixes.count] + String(String(10_000 + number).dropFirst())
        let uid = "u" + String(String(1_000_000 + (made &* 7_919) % 999_983).dropFirst())
        let address = address(place: place, &random)
        return Person(name: name, phone: phone, uid: uid, address: address, woman: woman)
    }

    private func address(place: String, _ random: inout Random) -> String {
        if place.hasSuffix("村") {
            return random.chance(0.5)
                ? "\(place)\(random.int(1...240))号" : "\(place)\(random.int(1...14))组\(random.int(1...60))号"
        }
        if place.hasSuffix("路") || place.hasSuffix("街") { return "\(place)\(random.int(3...398))号" }
        let block = random.int(1...28)
        return "\(place)\(block)幢\(random.int(1...4))单元\(random.int(1...6))0\(random.int(1...4))室"
    }
}
