"""The faults that every real export has, planted in small numbers so that the Data screen can find them.

The mass import (market.py) and the bot (the rosters) are the two that are not made here.
"""

from clock import DAY, HOUR
from prng import Stream
from world import CUT_OFF, Person

CLOSED_BEFORE_ENTRY = 4
NEGATIVE_CALLS = 2
CALLS_AFTER_CUT_OFF = 3
ACTIVITIES_AFTER_CUT_OFF = 2
UNKNOWN_OWNERS = 3
UNKNOWN_CALLERS = 2
CALLS_WITHOUT_DEAL = 14

# An id that no record defines: somebody whose record was deleted.
UNKNOWN = Person("", (), None, None, None, None, 0.0, id="p999")


def plant(world, deals, calls, activities):
    rng = Stream(world.seed, "defects")
    for source, written, count in world.source_typos:
        for deal in _some([d for d in deals if d.source.name == source and not d.source_written], count, rng):
            deal.source_written = written
    lost = [d for d in deals if d.status == "lost" and len(d.spells) > 2]
    for deal in _some(lost, CLOSED_BEFORE_ENTRY, rng):
        deal.closed = deal.spells[-1].at - rng.between(1, 9) * DAY - rng.below(HOUR)
    long_deals = [d for d in deals if len(d.spells) > 4 and all(s.owner_known for s in d.spells)]
    for deal in _some(long_deals, UNKNOWN_OWNERS, rng):
        deal.spells[2].owner = UNKNOWN

    plain = [c for c in calls if c.transcript is None and not c.person.bot and c.duration > 30]
    chosen = _some(plain, NEGATIVE_CALLS + CALLS_AFTER_CUT_OFF + UNKNOWN_CALLERS + CALLS_WITHOUT_DEAL, rng)
    for call in _take(chosen, NEGATIVE_CALLS):
        call.duration = -call.duration
    for call in _take(chosen, CALLS_AFTER_CUT_OFF):
        call.at = CUT_OFF + rng.between(20, 120) * DAY - rng.below(8 * HOUR)
    for call in _take(chosen, UNKNOWN_CALLERS):
        call.person = UNKNOWN
    for call in _take(chosen, CALLS_WITHOUT_DEAL):
        call.deal = None
    for activity in _some([a for a in activities if a.type == "payment"], ACTIVITIES_AFTER_CUT_OFF, rng):
        activity.at = CUT_OFF + rng.between(30, 200) * DAY - rng.below(8 * HOUR)


def _some(items, count, rng):
    return rng.shuffled(items)[:count]


def _take(items, count):
    taken = items[:count]
    del items[:count]
    return taken
