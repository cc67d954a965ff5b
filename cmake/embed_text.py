#!/usr/bin/env python3
"""Turns assets/text/{en,zh}.json into a C++ table: text_keys.h (enum class Text) and text_table.cpp.

Usage: embed_text.py ENGLISH CHINESE OUTPUT_FOLDER FIRST_SOURCE... -- LATER_SOURCE...
Words that the later sources alone name come with the later part of the page (later_data.py).
Fails where no source names a word, a key is missing or empty in one language, or the two use different placeholders ({0} … {9}).
"""

import json
import pathlib
import re
import sys

sys.dont_write_bytecode = True  # the sources may lie on a read-only disk, and stay clean anyway

import later_data  # noqa: E402

PLACEHOLDER = re.compile(r"\{(\d)\}")
NAMED = re.compile(r"\bText::([a-z][a-z0-9_]*)")
PIECE = 4000  # bytes of one literal: compilers need not take longer ones


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


def named(sources):
    return {key for path in sources for key in NAMED.findall(pathlib.Path(path).read_text(encoding="utf-8"))}


def divide(keys, first_sources, later_sources):
    """(first, later): each in the order of `keys`. A word that no source names is an error."""
    by_first, by_later = named(first_sources), named(later_sources)
    if unused := [key for key in keys if key not in by_first | by_later]:
        sys.exit(f"said nowhere: {', '.join(unused)}")
    return [key for key in keys if key in by_first], [key for key in keys if key not in by_first]


def later_literal(words):
    """All words one after the other, each ended by a zero byte, between the marks."""
    text = later_data.BEGIN.decode() + "\0".join(words) + "\0" + later_data.END.decode()
    pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
    # \0 before a digit would be read as one octal number.
    return "\n    ".join(literal(piece).replace("\\u0000", '\\0" "') for piece in pieces)


def write_if_changed(path, content):
    if not path.exists() or path.read_text(encoding="utf-8") != content:
        path.write_text(content, encoding="utf-8")


def main(english_path, chinese_path, folder, *sources):
    english, chinese = read(english_path), read(chinese_path)
    wrong = list(faults(english, chinese))
    if wrong:
        sys.exit("\n".join(wrong))
    out = pathlib.Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    divider = sources.index("--")
    first, later = divide(list(english), sources[:divider], sources[divider + 1 :])
    enum = "\n".join(f"    {key}," for key in first + later)
    write_if_changed(
        out / "text_keys.h",
        "// Written by cmake/embed_text.py from assets/text.\n#pragma once\n\n#include <cstddef>\n#include <cstdint>\n\n"
        "namespace ui {\n\n"
        f"enum class Text : std::uint16_t {{\n{enum}\n}};\n\n"
        f"inline constexpr std::size_t text_count = {len(first + later)};\n"
        f"inline constexpr std::size_t first_text_count = {len(first)};\n\n}}  // namespace ui\n",
    )
    languages = (("english", english), ("chinese", chinese))
    tables = "".join(
        f"extern const std::string_view {name}_words[];\nconst std::string_view {name}_words[] = {{\n"
        + "".join(f"    {literal(words[key])},\n" for key in first)
        + "};\n\n"
        for name, words in languages
    )
    both = later_literal([words[key] for _, words in languages for key in later])
    write_if_changed(
        out / "text_table.cpp",
        "// Written by cmake/embed_text.py from assets/text.\n#include <string_view>\n\nnamespace ui {\n\n"
        f"{tables}// The later words, first in English, then in Chinese.\nextern const char later_words[];\n"
        f"const char later_words[] =\n    {both};\n"
        f"extern const std::size_t later_words_begin;\nconst std::size_t later_words_begin = {len(later_data.BEGIN)};\n\n"
        "}  // namespace ui\n",
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
