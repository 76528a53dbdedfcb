#!/usr/bin/env python3
"""What an analyst would write instead of `opinion ingest`: pandas reads the CSV in chunks, `re` cleans and masks, sqlite3
keeps the records. Does part of the work of `opinion ingest` (`ingest_csv_peer.py` does all of it): folding to NFKC and white space, dates, masking of
numbers (id numbers by check digit, bank cards by Luhn), names after cues, house numbers; keyed person hashes, an id of what
a record says, repeats merged by it, and the original, shown and matching texts in three tables.

usage: ingest_csv_short_peer.py FILE.csv STORE.sqlite
"""
import hashlib, hmac, re, sqlite3, sys, unicodedata
import pandas as pd

KEY = b"opinion bench: this key is no secret"
CHUNK = 20_000
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CUES = "来电人|反映人|联系人|投诉人|户主|村民|居民|业主|我叫|本人"
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"
IDCARD = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])|(?<!\d)\d{15}(?!\d)")
MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
LANDLINE = re.compile(r"(?<!\d)0\d{2,3}[- ]?[2-9]\d{6,7}(?!\d)")
CARD = re.compile(r"(?<!\d)\d{16,19}(?!\d)")
PLATE = re.compile(r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-Z0-9]{5,6}")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+", re.ASCII)
HANDLE = re.compile(r"((?:QQ|qq|微信)(?:号)?[:： ]?)[A-Za-z0-9_-]{5,20}")
NAME = re.compile(rf"((?:{CUES})[:： ]?)([{SURNAMES}])[\u4e00-\u9fff]{{1,2}}(?=反映|，|,|。|：|同志|女士|先生|电话|\s|$)")
HOUSE = re.compile(r"(?<=[幢栋号])\d+单元\d+室|(?<=[幢栋])\d+室|(家住[^，。]{1,12}?路)\d+号")
SPACE = re.compile(r"\s+")
REPEAT = re.compile(r"([！？。，,!?])\1+")


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
    text = LANDLINE.sub("[电话号]", text)
    text = CARD.sub(lambda m: "[银行卡号]" if is_card(m[0]) else m[0], text)
    text = PLATE.sub("[车牌号]", text)
    text = MAIL.sub("[邮箱]", text)
    text = HANDLE.sub(r"\1[账号]", text)
    if sender and len(sender) > 1:
        text = text.replace(sender, sender[0] + "某")
    text = NAME.sub(r"\1\2某", text)
    return HOUSE.sub(lambda m: (m[1] or "") + "[门牌号]", text)


def match(text):
    return REPEAT.sub(r"\1", SPACE.sub(" ", unicodedata.normalize("NFKC", text))).strip() if text else text


def main(path, store):
    db = sqlite3.connect(store)
    db.executescript("""
        PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
        CREATE TABLE record (id TEXT PRIMARY KEY, row INTEGER, number TEXT, received TEXT, person TEXT, kind TEXT,
          category TEXT, town TEXT, unit TEXT, closed TEXT, rating INTEGER);
        CREATE TABLE original (id TEXT PRIMARY KEY, address TEXT, title TEXT, body TEXT, reply TEXT);
        CREATE TABLE shown (id TEXT PRIMARY KEY, title TEXT, body TEXT, reply TEXT);
        CREATE TABLE matching (id TEXT PRIMARY KEY, title TEXT, body TEXT);
        CREATE TABLE source_row (row INTEGER PRIMARY KEY, id TEXT, outcome TEXT);
    """)
    ratings = {"非常满意": 5, "满意": 4, "基本满意": 3, "不满意": 2}
    seen, line = set(), 1
    for chunk in pd.read_csv(path, dtype=str, keep_default_na=False, chunksize=CHUNK):
        received = pd.to_datetime(chunk["受理时间"], errors="coerce").dt.strftime("%Y-%m-%dT%H:%M:%S").tolist()
        closed = pd.to_datetime(chunk["办结时间"], errors="coerce").dt.strftime("%Y-%m-%dT%H:%M:%S").tolist()
        records, originals, showns, matches, rows = [], [], [], [], []
        for index, row in enumerate(chunk.itertuples(index=False, name=None)):
            line += 1
            number, when, name, phone, kind, category, title, body, address, town, unit, _, reply, rating = row
            key = hashlib.sha256("\x1f".join(("hotline", number, title, body, when)).encode()).hexdigest()[:16]
            if key in seen:
                rows.append((line, key, "merged"))
                continue
            seen.add(key)
            person = hmac.new(KEY, phone.encode(), hashlib.sha256).hexdigest()[:16] if phone else None
            title_shown, body_shown, reply_shown = mask(title, name), mask(body, name), mask(reply, name)
            records.append((key, line, number, received[index], person, kind.strip(), category.strip(), town.strip(),
                            mask(unit.strip(), None), closed[index], ratings.get(rating)))
            originals.append((key, address, title, body, reply))
            showns.append((key, title_shown, body_shown, reply_shown))
            matches.append((key, match(title_shown), match(body_shown)))
            rows.append((line, key, "record"))
        with db:
            db.executemany("INSERT INTO record VALUES (?,?,?,?,?,?,?,?,?,?,?)", records)
            db.executemany("INSERT INTO original VALUES (?,?,?,?,?)", originals)
            db.executemany("INSERT INTO shown VALUES (?,?,?,?)", showns)
            db.executemany("INSERT INTO matching VALUES (?,?,?)", matches)
            db.executemany("INSERT INTO source_row VALUES (?,?,?)", rows)
    print(line - 1, "rows,", len(seen), "records")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
