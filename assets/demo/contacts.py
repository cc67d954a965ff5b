"""Calls, mails, meetings and messages while a deal is under way. Calls get their words in talk.py."""

from dataclasses import dataclass
from typing import Optional

from aftersale import Activity
from journey import Deal, Spell
from prng import Stream
from stages import STAGES
from world import CUT_OFF, Person


@dataclass(frozen=True)
class Habit:
    """What goes on in one stay in a stage, on average."""

    calls: float
    call_seconds: int
    channels: tuple  # ((channel, weight), ...)
    inbound: float  # share of calls that the customer made
    emails: float
    meetings: float
    touches: float


PHONE = (("phone", 1),)
MOSTLY_PHONE = (("phone", 8), ("video", 1), ("chat", 1))
ON_SCREEN = (("video", 5), ("phone", 3), ("onsite", 2))

HABITS = {
    "lead": Habit(0.0, 0, PHONE, 0.0, 0.0, 0.0, 0.0),
    "checking": Habit(0.42, 55, PHONE, 0.03, 0.0, 0.0, 0.08),
    "decision": Habit(0.36, 120, PHONE, 0.05, 0.05, 0.0, 0.05),
    "verified": Habit(0.62, 210, MOSTLY_PHONE, 0.10, 0.15, 0.0, 0.12),
    "contacted": Habit(0.70, 380, MOSTLY_PHONE, 0.14, 0.25, 0.02, 0.20),
    "interest": Habit(0.75, 560, MOSTLY_PHONE, 0.16, 0.30, 0.05, 0.15),
    "ability": Habit(0.70, 460, MOSTLY_PHONE, 0.14, 0.25, 0.05, 0.10),
    "qualified": Habit(0.95, 840, ON_SCREEN, 0.15, 0.6, 0.25, 0.1),
    "proposal": Habit(1.2, 1320, ON_SCREEN, 0.18, 0.9, 0.45, 0.2),
    "contract": Habit(1.0, 620, MOSTLY_PHONE, 0.25, 0.9, 0.25, 0.2),
    "won": Habit(0.3, 420, MOSTLY_PHONE, 0.1, 0.5, 0.1, 0.0),
    "onboarding": Habit(1.7, 1140, ON_SCREEN, 0.3, 0.8, 0.3, 0.3),
    "active": Habit(0.9, 440, MOSTLY_PHONE, 0.3, 0.0, 0.0, 0.0),
}

# A call that nobody answers, or that goes wrong at once.
UNANSWERED = {"lead_generator": 0.30, "lead_nurturer": 0.14}
UNANSWERED_OTHERWISE = 0.05

# How soon after the first touch its call is logged.
FIRST_CALL_IS_TOUCH = 0.7
LONGEST_CALL = 4200


@dataclass(eq=False)
class Call:
    at: int
    duration: int
    person: Person
    role: str
    deal: Optional[Deal]
    stage: str
    direction: str
    channel: str
    purpose: str
    spell: Optional[Spell] = None
    answered: bool = True
    transcript: Optional[object] = None
    metrics: Optional[dict] = None
    scorecards: Optional[list] = None
    id: str = ""


class Contacts:
    def __init__(self, world):
        self.world = world
        self.calendar = world.calendar

    def of(self, deal):
        """(calls, activities) of one deal, in order of time within each stay."""
        rng = Stream(self.world.id, "contacts", deal.serial)
        calls, activities = [], []
        for spell in deal.spells:
            begun = spell.begun
            if begun is None:
                continue
            end = min(spell.end or CUT_OFF, CUT_OFF)
            habit = HABITS[STAGES[spell.stage].id]
            calls.extend(self._calls(deal, spell, habit, begun, end, rng))
            for kind, mean in (("email", habit.emails), ("meeting", habit.meetings), ("touch", habit.touches)):
                for _ in range(rng.poisson(mean)):
                    moment = self._moment(begun, end, rng)
                    if moment is not None and not spell.owner.bot:
                        activities.append(Activity(kind, moment, spell.owner, deal))
        return calls, activities

    def _moment(self, begun, end, rng):
        """A working moment between two times, or None where there is none."""
        span = end - begun
        moment = self.calendar.add(begun + rng.below(span) if span > 0 else begun, 0.01)
        return moment if moment < end else None

    def _calls(self, deal, spell, habit, begun, end, rng):
        if spell.owner.bot:
            yield self._call(deal, spell, begun, "out", "phone", rng)
            return
        count = rng.poisson(habit.calls)
        for i in range(count):
            inbound = rng.chance(habit.inbound)
            channel = rng.weighted([c for c, _ in habit.channels], [w for _, w in habit.channels])
            if i == 0 and spell.hand_off and rng.chance(FIRST_CALL_IS_TOUCH):
                moment, inbound = begun, False
            else:
                moment = self._moment(begun, end, rng)
            if moment is not None and moment < CUT_OFF - LONGEST_CALL:
                yield self._call(deal, spell, moment, "in" if inbound else "out", channel, rng)

    def _call(self, deal, spell, moment, direction, channel, rng):
        stage = STAGES[spell.stage]
        unanswered = UNANSWERED.get(spell.role, UNANSWERED_OTHERWISE)
        answered = direction == "in" or channel != "phone" or not rng.chance(unanswered)
        if answered:
            seconds = rng.lognormal(HABITS[stage.id].call_seconds, 0.65)
        else:
            seconds = rng.between(4, 40)
        if spell.owner.bot:
            seconds = min(seconds, 90)
        duration = max(4, min(LONGEST_CALL, int(seconds)))
        return Call(moment, duration, spell.owner, spell.role, deal, stage.id, direction, channel,
                    rng.pick(self.world.purposes[stage.id]), spell, answered)
