"""The thirteen stages, and how deals move through them before anyone's luck, source or team is counted."""

from dataclasses import dataclass
from typing import Tuple

from world import ACCOUNT_MANAGER, CLOSER, GENERATOR, MARKETER, NURTURER, SUPPORT


@dataclass(frozen=True)
class Stage:
    id: str
    zh: str
    en: str
    role: str
    advance: float  # chance that the spell ends in a later stage ...
    back: float  # ... in an earlier one ...
    left: float  # ... or outside the pipeline; the rest is lost
    back_to: Tuple[str, ...]
    skip: float  # chance that an advance jumps over the next stage
    work_hours: float  # median from first touch to the end, in hours of work
    sigma: float  # of its logarithm


STAGES = (
    Stage("lead", "线索", "Lead", MARKETER, 0.87, 0.0, 0.020, (), 0.03, 1.6, 0.90),
    Stage("checking", "核实中", "Checking", GENERATOR, 0.62, 0.008, 0.018, ("lead",), 0.09, 7.0, 1.05),
    Stage("decision", "找到决策人", "Decision maker found", GENERATOR, 0.67, 0.020, 0.012, ("checking",), 0.0, 13.0, 0.95),
    Stage("verified", "已核实", "Verified", NURTURER, 0.77, 0.022, 0.010, ("checking",), 0.05, 6.0, 1.00),
    Stage("contacted", "已联系", "Contacted", NURTURER, 0.7, 0.012, 0.010, ("verified",), 0.06, 21.0, 0.90),
    Stage("interest", "意向确认", "Interest confirmed", NURTURER, 0.74, 0.022, 0.010, ("contacted",), 0.04, 27.0, 0.85),
    Stage("ability", "能力确认", "Ability confirmed", NURTURER, 0.72, 0.025, 0.010, ("interest",), 0.0, 17.0, 0.85),
    Stage("qualified", "合格商机", "Qualified", CLOSER, 0.71, 0.055, 0.012, ("contacted", "interest"), 0.08, 32.0, 0.80),
    Stage("proposal", "方案报价", "Proposal", CLOSER, 0.62, 0.045, 0.012, ("qualified", "interest"), 0.03, 62.0, 0.75),
    Stage("contract", "合同", "Contract", CLOSER, 0.74, 0.060, 0.008, ("proposal",), 0.0, 44.0, 0.75),
    Stage("won", "签约", "Won", CLOSER, 0.99, 0.0, 0.0, (), 0.0, 5.0, 0.80),
    Stage("onboarding", "实施上线", "Onboarding", SUPPORT, 0.955, 0.0, 0.005, (), 0.0, 60.0, 0.60),
    Stage("active", "活跃客户", "Active customer", ACCOUNT_MANAGER, 0.0, 0.0, 0.0, (), 0.0, 0.0, 0.0),
)

INDEX = {stage.id: i for i, stage in enumerate(STAGES)}
WON = INDEX["won"]
ONBOARDING = INDEX["onboarding"]
ACTIVE = INDEX["active"]
QUALIFIED = INDEX["qualified"]


@dataclass(frozen=True)
class PickUp:
    """How long a hand-off into a role waits, in hours of work, and how often the deal dies waiting."""

    median_hours: float
    sigma: float
    drop: float


PICK_UP = {
    MARKETER: PickUp(3.0, 0.8, 0.03),
    GENERATOR: PickUp(2.2, 1.0, 0.03),
    NURTURER: PickUp(3.4, 1.0, 0.05),
    CLOSER: PickUp(4.0, 0.9, 0.04),
    SUPPORT: PickUp(2.6, 0.8, 0.004),
    ACCOUNT_MANAGER: PickUp(8.0, 0.9, 0.0),
}

# Story 1: nurturer to closer in the slow team. Three working days instead of half a day.
SLOW_PICK_UP = PickUp(27.0, 0.9, 0.17)

# One of its closers leaves (rosters) and is not replaced: from then on the wait is this much longer.
SHORT_HANDED = 1.8
