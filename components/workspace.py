"""The workspace that a visitor looks at, and what is gathered from it, kept by (file, revision) and plain options."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import streamlit as st

from analysis.activity import Activity
from analysis.changes import Changes, Look, look, restored
from analysis.company import Company, company
from analysis.document import document
from analysis.findings import Findings
from analysis.findings import findings as look_for_findings
from analysis.health import Health
from analysis.health import health as look_at_health
from analysis.ledger import places
from analysis.relations import Relations, Terms
from analysis.relations import gather as relate
from analysis.rhythm import STANDARD
from analysis.workspace import Workspace
from analysis.workspace import summary as summarise
from components import workspaces
from components.jobs import Job, jobs
from models import looks
from models.answers import answers
from models.contacts import contacts
from models.frames import Frames, frames
from models.holdings import holdings
from models.ingest.commit import batches
from models.looks import Import
from models.reach import reach
from models.spending import spending
from models.store import Store
from models.traits import traits


def path() -> Path:
    """Return the file of the workspace that this visitor looks at."""
    return workspaces.path()


def store() -> Store:
    """Return that workspace, opened once for this server.

    A job has no visitor: it is told its store before it begins.
    """
    return _store(str(path()))


@st.cache_resource(max_entries=16)
def _store(file: str) -> Store:
    return Store(file)


def now() -> tuple[str, int]:
    """Return the workspace's file and its revision, by which what is made of it is kept."""
    opened = store()
    return str(opened.path), opened.revision


def name() -> str:
    """Return the company's name, as the person gave it; "" if nobody did."""
    return store().settings().name


def called() -> str:
    """Return what the quiet line calls the company: its name; for want of one the file's, if it isn't the one served."""
    return name() or next(iter(workspaces.in_links().values()), "")


def current(*, free_orders: bool = True) -> Company | None:
    """Return the company as it stands now; None where there is no order."""
    opened = store()
    settings = opened.settings()
    return _company(str(opened.path), settings.revision, free_orders)


@st.cache_resource(max_entries=4, show_spinner=False)
def _frames(file: str, revision: int) -> Frames:
    return frames(_store(file))


@st.cache_resource(max_entries=8, show_spinner=False)
def _company(file: str, revision: int, free_orders: bool) -> Company | None:
    settings = _store(file).settings()
    read, known = _frames(file, revision), traits(_store(file))
    return company(
        read.orders,
        read.refunds,
        read.customers,
        closed=json.loads(settings.closed_shops),
        free_orders=free_orders,
        as_of=date.fromisoformat(settings.as_of) if settings.as_of else None,
        cycle_days=settings.cycle_days,
        digits=read.digits,
        memberships=known.memberships,
        overall=known.overall,
    )


def activity(period: str, *, free_orders: bool = True) -> Activity:
    """Return who was active when, for one length of period."""
    opened = store()
    return _activity(str(opened.path), opened.revision, free_orders, period)


@st.cache_resource(max_entries=16, show_spinner=False)
def _activity(file: str, revision: int, free_orders: bool, period: str) -> Activity:
    return _company(file, revision, free_orders).activity(period)


def fields(*, free_orders: bool = True) -> dict[str, tuple[str, ...]]:
    """Return what can be filtered by, with the commonest values."""
    opened = store()
    return _fields(str(opened.path), opened.revision, free_orders)


@st.cache_resource(max_entries=8, show_spinner=False)
def _fields(file: str, revision: int, free_orders: bool) -> dict[str, tuple[str, ...]]:
    return _company(file, revision, free_orders).fields()


def terms() -> Terms:
    """Return the stage rule that the company keeps."""
    return Terms.of(json.loads(store().settings().stage_rule))


def relations(*, free_orders: bool = True, terms: Terms | None = None) -> Relations:
    """Return everybody whom the company, which there must be, has dealt with, by the stage rule that it keeps or by another.

    Raises
    ------
    NotEnoughGaps
        Where the population has no usual gap and none was declared.
    """
    opened = store()
    settings = opened.settings()
    kept = Terms.of(json.loads(settings.stage_rule)) if terms is None else terms
    return _relations(str(opened.path), settings.revision, free_orders, kept)


@st.cache_resource(max_entries=6, show_spinner=False, hash_funcs={Terms: repr})
def _relations(file: str, revision: int, free_orders: bool, terms: Terms) -> Relations:
    if terms.rule != STANDARD:  # the same people, only followed anew: a moved threshold is seen at once
        return _relations(file, revision, free_orders, replace(terms, rule=STANDARD)).by(terms.rule)
    return relate(_company(file, revision, free_orders), contacts(_store(file)).contacts, terms=terms)


def known_relations(*, free_orders: bool = True) -> Relations | None:
    """As `relations`, by the rule that is kept; None where the population has no usual gap."""
    opened = store()
    return _known_relations(str(opened.path), opened.revision, free_orders)


def _known_relations(file: str, revision: int, free_orders: bool = True) -> Relations | None:
    if _company(file, revision, free_orders).usual_gap.days is None:
        return None
    return _relations(file, revision, free_orders, Terms.of(json.loads(_store(file).settings().stage_rule)))


def customers(party_ids: np.ndarray, *, free_orders: bool = True) -> pd.DataFrame:
    """Return these people as a table: name, e-mail, first and last order, occasions; whoever never ordered has neither."""
    found = current(free_orders=free_orders)
    days = found.occasions
    at, ordered = places(days, party_ids)
    counts = pl.DataFrame({"customer": party_ids[ordered]}).with_columns(
        first_order=days.day[days.start[at[ordered]]],
        last_order=days.day[days.start[at[ordered] + 1] - 1],
        order_days=days.start[at[ordered] + 1] - days.start[at[ordered]],
    )
    counts = pl.DataFrame({"customer": party_ids}).join(counts, on="customer", how="left", maintain_order="left")
    listed = counts.join(found.customers.select("customer", "key", "name", "email"), on="customer", how="left", maintain_order="left")
    return (
        listed.with_columns(
            pl.coalesce("name", "key").alias("name"),
            pl.col("order_days").fill_null(0),
            *(pl.col(c).cast(pl.Int32).cast(pl.Date) for c in ("first_order", "last_order")),
        )
        .select("name", "email", "first_order", "last_order", "order_days")
        .to_pandas(date_as_object=True)
    )


def change(title: str, work: Callable[[Job], object], *, file: str, about: str = "") -> Job:
    """Change the workspace in the background, then refresh the pages; a second change joins the one that runs.

    Parameters
    ----------
    title : str
        "import", "demo", "undo" or "erase".
    work : callable
        Does it, in one transaction, and reports to its job.
    file, about : str
        As in `Job`.
    """
    opened = store()

    def all_of_it(job: Job) -> object:
        before = _look(opened)
        done = work(job)
        job.stored("refreshing")
        if title == "erase":  # else this server would keep in memory what its file has lost
            for kept in (_frames, _company, _activity, _relations, _fields, _held, _health, _seen, _spend, _findings, _summary):
                kept.clear()
        warm(opened)
        job.changes = Changes(before=before, after=_look(opened))
        return done

    return jobs().start(str(opened.path), title, all_of_it, file=file, about=about)


def warm(opened: Store) -> None:
    """Gather what the pages need of the newest revision, before somebody waits for it."""
    revision = opened.settings().revision
    if _company(str(opened.path), revision, True) is not None:
        _activity(str(opened.path), revision, True, "month")
        _fields(str(opened.path), revision, True)
        _findings(str(opened.path), revision)


def _look(opened: Store) -> Look:
    """Look at what the pages show, as it stands; and keep it, to compare a later import with."""
    revision = opened.settings().revision
    seen = _seen(str(opened.path), revision)
    known = looks.kept(opened)
    if any(seen.held.values()) and (known is None or known[0] != revision):
        looks.keep(opened, json.dumps({"set": _set(opened), "look": document(seen)}), revision=revision)
    return seen


@st.cache_resource(max_entries=8, show_spinner=False)
def _seen(file: str, revision: int) -> Look:
    company = _company(file, revision, True)
    months = _activity(file, revision, True, "month") if company is not None else None
    return look(company, holdings(_store(file)), digits=_frames(file, revision).digits, activity=months)


def _set(opened: Store) -> list:
    """Return the settings that change what is seen without any import."""
    settings = opened.settings()
    return [settings.as_of, sorted(json.loads(settings.closed_shops))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What is different since the newest look at other imports.

    Attributes
    ----------
    changes : Changes
    brought, taken_back : tuple of Import
        What was imported and undone in between.
    """

    changes: Changes
    brought: tuple[Import, ...]
    taken_back: tuple[Import, ...]


def since() -> Since | None:
    """Compare what is here with the newest look at other imports; None where there is none that can be compared."""
    opened = store()
    now = _look(opened)
    other = looks.newest_other(opened)
    if other is None:
        return None
    earlier, taken = other
    try:
        said = json.loads(taken)
        if said["set"] != _set(opened):  # another as_of or a closed shop would look like an import's doing
            return None
        before = restored(said["look"])
    except (AttributeError, KeyError, TypeError, ValueError):  # another Rapport kept it
        return None
    standing = set(looks.standing(opened))
    return Since(
        changes=Changes(before=before, after=now),
        brought=tuple(looks.imports(opened, standing - set(earlier))),
        taken_back=tuple(looks.imports(opened, set(earlier) - standing, undone=True)),
    )


def held() -> dict[str, int]:
    """Return how much of everything there is."""
    opened = store()
    return _held(str(opened.path), opened.revision)


@st.cache_data(max_entries=8, show_spinner=False)
def _held(file: str, revision: int) -> dict[str, int]:
    return holdings(_store(file))


def history() -> list[dict]:
    """Return the imports, newest first."""
    return list(batches(store()))


def spend() -> pl.DataFrame:
    """Return what was spent, one row a cost."""
    opened = store()
    return _spend(str(opened.path), opened.revision)


@st.cache_resource(max_entries=4, show_spinner=False)
def _spend(file: str, revision: int) -> pl.DataFrame:
    return spending(_store(file)).spend


def findings() -> Findings:
    """Return what stands out in the company as it stands now; there must be one."""
    opened = store()
    return _findings(str(opened.path), opened.revision)


@st.cache_resource(max_entries=4, show_spinner=False)
def _findings(file: str, revision: int) -> Findings:
    company, known = _company(file, revision, True), _known_relations(file, revision)
    return look_for_findings(company, answers=answers(_store(file)), spend=_spend(file, revision), relations=known)


def health() -> Health:
    """Return what the company's data covers as it stands now; there must be a company."""
    opened = store()
    return _health(str(opened.path), opened.revision)


@st.cache_resource(max_entries=4, show_spinner=False)
def _health(file: str, revision: int) -> Health:
    there = reach(_store(file))
    return look_at_health(_company(file, revision, True), there.tables, answers(_store(file)).responses, left_out=there.left_out)


def summary() -> Workspace:
    """Return what the workspace holds, counted."""
    opened = store()
    return _summary(str(opened.path), opened.revision)


@st.cache_resource(max_entries=4, show_spinner=False)
def _summary(file: str, revision: int) -> Workspace:
    opened, read, company = _store(file), _frames(file, revision), _company(file, revision, True)
    return summarise(
        read.orders, read.refunds, read.customers, zone=opened.settings().zone, as_of=company and company.as_of, revision=revision,
        batches=opened.standing_batches(), digits=read.digits, answers=answers(opened),
    )  # fmt: skip
