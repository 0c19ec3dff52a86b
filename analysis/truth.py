"""The truth of an invented company beside what its data say.

The truth is the document that the generator writes beside the files: plain values. Nothing here looks at how it was made.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from analysis import calendar
from analysis.findings import Finding, Findings
from analysis.overview import Overview
from analysis.retention import Retention
from analysis.workspace import Workspace

#: What is planted, and the finding that it should come out as.
CLAIMED = ("worse_cohort", "worse_channel", "price_rise", "satisfaction", "complaints")


@dataclass(frozen=True, slots=True, kw_only=True)
class TruePoint:
    """What is to be expected at an age, and whether the interval of what was seen holds it."""

    age: int
    rate: float
    inside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueCurve:
    """The expected share at every age that was observed; `inside` of them lie within the intervals.

    `same` is False for "still here": the truth is who has really not left, which no order tells.
    """

    points: tuple[TruePoint, ...]
    inside: int
    same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueBucket:
    """Who was really a customer, who came, and who left for good, in the period of an overview."""

    at_start: int
    new: int
    left: int
    at_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """One thing that could be planted, and whether the findings show it.

    Attributes
    ----------
    name : str
    on : bool
        Whether it is planted here.
    told : mapping
        How the truth describes it: the groups, their shares, the power.
    claimable : bool
        Whether a finding could claim it.
    found : Finding or None
        The one that does: for the small segment and the programme, whose difference is none, one that claims it wrongly.
    """

    name: str
    on: bool
    told: Mapping = field(default_factory=dict)
    claimable: bool = False
    found: Finding | None = None


def curve(truth: Mapping, result: Retention) -> TrueCurve | None:
    """Lay the truth beside a pooled curve of all customers; None where nothing is known of such a curve.

    Examples
    --------
    >>> truth = {"expected": {"retention": {"month": {"active": [{"age": 1, "rate": 0.2}]}}}}
    >>> from types import SimpleNamespace as Some
    >>> result = Some(period="month", kind="active", pooled=(Some(age=1, low=0.1, high=0.3),))
    >>> curve(truth, result).inside
    1
    """
    known = truth["expected"]["retention"].get(result.period, {}).get(result.kind)
    if not known:
        return None
    rates = {point["age"]: point["rate"] for point in known}
    points = tuple(
        TruePoint(age=seen.age, rate=rates[seen.age], inside=seen.low <= rates[seen.age] <= seen.high)
        for seen in result.pooled
        if seen.age in rates
    )
    return TrueCurve(points=points, inside=sum(point.inside for point in points), same=result.kind != "still_here")


def bucket(truth: Mapping, result: Overview) -> TrueBucket | None:
    """Return the true bucket of an overview's period; None where that is not known.

    Examples
    --------
    >>> truth = {"bucket": {"month": {"2026-09": {"at_start": 5, "new": 2, "left": 1, "at_end": 6}}}}
    >>> from types import SimpleNamespace as Some
    >>> bucket(truth, Some(period="month", label="2026-09")).left
    1
    """
    known = truth["bucket"].get(result.period, {}).get(result.label)
    return None if known is None else TrueBucket(**{name: known[name] for name in ("at_start", "new", "left", "at_end")})


#: What is counted in the files and in a workspace alike.
COUNTED = ("customers", "buyers", "orders", "guest_orders", "gross", "refunds", "net", "responses", "respondents", "complaints")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One thing counted while the files were written, and in the workspace: whole numbers, or decimal texts by currency."""

    name: str
    truth: int | Mapping[str, str]
    here: int | Mapping[str, str]


def counts(truth: Mapping, summary: Workspace) -> tuple[Counted, ...]:
    """Lay what was written beside what is here.

    Examples
    --------
    >>> from types import SimpleNamespace as Some
    >>> zero = dict.fromkeys(COUNTED, 0)
    >>> [one.name for one in counts({"counts": zero | {"orders": 5}}, Some(**zero)) if one.truth != one.here]
    ['orders']
    """
    return tuple(Counted(name=name, truth=truth["counts"][name], here=getattr(summary, name)) for name in COUNTED)


def planted(truth: Mapping, findings: Findings) -> tuple[Planted, ...]:
    """Return everything that can be planted, with the finding that speaks of it."""
    return tuple(
        Planted(
            name=told["name"],
            on=told["on"],
            told=told,
            claimable=told["name"] in CLAIMED,
            found=next((finding for finding in findings.found if _speaks_of(finding, told, truth["parameters"]["effects"])), None),
        )
        for told in truth["planted"]
    )


def _speaks_of(finding: Finding, told: Mapping, effects: Mapping) -> bool:
    name = told["name"]
    if name in ("worse_channel", "small_segment"):
        return finding.kind == "group" and finding.value == told.get("value") and finding.difference < 0
    if name in ("worse_cohort", "price_rise"):
        day = date.fromisoformat(effects["cohort_first" if name == "worse_cohort" else "price_day"])
        quarter = calendar.label(calendar.number(day, "quarter"), "quarter")
        return finding.kind == "cohort" and quarter == (finding.value if finding.difference < 0 else finding.other)
    return finding.kind == name and (not finding.claim or finding.difference > 0)
