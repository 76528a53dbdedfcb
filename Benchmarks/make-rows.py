#!/usr/bin/env python3
"""Writes a file of made-up work orders of the fictional county 临溪县: always the same rows for the same seed.

usage: Benchmarks/make-rows.py ROWS FILE.csv|FILE.xlsx [SEED]

Columns, texts and shares are those of a hotline's monthly export: about 90 characters a text, a telephone number in every
third, a name after a cue in every fourth, a house number in every fifth, one row in fifty without a text, one in two hundred
a repetition of the row before. Nobody in it exists; telephone numbers are 1xx0000xxxx, id numbers begin with 330999.
A workbook has its texts as shared strings and its dates as serial numbers, as Excel writes them.
"""
import random, sys, zipfile
from datetime import datetime, timedelta
from xml.sax.saxutils import escape

HEADER = ["工单编号", "受理时间", "诉求人", "联系电话", "诉求类型", "一级分类", "诉求标题", "诉求内容", "事发地址", "乡镇街道",
          "承办单位", "办结时间", "办理结果", "满意度"]
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英"
TOWNS = ["城关街道", "溪口镇", "白石镇", "云岭乡", "东亭街道", "柳湾镇", "石桥乡", "南渡镇"]
ROADS = ["溪滨路", "人民路", "解放街", "环城东路", "学府路", "竹园路", "东亭大道", "柳湾路"]
ESTATES = ["丽景苑", "溪畔花园", "东亭家园", "竹园新村", "柳湾小区", "南渡花苑"]
UNITS = ["县住建局", "县交通运输局", "县生态环境分局", "县市场监管局", "城关街道办事处", "县综合执法局", "溪口镇政府", "县水利局"]
KINDS = ["投诉", "求助", "咨询", "建议", "举报", "感谢"]
FIELDS = ["城乡建设", "交通运输", "环境保护", "市场监管", "社会保障", "教育", "农业农村"]
MATTERS = ["路灯不亮", "垃圾无人清运", "夜间施工噪音", "路面坑洼积水", "电梯经常停运", "占道经营", "下水道堵塞", "公交班次太少", "自来水发黄",
           "违章搭建", "停车位不足", "油烟扰民", "树木遮挡路牌", "拖欠工资", "小区物业不作为"]
TAILS = ["影响附近居民出行，希望尽快处理。", "已经反映多次，一直没有解决，请有关部门重视。", "老人和小孩经过时很不安全，请派人到现场查看。",
         "希望给出明确的答复和处理时限。", "恳请领导关心，早日帮我们解决这个问题，谢谢！", "周边几户都有同样的情况，请一并核实。"]
REPLIES = ["已派人现场核实，问题属实，现已整改完毕。", "经查，该处属施工范围，预计本月底前完工，届时恢复。", "已转相关单位办理，并与来电人联系说明。",
           "您反映的问题已收悉，将列入下一年度计划统筹考虑。"]
RATINGS = ["非常满意", "满意", "基本满意", "不满意", "未评价"]


def rows(count, seed):
    rng = random.Random(seed)
    pick, below = rng.choice, rng.random
    start = datetime(2022, 1, 1)
    last = None
    for number in range(count):
        if last and below() < 0.005:
            yield last
            continue
        received = start + timedelta(minutes=number * 1_500_000 // max(count, 1), seconds=int(below() * 60))
        name = pick(SURNAMES) + pick(GIVEN) + (pick(GIVEN) if below() < 0.7 else "")
        phone = f"1{pick('35789')}{int(below() * 10)}0000{int(below() * 10_000):04d}"
        town, road, matter = pick(TOWNS), pick(ROADS), pick(MATTERS)
        house = int(below() * 300) + 1
        title, body = "", ""
        if below() >= 0.02:
            title = f"反映{town}{road}{matter}"
            who = f"来电人{name}反映，" if below() < 0.25 else "市民来电反映："
            where = (f"家住{pick(ESTATES)}{house % 40 + 1}幢{house % 4 + 1}单元{house % 9 + 1}0{house % 3 + 1}室，"
                     if below() < 0.2 else f"{town}{road}{house}号附近")
            body = f"{who}{where}{matter}，已经持续{int(below() * 60) + 2}天，{pick(TAILS)}"
            if below() < 0.33:
                body += f"联系电话{phone}。"
            if below() < 0.02:
                body += f"身份证号330999{1950 + int(below() * 50)}0{int(below() * 9) + 1}1{int(below() * 9)}{int(below() * 9000) + 1000}。"
            if below() < 0.1:
                body += pick(TAILS)
        closed = received + timedelta(days=int(below() * 20) + 1)
        last = [f"LX{received:%Y%m%d}{number:08d}", received, name, phone, pick(KINDS), pick(FIELDS), title, body,
                f"{town}{road}{house}号", town, pick(UNITS), closed, pick(REPLIES), pick(RATINGS)]
        yield last


def write_csv(path, count, seed):
    import csv
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADER)
        for row in rows(count, seed):
            out.writerow([cell.strftime("%Y/%-m/%-d %H:%M:%S") if isinstance(cell, datetime) else cell for cell in row])


def write_xlsx(path, count, seed):
    epoch = datetime(1899, 12, 30)
    strings, places = [], {}

    def shared(text):
        place = places.get(text)
        if place is None:
            place = places[text] = len(strings)
            strings.append(text)
        return place

    letters = "ABCDEFGHIJKLMN"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as book:
        def large(name):
            info = zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            return book.open(info, "w", force_zip64=True)

        def part(name, text):
            book.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        package = "http://schemas.openxmlformats.org/package/2006"
        part("[Content_Types].xml", head + f'<Types xmlns="{package}/content-types">'
             '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
             '<Default Extension="xml" ContentType="application/xml"/>' + "".join(
                 f'<Override PartName="/xl/{name}" ContentType="application/vnd.openxmlformats-officedocument.'
                 f'spreadsheetml.{kind}+xml"/>' for name, kind in (
                     ("workbook.xml", "sheet.main"), ("worksheets/sheet1.xml", "worksheet"), ("styles.xml", "styles"),
                     ("sharedStrings.xml", "sharedStrings"))) + "</Types>")
        part("_rels/.rels", head + f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
             f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        part("xl/workbook.xml", head + f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
             '<sheet name="工单" sheetId="1" r:id="rId1"/></sheets></workbook>')
        part("xl/_rels/workbook.xml.rels", head + f'<Relationships xmlns="{package}/relationships">' + "".join(
            f'<Relationship Id="rId{i}" Type="{office}/{kind}" Target="{target}"/>' for i, (kind, target) in enumerate((
                ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")), 1))
             + "</Relationships>")
        part("xl/styles.xml", head + f'<styleSheet xmlns="{main}"><fonts count="1"><font/></fonts><fills count="1"><fill>'
             '<patternFill patternType="none"/></fill>'
             '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2">'
             '<xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>')
        with large("xl/worksheets/sheet1.xml") as sheet:
            sheet.write((head + f'<worksheet xmlns="{main}"><dimension ref="A1:N{count + 1}"/><sheetData>').encode())
            lines = ['<row r="1">' + "".join(
                f'<c r="{letter}1" t="s"><v>{shared(name)}</v></c>' for letter, name in zip(letters, HEADER)) + "</row>"]
            for number, row in enumerate(rows(count, seed), 2):
                cells = []
                for letter, cell in zip(letters, row):
                    if isinstance(cell, datetime):
                        serial = (cell - epoch) / timedelta(days=1)
                        cells.append(f'<c r="{letter}{number}" s="1"><v>{serial:.10f}</v></c>')
                    elif cell:
                        cells.append(f'<c r="{letter}{number}" t="s"><v>{shared(cell)}</v></c>')
                lines.append(f'<row r="{number}">{"".join(cells)}</row>')
                if len(lines) >= 1_000:
                    sheet.write("".join(lines).encode())
                    lines = []
            sheet.write(("".join(lines) + "</sheetData></worksheet>").encode())
        with large("xl/sharedStrings.xml") as table:
            table.write((head + f'<sst xmlns="{main}" count="{len(strings)}" uniqueCount="{len(strings)}">').encode())
            for start in range(0, len(strings), 1_000):
                table.write("".join(f"<si><t>{escape(text)}</t></si>" for text in strings[start:start + 1_000]).encode())
            table.write(b"</sst>")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    count, path = int(sys.argv[1]), sys.argv[2]
    seed = int(sys.argv[3]) if len(sys.argv) == 4 else 1
    (write_xlsx if path.endswith(".xlsx") else write_csv)(path, count, seed)
