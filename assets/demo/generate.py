#!/usr/bin/env python3
"""Writes the two demo data sets: python3 generate.py OUTDIR -> OUTDIR/demo-en.json, OUTDIR/demo-zh.json."""

import sys
from pathlib import Path

sys.dont_write_bytecode = True  # the sources may lie on a read-only disk, and stay clean anyway

import world_en  # noqa: E402
import world_zh  # noqa: E402
from company import Company  # noqa: E402
from export import write  # noqa: E402


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    directory = Path(arguments[0])
    directory.mkdir(parents=True, exist_ok=True)
    for world in (world_en.WORLD, world_zh.WORLD):
        write(Company(world), directory / ("demo-%s.json" % world.id))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
