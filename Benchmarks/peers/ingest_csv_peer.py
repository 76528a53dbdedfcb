#!/usr/bin/env python3
"""The work of `opinion ingest` as a Python programmer would write it: pandas reads the CSV in chunks, `re` cleans and masks,
sqlite3 keeps the records.

Masks id numbers (by check digit), mobiles also in Han digits, landlines, bank cards (Luhn), plates, e-mail, QQ and WeChat ids,
names after cues, before titles and verbs, in lists, before 等n人 and as signatures, the sender's own name, rooms and house
numbers, in texts and in short fields. Makes matching texts: invisible characters, NFKC, runs of marks, mark-up, traditional
characters, white space, with a count of changes. Fills in county, township and community from a gazetteer and by shape.
Keeps keyed person hashes, an id of what a record says, repeats merged by it, corrected texts of the same number found by
likeness, a ledger row for each input row, originals, shown and matching texts; the store has the indexes that the ledger, the
look-ups and the merging need. One transaction a chunk.

usage: ingest_csv_peer.py FILE.csv GAZETTEER.tsv STORE.sqlite
"""
import difflib, hashlib, hmac, json, re, sqlite3, sys, unicodedata
import pandas as pd

KEY = b"opinion bench: this key is no secret"
CHUNK = 20_000
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CUES = "来电人|反映人|联系人|投诉人|诉求人|举报人|信访人|申请人|当事人|负责人|姓名|户主|签名|村民|居民|业主|住户|市民|邻居|母亲|父亲|我叫|名叫|本人"
SURNAMES = ("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方"
            "俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧"
            "计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫")
HAN = "\u4e00-\u9fff"
IDCARD = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])|(?<!\d)\d{15}(?!\d)")
MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- .]?\d{4}[- .]?\d{4}(?!\d)")
HAN_MOBILE = re.compile(r"[一幺壹][三四五六七八九][〇零一二三四五六七八九幺]{9}")
LANDLINE = re.compile(r"(?<!\d)0\d{2,3}[- ]?[2-9]\d{6,7}(?:-\d{1,5})?(?!\d)")
BARE = re.compile(r"((?:电话|座机|联系方式|热线)[:：是为]?)[2-9]\d{6,7}(?!\d)")
CARD = re.compile(r"(?<!\d)\d{16,19}(?!\d)")
PLATE = re.compile(r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z]·?[A-Z0-9]{5,6}")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+", re.ASCII)
HANDLE = re.compile(r"((?:QQ|qq|微信)(?:号)?[:： ]?)[A-Za-z0-9_-]{5,20}")
NAME = re.compile(rf"((?:{CUES})[:： ]?)([{SURNAMES}])[{HAN}]{{1,2}}(?=反映|，|,|。|：|同志|女士|先生|电话|\s|$)")
TITLED = re.compile(rf"([{SURNAMES}])[{HAN}]{{1,2}}(?=女士|先生|同志|师傅|老师|主任|书记|反映|来电|来信|投诉|咨询|求助|等\d+[人户名])")
SIGNED = re.compile(rf"(?:(?<=\n)|(?<= ))([{SURNAMES}])[{HAN}]{{1,2}}(?=\s*(?:敬上|\d{{4}}年|$))")
HOUSE = re.compile(r"(?<=[幢栋号])\d+单元\d+室|(?<=[幢栋])\d+室|(家住[^，。]{1,12}?[路街])\d+号|(?<=[村组])\d+号(?!楼)")
INVISIBLE = re.compile("[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f]")
REPEAT = re.compile(r"([！？。，,!?:;…~*#=_-])\1+")
DECOR = re.compile(r"[★☆◆■●※*#=_~-]{4,}")
MARKUP = re.compile(r"</?(?:p|br|div|span|font|b|i|a|td|tr|table)\b[^>]*>|&(?:nbsp|lt|gt|quot|amp|ldquo|rdquo|#\d+);", re.IGNORECASE)
SPACE = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])|^\s+|\s+$|\s{{2,}}")
TRADITIONAL = str.maketrans(
    "電話聯繫區縣鎮鄉樓號門車馬長東風飛龍鳥魚麥黃廣廠廳應學習國園圖團場塊壞聲處備復夠頭夾奪奮婦媽孫寫寬實審對導層屬歲島幣師帶幫幹",
    "电话联系区县镇乡楼号门车马长东风飞龙鸟鱼麦黄广厂厅应学习国园图团场块坏声处备复够头夹夺奋妇妈孙写宽实审对导层属岁岛币师带帮干")
MASK = re.compile(rf"\[(?:身份证号|手机号|电话号|银行卡号|车牌号|邮箱|账号|门牌号)\]|[{SURNAMES}]某")
TOWN = re.compile(rf"[{HAN}]{{2,4}}(?:镇|乡(?!村|镇|亲)|街道)")
VILLAGE = re.compile(rf"[{HAN}]{{2,4}}(?:村(?![庄子镇])|社区)")
REPORT = re.compile("举报|检举")
RATINGS = {"非常满意": 5, "很满意": 5, "满意": 4, "基本满意": 3, "一般": 3, "不满意": 2, "非常不满意": 1, "很不满意": 1}


def is_id(text):
    if len(text) == 15:
        return True
    return "10X98765432"[sum(int(d) * w for d, w in zip(text, WEIGHTS)) % 11] == text[17].upper()


def is_card(text):
    total = 0
    for place, digit in enumerate(reversed(text)):
        value = int(digit)
        if place % 2:
            value = value * 2 - 9 if value > 4 else value * 2
        total += value
    return total % 10 == 0


def mask(text, sender):
    if not text:
        return text
    text = IDCARD.sub(lambda m: "[身份证号]" if is_id(m[0]) else m[0], text)
    text = MOBILE.sub("[手机号]", text)
    text = HAN_MOBILE.sub("[手机号]", text)
    text = LANDLINE.sub("[电话号]", text)
    text = BARE.sub(r"\1[电话号]", text)
    text = CARD.sub(lambda m: "[银行卡号]" if is_card(m[0]) else m[0], text)
    text = PLATE.sub("[车牌号]", text)
    text = MAIL.sub("[邮箱]", text)
    text = HANDLE.sub(r"\1[账号]", text)
    if sender and len(sender) > 1:
        text = text.replace(sender, sender[0] + "某")
    text = NAME.sub(r"\1\2某", text)
    text = TITLED.sub(r"\1某", text)
    text = SIGNED.sub(r"\1某", text)
    return HOUSE.sub(lambda m: (m[1] or "") + "[门牌号]", text)


def match(text, changes):
    if not text:
        return text
    text, count = INVISIBLE.subn("", text)
    if count:
        changes["invisible"] = changes.get("invisible", 0) + count
    folded = unicodedata.normalize("NFKC", text)
    if folded != text:
        changes["nfkc"] = changes.get("nfkc", 0) + sum(a != b for a, b in zip(text, folded))
    text, count = REPEAT.subn(r"\1", DECOR.sub(" ", folded))
    if count:
        changes["punctuation"] = changes.get("punctuation", 0) + count
    text, count = MARKUP.subn(" ", text)
    if count:
        changes["markup"] = changes.get("markup", 0) + count
    text = text.translate(TRADITIONAL)
    text, count = SPACE.subn(lambda m: " " if len(m[0]) > 1 and m.start() and m.end() < len(text) else "", text)
    if count:
        changes["whitespace"] = changes.get("whitespace", 0) + count
    return text


class Places:
    """Names of a gazetteer, each with its level and parent; names of several places are left out."""

    def __init__(self, path):
        self.entries, names = {}, {}
        for line in open(path, encoding="utf-8"):
            if line.strip() and not line.startswith("#"):
                name, level, parent, *rest = line.rstrip("\n").split("\t")
                self.entries[name] = (level, parent)
                for alias in [name] + [a for a in (rest[0].split("|") if rest else []) if a and not a.startswith("?")]:
                    names.setdefault(alias, set()).add(name)
        self.names = {alias: found.pop() for alias, found in names.items() if len(found) == 1}
        self.pattern = re.compile("|".join(sorted(map(re.escape, self.names), key=len, reverse=True)))

    def find(self, texts, county, town, village):
        for text in texts:
            if county and town and village:
                break
            for found in {self.names[m] for m in self.pattern.findall(text)}:
                level, parent = self.entries[found]
                if level == "township" and not town:
                    town, county = found, county or parent
                elif level == "county" and not county:
                    county = found
            if not town:
                shapes = set(TOWN.findall(text))
                town = shapes.pop() if len(shapes) == 1 else town
            if not village:
                shapes = set(VILLAGE.findall(text))
                village = shapes.pop() if len(shapes) == 1 else village
        return county, town, village


SCHEMA = """
    PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    CREATE TABLE record (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, channel TEXT, row INTEGER UNIQUE, number TEXT,
      received TEXT, person TEXT, kind TEXT, categories TEXT, county TEXT, town TEXT, village TEXT, unit TEXT, joint TEXT,
      closed TEXT, rating INTEGER, likes INTEGER, informant INTEGER);
    CREATE INDEX record_number ON record (channel, number, received) WHERE number IS NOT NULL;
    CREATE TABLE original (record INTEGER PRIMARY KEY REFERENCES record, address TEXT, title TEXT, body TEXT, reply TEXT);
    CREATE TABLE revision (id TEXT PRIMARY KEY, record INTEGER, title TEXT, body TEXT);
    CREATE TABLE shown (record INTEGER PRIMARY KEY REFERENCES record, title TEXT, body TEXT, reply TEXT);
    CREATE TABLE matching (record INTEGER PRIMARY KEY REFERENCES record, changes TEXT, title TEXT, body TEXT);
    CREATE TABLE source_row (file INTEGER, row INTEGER, number TEXT, record INTEGER REFERENCES record, outcome TEXT,
      reason TEXT, PRIMARY KEY (file, row)) WITHOUT ROWID;
    CREATE INDEX source_row_record ON source_row (record);
    CREATE INDEX source_row_number ON source_row (number);
"""


def digest(*parts):
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def store_row(db, line, row, received, closed, places):
    number, when, name, phone, kind, category, title, body, address, town, unit, _, reply, rating = row
    if not (title or body or kind or category or unit or when):
        return db.execute("INSERT INTO source_row VALUES (1,?,?,NULL,'rejected','空行')", (line, number))
    key = digest("hotline", number, title, body, when)
    known = db.execute("SELECT seq FROM record WHERE id = ?", (key,)).fetchone()
    if known:
        return db.execute("INSERT INTO source_row VALUES (1,?,?,?,'merged',NULL)", (line, number, known[0]))
    person = hmac.new(KEY, phone.encode(), hashlib.sha256).hexdigest()[:16] if phone else None
    shown = mask(title, name), mask(body, name), mask(reply, name)
    changes = {}
    matching = match(MASK.sub("", shown[0]), changes), match(MASK.sub("", shown[1]), changes)
    for seq, old in db.execute("SELECT seq, matching.body FROM record JOIN matching ON record = seq WHERE channel = 'hotline' "
                               "AND number = ? AND received = ?", (number, received)):
        if difflib.SequenceMatcher(None, old, matching[1]).ratio() > 0.6:
            db.execute("INSERT OR IGNORE INTO revision VALUES (?,?,?,?)", (key, seq, title, body))
            return db.execute("INSERT INTO source_row VALUES (1,?,?,?,'merged',NULL)", (line, number, seq))
    plain = [unicodedata.normalize("NFKC", text).translate(TRADITIONAL) for text in (address, title, body[:200])]
    county, town, village = places.find(plain, None, town.strip(), None)
    kind, category, unit, town = (mask(field.strip(), name) if field else None for field in (kind, category, unit, town))
    seq = db.execute(
        "INSERT INTO record VALUES (NULL,?,'hotline',?,?,?,?,?,?,?,?,?,?,'[]',?,?,0,?)",
        (key, line, number, received, person, kind, json.dumps([category] if category else [], ensure_ascii=False), county,
         town, village, unit, closed, RATINGS.get(rating.strip()), bool(REPORT.search(kind or title + body)))).lastrowid
    db.execute("INSERT INTO original VALUES (?,?,?,?,?)", (seq, address, title, body, reply))
    db.execute("INSERT INTO shown VALUES (?,?,?,?)",
               (seq, *(new if new != old else None for new, old in zip(shown, (title, body, reply)))))
    db.execute("INSERT INTO matching VALUES (?,?,?,?)",
               (seq, json.dumps(changes, sort_keys=True) if changes else None, *matching))
    db.execute("INSERT INTO source_row VALUES (1,?,?,?,'record',NULL)", (line, number, seq))


def main(path, gazetteer, store):
    db = sqlite3.connect(store, isolation_level=None)
    db.executescript(SCHEMA)
    places = Places(gazetteer)
    line = 1
    for chunk in pd.read_csv(path, dtype=str, keep_default_na=False, chunksize=CHUNK):
        times = [pd.to_datetime(chunk[name], errors="coerce").dt.strftime("%Y-%m-%dT%H:%M:%S").tolist()
                 for name in ("受理时间", "办结时间")]
        db.execute("BEGIN IMMEDIATE")
        for row, received, closed in zip(chunk.itertuples(index=False, name=None), *times):
            line += 1
            store_row(db, line, row, received, closed, places)
        db.execute("COMMIT")
    print(line - 1, "rows,", db.execute("SELECT count(*) FROM record").fetchone()[0], "records")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
