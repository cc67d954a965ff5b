"""What goes into the page by its owner's configuration, and what is made again."""

import gzip
import json
import os
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "cmake"))

import assemble  # noqa: E402

INDEX = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; connect-src 'self'; style-src 'self'">
<meta name="septet-version" content="development"><meta name="septet-data-origins" content="">"""


class Index(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        project = mock.patch.object(assemble, "PROJECT", Path(folder.name))
        project.start()
        self.addCleanup(project.stop)
        self.web = Path(folder.name) / "web"
        self.web.mkdir()
        (self.web / "index.html").write_text(INDEX)

    def test_the_version_is_in_the_page(self):
        self.assertIn('<meta name="septet-version" content="abc123">', assemble.index("abc123"))

    def test_without_a_configuration_only_the_own_origin_is_reached(self):
        self.assertIn("connect-src 'self';", assemble.index("1"))

    def test_listed_origins_are_reached(self):
        (self.web / "site.json").write_text('{"data_origins": ["https://data.example.com", "http://localhost:9000"]}')
        page = assemble.index("1")
        self.assertIn("connect-src 'self' https://data.example.com http://localhost:9000;", page)
        self.assertIn('name="septet-data-origins" content="https://data.example.com http://localhost:9000"', page)

    def test_what_is_no_origin_is_refused(self):
        for origin in ("*", "data:", "https://a.b/path", "https://a b", "https://a;script-src *", 'https://a"', "javascript:x"):
            (self.web / "site.json").write_text('{"data_origins": [%s]}' % json.dumps(origin))
            with self.assertRaises(assemble.CannotBuild, msg=origin):
                assemble.index("1")

    def test_a_page_without_its_places_is_refused(self):
        (self.web / "index.html").write_text("<!doctype html>")
        with self.assertRaises(assemble.CannotBuild):
            assemble.index("1")


class Files(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_only_what_changed_is_copied(self):
        source, target = self.folder / "a.svg", self.folder / "out/a.svg"
        source.write_text("one")
        assemble.copy(source, target)
        os.utime(target, ns=(1, source.stat().st_mtime_ns + 1))
        target.write_text("kept")
        assemble.copy(source, target)
        self.assertEqual(target.read_text(), "kept")
        source.write_text("two")
        os.utime(source, ns=(1, target.stat().st_mtime_ns + 2_000_000_000))
        assemble.copy(source, target)
        self.assertEqual(target.read_text(), "two")

    def test_texts_are_compressed_both_ways_and_once(self):
        text, packed = self.folder / "a.css", self.folder / "b.json.gz"
        text.write_text("a{color:red}" * 100)
        packed.write_bytes(b"x")
        made = assemble.compress([text, packed])
        self.assertEqual([path.name for path in made], ["a.css.br", "a.css.gz"])
        self.assertEqual(gzip.decompress(made[1].read_bytes()), text.read_bytes())
        before = made[0].stat().st_mtime_ns
        assemble.compress([text, packed])
        self.assertEqual(made[0].stat().st_mtime_ns, before)

    def test_hidden_files_are_not_published(self):
        (self.folder / ".secret").write_text("")
        (self.folder / "seen.txt").write_text("")
        self.assertEqual([path.name for path in assemble.files_in(self.folder)], ["seen.txt"])


if __name__ == "__main__":
    unittest.main()
