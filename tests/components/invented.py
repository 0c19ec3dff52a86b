"""Results made up for the pictures and the sentences, with true Wilson intervals."""

from datetime import date

from analysis import calendar
from analysis.bucket import Bucket
from analysis.intervals import wilson
from analysis.retention import Cell, Cohort, Pooled, Retention


def counted(kind: type, n: int, k: int, **more: int):
    """A cell or a pooled point of k among n."""
    low, high = wilson(k, n)
    return kind(at_risk=n, retained=k, rate=k / n, low=float(low), high=float(high), **more)


def retention(
    sizes, *, rate=0.2, period="month", kind="active", as_of=date(2026, 10, 18), unknown=0
) -> Retention:
    """One cohort a period up to that of `as_of`, which is not over; every age retains the same share.

    `unknown` of the newest complete periods are too recent to tell.
    """
    now = calendar.number(as_of, period)
    cohorts = []
    for behind, size in zip(range(len(sizes) - 1, -1, -1), sizes, strict=True):
        cells = [
            counted(Cell, size, size if age == 0 and kind != "returned" else round(rate * size), age=age)
            for age in range(behind + 1)
        ]
        known = max(behind - unknown, 0)
        cohorts.append(
            Cohort(
                cohort=calendar.label(now - behind, period),
                size=size,
                ages=tuple(cells[:known]),
                unknown=tuple(cells[known:behind]),
                unfinished=tuple(cells[behind:]),
            )
        )
    return Retention(
        period=period,
        kind=kind,
        as_of=as_of,
        level=0.95,
        customers=sum(sizes),
        cohorts=tuple(cohorts),
        pooled=tuple(pooled(cohorts)),
    )


def pooled(cohorts):
    """The pooled points of some cohorts."""
    for age in range(max((len(cohort.ages) for cohort in cohorts), default=0)):
        cells = [cohort.ages[age] for cohort in cohorts if len(cohort.ages) > age]
        yield counted(
            Pooled,
            sum(cell.at_risk for cell in cells),
            sum(cell.retained for cell in cells),
            age=age,
            cohorts=len(cells),
        )


def bucket(*, stayed=5236, lost=1176, recovered=214, new=1038, came_and_went=0) -> Bucket:
    """The third quarter of 2026 at Harbour & Pine, unless told otherwise."""
    start = stayed + lost
    low, high = (float(end) for end in wilson(lost, start)) if start else (None, None)
    return Bucket(
        start=date(2026, 6, 30),
        end=date(2026, 9, 30),
        at_start=start,
        new=new,
        recovered=recovered,
        lost=lost,
        stayed=stayed,
        at_end=stayed + recovered + new,
        came_and_went=came_and_went,
        lost_share=lost / start if start else None,
        low=low,
        high=high,
        usual_gap_days=61.0,
        abandoned=4.0,
        level=0.95,
    )


def texts(picture) -> str:
    """Every word that a picture can show."""
    written = [note.text for note in picture.layout.annotations]
    for trace in picture.data:
        for words in (trace.text, trace.customdata):
            written += (
                [str(word) for word in words] if isinstance(words, tuple | list) else [str(words or "")]
            )
    for axis in (picture.layout.xaxis, picture.layout.yaxis):
        written += [str(word) for word in axis.ticktext or ()]
    return "\n".join(str(word) for word in written)
