"""A share of customers against a share that somebody has claimed of customers in general."""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln, xlog1py, xlogy

from analysis.intervals import wilson

#: Shares of chance that are equal but for rounding are equal.
ROUNDING = 1e-7


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """A share beside a claim.

    Attributes
    ----------
    customers, n : int
        How many did, of how many.
    share, low, high : float or None
        With Wilson's interval; None where there is nobody.
    benchmark : float
        The share that is claimed.
    p : float or None
        Of the exact binomial test, two-sided: how often a share would lie so far off, were the claim true.
    verdict : {"below", "compatible", "above", "unknown"}
        Where the claim lies beside the interval.
    """

    customers: int
    n: int
    share: float | None
    low: float | None
    high: float | None
    benchmark: float
    p: float | None
    verdict: str


def against(customers: int, n: int, benchmark: float, *, level: float = 0.95) -> Against:
    """Lay a share beside a claimed one.

    Examples
    --------
    >>> found = against(18, 90, 1 / 3)
    >>> found.verdict, round(found.low, 6), round(found.high, 6), round(found.p, 6)
    ('below', 0.130424, 0.294137, 0.006989)
    """
    if not n:
        return Against(customers=0, n=0, share=None, low=None, high=None, benchmark=benchmark, p=None, verdict="unknown")
    low, high = wilson(customers, n, level)
    verdict = "below" if high < benchmark else "above" if low > benchmark else "compatible"
    return Against(
        customers=customers, n=n, share=customers / n, low=low, high=high, benchmark=benchmark,
        p=binomial_p(customers, n, benchmark), verdict=verdict,
    )  # fmt: skip


def binomial_p(k: int, n: int, share: float) -> float:
    """The exact two-sided binomial test: the chance of all outcomes that are no likelier than the one seen.

    Parameters
    ----------
    k, n : int
        How many did, of how many.
    share : float
        As it is claimed, between 0 and 1.

    References
    ----------
    Clopper & Pearson (1934), Biometrika 26, 404-413; the outcomes counted are those of R's ``binom.test``.

    Examples
    --------
    >>> round(binomial_p(18, 90, 1 / 3), 6), round(binomial_p(33, 100, 1 / 3), 6)
    (0.006989, 1.0)
    """
    each = np.arange(n + 1)
    log = gammaln(n + 1) - gammaln(each + 1) - gammaln(n - each + 1) + xlogy(each, share) + xlog1py(n - each, -share)
    return float(min(np.exp(log[log <= log[k] + np.log1p(ROUNDING)]).sum(), 1.0))
