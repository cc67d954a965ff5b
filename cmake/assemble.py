"""Builds the two web modules and puts the finished static site together in dist/.

    web/, {page,engine}.mjs                    scripts and styles minified when there is an esbuild
    {page,engine}{,_later}.wasm                each module in two parts: for the first funnel, and for the rest
    demo/{en,zh}{,-reviews}.json.gz            written by assets/demo/generate.py, each in two parts as well
    demo/{en,zh}-first.json                    what the first picture needs of it (first_answers.mjs)
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


# Of calls: what only the engine's later part reads. It stands in a file of its own, for the first funnel would wait for it.
READ_LATER = ("metrics", "topics", "scorecards")


def first_and_later(export):
    """The export without what is read later, and an export of that alone; the calls' ids put the two together."""
    first = json.loads(export)
    calls = first["calls"]
    first["calls"] = [{key: value for key, value in call.items() if key not in READ_LATER} for call in calls]
    later = {"septet": first["septet"], "timezone": first["timezone"], "calls": [
        {key: value for key, value in call.items() if key in ("id", "at", *READ_LATER)}
        for call in calls if any(key in call for key in READ_LATER)]}
    return first, later


def demo():
    """The demo data sets as the page reads them, generated again when their generator changed."""
    generator = PROJECT / "assets/demo"
    state = digest(b"".join(source.name.encode() + source.read_bytes() for source in sorted(generator.glob("*.py"))) +
                   " ".join(READ_LATER).encode())
    generated, stamp = BUILD / "demo", BUILD / "demo/stamp"
    if not stamp.exists() or stamp.read_text() != state:
        run_or_stop([sys.executable, generator / "generate.py", generated], "The demo data could not be generated.")
        stamp.write_text(state)
    made = []
    for language in LANGUAGES:
        source = generated / f"demo-{language}.json"
        targets = [DIST / f"demo/{language}.json.gz", DIST / f"demo/{language}-reviews.json.gz"]
        if not all(is_current(target, source) for target in targets):
            for target, export in zip(targets, first_and_later(source.read_bytes())):
                target.parent.mkdir(parents=True, exist_ok=True)
                text = json.dumps(export, ensure_ascii=False, separators=(",", ":")).encode()
                target.write_bytes(gzip.compress(text, 9, mtime=0))
        made += targets
        made.append(first_answers(language, targets[0]))
    return made


def first_answers(language, source):
    script, target = PROJECT / "cmake/first_answers.mjs", DIST / f"demo/{language}-first.json"
    engine = [DIST / name for name in ("engine.mjs", "engine.wasm", "engine_later.wasm")]
    if not all(is_current(target, needed) for needed in (source, script, *engine)):
        run_or_stop(["node", script, DIST, language], "The engine could not answer the demo's first questions.")
    return target


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
