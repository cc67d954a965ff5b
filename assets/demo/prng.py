"""Random numbers that are the same on every machine and every Python version.

Only integers and the four basic float operations are used: IEEE 754 fixes their results, while
`math.exp` and `math.log` may differ in the last digit from one C library to the next.

A stream is named by a key, so that adding a draw in one place does not change any other place:

    rng = Stream("zh", "deal", 17)
    rng.chance(0.3), rng.pick(["a", "b"]), rng.lognormal(8.0, 0.5)
"""

MASK = (1 << 64) - 1
FNV_OFFSET = 0xCBF29CE484222325
FNV_PRIME = 0x100000001B3
UNIT = 1.0 / (1 << 53)


def hash64(text):
    """FNV-1a, 64 bits: Python's own hash() of a string differs from run to run."""
    value = FNV_OFFSET
    for byte in text.encode("utf-8"):
        value = ((value ^ byte) * FNV_PRIME) & MASK
    return value


def exp(x):
    """e to the x by its series on x / 64, squared six times; good to 1e-12 for |x| < 20."""
    step = x / 64.0
    term = total = 1.0
    for k in range(1, 14):
        term = term * step / k
        total = total + term
    for _ in range(6):
        total = total * total
    return total


class Stream:
    """SplitMix64, seeded with the hash of its key."""

    def __init__(self, *key):
        self.state = hash64("/".join(str(part) for part in key))

    def bits(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def random(self):
        """Uniform in [0, 1)."""
        return (self.bits() >> 11) * UNIT

    def chance(self, probability):
        return self.random() < probability

    def below(self, n):
        """An integer in [0, n)."""
        return (self.bits() >> 32) * n >> 32

    def between(self, low, high):
        """An integer in [low, high]."""
        return low + self.below(high - low + 1)

    def pick(self, items):
        return items[self.below(len(items))]

    def weighted(self, items, weights):
        point = self.random() * sum(weights)
        for item, weight in zip(items, weights):
            point -= weight
            if point < 0:
                return item
        return items[-1]

    def shuffled(self, items):
        result = list(items)
        for i in range(len(result) - 1, 0, -1):
            j = self.below(i + 1)
            result[i], result[j] = result[j], result[i]
        return result

    def normal(self):
        """Standard normal, as the sum of twelve uniforms less six (tails end at 6)."""
        total = 0
        for _ in range(3):
            word = self.bits()
            total += (word & 0xFFFF) + (word >> 16 & 0xFFFF) + (word >> 32 & 0xFFFF) + (word >> 48)
        return (total - 12 * 32767.5) / 65536.0

    def lognormal(self, median, sigma):
        return median * exp(sigma * self.normal())

    def poisson(self, mean):
        """Knuth's product of uniforms; means here are below 30."""
        limit = exp(-mean)
        count = 0
        product = self.random()
        while product > limit:
            count += 1
            product *= self.random()
        return count
