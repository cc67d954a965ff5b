#!/usr/bin/env python3
"""Turns assets/text/{en,zh}.json into a C++ table: text_keys.h (enum class Text) and text_table.cpp.

Usage: embed_text.py ENGLISH CHINESE OUTPUT_FOLDER
Fails where a key is missing or empty in one language, or where the two use different placeholders ({0} … {9}).
"""

import json
import pathlib
import re
import sys

PLACEHOLDER = re.compile(r"\{(\d)\}")


def unique(pairs):
    words = dict(pairs)
    if len(words) != len(pairs):
        keys = [key for key, _ in pairs]
        sys.exit(f"given twice: {sorted({key for key in keys if keys.count(key) > 1})}")
    return words


def read(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"), object_pairs_hook=unique)


def faults(english, chinese):
    for key in sorted(english.keys() ^ chinese.keys()):
        yield f"{key}: only in {'English' if key in english else 'Chinese'}"
    for key in sorted(english.keys() & chinese.keys()):
        if not re.fullmatch(r"[a-z][a-z0-9_]*", key):
            yield f"{key}: not a name"
        if not english[key] or not chinese[key]:
            yield f"{key}: empty"
        if set(PLACEHOLDER.findall(english[key])) != set(PLACEHOLDER.findall(chinese[key])):
            yield f"{key}: the placeholders differ"


def literal(text):
    return json.dumps(text, ensure_ascii=False)


def write_if_changed(path, content):
    if not path.exists() or path.read_text(encoding="utf-8") != content:
        path.write_text(content, encoding="utf-8")


def main(english_path, chinese_path, folder):
    english, chinese = read(english_path), read(chinese_path)
    wrong = list(faults(english, chinese))
    if wrong:
        sys.exit("\n".join(wrong))
    out = pathlib.Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    keys = list(english)
    enum = "\n".join(f"    {key}," for key in keys)
    write_if_changed(
        out / "text_keys.h",
        "// Written by cmake/embed_text.py from assets/text.\n#pragma once\n\n#include <cstdint>\n\nnamespace ui {\n\n"
        f"enum class Text : std::uint16_t {{\n{enum}\n}};\n\n"
        f"inline constexpr std::size_t text_count = {len(keys)};\n\n}}  // namespace ui\n",
    )
    tables = "".join(
        f"extern const std::string_view {name}[];\nconst std::string_view {name}[] = {{\n"
        + "".join(f"    {literal(words[key])},\n" for key in keys)
        + "};\n\n"
        for name, words in (("english_words", english), ("chinese_words", chinese))
    )
    write_if_changed(
        out / "text_table.cpp",
        "// Written by cmake/embed_text.py from assets/text.\n#include <string_view>\n\nnamespace ui {\n\n"
        f"{tables}}}  // namespace ui\n",
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
