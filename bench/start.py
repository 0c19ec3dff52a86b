"""From the command to the first page in a browser."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

from bench.clock import ROOT


def measure() -> dict:
    """From the command to the first page in a browser, on an installed machine."""
    import shutil
    import socket

    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    seconds = []
    with sync_playwright() as pw, tempfile.TemporaryDirectory() as folder:
        browser = pw.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for _ in range(3):
            begun = time.perf_counter()
            server = subprocess.Popen(
                [sys.executable, "rapport.py", "serve", "--no-browser", f"--port={port}", f"--workspace={folder}/w.db"],
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            while not _answers(port):
                time.sleep(0.02)
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{port}/")
            page.get_by_role("heading", level=1).wait_for(timeout=30_000)
            page.get_by_role("heading", name="Bring your files").wait_for(timeout=30_000)
            seconds.append(time.perf_counter() - begun)
            page.close()
            server.terminate()
            server.wait()
        browser.close()
    return {"start_s": statistics.median(seconds)}


def _answers(port: int) -> bool:
    from urllib.error import URLError
    from urllib.request import urlopen

    try:
        with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1) as answer:
            return answer.status == 200
    except (URLError, OSError):
        return False


def rows(seen: dict) -> list[tuple]:
    """Tell what was seen."""
    return [("command to the first page in a browser", f"{seen['start_s']:.1f} s", "", "", "under 5 s")]


PARTS = {"start": measure}
