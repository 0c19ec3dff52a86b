"""What levers stand on, taken from the results that tell it elsewhere: complaints from the causes of loss, costs as they were booked."""

from datetime import date

import numpy as np

from analysis import calendar, costs
from analysis.causes import Causes
from analysis.occasions import Occasions
from analysis.programme_effect import ProgrammeEffect
from analysis.whatif.levers import Missing
from analysis.whatif.measured import Found, Measured, Rated

YEAR_MONTHS = 12
NO_COMPLAINTS = Missing(found="no complaint", needed="complaints with the day on which each was settled")
FEW_COMPLAINTS = Missing(found="too few complaints that were followed up", needed="complaints of a longer time")
UNCLEAR = Missing(found="no difference beyond chance", needed="more complaints that were followed up")
NO_CONTACTS = Missing(found="no contact, or no cost of serving", needed="contacts with customers and what serving them costs")
NO_SPENDING = Missing(found="no spending on winning customers", needed="spending by day or month")
NO_MEMBERS = Missing(found="no membership", needed="memberships with the day of joining")
FEW_MEMBERS = Missing(found="no effect of the programme beyond chance", needed="more members who joined long enough ago")


def settled(found: Causes | None) -> tuple[float | None, Found | None, Missing]:
    """Complaints a month that were not settled in time, and how many more of those customers are lost.

    The link is told where the difference is beyond chance after all comparisons were counted (`Association.distinguishable`).
    """
    if found is None or not found.words:
        return None, None, NO_COMPLAINTS
    told = [each for each in found.found if each.kind == "complaint" and each.about is None and each.settled is False]
    if not told:
        return None, None, FEW_COMPLAINTS
    compared = told[0].comparison
    monthly = told[0].a_year / YEAR_MONTHS
    if not told[0].distinguishable:
        return monthly, None, UNCLEAR
    link = Found(value=compared.difference, low=compared.low, high=compared.high, level=found.level, n=compared.first.n)
    return monthly, link, FEW_COMPLAINTS


def kept_by_programme(found: ProgrammeEffect | None) -> tuple[Found | None, Missing]:
    """What joining does to whether a customer comes back, allowing for who joins; told where it is beyond chance."""
    if found is None or not found.joined:
        return None, NO_MEMBERS
    timing = found.timing
    if timing is None or timing.low <= 0 <= timing.high:
        return None, FEW_MEMBERS
    months = found.days / (365 / YEAR_MONTHS)
    low, value, high = (each / months for each in (timing.low, timing.difference, timing.high))
    return Found(value=value, low=low, high=high, level=found.level, n=found.joined), FEW_MEMBERS


def spent_a_month(spend, occasions: Occasions, *, purpose: str, currency: str, as_of: date) -> float | None:
    """What was spent for a purpose in a month of the last year in which spending is known, in minor units; None where none is."""
    found = costs.gather(spend, occasions, purpose=purpose, currency=currency, period="month")
    if found is None:
        return None
    last = min(calendar.last_complete(as_of, "month"), found.last)
    first = max(last - YEAR_MONTHS + 1, found.first)
    if last < first:
        return None
    inside = (found.number >= first) & (found.number <= last)
    return float(found.amount[inside].sum() / (last - first + 1)) or None


def contacts_a_month(contacts: np.ndarray, as_of: date) -> float | None:
    """Contacts in a month of the last year, from their days; None where there are none."""
    end = calendar.day_number(as_of)
    number = int(((contacts > end - 365) & (contacts <= end)).sum())
    return number / YEAR_MONTHS or None


def gather(
    *,
    rated: Rated | None,
    unrated: Missing,
    causes: Causes | None,
    programme: ProgrammeEffect | None,
    spend,
    occasions: Occasions,
    contacts: np.ndarray,
    currency: str,
    seen: dict[str, tuple[float, float, float]],
) -> Measured:
    """Gather what stands behind the levers.

    Parameters
    ----------
    rated : callable or None
        From `analysis.whatif.rated`.
    unrated : Missing
        Why there is none.
    causes : Causes or None
    programme : ProgrammeEffect or None
    spend : DataFrame
        As `models.spending` gives it.
    occasions : Occasions
    contacts : int array
        Days of all contacts, in days since 1970-01-01.
    currency : str
    seen : mapping
        From `analysis.whatif.seen`, and of ratings by attribute.
    """
    as_of = occasions.as_of
    complaints, link, no_complaints = settled(causes)
    joined, no_programme = kept_by_programme(programme)
    service = spent_a_month(spend, occasions, purpose="service", currency=currency, as_of=as_of)
    monthly = contacts_a_month(contacts, as_of)
    return Measured(
        rated=rated,
        complaints=complaints,
        settled=link,
        programme=joined,
        contacts=monthly,
        contact_cost=None if not monthly or not service else service / monthly,
        acquisition=spent_a_month(spend, occasions, purpose="acquisition", currency=currency, as_of=as_of),
        seen=seen,
        needed={
            "attribute": unrated,
            "complaints": no_complaints,
            "programme": no_programme,
            "self_service": NO_CONTACTS,
            "acquisition": NO_SPENDING,
        },
    )
