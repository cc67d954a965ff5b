"""Every fault that is planted in the demo companies (assets/demo/README.md) is found, and as often as it was planted."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SEPTET = os.environ["SEPTET"]
GENERATOR = Path(__file__).resolve().parents[2] / "assets/demo/generate.py"


class DemoDefects(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        subprocess.run([sys.executable, GENERATOR, cls.folder.name], check=True, capture_output=True, timeout=120)

    def ask(self, language, **question):
        file = Path(self.folder.name) / f"demo-{language}.json"
        done = subprocess.run([SEPTET, "ask", json.dumps(question), str(file)], capture_output=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stdout)
        return json.loads(done.stdout)

    def found(self, language):
        rows = self.ask(language, figure="defects")["rows"]
        return {(row["id"], row["path"]): row for row in rows}

    def test_what_was_planted_is_found_and_nothing_else(self):
        imports = {"en": "2026-06-18T10:15:00", "zh": "2026-05-21T10:30:00"}
        similar = {"en": {"Website enquiry / Website Enquiry", "Trade show / Tradeshow", "Webinar / Webinars"},
                   "zh": {"官网咨询 / 官网 咨询", "转介绍 / 转介绍（老客户）", "搜索广告 / 搜索广告。"}}
        for language in ("en", "zh"):
            found = self.found(language)
            counts = {key: row["count"] for key, row in found.items()}
            missing = counts.pop(("owner_missing", "deals[].history[].owner"))
            self.assertEqual(counts, {
                ("mass_import", "deals[].history[].at"): 40,
                ("negative_duration", "deals[].closed_at"): 4,
                ("bad_number", "calls[].duration_s"): 2,
                ("after_cut_off", "calls[].at"): 3,
                ("after_cut_off", "activities[].at"): 2,
                ("unknown_person", "deals[].history[].owner"): 3,
                ("unknown_person", "calls[].person"): 2,
                ("call_without_deal", "calls[].deal"): 14,
                ("similar_names", "deals[].source"): 3,
            })
            stays = self.ask(language, figure="summary")["counts"]["spells"]
            self.assertAlmostEqual(missing / stays, 0.03, delta=0.006)
            example = found["mass_import", "deals[].history[].at"]["examples"][0]["detail"]
            self.assertTrue(example.startswith(imports[language]), example)
            pairs = {row["detail"] for row in found["similar_names", "deals[].source"]["examples"]}
            self.assertEqual({frozenset(pair.split(" / ")) for pair in pairs},
                             {frozenset(pair.split(" / ")) for pair in similar[language]})

    def test_what_is_no_finding_is_told_by_the_figures(self):
        for language in ("en", "zh"):
            people = self.ask(language, figure="summary")["people"]
            self.assertEqual(sum(person["bot"] for person in people), 1)
            total = self.ask(language, figure="handoffs")["total"]
            self.assertGreater(total["untold"], 0)
            self.assertGreater(total["owner_unknown"], 0)

    def test_each_figure_names_what_touches_it(self):
        for figure in ("conversion", "cohorts", "time"):
            answer = self.ask("en", figure=figure)
            self.assertIn("mass_import", answer["defects"])
            self.assertEqual(answer["misleading"], [])  # 40 of 20,000 entries
        self.assertEqual(self.ask("en", figure="ledger")["defects"], [])
        self.assertEqual(self.ask("en", figure="ledger", by=["source"])["defects"], ["similar_names"])


if __name__ == "__main__":
    unittest.main()
