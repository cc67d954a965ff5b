"""Leads as they arrive: how many, when, from where and for which team."""

from datetime import date, timedelta

from clock import DAY, HOUR, at, day_of, days, start_of
from journey import Account, Deal
from prng import Stream
from world import CUT_OFF, FIRST_DAY

# Leads an hour of the day, 0 to 23. Advertisements are clicked in the evening too, forms mostly at work.
HOURS = {
    "ads": (2, 1, 1, 1, 1, 1, 2, 4, 6, 8, 9, 9, 8, 7, 8, 8, 8, 7, 7, 8, 10, 11, 9, 5),
    "site": (1, 0, 0, 0, 0, 0, 1, 3, 8, 12, 13, 12, 7, 9, 12, 12, 11, 8, 4, 4, 4, 4, 3, 2),
    "office": (0, 0, 0, 0, 0, 0, 0, 0, 1, 10, 13, 9, 2, 7, 12, 12, 9, 3, 0, 0, 0, 0, 0, 0),
    "event": (0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 10, 10, 6, 8, 10, 9, 5, 0, 0, 0, 0, 0, 0, 0),
}
WEEKEND = {"ads": 0.75, "site": 0.3, "office": 0.0}

# The company grows a little: arrivals on the last day are this much above the first.
GROWTH = 0.15

# A new advertisement takes some weeks to be shown widely.
RAMP_DAYS = 21

EVENT_DAYS = (0.4, 0.4, 0.2)

# The mass import of the defects: leads of one event, written in one second.
IMPORTED = 40

LEGACY_ACCOUNTS = 64


class Market:
    def __init__(self, world):
        self.world = world
        self.brands = self._shuffled_brands()
        self.next_brand = 0
        self.used_names = set()
        self.serial = 0
        regions = [(team, region, weight) for team, rows in world.teams.items() for region, weight in rows]
        team_weight = {team: sum(w for _, w in rows) for team, rows in world.teams.items()}
        # Teams get about the same number of leads a head, so a large team has more.
        heads = {team: sum(1 for p in world.roster if p.team == team) for team in world.teams}
        self.places = [(team, region) for team, region, _ in regions]
        self.place_weights = [weight * heads[team] / team_weight[team] for team, _, weight in regions]

    def _shuffled_brands(self):
        world = self.world
        brands = [head + tail for head in world.brand_heads for tail in world.brand_tails
                  if head[-1:].lower() != tail[:1].lower()]
        return Stream(world.seed, "brands").shuffled(brands)

    def new_account(self, segment, industry, region):
        """A company with a name of its own: brands in turn, with the first ending that is still free."""
        endings = dict(self.world.industries)[industry]
        while True:
            brand = self.brands[self.next_brand % len(self.brands)]
            self.next_brand += 1
            for ending in endings[self.next_brand % len(endings):] + endings:
                name = brand + self.world.brand_joint + ending
                if name not in self.used_names:
                    self.used_names.add(name)
                    return Account(name, segment, industry, region)

    def new_deal(self, created, source, rng, account=None):
        self.serial += 1
        if account:
            segment, industry, region = account.segment, account.industry, account.region
            team = next(team for team, place in self.places if place == region)
        else:
            segment = rng.weighted(self.world.segments, [s.share for s in self.world.segments])
            industry = rng.pick(self.world.industries)[0]
            team, region = rng.weighted(self.places, self.place_weights)
        if rng.chance(segment.vertical_share):
            team = self.world.vertical_team
        campaign = self._campaign(source, created, rng)
        return Deal(self.serial, created, source, segment, team, region, industry, campaign, account)

    def source(self, name):
        return next(source for source in self.world.sources if source.name == name)

    def _campaign(self, source, created, rng):
        if not source.campaigns or rng.chance(0.04):
            return None
        # One campaign leads in each quarter, the others run on.
        leading = (day_of(created).month - 1) // 3 % len(source.campaigns)
        weights = [3.0 if i == leading else 1.0 for i in range(len(source.campaigns))]
        return rng.weighted(source.campaigns, weights)

    def arrivals(self):
        """Every lead that comes by itself, in order of time."""
        deals = []
        first = date.fromisoformat(FIRST_DAY)
        span = CUT_OFF // DAY - start_of(first) // DAY
        for day in days(first, day_of(CUT_OFF)):
            rng = Stream(self.world.seed, "day", day)
            growth = 1.0 + GROWTH * ((start_of(day) - start_of(first)) // DAY) / span
            season = self.world.lead_season.get(day, 1.0) * growth
            for source in self.world.sources:
                for _ in range(rng.poisson(season * self._mean(source, day))):
                    moment = self._moment(source.kind, day, rng)
                    if moment < CUT_OFF:
                        deals.append(self.new_deal(moment, source, rng))
        for event in self.world.events:
            deals.extend(self._event_leads(event))
        deals.extend(self._import())
        return sorted(deals, key=lambda deal: (deal.created, deal.serial))

    def _mean(self, source, day):
        if source.daily == 0 or day.isoformat() < source.since:
            return 0.0
        mean = source.daily
        if source.since != FIRST_DAY:
            age = (day - date.fromisoformat(source.since)).days
            mean *= min(1.0, (age + 1) / RAMP_DAYS)
        if source.kind == "office":
            return mean if day in self.world.calendar.workdays else 0.0
        return mean * (WEEKEND[source.kind] if day.weekday() >= 5 else 1.0)

    def _moment(self, kind, day, rng):
        hour = rng.weighted(range(24), HOURS[kind])
        if hour in self.world.doubtful_hours:
            hour += 1
        return start_of(day) + hour * HOUR + rng.below(HOUR)

    def _event_leads(self, event):
        rng = Stream(self.world.seed, "event", event.day)
        source = self.source(self.world.event_source)
        deals = []
        for _ in range(event.leads):
            day = date.fromisoformat(event.day) + timedelta(days=rng.weighted(range(len(EVENT_DAYS)), EVENT_DAYS))
            deal = self.new_deal(self._moment("event", day, rng), source, rng)
            deal.campaign = event.name
            deals.append(deal)
        return deals

    def _import(self):
        rng = Stream(self.world.seed, "import")
        moment = at(self.world.import_at)
        event = max((event for event in self.world.events if at(event.day) < moment), key=lambda event: event.day)
        deals = []
        for _ in range(IMPORTED):
            deal = self.new_deal(moment, self.source(self.world.event_source), rng)
            deal.campaign = event.name
            deals.append(deal)
        return deals

    def legacy_accounts(self):
        """Customers from before the export: they pay, renew and refer, but their deals are not in it."""
        accounts = []
        first = at(FIRST_DAY)
        for i in range(LEGACY_ACCOUNTS):
            rng = Stream(self.world.seed, "legacy", i)
            segment = rng.weighted(self.world.segments, [s.share for s in self.world.segments])
            _, region = rng.weighted(self.places, self.place_weights)
            account = self.new_account(segment, rng.pick(self.world.industries)[0], region)
            account.legacy_since = first - rng.between(40, 900) * DAY
            accounts.append(account)
        return accounts
