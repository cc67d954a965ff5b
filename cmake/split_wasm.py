"""Divides a linked module into what the first funnel needs and what may come later.

    split_wasm.py BINARYEN_BIN linked.wasm first.wasm later.wasm PATTERN...

A function whose name matches a PATTERN begins the later part, with all that only such functions reach; everything else
stays in the first. Calls from the first part into the later go through the table, whose places are filled when
web/later.mjs instantiates the later part with the first one's exports. Nothing may call them before: ui::Host::complete.

Data go with it where they stand in a segment of their own that begins with LATER_DATA (cmake/embed_starters.py): until then zeros
are in their place.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

FEATURES = ["--enable-simd", "--enable-bulk-memory", "--enable-nontrapping-float-to-int", "--enable-sign-ext",
            "--enable-mutable-globals"]
FUNCTION = re.compile(r"^ \(func \$(\S+)")
CALL = re.compile(r"\((?:call|return_call|ref\.func) \$([^\s)]+)")
LATER_DATA = b"septet: later data\n"
DATA, DATA_COUNT, CODE = 11, 12, 10  # ids of sections
ESCAPE = re.compile(r"\\([0-9a-fA-F]{2})")


def unescaped(name):
    return ESCAPE.sub(lambda code: chr(int(code[1], 16)), name)


def call_graph(text):
    """Of the module's text: who calls whom, and who may be called from outside or through the table."""
    calls, roots, here = {}, set(), None
    for line in text.splitlines():
        if found := FUNCTION.match(line):
            here = found[1]
            calls[here] = set()
        elif line.startswith(" ("):
            here = None
            if line.startswith((" (elem", " (export", " (start")):
                roots |= set(re.findall(r"\$([^\s()\"]+)", line))
        if here is not None:
            calls[here] |= set(CALL.findall(line))
    return calls, roots & set(calls)


def reached(calls, begin, stop):
    seen, waiting = set(), [name for name in begin if name not in stop]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        waiting += [callee for callee in calls.get(name, ()) if callee in calls and callee not in stop and callee not in seen]
    return seen


def number(data, at):
    """The LEB128 number at this place, and the place behind it."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def leb(value):
    out = bytearray()
    while True:
        out.append(value & 0x7F | (0x80 if value > 0x7F else 0))
        value >>= 7
        if not value:
            return bytes(out)


def sections(module):
    at = 8
    while at < len(module):
        size, begin = number(module, at + 1)
        yield module[at], module[begin : begin + size]
        at = begin + size


def segments(section):
    """The active segments of a data section, each whole and its bytes."""
    count, at = number(section, 0)
    for _ in range(count):
        begin = at
        if section[at] != 0 or section[at + 1] != 0x41:
            sys.exit("a data segment that is not put in its place at the beginning")
        _, at = number(section, at + 2)
        size, at = number(section, at + 1)  # behind the end of the place's expression
        yield section[begin : at + size], section[at : at + size]
        at += size


def with_segments(module, whole):
    """The module with these data segments, none others."""
    out, parts = bytearray(module[:8]), [(kind, body) for kind, body in sections(module) if kind != DATA]
    place = 1 + max(i for i, (kind, _) in enumerate(parts) if kind == CODE)
    parts.insert(place, (DATA, leb(len(whole)) + b"".join(whole)))
    for kind, body in parts:
        if kind == DATA_COUNT:
            body = leb(len(whole))
        out += bytes([kind]) + leb(len(body)) + body
    return bytes(out)


def move_data(first, later):
    """Of two modules of one memory: the later data go from the first into the later one. None: there are none."""
    all_of = lambda module: [part for kind, body in sections(module) if kind == DATA for part in segments(body)]
    moved = [whole for whole, data in all_of(first) if data.startswith(LATER_DATA)]
    if not moved:
        return None
    kept = [whole for whole, data in all_of(first) if not data.startswith(LATER_DATA)]
    return with_segments(first, kept), with_segments(later, [whole for whole, _ in all_of(later)] + moved)


def main():
    binaryen, linked, first, later, *patterns = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        listing = Path(folder) / "module.wat"
        subprocess.run([f"{binaryen}/wasm-dis", linked, "-o", listing, *FEATURES], check=True)
        calls, roots = call_graph(listing.read_text(encoding="utf-8", errors="replace"))
        wanted = re.compile("|".join(patterns))
        begin_later = {name for name in calls if wanted.search(unescaped(name))}
        if not begin_later:
            sys.exit(f"no function of {linked} matches {' or '.join(patterns)}")
        moved = sorted(set(calls) - reached(calls, roots, begin_later))
        names = Path(folder) / "later.txt"
        names.write_text("\n".join(moved), encoding="utf-8")
        subprocess.run([f"{binaryen}/wasm-split", "--split", linked, f"--split-funcs=@{names}", "-o1", first, "-o2", later,
                        "--no-placeholders", "--import-namespace=first", "--export-prefix=%", *FEATURES], check=True)
    parts = move_data(Path(first).read_bytes(), Path(later).read_bytes())
    if parts:
        Path(first).write_bytes(parts[0])
        Path(later).write_bytes(parts[1])
    print(f"{len(moved)} of {len(calls)} functions come later{' and some data' if parts else ''}")


if __name__ == "__main__":
    main()
