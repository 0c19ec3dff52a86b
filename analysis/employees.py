"""Employees' satisfaction by its five indicators, team and wave, and its link to the customers'.

Nobody can be seen in it: a group under five people is not in the result, nor is a further one whose absence would give it away.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis import calendar
from analysis.additive_index import additive_index
from analysis.evidence import NO_VALUE_BELOW, THIN_BELOW
from analysis.intervals import critical
from analysis.means import Estimate
from analysis.rated import by_cell, estimates
from analysis.ratings import GROUPS, Item
from analysis.scales import Scale
from analysis.survey import Survey
from analysis.waves import last_of_each

HUNDRED = Scale(low=0.0, high=100.0)
ALL = "all"
NO_TEAMS, FEW_PAIRS, LINKED, UNCLEAR = "no common teams", "few pairs", "linked", "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator, from 0 to 100, of a team in a wave.

    Attributes
    ----------
    indicator : str
        One of the five, or "all": every question alike.
    team : str or None
        None: everybody; "" those of no known team.
    wave : str
    mean : Estimate
    """

    indicator: str
    team: str | None
    wave: str
    mean: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """One team in one quarter, as its people and as its customers answered.

    Attributes
    ----------
    team : str or None
        None: the whole company.
    quarter : str
    employees : Estimate
        From 0 to 100.
    customers : Estimate
        The overall question, from 0 to 100.
    """

    team: str | None
    quarter: str
    employees: Estimate
    customers: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Employees:
    """What employees answered.

    Attributes
    ----------
    level : float
    responses, people : int
        None of either under five.
    waves : tuple of str
    indicators : tuple of str
        Those that were asked, in the usual order.
    results : tuple of Indicator
        "all" first, then by indicator, wave and team.
    withheld : int
        How many values are not shown, so that nobody can be seen.
    pairs : tuple of Inside
        Teams and quarters with five employees and five customers or more.
    correlation : Estimate or None
        Of the pairs' two means, from -1 to 1; its n counts pairs. None with fewer than ten.
    link : {"linked", "unclear", "few pairs", "no common teams"}
        Whether the correlation's interval leaves out 0.
    """

    level: float
    responses: int
    people: int
    waves: tuple[str, ...]
    indicators: tuple[str, ...]
    results: tuple[Indicator, ...]
    withheld: int
    pairs: tuple[Inside, ...]
    correlation: Estimate | None
    link: str


def employees(survey: Survey, customers: Survey | None = None, *, level: float = 0.95) -> Employees:
    """Describe employees' satisfaction.

    Parameters
    ----------
    survey : Survey
        Of employees.
    customers : Survey, optional
        Whose overall question is laid beside it, by team and quarter.
    level : float

    Returns
    -------
    Employees

    Notes
    -----
    An indicator of a person is the mean of the own answers to its questions, as a share of the scale; it wants half of them. What is
    withheld: every value of fewer than five people; and while the withheld of one indicator and wave are together fewer than five, the
    smallest value that is left, for the total minus the others would show them.

    References
    ----------
    The correlation's interval: Fisher, R. A. (1921), Metron 1, 3-32.
    """
    people = len(np.unique(survey.customer[survey.customer >= 0])) + int((survey.customer < 0).sum())
    names = [name for name in GROUPS["employee"] if name in survey.groups]
    scores = _scores(survey, names)
    waves = [wave.label for wave in survey.waves]
    results, withheld = _results(survey, scores, [ALL, *names], waves, level)
    pairs, withheld_pairs = _pairs(survey, scores[:, :1], customers, level)
    correlation = _correlation(pairs, level)
    return Employees(
        level=level,
        responses=len(survey.response) if people >= NO_VALUE_BELOW else 0,
        people=people if people >= NO_VALUE_BELOW else 0,
        waves=tuple(waves),
        indicators=tuple(names),
        results=results,
        withheld=withheld + withheld_pairs,
        pairs=pairs,
        correlation=correlation,
        link=_link(pairs, correlation),
    )


def shown(counts: np.ndarray) -> np.ndarray:
    """Which parts of a total may be shown: those of five or more, unless the hidden could be told from the total.

    Examples
    --------
    >>> shown(np.array([9, 6, 3])).tolist(), shown(np.array([9, 6, 3, 4])).tolist(), shown(np.array([9, 6])).tolist()
    ([True, False, False], [True, True, False, False], [True, True])
    """
    counts = np.asarray(counts)
    visible = counts >= NO_VALUE_BELOW
    while 0 < counts[~visible].sum() < NO_VALUE_BELOW and visible.any():
        there = np.flatnonzero(visible)
        visible[there[np.argmin(counts[there])]] = False
    return visible


def _scores(survey: Survey, names: Sequence[str]) -> np.ndarray:
    """Each questionnaire's indicators from 0 to 100; all questions together first."""
    low, high = (np.array([getattr(item.scale, end) for item in survey.items]) for end in ("low", "high"))
    columns = [list(range(len(survey.items))), *(survey.groups[name] for name in names)]
    return np.column_stack([additive_index(survey.performance[:, own], np.ones(len(own)), low[own], high[own])[0] for own in columns])


def _items(count: int) -> list[Item]:
    return [Item(name="", group=None, scale=HUNDRED, asked=(HUNDRED,), rescaled=0)] * count


def _results(survey: Survey, scores: np.ndarray, names: Sequence[str], waves: Sequence[str], level: float):
    """Every value that may be shown, and how many may not."""
    teams, team = np.unique(survey.team.astype(str), return_inverse=True)
    parted = len(teams) > 1
    found: list[tuple[int, int, int, Indicator]] = []
    withheld = 0
    for number, wave in enumerate(waves):
        inside = survey.wave == number
        whole = by_cell(scores, _items(len(names)), np.where(inside, 0, -1), 1)
        parts = by_cell(scores, _items(len(names)), np.where(inside, team, -1), len(teams))
        whole_means, part_means = (estimates(cells, _items(len(names)), level=level) for cells in (whole, parts))
        for column, name in enumerate(names):
            total = int(whole.n[0, column])
            if total >= NO_VALUE_BELOW:
                mean = whole_means[0][column]
                found.append((column, number, -1, Indicator(indicator=name, team=None, wave=wave, mean=mean)))
            elif total:
                withheld += 1
            visible = shown(parts.n[:, column]) if parted else np.zeros(len(teams), dtype=bool)
            for place in np.flatnonzero(parts.n[:, column] > 0) if parted else ():
                if visible[place]:
                    mean = part_means[place][column]
                    found.append((column, number, place, Indicator(indicator=name, team=str(teams[place]), wave=wave, mean=mean)))
                else:
                    withheld += 1
    return tuple(one for *_, one in sorted(found, key=lambda row: row[:3])), withheld


def _pairs(survey: Survey, score: np.ndarray, customers: Survey | None, level: float) -> tuple[tuple[Inside, ...], int]:
    """Teams, or without any common one the whole company, by quarter; and how many may not be shown."""
    if customers is None or customers.overall_item is None or not len(survey.response) or not len(customers.response):
        return (), 0
    common = sorted((set(survey.team.tolist()) & set(customers.team.tolist())) - {""})
    scale = customers.overall_item.scale
    outside = 100 * (customers.overall - scale.low) / scale.width
    labels = common or [None]
    # Who answered twice in a quarter is one person: five questionnaires need not be five people.
    quarter = _quarter(survey)
    last = last_of_each(survey.customer, quarter, survey.day, survey.response)
    survey, score = survey.part(last), score[last]
    own, theirs = ((_team(one, labels), _quarter(one)) for one in (survey, customers))
    quarters = sorted(set(own[1].tolist()) & set(theirs[1].tolist()) - {-1})
    found, withheld = [], 0
    for quarter in quarters:
        means = []
        for (team, when), values in ((own, score[:, 0]), (theirs, outside)):
            cells = by_cell(values[:, None], _items(1), np.where(when == quarter, team, -1), len(labels) + 1)
            means.append((cells.n[:, 0], [row[0] for row in estimates(cells, _items(1), level=level)]))
        visible = shown(means[0][0])[:-1] & (means[1][0][:-1] >= NO_VALUE_BELOW)
        withheld += int(((means[0][0][:-1] > 0) & ~shown(means[0][0])[:-1]).sum())
        for place in np.flatnonzero(visible):
            found.append(
                Inside(
                    team=labels[place],
                    quarter=calendar.label(quarter, "quarter"),
                    employees=means[0][1][place],
                    customers=means[1][1][place],
                )
            )
    return tuple(found), withheld


def _team(survey: Survey, labels: Sequence[str | None]) -> np.ndarray:
    """Each questionnaire's team, as a place in `labels`; beyond the last: another one."""
    if labels == [None]:
        return np.zeros(len(survey.team), dtype=np.int64)
    place = {label: number for number, label in enumerate(labels)}
    return np.array([place.get(name, len(labels)) for name in survey.team.tolist()], dtype=np.int64)


def _quarter(survey: Survey) -> np.ndarray:
    """Each questionnaire's quarter; -1 without a day."""
    found = np.full(len(survey.day), -1, dtype=np.int64)
    dated = survey.wave >= 0
    found[dated] = calendar.numbers(survey.day[dated], "quarter")
    return found


def _correlation(pairs: Sequence[Inside], level: float) -> Estimate | None:
    if len(pairs) < THIN_BELOW:
        return None
    inside, outside = (np.array([getattr(pair, end).value for pair in pairs]) for end in ("employees", "customers"))
    if inside.std() == 0 or outside.std() == 0:
        return None
    value = float(np.corrcoef(inside, outside)[0, 1])
    middle, half = np.arctanh(np.clip(value, -1 + 1e-12, 1 - 1e-12)), critical(level) / np.sqrt(len(pairs) - 3)
    return Estimate(value=value, low=float(np.tanh(middle - half)), high=float(np.tanh(middle + half)), n=len(pairs))


def _link(pairs: Sequence[Inside], correlation: Estimate | None) -> str:
    if not pairs:
        return NO_TEAMS
    if correlation is None:
        return FEW_PAIRS
    return UNCLEAR if correlation.low <= 0 <= correlation.high else LINKED
