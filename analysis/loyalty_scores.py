"""Everybody's loyalty index: six groups of signs, each put on a line from 0 to 100 by fixed ends, and weighted.

What is not known of a customer is left out with its weight, and how much of the weight was known stands beside the index.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from analysis.additive_index import additive_index
from analysis.discrimination import midranks
from analysis.errors import Refused, say
from analysis.loyalty_signs import GROUPS, SAID, SIGNS, TOLD, Signs

#: By judgement, in the order of `GROUPS`.
WEIGHTS = (20.0, 25.0, 15.0, 15.0, 10.0, 15.0)
WHOLE = 100.0
#: The ends of a sign's line: these percentiles of the customers who were here when the index was first looked at.
LOW_PERCENTILE, HIGH_PERCENTILE = 5, 95
#: Fewer customers than these make no ends that should stand for good.
LEAST_TO_KEEP = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How a company reckons its index.

    Attributes
    ----------
    weights : tuple of six floats
        In the order of `GROUPS`; they add up to 100.
    off : frozenset of str
        Signs that don't count.
    columns : mapping of str to str
        For `TOLD`, the column of the customers' own file that tells it.
    anchors : mapping of str to (float, float)
        What is 0 and what is 100 of each sign. One without them is measured with the customers at hand.
    anchored : date, optional
        The day whose customers they are of.
    """

    weights: tuple[float, ...] = WEIGHTS
    off: frozenset[str] = frozenset()
    columns: Mapping[str, str] = field(default_factory=dict)
    anchors: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    anchored: date | None = None

    def __post_init__(self) -> None:
        total = sum(self.weights)
        if len(self.weights) != len(GROUPS) or not (min(self.weights) >= 0 and abs(total - WHOLE) <= 1e-6):
            raise Refused(
                found=say("weights that add up to {}", round(total, 6)),
                needed=say("{} weights of 0 or more that add up to {}", len(GROUPS), round(WHOLE)),
                do="Raise one weight or lower another.",
            )

    @classmethod
    def of(cls, kept: Mapping) -> "Rule":
        """Read what was kept; signs that are not known (any more) are left out.

        Examples
        --------
        >>> Rule.of({"off": ["rewards"]}).kept()
        {'off': ['rewards']}
        """
        return cls(
            weights=tuple(float(weight) for weight in kept.get("weights", WEIGHTS)),
            off=frozenset(kept.get("off", ())) & SIGNS.keys(),
            columns={sign: str(column) for sign, column in kept.get("columns", {}).items() if sign in TOLD},
            anchors={sign: (float(low), float(high)) for sign, (low, high) in kept.get("anchors", {}).items() if sign in SIGNS},
            anchored=date.fromisoformat(kept["anchored"]) if kept.get("anchored") else None,
        )

    def kept(self) -> dict:
        """What is not as usual, as plain values, to keep it."""
        said = {
            "weights": list(self.weights) if self.weights != WEIGHTS else None,
            "off": sorted(self.off),
            "columns": dict(self.columns),
            "anchors": {sign: list(ends) for sign, ends in self.anchors.items()},
            "anchored": self.anchored.isoformat() if self.anchored else None,
        }
        return {name: value for name, value in said.items() if value}

    def text(self) -> str:
        """What is kept, as JSON: it names a rule."""
        return json.dumps(self.kept(), sort_keys=True)

    def anchored_by(self, signs: Signs, here: np.ndarray | None = None) -> "Rule":
        """Give the signs that have no ends the ends of some customers' values; those that have some keep them.

        Parameters
        ----------
        signs : Signs
        here : bool array of R, optional
            Whose values; all by default.
        """
        lacking = {sign: values if here is None else values[here] for sign, values in signs.values.items() if sign not in self.anchors}
        found = {sign: anchors(sign, values) for sign, values in lacking.items()}
        new = {sign: ends for sign, ends in found.items() if ends is not None}
        return replace(self, anchors={**self.anchors, **new}, anchored=self.anchored or signs.day) if new else self


def anchors(sign: str, values: np.ndarray) -> tuple[float, float] | None:
    """What is to be 0 and what 100 of a sign: the 5th and the 95th percentile; of an answer the ends of its scale.

    Parameters
    ----------
    sign : str
    values : float array
        nan where it is not known.

    Returns
    -------
    (float, float) or None
        The least and the greatest where the two percentiles are one, as of what few people do. None where all are alike: it tells nobody
        apart.

    Examples
    --------
    >>> anchors("products", np.arange(101.0)), anchors("referrals", np.array([0.0] * 99 + [2.0])), anchors("rewards", np.zeros(9))
    ((5.0, 95.0), (0.0, 2.0), None)
    """
    known = values[~np.isnan(values)]
    if sign in SAID:
        return (0.0, 1.0) if len(known) else None
    if not len(known):
        return None
    # A value that somebody has: most signs are whole numbers.
    low, high = np.percentile(known, (LOW_PERCENTILE, HIGH_PERCENTILE), method="inverted_cdf")
    if low == high:
        low, high = known.min(), known.max()
    return None if low == high else (float(low), float(high))


def on_line(values: np.ndarray, low: float, high: float) -> np.ndarray:
    """Put values on the line from 0 (`low` or less) to 100 (`high` or more).

    Examples
    --------
    >>> on_line(np.array([2.0, 25.0, np.nan]), 0, 20).tolist()
    [10.0, 100.0, nan]
    """
    return 100 * np.clip((values - low) / (high - low), 0, 1)


def standing(values: np.ndarray) -> np.ndarray:
    """Where each stands among the others: the middle of its rank, in per cent, ties sharing theirs.

    Examples
    --------
    >>> standing(np.array([1.0, 2.0, 2.0, 5.0, 9.0])).tolist()
    [10.0, 40.0, 40.0, 70.0, 90.0]
    """
    known = ~np.isnan(values)
    found = np.full(len(values), np.nan)
    if known.any():
        found[known] = (midranks(values[known]) - 0.5) / known.sum() * 100
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Everybody's index.

    Attributes
    ----------
    customers : int64 array of R
    signs : dict of str to float array of R
        0 to 100 by sign, of those that count.
    groups : float array of R × 6
        0 to 100 by group; nan where nothing of it is known.
    index : float array of R
        0 to 100; nan where less than half of the weight is known.
    coverage : float array of R
        The share of the weight that is known, 0 to 1.
    alike : tuple of str
        Signs in which all are alike, so that they count for nothing.
    """

    customers: np.ndarray
    signs: dict[str, np.ndarray]
    groups: np.ndarray
    index: np.ndarray
    coverage: np.ndarray
    alike: tuple[str, ...]

    def by(self, weights, without: str | None = None) -> tuple[np.ndarray, np.ndarray]:
        """The index and coverage by other weights, or without a group."""
        weights = np.array(weights, dtype=float)
        if without is not None:
            weights[GROUPS.index(without)] = 0.0
        return weighed(self.groups, weights)


def scores(signs: Signs, rule: Rule, *, relative: bool = False) -> Scores:
    """Reckon everybody's index.

    Parameters
    ----------
    signs : Signs
    rule : Rule
        Anchored, unless `relative`.
    relative : bool
        Whether a sign counts by the standing among these customers instead of by fixed ends: then everybody's index may move when
        somebody else comes.

    Returns
    -------
    Scores

    Notes
    -----
    With u = 100 (x - low) / (high - low), held within 0 and 100, a group is the mean of those of its signs that are known, and the index
    is ``sum(W u) / sum(W)`` over the groups that are known.

    Examples
    --------
    >>> signs = Signs(day=date(2026, 1, 1), customers=np.array([7]), last=np.array([0]), values={"products": np.array([2.0]),
    ...     "order_days": np.array([6.0]), "contacts": np.array([25.0]), "recommendation": np.array([0.9]), "overall": np.array([0.75])})
    >>> ends = {"products": (0, 3), "order_days": (0, 12), "contacts": (0, 20), "recommendation": (0, 1), "overall": (0, 1)}
    >>> found = scores(signs, Rule(anchors=ends))
    >>> float(found.index[0].round(6)), float(found.coverage[0])
    (72.87037, 0.9)
    """
    put, alike = {}, []
    for sign, values in signs.values.items():
        if sign in rule.off:
            continue
        ends = rule.anchors.get(sign)
        if ends is None or (relative and np.nanmin(values) == np.nanmax(values)):
            alike.append(sign)
        else:
            put[sign] = standing(values) if relative else on_line(values, *ends)
    groups = np.full((len(signs.customers), len(GROUPS)), np.nan)
    for place, name in enumerate(GROUPS):
        mine = [values for sign, values in put.items() if SIGNS[sign] == name]
        if mine:
            known = sum(~np.isnan(values) for values in mine)
            with np.errstate(invalid="ignore"):
                groups[:, place] = sum(np.nan_to_num(values) for values in mine) / np.where(known, known, np.nan)
    index, coverage = weighed(groups, np.array(rule.weights))
    return Scores(customers=signs.customers, signs=put, groups=groups, index=index, coverage=coverage, alike=tuple(alike))


def weighed(groups: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Put groups together: the index, nan below half of the weight, and the share of the weight that is known."""
    index, coverage = additive_index(groups, weights, 0.0, WHOLE)
    # Equal ones are to be equal in binary, too: they share their rank.
    return np.round(index, 9), coverage


def fifth(found: Scores, who: np.ndarray) -> np.ndarray:
    """Each customer's fifth by the index, from 1, the lowest, to 5; 0 for those without one, or not meant.

    Parameters
    ----------
    found : Scores
    who : bool array of R

    Notes
    -----
    Equal indices share a fifth, so that fifths may differ in size.
    """
    meant = who & ~np.isnan(found.index)
    place = np.zeros(len(who), dtype=np.int8)
    place[meant] = fifths(found.index[meant])
    return place


def fifths(score: np.ndarray) -> np.ndarray:
    """The fifth of each value, 1 to 5, by the middle of its rank.

    Examples
    --------
    >>> fifths(np.array([3.0, 1.0, 5.0, 4.0, 2.0])).tolist()
    [3, 1, 5, 4, 2]
    """
    return np.minimum(standing(score) // 20 + 1, 5).astype(np.int8)
