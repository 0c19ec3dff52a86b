"""What every scenario of the company stands on, gathered once for a revision and kept."""

from __future__ import annotations

import numpy as np
import streamlit as st

from analysis.causes import causes
from analysis.errors import Refused
from analysis.last_words import complaints
from analysis.last_words import contacts as contacts_after
from analysis.ledger import of_company
from analysis.links import Links
from analysis.programme_effect import ProgrammeEffect
from analysis.whatif.measured import Basis
from analysis.whatif.standing import basis_of
from components import programmes, satisfaction, whatif, workspace
from components.leaving import away_of
from models.answers import answers
from models.contacts import contacts


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
    return with_links(field)[0]


def with_links(field: str | None = None) -> tuple[Basis, Links | None]:
    """The same, and the links from ratings that it was made with: asked for again they may have come meanwhile."""
    known = rating_links()
    effect = programmes.effect(None) if programmes.anything() else None
    return _basis(*workspace.now(), field, known is not None, effect is not None, _effect=effect), known


@st.cache_resource(max_entries=6, show_spinner=False)
def _basis(file: str, revision: int, field: str | None, rating: bool, joining: bool, _effect: ProgrammeEffect | None) -> Basis:
    calls = contacts(workspace.store()).contacts
    return basis_of(
        workspace.current(),
        workspace.relations(),
        revision=revision,
        field=field,
        links=rating_links() if rating else None,
        causes=_causes(file, revision),
        programme=_effect,
        spend=workspace.spend(),
        contacts=calls["happened_at"].drop_nulls().to_numpy().astype("datetime64[D]").astype(np.int64),
    )


def rating_links():
    """The links from a rating to money; None where there are none, or while they are being made."""
    try:
        return whatif.links() if satisfaction.anything() else None
    except Refused:
        return None


def _causes(file: str, revision: int):
    company, opened = workspace.current(), workspace.store()
    said = answers(opened).complaints
    if not len(said):
        return None
    return causes(
        company.occasions,
        away_of(file, revision, True),
        of_company(company),
        usual_gap_days=company.usual_gap.days,
        complaints=complaints(said, company.occasions),
        contacts=contacts_after(contacts(opened).contacts, company.occasions),
    )
