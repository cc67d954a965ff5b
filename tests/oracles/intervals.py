"""Random counts and what statsmodels and SciPy say of them: tests/data/oracles/intervals.json.

Made with statsmodels 0.13.5 and SciPy 1.10.1 (Debian 12: apt-get install python3-statsmodels):

    /usr/bin/python3 tests/oracles/intervals.py > tests/data/oracles/intervals.json

"share": [hits, of, Wilson low, high, Clopper-Pearson low, high]; "difference": [hits, of, other hits, other of, Newcombe low, high];
"count": [events, Garwood low, high]; "many": {"p", "bh"} p-values and those adjusted by Benjamini and Hochberg.
"""

import json
import random

from scipy.stats import chi2
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

draw = random.Random(20261128)


def counts():
    of = draw.choice([1, 2, 5, 17, 60, 400, 9000])
    return draw.choice([0, of, draw.randint(0, of), draw.randint(0, of)]), of


def share(hits, of):
    return [hits, of, *proportion_confint(hits, of, method="wilson"), *proportion_confint(hits, of, method="beta")]


def difference(hits, of, other_hits, other_of):
    return [hits, of, other_hits, other_of,
            *confint_proportions_2indep(hits, of, other_hits, other_of, method="newcomb", compare="diff")]


def count(events):
    low = chi2.ppf(0.025, 2 * events) / 2 if events else 0.0
    return [events, low, chi2.ppf(0.975, 2 * events + 2) / 2]


def many():
    p = [draw.random() ** draw.choice([1, 3, 8]) for _ in range(draw.choice([1, 2, 10, 60]))]
    p += p[: draw.randint(0, 2)]  # ties
    return {"p": p, "bh": list(multipletests(p, method="fdr_bh")[1])}


def plain(value):
    """NaN where an end is not defined: the end of the scale."""
    return value if value == value else None


cases = {"share": [[plain(v) for v in share(*counts())] for _ in range(120)],
         "difference": [difference(*counts(), *counts()) for _ in range(120)],
         "count": [count(draw.choice([0, 1, 2, 7, 40, 900, draw.randint(0, 90)])) for _ in range(40)],
         "many": [many() for _ in range(40)]}
print(json.dumps(cases, indent=None, separators=(",", ":")).replace('],[', '],\n['))
