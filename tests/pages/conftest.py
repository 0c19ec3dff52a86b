"""Pages run as Streamlit runs them, on workspaces made for each question."""

import html
import os
import re
import shutil
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.demonstration import bring
from tests.pages.shops import SHOPS

# Otherwise a page that fails would not say why.
os.environ["STREAMLIT_CLIENT_SHOW_ERROR_DETAILS"] = "full"

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Give each shop's workspace, stored once."""
    folder, stored = tmp_path_factory.mktemp("shops"), {}

    def find(name: str) -> Path:
        if name not in stored:
            stored[name] = folder / f"{name}.db"
            SHOPS[name](stored[name])
        return stored[name]

    return find


@pytest.fixture
def workspace(made, monkeypatch):
    """Make a shop's workspace the one that the pages show."""

    def use(name: str) -> Path:
        monkeypatch.setenv("RAPPORT_WORKSPACE", str(made(name)))
        return made(name)

    return use


def copied(workspace: Path, folder: Path) -> Path:
    """Copy a workspace, with what stands beside its file, into a folder."""
    for part in workspace.parent.glob(f"{workspace.name}*"):
        shutil.copy(part, folder / part.name)
    return folder / workspace.name


@pytest.fixture
def own_workspace(made, monkeypatch, tmp_path):
    """Make a copy of a shop's workspace the one that the pages show: a test may change it."""

    def use(name: str) -> Path:
        copy = copied(made(name), tmp_path)
        monkeypatch.setenv("RAPPORT_WORKSPACE", str(copy))
        return copy

    return use


@pytest.fixture
def files(monkeypatch):
    """Catch the files that a page offers: name to what makes it."""
    offered = {}
    monkeypatch.setattr("components.along.download", lambda label, make, *, name, **_how: offered.update({name: make}))
    return offered


@pytest.fixture(scope="session")
def company(tmp_path_factory):
    """A whole company's workspace, made once: to be looked at, never changed."""
    path = tmp_path_factory.mktemp("company") / "home.db"
    bring(path, trade="home-goods", customers=900, seed=4)
    return path


@pytest.fixture
def home(company, monkeypatch):
    """The app on that company."""
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(company))
    return company


def visit(page: str, query: Mapping[str, str | list[str]] | None = None, *, run: bool = True) -> AppTest:
    """Open a page by its link."""
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.switch_page(f"pages/{page}.py")
    for name, value in (query or {}).items():
        at.query_params[name] = value
    if run:
        at.run()
        healthy(at)
    return at


def settled(page: str, query: Mapping[str, str | list[str]] | None = None) -> AppTest:
    """Open a page, and look again once what it began in the background is done."""
    return waited(visit(page, query))


def waited(at: AppTest) -> AppTest:
    """Wait for what a page began in the background, and look again."""
    for thread in threading.enumerate():
        if thread.name.startswith("job-"):
            thread.join(60)
    return healthy(at.run())  # also where nothing runs: it may have ended since the page was drawn


def healthy(at: AppTest) -> AppTest:
    """Fail on any exception that the page shows."""
    assert not at.exception, [(problem.value, problem.stack_trace) for problem in at.exception]
    return at


def in_address(at: AppTest, name: str) -> list[str]:
    """Return what the address says under a name."""
    value = at.query_params.get(name, [])
    return [value] if isinstance(value, str) else list(value)


def tables(at: AppTest) -> list[list[list[str]]]:
    """Return the page's tables of numbers, header first, as a reader sees their cells."""
    found = []
    for element in at.get("html"):
        if 'class="rapport-table"' in element.proto.body:
            rows = re.findall(r"<tr>(.*?)</tr>", element.proto.body)
            found.append([[_text(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows])
    return found


def _text(cell: str) -> str:
    return html.unescape(cell).replace("\u00a0", " ")


def said(at: AppTest) -> str:
    """Return all the page's sentences, as Markdown, blanks made equal."""
    parts = [*at.title, *at.header, *at.markdown, *at.caption, *at.error, *at.warning, *at.success, *at.info]
    return "\n".join(part.value for part in parts).replace("\u00a0", " ")
