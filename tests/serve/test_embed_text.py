"""The words of the screens: which come later, and what stops the build."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "cmake/embed_text.py"
FIRST, LATER = "words(Text::hello); words(Text::both)", "say(Text::bye, Text::both)"


class EmbedText(unittest.TestCase):
    def embed(self, english, chinese, first=FIRST, later=LATER):
        """(what the script says where it fails, the keys, the table)"""
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for file, text in (("en.json", english), ("zh.json", chinese), ("first.cpp", first), ("later.cpp", later)):
                (folder / file).write_text(text, encoding="utf-8")
            done = subprocess.run([sys.executable, SCRIPT, folder / "en.json", folder / "zh.json", folder / "out",
                                   folder / "first.cpp", "--", folder / "later.cpp"], capture_output=True, text=True)
            if done.returncode:
                return done.stderr, "", ""
            return "", *((folder / "out" / file).read_text(encoding="utf-8") for file in ("text_keys.h", "text_table.cpp"))

    def test_what_only_later_sources_say_stands_behind_the_rest_and_between_the_marks(self):
        words = '{"bye": "Bye 7", "hello": "Hello", "both": "Both"}'
        failed, keys, table = self.embed(words, words)
        self.assertEqual(failed, "")
        self.assertLess(keys.index("hello,"), keys.index("bye,"))
        self.assertIn("first_text_count = 2;", keys)
        moved = table[table.index("<<septet:later data<<"):]
        self.assertIn("Bye 7", moved)
        self.assertNotIn("Hello", moved)

    def test_a_word_that_nobody_says_stops_the_build(self):
        words = '{"bye": "Bye", "hello": "Hello", "both": "Both", "never": "Never"}'
        self.assertIn("said nowhere: never", self.embed(words, words)[0])

    def test_a_word_missing_empty_or_with_other_places_stops_the_build(self):
        good = '{"bye": "Bye {0}", "hello": "Hello", "both": "Both"}'
        for bad, said in (('{"bye": "再见 {0}", "hello": "你好"}', "both: only in English"),
                          ('{"bye": "再见 {0}", "hello": "", "both": "都"}', "hello: empty"),
                          ('{"bye": "再见 {1}", "hello": "你好", "both": "都"}', "bye: the placeholders differ"),
                          ('{"bye": "再见", "bye": "再见", "hello": "你好", "both": "都"}', "given twice")):
            self.assertIn(said, self.embed(good, bad)[0])


if __name__ == "__main__":
    unittest.main()
