"""Which files are workspaces, by which names they go, and that no job asks who looks on."""

import ast
import os
import sqlite3
from pathlib import Path

import pytest

from components import workspaces
from models.errors import Refused
from models.settings import save_settings
from models.store import SCHEMA_VERSION, Store, peek

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with the served workspace and much that is none."""
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(tmp_path / "served.db"))
    Store(tmp_path / "served.db")
    save_settings(Store(tmp_path / "north.db"), name="Harbour & Pine")
    Store(tmp_path / "north.backup-v2.db")
    (tmp_path / "notes.db").write_bytes(b"no database at all")
    (tmp_path / "nothing.db").write_bytes(b"")
    (tmp_path / "a folder.db").mkdir()
    connection = sqlite3.connect(tmp_path / "other program.db")
    connection.execute("CREATE TABLE workspace (name)")
    connection.close()
    newer = Store(tmp_path / "newer.db").connect()
    newer.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    newer.close()
    return tmp_path


def test_the_workspaces_of_the_folder_are_listed_and_nothing_else(folder):
    """No copy, no file of another program, none of a newer Rapport; the served one first, by the company's name."""
    assert [(one.name, one.served, one.seen.name) for one in workspaces.listed()] == [
        ("served", True, ""), ("north", False, "Harbour & Pine"),
    ]  # fmt: skip


def test_a_file_of_another_program_is_not_touched(folder):
    """Neither its bytes nor its time change, and no journal comes to stand beside it."""
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.glob("other*")}
    workspaces.listed()
    assert workspaces.find("other program") is None
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.glob("other*")} == before


@pytest.mark.parametrize("name", ["../outside/secret", "/etc/passwd", "..", "", "notes", "a folder", "north.db", "*", "nor?h", "north\0"])
def test_what_is_no_name_of_a_workspace_finds_none(name, folder):
    (folder.parent / "outside").mkdir(exist_ok=True)
    Store(folder.parent / "outside" / "secret.db")
    assert workspaces.find(name) is None


def test_a_name_finds_its_file(folder):
    assert workspaces.find("north") == folder / "north.db" and workspaces.find("served") == folder / "served.db"


@pytest.mark.parametrize("name", ["South 2", "north-west", "_", "Гавань", "港", "x" * 60])
def test_a_new_one_stands_in_the_folder(name, folder):
    file = workspaces.make(name)
    assert file.parent == folder and workspaces.find(name) == file and peek(file).imports == 0


@pytest.mark.parametrize("name", ["", "  ", "../x", "a/b", "a\\b", "x.db", ".hidden", "x" * 61, "a:b", "north", "notes", "a folder", "\n"])
def test_a_path_or_a_taken_name_is_refused(name, folder):
    files = sorted(os.listdir(folder))
    with pytest.raises(Refused):
        workspaces.make(name)
    assert sorted(os.listdir(folder)) == files


def test_a_free_name_is_counted_on(folder):
    assert workspaces.free_name("demonstration") == "demonstration"
    workspaces.make("demonstration")
    assert workspaces.free_name("demonstration") == "demonstration 2"


def test_a_peek_tells_what_is_in_it_and_changes_nothing(folder):
    """Not even an older version is brought up to date by being listed."""
    old = folder / "old.db"
    connection = sqlite3.connect(old)
    connection.executescript((ROOT / "tests" / "models" / "version_2.sql").read_text())
    connection.close()
    seen = peek(old)
    assert (seen.name, seen.imports, f"{seen.changed:%Y-%m-%d %H:%M}") == ("Harbour & Pine", 4, "2026-11-03 09:30")
    assert not list(folder.glob("old.backup*"))


def test_no_job_asks_which_workspace_somebody_looks_at():
    """A thread has no visitor: what a `work` needs of the workspace is taken before it begins."""
    guilty = []
    for path in sorted((ROOT / "components").rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef) and [argument.arg for argument in function.args.args] == ["job"]:
                calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
                asked = {ast.unparse(call) for call in calls} & {"workspace.store", "workspace.path", "store", "path", "workspaces.path"}
                if asked and function.name != "join":
                    guilty.append((path.name, function.name, asked))
    assert guilty == []
