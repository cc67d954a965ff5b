"""Builds the two web modules and puts the finished static site together in dist/.

    web/, {page,engine}.mjs                    scripts and styles minified when there is an esbuild
    {page,engine}{,_later}.wasm                each module in two parts: for the first funnel, and for the rest
    demo/{en,zh}.json.gz                       written by assets/demo/generate.py
    assets/ but demo and text                  as they are
    files.json                                 the version and every file's name and hash, for the offline copy
Each text and module has its .br and .gz beside it. Only what changed is made again.
"""

import fcntl
import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
DIST = PROJECT / "dist"
BUILD = PROJECT / "build"

MODULES = ("page.mjs", "site/page.wasm", "site/page_later.wasm", "engine.mjs", "site/engine.wasm", "site/engine_later.wasm")
MINIFIED = {".mjs": ["--loader=js", "--format=esm"], ".js": ["--loader=js"], ".css": ["--loader=css"]}
COMPRESSED = {".html", ".mjs", ".js", ".css", ".json", ".wasm", ".svg", ".webmanifest", ".txt"}
LANGUAGES = ("en", "zh")


class CannotBuild(Exception):
    """What went wrong, in a sentence; the programs' own words are on the screen above it."""


def build(preset, *targets):
    BUILD.mkdir(exist_ok=True)
    # A server and a test run may build at the same time; Ninja in one folder must not.
    with open(BUILD / f"{preset}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (BUILD / preset / "build.ninja").exists():
            run_or_stop(["cmake", "--preset", preset], f"The {preset} build could not be configured.")
        command = ["cmake", "--build", "--preset", preset]
        run_or_stop(command + (["--target", *targets] if targets else []), f"The {preset} build failed.")


def run_or_stop(command, sentence):
    """Says nothing when all is well, and everything when it is not."""
    done = subprocess.run(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        sys.stderr.write(done.stdout)
        raise CannotBuild(sentence)


def assemble():
    """Brings dist/ up to date and returns it."""
    build("web", "page", "engine")
    DIST.mkdir(exist_ok=True)
    made = [copy(BUILD / "web" / name, DIST / Path(name).name) for name in MODULES]
    web = PROJECT / "web"
    for source in files_in(web):
        if source not in (web / "index.html", web / "site.json"):
            made.append(copy(source, DIST / source.relative_to(web)))
    assets = PROJECT / "assets"
    for source in files_in(assets):
        if source.relative_to(assets).parts[0] not in ("demo", "text"):
            made.append(copy(source, DIST / source.relative_to(assets)))
    made += demo()
    hashes = {target.relative_to(DIST).as_posix(): digest(target.read_bytes()) for target in sorted(made)}
    version = digest(json.dumps(hashes).encode())[:12]
    made.append(write_if_changed(DIST / "index.html", index(version).encode()))
    listing = {"version": version, "files": hashes}
    made.append(write_if_changed(DIST / "files.json", json.dumps(listing, indent=1).encode()))
    made += compress(made)
    for stale in set(files_in(DIST)) - set(made):
        stale.unlink()
    return DIST


def files_in(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def digest(content):
    return hashlib.sha256(content).hexdigest()


def write_if_changed(target, content):
    if not target.exists() or target.read_bytes() != content:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return target


def is_current(target, source):
    return target.exists() and target.stat().st_mtime >= source.stat().st_mtime


def copy(source, target):
    if is_current(target, source):
        return target
    content = source.read_bytes()
    esbuild = shutil.which("esbuild")
    if esbuild and source.suffix in MINIFIED:
        command = [esbuild, "--minify", "--charset=utf8", "--log-level=warning", *MINIFIED[source.suffix]]
        done = subprocess.run(command, input=content, stdout=subprocess.PIPE)
        if done.returncode != 0:
            raise CannotBuild(f"{source.name} could not be minified.")
        content = done.stdout
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return target


# Of calls: what only the engine's later part reads. The first funnel would wait for it.
NOT_AT_FIRST = ("metrics", "topics", "scorecards")


def for_the_page(export):
    """The export without what the page reads too late to begin with."""
    data = json.loads(export)
    data["calls"] = [{key: value for key, value in call.items() if key not in NOT_AT_FIRST} for call in data["calls"]]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def demo():
    """The demo data sets as the page begins with them, generated again when their generator changed."""
    generator = PROJECT / "assets/demo"
    state = digest(b"".join(source.name.encode() + source.read_bytes() for source in sorted(generator.glob("*.py"))) +
                   " ".join(NOT_AT_FIRST).encode())
    generated, stamp = BUILD / "demo", BUILD / "demo/stamp"
    if not stamp.exists() or stamp.read_text() != state:
        run_or_stop([sys.executable, generator / "generate.py", generated], "The demo data could not be generated.")
        stamp.write_text(state)
    made = []
    for language in LANGUAGES:
        source, target = generated / f"demo-{language}.json", DIST / f"demo/{language}.json.gz"
        if not is_current(target, source):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(gzip.compress(for_the_page(source.read_bytes()), 9, mtime=0))
        made.append(target)
    return made


def index(version):
    """index.html with this build's version, and with the data origins that the site's owner lists in web/site.json."""
    page = (PROJECT / "web/index.html").read_text(encoding="utf-8")
    origins = data_origins()
    page = put(page, r'(<meta name="septet-version" content=")[^"]*', version)
    page = put(page, r'(<meta name="septet-data-origins" content=")[^"]*', " ".join(origins))
    return put(page, r"(\bconnect-src )'self'", " ".join(["'self'", *origins]))


def put(page, pattern, text):
    page, found = re.subn(pattern, lambda match: match[1] + text, page, count=1)
    if not found:
        raise CannotBuild(f"web/index.html has no place for {pattern}.")
    return page


def data_origins():
    configuration = PROJECT / "web/site.json"
    if not configuration.exists():
        return []
    origins = json.loads(configuration.read_text(encoding="utf-8"))["data_origins"]
    for origin in origins:
        if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d+)?", origin):
            raise CannotBuild(f"web/site.json: {origin!r} is no origin such as https://data.example.com.")
    return origins


def compress(files):
    wanted = [file for file in files if file.suffix in COMPRESSED]
    outdated = [file for file in wanted if not all(is_current(beside(file, kind), file) for kind in ("br", "gz"))]
    if outdated:
        run_or_stop(["node", PROJECT / "cmake/compress.mjs", *outdated], "The site could not be compressed.")
    return [beside(file, kind) for file in wanted for kind in ("br", "gz")]


def beside(file, kind):
    return file.with_name(f"{file.name}.{kind}")
