"""The command line program as a script would use it."""

import gzip
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

SEPTET = os.environ["SEPTET"]
DEALS = """{"septet":1,"stages":[{"id":"a","role":"marketer"},{"id":"b","role":"closer"}],"deals":[
  {"id":"1","history":[{"stage":"a","at":"2026-01-01"},{"stage":"b","at":"2026-01-02"}]},
  {"id":"2","status":"lost","closed_at":"2026-01-05","history":[{"stage":"a","at":"2026-01-03"}]}]}"""
CALLS = '{"type":"call","id":"c","at":"2026-01-01T10:00:00Z","deal":"1"}\n'


class CommandLine(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.deals = self.write("deals.json", DEALS.encode())

    def write(self, name, content):
        (self.folder / name).write_bytes(content)
        return self.folder / name

    def ask(self, question, *files):
        done = subprocess.run([SEPTET, "ask", json.dumps(question), *map(str, files)], capture_output=True, timeout=60)
        return done.returncode, json.loads(done.stdout)

    def test_the_ledger_is_answered_as_json(self):
        status, answer = self.ask({"figure": "ledger"}, self.deals)
        self.assertEqual(status, 0)
        self.assertEqual([row["entries"] for row in answer["rows"]], [2, 1])
        self.assertEqual([row["lost"] for row in answer["rows"]], [1, 0])
        self.assertEqual(answer["question"]["by"], ["stage"])

    def test_files_are_merged_plain_or_gzip(self):
        calls = self.write("calls.ndjson.gz", gzip.compress(CALLS.encode()))
        status, answer = self.ask({"figure": "summary"}, calls, self.deals)
        self.assertEqual(status, 0)
        self.assertEqual((answer["counts"]["deals"], answer["counts"]["calls"]), (2, 1))
        self.assertEqual([file["name"] for file in answer["files"]], ["calls.ndjson.gz", "deals.json"])

    def test_another_systems_calls_join_the_pipeline(self):
        call = {"metaData": {"id": "7", "started": "2026-01-01T10:00:00Z", "duration": 60},
                "context": [{"objects": [{"objectType": "Opportunity", "objectId": "1"}]}],
                "parties": [{"userId": "u", "affiliation": "Internal", "name": "Ann"}],
                "interaction": {"interactionStats": [{"name": "Talk Ratio", "value": 0.4}]}}
        page = self.write("whatever.txt.gz", gzip.compress(json.dumps({"requestId": "r", "calls": [call]}).encode()))
        status, answer = self.ask({"figure": "call", "call": "7"}, page, self.deals)
        self.assertEqual((status, answer["deal"], answer["stage"], answer["person"]), (0, "1", "a", "u"))
        self.assertEqual([(value["vendor"], value["value"]) for value in answer["vendor_values"]], [("Gong", 0.4)])

    def test_a_fault_is_named_and_ends_with_one(self):
        status, answer = self.ask({"figure": "ledger", "colour": 1}, self.deals)
        self.assertEqual((status, answer["error"]["code"], answer["error"]["path"]), (1, "question_unknown_key", "colour"))
        status, answer = self.ask({"figure": "ledger"}, self.write("half.json", DEALS[:200].encode()))
        self.assertEqual((status, answer["error"]["code"], answer["error"]["file"]), (1, "json_truncated", "half.json"))
        status, answer = self.ask({"figure": "ledger"}, self.folder / "nowhere.json")
        self.assertEqual((status, answer["error"]["code"]), (1, "file_unreadable"))
        damaged = self.write("damaged.json.gz", gzip.compress(DEALS.encode())[:-20])
        status, answer = self.ask({"figure": "ledger"}, damaged)
        self.assertEqual((status, answer["error"]["code"]), (1, "gzip_damaged"))

    def test_called_wrongly_it_prints_its_usage(self):
        done = subprocess.run([SEPTET, "tell"], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertIn("septet ask QUESTION FILE", done.stderr)


if __name__ == "__main__":
    unittest.main()
