"""The search for breaks: the surest of all that is looked at, then again given that one, until the next may be chance."""

from dataclasses import dataclass

import numpy as np
from scipy.special import erfc

from analysis import segment_gaps, segments
from analysis.activity import Activity
from analysis.age_period_cohort import Cells, Fit, cells, scores
from analysis.departures import Base, Candidate, base, candidates, fitted
from analysis.multiplicity import adjusted
from analysis.segment_gaps import Gap

#: More than so many are no breaks in something steady.
MOST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was found, with its p-value as it came, and by Benjamini and Hochberg over all that was still looked at."""

    what: Candidate | Gap
    p: float
    adjusted_p: float


class Search:
    """What was found so far, and what is still looked at.

    Attributes
    ----------
    data : Cells
    start : Base or None
    fit : Fit or None
        The model with all that was found; None where there are not two cohorts.
    times : list of Candidate
    gaps : list of Gap
        Among customers whose segment was not named yet.
    found : list of Taken
    looked_at : int
    """

    def __init__(self, activity: Activity, attributes, mask: np.ndarray | None, *, level: float, q: float) -> None:
        self.data, self.level, self.q = cells(activity, mask=mask), level, q
        data = self.data
        self.counted = segment_gaps.count(activity, mask)
        self.attributes = None if attributes is None else segments.at_first(attributes)
        self.found: list[Taken] = []
        self.named: np.ndarray | None = None
        self.fit: Fit | None = None
        self.start: Base | None = None
        self.times: list[Candidate] = []
        if len(data.blocks) > 1:
            free = _begun(activity, data)
            self.start = base(data, free)
            self.fit = fitted(data, self.start, [])
            self.times = candidates(data, self.fit, free)
        self.columns = np.column_stack([one.column for one in self.times]) if self.times else np.empty((len(data.n), 0))
        self.gaps = self._gaps()
        self.looked_at = len(self.times) + len(self.gaps) + (self.fit is not None)

    @property
    def in_time(self) -> list[Candidate]:
        """What was found of cohorts and of the calendar."""
        return [one.what for one in self.found if isinstance(one.what, Candidate)]

    def run(self) -> None:
        """Take what is surest, look again at all others given that, and stop where the next may be chance."""
        while len(self.found) < MOST and (self.times or self.gaps):
            p = self.p()
            corrected = adjusted(p)
            # The drift is among what is looked at, but it is in the model from the beginning.
            place = int(p[: len(self.times) + len(self.gaps)].argmin())
            if corrected[place] > self.q:
                return
            self._take(place, float(p[place]), float(corrected[place]))

    def p(self) -> np.ndarray:
        """One p-value for each candidate in time, for each segment, and for the drift."""
        z = scores(self.data, self.fit, self.columns)[0] if self.times else np.empty(0)
        fields = {one.what.field for one in self.found if isinstance(one.what, Gap)}
        # In the field of a segment named before, what it passed by may be that one's doing: there each is asked as strictly as if it
        # were the only one allowed to err (Bonferroni).
        segmented = [min(1.0, gap.p * (self.looked_at if gap.field in fields else 1)) for gap in self.gaps]
        return np.concatenate([erfc(np.abs(z) / np.sqrt(2)), segmented, [] if self.fit is None else [self.drift()[2]]])

    def drift(self) -> tuple[float, float, float]:
        """The drift's logit a year, its deviation and its p-value."""
        at = self.start.drift
        logit, deviation = float(self.fit.coefficients[at]), float(np.sqrt(self.fit.covariance[at, at]))
        return logit, deviation, float(erfc(abs(logit) / deviation / np.sqrt(2))) if deviation else 1.0

    def _take(self, place: int, p: float, corrected: float) -> None:
        if place < len(self.times):
            self.found.append(Taken(what=self.times[place], p=p, adjusted_p=corrected))
            self.fit = fitted(self.data, self.start, self.in_time)
            return
        gap = self.gaps[place - len(self.times)]
        self.found.append(Taken(what=gap, p=p, adjusted_p=corrected))
        mine = segments.mask(self.attributes, {gap.field: [gap.value]})
        self.named = mine if self.named is None else self.named | mine
        self.gaps = self._gaps()

    def _gaps(self) -> list[Gap]:
        if self.attributes is None:
            return []
        return segment_gaps.gaps(self.counted, self.attributes, without=self.named, level=self.level)


def _begun(activity: Activity, data: Cells) -> np.ndarray:
    """The cohorts of the quarter in which the data begin: who ordered before it looks new in it."""
    quarter = activity.cohorts[0] // 3 if data.period == "month" else activity.cohorts[0]
    cohorts = np.unique(data.cohort)
    return cohorts[(cohorts // 3 if data.period == "month" else cohorts) == quarter]
