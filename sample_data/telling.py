"""What is planted in a company, told: its true size, how it shows, and with which chance."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

import numpy as np

from sample_data.company import Company
from sample_data.long_run import LongRun
from sample_data.planted import COMPARISONS, CRITICAL, SHARES, STAYING, TRUTHS, power
from sample_data.trade import PLANTED


def planted(company: Company, run: LongRun) -> list[dict]:
    """Everything that can be planted: whether it is, its true size, how it shows, and the chance that this company shows it."""
    trade, effects = company.trade, company.trade.effects
    words = {name: getattr(effects, name) for name in effects.__dataclass_fields__}
    words |= {"worse_channel": trade.worse_channel, "fair": trade.fair, "driver": trade.driver, "correlate": trade.correlate}
    words["driver_weight"] = next(attribute.weight for attribute in trade.attributes if attribute.name == trade.driver)
    told = []
    for name in PLANTED:
        one: dict = {"name": name, "on": company.has(name), "truth": TRUTHS[name].format(**words)}
        if company.has(name):
            one |= _shown(name, company, run, words)
        told.append(one)
    return told


def _shown(name: str, company: Company, run: LongRun, words: dict) -> dict:
    scale = company.customers / run.customers
    if name == "driver":
        return _driver(company, run, scale)
    if name == "habit":
        return {"seen_by": "nothing in the files: who is satisfied also stays, and neither is the reason for the other"}
    seen, (_, worse, others) = run.seen[name], COMPARISONS[name]
    if name == "small_segment":  # it is picked to look so, whatever the size
        chance, n = 1.0, [seen.n1, round(seen.n2 * scale)]
    else:
        chance, n = power(seen, scale), [round(seen.n1 * scale), round(seen.n2 * scale)]
    value = {"worse_channel": company.trade.worse_channel, "small_segment": company.trade.fair}
    return {
        **({"value": value[name]} if name in value else {}),
        "group": worse.format(**words),
        "others": others.format(**words),
        "share_who": SHARES.get(name, STAYING[company.trade.measure]),
        "group_share": round(seen.k1 / max(seen.n1, 1), 4),
        "others_share": round(seen.k2 / max(seen.n2, 1), 4),
        "difference_points": round(100 * seen.difference(), 2),
        "n": n,
        "power": round(chance, 4),
    }


def _driver(company: Company, run: LongRun, scale: float) -> dict:
    """How surely the driver's weight is told from 0, and from that of what only correlates."""
    trade, normal = company.trade, NormalDist()
    names = [attribute.name for attribute in trade.attributes]
    at, other = names.index(trade.driver), names.index(trade.correlate)
    error, gap = float(run.errors[at]) / sqrt(scale), float(np.hypot(run.errors[at], run.errors[other])) / sqrt(scale)
    weight = trade.attributes[at].weight
    return {
        "group": trade.correlate,
        "others": trade.driver,
        "seen_by": "least squares of the overall answer on all ratings",
        "weights": {attribute.name: attribute.weight for attribute in trade.attributes},
        "correlation_of_what_only_correlates": round(run.goes_along, 3),
        "n": [round(run.answers * scale)],
        "standard_error": round(error, 4),
        "power": round(normal.cdf(weight / error - CRITICAL) * normal.cdf(weight / gap - CRITICAL), 4),
    }
