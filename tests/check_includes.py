#!/usr/bin/env python3
"""Reads every include in app/ and fails on an arrow that the architecture does not allow."""

import re
import sys
from pathlib import Path

APP = Path(__file__).resolve().parents[1] / "app"

# Who may include whom; each folder may include itself, and the mains (app/*_main.cpp) anything.
ARROWS = {
    "base": set(),
    "model": {"base"},
    "ingest": {"base", "model"},
    "metrics": {"base", "model"},
    "engine": {"base", "model", "ingest", "metrics"},
    "charts": {"base"},
    "ui": {"base", "charts", "engine"},
    "screens": {"base", "charts", "engine", "ui"},
    "platform": {"base", "charts", "ui"},
}
JSON_FOLDERS = {"ingest", "engine", "ui", "screens"}
PLATFORM_HEADERS = re.compile(r"imgui|SDL|GL|EGL|emscripten")
# Each costs the page more bytes than a screen does.
HEAVY_HEADERS = {"iostream", "fstream", "sstream", "regex", "format"}

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)


def faults(name, text):
    """What is wrong with the file of this name, relative to app/."""
    parts = Path(name).parts
    folder = parts[0] if len(parts) > 1 else None
    if folder is not None and folder not in ARROWS:
        yield f"{name}: no such folder in the architecture"
        return
    for match in INCLUDE.finditer(text):
        header = match[1]
        where = f"{name}:{text.count(chr(10), 0, match.start(1)) + 1}"
        if header in HEAVY_HEADERS:
            yield f"{where}: <{header}> is too heavy for the page"
        if folder is None:
            continue
        target = header.split("/")[0]
        if target in ARROWS and target != folder and target not in ARROWS[folder]:
            yield f"{where}: {folder} must not look at {target}"
        if target == "nlohmann" and folder not in JSON_FOLDERS:
            yield f"{where}: {folder} knows no JSON"
        if PLATFORM_HEADERS.match(header) and folder != "platform":
            yield f"{where}: only platform may include {header}"
    if folder not in (None, "platform") and re.search(r"\b(__EMSCRIPTEN__|EMSCRIPTEN\w*|EM_(JS|ASM)\w*)\b", text):
        yield f"{name}: only platform and the mains know that there is a browser"


def main():
    found = [
        fault
        for path in sorted(APP.rglob("*"))
        if path.suffix in (".h", ".cpp")
        for fault in faults(path.relative_to(APP).as_posix(), path.read_text(encoding="utf-8"))
    ]
    for fault in found:
        print(fault)
    print(f"{0 if found else 1} passed, {len(found)} failed")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
