"""The demo data keep the promises of assets/demo/README.md.

Run as `python3 -m unittest discover -s tests/demo`. Every story is computed here from the exported
JSON alone, in the plainest way, so that it does not depend on how the generator made it.
"""

import functools
import json
import lzma
import os
import subprocess
import sys
import tempfile
import unittest
from bisect import bisect_right
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median

GENERATOR = Path(__file__).resolve().parents[2] / "assets" / "demo" / "generate.py"

ROLES = {"sales_manager", "marketer", "lead_generator", "lead_nurturer", "closer", "customer_support",
         "account_manager"}
STATUSES = {"open", "won", "lost", "left"}
ACTIVITIES = {"touch", "meeting", "email", "ticket", "ticket_closed", "invoice", "payment", "renewal", "expansion",
              "contraction", "churn", "referral", "review"}
# Field names of the format; the required ones are marked by a capital in this list only.
FIELDS = {
    "stages": "Id name role outcome",
    "people": "Id name roles manager team from to kind",
    "accounts": "Id name segment industry region",
    "deals": "Id account name source campaign segment value currency created_at closed_at status lost_reason "
             "expected_close team history",
    "activities": "Type At id account deal person value recurring due invoice",
    "reach": "Date source campaign impressions clicks leads cost",
    "targets": "From To Value team person",
    "calls": "Id At duration_s person deal account role direction channel language recording_url purpose speakers "
             "turns metrics topics scorecards",
}
SPELL = "Stage At owner role assigned_at first_touch_at"
TURN = "Speaker Start_s End_s text sentiment confidence"
CARD = "Name rater rated_by score max items"
ITEM = "Label score max weight critical not_applicable"

FIRST_DAY = datetime(2025, 6, 1)
CUT_OFF = datetime(2026, 9, 18, 18)
UNKNOWN_PERSON = "p999"
HOUR, DAY = 3600, 86400

# What differs between the two companies.
PROMISES = {
    "zh": {
        "slow_team": "华东大区", "vertical": "大客户部", "favoured": "陈雨桐", "inbound": {"官网咨询", "转介绍"},
        "new_channel": "短视频广告", "declined": "2026-04", "reactivated": "老线索激活", "event": "展会",
        "existing": "老客户增购", "typos": {"官网 咨询": 14, "转介绍（老客户）": 9, "搜索广告。": 11},
        "quiet": ("2026-02-14", "2026-02-23"), "zone": "Asia/Shanghai", "currency": "CNY", "language": "zh",
        "said_back": "复述客户的问题", "one_voice": 17, "promised": 11, "promiser": ("陈雨桐", 5),
        "true_source": {"官网 咨询": "官网咨询", "转介绍（老客户）": "转介绍", "搜索广告。": "搜索广告"},
    },
    "en": {
        "slow_team": "North", "vertical": "Key accounts", "favoured": "Grace Hollander",
        "inbound": {"Website enquiry", "Referral"}, "new_channel": "Short video", "declined": "2026-03",
        "reactivated": "Reactivated", "event": "Trade show", "existing": "Existing customer",
        "typos": {"Website Enquiry": 13, "Tradeshow": 8, "Webinars": 10},
        "quiet": ("2025-12-22", "2026-01-04"), "zone": "Europe/London", "currency": "GBP", "language": "en",
        "said_back": "Said the problem back", "one_voice": 12, "promised": 21, "promiser": ("Callum Wraith", 6),
        "true_source": {"Website Enquiry": "Website enquiry", "Tradeshow": "Trade show", "Webinars": "Webinar"},
    },
}


def when(text):
    return datetime.fromisoformat(text)


def seconds(start, end):
    return (when(end) - when(start)).total_seconds()


class DataSet:
    """One export with the few indexes that the checks share."""

    def __init__(self, export, promises):
        self.export = export
        self.promises = promises
        self.stages = [stage["id"] for stage in export["stages"]]
        self.rank = {stage: i for i, stage in enumerate(self.stages)}
        self.role_of_stage = {stage["id"]: stage["role"] for stage in export["stages"]}
        self.people = {person["id"]: person for person in export["people"]}
        self.bots = {person["id"] for person in export["people"] if person.get("kind") == "bot"}
        self.deals = export["deals"]
        self.deal = {deal["id"]: deal for deal in self.deals}
        self.calls = export["calls"]
        self.activities = export["activities"]

    def role(self, spell):
        return spell.get("role", self.role_of_stage[spell["stage"]])

    def team(self, person):
        return self.people.get(person, {}).get("team")

    def reached(self, deal, stage):
        return any(self.rank[spell["stage"]] >= self.rank[stage] for spell in deal["history"])

    def won_at(self, deal):
        return next((spell["at"] for spell in deal["history"] if spell["stage"] == "won"), None)

    def source(self, deal):
        return self.promises["true_source"].get(deal["source"], deal["source"])

    def endings(self):
        """(spell, ending) of every stay in a stage."""
        for deal in self.deals:
            history = deal["history"]
            for spell, following in zip(history, history[1:]):
                later = self.rank[following["stage"]] > self.rank[spell["stage"]]
                yield deal, spell, "advanced" if later else "back"
            yield deal, history[-1], {"won": "open"}.get(deal["status"], deal["status"])


# The stories, each as plain numbers.

def slow_hand_off(data):
    """By the closer's team: number, median pick-up in hours, share lost before pick-up, waiting at the cut-off."""
    rows = defaultdict(lambda: {"n": 0, "hours": [], "dropped": 0, "waiting": []})
    for deal in data.deals:
        history = deal["history"]
        for before, after in zip(history, history[1:]):
            owners = before.get("owner"), after.get("owner")
            if (data.role(before), data.role(after)) != ("lead_nurturer", "closer") or None in owners:
                continue
            if owners[0] == owners[1] or owners[1] not in data.people:
                continue
            row = rows[data.team(owners[1])]
            row["n"] += 1
            if "first_touch_at" in after:
                row["hours"].append(seconds(after["at"], after["first_touch_at"]) / HOUR)
            elif after is history[-1] and not _contacted(data, deal, after):
                if deal["status"] == "lost":
                    row["dropped"] += 1
                elif deal["status"] == "open":
                    row["waiting"].append(deal["value"])
    return {team: {"n": row["n"], "median_h": median(row["hours"]), "drop": row["dropped"] / row["n"],
                   "waiting": len(row["waiting"]), "waiting_value": sum(row["waiting"])}
            for team, row in rows.items() if row["n"] >= 30}


def _contacted(data, deal, spell):
    """Whether the new owner has called the customer since, where no first touch is recorded."""
    if not hasattr(data, "last_call"):
        data.last_call = {}
        for call in data.calls:
            key = call.get("deal"), call["person"]
            data.last_call[key] = max(call["at"], data.last_call.get(key, ""))
    return data.last_call.get((deal["id"], spell["owner"]), "") >= spell["at"]


def verification(data):
    """Settled entries into checking and how many were verified: by source, before and since the new channel."""
    rows = {"before": defaultdict(lambda: [0, 0]), "since": defaultdict(lambda: [0, 0])}
    for deal in data.deals:
        entry = next((spell for spell in deal["history"] if spell["stage"] == "checking"), None)
        verified = data.reached(deal, "verified")
        if entry is None or (deal["status"] == "open" and not verified):
            continue
        row = rows["before" if entry["at"][:7] < data.promises["declined"] else "since"][data.source(deal)]
        row[0] += 1
        row[1] += verified
    return rows


def decline(data):
    """Verification rate before and since, and since with the mix of before: the rest is the mix."""
    rows = verification(data)
    rate = {period: sum(k for _, k in sources.values()) / sum(n for n, _ in sources.values())
            for period, sources in rows.items()}
    common = {source: n for source, (n, _) in rows["before"].items() if rows["since"][source][0]}
    same_mix = sum(n * rows["since"][source][1] / rows["since"][source][0] for source, n in common.items())
    same_mix /= sum(common.values())
    return {"before": rate["before"], "since": rate["since"], "real": same_mix - rate["before"],
            "mix": rate["since"] - same_mix}


def nurturers(data):
    """Per person of the horizontal teams: settled deals first nurtured by him, how many qualified, expected, inbound."""
    cases = []
    for deal in data.deals:
        first = next((spell for spell in deal["history"] if data.role(spell) == "lead_nurturer"), None)
        if first is None:
            continue
        qualified = data.reached(deal, "qualified")
        if deal["status"] != "open" or qualified:
            cases.append((first.get("owner"), (data.source(deal), deal["segment"]), qualified))
    strata = defaultdict(lambda: [0, 0])
    for _, stratum, qualified in cases:
        strata[stratum][0] += 1
        strata[stratum][1] += qualified
    people = defaultdict(lambda: {"n": 0, "k": 0, "expected": 0.0, "inbound": 0})
    for owner, stratum, qualified in cases:
        if owner not in data.people or data.team(owner) == data.promises["vertical"]:
            continue
        row = people[data.people[owner]["name"]]
        row["n"] += 1
        row["k"] += qualified
        row["expected"] += strata[stratum][1] / strata[stratum][0]
        row["inbound"] += stratum[0] in data.promises["inbound"]
    return {name: {"n": row["n"], "rate": row["k"] / row["n"], "ratio": row["k"] / row["expected"],
                   "inbound": row["inbound"] / row["n"], "k": row["k"], "expected": row["expected"]}
            for name, row in people.items() if row["n"] >= 30}


def quarter_ends(data):
    """Deals won per day in the last 14 days of the five-quarter stretch's finished quarters, and on other days."""
    ends = [date(2025, 9, 30), date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 30)]
    first, last = date(2025, 9, 1), date(2026, 8, 31)
    late = {end - timedelta(days=i) for end in ends for i in range(14)}
    won = Counter()
    for deal in data.deals:
        moment = data.won_at(deal)
        if moment and first <= when(moment).date() <= last:
            won[when(moment).date() in late] += 1
    return {"late": won[True] / len(late), "other": won[False] / ((last - first).days + 1 - len(late))}


def quiet_weeks(data):
    """New leads a day in the quiet weeks, and in the whole stretch."""
    first, last = data.promises["quiet"]
    quiet = sum(1 for deal in data.deals if first <= deal["created_at"][:10] <= last)
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    return {"quiet": quiet / days, "usual": len(data.deals) / (CUT_OFF - FIRST_DAY).days}


def open_share(data, from_days, to_days):
    """Of the deals created between so many days before the cut-off, the share still open."""
    first, last = CUT_OFF - timedelta(days=from_days), CUT_OFF - timedelta(days=to_days)
    cohort = [deal for deal in data.deals if first <= when(deal["created_at"]) < last]
    return sum(deal["status"] == "open" for deal in cohort) / len(cohort)


def checking_rates(data):
    """Settled stays in checking owned by the bot and by people: (number, share advanced)."""
    rows = defaultdict(list)
    for _, spell, ending in data.endings():
        if spell["stage"] == "checking" and ending != "open" and "owner" in spell:
            rows["bot" if spell["owner"] in data.bots else "people"].append(ending == "advanced")
    return {kind: (len(endings), sum(endings) / len(endings)) for kind, endings in rows.items()}


def said_back(data):
    """Nurturers' reviewed calls with words: share followed by an advance, where the problem was said back or not."""
    followed = defaultdict(list)
    for call in data.calls:
        items = [item for card in call.get("scorecards", ()) for item in card["items"]
                 if item["label"] == data.promises["said_back"] and "score" in item]
        if items and "turns" in call:
            spell_index = bisect_right([s["at"] for s in data.deal[call["deal"]]["history"]], call["at"]) - 1
            history = data.deal[call["deal"]]["history"][spell_index:spell_index + 2]
            followed[items[-1]["score"] > 0].append(
                len(history) == 2 and data.rank[history[1]["stage"]] > data.rank[history[0]["stage"]])
    return {said: (len(rows), sum(rows) / len(rows)) for said, rows in followed.items()}


def one_voice(call):
    """Whether the recogniser told nobody apart."""
    return len(call["speakers"]) == 1


def forbidden(language):
    """What the starter rules forbid to promise."""
    rules = json.loads((GENERATOR.parents[1] / "rules" / ("%s.json" % language)).read_text(encoding="utf-8"))["rules"]
    condition = next(rule["when"] for rule in rules if rule["id"] == "no_forbidden_promises")
    return [phrase.lower() for phrase in condition["not"]["phrases"]]


def generate(directory, hash_seed):
    subprocess.run([sys.executable, str(GENERATOR), str(directory)], check=True,
                   env=dict(os.environ, PYTHONHASHSEED=hash_seed))


RAW = {}
DATA = {}


def setUpModule():
    with tempfile.TemporaryDirectory() as folder:
        generate(folder, "1")
        for language, promises in PROMISES.items():
            RAW[language] = (Path(folder) / ("demo-%s.json" % language)).read_bytes()
            DATA[language] = DataSet(json.loads(RAW[language].decode("utf-8")), promises)


def for_both(check):
    """Runs a test with the data of each company."""
    @functools.wraps(check)
    def run(self):
        for language, data in DATA.items():
            with self.subTest(language=language):
                check(self, data)
    return run


class Format(unittest.TestCase):
    def test_two_runs_give_the_same_bytes(self):
        with tempfile.TemporaryDirectory() as other:
            generate(other, "2")
            for language, raw in RAW.items():
                self.assertEqual(raw, (Path(other) / ("demo-%s.json" % language)).read_bytes())

    def test_files_are_small_enough_to_load_at_start(self):
        for language, raw in RAW.items():
            with self.subTest(language=language):
                self.assertLess(len(raw), 8_500_000)
                # Brotli at quality 11 gives about a tenth less than this.
                self.assertLess(len(lzma.compress(raw, preset=9)), 740_000)

    @for_both
    def test_top_level(self, data):
        export = data.export
        self.assertEqual(export["septet"], 1)
        self.assertTrue(export["name"])
        self.assertEqual(export["timezone"], data.promises["zone"])
        self.assertEqual(export["currency"], data.promises["currency"])
        self.assertEqual(when(export["exported_at"]).replace(tzinfo=None), CUT_OFF)

    @for_both
    def test_only_fields_of_the_format_and_no_nulls(self, data):
        for name, fields in FIELDS.items():
            for record in data.export[name]:
                self._check_fields(record, fields)
        for deal in data.deals:
            for spell in deal["history"]:
                self._check_fields(spell, SPELL)
        for call in data.calls:
            for turn in call.get("turns", ()):
                self._check_fields(turn, TURN)
            for card in call.get("scorecards", ()):
                self._check_fields(card, CARD)
                for item in card["items"]:
                    self._check_fields(item, ITEM)

    def _check_fields(self, record, fields):
        known = {field.lower() for field in fields.split()}
        required = {field.lower() for field in fields.split() if field[0].isupper()}
        self.assertLessEqual(set(record), known)
        self.assertLessEqual(required, set(record))
        self.assertNotIn(None, record.values())

    @for_both
    def test_values_are_known(self, data):
        self.assertEqual({stage["role"] for stage in data.export["stages"]} | {"sales_manager"}, ROLES)
        self.assertEqual([stage["id"] for stage in data.export["stages"] if "outcome" in stage], ["won"])
        for stage in data.export["stages"]:
            self.assertEqual(set(stage["name"]), {"zh", "en"})
        self.assertLessEqual({deal["status"] for deal in data.deals}, STATUSES)
        self.assertEqual({activity["type"] for activity in data.activities}, ACTIVITIES)
        for call in data.calls:
            self.assertIn(call["direction"], ("in", "out"))
            self.assertIn(call["channel"], ("phone", "video", "onsite", "chat"))
            self.assertIn(call["role"], ROLES)
        for deal in data.deals:
            for spell in deal["history"]:
                self.assertIn(spell["stage"], data.rank)
                self.assertIn(data.role(spell), ROLES)

    @for_both
    def test_ids_are_unique(self, data):
        for name in ("stages", "people", "accounts", "deals", "calls"):
            ids = [record["id"] for record in data.export[name]]
            self.assertEqual(len(ids), len(set(ids)), name)
        names = [account["name"] for account in data.export["accounts"]]
        self.assertEqual(len(names), len(set(names)))

    @for_both
    def test_status_agrees_with_the_rest(self, data):
        for deal in data.deals:
            self.assertEqual("closed_at" in deal, deal["status"] != "open")
            self.assertEqual("lost_reason" in deal, deal["status"] == "lost")
            if deal["status"] == "won":
                self.assertEqual(deal["closed_at"], data.won_at(deal))
            if "expected_close" in deal:
                self.assertEqual(deal["status"], "open")
                date.fromisoformat(deal["expected_close"])

    @for_both
    def test_references(self, data):
        accounts = {account["id"] for account in data.export["accounts"]}
        people = []
        for deal in data.deals:
            self.assertIn(deal.get("account", "a1"), accounts)
            people.extend(spell.get("owner") for spell in deal["history"])
            people.extend(deal.get("team", {}).values())
        for record in data.calls + data.activities:
            self.assertIn(record.get("deal", "d1"), data.deal)
            self.assertIn(record.get("account", "a1"), accounts)
            people.append(record.get("person"))
        people.extend(person.get("manager") for person in data.export["people"])
        unknown = Counter(p for p in people if p is not None and p not in data.people)
        self.assertEqual(unknown, {UNKNOWN_PERSON: 5})


class Size(unittest.TestCase):
    @for_both
    def test_counts(self, data):
        self.assertGreaterEqual(len(data.deals), 6000)
        self.assertGreaterEqual(len(data.calls), 8000)
        self.assertGreaterEqual(len(data.activities), 8000)
        self.assertGreaterEqual(len(data.export["accounts"]), 3000)
        self.assertTrue(12 <= len(data.stages) <= 14)
        self.assertTrue(55 <= len(data.people) <= 70)

    @for_both
    def test_every_month_has_leads_and_wins(self, data):
        leads = Counter(deal["created_at"][:7] for deal in data.deals)
        won = Counter(data.won_at(deal)[:7] for deal in data.deals if data.won_at(deal))
        self.assertEqual(len(leads), 16)
        self.assertGreaterEqual(len(won), 14)
        self.assertGreater(min(leads.values()), 100)
        self.assertGreater(min(count for month, count in won.items() if month >= "2025-09"), 4)

    @for_both
    def test_all_kinds_of_journeys_occur(self, data):
        endings = Counter(ending for _, _, ending in data.endings())
        for ending in ("advanced", "back", "lost", "left", "open"):
            self.assertGreater(endings[ending], 200, ending)
        skipped = sum(data.rank[b["stage"]] > data.rank[a["stage"]] + 1
                      for deal in data.deals for a, b in zip(deal["history"], deal["history"][1:]))
        self.assertGreater(skipped, 400)
        mid_funnel = sum(deal["history"][0]["stage"] != "lead" for deal in data.deals)
        self.assertGreater(mid_funnel, 40)
        other_role = Counter(spell["role"] for deal in data.deals for spell in deal["history"] if "role" in spell)
        self.assertEqual(set(other_role), {"account_manager", "customer_support"})

    @for_both
    def test_lost_leads_are_tried_again(self, data):
        lost = defaultdict(list)
        for deal in data.deals:
            if deal["status"] == "lost" and "account" in deal:
                lost[deal["account"]].append(deal["closed_at"])
        again = [deal for deal in data.deals if deal["source"] == data.promises["reactivated"]]
        self.assertGreater(len(again), 80)
        after = sum(any(closed < deal["created_at"] for closed in lost[deal["account"]]) for deal in again)
        self.assertEqual(after, len(again))

    @for_both
    def test_targets(self, data):
        company = {row["from"]: row for row in data.export["targets"] if "team" not in row}
        teams = defaultdict(int)
        for row in data.export["targets"]:
            if "team" in row:
                teams[row["from"]] += row["value"]
        months = sorted(company)
        self.assertEqual((months[0], months[-1], len(months)), ("2025-10-01", "2026-12-01", 15))
        for month, following in zip(months, months[1:]):
            self.assertEqual(company[month]["to"], following)
            self.assertEqual(company[month]["value"], teams[month])
        # A target is neither a gift nor out of reach.
        span = [month for month in months if month < "2026-09-01"]
        actual = sum(deal["value"] for deal in data.deals
                     if data.won_at(deal) and span[0] <= data.won_at(deal) < "2026-09-01")
        self.assertTrue(0.8 < actual / sum(company[m]["value"] for m in span) < 1.1)

    @for_both
    def test_reach_counts_the_leads_of_its_weeks(self, data):
        sources = {row["source"] for row in data.export["reach"]}
        self.assertEqual(len(sources), 4)
        weekly = [row for row in data.export["reach"] if row["source"] != data.promises["event"]]
        for source in sources - {data.promises["event"]}:
            rows = [row for row in weekly if row["source"] == source]
            self.assertEqual(sum(row["leads"] for row in rows),
                             sum(data.source(deal) == source for deal in data.deals))
        for row in weekly:
            self.assertGreater(row["impressions"], row["clicks"])
            self.assertGreaterEqual(row["clicks"], row["leads"])
            self.assertGreater(row["cost"], 0)


class Organisation(unittest.TestCase):
    @for_both
    def test_roles_and_teams(self, data):
        people = data.export["people"]
        self.assertEqual({role for person in people for role in person["roles"]}, ROLES)
        teams = {person["team"] for person in people if "team" in person}
        self.assertTrue(3 <= len(teams) <= 5)
        self.assertGreaterEqual(sum(len(person["roles"]) == 2 for person in people), 3)
        self.assertEqual(len(data.bots), 1)
        self.assertGreaterEqual(sum("from" in person for person in people), 4)
        self.assertGreaterEqual(sum("to" in person for person in people), 3)

    @for_both
    def test_three_tiers_or_more(self, data):
        def depth(person):
            return 1 + depth(data.people[person["manager"]]) if "manager" in person else 1
        depths = Counter(depth(person) for person in data.export["people"])
        self.assertEqual(depths[1], 1)
        self.assertGreaterEqual(max(depths), 4)
        managers = {person["manager"] for person in data.export["people"] if "manager" in person}
        for manager in managers:
            self.assertIn("sales_manager", data.people[manager]["roles"])

    @for_both
    def test_owners_hold_the_role_and_are_there(self, data):
        unknown = total = 0
        for deal in data.deals:
            for spell in deal["history"]:
                total += 1
                owner = data.people.get(spell.get("owner"))
                if owner is None:
                    unknown += 1
                    continue
                self.assertIn(data.role(spell), owner["roles"])
                self.assertGreaterEqual(spell["at"][:10], owner.get("from", ""))
                self.assertLessEqual(spell["at"][:10], owner.get("to", "9999"))
        self.assertTrue(0.02 < unknown / total < 0.05)

    @for_both
    def test_the_vertical_team_carries_its_customers_the_whole_way(self, data):
        alone = defaultdict(list)
        for deal in data.deals:
            owners = [spell["owner"] for spell in deal["history"]
                      if data.role(spell) != "marketer" and "owner" in spell]
            if data.won_at(deal) and deal["source"] != data.promises["existing"] and owners:
                vertical = data.team(owners[-1]) == data.promises["vertical"]
                alone[vertical].append(len(set(owners)) == 1)
        self.assertGreater(len(alone[True]), 10)
        self.assertGreater(sum(alone[True]) / len(alone[True]), 0.9)
        self.assertLess(sum(alone[False]) / len(alone[False]), 0.05)


class Journeys(unittest.TestCase):
    @for_both
    def test_times_are_in_order_and_in_range(self, data):
        for deal in data.deals:
            history = deal["history"]
            self.assertEqual(deal["created_at"], history[0]["at"])
            previous = ""
            for spell in history:
                steps = [spell[key] for key in ("at", "assigned_at", "first_touch_at") if key in spell]
                self.assertEqual(steps, sorted(steps))
                self.assertLessEqual(previous, spell["at"])
                previous = steps[-1]
                self.assertGreaterEqual(when(steps[0]), FIRST_DAY)
                self.assertLess(when(steps[-1]), CUT_OFF)

    @for_both
    def test_people_work_in_working_hours(self, data):
        inside = total = 0
        for deal in data.deals:
            for spell in deal["history"]:
                if "first_touch_at" in spell and spell.get("owner") not in data.bots:
                    touch = when(spell["first_touch_at"])
                    total += 1
                    inside += touch.weekday() < 5 and 9 <= touch.hour < 18
        self.assertGreater(total, 5000)
        # Chinese offices work some weekend days to make up for holidays.
        self.assertGreater(inside / total, 0.97)
        arrivals = [when(deal["created_at"]) for deal in data.deals]
        outside = sum(not (t.weekday() < 5 and 9 <= t.hour < 18) for t in arrivals)
        self.assertGreater(outside / len(arrivals), 0.3)

    @for_both
    def test_no_time_falls_into_a_clock_change(self, data):
        if data.promises["zone"] != "Europe/London":
            return
        doubtful = {"2025-10-26T01", "2026-03-29T01"}
        for deal in data.deals:
            for spell in deal["history"]:
                self.assertNotIn(spell["at"][:13], doubtful)

    @for_both
    def test_hand_offs_mostly_tell_when_they_were_taken_up(self, data):
        told = total = 0
        for deal in data.deals:
            for before, after in zip(deal["history"], deal["history"][1:]):
                if before.get("owner") != after.get("owner") and None not in (before.get("owner"), after.get("owner")):
                    if data.role(after) != "marketer":
                        total += 1
                        told += "first_touch_at" in after
        self.assertTrue(0.75 < told / total < 0.95)

    @for_both
    def test_rates_are_plausible(self, data):
        endings = defaultdict(Counter)
        for _, spell, ending in data.endings():
            endings[spell["stage"]][ending] += 1
        advanced = {stage: rows["advanced"] / sum(rows.values()) for stage, rows in endings.items()}
        self.assertTrue(0.8 < advanced["lead"] < 0.92)
        for stage in ("checking", "decision"):
            self.assertTrue(0.5 < advanced[stage] < 0.72, stage)
        for stage in ("verified", "contacted", "interest", "ability", "qualified", "proposal", "contract"):
            self.assertTrue(0.55 < advanced[stage] < 0.8, stage)
        self.assertGreater(advanced["onboarding"], 0.85)
        from_lead = [deal for deal in data.deals if deal["history"][0]["stage"] == "lead"]
        won = [deal for deal in from_lead if data.won_at(deal)]
        self.assertTrue(0.02 < len(won) / len(from_lead) < 0.04)
        cycle = median(seconds(deal["created_at"], data.won_at(deal)) / DAY for deal in won)
        self.assertTrue(40 < cycle < 90)

    @for_both
    def test_values_are_known_from_qualification_on(self, data):
        by_segment = defaultdict(list)
        for deal in data.deals:
            if data.reached(deal, "qualified"):
                by_segment[deal["segment"]].append(deal["value"])
            elif not data.reached(deal, "ability"):
                self.assertNotIn("value", deal)
        self.assertEqual(len(by_segment), 4)
        medians = sorted(median(values) for values in by_segment.values())
        self.assertGreater(medians[-1] / medians[0], 6)

    @for_both
    def test_late_open_deals_have_an_expected_close(self, data):
        late = [deal for deal in data.deals
                if deal["status"] == "open" and deal["history"][-1]["stage"] in ("proposal", "contract")]
        self.assertGreater(len(late), 20)
        self.assertGreater(sum("expected_close" in deal for deal in late) / len(late), 0.8)

    @for_both
    def test_lost_reasons(self, data):
        reasons = Counter(deal["lost_reason"] for deal in data.deals if deal["status"] == "lost")
        self.assertTrue(10 <= len(reasons) <= 15)


class AfterTheSale(unittest.TestCase):
    @for_both
    def test_recurring_amounts_hang_together(self, data):
        churned = {a["account"]: a["at"] for a in data.activities if a["type"] == "churn"}
        self.assertGreater(len(churned), 10)
        for activity in data.activities:
            if activity["type"] in ("churn", "renewal", "expansion", "contraction"):
                self.assertTrue(activity["recurring"])
                self.assertGreater(activity["value"], 0)
            if activity["type"] == "payment":
                self.assertGreater(activity["value"], 0)
        late = sum(a["type"] == "payment" and a["account"] in churned
                   and seconds(churned[a["account"]], a["at"]) > 90 * DAY for a in data.activities)
        self.assertLessEqual(late, 2)  # the two after the cut-off may be among them

    @for_both
    def test_customers_from_before_the_export_pay_too(self, data):
        first_month = {a["account"] for a in data.activities if a["type"] == "payment" and a["at"] < "2025-07"}
        self.assertGreater(len(first_month), 40)

    @for_both
    def test_retention_is_plausible(self, data):
        monthly, lost, grown = {}, 0, 0
        for activity in data.activities:
            if not activity.get("recurring") or activity["at"] > data.export["exported_at"]:
                continue
            if activity["at"] < "2026-01":
                if activity["type"] == "payment":
                    monthly[activity["account"]] = activity["value"]
                elif activity["type"] == "churn":
                    monthly.pop(activity["account"], None)
            elif activity["account"] in monthly:
                lost += activity["value"] * (activity["type"] in ("churn", "contraction"))
                grown += activity["value"] * (activity["type"] == "expansion")
        start = sum(monthly.values())
        self.assertTrue(0.80 < (start - lost) / start < 0.99)
        self.assertTrue(0.90 < (start - lost + grown) / start < 1.25)

    @for_both
    def test_invoices_are_paid(self, data):
        invoices = {a["id"]: a for a in data.activities if a["type"] == "invoice"}
        payments = [a for a in data.activities if a["type"] == "payment"]
        self.assertEqual(len(invoices), sum(a["type"] == "invoice" for a in data.activities))
        named = Counter(a["invoice"] for a in payments if "invoice" in a)
        self.assertLessEqual(set(named), set(invoices))
        self.assertEqual(set(named.values()), {1})
        self.assertTrue(0.80 < len(named) / len(payments) < 0.95)
        for payment in payments:
            if "invoice" in payment:
                invoice = invoices[payment["invoice"]]
                self.assertEqual((invoice["account"], invoice["value"]), (payment["account"], payment["value"]))
        # Of what was due by the end of June, by 30 days later.
        due = [i for i in invoices.values() if i["due"] < "2026-07-01"]
        paid_at = {a["invoice"]: a["at"] for a in payments if "invoice" in a}
        in_time = sum(i["value"] for i in due if i["id"] in paid_at
                      and seconds(i["due"], paid_at[i["id"]]) < 31 * DAY)
        unpaid = sum(i["value"] for i in due if i["id"] not in paid_at)
        whole = sum(i["value"] for i in due)
        self.assertTrue(0.72 < in_time / whole < 0.92)
        self.assertTrue(0.80 < (in_time + unpaid) / whole < 0.99)

    @for_both
    def test_tickets_are_closed(self, data):
        kinds = Counter(activity["type"] for activity in data.activities)
        self.assertGreater(kinds["ticket"], 500)
        self.assertTrue(0.97 < kinds["ticket_closed"] / kinds["ticket"] <= 1.0)


class Stories(unittest.TestCase):
    @for_both
    def test_1_one_team_picks_up_late(self, data):
        teams = slow_hand_off(data)
        slow = teams.pop(data.promises["slow_team"])
        self.assertGreater(slow["n"], 120)
        self.assertGreater(slow["median_h"], 72)
        self.assertGreater(slow["drop"], 0.11)
        self.assertGreaterEqual(slow["waiting"], 4)
        for row in teams.values():
            self.assertLess(row["median_h"], 24)
            self.assertLess(row["drop"], 0.07)
            self.assertLess(row["waiting_value"], slow["waiting_value"])

    @for_both
    def test_2_verification_fell_with_the_new_channel_partly_by_mix(self, data):
        fall = decline(data)
        self.assertGreater(fall["before"] - fall["since"], 0.08)
        self.assertLess(fall["real"], -0.03)
        self.assertLess(fall["mix"], -0.03)
        self.assertAlmostEqual(fall["real"] + fall["mix"], fall["since"] - fall["before"])
        first = min(deal["created_at"] for deal in data.deals
                    if deal["source"] == data.promises["new_channel"])
        self.assertEqual(first[:7], data.promises["declined"])

    @for_both
    def test_3_the_best_rate_comes_from_the_best_leads(self, data):
        people = nurturers(data)
        best = max(people, key=lambda name: people[name]["rate"])
        self.assertEqual(best, data.promises["favoured"])
        row = people[best]
        others = [other for name, other in people.items() if name != best]
        role = sum(other["k"] for other in others) / sum(other["n"] for other in others)
        self.assertGreater(row["rate"], role + 0.1)
        self.assertGreater(row["inbound"], 0.7)
        self.assertLess(max(other["inbound"] for other in others), 0.4)
        # With the mix of leads taken into account he is an ordinary one.
        self.assertTrue(0.9 < row["ratio"] < 1.1)
        self.assertLess(row["ratio"], sorted(other["ratio"] for other in others)[-3])

    @for_both
    def test_3_most_people_differ_by_chance_only(self, data):
        inside = [abs(row["k"] - row["expected"]) < 2 * (row["expected"] * (1 - row["rate"])) ** 0.5
                  for row in nurturers(data).values()]
        self.assertGreaterEqual(sum(inside), len(inside) - 3)

    @for_both
    def test_4_seasons(self, data):
        leads = quiet_weeks(data)
        self.assertLess(leads["quiet"], 0.4 * leads["usual"])
        won = quarter_ends(data)
        self.assertGreater(won["late"], 1.5 * won["other"])

    @for_both
    def test_5_young_cohorts_are_open(self, data):
        self.assertGreater(open_share(data, 7, 0), 0.5)
        self.assertGreater(open_share(data, 14, 0), 0.35)
        self.assertLess(open_share(data, 480, 150), 0.02)

    @for_both
    def test_6_the_bot_is_no_person(self, data):
        rates = checking_rates(data)
        self.assertGreater(rates["bot"][0], 300)
        self.assertLess(rates["bot"][1], rates["people"][1] - 0.1)
        calls = sum(call["person"] in data.bots for call in data.calls)
        self.assertGreater(calls, 300)

    @for_both
    def test_7_calls_with_the_problem_said_back_go_on_more_often(self, data):
        rates = said_back(data)
        self.assertGreater(rates[True][1], rates[False][1] + 0.08)
        self.assertGreater(min(n for n, _ in rates.values()), 60)


class Defects(unittest.TestCase):
    @for_both
    def test_near_duplicate_sources(self, data):
        sources = Counter(deal["source"] for deal in data.deals)
        for written, count in data.promises["typos"].items():
            self.assertEqual(sources[written], count)

    @for_both
    def test_closed_before_entered(self, data):
        bad = sum(deal.get("closed_at", "9999") < deal["history"][-1]["at"]
                  for deal in data.deals if deal["status"] != "won")
        self.assertEqual(bad, 4)

    @for_both
    def test_calls_of_negative_length(self, data):
        self.assertEqual(sum(call["duration_s"] < 0 for call in data.calls), 2)

    @for_both
    def test_times_after_the_cut_off(self, data):
        for records, count in ((data.calls, 3), (data.activities, 2)):
            self.assertEqual(sum(when(record["at"]) >= CUT_OFF for record in records), count)

    @for_both
    def test_calls_without_a_deal(self, data):
        self.assertEqual(sum("deal" not in call for call in data.calls), 14)

    @for_both
    def test_one_mass_import(self, data):
        moments = Counter(deal["created_at"] for deal in data.deals).most_common(2)
        self.assertEqual(moments[0][1], 40)
        self.assertLessEqual(moments[1][1], 2)


class Calls(unittest.TestCase):
    def spoken(self, data):
        return [call for call in data.calls if "turns" in call]

    @for_both
    def test_every_kind_is_there(self, data):
        spoken = self.spoken(data)
        self.assertTrue(350 <= len(spoken) <= 600)
        by_role = Counter(call["role"] for call in spoken)
        self.assertEqual(set(by_role), ROLES - {"sales_manager", "marketer"})
        for field in ("metrics", "topics", "scorecards"):
            self.assertGreater(sum(field in call for call in data.calls), 300, field)

    @for_both
    def test_behaviour_can_be_compared(self, data):
        """At least 8 reps and 200 calls of one role, also in the last quarter alone."""
        recent = [call for call in self.spoken(data)
                  if call["role"] == "lead_nurturer" and call["at"] >= "2026-06-22"]
        self.assertGreaterEqual(len(recent), 200)
        self.assertGreaterEqual(len({call["person"] for call in recent}), 8)

    @for_both
    def test_turns(self, data):
        for call in self.spoken(data):
            speakers = {speaker["id"]: speaker for speaker in call["speakers"]}
            if not one_voice(call):
                self.assertEqual(speakers["r"]["person"], call["person"])
                self.assertEqual({speaker["side"] for speaker in call["speakers"]}, {"rep", "customer"})
            starts = [turn["start_s"] for turn in call["turns"]]
            self.assertEqual(starts, sorted(starts))
            self.assertGreaterEqual(len(starts), 6)
            for turn in call["turns"]:
                self.assertIn(turn["speaker"], speakers)
                self.assertLess(turn["start_s"], turn["end_s"])
                self.assertLessEqual(turn["end_s"], call["duration_s"])
                self.assertTrue(turn["text"].strip())
                self.assertNotRegex(turn["text"], r"[{}]")
                self.assertTrue(-1 <= turn.get("sentiment", 0) <= 1)
            self.assertEqual(call["language"], data.promises["language"])

    @for_both
    def test_what_goes_wrong_in_calls(self, data):
        """Recordings in which nobody was told apart, promises that few reps make often, callers without a name."""
        spoken = self.spoken(data)
        voices = [call for call in spoken if one_voice(call)]
        self.assertEqual(len(voices), data.promises["one_voice"])
        for call in voices:
            self.assertNotIn("side", call["speakers"][0])
            for before, after in zip(call["turns"], call["turns"][1:]):
                self.assertLessEqual(before["end_s"], after["start_s"])
        phrases = forbidden(data.promises["language"])
        promised = Counter(data.people[call["person"]]["name"] for call in spoken
                           if any(phrase in turn["text"].lower() for turn in call["turns"] for phrase in phrases))
        self.assertEqual(sum(promised.values()), data.promises["promised"])
        self.assertEqual(promised.most_common(1), [data.promises["promiser"]])

    @for_both
    def test_words_vary(self, data):
        texts = [turn["text"] for call in self.spoken(data) for turn in call["turns"] if len(turn["text"]) > 12]
        self.assertGreater(len(set(texts)), 1500)
        whole = {tuple(turn["text"] for turn in call["turns"]) for call in self.spoken(data)}
        self.assertEqual(len(whole), len(self.spoken(data)))

    @for_both
    def test_calls_belong_to_their_deals(self, data):
        """The caller owned the deal at that time, in that role (where the owner was recorded)."""
        right = total = 0
        for call in data.calls:
            if "deal" not in call or call["person"] == UNKNOWN_PERSON or when(call["at"]) >= CUT_OFF:
                continue
            history = data.deal[call["deal"]]["history"]
            spell = history[bisect_right([s["at"] for s in history], call["at"]) - 1]
            if spell.get("owner") in data.people:
                total += 1
                right += spell["owner"] == call["person"] and data.role(spell) == call["role"]
        self.assertEqual(right, total)

    @for_both
    def test_scores_follow_from_their_items(self, data):
        raters = Counter()
        for call in data.calls:
            for card in call.get("scorecards", ()):
                raters[card["rater"]] += 1
                self.assertEqual("rated_by" in card, card["rater"] == "human")
                items = [item for item in card["items"] if not item.get("not_applicable")]
                failed = any(item.get("critical") and item["score"] == 0 for item in items)
                got = sum(item["weight"] * item["score"] for item in items)
                most = sum(item["weight"] * item["max"] for item in items)
                self.assertAlmostEqual(card["score"], 0 if failed else 100 * got / most, delta=0.51)
        self.assertEqual(set(raters), {"human", "ai"})
        self.assertGreater(min(raters.values()), 100)

    @for_both
    def test_topics_add_up(self, data):
        for call in data.calls:
            for topic in call.get("topics", ()):
                if "spans" in topic:
                    self.assertEqual(topic["count"], len(topic["spans"]))
                    self.assertAlmostEqual(topic["duration_s"], sum(e - s for s, e in topic["spans"]), places=3)


if __name__ == "__main__":
    unittest.main()
