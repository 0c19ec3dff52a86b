"""Servers on what each test asks for, one browser for all, and what an import that goes on needs."""

import os
import re
import shutil
import sqlite3
from datetime import datetime
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from playwright.sync_api import expect, sync_playwright

from models.ingest.commit import commit
from models.ingest.prepare import tables_of
from models.store import Store
from models.undo import undo
from tests.browser.app import PATIENCE, ROOT, App, Server
from tests.demonstration import bring
from tests.pages.shops import SHOPS

#: What a server can stand on: a shop's orders, or a company with answers, complaints and employees.
MADE = {**SHOPS, "company": partial(bring, trade="home-goods", customers=900, seed=4)}

expect.set_options(timeout=PATIENCE * 1000)


def pytest_collection_modifyitems(items):
    """Mark every test of this folder."""
    for item in items:
        if Path(item.fspath).is_relative_to(ROOT / "tests" / "browser"):
            item.add_marker(pytest.mark.browser)


def find_chromium() -> str:
    """Return a Chromium on this computer."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not path:
        pytest.fail("no Chromium: apt-get install chromium, or set CHROMIUM=/path")
    return path


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests."""
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve(tmp_path_factory):
    """Start servers, each on a workspace of its own, and end them."""
    servers = []

    def start(shop: str = "empty") -> Server:
        workspace = tmp_path_factory.mktemp("server") / "workspace.db"
        MADE[shop](workspace)
        servers.append(Server(workspace))
        return servers[-1]

    yield start
    for server in servers:
        server.end()


@pytest.fixture(scope="session")
def sample_server(serve):
    """A server on the sample orders: for tests that change nothing."""
    return serve("sample")


@pytest.fixture(scope="session")
def company_server(serve):
    """A server on a whole demonstration company: for tests that change nothing."""
    return serve("company")


@pytest.fixture(scope="session")
def empty_server(serve):
    """A server on an empty workspace: for tests that change nothing."""
    return serve("empty")


@pytest.fixture(scope="session")
def hostile_server(serve):
    """A server on hostile names: for tests that change nothing."""
    return serve("hostile")


@pytest.fixture(scope="session")
def browsers(chromium):
    """One profile a width and theme: its tabs share what was fetched once, as a person's do."""
    profiles = {}

    def find(*, width: int, dark: bool, fresh: bool):
        asked = (width, dark, len(profiles) if fresh else None)
        if asked not in profiles:
            profiles[asked] = chromium.new_context(viewport={"width": width, "height": 900}, locale="en-GB", reduced_motion="reduce",
                                                   color_scheme="dark" if dark else "light", accept_downloads=True)  # fmt: skip
        return profiles[asked]

    yield find
    for profile in profiles.values():
        profile.close()


@pytest.fixture
def visit(browsers, request):
    """Open tabs; what went wrong in any of them fails the test."""
    tabs = []

    def start(server: Server, *, width: int = 1280, dark: bool = False, fresh: bool = False, expected: tuple[str, ...] = ()) -> App:
        tabs.append((App(browsers(width=width, dark=dark, fresh=fresh).new_page(), server), expected))
        return tabs[-1][0]

    yield start
    shots = ROOT / "test-results"
    shots.mkdir(exist_ok=True)
    for number, (tab, _) in enumerate(tabs):
        if not tab.page.is_closed():
            tab.page.screenshot(path=shots / f"{re.sub(r'[^a-zA-Z0-9-]+', '-', request.node.name)}-{number}.png")
            tab.page.close()
    problems = [problem for tab, expected in tabs for problem in tab.problems if not any(text in problem for text in expected)]
    assert not problems, problems


BIG_ROWS, FILE_ROWS = 600_000, 40_000


def write_orders(path: Path, rows: int) -> Path:
    """Write a file of that many orders, each third of a customer."""
    number = pl.col("number")
    person = number % (rows // 3)
    pl.DataFrame({"number": range(rows)}).select(
        number.alias("order number"), person.alias("customer number"),
        (pl.date(2023, 1, 1) + pl.duration(days=number * 7919 % 1000)).alias("order date"),
        ((number % 20_000 + 500) / 100).alias("amount"), pl.lit("EUR").alias("currency"),
        pl.concat_str(pl.lit("Customer "), person).alias("customer name"),
        pl.concat_str(pl.lit("c"), person, pl.lit("@example.org")).alias("email"),
        pl.concat_str(pl.lit("Article "), number % 50).alias("product"),
    ).write_csv(path)  # fmt: skip
    return path


@pytest.fixture(scope="session")
def big_file(tmp_path_factory) -> Path:
    """A file whose import takes some seconds: time enough to stop it, or its server, in the middle."""
    return write_orders(tmp_path_factory.mktemp("files") / "big.csv", BIG_ROWS)


@pytest.fixture(scope="session")
def file(tmp_path_factory) -> Path:
    """A file that is imported in a second or so, once the workspace is free."""
    return write_orders(tmp_path_factory.mktemp("files") / "orders.csv", FILE_ROWS)


class Hold:
    """Another program's unfinished change of the workspace: while it stands, an import runs on and can't end."""

    def __init__(self, workspace: Path) -> None:
        self.connection = sqlite3.connect(workspace, timeout=PATIENCE, isolation_level=None)

    def take(self) -> None:
        """Hold the workspace."""
        self.connection.execute("BEGIN IMMEDIATE")

    def release(self) -> None:
        """Let the import go on."""
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")


@pytest.fixture(scope="session")
def busy_server(serve):
    """A server that imports; each of its tests gives the workspace back empty."""
    return serve("empty")


@pytest.fixture
def hold(busy_server):
    """What holds the workspace from when a test takes it until it lets it go."""
    held = Hold(busy_server.workspace)
    yield held
    held.release()
    held.connection.close()


@pytest.fixture
def emptied(busy_server):
    """Take back whatever a test has stored."""
    yield busy_server
    store = Store(busy_server.workspace)
    while store.standing_batches():
        undo(store, undone_at=datetime(2026, 11, 2))


def import_past_the_server(server: Server, path: Path) -> None:
    """Store a file as another program would."""
    [candidate] = tables_of(path.name, path.read_bytes())
    commit(Store(server.workspace), candidate.checked(), imported_at=datetime(2026, 11, 1))
