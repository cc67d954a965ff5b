"""The English demo company: a maker of field-service scheduling software in London. All of it is invented."""

from clock import WorkCalendar, day_range
from world import Event, Segment, Source, World, parse_roster

HOLIDAYS = {
    day
    for text in (
        "2025-08-25", "2025-12-25..2025-12-26", "2026-01-01", "2026-04-03", "2026-04-06",
        "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25..2026-12-28",
    )
    for day in day_range(text)
}

# The weeks in which customers, and half the office, are away.
SLOW_DAYS = {}
for _text, _speed in (
    ("2025-08-01..2025-08-29", 80),
    ("2025-12-15..2025-12-21", 70),
    ("2025-12-22..2026-01-02", 25),
    ("2026-01-05..2026-01-07", 70),
    ("2026-03-30..2026-04-10", 75),
    ("2026-08-03..2026-08-28", 80),
):
    for _day in day_range(_text):
        SLOW_DAYS[_day] = _speed

LEAD_SEASON = {}
for _text, _factor in (
    ("2025-08-01..2025-08-31", 0.85),
    ("2025-12-08..2025-12-14", 0.8),
    ("2025-12-15..2025-12-21", 0.55),
    ("2025-12-22..2026-01-04", 0.15),
    ("2026-01-05..2026-01-31", 1.2),
    ("2026-04-03..2026-04-06", 0.4),
    ("2026-08-01..2026-08-31", 0.85),
):
    for _day in day_range(_text):
        LEAD_SEASON[_day] = _factor

NORTH, MIDLANDS, SOUTH, KEY, MARKETING = "North", "Midlands", "South", "Key accounts", "Marketing"

# Load: a new or part-time person gets fewer customers.
ROSTER = """
Marian Okafor-Price | sales_manager | | |
Duncan Ashgrove | sales_manager | | Marian Okafor-Price |
Leila Brandreth | sales_manager | | Marian Okafor-Price |
Toby Fennick | sales_manager | | Marian Okafor-Price | 2025-10-06
Camille Ostrander | sales_manager marketer | Marketing | Marian Okafor-Price | | | 0.3
Gareth Pellow | sales_manager | North | Duncan Ashgrove |
Anjali Whitmarsh | sales_manager | Midlands | Duncan Ashgrove |
Rory Castellan | sales_manager | South | Leila Brandreth |
Freya Lindqvist-Hall | sales_manager | Key accounts | Leila Brandreth |
Owen Tarrant | marketer | Marketing | Camille Ostrander |
Bea Nakamura | marketer | Marketing | Camille Ostrander |
Silvia Moretti-Dunn | marketer | Marketing | Camille Ostrander |
Jonah Prewett | marketer | Marketing | Camille Ostrander | 2026-02-16
Kelly Arkwright | lead_generator | North | Gareth Pellow |
Samir Haddow | lead_generator | North | Gareth Pellow |
Chloe Bannerby | lead_generator | North | Gareth Pellow |
Nadia Fairhurst | lead_nurturer | North | Gareth Pellow |
Ewan Tolliver | lead_nurturer | North | Gareth Pellow |
Imogen Slate | lead_nurturer | North | Gareth Pellow |
Marcus Oyelade | lead_nurturer | North | Gareth Pellow |
Ruth Calloway | lead_nurturer | North | Gareth Pellow | 2025-11-10
Dylan Harcombe | closer | North | Gareth Pellow |
Pooja Menzies | closer | North | Gareth Pellow |
Niall Brocklebank | closer | North | Gareth Pellow | | 2026-02-27
Hester Vance | customer_support | North | Gareth Pellow |
Luca Wrenfield | customer_support | North | Gareth Pellow |
Abigail Stroud | account_manager | North | Gareth Pellow |
Peter Osgodby | customer_support account_manager | North | Gareth Pellow | | | 0.6
Tamsin Rook | lead_generator | Midlands | Anjali Whitmarsh |
Joel Adeyemi-Cross | lead_generator | Midlands | Anjali Whitmarsh |
Megan Pryde | lead_generator | Midlands | Anjali Whitmarsh | | 2026-05-29
Harriet Lowe | lead_nurturer | Midlands | Anjali Whitmarsh |
Vikram Sandiford | lead_nurturer | Midlands | Anjali Whitmarsh |
Carys Bellamine | lead_nurturer | Midlands | Anjali Whitmarsh |
Aaron Quist | lead_nurturer | Midlands | Anjali Whitmarsh |
Yusuf Kettering | closer | Midlands | Anjali Whitmarsh |
Sophie Garrowby | closer | Midlands | Anjali Whitmarsh |
Fergus Maitland-Roe | closer | Midlands | Anjali Whitmarsh |
Ingrid Thackray | customer_support | Midlands | Anjali Whitmarsh |
Colm Devery | account_manager | Midlands | Anjali Whitmarsh |
Zara Whitlock | lead_generator | South | Rory Castellan |
Ben Astley-Ng | lead_generator | South | Rory Castellan |
Orla Penhaligon | lead_generator | South | Rory Castellan |
Dominic Sayle | lead_generator lead_nurturer | South | Rory Castellan | | | 0.8
Grace Hollander | lead_nurturer | South | Rory Castellan |
Tom Ilesanmi | lead_nurturer | South | Rory Castellan |
Priya Lockhart | lead_nurturer | South | Rory Castellan | | 2026-07-31
Callum Wraith | lead_nurturer | South | Rory Castellan |
Elena Marsham | lead_nurturer | South | Rory Castellan |
Jack Overbury | lead_nurturer | South | Rory Castellan | 2026-06-15
Victoria Amberley | closer | South | Rory Castellan |
Kofi Rendell | closer | South | Rory Castellan |
Laura Pinscombe | closer | South | Rory Castellan |
Stefan Goodhew | closer customer_support | South | Rory Castellan | | | 0.7
Molly Farringay | customer_support | South | Rory Castellan |
Idris Cawood | customer_support | South | Rory Castellan |
Hannah Swale | account_manager | South | Rory Castellan |
Matthew Birdsong | account_manager | South | Rory Castellan |
Alistair Quennell | the_whole_way | Key accounts | Freya Lindqvist-Hall |
Renata Holloway | the_whole_way | Key accounts | Freya Lindqvist-Hall |
Simon Abara | the_whole_way | Key accounts | Freya Lindqvist-Hall |
Cressida Thorne | the_whole_way | Key accounts | Freya Lindqvist-Hall |
Dialler bot | bot lead_generator | Marketing | Camille Ostrander |
"""

SOURCES = [
    Source("Paid search", "ads", 3.45, 0.98, 0.9, 1.0, "Owen Tarrant",
           ("Job scheduling - exact", "Field service app - broad", "Brand"),
           cost_per_lead=31, clicks_per_lead=14, impressions_per_click=22),
    Source("Paid social", "ads", 2.51, 0.72, 0.74, 0.95, "Owen Tarrant",
           ("Paperless by Friday", "No more missed visits", "The van that knew"),
           cost_per_lead=24, clicks_per_lead=29, impressions_per_click=84),
    Source("Short video", "ads", 4.39, 0.37, 0.68, 0.9, "Jonah Prewett",
           ("A day in the van", "Quote in ninety seconds"), since="2026-03-02",
           cost_per_lead=9, clicks_per_lead=38, impressions_per_click=130),
    Source("Website enquiry", "site", 1.78, 2.1, 1.55, 1.15, "Bea Nakamura",
           ("Contact form", "Book a demo", "Free trial")),
    Source("Webinar", "site", 1.04, 1.25, 1.1, 1.0, "Silvia Moretti-Dunn",
           ("Routes that pay", "Compliance hour", "Quotes that close")),
    Source("Trade show", "event", 0, 1.3, 0.95, 1.0, "Silvia Moretti-Dunn", ()),
    Source("Referral", "office", 0.42, 4.4, 2.1, 1.3, "Bea Nakamura", ()),
    Source("Partner", "office", 0.63, 1.6, 1.15, 1.1, "Bea Nakamura", ("Accountants", "Parts wholesalers")),
    Source("Cold outreach", "office", 2.30, 0.78, 0.74, 0.95, "Bea Nakamura",
           ("Gas installers list", "Lift engineers list")),
    Source("Reactivated", "spawned", 0, 0.9, 0.9, 0.95, "Silvia Moretti-Dunn", ()),
    Source("Existing customer", "spawned", 0, 1.0, 2.0, 2.2, "Bea Nakamura", ()),
]

EVENTS = [
    Event("2025-06-18", 84, "Field Trades Expo"),
    Event("2025-10-08", 96, "Maintenance North"),
    Event("2025-11-13", 58, "Lifts and Access Day"),
    Event("2026-03-11", 102, "Facilities Week"),
    Event("2026-06-17", 90, "Field Trades Expo"),
    Event("2026-09-09", 64, "Heat and Power Forum"),
]

LOST_REASONS = {
    "marketer": [("Spam or duplicate", 6), ("Wrong details", 3), ("Not our market", 1)],
    "lead_generator": [("Never answered", 5), ("Wrong details", 3), ("Not our market", 3), ("No authority", 2),
                       ("Spam or duplicate", 1)],
    "lead_nurturer": [("No need", 4), ("No budget", 3), ("Never answered", 3), ("Not this year", 2),
                      ("No authority", 1), ("Chose a competitor", 1)],
    "closer": [("Price", 4), ("Chose a competitor", 4), ("Not this year", 3), ("Missing feature", 2),
               ("No budget", 1), ("We were too slow", 1)],
    "customer_support": [("Cancelled before go-live", 1)],
    "account_manager": [("No need", 1)],
    "dropped": [("We were too slow", 5), ("Chose a competitor", 3), ("Never answered", 2)],
}

PURPOSES = {
    "checking": ("Verification",),
    "decision": ("Find the decision maker", "Verification"),
    "verified": ("First conversation",),
    "contacted": ("First conversation", "Needs"),
    "interest": ("Needs", "Demo"),
    "ability": ("Budget and timing",),
    "qualified": ("Scoping",),
    "proposal": ("Proposal walk-through", "Demo"),
    "contract": ("Negotiation", "Paperwork"),
    "won": ("Kick-off",),
    "onboarding": ("Set-up", "Training"),
    "active": ("Check-in",),
}

WORLD = World(
    id="en",
    seed="en-43",
    name="Larkfold Fieldware (demo data)",
    timezone="Europe/London",
    utc_offset="+01:00",
    currency="GBP",
    value_step=10,
    calendar=WorkCalendar(((9, 12.5), (13.25, 17.5)), HOLIDAYS, set(), SLOW_DAYS),
    lead_season=LEAD_SEASON,
    doubtful_hours=(1,),
    teams={
        SOUTH: [("London", 5), ("South East", 3), ("South West", 2)],
        NORTH: [("Yorkshire", 3), ("North West", 3), ("North East", 1), ("Scotland", 2)],
        MIDLANDS: [("West Midlands", 3), ("East Midlands", 2), ("Wales", 1)],
    },
    vertical_team=KEY,
    roster=parse_roster(ROSTER),
    sources=SOURCES,
    inbound="Website enquiry",
    referral="Referral",
    event_source="Trade show",
    reactivated="Reactivated",
    existing="Existing customer",
    events=EVENTS,
    segments=[
        Segment("Micro", 0.36, 3200, 0.8, 0.0),
        Segment("Small", 0.40, 7400, 1.0, 0.0),
        Segment("Mid-market", 0.18, 16500, 1.3, 0.18),
        Segment("Enterprise", 0.06, 38000, 1.7, 0.75),
    ],
    industries=[
        ("Heating and gas", ("Heating", "Gas Services", "Boilers")),
        ("Lifts and access", ("Lifts", "Access Hire")),
        ("Electrical", ("Electrical", "Power Systems")),
        ("Fire and security", ("Fire Safety", "Alarms", "Security Systems")),
        ("Cleaning", ("Cleaning", "Window Care")),
        ("Grounds", ("Landscapes", "Tree Care", "Grounds")),
        ("Catering equipment", ("Catering Repairs", "Refrigeration")),
        ("Plumbing and drainage", ("Plumbing", "Drainage")),
        ("Building repairs", ("Roofing", "Property Care", "Joinery")),
        ("Medical equipment", ("Medical Engineering", "Mobility Aids")),
    ],
    brand_heads=("Thorn", "Elder", "Kestrel", "Copper", "Marl", "Wether", "Larch", "Pen", "Bram", "Hollin", "Quarry",
                 "Sedge", "Fennel", "Garth", "Ember", "Tarn", "Whin", "Orchard", "Saltan", "Bracken", "Heron",
                 "Ivel", "Nether", "Rushen", "Cobble"),
    brand_tails=("wick", "combe", "mere", "gate", "holt", "ridge", "ley", "stead", "beck", "moor", "side", "burn",
                 "shaw", "dene", "croft", "well", "thorpe", "field", "garth", "haven"),
    brand_joint=" ",
    lost_reasons=LOST_REASONS,
    add_on_names=("Second depot", "More licences", "Quoting module", "Parts and stock", "Customer portal"),
    purposes=PURPOSES,
    monthly_target=190000,
    team_target_shares={SOUTH: 0.33, NORTH: 0.23, MIDLANDS: 0.22, KEY: 0.22},
    target_season=(0.9, 0.95, 1.25, 0.9, 0.95, 1.2, 0.95, 0.75, 1.2, 1.0, 1.05, 0.9),
    slow_team=NORTH,
    decline_from="2026-03-01",
    new_channel="Short video",
    favoured="Grace Hollander",
    source_typos=[("Website enquiry", "Website Enquiry", 13), ("Trade show", "Tradeshow", 8),
                  ("Webinar", "Webinars", 10)],
    import_at="2026-06-18T10:15:00",
)
