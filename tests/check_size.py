#!/usr/bin/env python3
"""Adds up what a browser fetches before the first funnel and in all, as brotli, and holds both to tests/size_budget.json."""

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
    first = everything = 0
    for file in files:
        size = file.with_name(file.name + ".br").stat().st_size
        later = any(file.match(pattern) for pattern in budget["later"])
        first += 0 if later else size
        everything += size
        print(f"{size:8,}  {file.relative_to(DIST)}{' (later)' if later else ''}")
    over = []
    for what, size, most in (("first", first, budget["first"]), ("all", everything, budget["all"])):
        print(f"{size:8,}  {what}, of {most:,}")
        if size > most:
            over.append(f"{what}: {size - most:,} bytes over the budget")
    if over:
        sys.exit("\n".join(over))


if __name__ == "__main__":
    main()
