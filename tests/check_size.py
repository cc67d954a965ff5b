#!/usr/bin/env python3
"""Adds up what a browser fetches before the first funnel, as brotli, and holds it to tests/size_budget.json."""

import json
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
DIST = PROJECT / "dist"


def main():
    budget = json.loads((PROJECT / "tests/size_budget.json").read_text(encoding="utf-8"))
    files = sorted({file for pattern in budget["files"] for file in DIST.glob(pattern)})
    if not files:
        sys.exit("dist/ is empty: python3 serve.py --build-only")
    total = 0
    for file in files:
        size = file.with_name(file.name + ".br").stat().st_size
        total += size
        print(f"{size:8,}  {file.relative_to(DIST)}")
    print(f"{total:8,}  together, of {budget['total']:,}")
    if total > budget["total"]:
        sys.exit(f"{total - budget['total']:,} bytes over the budget")


if __name__ == "__main__":
    main()
