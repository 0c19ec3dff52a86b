"""Where an attribute is rated worst: which segment, shop or channel is told from all others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import narwhals as nw
import numpy as np

from analysis.comparisons import Group, group
from analysis.evidence import THIN_BELOW
from analysis.intervals import newcombe, newcombe_p
from analysis.ledger import places as find
from analysis.multiplicity import adjusted
from analysis.occasions import Occasions
from analysis.segments import MOST_VALUES, at_first
from analysis.survey import NOBODY, Survey

CHANNEL, TEAM = "answer_channel", "team"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worst:
    """A group of customers that rates an attribute worse than all others do.

    Attributes
    ----------
    field, value : str
    inside, others : Group
        How many gave one of the two best ratings, of how many: each person once, by the last answer.
    difference, low, high : float
        Inside minus others, Newcombe's interval.
    adjusted_p : float
        Among all groups and attributes that were looked at.
    """

    field: str
    value: str
    inside: Group
    others: Group
    difference: float
    low: float
    high: float
    adjusted_p: float


def fields(survey: Survey, occasions: Occasions | None = None, attributes=None) -> dict[str, np.ndarray]:
    """Lay out what is known of who answered, and by which channel.

    Parameters
    ----------
    survey : Survey
    occasions : Occasions, optional
    attributes : DataFrame, optional
        From `segments.attributes`, one row a customer of `occasions`; both are missing where there are no orders.

    Returns
    -------
    dict of field to object array of R
        "" where nothing is known. What is known only after the first order is not among them.
    """
    found = {CHANNEL: survey.channel, TEAM: survey.team}
    if occasions is not None:
        place, there = find(occasions, survey.customer)
        frame = nw.from_native(at_first(attributes), eager_only=True)
        for name in frame.columns:
            found[name] = np.full(len(survey.customer), "", dtype=object)
            found[name][there] = np.array(frame[name].to_list(), dtype=object)[place[there]]
    return {name: values for name, values in found.items() if len(set(values.tolist()) - {""}) > 1}


def by_person(survey: Survey) -> np.ndarray:
    """The rows of a survey person by person, each one's in the order of answering."""
    return np.lexsort((survey.day, survey.customer))


def last_answers(survey: Survey, column: int, order: np.ndarray) -> np.ndarray:
    """The rows of those who rated an attribute, in any order, each known person once: by the last answer.

    Parameters
    ----------
    survey : Survey
    column : int
    order : int array of R
        From `by_person`.
    """
    rows = order[~np.isnan(survey.performance[order, column])]
    who = survey.customer[rows]
    last = np.ones(len(rows), dtype=bool)
    last[:-1] = (who[1:] != who[:-1]) | (who[:-1] == NOBODY)
    return rows[last]


def worst(survey: Survey, columns: Sequence[int], places: Mapping[str, np.ndarray], *, level: float = 0.95) -> tuple[dict[int, Worst], int]:
    """Find where each attribute is rated worst.

    Parameters
    ----------
    survey : Survey
    columns : places of attributes
    places : mapping of field to object array of R
        From `fields`.
    level : float

    Returns
    -------
    (found, looked_at) : dict of column to Worst, int
        For attributes of which a group is told from all others; and how many comparisons were looked at, each group of ten or more against
        ten or more others. A field of two values is one comparison.
    """
    coded = {name: np.unique(places[name].astype(str), return_inverse=True) for name in sorted(places)}
    order = by_person(survey)
    compared = [one for column in columns for one in _compared(survey, column, order, coded)]
    if not compared:
        return {}, 0
    k1, n1, k2, n2 = np.array([counts for *_, counts in compared]).T
    difference, low, high = newcombe(k1, n1, k2, n2, level)
    p = adjusted(newcombe_p(k1, n1, k2, n2))
    found: dict[int, Worst] = {}
    for at, (column, name, value, counts) in enumerate(compared):
        if p[at] > round(1 - level, 12) or difference[at] >= 0:
            continue
        if column not in found or difference[at] < found[column].difference:
            found[column] = Worst(
                field=name,
                value=value,
                inside=group(counts[0], counts[1], level=level),
                others=group(counts[2], counts[3], level=level),
                difference=float(difference[at]),
                low=float(low[at]),
                high=float(high[at]),
                adjusted_p=float(p[at]),
            )
    return found, len(compared)


def _compared(
    survey: Survey, column: int, order: np.ndarray, coded: Mapping[str, tuple[np.ndarray, np.ndarray]]
) -> list[tuple[int, str, str, tuple[int, int, int, int]]]:
    """Each common value of each field against all others that are known; of two, the one that is rated worse."""
    rows = last_answers(survey, column, order)
    good = survey.items[column].scale.best(survey.performance[rows, column])
    found = []
    for name, (values, code) in coded.items():
        n = np.bincount(code[rows], minlength=len(values))
        k = np.bincount(code[rows], weights=good, minlength=len(values)).astype(np.int64)
        n, k = np.where(values == "", 0, (n, k))
        common = np.argsort(-n, kind="stable")[:MOST_VALUES].tolist()
        chosen = [at for at in common if n[at] >= THIN_BELOW and n.sum() - n[at] >= THIN_BELOW]
        if (n > 0).sum() == 2 and len(chosen) == 2:
            chosen = [min(chosen, key=lambda at: k[at] / n[at])]
        found += [(column, name, str(values[at]), (int(k[at]), int(n[at]), int(k.sum() - k[at]), int(n.sum() - n[at]))) for at in chosen]
    return found
