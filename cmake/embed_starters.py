#!/usr/bin/env python3
"""Writes the starter dictionaries and rules, assets/{dictionaries,rules}/{en,zh}.json, as C++ texts.

Usage: embed_starters.py ASSETS_FOLDER OUTPUT.cpp [SECTION]

SECTION: in which all texts stand together, behind split_wasm.LATER_DATA, so that they come with the module's later part.
"""

import json
import pathlib
import sys

from split_wasm import LATER_DATA

PIECE = 4000  # characters of one literal: compilers need not take longer ones
LISTS = (("starter_dictionaries", "dictionaries"), ("starter_rules", "rules"))
LANGUAGES = ("en", "zh")


def literal(text):
    pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
    return "\n    ".join(json.dumps(piece, ensure_ascii=False) for piece in pieces)


def main(assets, output, section=None):
    together, lists = LATER_DATA.decode(), ""
    for name, folder in LISTS:
        views = []
        for language in LANGUAGES:
            file = pathlib.Path(assets) / folder / f"{language}.json"
            text = json.dumps(json.loads(file.read_text(encoding="utf-8")), ensure_ascii=False, separators=(",", ":"))
            views.append(f"std::string_view(texts + {len(together.encode())}, {len(text.encode())})")
            together += text
        lists += f"const std::array<std::string_view, {len(views)}> {name}{{{', '.join(views)}}};\n"
    attribute = f'[[gnu::section("{section}")]] ' if section else ""
    out = pathlib.Path(output)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(
        "// Written by cmake/embed_starters.py from assets/dictionaries and assets/rules.\n"
        '#include "engine/starters.h"\n\nnamespace engine {\n\nnamespace {\n'
        f"{attribute}constexpr char texts[] =\n    {literal(together)};\n}}\n\n{lists}\n}}  // namespace engine\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
