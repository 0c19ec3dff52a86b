"""What the scenarios of one company stand on, from what is known of it, for the pages and the command line alike."""

import numpy as np

from analysis import ledger
from analysis.causes import Causes
from analysis.company import Company
from analysis.links import Links
from analysis.programme_effect import ProgrammeEffect
from analysis.relations import Relations
from analysis.whatif import gathered, rated, seen
from analysis.whatif.measured import Basis
from analysis.whatif.segments import segments_of
from analysis.whatif.world import draw, world

#: How many draws every interval is made of.
DRAWS = 500
#: The one group where none are told apart.
EVERYBODY = ""


def basis_of(
    company: Company,
    relations: Relations,
    *,
    revision: int,
    field: str | None = None,
    links: Links | None = None,
    causes: Causes | None = None,
    programme: ProgrammeEffect | None = None,
    spend,
    contacts: np.ndarray,
) -> Basis:
    """Put together what every scenario of a company stands on.

    Parameters
    ----------
    company : Company
    relations : Relations
    revision : int
    field : str, optional
        The groups that it is told by.
    links : Links, optional
        From a rating to money; None where the data tell none.
    causes : Causes, optional
        Of loss; None where nobody complained.
    programme : ProgrammeEffect, optional
    spend : DataFrame
        As `models.spending` gives it.
    contacts : int array
        Days of all contacts, in days since 1970-01-01.

    Raises
    ------
    Refused
        For a history of less than three months.
    UnknownField
        For a field that nobody has.
    """
    book = ledger.of_company(company, people=relations.occasions)
    segment, names = (None, (EVERYBODY,)) if field is None else segments_of(company, relations, field)
    counted = world(relations, book, segment=segment, names=names)
    measured = gathered.gather(
        rated=None if links is None else rated.from_chain(links),
        unrated=rated.NO_SURVEY,
        causes=causes,
        programme=programme,
        spend=spend,
        occasions=company.occasions,
        contacts=contacts,
        currency=book.currency,
        seen={**seen.seen(relations, book), **({} if links is None else _seen_ratings(links))},
    )
    return Basis(world=counted, draws=draw(counted, DRAWS), measured=measured, revision=revision)


def _seen_ratings(links: Links) -> dict[str, tuple[float, float, float]]:
    """In points from what a rating is now."""
    return {
        f"attribute:{item.name}": (ends[0] - now.value, 0.0, ends[1] - now.value)
        for item, now, ends in zip(links.items, links.now, links.seen, strict=True)
        if ends is not None
    }
