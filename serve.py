#!/usr/bin/env python3
"""Gets what is missing, builds the page, and serves it on http://127.0.0.1:8000 until Ctrl+C.

    python3 serve.py [--port N] [--host ADDRESS] [--open] [--data FOLDER]
    python3 serve.py --build-only      leaves the finished static site in dist/

--data serves a folder of exports under /data/, with a listing as JSON for each folder.
"""

import argparse
import email.utils
import http.server
import json
import os
import re
import socket
import stat
import sys
import urllib.parse
import webbrowser
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent / "cmake"))

import assemble  # noqa: E402
import setup  # noqa: E402

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".ndjson": "application/x-ndjson",
    ".jsonl": "application/x-ndjson",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".gz": "application/gzip",
    ".zip": "application/zip",
}
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
LOOPBACK_NAMES = {"localhost", "127.0.0.1", "::1"}


class Handler(http.server.BaseHTTPRequestHandler):
    """GET and HEAD of regular files below two folders. The server carries `site`, `data`, `policy` and `is_local`."""

    protocol_version = "HTTP/1.1"
    server_version = "septet"
    sys_version = ""
    timeout = 60

    def do_GET(self):
        # A body is not read, so the connection cannot go on after it.
        if "Content-Length" in self.headers or "Transfer-Encoding" in self.headers:
            self.close_connection = True
        # A page elsewhere must not reach the reader's data by giving a name of its own this machine's address.
        if self.server.is_local and host_name(self.headers.get("Host", "")) not in LOOPBACK_NAMES:
            return self.refuse(421)
        segments = path_segments(self.path)
        if segments is None:
            return self.refuse(404)
        if segments[0] == "data" and self.server.data:
            if segments[-1] == "":
                return self.send_listing(segments[1:-1])
            return self.send_found(found_file(self.server.data, segments[1:]), may_encode=False)
        return self.send_found(found_file(self.server.site, segments if segments != [""] else ["index.html"]))

    do_HEAD = do_GET

    def do_POST(self):
        self.close_connection = True
        self.refuse(405)

    do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_POST

    def send_found(self, path, may_encode=True):
        if path is None:
            return self.refuse(404)
        kind = path.suffix
        headers = {"Content-Type": TYPES.get(kind, "application/octet-stream"), "Accept-Ranges": "bytes"}
        wants_range = self.command == "GET" and "Range" in self.headers
        if may_encode:
            headers["Vary"] = "Accept-Encoding"
            # A range is taken of the file as it is.
            if not wants_range:
                accepted = accepted_encodings(self.headers.get("Accept-Encoding", ""))
                for encoding, suffix in ENCODINGS:
                    beside = path.with_name(path.name + suffix)
                    if encoding in accepted and beside.exists():
                        path = beside
                        headers["Content-Encoding"] = encoding
                        break
        with open(path, "rb") as file:
            status = os.fstat(file.fileno())
            encoding = headers.get("Content-Encoding", "")
            tag = f'"{status.st_mtime_ns:x}-{status.st_size:x}{encoding}"'
            headers["ETag"] = tag
            headers["Last-Modified"] = email.utils.formatdate(int(status.st_mtime), usegmt=True)
            if self.is_unchanged(tag, status.st_mtime):
                return self.send_headers(304, headers)
            first, past = 0, status.st_size
            code = 200
            if wants_range and self.may_answer_range(tag, headers["Last-Modified"]):
                wanted = parse_range(self.headers["Range"], status.st_size)
                if wanted == "unsatisfiable":
                    return self.refuse(416, {"Content-Range": f"bytes */{status.st_size}"})
                if wanted is not None:
                    first, past = wanted
                    code = 206
                    headers["Content-Range"] = f"bytes {first}-{past - 1}/{status.st_size}"
            headers["Content-Length"] = str(past - first)
            self.send_headers(code, headers)
            if self.command == "GET" and past > first:
                self.wfile.flush()
                self.connection.sendfile(file, first, past - first)

    def is_unchanged(self, tag, modified):
        known = self.headers.get("If-None-Match")
        if known is not None:
            return known.strip() == "*" or tag in [part.strip().removeprefix("W/") for part in known.split(",")]
        since = parse_date(self.headers.get("If-Modified-Since"))
        return since is not None and int(modified) <= since

    def may_answer_range(self, tag, last_modified):
        condition = self.headers.get("If-Range")
        return condition is None or condition.strip() in (tag, last_modified)

    def send_listing(self, folder):
        below = "".join(part + "/" for part in folder)
        found = [(name, size) for name, size in exports(self.server.data) if name.startswith(below)]
        if folder and not found:
            return self.refuse(404)
        listing = [{"name": name.removeprefix(below), "size": size} for name, size in found]
        self.send_text(200, json.dumps(listing, ensure_ascii=False), {"Content-Type": TYPES[".json"]})

    def refuse(self, code, headers=None):
        more = {"Content-Type": TYPES[".txt"]} | ({"Allow": "GET, HEAD"} if code == 405 else {}) | (headers or {})
        self.send_text(code, self.responses[code][0] + "\n", more)

    def send_text(self, code, text, headers):
        content = text.encode()
        self.send_headers(code, headers | {"Content-Length": str(len(content))})
        if self.command != "HEAD":
            self.wfile.write(content)

    def send_headers(self, code, headers):
        self.send_response(code)
        # Names carry no version, so a copy is asked about each time; the tag makes that cheap.
        common = {
            "Cache-Control": "no-cache",
            "Content-Security-Policy": self.server.policy,
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }
        for name, value in (common | headers).items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_):
        pass


def host_name(header):
    """The name in a Host header, without its port."""
    match = re.fullmatch(r"\[([^\]]*)\](:\d*)?|([^:]*)(:\d*)?", header.strip())
    return None if match is None else (match[1] or match[3] or "").lower()


def path_segments(target):
    """The parts of a request's path, or None for one that no file can have. No part is hidden, nor leads upwards."""
    path = re.sub(r"^https?://[^/]*", "", target.partition("?")[0].partition("#")[0])
    if not path.startswith("/"):
        return None
    try:
        text = urllib.parse.unquote(path, errors="strict")
    except UnicodeDecodeError:
        return None
    segments = text[1:].split("/")
    if any(part.startswith(".") or "\\" in part or "\0" in part for part in segments):
        return None
    # An empty part is only good at the end, where it names a folder.
    return None if "" in segments[:-1] else segments


def found_file(root, segments):
    """The regular file that the parts name, where it really lies below root; None otherwise."""
    try:
        path = root.joinpath(*segments).resolve(strict=True)
        if path.is_relative_to(root) and stat.S_ISREG(path.stat().st_mode) and segments[-1] != "":
            return path
    except (OSError, RuntimeError, ValueError):
        pass
    return None


def exports(root):
    """Names and sizes of the files that can be asked for below root, in order."""
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = found_file(root, [*Path(folder).relative_to(root).parts, name])
            if path is not None and not name.startswith("."):
                found.append((Path(folder, name).relative_to(root).as_posix(), path.stat().st_size))
    return sorted(found)


def accepted_encodings(header):
    accepted = set()
    for part in header.lower().split(","):
        name, _, parameters = part.partition(";")
        quality = re.search(r"q=([\d.]+)", parameters)
        if quality is None or quality[1].strip("0.") != "":
            accepted.add(name.strip())
    return accepted


def parse_range(header, size):
    """(first, one past last) of a single byte range; None for what may be ignored; "unsatisfiable"."""
    match = re.fullmatch(r"bytes=\s*(\d{0,18})-(\d{0,18})\s*", header)
    if match is None or match[1] == match[2] == "":
        return None
    if match[1] == "":
        length = min(int(match[2]), size)
        return (size - length, size) if length > 0 else "unsatisfiable"
    first, past = int(match[1]), size
    if match[2] != "":
        if int(match[2]) < first:
            return None
        past = min(int(match[2]) + 1, size)
    return (first, past) if first < size else "unsatisfiable"


def parse_date(text):
    try:
        return email.utils.parsedate_to_datetime(text).timestamp() if text else None
    except (TypeError, ValueError, OverflowError):
        return None


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, host, port, site, data=None):
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.site = site.resolve()
        self.data = data.resolve() if data else None
        self.is_local = host in LOOPBACK_NAMES
        self.policy = security_policy(self.site)
        super().__init__((host, port), Handler)

    def handle_error(self, request, client_address):
        # A reader who leaves in the middle is no error.
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)

    def address(self):
        host, port = self.server_address[:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def security_policy(site):
    """What the page says of itself in its <meta>, and what only a header can say."""
    page = (site / "index.html").read_text(encoding="utf-8")
    return re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1] + "; frame-ancestors 'none'"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--port", type=int, default=8000)
    arguments.add_argument("--host", default="127.0.0.1")
    arguments.add_argument("--open", action="store_true", help="open the page in the browser")
    arguments.add_argument("--data", type=Path, help="folder of exports to serve under /data/")
    arguments.add_argument("--build-only", action="store_true")
    options = arguments.parse_args()
    if options.data and not options.data.is_dir():
        sys.exit(f"{options.data} is no folder.")
    try:
        setup.prepare()
        site = assemble.assemble()
    except (setup.CannotPrepare, assemble.CannotBuild) as reason:
        sys.exit(str(reason))
    if options.build_only:
        print(f"The site is in {site}")
        return
    try:
        server = Server(options.host, options.port, site, options.data)
    except OSError as reason:
        sys.exit(f"Cannot listen on {options.host} port {options.port}: {reason.strerror}.")
    print(f"Septet is at {server.address()}  (Ctrl+C ends it)", flush=True)
    if options.data:
        print(f"Your exports together: {server.address()}/#data=data/", flush=True)
    if options.open:
        webbrowser.open(server.address())
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()


if __name__ == "__main__":
    main()
