"""A real server on a free port of this computer and a real browser. No sleeps: only waits on a condition."""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from datetime import datetime
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from playwright.sync_api import Page, TimeoutError, expect, sync_playwright

from models.ingest.commit import commit
from models.ingest.prepare import tables_of
from models.store import Store
from models.undo import undo
from tests.demonstration import bring
from tests.pages.shops import SHOPS

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds; a busy machine is slow, a broken page is broken for ever
# Below a deep link Streamlit looks for these two to find its base path; a 404 is part of the protocol.
EXPECTED_404 = ("/_stcore/health", "/_stcore/host-config")
#: A click reaches the server a moment after it was made: what counts is that nothing has moved for that long.
QUIET_MS = 200
IDLE = """(quiet) => { const app = document.querySelector('[data-testid="stApp"]');
  const idle = app && app.dataset.testScriptState === 'notRunning' && app.dataset.testConnectionState === 'CONNECTED'
    && !document.querySelector('[data-stale="true"]') && !document.querySelector('[data-testid="stSkeleton"]')
    && document.getAnimations().every(x => x.playState !== 'running' || x.effect.getTiming().iterations === Infinity);
  if (!idle) window.idleSince = 0; else window.idleSince ||= performance.now();
  return idle && performance.now() - window.idleSince >= quiet }"""
TITLES = {
    "/": "What should we fix first?",
    "/retention": "Who stays?",
    "/leaving": "When do they leave?",
    "/money": "What do those who stay bring?",
    "/value": "What is a customer worth?",
    "/ways": "Which ways do they take, and how far do they come?",
    "/stages": "Where are our customers, and which way do they move?",
    "/loyalty": "How loyal are they, and what does it rest on?",
    "/partners": "How do our accounts and partners stand?",
    "/programmes": "Does the programme keep customers, or did the loyal join it?",
    "/satisfaction": "What should we do better?",
    "/answers": "How far can we trust these answers?",
    "/complaints": "What goes wrong, and do we put it right?",
    "/employees": "How do our own people see their work?",
    "/whatif": "What would it be worth?",
    "/business_case": "Does the programme pay, and are we on course?",
    "/next_euro": "Where does the next euro go?",
    "/compare": "Which one is worth more?",
    "/calculator": "What is keeping a customer worth?",
    "/lessons": "What will you find out?",
    "/companies": "Does Rapport find what is true?",
    "/glossary": "What does this word mean?",
    "/data": "What did your company record?",
}
START = "Where do we lose customers, and what does it cost us?"  # the overview without any order
MENU = {
    "/": "Overview",
    "/retention": "Retention",
    "/leaving": "Leaving",
    "/money": "Money",
    "/value": "Value",
    "/stages": "Stages",
    "/ways": "Ways",
    "/loyalty": "Loyalty",
    "/partners": "Partners",
    "/programmes": "Programmes",
    "/satisfaction": "Satisfaction",
    "/answers": "Answers",
    "/complaints": "Complaints",
    "/employees": "Employees",
    "/whatif": "What if",
    "/next_euro": "Next euro",
    "/business_case": "Business case",
    "/compare": "Compare",
    "/calculator": "Calculator",
    "/lessons": "Lessons",
    "/companies": "Companies",
    "/glossary": "Glossary",
    "/data": "Data",
}

#: Under which word of the menu a page is found; the others stand in it by themselves.
SECTIONS = {
    "What satisfies": ("/satisfaction", "/answers", "/complaints", "/employees"),
    "How loyal they are": ("/stages", "/ways", "/loyalty", "/partners", "/programmes"),
    "Who stays": ("/retention", "/leaving"),
    "What it brings": ("/money", "/value", "/whatif", "/next_euro", "/business_case", "/compare", "/calculator"),
    "Learn": ("/lessons", "/companies", "/glossary"),
}

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


class Server:
    """Rapport as a person starts it, on one workspace."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.log = workspace.with_suffix(".log")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [sys.executable, "rapport.py", "serve", "--no-browser", "--port", str(self.port), "--workspace", str(self.workspace)]
        with self.log.open("ab") as out:
            environment = os.environ | {"PYTHONUNBUFFERED": "1", "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none"}
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"no server ({self.process.poll()}):\n{self.log.read_text()}")
            time.sleep(0.05)  # between two looks at it, bounded by the deadline

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.base}/_stcore/health", timeout=1) as answer:
                return answer.read() == b"ok"
        except OSError:
            return False

    def end(self) -> None:
        """Ask it to end, and see to it."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def kill(self) -> None:
        """End it the hard way, as a power cut would."""
        self.process.kill()
        self.process.wait()


class App:
    """A tab of the app, and everything that went wrong in it."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page, self.server, self.base = page, server, server.base
        self.problems: list[str] = []
        self.requests: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("console", self._console)
        page.on("request", self._request)
        page.on("websocket", lambda socket: self._asked(socket.url))

    def _console(self, message) -> None:
        url = (message.location or {}).get("url", "")
        if message.type == "error" and not ("404" in message.text and url.endswith(EXPECTED_404)):
            self.problems.append(f"console: {message.text} {url}")

    def _request(self, request) -> None:
        self._asked(request.url)

    def _asked(self, url: str) -> None:
        self.requests.append(url)
        if not url.startswith((f"{self.base}/", f"{self.base.replace('http', 'ws')}/", "data:", f"blob:{self.base}/")):
            self.problems.append(f"a request that leaves this computer: {url}")

    def open(self, path: str, heading: str | None = None) -> "App":
        """Open a page by its address."""
        self.page.goto(self.base + path)
        self.sees(heading or self.heading(path))
        return self

    def go(self, path: str, heading: str | None = None) -> None:
        """Open a page by the menu."""
        self.menu(path)
        self.sees(heading or self.heading(path))

    def menu(self, path: str) -> None:
        """Choose a page in the menu, and don't wait for it."""
        within = next((name for name, paths in SECTIONS.items() if path in paths), None)
        if within:
            self.page.get_by_test_id("stTopNavSection").filter(has_text=within).click()
        link = self.page.get_by_test_id("stTopNavDropdownLink" if within else "stTopNavLink")
        link.filter(has_text=re.compile(f"^{re.escape(MENU[path])}$")).click()

    def heading(self, path: str) -> str:
        """Return the question of a page, as the workspace stands."""
        path = path.partition("?")[0]
        return START if path == "/" and not orders_in(self.server) else TITLES[path]

    def sees(self, heading: str) -> None:
        """Wait for a page and for its rest."""
        expect(self.page.get_by_role("heading", name=heading, exact=True, level=1)).to_be_visible()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing moves; fail on an exception that the page shows."""
        self.page.evaluate("window.idleSince = 0")
        self.page.wait_for_function(IDLE, arg=QUIET_MS, timeout=PATIENCE * 1000)
        assert not self.page.get_by_test_id("stException").all_inner_texts()

    def press(self, name: str) -> None:
        """Press a button by its words."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def choose(self, name: str) -> None:
        """Choose one of a few that stand side by side."""
        self.page.get_by_role("radio", name=name, exact=True).click()
        expect(self.page.get_by_role("radio", name=name, exact=True)).to_be_checked()
        self.settle()

    def pick(self, label: str, option: str) -> None:
        """Choose an option of a box; a list that opens while the page still settles closes again."""
        box, choice = self.page.get_by_role("combobox", name=label), self.page.get_by_role("option", name=option, exact=True)
        for _try in range(10):
            box.click()
            try:
                choice.wait_for(timeout=3000)
                break
            except TimeoutError:
                self.page.keyboard.press("Escape")
        choice.click()
        self.settle()

    def bring(self, path: Path) -> None:
        """Give the data page a file, and wait until it was read."""
        self.page.locator('[data-testid="stFileUploader"] input[type=file]').set_input_files(path)
        self.sees("Is this what you meant to bring?")

    def save(self, key: str, line: str, folder: Path) -> Path:
        """Open the menu under a picture or a table by the keyboard, choose a line of it, and return the file."""
        button = self.page.locator(f".st-key-along-{key}").get_by_role("button")
        button.focus()
        button.press("Enter")
        choice = self.page.get_by_role("button", name=line, exact=True)
        expect(choice).to_be_visible()
        choice.focus()
        with self.page.expect_download() as saved:
            choice.press("Enter")
        path = folder / saved.value.suggested_filename
        saved.value.save_as(path)
        self.page.keyboard.press("Escape")
        expect(choice).not_to_be_visible()
        return path

    def answer(self) -> str:
        """Return the answer on top of the page, as it is read."""
        return self.page.locator('[class*="st-key-answer"]').first.inner_text().replace("\u00a0", " ")

    def stored(self, words: str) -> None:
        """Wait until a job is over and said so."""
        expect(self.page.get_by_test_id("stAlert").filter(has_text=words)).to_be_visible()
        self.settle()


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


def orders_in(server: Server) -> int:
    """Count the orders of a server's workspace, past the server."""
    connection = sqlite3.connect(f"{server.workspace.as_uri()}?mode=ro", uri=True)
    try:
        return connection.execute("SELECT count(*) FROM orders").fetchone()[0]
    finally:
        connection.close()


def import_past_the_server(server: Server, path: Path) -> None:
    """Store a file as another program would."""
    [candidate] = tables_of(path.name, path.read_bytes())
    commit(Store(server.workspace), candidate.checked(), imported_at=datetime(2026, 11, 1))
