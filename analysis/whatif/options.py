"""What every scenario is reckoned with."""

from dataclasses import dataclass

from analysis.errors import Refused, say

MOST_MONTHS = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options of a scenario.

    Attributes
    ----------
    months : int
        The horizon.
    discount_rate : float
        A year.
    margin : float
        Contribution of a unit of revenue, above 0 to 1; 1: revenue itself.
    service : float
        What it costs to serve a customer who is with the company, minor units a month.
    newcomers : bool
        Whether those who will come count too, or the customers of today alone.
    market : int or None
        How many people might still become customers; None: no end of them.
    seed : int
    level : float
        Of all intervals.

    Raises
    ------
    Refused
        For a margin, a rate or a horizon that makes no sense.
    """

    months: int = 36
    discount_rate: float = 0.10
    margin: float = 1.0
    service: float = 0.0
    newcomers: bool = True
    market: int | None = None
    seed: int = 0
    level: float = 0.90

    def __post_init__(self) -> None:
        if not 0 < self.margin <= 1:
            raise Refused(
                found=say("the margin {}", self.margin), needed="a share above 0, at most 1", do="Write 40 per cent of net revenue as 0.4."
            )
        if not 0 <= self.discount_rate <= 1:
            raise Refused(
                found=say("the discount rate {}", self.discount_rate), needed="a share from 0 to 1", do="Write 10 per cent as 0.1."
            )
        if not 1 <= self.months <= MOST_MONTHS:
            raise Refused(
                found=say("a horizon of {} months", self.months), needed=say("1 to {}", MOST_MONTHS), do="Write three years as 36 months."
            )
