"""What the company planned and paid for: targets, and the reach of its channels."""

from collections import Counter
from datetime import date, timedelta

from clock import day_of, show_day
from prng import Stream
from world import CUT_OFF, FIRST_DAY

# Deals from before the first day are not in the export, so the first months' wins say nothing about a plan.
FIRST_TARGET_MONTH = (2025, 10)
LAST_TARGET_MONTH = (2026, 12)
GROWTH_PER_QUARTER = 0.03
TARGET_STEP = 1000

# Clicks in a week without a lead, so that a channel's quiet weeks are not empty.
QUIET_LEADS = 0.4

# Websites and mailings have no price per lead here; an event costs this many times a lead by search.
EVENT_LEAD_COST = 1.8


def targets(world):
    """One target a month for the company and for every selling team; the teams add up to the company."""
    rows = []
    year, month = FIRST_TARGET_MONTH
    while (year, month) <= LAST_TARGET_MONTH:
        following = (year + month // 12, month % 12 + 1)
        span = {"from": "%04d-%02d-01" % (year, month), "to": "%04d-%02d-01" % following}
        quarters = (year - FIRST_TARGET_MONTH[0]) * 4 + (month - FIRST_TARGET_MONTH[1]) // 3
        whole = world.monthly_target * world.target_season[month - 1] * (1.0 + GROWTH_PER_QUARTER * quarters)
        shares = [(team, int(whole * share / TARGET_STEP + 0.5) * TARGET_STEP)
                  for team, share in world.team_target_shares.items()]
        rows.append(dict(span, value=sum(value for _, value in shares)))
        rows.extend(dict(span, value=value, team=team) for team, value in shares)
        year, month = following
    return rows


def reach(world, deals):
    """Weekly rows of every source that reaches people unasked; its leads are the deals of that week."""
    leads = Counter()
    for deal in deals:
        leads[deal.source.name, _monday(day_of(deal.created))] += 1
    rows = []
    monday = _monday(date.fromisoformat(FIRST_DAY))
    while monday <= day_of(CUT_OFF):
        for source in world.sources:
            started = monday + timedelta(days=6) >= date.fromisoformat(source.since)
            if source.kind == "ads" and started:
                rows.append(_week(world, source, monday, leads[source.name, monday]))
        monday += timedelta(days=7)
    lead_cost = world.sources[0].cost_per_lead
    for event in world.events:
        count = sum(1 for deal in deals if deal.campaign == event.name and show_day(deal.created)[:7] == event.day[:7])
        visitors = count * Stream(world.seed, "visitors", event.day).between(9, 16)
        rows.append({
            "date": event.day, "source": world.event_source, "campaign": event.name, "impressions": visitors,
            "leads": count, "cost": int(count * lead_cost * EVENT_LEAD_COST),
        })
    return rows


def _week(world, source, monday, leads):
    rng = Stream(world.seed, "reach", source.name, monday)
    clicks = int((leads + QUIET_LEADS) * source.clicks_per_lead * rng.lognormal(1.0, 0.12))
    return {
        "date": monday.isoformat(), "source": source.name,
        "impressions": int(clicks * source.impressions_per_click * rng.lognormal(1.0, 0.15)),
        "clicks": clicks, "leads": leads,
        "cost": int(clicks / source.clicks_per_lead * source.cost_per_lead * rng.lognormal(1.0, 0.05)),
    }


def _monday(day):
    return day - timedelta(days=day.weekday())
