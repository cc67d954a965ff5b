"""Which calls were transcribed, reviewed or measured, and what came of it."""

from collections import Counter

import talk_en
import talk_zh
from clock import at
from prng import Stream
from talk import Conversation
from world import ACCOUNT_MANAGER, CLOSER, CUT_OFF, GENERATOR, NURTURER, SUPPORT

PACKS = {"zh": talk_zh.PACK, "en": talk_en.PACK}

# Transcription was bought for the nurturers, and used most in the last quarter. Comparing behaviour
# needs at least 200 calls of one role, also within that quarter.
TRANSCRIBED = {NURTURER: (230, 70), CLOSER: (45, 25), GENERATOR: (14, 6), SUPPORT: (14, 6), ACCOUNT_MANAGER: (6, 4)}
RECENT_FROM = at("2026-06-22")

# Stages whose calls have no words here: nothing is settled any more, or nothing yet.
WORDLESS = ("won", "lead")

REVIEWED_BY_AI = 0.65
REVIEWED_BY_MANAGER = 0.40
AGREEMENT = 0.88
NOT_APPLICABLE = {
    ("lead_nurturer", "budget"): ("verified",),
    ("closer", "price"): ("qualified",),
}
NEEDS_HAND_OFF = "recap"
NEEDS_OBJECTION = "objection"

# Calls that only another system has listened to: its figures under its own names, its topics, its reviews.
MEASURED = 420
TOPICS_ONLY = 160
REVIEWED_ONLY = 180
USUAL_LEVELS = (0.18, 0.2)  # chance of 0 and of 1 out of 2


class Listening:
    def __init__(self, world, organisation, calls):
        self.world = world
        self.organisation = organisation
        self.pack = PACKS[world.id]
        self.rng = Stream(world.seed, "listening")
        usable = [call for call in calls if self._usable(call)]
        self._transcribe(usable)
        silent = self.rng.shuffled([call for call in usable if call.transcript is None])
        self._measure(silent[:MEASURED])
        self._topics(silent[MEASURED:MEASURED + TOPICS_ONLY])
        self._review_only(silent[-REVIEWED_ONLY:])

    def _usable(self, call):
        return (call.answered and not call.person.bot and call.deal.account is not None and call.duration > 60
                and call.stage not in WORDLESS and call.channel != "chat")

    def _transcribe(self, usable):
        for role, quotas in TRANSCRIBED.items():
            for recent, quota in zip((True, False), quotas):
                pool = [c for c in usable if c.role == role and (c.at >= RECENT_FROM) == recent]
                for call in self._spread(pool, quota):
                    call.transcript = Conversation(self.world, self.pack, call).build()
                    call.duration = min(call.transcript.seconds, CUT_OFF - call.at)
                    self._review(call)

    def _spread(self, pool, quota):
        """`quota` calls, shared out evenly among people as far as each has enough."""
        turn = Counter()
        ranked = []
        for call in self.rng.shuffled(pool):
            turn[call.person.id] += 1
            ranked.append((turn[call.person.id], call))
        ranked.sort(key=lambda pair: pair[0])
        return [call for _, call in ranked[:quota]]

    def _review(self, call):
        levels = call.transcript.flags
        cards = []
        if self.rng.chance(REVIEWED_BY_AI):
            cards.append(self._card(call, "ai", {flag: self._misheard(level) for flag, level in levels.items()}))
        if self.rng.chance(REVIEWED_BY_MANAGER):
            cards.append(self._card(call, "human", levels))
        call.scorecards = cards or None

    def _misheard(self, level):
        return level if self.rng.chance(AGREEMENT) else max(0, level - 1)

    def _review_only(self, calls):
        none, half = USUAL_LEVELS
        for call in calls:
            levels = {}
            for item in self.pack.cards[call.role].items:
                draw = self.rng.random()
                levels[item.flag] = 0 if draw < none and not item.critical else 1 if draw < none + half else 2
            call.scorecards = [self._card(call, "human" if self.rng.chance(0.5) else "ai", levels)]

    def _card(self, call, rater, levels):
        card = self.pack.cards[call.role]
        items, total, most, failed = [], 0, 0, False
        for item in card.items:
            row = {"label": item.label, "max": 2, "weight": item.weight}
            if item.critical:
                row["critical"] = True
            if self._applies(call, item, levels):
                row["score"] = levels.get(item.flag, 0)
                total += item.weight * row["score"]
                most += item.weight * 2
                failed = failed or (item.critical and row["score"] == 0)
            else:
                row["not_applicable"] = True
            items.append(row)
        result = {"name": card.name, "rater": rater}
        if rater == "human":
            result["rated_by"] = self.organisation.by_name[call.person.manager].id
        result["score"] = 0 if failed else (200 * total + most) // (2 * most)
        result["max"] = 100
        result["items"] = items
        return result

    def _applies(self, call, item, levels):
        if call.stage in NOT_APPLICABLE.get((call.role, item.flag), ()):
            return False
        if item.flag == NEEDS_HAND_OFF:
            return call.spell.hand_off
        if item.flag == NEEDS_OBJECTION:
            return item.flag in levels
        return True

    def _measure(self, calls):
        for call in calls:
            ratio = min(88, max(22, int(56 + 9 * self.rng.normal())))
            call.metrics = {
                "agentTalkPercent": ratio,
                "longestMonologueSec": min(call.duration // 2, int(self.rng.lognormal(48, 0.4))),
                "silencePercent": min(30, int(self.rng.lognormal(5, 0.6))),
                "emotionScore": self.rng.between(52, 94),
            }

    def _topics(self, calls):
        names = [question.topic for question in self.pack.questions] + [pain.topic for pain in self.pack.pains]
        for call in calls:
            call.topics = []
            for name in self.rng.shuffled(names)[:self.rng.between(1, 3)]:
                count = self.rng.between(1, 4)
                call.topics.append({"name": name, "count": count, "duration_s": count * self.rng.between(6, 24)})
