"""One demo company, from its first lead to the evening of the export."""

from aftersale import AfterSale
from clock import DAY
from contacts import Contacts, without_overlaps
from defects import plant
from listening import Listening
from journey import Walker
from market import Market
from organisation import Organisation
from prng import Stream
from stages import INDEX
from world import CUT_OFF, CLOSER, NURTURER

# Of the deals lost by nurturers and closers, this share is tried again months later, as a new deal.
REACTIVATED = 0.13
REACTIVATED_AFTER_DAYS = (60, 170)


class Company:
    def __init__(self, world):
        self.world = world
        self.organisation = Organisation(world)
        self.market = Market(world)
        self.walker = Walker(world, self.organisation)
        self.deals = []
        self.activities = []
        self.calls = []
        self._run()

    def _run(self):
        legacy = self.market.legacy_accounts()
        self._add(self.market.arrivals())
        self._add(self._reactivated())
        self._sell_again(legacy)
        self.deals.sort(key=lambda deal: (deal.created, deal.serial))
        self.accounts = legacy + self._accounts_of_deals()
        contacts = Contacts(self.world, self.organisation)
        for deal in self.deals:
            calls, activities = contacts.of(deal)
            self.calls.extend(calls)
            self.activities.extend(activities)
        self.calls = without_overlaps(self.world, self.calls)
        Listening(self.world, self.organisation, self.calls)
        plant(self.world, self.deals, self.calls, self.activities)
        self.activities.sort(key=lambda activity: activity.at)

    def _add(self, deals):
        for deal in deals:
            if deal.created >= CUT_OFF:
                continue
            self.walker.walk(deal)
            # An advertisement's lead is a telephone number until somebody has verified the company behind it.
            if deal.account is None and (deal.source.kind != "ads" or deal.reached(INDEX["verified"])):
                deal.account = self.market.new_account(deal.segment, deal.industry, deal.region)
            self.deals.append(deal)

    def _reactivated(self):
        source = self.market.source(self.world.reactivated)
        deals = []
        for lost in list(self.deals):
            rng = Stream(self.world.seed, "reactivated", lost.serial)
            if lost.status != "lost" or lost.spells[-1].role not in (NURTURER, CLOSER) or not rng.chance(REACTIVATED):
                continue
            wait = rng.between(*REACTIVATED_AFTER_DAYS) * DAY
            deals.append(self.market.new_deal(
                self.world.calendar.add(lost.closed + wait, 2 * rng.random()), source, rng, lost.account))
        return deals

    def _sell_again(self, legacy):
        """Customers refer others and buy more; what comes of it walks the stages too."""
        after = AfterSale(self.world, self.organisation, self.market)
        customers = after.customers(self.deals, legacy)
        offspring = []
        for i, customer in enumerate(customers):
            offspring.extend(after.live(customer, i))
        offspring.sort(key=lambda deal: deal.created)
        self._add(offspring)
        late = after.customers([deal for deal in offspring if deal.spells], [])
        for i, customer in enumerate(late):
            # Their own referrals would come too late to matter.
            after.live(customer, len(customers) + i)
        after.sign_add_ons(offspring, customers + late)
        for i, customer in enumerate(customers + late):
            after.pay(customer, i)
        self.activities.extend(after.activities)

    def _accounts_of_deals(self):
        seen = []
        known = set()
        for deal in self.deals:
            account = deal.account
            if account and id(account) not in known and account.legacy_since is None:
                known.add(id(account))
                seen.append(account)
        return seen
