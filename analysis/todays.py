"""The customers of today by the pace at which they visit and the chance to leave after a visit; and what they will still bring."""

from collections.abc import Sequence

import numpy as np
from scipy.special import expit

from analysis.attrition import Lives, joint

#: Visits a day, from one in eleven years to three in two days: a step of an eighth; and every third of them, by which values are added up.
FINE = np.exp(np.linspace(np.log(1 / 4_000), np.log(1.5), 73))
PACES = FINE[::3]
#: Nobody is taken to stay with a greater chance, where there is no horizon: what nothing can end would be worth without end.
LEAST_LEAVING = 0.005


def _between() -> np.ndarray:
    """From the fine paces to the coarse ones, keeping each mean: a matrix of fine × coarse."""
    after = np.clip(np.searchsorted(PACES, FINE, side="right"), 1, len(PACES) - 1)
    low, high = PACES[after - 1], PACES[after]
    part = np.clip((FINE - low) / (high - low), 0, 1)
    table = np.zeros((len(FINE), len(PACES)))
    table[np.arange(len(FINE)), after - 1] = 1 - part
    table[np.arange(len(FINE)), after] += part
    return table


COARSE = _between()


class Today:
    """Customers of today, asked again and again for the parameters of a resample.

    Parameters
    ----------
    found : Lives
        Of those who ordered in the last period.
    """

    def __init__(self, found: Lives):
        self.found = found
        if not found.cycle_days:
            paces = np.log(FINE)
            self._ordered = np.outer(found.repeats, paces) - np.outer(found.span, FINE)
            self._silent = np.exp(-np.outer(found.T - found.span, FINE))

    def there(self, parameters: np.ndarray, weight: np.ndarray) -> np.ndarray:
        """How many there are of each pace and chance to leave, those who left without a word aside.

        Parameters
        ----------
        parameters : float array of 5
            As `attrition.Attrition` has them.
        weight : float array of n
            How many customers each stands for.

        Returns
        -------
        float array of paces × chances
            One pace only with a contract.
        """
        left, staying, _ = joint(parameters, self.found)
        if self.found.cycle_days:
            return ((weight / (left + staying).sum(axis=1)) @ staying)[None, :]
        r, alpha = np.exp(parameters[:2])
        prior = r * np.log(FINE) - alpha * FINE
        ordered = self._ordered + prior
        ordered = np.exp(ordered - ordered.max(axis=1, keepdims=True))
        silent = ordered * self._silent
        whole = ordered.sum(axis=1) * left.sum(axis=1) + silent.sum(axis=1) * staying.sum(axis=1)
        return COARSE.T @ ((silent * (weight / whole)[:, None]).T @ staying)


def visits(
    there: np.ndarray, leaving: np.ndarray, discount: float, days: Sequence[float], *, cycle_days: float | None = None, due: float = 0.0
) -> np.ndarray:
    """Visits to come of so many customers, discounted, through each of some days.

    Parameters
    ----------
    there : float array of B × paces × chances
    leaving : float array of B × chances
        Logit to leave after a visit.
    discount : float
        A day: a visit in s days counts exp(-s discount).
    days : sequence of float
        Ascending; infinite for all that comes.
    cycle_days, due : float
        With a contract, its cycle, and in how many days the next renewal comes.

    Returns
    -------
    float array of B × days

    Notes
    -----
    At pace l and chance p who is there now is still there after s with exp(-l p s), and visits at l: through t that adds up to
    l (1 - exp(-(l p + d) t)) / (l p + d). With a contract the renewals that come are counted. The next visit comes whatever is done from
    today on: who is there has decided so after the last one.

    Examples
    --------
    >>> one = np.zeros((1, len(PACES), 1))
    >>> one[0, 12, 0] = 1.0
    >>> certain = visits(one, np.array([[50.0]]), 0.0, [np.inf])  # who leaves after every visit comes once more
    >>> float(certain[0, 0].round(6))
    1.0
    >>> contract = visits(np.ones((1, 1, 1)), np.array([[0.0]]), 0.0, [35, 65, np.inf], cycle_days=30, due=5)  # half leave each time
    >>> contract.round(6).tolist()
    [[1.5, 1.75, 2.0]]
    """
    chance = expit(leaving)
    if not np.isfinite(days[-1]):
        chance = np.maximum(chance, LEAST_LEAVING)
    if cycle_days:
        found = np.empty((len(there), len(days)))
        kept, apart = (1 - chance) * np.exp(-discount * cycle_days), np.exp(-discount * due)
        for place, end in enumerate(days):
            times = np.inf if np.isinf(end) else max(np.floor((end - due) / cycle_days) + 1, 0)
            with np.errstate(invalid="ignore", divide="ignore"):
                count = np.where(kept < 1, (1 - kept**times) / (1 - kept), times)
            found[:, place] = apart * (there[:, 0] * count).sum(axis=1)
        return found
    ending = PACES[None, :, None] * chance[:, None, :] + discount
    weight = there * PACES[:, None] / ending
    whole, found = weight.sum(axis=(1, 2)), np.empty((len(there), len(days)))
    before, gone = 0.0, np.ones_like(ending)
    step, kept = None, None
    for place, end in enumerate(days):
        if np.isinf(end):
            found[:, place] = whole
            continue
        if step is None or abs(end - before - step) > 1e-9:
            step = end - before
            kept = np.exp(-ending * step)
        gone *= kept
        before = end
        found[:, place] = whole - np.einsum("bkj,bkj->b", weight, gone)
    return found
