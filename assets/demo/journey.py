"""One customer's way through the stages: who carries it, how long, and how each stay ends."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import List, Optional

from clock import DAY, HOUR, MINUTE, at, day_of, quarter_end
from prng import Stream
from stages import ACTIVE, INDEX, ONBOARDING, PICK_UP, QUALIFIED, SHORT_HANDED, SLOW_PICK_UP, STAGES, WON
from world import CLOSER, CUT_OFF, GENERATOR, MARKETER, NURTURER, SUPPORT, Person, Segment, Source

# People forget to record who had a deal, and when they first took it up; once it is won, the system asks.
OWNER_UNKNOWN = 0.03
TOUCH_UNRECORDED = 0.10

# Lost deals linger: nobody hurries to write off a customer who has stopped answering.
LOSS_LINGERS = 2.2

# A deal sent back more often than this is worked on where it is.
MOST_RETURNS = 2

# Story 2: the odds at the generator's stages for every source once the new channel floods them.
DECLINE = 0.78
DECLINE_PICK_UP = 1.7

# The vertical team takes longer over its few customers.
VERTICAL_SLOWNESS = 1.2

# Story 6: of the advertisements' leads that come when the office is empty, but people are awake, the bot
# calls this share within minutes.
BOT_SHARE = 0.4
BOT_HOURS = (8, 21)

# What takes people an hour takes the bot ten minutes, at any time of the day.
BOT_SECONDS_PER_HOUR = 600

# Story 4: contracts that would be signed within these days after a quarter's end are pulled into it.
PULL_DAYS = 30
PULL_CHANCE = 0.8
PULL_INTO_LAST_WORKDAYS = 8
PULL_DISCOUNT = 0.95

# In these days before a quarter's end proposals and contracts take less of the closers' time.
HURRY_DAYS = 28
HURRY = 0.5
HURRIED = (INDEX["proposal"], INDEX["contract"])

# A value is often guessed already when the ability to pay has been confirmed.
VALUE_KNOWN_EARLY = 0.35
VALUE_SIGMA = 0.50


@dataclass(eq=False)
class Account:
    name: str
    segment: Segment
    industry: str
    region: str
    legacy_since: Optional[int] = None  # a customer from before the export
    id: str = ""


@dataclass(eq=False)
class Spell:
    stage: int
    at: int
    owner: Person
    role: str
    hand_off: bool
    assigned: Optional[int] = None
    touch: Optional[int] = None
    end: int = 0
    ending: str = "open"  # advanced | back | lost | left | open
    owner_known: bool = True
    touch_recorded: bool = True

    @property
    def begun(self):
        """When the owner began to work on it, or None if he never did."""
        return self.touch if self.hand_off else self.at


@dataclass(eq=False)
class Deal:
    serial: int
    created: int
    source: Source
    segment: Segment
    team: str
    region: str
    industry: str
    campaign: Optional[str] = None
    account: Optional[Account] = None
    name: Optional[str] = None
    first_stage: int = 0
    first_owner: Optional[Person] = None  # who found it, where that is not the stage's own role
    first_role: Optional[str] = None
    source_written: Optional[str] = None  # where the export spells it otherwise
    spells: List[Spell] = field(default_factory=list)
    status: str = "open"
    closed: Optional[int] = None
    lost_reason: Optional[str] = None
    value: Optional[int] = None
    expected_close: Optional[date] = None
    account_manager: Optional[Person] = None
    for_bot: bool = False
    id: str = ""

    @property
    def won_at(self):
        return next((spell.at for spell in self.spells if spell.stage == WON), None)

    def reached(self, stage):
        return any(spell.stage >= stage for spell in self.spells)


def scale_odds(probability, factor):
    odds = probability * factor
    return odds / (odds + 1.0 - probability)


class Walker:
    """Walks deals through the stages of one company."""

    def __init__(self, world, organisation):
        self.world = world
        self.organisation = organisation
        self.calendar = world.calendar
        self.decline_from = at(world.decline_from)
        self.short_handed_from = min(
            person.leaves for person in world.roster
            if person.team == world.slow_team and CLOSER in person.roles and person.leaves is not None)

    def walk(self, deal):
        rng = Stream(self.world.seed, "deal", deal.serial)
        full_value = self._draw_value(deal, rng)
        stage, entered, returns = deal.first_stage, deal.created, 0
        while entered < CUT_OFF:
            spell = self._enter(deal, stage, entered, rng)
            deal.spells.append(spell)
            if stage == WON:
                deal.status, deal.closed = "won", entered
            if stage == ACTIVE:
                deal.account_manager = spell.owner
                break
            pulled = self._live(deal, spell, returns, rng)
            if spell.end >= CUT_OFF:
                spell.ending = "open"
                break
            if pulled:
                full_value = self._rounded(full_value * PULL_DISCOUNT)
            if spell.ending in ("lost", "left"):
                deal.status, deal.closed = spell.ending, spell.end
                if spell.ending == "lost":
                    deal.lost_reason = self._lost_reason(spell, rng)
                break
            if spell.ending == "back":
                returns += 1
                stage = INDEX[rng.pick(STAGES[stage].back_to)]
            else:
                stage = self._next_stage(deal, stage, rng)
            entered = spell.end
        self._hide_unsaid(deal, rng)
        self._put_value(deal, full_value, rng)

    def _rounded(self, value):
        step = self.world.value_step
        return max(step, int(value / step + 0.5) * step)

    def _draw_value(self, deal, rng):
        value = rng.lognormal(deal.segment.median_value, VALUE_SIGMA)
        if deal.source.name == self.world.existing:
            value *= 0.5
        return self._rounded(value)

    def _enter(self, deal, stage, entered, rng):
        role = STAGES[stage].role
        if not deal.spells and deal.first_owner:
            return Spell(stage, entered, deal.first_owner, deal.first_role, hand_off=False)
        previous = [spell.owner for spell in reversed(deal.spells)]
        owner = self.organisation.choose(deal, role, entered, previous, rng)
        hand_off = not previous or owner is not previous[0]
        spell = Spell(stage, entered, owner, role, hand_off)
        if hand_off and role != MARKETER:
            self._pick_up(deal, spell, rng)
        elif role == MARKETER:
            spell.hand_off = False
        return spell

    def _pick_up(self, deal, spell, rng):
        """Sets when the new owner is told and when he takes it up, or lets the deal die in between."""
        if spell.owner.bot:
            spell.assigned = spell.at + rng.between(1, 5)
            spell.touch = spell.assigned + rng.between(20, 240)
            return
        terms = PICK_UP[spell.role]
        before = deal.spells[-1] if deal.spells else None
        from_nurturer = before is not None and before.role == NURTURER
        if deal.team == self.world.slow_team and spell.role == CLOSER and from_nurturer:
            terms = SLOW_PICK_UP
        median = terms.median_hours
        if terms is SLOW_PICK_UP and spell.at >= self.short_handed_from:
            median *= SHORT_HANDED
        if spell.role == GENERATOR and spell.at >= self.decline_from:
            median *= DECLINE_PICK_UP
        if deal.source.name in (self.world.inbound, self.world.referral):
            median *= 0.6
        wait = rng.lognormal(median, terms.sigma)
        told = self.calendar.add(spell.at, min(wait * 0.3, rng.lognormal(0.25, 1.0)))
        taken = self.calendar.add(told, wait)
        if rng.chance(terms.drop):
            spell.end = self.calendar.add(told, wait * (1.0 + rng.random()) + 3.0)
            spell.ending = "lost"
        else:
            spell.touch = taken if taken < CUT_OFF else None
            spell.end = taken
        spell.assigned = told if told < CUT_OFF else None

    def _live(self, deal, spell, returns, rng):
        """Sets the end of the spell and its ending. True if a contract was pulled into the quarter."""
        if spell.ending == "lost":  # dropped before pick-up
            return False
        stage = STAGES[spell.stage]
        begun = max(spell.at, spell.end)
        hours = rng.lognormal(stage.work_hours, stage.sigma) * spell.owner.pace
        if stage.role in (CLOSER, SUPPORT):
            hours *= deal.segment.slowness
        today = day_of(begun)
        if spell.stage in HURRIED and (quarter_end(today) - today).days < HURRY_DAYS:
            hours *= HURRY
        if deal.team == self.world.vertical_team:
            hours *= VERTICAL_SLOWNESS
        spell.ending = self._draw_ending(deal, spell, returns, rng)
        if spell.ending == "lost":
            hours *= LOSS_LINGERS
        if spell.owner.bot:
            spell.end = begun + 2 * MINUTE + int(hours * BOT_SECONDS_PER_HOUR)
            return False
        if spell.stage == 0 and spell.ending == "advanced" and self._goes_to_bot(deal, rng):
            deal.for_bot = True
            spell.end = spell.at + rng.between(1, 12) * MINUTE + rng.below(MINUTE)
            return False
        spell.end = self.calendar.add(begun, hours)
        if spell.stage == INDEX["contract"] and spell.ending == "advanced":
            return self._pull_into_quarter(spell, begun, rng)
        return False

    def _goes_to_bot(self, deal, rng):
        awake = BOT_HOURS[0] <= deal.created % DAY // HOUR < BOT_HOURS[1]
        empty = not self.calendar.is_working(deal.created)
        return deal.source.kind == "ads" and awake and empty and rng.chance(BOT_SHARE)

    def _draw_ending(self, deal, spell, returns, rng):
        stage = STAGES[spell.stage]
        advance = scale_odds(stage.advance, self._odds(deal, spell))
        # What does not advance is shared out as in the stage's own rates.
        rest = (1.0 - advance) / (1.0 - stage.advance)
        back = stage.back * rest if returns < MOST_RETURNS else 0.0
        draw = rng.random()
        if draw < advance:
            return "advanced"
        if draw < advance + back:
            return "back"
        if draw < advance + back + stage.left * rest:
            return "left"
        return "lost"

    def _odds(self, deal, spell):
        role = spell.role
        factor = spell.owner.skill.get(role, 1.0)
        if role == GENERATOR:
            factor *= deal.source.verify
            if spell.at >= self.decline_from and deal.team != self.world.vertical_team:
                factor *= DECLINE
        elif role == NURTURER:
            factor *= deal.source.nurture
        elif role == CLOSER:
            factor *= deal.source.close
        return factor

    def _pull_into_quarter(self, spell, begun, rng):
        signed = day_of(spell.end)
        previous_end = quarter_end(day_of(spell.end - PULL_DAYS * DAY))
        if not previous_end < signed or not rng.chance(PULL_CHANCE):
            return False
        day = rng.pick(self.calendar.last_workdays_before(previous_end, PULL_INTO_LAST_WORKDAYS))
        moment = self.calendar.moment_on(day, rng)
        if moment <= begun + 4 * HOUR:
            return False
        spell.end = moment
        return True

    def _next_stage(self, deal, stage, rng):
        skip = STAGES[stage].skip
        if deal.source.name == self.world.referral:
            skip *= 2.0
        return stage + 2 if rng.chance(skip) else stage + 1

    def _lost_reason(self, spell, rng):
        dropped = spell.hand_off and spell.touch is None
        role = "dropped" if dropped and spell.role in (NURTURER, CLOSER) else STAGES[spell.stage].role
        if spell.stage == ONBOARDING:
            role = SUPPORT
        reasons = self.world.lost_reasons[role]
        return rng.weighted([reason for reason, _ in reasons], [weight for _, weight in reasons])

    def _hide_unsaid(self, deal, rng):
        for spell in deal.spells:
            spell.owner_known = not rng.chance(OWNER_UNKNOWN)
            spell.touch_recorded = not rng.chance(TOUCH_UNRECORDED) or spell.stage >= WON

    def _put_value(self, deal, full_value, rng):
        known_early = rng.chance(VALUE_KNOWN_EARLY)
        if deal.reached(QUALIFIED) or (known_early and deal.reached(INDEX["ability"])):
            deal.value = full_value
        if deal.status != "open":
            return
        stage = deal.spells[-1].stage
        chance = {INDEX["qualified"]: 0.5, INDEX["proposal"]: 0.9, INDEX["contract"]: 1.0}.get(stage, 0.0)
        if rng.chance(chance):
            # Some expected dates have passed: nobody has moved them yet.
            days_ahead = int(rng.lognormal(30.0, 0.7)) - 12
            deal.expected_close = day_of(CUT_OFF) + timedelta(days=days_ahead)
