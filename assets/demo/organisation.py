"""Who can take a customer, and who does."""

from prng import Stream, exp
from world import CUSTOMER_FACING, GENERATOR, MARKETER

# People hand nothing new to a colleague in the last weeks before he leaves.
NOTICE = 21 * 86400

# Real differences between people are small beside chance: the standard deviation of the log odds.
SKILL_SPREAD = 0.07
PACE_SPREAD = 0.12

# The favoured person of story 3 is an ordinary one.
FAVOURED_SKILL = 0.97

# Share of his team's inbound and referral leads that the favoured person is given, and his weight for the rest.
FAVOURED_SHARE = 0.85
FAVOURED_REST = 0.15

BOT_SKILL = 0.5


class Organisation:
    def __init__(self, world):
        self.world = world
        self.people = world.roster
        self.by_name = {person.name: person for person in self.people}
        self.bot = next(person for person in self.people if person.bot)
        self.favoured = self.by_name[world.favoured]
        for person in self.people:
            rng = Stream(world.seed, "person", person.id)
            person.pace = exp(PACE_SPREAD * rng.normal())
            for role in person.roles:
                person.skill[role] = exp(SKILL_SPREAD * rng.normal())
        self.favoured.skill = {role: FAVOURED_SKILL for role in self.favoured.roles}
        for role in self.bot.roles:
            self.bot.skill[role] = BOT_SKILL

    def available(self, person, second):
        joined = person.joined is None or person.joined <= second
        staying = person.leaves is None or second < person.leaves - NOTICE
        return joined and staying

    def candidates(self, role, team, second):
        return [
            person for person in self.people
            if role in person.roles and person.team == team and not person.bot and self.available(person, second)
        ]

    def choose(self, deal, role, second, previous, rng):
        """Who gets the deal in this role. `previous` are its former owners, latest first."""
        if role == MARKETER:
            return self._marketer(deal, second, rng)
        if deal.team == self.world.vertical_team:
            for person in previous:
                if person.team == deal.team and self.available(person, second):
                    return person
            candidates = self.candidates(GENERATOR, deal.team, second)
            return rng.pick([person for person in candidates if set(CUSTOMER_FACING) <= set(person.roles)])
        for i, person in enumerate(previous):
            if person.bot:
                continue
            # The person who had it in this role before keeps it; so, mostly, does one who holds both roles.
            same_role = role in person.roles and (i > 0 or len(person.roles) == 1)
            if role in person.roles and self.available(person, second) and (same_role or rng.chance(0.85)):
                return person
        if role == GENERATOR and deal.for_bot and self.bot not in previous:
            return self.bot
        candidates = self.candidates(role, deal.team, second)
        weights = [person.load / len(person.roles) for person in candidates]
        if self.favoured in candidates and role == self.favoured.roles[0]:
            wanted = deal.source.name in (self.world.inbound, self.world.referral)
            if wanted and rng.chance(FAVOURED_SHARE):
                return self.favoured
            weights[candidates.index(self.favoured)] = 0.0 if wanted else FAVOURED_REST
        return rng.weighted(candidates, weights)

    def _marketer(self, deal, second, rng):
        person = self.by_name[deal.source.marketer]
        if self.available(person, second) and rng.chance(0.94):
            return person
        return rng.pick([p for p in self.people if MARKETER in p.roles and self.available(p, second)])
