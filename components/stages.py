"""A view of the stages: whose, by which rule, from when to when. All sections of the page look at it, so that they agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import streamlit as st

from analysis import relations as everybody
from analysis.calendar import months_before
from analysis.company import Company
from analysis.relations import Relations, Terms
from analysis.stage_back_test import stages_then
from analysis.stages import StageTable
from components import workspace
from components.selection import Chosen

KEYED = {Terms: repr}


@dataclass(frozen=True, slots=True, kw_only=True)
class StageView:
    """Whose stages, by which rule, on which two days.

    Attributes
    ----------
    chosen : Chosen
        The filter, and whether free orders count.
    terms : Terms
        The rule that is looked at: the kept one, or one that is tried.
    months : int
        From the first day to the second.
    """

    chosen: Chosen
    terms: Terms
    months: int

    @classmethod
    def of(cls, where: tuple, free_orders: bool, terms: Terms, months: int = 1) -> StageView:
        """Return the view of plain values, as what is kept is named by."""
        return cls(chosen=Chosen(kind=None, period="month", where=dict(where), free_orders=free_orders), terms=terms, months=months)

    @property
    def key(self) -> tuple[str, int, bool, tuple, Terms]:
        """What names these people and their stages, to keep what is made of them (`hash_funcs=KEYED`)."""
        return *self.chosen.view, self.terms

    @property
    def company(self) -> Company:
        """The company as it stands."""
        return workspace.current(free_orders=self.chosen.free_orders)

    @property
    def relations(self) -> Relations:
        """Everybody, the filter aside.

        Raises
        ------
        NotEnoughGaps
            Where the usual gap is not known.
        """
        return workspace.relations(free_orders=self.chosen.free_orders, terms=self.terms)

    @property
    def mask(self) -> np.ndarray | None:
        """Whom of them the filter means, None for all."""
        return _mask(*self.key)

    @property
    def now(self) -> date:
        """The second day: through which the data is complete."""
        return self.company.as_of

    @property
    def then(self) -> date:
        """The first day, so many months of the calendar earlier."""
        return months_before(self.now, self.months)

    @property
    def tables(self) -> tuple[StageTable, StageTable]:
        """Everybody's stages on the two days, the filter aside."""
        return tuple(table(self, day) for day in (self.then, self.now))


def table(view: StageView, day: date) -> StageTable:
    """Everybody's stages at the end of a day, by the view's rule, the filter aside."""
    file, revision, free_orders, _where, terms = view.key
    return _table(file, revision, free_orders, terms, day)


@st.cache_resource(max_entries=24, show_spinner=False, hash_funcs=KEYED)
def _table(file: str, revision: int, free_orders: bool, terms: Terms, day: date) -> StageTable:
    return workspace.relations(free_orders=free_orders, terms=terms).stages(day)


def table_then(view: StageView, day: date) -> StageTable | None:
    """Everybody's stages at the end of a past day as they would have been shown then, by that day's own usual gap; None without one."""
    file, revision, free_orders, _where, terms = view.key
    return _table_then(file, revision, free_orders, terms, day)


@st.cache_resource(max_entries=12, show_spinner=False, hash_funcs=KEYED)
def _table_then(file: str, revision: int, free_orders: bool, terms: Terms, day: date) -> StageTable | None:
    cycle_days = workspace.store().settings().cycle_days
    return stages_then(workspace.relations(free_orders=free_orders, terms=terms), day, cycle_days=cycle_days)


@st.cache_resource(max_entries=12, show_spinner=False, hash_funcs=KEYED)
def _mask(file: str, revision: int, free_orders: bool, where: tuple, terms: Terms) -> np.ndarray | None:
    related = workspace.relations(free_orders=free_orders, terms=terms)
    return everybody.mask(related, workspace.current(free_orders=free_orders), dict(where))
