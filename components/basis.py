"""What every scenario of the company stands on, gathered once for a revision and kept."""

from __future__ import annotations

import numpy as np
import streamlit as st

from analysis import ledger
from analysis.causes import causes
from analysis.errors import Refused
from analysis.last_words import complaints
from analysis.last_words import contacts as contacts_after
from analysis.programme_effect import ProgrammeEffect
from analysis.segments import values
from analysis.whatif import gathered, rated, seen
from analysis.whatif.measured import Basis
from analysis.whatif.world import draw, world
from components import programmes, satisfaction, whatif, workspace
from components.leaving import away_of
from models.answers import answers
from models.contacts import contacts

#: How many draws every interval is made of.
DRAWS = 500
#: So many groups of customers are told apart at most; the others are one together.
MOST_SEGMENTS = 8
OTHERS = ""


def basis(field: str | None = None) -> Basis:
    """Return what scenarios stand on; there must be a company.

    Parameters
    ----------
    field : str, optional
        The groups that it is told by.

    Raises
    ------
    Refused
        Where the usual gap is not known, or the history is too short.
    """
    known = _links()
    effect = programmes.effect(None) if programmes.anything() else None
    return _basis(*workspace.now(), field, known is not None, effect is not None, _effect=effect)


@st.cache_resource(max_entries=6, show_spinner=False)
def _basis(file: str, revision: int, field: str | None, rating: bool, joining: bool, _effect: ProgrammeEffect | None) -> Basis:
    company, opened = workspace.current(), workspace.store()
    relations = workspace.relations()
    book = ledger.of_company(company, people=relations.occasions)
    segment, names = _segments(company, relations, field)
    counted = world(relations, book, segment=segment, names=names)
    links = _links() if rating else None
    calls = contacts(opened).contacts
    ratings = {} if links is None else _seen_ratings(links)
    measured = gathered.gather(
        rated=None if links is None else rated.from_chain(links),
        unrated=rated.NO_SURVEY,
        causes=_causes(file, revision),
        programme=_effect,
        spend=workspace.spend(),
        occasions=company.occasions,
        contacts=calls["happened_at"].drop_nulls().to_numpy().astype("datetime64[D]").astype(np.int64),
        currency=book.currency,
        seen={**seen.seen(relations, book), **ratings},
    )
    return Basis(world=counted, draws=draw(counted, DRAWS), measured=measured, revision=revision)


def _links():
    """The links from a rating to money; None where there are none, or while they are being made."""
    try:
        return whatif.links() if satisfaction.anything() else None
    except Refused:
        return None


def _segments(company, relations, field: str | None) -> tuple[np.ndarray | None, tuple[str, ...]]:
    """Everybody's place among the commonest values of a field, the others together; -1 for who never ordered."""
    if field is None:
        return None, (OTHERS,)
    own = values(company.attributes, field)
    named, count = np.unique(own.astype(str), return_counts=True)
    kept = named[np.argsort(-count, kind="stable")][:MOST_SEGMENTS].tolist()
    more = len(named) > len(kept)
    place = {name: at for at, name in enumerate(kept)}
    found = np.full(len(relations.customers), -1, dtype=np.int64)
    at = np.searchsorted(relations.customers, company.occasions.customers)
    found[at] = [place.get(value, len(kept)) for value in own.astype(str)]
    return found, (*kept, OTHERS) if more else tuple(kept)


def _seen_ratings(links) -> dict[str, tuple[float, float, float]]:
    """In points from what a rating is now."""
    return {
        f"attribute:{item.name}": (ends[0] - now.value, 0.0, ends[1] - now.value)
        for item, now, ends in zip(links.items, links.now, links.seen, strict=True)
        if ends is not None
    }


def _causes(file: str, revision: int):
    company, opened = workspace.current(), workspace.store()
    said = answers(opened).complaints
    if not len(said):
        return None
    return causes(
        company.occasions,
        away_of(file, revision, True),
        ledger.of_company(company),
        usual_gap_days=company.usual_gap.days,
        complaints=complaints(said, company.occasions),
        contacts=contacts_after(contacts(opened).contacts, company.occasions),
    )


def known_basis(field: str | None = None) -> Basis | None:
    """The same; None where the data can't carry it."""
    try:
        return basis(field)
    except Refused:
        return None
