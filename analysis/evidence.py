"""How much a number of customers can carry: one rule for every page."""

from math import ceil, sqrt

from analysis.intervals import critical

NO_VALUE_BELOW = 5
THIN_BELOW = 10
FEW_BELOW = 30
IMPRECISE_WIDTH = 0.30
#: The same for a mean, in parts of its scale (1 point of 1 to 5), and for a recommendation score, in points.
IMPRECISE_MEAN, IMPRECISE_SCORE = 0.25, 40.0
# One cohort's last period is no prospect of the others.
SEVERAL_COHORTS = 3


def strength(n: int) -> str:
    """What may be shown of a figure that rests on `n` customers.

    Returns
    -------
    {"none", "thin", "few", "enough"}
        ``none`` (n < 5): no value. ``thin`` (5 to 9): pale, never ranked, never put into words. ``few``
        (10 to 29): shown with "few". ``enough``: from 30.

    Examples
    --------
    >>> [strength(n) for n in (4, 5, 10, 30)]
    ['none', 'thin', 'few', 'enough']
    """
    if n < NO_VALUE_BELOW:
        return "none"
    if n < THIN_BELOW:
        return "thin"
    return "few" if n < FEW_BELOW else "enough"


def imprecise(low: float, high: float, widest: float = IMPRECISE_WIDTH) -> bool:
    """Whether a 95 % interval is wider than it may be: 30 points of a share, or what is said.

    References
    ----------
    Parker et al. (2017), NCHS Data Presentation Standards for Proportions, withholds from that width on.

    Examples
    --------
    >>> imprecise(0.20, 0.45), imprecise(0.20, 0.55)
    (False, True)
    """
    # Rounded, because 0.40 - 0.10 is a hair more than 0.30 in binary.
    return round(high - low, 9) > widest


def needed(share: float, half_width: float, level: float = 0.95) -> int:
    """How many customers would pin a share to `half_width` either way.

    Parameters
    ----------
    share : float
        The share expected, 0 to 1.
    half_width : float
        Half the Wilson interval's width, a fraction: 0.05 for 5 points either way.
    level : float
        Confidence, between 0 and 1.

    Returns
    -------
    int
        The smallest n whose Wilson interval is that narrow; at least 1.

    Notes
    -----
    With q = share (1 - share), the half width h at n solves h^2 (n + z^2)^2 = z^2 (q n + z^2 / 4), a quadratic in
    n; h falls as n grows, so the larger root is where it is first narrow enough.

    Examples
    --------
    >>> needed(0.5, 0.05), needed(0.2, 0.05)
    (381, 245)
    """
    if not 0 <= share <= 1 or half_width <= 0:
        raise ValueError("a share lies between 0 and 1, and a half width above 0")
    squared, narrow = critical(level) ** 2, half_width**2
    variance = share * (1 - share)
    linear = squared * (2 * narrow - variance)
    constant = squared**2 * (narrow - 0.25)
    inside = linear**2 - 4 * narrow * constant
    if inside < 0:
        return 1
    # The tiny step back keeps an exact whole root from being rounded up to the next.
    return max(1, ceil((sqrt(inside) - linear) / (2 * narrow) - 1e-9))
