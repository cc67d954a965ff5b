#!/usr/bin/env python3
"""Writes the starter dictionaries and rules, assets/{dictionaries,rules}/{en,zh}.json, as C++ texts that come with the later part
of the engine (later_data.py).

Usage: embed_starters.py ASSETS_FOLDER OUTPUT.cpp
"""

import json
import pathlib
import sys

sys.dont_write_bytecode = True  # the sources may lie on a read-only disk, and stay clean anyway

import later_data  # noqa: E402

PIECE = 4000  # characters of one literal: compilers need not take longer ones


def literal(path):
    text = json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False, separators=(",", ":"))
    marked = later_data.BEGIN.decode() + text + later_data.END.decode()
    pieces = [marked[at : at + PIECE] for at in range(0, len(marked), PIECE)]
    literals = "\n        ".join(json.dumps(piece, ensure_ascii=False) for piece in pieces)
    return f"std::string_view(\n        {literals}).substr({len(later_data.BEGIN)}, {len(text.encode())})"


def main(assets, output):
    lists = ""
    for name, folder in (("starter_dictionaries", "dictionaries"), ("starter_rules", "rules")):
        texts = ",\n".join(f"    {literal(pathlib.Path(assets) / folder / file)}" for file in ("en.json", "zh.json"))
        lists += f"const std::array<std::string_view, 2> {name}{{\n{texts}}};\n\n"
    out = pathlib.Path(output)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(
        "// Written by cmake/embed_starters.py from assets/dictionaries and assets/rules.\n"
        f'#include "engine/starters.h"\n\nnamespace engine {{\n\n{lists}}}  // namespace engine\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
