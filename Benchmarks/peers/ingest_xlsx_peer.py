#!/usr/bin/env python3
"""Reads every row of a workbook with openpyxl in its read-only mode, and counts those with a value.

usage: ingest_xlsx_peer.py FILE.xlsx
"""
import sys
from openpyxl import load_workbook

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    book = load_workbook(sys.argv[1], read_only=True)
    print(sum(1 for sheet in book for row in sheet.iter_rows(values_only=True) if any(v is not None for v in row)), "rows")
