"""Life after the signature: invoices, payments, tickets, renewals, growth, loss and word of mouth."""

from dataclasses import dataclass, field
from typing import List, Optional, Tuple

from clock import DAY, at
from journey import Account, Deal
from prng import Stream
from stages import ACTIVE, INDEX, ONBOARDING, WON
from world import ACCOUNT_MANAGER, CLOSER, CUT_OFF, FIRST_DAY, SUPPORT, Person

MONTH = 30 * DAY

# An invoice is due so long after it was written; a month's is written ahead, the set-up fee's with the signature.
DUE_AFTER = 14 * DAY

# Of the customers some pay more than a month late, as a habit; of the payments some do not say what they are for, and of
# customers who leave half leave their last month unpaid.
SLOW, UNNAMED, LEFT_UNPAID = 0.07, 0.12, 0.5
YEAR = 365 * DAY

# A contract's value is a set-up fee of one sixth and a year's subscription, paid by the month.
SET_UP_SHARE = 6

# Chances in a month, once the customer is past the first three.
EXPANSION, CONTRACTION, CHURN, REFERRAL, REVIEW, ADD_ON = 0.024, 0.009, 0.007, 0.030, 0.020, 0.024
RENEWAL_CHURN = 0.09
SETTLED_AFTER = 3

# Tickets a month while the customer is new, and later; some customers write far more than others.
TICKETS_NEW, TICKETS_LATER = 1.1, 0.4
NEW_MONTHS = 2

# The account manager gets in touch about this often.
CONTACT_EVERY_DAYS = 34


@dataclass
class Activity:
    type: str
    at: int
    person: Optional[Person] = None
    deal: Optional[Deal] = None
    account: Optional[Account] = None
    value: Optional[int] = None
    recurring: bool = False
    due: Optional[int] = None  # of an invoice
    invoice: Optional["Activity"] = None  # that a payment names
    id: Optional[str] = None


@dataclass(eq=False)
class Customer:
    account: Account
    deal: Optional[Deal]
    start: int
    monthly: int
    account_manager: Optional[Person]
    support: Optional[Person]
    live_from: Optional[int]  # when the account manager took over
    changes: List[Tuple[int, int]] = field(default_factory=list)  # (time, change of the monthly amount)
    churned: Optional[int] = None

    def monthly_at(self, second):
        return max(0, self.monthly + sum(change for moment, change in self.changes if moment <= second))


class AfterSale:
    def __init__(self, world, organisation, market):
        self.world = world
        self.organisation = organisation
        self.market = market
        self.calendar = world.calendar
        self.activities = []

    def customers(self, deals, legacy):
        result = []
        for deal in deals:
            won = deal.won_at
            if won is not None and deal.source.name != self.world.existing:
                result.append(self._customer_of(deal, won))
        for i, account in enumerate(legacy):
            rng = Stream(self.world.seed, "legacy customer", i)
            start = account.legacy_since
            team = next(team for team, region in self.market.places if region == account.region)
            value = rng.lognormal(account.segment.median_value, 0.5)
            result.append(Customer(
                account, None, start, self._monthly(value),
                rng.pick(self.organisation.candidates(ACCOUNT_MANAGER, team, at(FIRST_DAY))),
                rng.pick(self.organisation.candidates(SUPPORT, team, at(FIRST_DAY))),
                start,
            ))
        return result

    def _customer_of(self, deal, won):
        support = next((s.owner for s in deal.spells if s.stage == ONBOARDING), None)
        live = next((s for s in deal.spells if s.stage == ACTIVE), None)
        customer = Customer(
            deal.account, deal, won, self._monthly(deal.value),
            live.owner if live else None, support, live.at if live else None,
        )
        if deal.status == "lost":  # cancelled before go-live
            customer.churned = deal.closed
            self._note("churn", deal.closed, customer, support, -customer.monthly_at(won))
        return customer

    def _monthly(self, value):
        step = max(1, self.world.value_step // 10)
        return max(step, int(value * (SET_UP_SHARE - 1) / SET_UP_SHARE / 12 / step) * step)

    def _note(self, kind, moment, customer, person, monthly=None):
        if at(FIRST_DAY) <= moment < CUT_OFF:
            value = None if monthly is None else abs(monthly)
            self.activities.append(
                Activity(kind, moment, person, customer.deal, customer.account, value, recurring=value is not None))

    def live(self, customer, key):
        """Everything but the payments; gives the deals that come of it."""
        rng = Stream(self.world.seed, "customer", key)
        offspring = []
        talkative = rng.lognormal(1.0, 0.6)
        month = 0
        moment = customer.start
        while customer.churned is None:
            month += 1
            moment = customer.start + month * MONTH + rng.below(MONTH // 3)
            if moment >= CUT_OFF:
                break
            recent = moment >= at(FIRST_DAY)
            self._tickets(customer, moment, month, talkative, rng)
            settled = month > SETTLED_AFTER and customer.live_from is not None and customer.live_from < moment
            if settled and recent:
                offspring.extend(self._turns(customer, self.calendar.add(moment, 20 * rng.random()), rng))
        for year in range(1, 4):
            self._renew(customer, customer.start + year * YEAR, rng)
        self._contacts(customer, rng)
        return offspring

    def _tickets(self, customer, moment, month, talkative, rng):
        mean = (TICKETS_NEW if month <= NEW_MONTHS else TICKETS_LATER) * talkative
        if customer.support is None:
            return
        for _ in range(rng.poisson(min(mean, 6.0))):
            opened = self.calendar.soon(moment - MONTH + rng.below(MONTH), rng)
            if opened < max(customer.start, at(FIRST_DAY)):
                continue
            self._note("ticket", opened, customer, None)
            self._note("ticket_closed", self.calendar.add(opened, rng.lognormal(5.0, 1.1)), customer, customer.support)

    def _turns(self, customer, moment, rng):
        """What happens to a settled customer in one month."""
        person = customer.account_manager
        monthly = customer.monthly_at(moment)
        if rng.chance(CHURN):
            customer.churned = moment
            self._note("churn", moment, customer, person, monthly)
            return
        if rng.chance(EXPANSION):
            self.change(customer, "expansion", moment, monthly * rng.between(10, 40) // 100, person)
        if rng.chance(CONTRACTION):
            self.change(customer, "contraction", moment, -(monthly * rng.between(10, 45) // 100), person)
        if rng.chance(REVIEW):
            self._note("review", moment, customer, None)
        if rng.chance(REFERRAL):
            self._note("referral", moment, customer, person)
            yield self._referred(moment, rng)
        if rng.chance(ADD_ON):
            yield self._add_on(customer, moment, rng)

    def change(self, customer, kind, moment, amount, person, deal=None):
        step = max(1, self.world.value_step // 10)
        amount = int(amount / step) * step or step
        customer.changes.append((moment, amount))
        self._note(kind, moment, customer, person, amount)
        if deal and self.activities[-1].at == moment:
            self.activities[-1].deal = deal

    def _referred(self, moment, rng):
        created = self.calendar.add(moment, rng.lognormal(3.0, 1.0))
        deal = self.market.new_deal(created, self.market.source(self.world.referral), rng)
        deal.first_stage = INDEX["checking"]
        return deal

    def _add_on(self, customer, moment, rng):
        created = self.calendar.add(moment, 2 * rng.random())
        deal = self.market.new_deal(created, self.market.source(self.world.existing), rng, customer.account)
        deal.name = rng.pick(self.world.add_on_names)
        if customer.support and rng.chance(0.3):
            deal.first_stage, deal.first_role, deal.first_owner = INDEX["verified"], SUPPORT, customer.support
        else:
            deal.first_stage, deal.first_role = INDEX["ability"], ACCOUNT_MANAGER
            deal.first_owner = customer.account_manager
        return deal

    def _renew(self, customer, due, rng):
        if due >= CUT_OFF or (customer.churned is not None and customer.churned <= due):
            return
        moment = self.calendar.soon(due - rng.below(25 * DAY), rng)
        if moment >= at(FIRST_DAY) and rng.chance(RENEWAL_CHURN):
            customer.churned = moment
            self._note("churn", moment, customer, customer.account_manager, customer.monthly_at(moment))
        else:
            self._note("renewal", moment, customer, customer.account_manager, customer.monthly_at(moment))

    def _contacts(self, customer, rng):
        if customer.live_from is None:
            return
        moment = max(customer.live_from, at(FIRST_DAY))
        end = min(CUT_OFF, customer.churned or CUT_OFF)
        while True:
            moment = self.calendar.soon(moment + int(rng.lognormal(CONTACT_EVERY_DAYS, 0.5) * DAY), rng)
            if moment >= end:
                return
            self._note(rng.weighted(("touch", "meeting", "email"), (5, 2, 3)), moment, customer,
                       customer.account_manager)

    def pay(self, customer, key):
        """The set-up fee once, then the subscription every month; some pay late."""
        rng = Stream(self.world.seed, "payments", key)
        habits = Stream(self.world.seed, "invoices", key)
        slow = habits.chance(SLOW)
        if customer.deal:
            closer = next((s.owner for s in customer.deal.spells if s.stage == WON), None)
            fee = customer.deal.value // SET_UP_SHARE
            invoice = self._invoice(customer.start + DUE_AFTER, customer, fee)
            moment = self.calendar.soon(customer.start + int(rng.lognormal(12.0, 0.6) * DAY), rng)
            if customer.churned is None or moment < customer.churned:
                self._payment(moment, customer, fee, False, closer, invoice, habits)
        late = rng.lognormal(4.0, 0.8)
        month = 0
        while True:
            month += 1
            due = customer.start + month * MONTH
            end = min(CUT_OFF, customer.churned or CUT_OFF)
            if due >= end:
                if customer.churned is None or habits.chance(LEFT_UNPAID):
                    self._invoice(due, customer, customer.monthly_at(due - DUE_AFTER), end)
                return
            moment = self.calendar.soon(due + int(rng.lognormal(late, 0.6) * DAY), rng)
            if slow:
                moment = self.calendar.soon(due + int(habits.lognormal(38.0, 0.3) * DAY), habits)
            if moment >= at(FIRST_DAY):
                amount = customer.monthly_at(due)
                self._payment(moment, customer, amount, True, None, self._invoice(due, customer, amount), habits)

    def _invoice(self, due, customer, amount, before=CUT_OFF):
        """None where it would be written too late, or is for nothing."""
        written = max(due - DUE_AFTER, at(FIRST_DAY))
        if due <= at(FIRST_DAY) or written >= before or amount <= 0:
            return None
        invoice = Activity("invoice", written, None, customer.deal, customer.account, amount, due=due)
        self.activities.append(invoice)
        return invoice

    def _payment(self, moment, customer, amount, recurring, person, invoice, habits):
        if at(FIRST_DAY) <= moment < CUT_OFF and amount > 0:
            named = None if habits.chance(UNNAMED) else invoice
            self.activities.append(
                Activity("payment", moment, person, customer.deal, customer.account, amount, recurring, invoice=named))

    def sign_add_ons(self, deals, customers):
        """An add-on that was won raises what its customer pays every month."""
        by_account = {id(customer.account): customer for customer in customers}
        for deal in deals:
            won = deal.won_at
            if deal.source.name != self.world.existing or won is None:
                continue
            customer = by_account[id(deal.account)]
            if customer.churned is None or won < customer.churned:
                closer = next((s.owner for s in deal.spells if s.role == CLOSER), None)
                self.change(customer, "expansion", won, self._monthly(deal.value), closer, deal)
