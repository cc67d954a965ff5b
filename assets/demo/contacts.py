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
    "lead": Habit(0.00, 0, PHONE, 0.00, 0.00, 0.00, 0.00),
    "checking": Habit(0.43, 45, PHONE, 0.03, 0.00, 0.00, 0.05),
    "decision": Habit(0.32, 85, PHONE, 0.05, 0.03, 0.00, 0.03),
    "verified": Habit(0.60, 120, MOSTLY_PHONE, 0.10, 0.08, 0.00, 0.07),
    "contacted": Habit(0.68, 170, MOSTLY_PHONE, 0.14, 0.13, 0.02, 0.12),
    "interest": Habit(0.66, 220, MOSTLY_PHONE, 0.16, 0.16, 0.04, 0.10),
    "ability": Habit(0.62, 190, MOSTLY_PHONE, 0.14, 0.13, 0.04, 0.06),
    "qualified": Habit(0.85, 240, ON_SCREEN, 0.15, 0.40, 0.22, 0.06),
    "proposal": Habit(1.10, 400, ON_SCREEN, 0.18, 0.60, 0.40, 0.10),
    "contract": Habit(0.90, 210, MOSTLY_PHONE, 0.25, 0.60, 0.22, 0.10),
    "won": Habit(0.30, 180, MOSTLY_PHONE, 0.10, 0.40, 0.10, 0.00),
    "onboarding": Habit(1.50, 330, ON_SCREEN, 0.30, 0.60, 0.30, 0.20),
    "active": Habit(0.90, 170, MOSTLY_PHONE, 0.30, 0.00, 0.00, 0.00),
}

# A call that nobody answers, or that goes wrong at once.
UNANSWERED = {"lead_generator": 0.30, "lead_nurturer": 0.14}
UNANSWERED_OTHERWISE = 0.05

# How soon after the first touch its call is logged.
FIRST_CALL_IS_TOUCH = 0.7
LONGEST_CALL = 4200

# Between two calls of one person lies at least this; a call may later get words that take this long.
BETWEEN_CALLS = (15, 240)
ROOM_FOR_WORDS = 330

MANAGERS_JOIN_AT = ("proposal", "contract")
MANAGER_JOINS = 0.4


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
    topics: Optional[list] = None
    scorecards: Optional[list] = None
    id: str = ""


class Contacts:
    def __init__(self, world, organisation):
        self.world = world
        self.organisation = organisation
        self.calendar = world.calendar

    def of(self, deal):
        """(calls, activities) of one deal, in order of time within each stay."""
        rng = Stream(self.world.seed, "contacts", deal.serial)
        calls, activities = [], []
        for spell in deal.spells:
            begun = spell.begun
            if begun is None:
                continue
            # Nobody writes or calls after he has left.
            end = min(spell.end or CUT_OFF, spell.owner.leaves or CUT_OFF, CUT_OFF)
            habit = HABITS[STAGES[spell.stage].id]
            calls.extend(self._calls(deal, spell, habit, begun, end, rng))
            for kind, mean in (("email", habit.emails), ("meeting", habit.meetings), ("touch", habit.touches)):
                for _ in range(rng.poisson(mean)):
                    moment = self._moment(begun, end, rng)
                    if moment is not None and not spell.owner.bot:
                        activities.append(Activity(kind, moment, spell.owner, deal))
            activities.extend(self._manager_joins(deal, spell, begun, end, rng))
        return calls, activities

    def _manager_joins(self, deal, spell, begun, end, rng):
        """Managers come along where much is at stake."""
        large = deal.segment in self.world.segments[-2:]
        if STAGES[spell.stage].id not in MANAGERS_JOIN_AT or not large or not rng.chance(MANAGER_JOINS):
            return
        moment = self._moment(begun, end, rng)
        if moment is not None:
            yield Activity("meeting", moment, self.organisation.by_name[spell.owner.manager], deal)

    def _moment(self, begun, end, rng):
        """A working moment between two times, or None where there is none."""
        span = end - begun
        moment = self.calendar.soon(begun + rng.below(span) if span > 0 else begun, rng)
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
            if moment is not None:
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


def without_overlaps(world, calls):
    """People make one call at a time: what would overlap comes later, or not at all if the stay is over by then."""
    rng = Stream(world.seed, "one at a time")
    free_from = {}
    kept = []
    for call in sorted(calls, key=lambda call: (call.at, call.deal.serial)):
        earliest = free_from.get(call.person.id, 0)
        if call.at < earliest and not call.person.bot:
            call.at = earliest + rng.between(*BETWEEN_CALLS)
        end = call.at + max(call.duration, ROOM_FOR_WORDS)
        if end < min(call.spell.end or CUT_OFF, CUT_OFF) or call.person.bot:
            free_from[call.person.id] = end
            kept.append(call)
    return sorted(kept, key=lambda call: (call.at, call.deal.serial))
