"""Local time as integer seconds since the epoch below, and the working calendar.

No zone appears in here: the people of one company work by one wall clock, and the export names the
zone that places its local times.
"""

from bisect import bisect_right
from datetime import date, datetime, timedelta

EPOCH = datetime(2025, 1, 1)
MINUTE = 60
HOUR = 3600
DAY = 86400


def at(text):
    """'2026-03-02' or '2026-03-02T09:14:00' as seconds."""
    moment = datetime.fromisoformat(text)
    return int((moment - EPOCH) / timedelta(seconds=1))


def show(second):
    return (EPOCH + timedelta(seconds=second)).isoformat()


def show_day(second):
    return (EPOCH + timedelta(seconds=second)).date().isoformat()


def day_of(second):
    """The local date on which this second lies."""
    return (EPOCH + timedelta(seconds=second)).date()


def start_of(day):
    return (day - EPOCH.date()).days * DAY


def days(first, last):
    """Every date from first to last, both included."""
    day = first
    while day <= last:
        yield day
        day += timedelta(days=1)


def day_range(text):
    """'2026-02-15..2026-02-23', or one date, as a list of dates."""
    first, _, last = text.partition("..")
    return list(days(date.fromisoformat(first), date.fromisoformat(last or first)))


def quarter_end(day):
    """The last date of the quarter in which this date lies."""
    month = (day.month - 1) // 3 * 3 + 3
    first_after = date(day.year + month // 12, month % 12 + 1, 1)
    return first_after - timedelta(days=1)


class WorkCalendar:
    """The stretches of time in which people work, and how fast work goes in them.

    `shifts` are pairs of hours of the day; `holidays` are days off; `extra_days` are weekend days that
    are worked; `slow` gives the speed in per cent on days when half the office, or the customer, is away.
    """

    def __init__(self, shifts, holidays, extra_days, slow, first=date(2025, 1, 1), last=date(2028, 6, 30)):
        self.shifts = shifts
        self.holidays = holidays
        self.extra_days = extra_days
        self.starts = []
        self.ends = []
        self.speeds = []
        self.done = []  # work done before each stretch, in seconds times per cent
        self.workdays = set()
        done = 0
        for day in days(first, last):
            if day in holidays or (day.weekday() >= 5 and day not in extra_days):
                continue
            self.workdays.add(day)
            speed = slow.get(day, 100)
            for opening, closing in shifts:
                start = start_of(day) + int(opening * HOUR)
                end = start_of(day) + int(closing * HOUR)
                self.starts.append(start)
                self.ends.append(end)
                self.speeds.append(speed)
                self.done.append(done)
                done += (end - start) * speed

    def record(self):
        """As an export says it: full hours from the first opening to the last closing, so lunch is in them."""
        return {
            "hours": [int(self.shifts[0][0]), -int(-self.shifts[-1][1] // 1)],
            "weekdays": [1, 2, 3, 4, 5],
            "holidays": sorted(day.isoformat() for day in self.holidays),
            "extra_days": sorted(day.isoformat() for day in self.extra_days),
        }

    def _work_until(self, second):
        i = bisect_right(self.starts, second) - 1
        if i < 0:
            return 0
        return self.done[i] + (min(second, self.ends[i]) - self.starts[i]) * self.speeds[i]

    def add(self, second, hours):
        """The moment at which this many hours of work are done, starting here."""
        target = self._work_until(second) + int(hours * HOUR) * 100 + 1
        i = bisect_right(self.done, target) - 1
        return self.starts[i] + (target - self.done[i]) // self.speeds[i]

    def soon(self, second, rng):
        """This moment, or one in the first hours of the next working day."""
        return second if self.is_working(second) else self.add(second, 2.5 * rng.random() * rng.random())

    def is_working(self, second):
        i = bisect_right(self.starts, second) - 1
        return i >= 0 and second < self.ends[i]

    def last_workdays_before(self, day, count):
        """The last `count` working days up to this date, earliest first."""
        found = []
        while len(found) < count:
            if day in self.workdays:
                found.append(day)
            day -= timedelta(days=1)
        return found[::-1]

    def moment_on(self, day, rng):
        """A random working moment on a working day."""
        i = bisect_right(self.starts, start_of(day) + 12 * HOUR) - 1
        if rng.chance(0.5):
            i += 1
        return self.starts[i] + rng.below(self.ends[i] - self.starts[i])
