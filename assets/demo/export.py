"""A company's records as one Septet export, version 1 (compact JSON; what is not known is left out)."""

import json

from clock import show, show_day
from plan import reach, targets
from stages import STAGES
from world import CUT_OFF_TEXT, MARKETER


def export(company):
    world = company.world
    _number(company)
    return {
        "septet": 1,
        "name": world.name,
        "exported_at": CUT_OFF_TEXT + world.utc_offset,
        "timezone": world.timezone,
        "currency": world.currency,
        "calendar": world.calendar.record(),
        "stages": [_stage(stage) for stage in STAGES],
        "people": [_person(person, company.organisation) for person in company.organisation.people],
        "accounts": [_account(account) for account in company.accounts],
        "deals": [_deal(deal) for deal in company.deals],
        "activities": [_activity(activity) for activity in company.activities],
        "reach": reach(world, company.deals),
        "targets": targets(world),
        "calls": [_call(call) for call in company.calls],
    }


def write(company, path):
    text = json.dumps(export(company), ensure_ascii=False, separators=(",", ":"))
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write(text + "\n")


def _number(company):
    """Ids follow the order in which records were created, as a real system's do."""
    invoices = [activity for activity in company.activities if activity.type == "invoice"]
    for prefix, records in (("a", company.accounts), ("d", company.deals), ("c", company.calls), ("i", invoices)):
        for i, record in enumerate(records):
            record.id = "%s%d" % (prefix, i + 1)


def _present(record):
    return {key: value for key, value in record.items() if value is not None}


def _stage(stage):
    row = {"id": stage.id, "name": {"zh": stage.zh, "en": stage.en}, "role": stage.role}
    if stage.id == "won":
        row["outcome"] = "won"
    return row


def _person(person, organisation):
    return _present({
        "id": person.id,
        "name": person.name,
        "roles": list(person.roles),
        "manager": organisation.by_name[person.manager].id if person.manager else None,
        "team": person.team,
        "from": show_day(person.joined) if person.joined is not None else None,
        "to": show_day(person.leaves) if person.leaves is not None else None,
        "kind": "bot" if person.bot else None,
    })


def _account(account):
    return {
        "id": account.id, "name": account.name, "segment": account.segment.name, "industry": account.industry,
        "region": account.region,
    }


def _deal(deal):
    return _present({
        "id": deal.id,
        "account": deal.account.id if deal.account else None,
        "name": deal.name,
        "source": deal.source_written or deal.source.name,
        "campaign": deal.campaign,
        "segment": deal.segment.name,
        "value": deal.value,
        "created_at": show(deal.created),
        "closed_at": show(deal.closed) if deal.closed is not None else None,
        "status": deal.status,
        "lost_reason": deal.lost_reason,
        "expected_close": deal.expected_close.isoformat() if deal.expected_close else None,
        "team": {"account_manager": deal.account_manager.id} if deal.account_manager else None,
        "history": [_spell(spell) for spell in deal.spells],
    })


def _spell(spell):
    own_role = STAGES[spell.stage].role
    shown = spell.hand_off and spell.touch_recorded and own_role != MARKETER
    return _present({
        "stage": STAGES[spell.stage].id,
        "at": show(spell.at),
        "owner": spell.owner.id if spell.owner_known else None,
        "role": spell.role if spell.role != own_role else None,
        "assigned_at": show(spell.assigned) if shown and spell.assigned is not None else None,
        "first_touch_at": show(spell.touch) if shown and spell.touch is not None else None,
    })


def _activity(activity):
    return _present({
        "type": activity.type,
        "at": show(activity.at),
        "account": activity.account.id if activity.account else None,
        "deal": activity.deal.id if activity.deal else None,
        "person": activity.person.id if activity.person else None,
        "value": activity.value,
        "recurring": True if activity.recurring else None,
        "id": activity.id,
        "due": show_day(activity.due) if activity.due is not None else None,
        "invoice": activity.invoice.id if activity.invoice else None,
    })


def _call(call):
    row = {
        "id": call.id,
        "at": show(call.at),
        "duration_s": call.duration,
        "person": call.person.id,
        "deal": call.deal.id if call.deal else None,
        "role": call.role,
        "purpose": call.purpose,
        "direction": call.direction,
        "channel": call.channel,
    }
    if call.transcript:
        row.update(call.transcript.fields())
    row["metrics"] = call.metrics
    row["topics"] = row.get("topics") or call.topics
    row["scorecards"] = call.scorecards
    return _present(row)
