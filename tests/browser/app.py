"""A server as a person starts it, a tab of the app, and where each page stands: no sleeps, only waits on a condition."""

import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from tests.pages.titles import START
from tests.pages.titles import TITLES as QUESTIONS

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
#: From a page's address to its question; nobody is led to *Ask* by the menu.
TITLES = {"/" if page == "overview" else f"/{page}": title for page, title in QUESTIONS.items() if page != "ask"}
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


def orders_in(server: Server) -> int:
    """Count the orders of a server's workspace, past the server."""
    connection = sqlite3.connect(f"{server.workspace.as_uri()}?mode=ro", uri=True)
    try:
        return connection.execute("SELECT count(*) FROM orders").fetchone()[0]
    finally:
        connection.close()
