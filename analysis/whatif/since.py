"""What came out when a scenario was saved, beside what comes out on the data of now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from analysis.whatif.outcome import Outcome
from analysis.worth import Money

#: What is set side by side, in this order.
NUMBERS = ("customers", "baseline", "difference", "chance_of_gain", "payback", "cost")
NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One number then and now.

    Attributes
    ----------
    name : str
        Of `NUMBERS`.
    then, now : Money, float, int, str or None
        Money of the baseline and the difference; a share of the chance; months of the payback, "never" where none within the horizon, None
        where nothing is spent; minor units of the cost. `then` is None too where it was not kept.
    """

    name: str
    then: Money | float | int | str | None
    now: Money | float | int | str | None

    @property
    def changed(self) -> bool:
        """Whether it is another number now."""
        return self.then != self.now


def changes(then: Mapping[str, Any], now: Outcome) -> tuple[Change, ...]:
    """Set what was kept beside what is.

    Parameters
    ----------
    then : mapping
        A result's document, as it was saved; of an older Rapport it may lack something.
    now : Outcome
    """
    return tuple(Change(name=name, then=_then(name, then.get(name)), now=_now(name, now)) for name in NUMBERS)


def _then(name: str, kept: Any):
    if name in ("baseline", "difference"):
        ends = [kept.get(end) for end in ("value", "low", "high")] if isinstance(kept, Mapping) else [None]
        return None if None in ends else Money(value=ends[0], low=ends[1], high=ends[2])
    if name == "payback":
        return kept if not isinstance(kept, Mapping) else NEVER if kept.get("month") is None else kept["month"]
    return kept if isinstance(kept, int | float) else None


def _now(name: str, result: Outcome):
    if name == "payback":
        return None if result.payback is None else NEVER if result.payback.month is None else result.payback.month
    return getattr(result, name)
