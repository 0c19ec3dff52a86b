"""What to measure next: how many more answers would make the interval of a result narrower by a given part."""

from math import ceil

from analysis.whatif.sensitivity import Bar

#: By which part the interval should get narrower.
NARROWER = 0.2
#: More than so many times what there is already is no advice.
MOST_TIMES = 20


def more_needed(bar: Bar, n: int | None, *, narrower: float = NARROWER) -> int | None:
    """How many more observations of one input make the whole interval narrower.

    The variance of an input falls as its observations grow, those of the others stay: with `share` of the variance and k more than n, the
    width is multiplied by the root of 1 - share * k / (n + k).

    Parameters
    ----------
    bar : Bar
    n : int or None
        Observations behind the input.
    narrower : float
        0.2: by a fifth.

    Returns
    -------
    int or None
        None where that input alone can't do it, or not with `MOST_TIMES` times as many.

    Examples
    --------
    >>> more_needed(Bar(name="lever", place=0, low=-1, high=1, kind="measured", share=0.72), 400)
    400
    >>> more_needed(Bar(name="lever", place=0, low=-1, high=1, kind="measured", share=0.3), 400) is None
    True
    """
    if not n or not bar.share:
        return None
    part = (1 - (1 - narrower) ** 2) / bar.share
    if part >= MOST_TIMES / (1 + MOST_TIMES):
        return None
    return ceil(round(n * part / (1 - part), 6))
