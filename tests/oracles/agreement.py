"""Random tables of two raters and what statsmodels says of them: tests/data/oracles/agreement.json.

Made with statsmodels 0.13.5 (Debian 12: apt-get install python3-statsmodels):

    /usr/bin/python3 tests/oracles/agreement.py > tests/data/oracles/agreement.json

A case: "table" by rows, "linear" and "quadratic": [weighted kappa, its standard error], null where it is not defined.
"""

import json
import math
import random
import warnings

import numpy
from statsmodels.stats.inter_rater import cohens_kappa

draw = random.Random(20261128)
warnings.simplefilter("ignore")  # tables of one score


def table():
    """Raters that agree more or less, on 2 to 7 scores, some of which may never be given."""
    scores, items, faithful = draw.randint(2, 7), draw.choice([20, 21, 60, 500]), draw.choice([0, 0.3, 0.8, 0.97])
    used = draw.sample(range(scores), draw.randint(1, scores))
    out = numpy.zeros((scores, scores), dtype=int)
    for _ in range(items):
        first = draw.choice(used)
        out[first, first if draw.random() < faithful else draw.choice(used)] += 1
    return out


def kappa(counts, weights):
    found = cohens_kappa(counts, wt=weights)
    return [found.kappa, found.std_kappa] if math.isfinite(found.kappa) else None


cases = []
while len(cases) < 200:
    counts = table()
    cases.append({"table": counts.flatten().tolist(), "linear": kappa(counts, "linear"), "quadratic": kappa(counts, "quadratic")})
print(json.dumps(cases, separators=(",", ":")).replace('},{', '},\n{'))
