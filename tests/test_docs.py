"""The documents say what the code does: commands, columns, dependencies, links."""

import json
import re
import shlex
from pathlib import Path

import pytest

import rapport
from docs import make

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
WHY = (ROOT / "docs/why.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("sample_data/*.md"), *ROOT.glob("bench/*.md")])
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")

FIRST = ("python3 -m venv .venv && .venv/bin/python -m pip install --quiet -r requirements.txt"
         " && .venv/bin/python rapport.py serve")  # fmt: skip
SECOND = ("python3 -m venv .venv && .venv/bin/python -m pip install --quiet -r requirements-dev.txt"
          " && .venv/bin/python -m pytest")  # fmt: skip


def blocks(text: str) -> list[str]:
    """The lines that stand indented as code."""
    return [line.strip() for line in text.splitlines() if line.startswith("    ")]


def windows(command: str) -> str:
    """The same command for Windows."""
    return command.replace("python3 -m", "py -m").replace(" &&", ";").replace(".venv/bin/", ".venv\\Scripts\\")


def calls(text: str) -> list[list[str]]:
    """The calls of rapport.py in a document, as its parser gets them."""
    parts = [part.strip() for line in blocks(text) for part in re.split(r"&&|;", line)]
    return [shlex.split(part.partition("rapport.py")[2]) for part in parts if "rapport.py" in part]


def dependencies() -> set[str]:
    """The names in the requirements files, as people write them."""
    lines = [line for name in REQUIREMENTS for line in (ROOT / name).read_text(encoding="utf-8").splitlines()]
    return {re.match(r"[A-Za-z0-9._-]+", line)[0] for line in lines if line and not line.startswith(("#", "-"))}


def test_data_page_is_what_the_columns_and_sources_say():
    """If this fails, run `python -m docs.make`."""
    assert make.PAGE.read_text(encoding="utf-8") == make.page()


@pytest.mark.parametrize("command", [FIRST, SECOND])
def test_readme_has_both_commands_with_their_windows_equivalents(command):
    assert command in blocks(README)
    assert windows(command) in blocks(README)


def test_ci_runs_the_second_command():
    script = ROOT / ".ci/run"
    if not script.exists():
        pytest.skip("no .ci/run here")
    assert SECOND in script.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("call", calls(README), ids=" ".join)
def test_readmes_commands_parse(call):
    assert rapport._parser().parse_args(call).command == call[0]


def test_readme_shows_every_command_and_every_name_of_show():
    assert {call[0] for call in calls(README)} == {"serve", "import", "undo", "demo", "show"}
    assert {call[1] for call in calls(README) if call[0] == "show"} == set(rapport.SHOWS)


def test_readmes_examples_print_what_it_says(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    said = re.findall(r"^```(?:json)?\n(.*?)\n```$", README, flags=re.DOTALL | re.MULTILINE)
    workspace = ["--workspace", str(tmp_path / "harbour.db")]
    assert rapport.main(["import", "sample_data/small/shopify_orders.csv", *workspace]) == 0
    assert capsys.readouterr().out.strip() == said[0]
    assert rapport.main(["show", "retention", "--json", *workspace]) == 0
    assert json.loads(capsys.readouterr().out)["pooled"][1] == pytest.approx(json.loads(said[1]))
    for call in calls(README):
        if call[0] == "show" or (call[0] == "import" and call[1].endswith(("surveymonkey.csv", "truth.json"))):
            place = call.index("--workspace") + 1
            assert rapport.main([*call[:place], workspace[1], *call[place + 1 :]]) == 0
    capsys.readouterr()
    assert rapport.main(["undo", *workspace]) == 0


def test_every_dependency_has_its_reason_in_one_line():
    reasons = {name: line for name, line in re.findall(r"^- `([^`]+)`: (.+)$", WHY, flags=re.MULTILINE)}
    assert set(reasons) == dependencies()


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_dependency_is_bounded_on_both_sides(name):
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "-")):
            assert "==" in line or line.startswith("tzdata>=") or (">=" in line and "<" in line), line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files_and_headings_that_exist(page):
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target:
            continue
        path, _, heading = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), target
        if heading:
            titles = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
            assert heading in {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}, target


def test_files_that_the_documents_name_are_there():
    """Paths in backquotes: a room's file that was renamed must be renamed here too."""
    rooms = "analysis|components|models|pages|tests|sample_data|docs"
    for page in PAGES:
        for path in re.findall(rf"`((?:{rooms})/[\w/.]*)`", page.read_text(encoding="utf-8")):
            assert (ROOT / path).exists(), f"{page.name}: {path}"
