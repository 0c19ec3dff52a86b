"""When a survey was answered: in waves, and which of its questionnaires say the same thing twice."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis import calendar
from analysis.errors import choose

BURST, MONTH, QUARTER, AUTO = "burst", "month", "quarter", "auto"
KINDS = (AUTO, BURST, MONTH, QUARTER)
#: Days without any answer that part two bursts, and the longest burst that still is one.
QUIET_DAYS, LONGEST_BURST = 28, 62
UNDATED = -1
NEVER = -(2**40)
#: A wave repeats another if so many of its telling questionnaires, and this share of them, stand in the other as well.
LEAST_REPEATED, SHARE_REPEATED = 10, 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """A time in which a survey was answered: `label`, the first and the last day with an answer."""

    label: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Waves:
    """The waves, and which one each questionnaire is of.

    Attributes
    ----------
    kind : {"burst", "month", "quarter"}
    waves : tuple of Wave
        By time; only such as hold an answer.
    number : int32 array, one a questionnaire
        Place in `waves`; `UNDATED` without a day.
    """

    kind: str
    waves: tuple[Wave, ...]
    number: np.ndarray


def waves(day: np.ndarray, *, kind: str = AUTO) -> Waves:
    """Part questionnaires into waves.

    Parameters
    ----------
    day : int64 array
        Days since 1970-01-01; `NEVER` where nobody knows.
    kind : {"auto", "burst", "month", "quarter"}
        Bursts are parted by four weeks without an answer. By itself they are taken where none of them lasts longer than two months,
        and calendar quarters where answers keep coming.

    Examples
    --------
    >>> found = waves(np.array([0, 3, 100, NEVER]))
    >>> found.kind, [wave.label for wave in found.waves], found.number.tolist()
    ('burst', ['1970-01', '1970-04'], [0, 0, 1, -1])
    """
    choose("wave", kind, KINDS)
    dated = day != NEVER
    if not dated.any():
        return Waves(kind=MONTH if kind == AUTO else kind, waves=(), number=np.full(len(day), UNDATED, dtype=np.int32))
    days = np.unique(day[dated])
    if kind in (AUTO, BURST):
        burst = np.concatenate([[0], np.cumsum(np.diff(days) > QUIET_DAYS)])
        starts = np.flatnonzero(np.concatenate([[True], np.diff(burst) > 0]))
        longest = (np.append(days[starts[1:] - 1], days[-1]) - days[starts]).max()
        kind = BURST if kind == BURST or longest <= LONGEST_BURST else QUARTER
    if kind != BURST:
        burst = calendar.numbers(days, kind)
    names, place = np.unique(burst, return_inverse=True)
    first = days[np.searchsorted(place, np.arange(len(names)))]
    last = days[np.searchsorted(place, np.arange(len(names)), side="right") - 1]
    number = np.full(len(day), UNDATED, dtype=np.int32)
    number[dated] = place[np.searchsorted(days, day[dated])]
    labels = _labels(kind, names, first)
    found = zip(labels, first, last, strict=True)
    return Waves(
        kind=kind,
        waves=tuple(Wave(label=label, first=calendar.day_of(one), last=calendar.day_of(other)) for label, one, other in found),
        number=number,
    )


def _labels(kind: str, names: np.ndarray, first: np.ndarray) -> list[str]:
    """A burst is called by its month; where two begin in one month, all by their first days."""
    if kind != BURST:
        return [calendar.label(name, kind) for name in names]
    months = [calendar.label(month, "month") for month in calendar.numbers(first, "month")]
    return months if len(set(months)) == len(months) else [calendar.day_of(day).isoformat() for day in first]


def last_of_each(who: np.ndarray, wave: np.ndarray, moment: np.ndarray, response: np.ndarray) -> np.ndarray:
    """Mark what counts of somebody who answers twice in one wave: the last, whole; all of those whom nobody knows.

    Parameters
    ----------
    who : int64 array
        Party ids, below 0 for nobody known.
    wave : int array
    moment, response : int64 arrays
        When, and the questionnaire's number, which decides where two were given at one moment.

    Returns
    -------
    bool array

    Examples
    --------
    >>> last_of_each(np.array([7, 7, 7, -1]), np.array([0, 0, 1, 0]), np.array([5, 9, 99, 5]), np.arange(4)).tolist()
    [False, True, True, True]
    """
    order = np.lexsort((response, moment, wave, who))
    last = np.ones(len(who), dtype=bool)
    last[order[:-1]] = (np.diff(who[order]) != 0) | (np.diff(wave[order]) != 0) | (who[order[:-1]] < 0)
    return last


def fingerprints(*matrices: np.ndarray) -> np.ndarray:
    """One whole number for all that a questionnaire says: the same for the same answers, and in practice for no others.

    Parameters
    ----------
    matrices : float arrays of R × anything
        nan where nothing was answered.

    Examples
    --------
    >>> first, second, third = fingerprints(np.array([[1, np.nan], [1, np.nan], [1, 2]]))
    >>> bool(first == second), bool(first == third)
    (True, False)
    """
    draws = np.random.default_rng(20_240_229)  # fixed multipliers, not chance
    found = np.zeros(len(matrices[0]), dtype=np.uint64)
    for matrix in matrices:
        for column in np.asarray(matrix, dtype=float).T:
            # Without the missing mixed: nan has many bit patterns. 0.0 and -0.0 are one answer.
            bits = (np.where(np.isnan(column), np.float64(2**60), column) + 0.0).view(np.uint64)
            bits = (bits ^ (bits >> np.uint64(32))) * draws.integers(1, 2**63, dtype=np.uint64)
            found += (bits ^ (bits >> np.uint64(29))) * (draws.integers(1, 2**62, dtype=np.uint64) * np.uint64(2) + np.uint64(1))
    return found


def twins(fingerprint: np.ndarray, moment: np.ndarray, source: np.ndarray, among: np.ndarray) -> np.ndarray:
    """Mark questionnaires that came in twice, by two files of different sources.

    Within one source two equal ones are two people. Of equal answers at one moment from several sources as many stand as the source
    with most of them has.

    Parameters
    ----------
    fingerprint : uint64 array
    moment, source : int64 arrays
    among : bool array
        Those that are looked at.

    Returns
    -------
    bool array
        True for those to leave out.
    """
    left_out = np.zeros(len(fingerprint), dtype=bool)
    rows = np.flatnonzero(among)
    if len(rows) < 2 or (source[rows] == source[rows[0]]).all():
        return left_out
    rows = rows[np.lexsort((source[rows], moment[rows], fingerprint[rows]))]
    new_answer = np.concatenate([[True], (np.diff(fingerprint[rows]) != 0) | (np.diff(moment[rows]) != 0)])
    new_run = new_answer | np.concatenate([[True], np.diff(source[rows]) != 0])
    answer, run = np.cumsum(new_answer) - 1, np.cumsum(new_run) - 1
    of_run = np.bincount(run)
    most = np.zeros(answer[-1] + 1, dtype=np.int64)
    run_answer = answer[new_run]
    np.maximum.at(most, run_answer, of_run)
    # The first source with so many of them stands whole; the others are its copies.
    chosen = np.full(len(most), len(of_run))
    np.minimum.at(chosen, run_answer, np.where(of_run == most[run_answer], np.arange(len(of_run)), len(of_run)))
    left_out[rows] = run != chosen[answer]
    return left_out


def repeated(fingerprint: np.ndarray, wave: np.ndarray, telling: np.ndarray) -> dict[int, int]:
    """Find waves that are an earlier one under another date.

    Parameters
    ----------
    fingerprint : uint64 array
        Of who answered and what.
    wave : int array
    telling : bool array
        Questionnaires that two people would hardly fill in alike.

    Returns
    -------
    dict of wave to the earlier one that it repeats

    Examples
    --------
    >>> answers = np.arange(20, dtype=np.uint64)
    >>> repeated(np.tile(answers, 2), np.repeat([0, 1], 20), np.ones(40, dtype=bool))
    {1: 0}
    """
    rows = telling & (wave != UNDATED)
    pairs = np.unique(np.column_stack([fingerprint[rows], wave[rows].astype(np.uint64)]), axis=0)
    several = np.isin(pairs[:, 0], pairs[:-1, 0][np.diff(pairs[:, 0]) == 0])
    sizes = np.bincount(pairs[:, 1].astype(np.int64))
    pairs = pairs[several]
    found: dict[int, int] = {}
    for later in np.unique(pairs[:, 1]):
        mine = pairs[pairs[:, 1] == later, 0]
        for earlier in np.unique(pairs[pairs[:, 1] < later, 1]):
            common = np.isin(mine, pairs[pairs[:, 1] == earlier, 0]).sum()
            if common >= max(LEAST_REPEATED, SHARE_REPEATED * max(sizes[int(later)], sizes[int(earlier)])):
                found[int(later)] = found.get(int(earlier), int(earlier))
                break
    return found
