"""What the server promises: right types, small answers, ranges, and nothing outside its two folders."""

import http.client
import json
import os
import socket
import sys
import tempfile
import threading
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import serve  # noqa: E402

INDEX = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'


class Served(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        top = Path(cls.folder.name)
        cls.site, cls.data = top / "site", top / "data"
        for folder in (cls.site / "sub", cls.data / "inner", cls.data / ".hidden", top / "site-beside"):
            folder.mkdir(parents=True)
        (top / "secret.txt").write_text("secret")
        (top / "site-beside/secret.txt").write_text("secret")
        (cls.site / "index.html").write_text(INDEX)
        (cls.site / "page.wasm").write_bytes(b"\0asm" + bytes(100))
        (cls.site / "page.wasm.br").write_bytes(b"brotli")
        (cls.site / "page.wasm.gz").write_bytes(b"gzip")
        (cls.site / "boot.mjs").write_text("export {}")
        (cls.site / "empty.txt").write_text("")
        (cls.site / "sub/inside.css").write_text("a{}")
        (cls.site / "way-out").symlink_to(top / "secret.txt")
        (cls.site / "folder-out").symlink_to(top)
        os.mkfifo(cls.site / "pipe")
        (cls.data / "deals.json").write_bytes(b"0123456789")
        (cls.data / "交易.ndjson").write_bytes(b"{}\n")
        (cls.data / "inner/more.json").write_bytes(b"[]")
        (cls.data / ".hidden/keys.json").write_bytes(b"{}")
        (cls.data / "way-out.json").symlink_to(top / "secret.txt")
        cls.server = serve.Server("127.0.0.1", 0, cls.site, cls.data)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()
        cls.folder.cleanup()

    def ask(self, path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_address[1], timeout=10)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    def status(self, path, **headers):
        return self.ask(path, **headers)[0].status

    def raw(self, text):
        with socket.create_connection(self.server.server_address, timeout=10) as connection:
            connection.sendall(text)
            return connection.recv(1000)

    def test_types(self):
        for path, kind in {
            "/": "text/html; charset=utf-8",
            "/index.html": "text/html; charset=utf-8",
            "/page.wasm": "application/wasm",
            "/boot.mjs": "text/javascript; charset=utf-8",
            "/sub/inside.css": "text/css; charset=utf-8",
            "/data/deals.json": "application/json",
        }.items():
            answer, _ = self.ask(path)
            self.assertEqual((answer.status, answer.headers["Content-Type"]), (200, kind), path)
            self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")

    def test_the_smallest_accepted_encoding_is_sent(self):
        for accepted, encoding, body in (
            ("gzip, deflate, br", "br", b"brotli"),
            ("gzip;q=1.0, br;q=0.5", "br", b"brotli"),
            ("gzip", "gzip", b"gzip"),
            ("br;q=0, gzip", "gzip", b"gzip"),
            ("BR", "br", b"brotli"),
        ):
            answer, found = self.ask("/page.wasm", Accept_Encoding=accepted)
            self.assertEqual((answer.headers["Content-Encoding"], found), (encoding, body), accepted)
            self.assertEqual(answer.headers["Content-Type"], "application/wasm")
        for accepted in ("", "identity", "br;q=0", "deflate", "br;q=0.0"):
            answer, found = self.ask("/page.wasm", Accept_Encoding=accepted)
            self.assertIsNone(answer.headers["Content-Encoding"], accepted)
            self.assertEqual(len(found), 104)

    def test_caches_are_told_what_an_answer_depends_on(self):
        tags = set()
        for accepted in ("br", "gzip", "identity"):
            answer, _ = self.ask("/page.wasm", Accept_Encoding=accepted)
            self.assertEqual(answer.headers["Vary"], "Accept-Encoding")
            self.assertEqual(answer.headers["Cache-Control"], "no-cache")
            tags.add(answer.headers["ETag"])
        self.assertEqual(len(tags), 3)

    def test_an_unchanged_file_is_not_sent_again(self):
        answer, _ = self.ask("/boot.mjs")
        tag, date = answer.headers["ETag"], answer.headers["Last-Modified"]
        for headers in ({"If_None_Match": tag}, {"If_None_Match": f'"x", W/{tag}'}, {"If_None_Match": "*"}, {"If_Modified_Since": date}):
            again, body = self.ask("/boot.mjs", **headers)
            self.assertEqual((again.status, body, again.headers["ETag"]), (304, b"", tag), headers)
        for headers in ({"If_None_Match": '"x"', "If_Modified_Since": date}, {"If_Modified_Since": "yesterday"}):
            self.assertEqual(self.status("/boot.mjs", **headers), 200, headers)

    def test_head_is_get_without_the_body(self):
        for path in ("/boot.mjs", "/data/", "/nothing"):
            got, body = self.ask(path)
            head, nothing = self.ask(path, method="HEAD")
            self.assertEqual((head.status, nothing), (got.status, b""))
            for name in ("Content-Length", "Content-Type", "ETag"):
                self.assertEqual(head.headers[name], got.headers[name])
            self.assertEqual(int(got.headers["Content-Length"]), len(body))

    def test_ranges(self):
        for wanted, body, content_range in (
            ("bytes=0-3", b"0123", "bytes 0-3/10"),
            ("bytes=8-", b"89", "bytes 8-9/10"),
            ("bytes=8-999", b"89", "bytes 8-9/10"),
            ("bytes=-3", b"789", "bytes 7-9/10"),
            ("bytes=-999", b"0123456789", "bytes 0-9/10"),
        ):
            answer, found = self.ask("/data/deals.json", Range=wanted)
            self.assertEqual((answer.status, found, answer.headers["Content-Range"]), (206, body, content_range), wanted)

    def test_ranges_that_cannot_be(self):
        for wanted in ("bytes=10-", "bytes=99-100", "bytes=-0"):
            answer, _ = self.ask("/data/deals.json", Range=wanted)
            self.assertEqual((answer.status, answer.headers["Content-Range"]), (416, "bytes */10"), wanted)
        self.assertEqual(self.status("/empty.txt", Range="bytes=0-"), 416)

    def test_ranges_that_are_ignored(self):
        for wanted in ("bytes=3-1", "bytes=0-1,4-5", "pages=1-2", "bytes=a-b", "bytes=-", "bytes=" + "9" * 5000 + "-"):
            answer, body = self.ask("/data/deals.json", Range=wanted)
            self.assertEqual((answer.status, body), (200, b"0123456789"), wanted)

    def test_a_range_is_of_the_file_as_it_is(self):
        answer, body = self.ask("/page.wasm", Range="bytes=0-3", Accept_Encoding="br")
        self.assertEqual((answer.status, body, answer.headers["Content-Encoding"]), (206, b"\0asm", None))

    def test_a_range_of_a_file_that_changed_is_the_whole_file(self):
        answer, _ = self.ask("/data/deals.json")
        for condition in (answer.headers["ETag"], answer.headers["Last-Modified"]):
            self.assertEqual(self.status("/data/deals.json", Range="bytes=0-3", If_Range=condition), 206)
        for condition in ('"other"', "Mon, 01 Jan 1990 00:00:00 GMT", "W/" + answer.headers["ETag"]):
            self.assertEqual(self.status("/data/deals.json", Range="bytes=0-3", If_Range=condition), 200)

    def test_nothing_outside_is_served(self):
        for path in (
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/sub/../../secret.txt",
            "/sub/%2e%2e%2f%2e%2e%2fsecret.txt",
            "/..%5csecret.txt",
            "/..%2fsite-beside/secret.txt",
            "/way-out",
            "/folder-out/secret.txt",
            "/data/../secret.txt",
            "/data/%2e%2e/secret.txt",
            "/data/way-out.json",
            "/data/.hidden/keys.json",
            "/data//etc/passwd",
            "//etc/passwd",
            "/%2fetc/passwd",
            "/index.html%00.txt",
            "/%00",
            "/%ff",
            "/pipe",
            "/sub",
            "/sub/",
            "/data/inner",
            "/index.html/",
            "/" + "a" * 5000,
        ):
            answer, body = self.ask(path)
            self.assertEqual(answer.status, 404, path)
            self.assertNotIn(b"secret", body)

    def test_odd_targets(self):
        for target in (b"..", b"secret.txt", b"*", b"/\xff\xfe", b"http://127.0.0.1/../secret.txt"):
            self.assertIn(b" 404 ", self.raw(b"GET " + target + b" HTTP/1.1\r\nHost: localhost\r\n\r\n").split(b"\r\n")[0])
        for target in (b"http://127.0.0.1/boot.mjs", b"/boot.mjs?a=1", b"/boot.mjs#b"):
            self.assertIn(b" 200 ", self.raw(b"GET " + target + b" HTTP/1.1\r\nHost: localhost\r\n\r\n").split(b"\r\n")[0])

    def test_the_exports_are_listed(self):
        answer, body = self.ask("/data/")
        self.assertEqual(answer.headers["Content-Type"], "application/json")
        self.assertEqual(
            json.loads(body),
            [{"name": "deals.json", "size": 10}, {"name": "inner/more.json", "size": 2}, {"name": "交易.ndjson", "size": 3}],
        )
        self.assertEqual(self.ask("/data/%E4%BA%A4%E6%98%93.ndjson")[1], b"{}\n")

    def test_without_exports_there_is_no_listing(self):
        server = serve.Server("127.0.0.1", 0, self.site)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        connection = http.client.HTTPConnection(*server.server_address)
        connection.request("GET", "/data/")
        self.assertEqual(connection.getresponse().status, 404)
        connection.close()
        server.shutdown()
        server.server_close()

    def test_only_reading(self):
        for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
            answer, _ = self.ask("/index.html", method=method)
            self.assertEqual((answer.status, answer.headers["Allow"]), (405, "GET, HEAD"), method)

    def test_another_site_cannot_pose_as_this_machine(self):
        for name in ("evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", "", "a:b:c"):
            self.assertEqual(self.status("/data/deals.json", Host=name), 421, name)
        for name in ("localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000"):
            self.assertEqual(self.status("/data/deals.json", Host=name), 200, name)

    def test_the_policy_of_the_page_is_a_header_too(self):
        answer, _ = self.ask("/")
        self.assertEqual(answer.headers["Content-Security-Policy"], "default-src 'none'; frame-ancestors 'none'")

    def test_one_connection_serves_many_requests(self):
        connection = http.client.HTTPConnection(*self.server.server_address)
        for path in ("/boot.mjs", "/nothing", "/data/deals.json", "/boot.mjs"):
            connection.request("GET", path)
            connection.getresponse().read()
        connection.request("GET", "/boot.mjs", body=b"GET /secret.txt HTTP/1.1\r\n\r\n")
        answer = connection.getresponse()
        self.assertEqual((answer.status, answer.read()), (200, b"export {}"))
        connection.close()

    def test_it_listens_on_loopback_only(self):
        self.assertEqual(self.server.server_address[0], "127.0.0.1")


if __name__ == "__main__":
    unittest.main()
