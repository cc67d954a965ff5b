"""What was said: conversations made from a small grammar, consistent with the deal they belong to.

The language packs (talk_zh.py, talk_en.py) hold the sentences; this file holds who says what when, how
long it takes, and what a quality check or a topic search would find in it.
"""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Dict, List, Optional, Tuple

from clock import DAY, day_of
from prng import Stream
from world import ACCOUNT_MANAGER, CLOSER, GENERATOR, MARKETER, NURTURER, SUPPORT

SLOT = re.compile(r"\{(\w+)\}")
SENTENCE_START = re.compile(r"(?:^|[.?!] )[a-z]")

# Tenths of a second, so that times are exact in text.
TENTH = 10
BACK_CHANNEL_AFTER = 70
LONG_SILENCE = 0.05
INTERRUPTION = 0.06
FILLER_FROM_UNITS = 6
FILLER_FROM_TURN = 3
UNCLEAR = 0.02

# Share of the calls that go through everything.
DEEP = {GENERATOR: 0.0, NURTURER: 0.3, CLOSER: 0.7, SUPPORT: 0.6, ACCOUNT_MANAGER: 0.6}

# How often a customer who tells something goes on about it.
GOES_ON = 0.6

# What goes wrong in calls, drawn apart from what is said in them. Few reps promise what nobody can keep, but those often.
NAMELESS = 0.12
PROMISING_REPS = 0.15
PROMISES = {True: 0.4, False: 0.02}  # of a call, by whether the rep is one of them
ONE_VOICE = 0.03  # of the recordings: both on one track, and the recogniser told nobody apart

# A customer who waited this long for the next person says so.
LONG_WAIT_DAYS = 3


@dataclass(frozen=True)
class Pain:
    """One trouble of the customer: his story, more of it, the rep's summary, and what the product does for it."""

    topic: str
    tell: Tuple[str, ...]
    more: Tuple[str, ...]
    restate: Tuple[str, ...]
    pitch: Tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """Each answer belongs to the question at its place."""

    topic: str
    ask: Tuple[str, ...]
    answer: Tuple[str, ...]


@dataclass(frozen=True)
class Objection:
    """Each reply belongs to the objection at its place."""

    reasons: Tuple[str, ...]  # the reasons for losing that it leads to
    topic: str
    say: Tuple[str, ...]
    meet: Tuple[str, ...]


@dataclass(frozen=True)
class Item:
    label: str
    flag: str  # what must have been said
    weight: int
    critical: bool = False


@dataclass(frozen=True)
class Card:
    name: str
    items: Tuple[Item, ...]


@dataclass(frozen=True)
class Pack:
    language: str
    seller: str
    sentence_joint: str
    filler_joint: str
    units_per_second: float  # words, or 字
    contacts: Tuple[Tuple[str, str], ...]  # (name, form of address)
    second_contacts: Tuple[str, ...]
    weekdays: Tuple[str, ...]
    hours: Tuple[str, ...]
    day_parts: Tuple[str, str]  # greetings before and after noon
    steady: Tuple[str, ...]  # word lists of which one deal always uses the same word
    fillers: Tuple[str, ...]
    takes_filler: object  # text -> whether a filler may stand before it
    back_channels: Tuple[str, ...]
    words: Dict[str, Tuple[str, ...]]
    pains: Tuple[Pain, ...]
    questions: Tuple[Question, ...]
    support_questions: Tuple[Question, ...]
    objections: Tuple[Objection, ...]
    cards: Dict[str, Card]
    short_name: object  # person's name -> what he calls himself
    count_units: object  # text -> words, or 字
    money: object  # amount -> as people say it


@dataclass
class Turn:
    speaker: str
    text: str
    start: int = 0  # tenths of a second
    end: int = 0
    topic: Optional[str] = None
    sentiment: Optional[int] = None  # tenths
    confidence: Optional[int] = None  # hundredths


@dataclass
class Transcript:
    language: str
    speakers: List[dict]
    turns: List[Turn]
    flags: Dict[str, int] = field(default_factory=dict)

    @property
    def seconds(self):
        return max(turn.end for turn in self.turns) // TENTH + 2

    def fields(self):
        return {
            "language": self.language,
            "speakers": self.speakers,
            "turns": [_turn_fields(turn) for turn in self.turns],
            "topics": self._topics() or None,
        }

    def _topics(self):
        found = {}
        for turn in self.turns:
            if turn.topic:
                found.setdefault(turn.topic, []).append((turn.start, turn.end))
        return [
            {"name": name, "count": len(spans), "duration_s": sum(end - start for start, end in spans) / TENTH,
             "spans": [[start / TENTH, end / TENTH] for start, end in spans]}
            for name, spans in found.items()
        ]


def _turn_fields(turn):
    row = {"speaker": turn.speaker, "start_s": turn.start / TENTH, "end_s": turn.end / TENTH, "text": turn.text}
    if turn.sentiment is not None:
        row["sentiment"] = turn.sentiment / 10
    if turn.confidence is not None:
        row["confidence"] = turn.confidence / 100
    return row


class Conversation:
    """One call being made up, line by line."""

    def __init__(self, world, pack, call):
        self.pack = pack
        self.call = call
        self.deal = call.deal
        self.rng = Stream(world.seed, "talk", call.deal.serial, call.at)
        self.turns = []
        self.flags = {}
        self.used = set()
        self.advances = call.spell.ending == "advanced"
        self.lost = call.spell.ending == "lost"
        self.manners = Stream(world.seed, "manners", call.deal.serial, call.at)
        promising = Stream(world.seed, "promises", call.person.id).chance(PROMISING_REPS)
        self.nameless = self.manners.chance(NAMELESS)
        self.promises = self.manners.chance(PROMISES[promising])
        self.one_voice = self.manners.chance(ONE_VOICE)
        deal_rng = Stream(world.seed, "contact", call.deal.serial)
        self.contact, self.address = deal_rng.pick(pack.contacts)
        self.second = deal_rng.pick(pack.second_contacts)
        # Some people say um at every second sentence; it is theirs, not the call's.
        rep_rng = Stream(world.seed, "fillers", call.person.id)
        self.fillers = {"r": rep_rng.between(4, 30) / 100, "c": deal_rng.between(4, 22) / 100}
        self.deep = self.rng.chance(DEEP[call.role])
        self.two_customers = call.channel in ("video", "onsite") and self.rng.chance(0.4)
        self.pain, self.second_pain = deal_rng.shuffled(pack.pains)[:2]
        self.predecessor = self._predecessor()
        self.slots = self._facts(deal_rng)

    def _predecessor(self):
        """The last other person who talked to this customer, if there was one."""
        earlier = [spell.owner for spell in self.deal.spells
                   if spell.at < self.call.spell.at and spell.role != MARKETER and not spell.owner.bot]
        others = [person for person in earlier if person is not self.call.person]
        return others[-1] if others else None

    def _facts(self, deal_rng):
        """What stays the same in every call of one deal; the appointment is this call's own."""
        ahead = self.rng.between(1, 6)
        appointment = day_of(self.call.at) + timedelta(days=ahead)
        while appointment.weekday() >= 5:
            appointment += timedelta(days=1)
        value = self.deal.value or self.deal.segment.median_value
        steady = {name: deal_rng.pick(self.pack.words[name]) for name in self.pack.steady}
        return dict(steady, **{
            "rep": self.pack.short_name(self.call.person.name),
            "before": self.pack.short_name(self.predecessor.name) if self.predecessor else "",
            "seller": self.pack.seller,
            "contact": self.address,
            "second": self.second,
            "account": self.deal.account.name,
            "sites": str(deal_rng.between(2, 6)),
            "staff": str(deal_rng.pick((12, 15, 18, 24, 30, 36, 45, 60, 80))),
            "hours": str(deal_rng.between(2, 4)),
            "years": str(deal_rng.between(2, 7)),
            "price": self.pack.money(value),
            "budget": self.pack.money(value * deal_rng.pick((70, 80, 90, 110, 120)) // 100),
            "day": self.pack.weekdays[appointment.weekday()],
            "clock": self.rng.pick(self.pack.hours),
            "day_part": self.pack.day_parts[1 if self.call.at % DAY >= DAY // 2 else 0],
        })

    def fill(self, templates):
        """A template that this call has not used yet, with its slots filled from the facts or the word lists."""
        fresh = [text for text in templates if text not in self.used] or templates
        text = self.rng.pick(fresh)
        self.used.add(text)
        return _capitals(SLOT.sub(self._slot, text))

    def _slot(self, match):
        name = match.group(1)
        if name in self.slots:
            return self.slots[name]
        return SLOT.sub(self._slot, self.rng.pick(self.pack.words[name]))

    def say(self, speaker, templates, topic=None, flag=None, sentiment=None, level=2):
        if isinstance(templates, str):
            templates = self.pack.words[templates]
        text = self.fill(templates)
        if speaker == "c" and self.two_customers and self.rng.chance(0.25):
            speaker = "c2"
        if len(self.turns) >= FILLER_FROM_TURN and self.rng.chance(self.fillers[speaker[0]]):
            text = self._with_filler(text)
        self.turns.append(Turn(speaker, text, topic=topic, sentiment=sentiment))
        if flag:
            self.flags[flag] = level

    def pair(self, first, openings, second, replies, topic=None, flag=None, sentiment=None):
        """A question and the answer to just this question, or an objection and its reply."""
        if isinstance(openings, str):
            openings, replies = self.pack.words[openings], self.pack.words[replies]
        i = self.rng.below(len(openings))
        self.say(first, openings[i:i + 1], topic=topic, flag=flag if first == "r" else None, sentiment=sentiment)
        self.say(second, replies[i:i + 1], topic=topic, flag=flag if second == "r" else None)

    def paired(self, count, first, openings, second, replies):
        """Several such questions, none of them twice."""
        openings, replies = self.pack.words[openings], self.pack.words[replies]
        for i in self.rng.shuffled(range(len(openings)))[:count]:
            self.say(first, openings[i:i + 1])
            self.say(second, replies[i:i + 1])

    def _with_filler(self, text):
        if self.pack.count_units(text) < FILLER_FROM_UNITS or not self.pack.takes_filler(text):
            return text
        return self.rng.pick(self.pack.fillers) + self.pack.filler_joint + text[0].lower() + text[1:]

    def add(self, templates):
        """One more sentence in the same turn."""
        if isinstance(templates, str):
            templates = self.pack.words[templates]
        turn = self.turns[-1]
        turn.text += self.pack.sentence_joint + self.fill(templates)

    def tell(self, templates, topic=None, sentiment=None):
        """The customer tells something, and often a little more than he was asked."""
        self.say("c", templates, topic=topic, sentiment=sentiment)
        while self.maybe(GOES_ON):
            self.add("goes_on")

    def maybe(self, probability):
        return self.rng.chance(probability)

    # The parts of a conversation.

    def opening(self, reason):
        if self.call.direction == "in":
            self.say("c", "calls_in")
            self.say("r", "answers", flag="intro")
        elif self.nameless:
            self.say("r", "greet_nameless", flag="intro", level=0)
            self.say("c", "who_is_it", sentiment=-self.manners.between(1, 3))
        else:
            self.say("r", "greet", flag="intro")
            self.say("c", "greet_back")
        if self.maybe(0.86):
            self.say("r", "recording", flag="recording")
            if self.maybe(0.5):
                self.say("c", "fine")
        if self.call.direction == "out":
            self.say("r", reason, flag="reason")
            self.say("c", "go_on")

    def handed_over(self):
        """The first words about the colleague who had the customer before, and about the wait."""
        spell = self.call.spell
        if self.predecessor is None:
            return
        waited = spell.touch is not None and spell.touch - spell.at > LONG_WAIT_DAYS * DAY
        self.say("r", "hand_over", flag="recap")
        if waited:
            self.say("c", "waited", sentiment=-self.rng.between(3, 6))
            self.say("r", "sorry_for_wait")
        else:
            self.say("c", "confirms")

    def need(self):
        self._trouble(self.pain, "ask_pain")
        if self.deep:
            self._trouble(self.second_pain, "ask_other_pain")

    def _trouble(self, pain, asked):
        self.say("r", asked, flag="need")
        self.tell(pain.tell, topic=pain.topic, sentiment=-self.rng.between(2, 6))
        if self.deep or self.maybe(0.65):
            self.say("r", "ask_more")
            self.tell(pain.more, topic=pain.topic, sentiment=-self.rng.between(1, 5))
        # Story 7: calls in which the customer hears his trouble said back go on more often.
        if self.maybe(0.66 if self.advances else 0.47):
            self.say("r", pain.restate, topic=pain.topic, flag="restate")
            self.say("c", "confirms", sentiment=self.rng.between(1, 4))

    def present_way(self):
        self.say("r", "ask_current", flag="current")
        self.tell("tell_current")

    def pitch(self, sentences):
        self.say("r", self.pain.pitch, topic=self.pain.topic, flag="pitch")
        for _ in range(sentences + (2 if self.deep else 0)):
            self.add("pitch_more")
        if self.promises:
            self.add("promise")
        self.say("c", "react", sentiment=self.rng.between(0, 5) if self.advances else self.rng.between(-3, 2))

    def deciders(self):
        self.say("r", "ask_decides", flag="decides")
        self.say("c", "tell_decides")

    def budget(self):
        follow = self.maybe(0.55)
        self.say("r", "ask_budget", topic=self.pack.words["topic_budget"][0], flag="budget", level=2 if follow else 1)
        self.say("c", "tell_budget", topic=self.pack.words["topic_budget"][0])
        if follow:
            self.pair("r", "ask_approval", "c", "tell_approval")

    def asked(self, count, questions):
        for question in self.rng.shuffled(questions)[:count + (2 if self.deep else 0)]:
            self.pair("c", question.ask, "r", question.answer, topic=question.topic, flag="answered")
            if self.maybe(0.35):
                self.say("c", "understood", sentiment=self.rng.between(0, 3))

    def objection(self):
        """A deal that will be lost hears the reason now; others hear one they get over."""
        fitting = [o for o in self.pack.objections if self.deal.lost_reason in o.reasons] if self.lost else []
        chosen = self.rng.pick(fitting or self.pack.objections)
        self.pair("c", chosen.say, "r", chosen.meet, topic=chosen.topic, flag="objection",
                  sentiment=-self.rng.between(2, 7))
        if self.promises:
            self.add("promise")
        self.say("c", "not_convinced" if self.lost else "convinced",
                 sentiment=-self.rng.between(1, 5) if self.lost else self.rng.between(0, 4))

    def next_step(self):
        if self.lost and self.maybe(0.6):
            self.say("c", "puts_off", sentiment=-self.rng.between(0, 4))
            self.say("r", "leaves_door_open", flag="next_step", level=0)
        elif self.advances or self.maybe(0.6):
            self.say("r", "propose_next", flag="next_step")
            self.say("c", "agrees", sentiment=self.rng.between(1, 6))
        else:
            self.say("r", "vague_next", flag="next_step", level=1)
            self.say("c", "vague_answer")

    def goodbye(self):
        self.say("r", "thanks")
        self.say("c", "bye")

    # The shapes of a conversation, by role.

    def build(self):
        {
            GENERATOR: self._generator, NURTURER: self._nurturer, CLOSER: self._closer, SUPPORT: self._support,
            ACCOUNT_MANAGER: self._account_manager,
        }[self.call.role]()
        self._time()
        if self.one_voice:
            return Transcript(self.pack.language, [{"id": "s"}], self._as_one_voice(), self.flags)
        speakers = [{"id": "r", "side": "rep", "person": self.call.person.id},
                    {"id": "c", "side": "customer", "name": self.contact}]
        if any(turn.speaker == "c2" for turn in self.turns):
            speakers.append({"id": "c2", "side": "customer", "name": self.second})
        return Transcript(self.pack.language, speakers, self.turns, self.flags)

    def _generator(self):
        self.opening("reason_check")
        self.say("r", "ask_company", flag="identity")
        self.say("c", "tell_company")
        if self.maybe(0.6):
            self.pair("r", "ask_size", "c", "tell_size")
        if self.maybe(0.7):
            self.deciders()
        if self.lost:
            self.say("c", "not_now", sentiment=-3)
            self.say("r", "leaves_door_open")
        else:
            self.say("r", "colleague_will_call", flag="next_step")
            self.say("c", "agrees")
        self.goodbye()

    def _nurturer(self):
        stage = self.call.stage
        self.opening("reason_first" if stage == "verified" else "reason_nurture")
        if self.call.spell.hand_off and self.maybe(0.5):
            self.handed_over()
        wordy = self.rng.below(3) + (0 if self.advances else 1)
        parts = {
            "verified": (self.present_way, self.need),
            "contacted": (self.present_way, self.need, lambda: self.pitch(wordy)),
            "interest": (self.need, lambda: self.pitch(1 + wordy), lambda: self.asked(2, self.pack.questions)),
            "ability": (self.deciders, self.budget, lambda: self.asked(1, self.pack.questions)),
        }[stage]
        for part in parts:
            part()
        if stage != "ability" and (self.deep or self.maybe(0.4)):
            self.deciders()
        if stage in ("contacted", "interest") and (self.deep or self.maybe(0.3)):
            self.budget()
        if self.maybe(0.8 if self.lost else 0.35):
            self.objection()
        self.next_step()
        self.goodbye()

    def _closer(self):
        self.opening("reason_close")
        if self.call.spell.hand_off:
            self.handed_over()
        if self.call.stage == "qualified":
            self.need()
            self.deciders()
            self.pitch(self.rng.below(2))
        elif self.call.stage == "proposal":
            self.say("r", "walk_through", flag="scope")
            for _ in range(1 + self.rng.below(3)):
                self.add("pitch_more")
            self.say("c", "react")
            if self.deep:
                self._trouble(self.pain, "ask_other_pain")
            self.asked(2, self.pack.questions)
            self._price()
        else:
            self._price()
            self.say("r", "terms", flag="terms")
            self.paired(3 if self.deep else 1, "c", "ask_terms", "r", "answer_terms")
        if self.maybe(0.85 if self.lost else 0.4):
            self.objection()
        self.next_step()
        self.goodbye()

    def _price(self):
        topic = self.pack.words["topic_price"][0]
        self.say("r", "name_price", topic=topic, flag="price")
        self.pair("c", "ask_discount", "r", "answer_discount", topic=topic, sentiment=-self.rng.between(0, 3))

    def _support(self):
        self.opening("reason_support")
        if self.maybe(0.5):
            self.pair("r", "ask_progress", "c", "tell_progress", flag="need")
        self.asked(2 + self.rng.below(2), self.pack.support_questions)
        self.say("r", "propose_training", flag="next_step")
        self.say("c", "agrees", sentiment=3)
        self.goodbye()

    def _account_manager(self):
        self.opening("reason_check_in")
        self.say("r", "ask_use", flag="need")
        self.say("c", "tell_use", sentiment=self.rng.between(-2, 6))
        self.asked(1, self.pack.support_questions)
        if self.maybe(0.5):
            self.pair("r", "ask_referral", "c", "tell_referral", flag="referral")
        self.goodbye()

    # Time.

    def _time(self):
        """Places the turns on the clock: speaking rates, gaps, silences, interruptions and back-channels."""
        rates = {speaker: self.pack.units_per_second * self.rng.between(88, 114) / 100 for speaker in ("r", "c", "c2")}
        patience = self.rng.between(4, 10)
        placed = []
        clock = self.rng.between(3, 15)
        for turn in self.turns:
            units = self.pack.count_units(turn.text)
            turn.start = max(0, clock)
            turn.end = turn.start + max(4, int(units / rates[turn.speaker] * TENTH) + 2)
            if self.rng.chance(UNCLEAR):
                turn.confidence = self.rng.between(45, 82)
            placed.append(turn)
            if turn.end - turn.start > BACK_CHANNEL_AFTER and self.rng.chance(0.3):
                placed.append(self._back_channel(turn))
            clock = turn.end + self._gap(turn, patience)
        self.turns = sorted(placed, key=lambda turn: (turn.start, turn.end))

    def _as_one_voice(self):
        """The turns as a recogniser hears them that takes both for one speaker: one after another, nobody's."""
        heard = []
        for turn in self.turns:
            turn.speaker = "s"
            turn.start = max(turn.start, heard[-1].end if heard else 0)
            if turn.start < turn.end:
                heard.append(turn)
        return heard

    def _back_channel(self, turn):
        listener = "c" if turn.speaker == "r" else "r"
        start = turn.start + self.rng.between(25, turn.end - turn.start - 20)
        return Turn(listener, self.rng.pick(self.pack.back_channels), start, start + self.rng.between(3, 6))

    def _gap(self, turn, patience):
        length = turn.end - turn.start
        if length > 40 and self.rng.chance(INTERRUPTION):
            return -self.rng.between(10, 18)
        if self.rng.chance(LONG_SILENCE):
            return self.rng.between(30, 62)
        return max(1, int(self.rng.lognormal(patience, 0.6)))



def _capitals(text):
    """Sentences begin with a capital, also where a slot's word begins them. Chinese is left as it is."""
    return SENTENCE_START.sub(lambda match: match.group(0).upper(), text)
