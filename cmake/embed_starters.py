#!/usr/bin/env python3
"""Writes the starter dictionaries and rules, assets/{dictionaries,rules}/{en,zh}.json, as C++ texts.

Usage: embed_starters.py ASSETS_FOLDER OUTPUT.cpp
"""

import json
import pathlib
import sys

PIECE = 4000  # characters of one literal: compilers need not take longer ones


def literal(path):
    text = json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False, separators=(",", ":"))
    pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
    return "\n        ".join(json.dumps(piece, ensure_ascii=False) for piece in pieces)


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
