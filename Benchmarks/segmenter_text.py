"""Prints the text of the segmenter's benchmark: gold files joined to sentences, titles and bodies of messages as lines.

usage: segmenter_text.py SHARED MEGABYTES > FILE       the whole is repeated until it is as long as asked
"""
import sys

import openpyxl


def main():
    shared, limit = sys.argv[1], float(sys.argv[2]) * 1e6
    lines = []
    for name in ("pku.test.gold.txt", "domain.dev.gold.txt"):
        for line in open(f"{shared}/data/segmentation/{name}", encoding="utf-8-sig"):
            lines.append("".join(line.split()))
    sheet = openpyxl.load_workbook(f"{shared}/data/issues/messages.xlsx", read_only=True).worksheets[0]
    rows = sheet.iter_rows(values_only=True)
    header = next(rows)
    columns = [header.index("留言主题"), header.index("留言详情")]
    for row in rows:
        for column in columns:
            # A body has several lines; what its cell has of line ends and control characters ends one.
            lines.extend(line.strip() for line in str(row[column] or "").splitlines())
    lines = [(line + "\n").encode() for line in lines if line]
    written = 0
    while True:
        for line in lines:
            if written + len(line) > limit:
                return
            written += sys.stdout.buffer.write(line)


main()
