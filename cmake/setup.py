"""Gets what building and testing need: programs, an Emscripten, the sources of the dependencies.

On Debian, as root, it installs Debian's own packages and leaves the libraries that are there alone.
Emscripten and two source packages come from a later suite of the same mirror, into a folder of
the user's (SEPTET_CACHE, else ~/.cache/septet), so that every clone shares them.
On any other machine an Emscripten, CMake, Ninja and Node.js on the PATH are used, and CMake fetches the rest.
"""

import contextlib
import fcntl
import glob
import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
CACHE = Path(os.environ.get("SEPTET_CACHE") or Path.home() / ".cache" / "septet")
EMSCRIPTEN = CACHE / "emscripten"
SOURCES = CACHE / "sources"

EMSCRIPTEN_AT_LEAST = (3, 1, 69)
TOOLCHAIN_SUITE = "trixie"
SOURCE_PACKAGES = {"imgui": ("imgui", "forky"), "SDL2": ("libsdl2", "trixie")}

BUILD_PROGRAMS = {"cmake": "cmake", "ninja": "ninja-build", "node": "nodejs", "esbuild": "esbuild"}
BUILD_FILES = {"/usr/include/nlohmann/json.hpp": "nlohmann-json3-dev", "/usr/include/doctest/doctest.h": "doctest-dev",
               "/usr/include/zlib.h": "zlib1g-dev", "/usr/include/boost/math/distributions/beta.hpp": "libboost-dev"}
TOOLCHAIN_PROGRAMS = {"clang-19": "clang-19", "wasm-ld-19": "lld-19", "llvm-ar-19": "llvm-19"}
TOOLCHAIN_FILES = {"/usr/share/nodejs/acorn/package.json": "node-acorn"}
TEST_PROGRAMS = {"clang-19": "clang-19", "clang-format-19": "clang-format-19", "chromium": "chromium", "npm": "npm"}
TEST_FILES = {
    "/usr/include/zlib.h": "zlib1g-dev",
    "/usr/lib/llvm-19/lib/clang/19/lib/linux/libclang_rt.fuzzer-*.a": "libclang-rt-19-dev",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc": "fonts-noto-cjk",
    "/usr/share/fonts/*/inter": "fonts-inter",
}
# The other engines of the browser tests (tests/browser/engines), and a screen for them.
ENGINE_PROGRAMS = {"firefox-esr": "firefox-esr", "WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"}
ENGINE_FILES = {
    "/usr/lib/*/libGL.so.1": "libgl1",
    "/usr/lib/*/libEGL.so.1": "libegl1",
    "/usr/lib/*/dri/swrast_dri.so": "libgl1-mesa-dri",
    "/usr/lib/*/libpci.so.3": "libpci3",
    "/usr/lib/python3/dist-packages/gi/__init__.py": "python3-gi",
    "/usr/lib/*/girepository-1.0/WebKit2-4.1.typelib": "gir1.2-webkit2-4.1",
}


class CannotPrepare(Exception):
    """What the reader has to install, in one sentence."""


def prepare(for_tests=False, for_engines=False):
    """Makes the machine able to build (and to run every test, in every browser engine); quick when it already is."""
    programs, files = dict(BUILD_PROGRAMS), dict(BUILD_FILES)
    # An emcc that is already there brings its own compiler.
    own_emscripten = emscripten_on_path() is None
    if own_emscripten:
        programs |= TOOLCHAIN_PROGRAMS
        files |= TOOLCHAIN_FILES
    if for_tests:
        programs |= TEST_PROGRAMS
        files |= TEST_FILES
    if for_engines:
        programs |= ENGINE_PROGRAMS
        files |= ENGINE_FILES
    if not is_debian():
        check_other_machine()
    else:
        with locked():
            install(missing_packages(programs, files))
            if own_emscripten and not (EMSCRIPTEN / "emcc").exists():
                get_emscripten()
            missing_sources = [name for name in SOURCE_PACKAGES if not (SOURCES / name).exists()]
            if missing_sources:
                get_sources(missing_sources)
    if for_tests:
        get_node_modules()


def is_debian():
    try:
        release = Path("/etc/os-release").read_text()
    except OSError:
        return False
    return re.search(r"^ID=\"?debian\"?$", release, re.MULTILINE) is not None and shutil.which("apt-get") is not None


def emscripten_on_path():
    """The folder of a usable emcc on the PATH, or None."""
    emcc = shutil.which("emcc")
    if emcc is None:
        return None
    folder = Path(emcc).resolve().parent
    version_file = folder / "emscripten-version.txt"
    if version_file.exists():
        text = version_file.read_text()
    else:
        text = subprocess.run([emcc, "--version"], capture_output=True, text=True).stdout
    found = re.search(r"(\d+)\.(\d+)\.(\d+)", text)
    if found is None or tuple(map(int, found.groups())) < EMSCRIPTEN_AT_LEAST:
        return None
    return folder


def check_other_machine():
    missing = [program for program in ("cmake", "ninja", "node") if shutil.which(program) is None]
    if emscripten_on_path() is None:
        missing.insert(0, "Emscripten %d.%d.%d or newer (emcc)" % EMSCRIPTEN_AT_LEAST)
    if missing:
        raise CannotPrepare(f"Please install {', '.join(missing)} and put it on the PATH.")


def missing_packages(programs, files):
    packages = {package for program, package in programs.items() if shutil.which(program) is None}
    packages |= {package for pattern, package in files.items() if not glob.glob(pattern)}
    return sorted(packages)


def install(packages):
    if not packages:
        return
    command = ["apt-get", "install", "--yes", "--no-install-recommends", "--no-upgrade", "--no-remove", *packages]
    if os.geteuid() != 0:
        raise CannotPrepare(f"Please run: sudo {' '.join(command)}")
    say(f"installing {' '.join(packages)}")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "--quiet"], env=environment)
    run(command, env=environment)


def get_emscripten():
    """Unpacks Debian's Emscripten of a later suite into a root of its own, which touches nothing of the host's."""
    say("getting Emscripten (about 240 MB, once)")
    with fresh_folder(EMSCRIPTEN.parent / "emscripten-root") as root:
        with private_apt([TOOLCHAIN_SUITE], []) as apt:
            packages = ["emscripten", "binaryen", "libc6", "libstdc++6", "libgcc-s1"]
            run(["apt-get", "download", "--quiet", *packages], env=apt.environment, cwd=apt.folder)
            for package in apt.folder.glob("*.deb"):
                run(["dpkg-deb", "--extract", package, root])
        shutil.rmtree(root / "usr/share/doc", ignore_errors=True)
        for threaded in root.glob("usr/share/emscripten/cache/sysroot/lib/**/*-mt*.a"):
            threaded.unlink()
    wrap_binaryen(EMSCRIPTEN.parent / "emscripten-root")
    EMSCRIPTEN.unlink(missing_ok=True)
    EMSCRIPTEN.symlink_to("emscripten-root/usr/share/emscripten")


def wrap_binaryen(root):
    """Binaryen's programs want the libc that they were built for: each is started through that libc's own loader."""
    (loader,) = root.glob("usr/lib/*/ld-linux-*.so.*")
    wrappers = root / "binaryen/bin"
    wrappers.mkdir(parents=True)
    for program in root.glob("usr/bin/wasm*"):
        wrapper = wrappers / program.name
        wrapper.write_text(f'#!/bin/sh\nexec "{loader}" --library-path "{loader.parent}" "{program}" "$@"\n')
        wrapper.chmod(0o755)
    emscripten = root / "usr/share/emscripten"
    (emscripten / "node_modules").mkdir()
    (emscripten / "node_modules/acorn").symlink_to("/usr/share/nodejs/acorn")
    config = emscripten / ".emscripten"
    text = config.read_text()
    text = re.sub(r"(?m)^BINARYEN_ROOT = .*$", f"BINARYEN_ROOT = {str(root / 'binaryen')!r}", text)
    text = re.sub(r"(?m)^NODE_JS = .*$", f"NODE_JS = {shutil.which('node')!r}", text)
    config.write_text(text)


def get_sources(names):
    say(f"getting the sources of {' and '.join(names)}")
    packages = {name: SOURCE_PACKAGES[name] for name in names}
    with private_apt([], sorted({suite for _, suite in packages.values()})) as apt:
        wanted = [f"{package}/{suite}" for package, suite in packages.values()]
        run(["apt-get", "source", "--quiet", "--download-only", *wanted], env=apt.environment, cwd=apt.folder)
        for name, (package, _) in packages.items():
            (archive,) = apt.folder.glob(f"{package}_*.orig.tar.*")
            with fresh_folder(SOURCES / name) as folder:
                with tarfile.open(archive) as opened:
                    opened.extractall(folder, members=without_first_folder(opened))


def without_first_folder(archive):
    for member in archive.getmembers():
        _, _, member.name = member.name.partition("/")
        if member.name and (member.isfile() or member.isdir()):
            yield member


def get_node_modules():
    """Playwright's client and axe for the browser tests, exactly as the lock file says."""
    folder = PROJECT / "tests"
    lock, installed = folder / "package-lock.json", folder / "node_modules/.package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    if shutil.which("npm") is None:
        raise CannotPrepare("Please install npm and put it on the PATH.")
    say("getting the browser tests' driver")
    run(["npm", "ci", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts", "--cache", CACHE / "npm"], cwd=folder)
    os.utime(installed)


class PrivateApt:
    def __init__(self, folder, environment):
        self.folder, self.environment = folder, environment


@contextlib.contextmanager
def private_apt(binary_suites, source_suites):
    """An apt that knows other suites of the mirror that this machine uses, and shares no state with the host's."""
    mirror, keyring = debian_mirror()
    with fresh_folder(CACHE / "apt", keep=False) as folder:
        lines = [f"deb [signed-by={keyring}] {mirror} {suite} main" for suite in binary_suites]
        lines += [f"deb-src [signed-by={keyring}] {mirror} {suite} main" for suite in source_suites]
        (folder / "sources.list").write_text("\n".join(lines) + "\n")
        (folder / "apt.conf").write_text(
            f'Dir::Etc::sourcelist "{folder}/sources.list";\n'
            'Dir::Etc::sourceparts "/dev/null";\nDir::Etc::preferencesparts "/dev/null";\n'
            f'Dir::State::Lists "{folder}/lists";\nDir::Cache "{folder}/cache";\n'
            # The user that apt would drop to cannot read a home folder.
            'APT::Sandbox::User "root";\n'
        )
        for needed in ("lists/partial", "cache/archives/partial"):
            (folder / needed).mkdir(parents=True)
        environment = os.environ | {"APT_CONFIG": str(folder / "apt.conf")}
        run(["apt-get", "update", "--quiet"], env=environment)
        yield PrivateApt(folder, environment)


def debian_mirror():
    """Address of the Debian mirror in the machine's own apt sources, and the keyring that signs it."""
    codename = re.search(r"^VERSION_CODENAME=(\w+)$", Path("/etc/os-release").read_text(), re.MULTILINE)
    command = ["apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE) $(ORIGIN)", "Created-By: Packages"]
    for update_first in (False, True):
        if update_first:
            run(["apt-get", "update", "--quiet"])
        for line in subprocess.run(command, capture_output=True, text=True).stdout.splitlines():
            address, release, origin = (line.split(" ") + ["", ""])[:3]
            if origin == "Debian" and codename is not None and release == codename[1]:
                return address, "/usr/share/keyrings/debian-archive-keyring.gpg"
    raise CannotPrepare("Please add a Debian mirror to this machine's apt sources.")


@contextlib.contextmanager
def fresh_folder(path, keep=True):
    """A folder that appears under its name only when it is complete."""
    unfinished = path.with_name(path.name + ".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    try:
        yield unfinished
        if keep:
            shutil.rmtree(path, ignore_errors=True)
            unfinished.rename(path)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


@contextlib.contextmanager
def locked():
    """Two clones may prepare the same machine at the same time."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with open(CACHE / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def run(command, **options):
    """Runs a command quietly; what it printed is shown when it fails."""
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if done.returncode != 0:
        sys.stderr.write(done.stdout)
        raise CannotPrepare(f"This command failed: {' '.join(str(part) for part in command)}")


def say(what):
    print(f"setup: {what}", flush=True)


if __name__ == "__main__":
    try:
        prepare(for_tests="--tests" in sys.argv[1:])
    except CannotPrepare as reason:
        sys.exit(str(reason))
