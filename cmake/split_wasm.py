"""Divides a linked module into what the first funnel needs and what may come later.

    split_wasm.py BINARYEN_BIN linked.wasm first.wasm later.wasm PATTERN...

A function whose name matches a PATTERN begins the later part, with all that only such functions reach; everything else
stays in the first. Data that is marked as later's goes with them (later_data.py). Calls from the first part into the later go through the table, whose places are filled when
web/later.mjs instantiates the later part with the first one's exports. Nothing may call them before: ui::Host::complete.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True  # the sources may lie on a read-only disk, and stay clean anyway

import later_data  # noqa: E402

FEATURES = ["--enable-simd", "--enable-bulk-memory", "--enable-nontrapping-float-to-int", "--enable-sign-ext",
            "--enable-mutable-globals"]
FUNCTION = re.compile(r"^ \(func \$(\S+)")
CALL = re.compile(r"\((?:call|return_call|ref\.func) \$([^\s)]+)")
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
    parts = later_data.move(Path(first).read_bytes(), Path(later).read_bytes())
    for path, code in zip((first, later), parts):
        Path(path).write_bytes(code)
        # Each part alone can be made smaller again: what is called once, and from one side, is different now.
        subprocess.run([f"{binaryen}/wasm-opt", path, "-o", path, "-Oz", "--enable-reference-types", *FEATURES], check=True)
    print(f"{len(moved)} of {len(calls)} functions come later")


if __name__ == "__main__":
    main()
