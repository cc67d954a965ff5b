"""What a demo company is made of. The two companies fill these in: world_zh.py and world_en.py."""

from dataclasses import dataclass, field
from typing import Dict, List, Optional, Tuple

from clock import WorkCalendar, at

# Both companies export the same stretch: fifteen and a half months, up to a Friday evening.
FIRST_DAY = "2025-06-01"
CUT_OFF_TEXT = "2026-09-18T18:00:00"
CUT_OFF = at(CUT_OFF_TEXT)

MARKETER = "marketer"
GENERATOR = "lead_generator"
NURTURER = "lead_nurturer"
CLOSER = "closer"
SUPPORT = "customer_support"
ACCOUNT_MANAGER = "account_manager"

# The roles that talk to the customer; a person of the vertical team holds all of them.
CUSTOMER_FACING = (GENERATOR, NURTURER, CLOSER, SUPPORT, ACCOUNT_MANAGER)


@dataclass(eq=False)
class Person:
    name: str
    roles: Tuple[str, ...]
    team: Optional[str]
    manager: Optional[str]  # a name in the roster
    joined: Optional[int]
    leaves: Optional[int]
    load: float  # share of a full-time person's work
    bot: bool = False
    id: str = ""
    skill: Dict[str, float] = field(default_factory=dict)  # role -> factor on the odds of advancing
    pace: float = 1.0  # factor on how long work takes


@dataclass(frozen=True)
class Source:
    """Where leads come from. The three factors multiply the odds of advancing at each stage."""

    name: str
    kind: str  # ads | site | office | event | spawned
    daily: float  # leads on an ordinary weekday
    verify: float
    nurture: float
    close: float
    marketer: str
    campaigns: Tuple[str, ...]
    since: str = FIRST_DAY
    cost_per_lead: float = 0.0
    clicks_per_lead: float = 0.0
    impressions_per_click: float = 0.0


@dataclass(frozen=True)
class Segment:
    name: str
    share: float
    median_value: int
    slowness: float  # factor on the closer's time
    vertical_share: float  # how many of them the vertical team takes


@dataclass(frozen=True)
class Event:
    day: str
    leads: int
    name: str


@dataclass(frozen=True)
class World:
    id: str
    seed: str  # names the company's random streams
    name: str
    timezone: str
    utc_offset: str  # of the cut-off
    currency: str
    value_step: int  # deal values are multiples of this
    calendar: WorkCalendar
    lead_season: Dict  # date -> factor on arrivals
    doubtful_hours: Tuple[int, ...]  # local hours that a clock change skips or repeats
    teams: Dict[str, List[Tuple[str, float]]]  # horizontal team -> regions with weights
    vertical_team: str
    roster: List[Person]
    sources: List[Source]
    inbound: str
    referral: str
    event_source: str
    reactivated: str
    existing: str
    events: List[Event]
    segments: List[Segment]
    industries: List[Tuple[str, Tuple[str, ...]]]  # industry -> endings of company names
    brand_heads: Tuple[str, ...]
    brand_tails: Tuple[str, ...]
    brand_joint: str
    lost_reasons: Dict[str, List[Tuple[str, float]]]  # role -> reasons with weights
    add_on_names: Tuple[str, ...]
    purposes: Dict[str, Tuple[str, ...]]  # stage -> purposes of calls
    monthly_target: int  # the company's, in an ordinary month
    team_target_shares: Dict[str, float]
    target_season: Tuple[float, ...]  # by calendar month
    # The planted stories (README.md).
    slow_team: str
    decline_from: str
    new_channel: str
    favoured: str
    # The planted defects.
    source_typos: List[Tuple[str, str, int]]  # source, misspelt, how many
    import_at: str


def parse_roster(text):
    """One person a line: name | roles | team | manager | from | to | load. Empty is allowed at the end.

    "bot" before the roles marks a program; "the_whole_way" stands for all roles that talk to the customer.
    """
    people = []
    for line in text.strip().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        name, roles, team, manager, joined, leaves, load = cells + [""] * (7 - len(cells))
        bot = roles.startswith("bot ")
        roles = roles.replace("bot ", "").replace("the_whole_way", " ".join(CUSTOMER_FACING))
        people.append(Person(
            name=name,
            roles=tuple(roles.split()),
            team=team or None,
            manager=manager or None,
            joined=at(joined) if joined else None,
            leaves=at(leaves) if leaves else None,
            load=float(load or 1.0),
            bot=bot,
        ))
    for i, person in enumerate(people):
        person.id = "p%d" % (i + 1)
    return people
