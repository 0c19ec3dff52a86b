"""Numbers as they are shown, to be reckoned with on a pocket calculator."""

from math import floor

#: So many whole units and more are shown without decimals.
WHOLE_FROM = 10


def shown(minor: float, unit: int) -> float:
    """An amount as it is shown: in whole units from ten of them on, else in minor ones.

    >>> shown(1234.5, 100), shown(123.4, 100)
    (1200, 123)
    """
    return floor(minor / unit + 0.5) * unit if abs(minor) >= WHOLE_FROM * unit else floor(minor + 0.5)


def of_hundred(share: float) -> int:
    """Of a hundred so many, halves rounded up.

    >>> of_hundred(0.395), of_hundred(0.004)
    (40, 0)
    """
    return floor(round(100 * share, 9) + 0.5)
