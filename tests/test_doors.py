"""The doors of the house: which room may ask which, and what may stand where. Imports inside functions and relative ones count."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("analysis", "models", "components", "pages", "sample_data", "app", "rapport", "shows")
#: From a room to the rooms that it may ask, itself aside.
DOORS = {
    "pages": {"components", "analysis"},
    "app": {"components", "analysis"},
    "components": {"analysis", "models", "sample_data"},
    "rapport": {"shows", "analysis", "models", "sample_data"},
    "shows": {"analysis", "models"},
    "sample_data": set(),
    "analysis": set(),
    "models": set(),
}
SHOWING = {"streamlit", "plotly"}
#: Each brings a SQLite of its own, or opens files for others.
OTHER_SQLITES = {"duckdb", "adbc_driver_sqlite", "adbc_driver_manager", "connectorx", "apsw", "aiosqlite", "pysqlite3"}
TYPES_OF_SQLITE = {"Connection", "Cursor", "Row", "Error", "DatabaseError", "OperationalError", "IntegrityError"}
CLOCKS = {"now", "today", "utcnow", "time", "time_ns", "monotonic", "perf_counter"}
INPUT_AND_OUTPUT = {
    "open",
    "print",
    "input",
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "read_csv",
    "read_parquet",
    "write_csv",
    "write_parquet",
    "read_database",
    "scan_csv",
    "scan_parquet",
}
OUTSIDE_MODULES = {
    "os",
    "io",
    "pathlib",
    "sqlite3",
    "sqlalchemy",
    "sqlmodel",
    "socket",
    "urllib",
    "http",
    "requests",
    "subprocess",
    "time",
    "streamlit",
    "plotly",
    "tempfile",
    "shutil",
}


def imports(source: str, module: str, *, package: bool = False) -> set[str]:
    """Return the modules that a source imports, by their whole names, wherever in it the import stands."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parts = module.split(".") if package else module.split(".")[:-1]
            base = parts[: len(parts) - node.level + 1] if node.level else []
            origin = ".".join([*base, *([node.module] if node.module else [])])
            found |= {origin} | {f"{origin}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Call) and _called(node) in ("import_module", "__import__") and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant):
                found.add(first.value)
            elif isinstance(first, ast.JoinedStr) and isinstance(first.values[0], ast.Constant):
                found.add(first.values[0].value.rstrip("."))
    return found


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


@cache
def sources() -> dict[str, tuple[str, Path]]:
    """{module: (source, path)} of every room."""
    found = {}
    for room in ROOMS:
        paths = [ROOT / f"{room}.py"] if (ROOT / f"{room}.py").exists() else sorted((ROOT / room).rglob("*.py"))
        for path in paths:
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            found[name.removesuffix(".__init__")] = (path.read_text(encoding="utf-8"), path)
    return found


def asked(module: str) -> set[str]:
    source, path = sources()[module]
    return imports(source, module, package=path.name == "__init__.py")


def room_of(module: str) -> str:
    return module.split(".")[0]


def wrong_doors(module: str, names: set[str]) -> set[str]:
    """Return the rooms that a module asks and may not."""
    rooms = {room_of(name) for name in names} & set(ROOMS)
    return rooms - DOORS[room_of(module)] - {room_of(module)}


def opens_sqlite(source: str) -> set[str]:
    """Return what a source does with a SQLite file, beyond naming its types."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == "sqlite3"
            and node.attr not in TYPES_OF_SQLITE
        ):
            found.add(f"sqlite3.{node.attr}")
        if isinstance(node, ast.ImportFrom) and node.module == "sqlite3":
            found |= {f"sqlite3.{alias.name}" for alias in node.names if alias.name not in TYPES_OF_SQLITE}
        if isinstance(node, ast.Call) and _called(node) in ("create_engine", "create_async_engine", "read_database_uri", "read_sql"):
            found.add(_called(node))
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = {alias.name for alias in node.names} if isinstance(node, ast.Import) else {node.module or ""}
            found |= {room_of(name) for name in names} & OTHER_SQLITES
    return found


def impure(source: str) -> set[str]:
    """Return the clocks, files and outside modules that a source uses."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _called(node) in CLOCKS | INPUT_AND_OUTPUT:
            found.add(_called(node))
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = {alias.name for alias in node.names} if isinstance(node, ast.Import) else {node.module or ""}
            found |= {room_of(name) for name in names} & OUTSIDE_MODULES
    return found


def test_the_house_was_walked():
    """Every room has modules, so that what follows is about something."""
    assert {room_of(module) for module in sources()} == set(ROOMS)
    assert {"models.store", "models.ingest.sources.shopify", "analysis.retention", "components.charts.retention"} <= set(sources())
    assert "models.ingest.sources" in asked("models.ingest.source")


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_ask_only_through_their_doors(room):
    """pages → components, analysis; components → analysis, models, sample_data; analysis and models nobody."""
    wrong = {module: wrong_doors(module, asked(module)) for module in sources() if room_of(module) == room}
    assert {module: rooms for module, rooms in wrong.items() if rooms} == {}


def test_tests_and_bench_are_asked_by_nobody():
    """The app runs without them."""
    assert {module for module in sources() if {"tests", "bench", "docs"} & {room_of(name) for name in asked(module)}} == set()


def test_only_the_showing_rooms_know_streamlit_and_plotly():
    """components, pages and app.py; besides, `rapport.py serve` starts Streamlit, inside its function."""
    found = {
        module: {room_of(name) for name in asked(module)} & SHOWING
        for module in sources()
        if room_of(module) not in ("components", "pages", "app")
    }
    assert {module: names for module, names in found.items() if names} == {"rapport": {"streamlit"}}
    tree = ast.parse(sources()["rapport"][0])
    places = [
        function.name
        for function in tree.body
        if isinstance(function, ast.FunctionDef)
        if "streamlit" in {room_of(name) for name in imports(ast.unparse(function), "rapport")}
    ]
    assert places == ["serve"]
    assert "streamlit" not in {
        room_of(name)
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in imports(ast.unparse(node), "rapport")
    }


def reached(module: str) -> set[str]:
    """Return our modules that a module loads, its packages included, by way of others too."""
    seen, left = set(), [module]
    while left:
        current = left.pop()
        if current in seen or current not in sources():
            continue
        seen.add(current)
        left += [name for name in asked(current)]
        left += [".".join(current.split(".")[:n]) for n in range(1, current.count(".") + 1)]
    return seen


@pytest.mark.parametrize("module", sorted(name for name in sources() if name.startswith("components.charts")))
def test_charts_know_no_streamlit(module):
    """A chart is a result in and a Figure out: neither it nor what it loads imports Streamlit."""
    guilty = {name for name in reached(module) if "streamlit" in {room_of(found) for found in asked(name)}}
    assert guilty == set()


def test_only_the_store_opens_the_workspace():
    """models/store.py alone connects; others name sqlite3's types at most, and no second SQLite library is in the house."""
    found = {module: opens_sqlite(source) for module, (source, _) in sources().items()}
    assert {module for module, uses in found.items() if uses} == {"models.store"}
    assert found["models.store"] >= {"sqlite3.connect", "create_engine"}


@pytest.mark.parametrize("module", sorted(name for name in sources() if room_of(name) == "analysis"))
def test_analysis_has_no_clock_no_file_and_no_sql(module):
    """“Today” is an argument, data come in and results go out."""
    assert impure(sources()[module][0]) == set()


@pytest.mark.parametrize("room", ["analysis", "models", "components", "pages"])
def test_no_module_is_a_drawer_for_everything(room):
    """No utils, no helpers, and no file of 400 lines."""
    ours = {module: source for module, (source, _) in sources().items() if room_of(module) == room}
    assert {module for module in ours if module.split(".")[-1] in ("utils", "helpers", "common", "misc")} == set()
    assert {module: source.count("\n") for module, source in ours.items() if source.count("\n") >= 400} == {}


PLANTED = {
    "a page that asks the store": ("pages.retention", "from models.store import Store"),
    "a page that asks it in a function": ("pages.retention", "def show():\n    import models.store"),
    "a relative import upwards": ("analysis.retention", "from ..models import store"),
    "models that asks analysis by name": ("models.frames", "from importlib import import_module\nimport_module('analysis.stages')"),
    "models that asks analysis by a made-up name": ("models.frames", "from importlib import import_module\nimport_module(f'analysis.{x}')"),
    "sample data that asks models": ("sample_data.make", "import models.columns as c"),
    "a component that asks a page": ("components.frame", "if True:\n    from pages import overview"),
}


@pytest.mark.parametrize("case", PLANTED)
def test_a_planted_import_through_the_wall_is_found(case):
    """These tests can fail: each kind of import is seen."""
    module, source = PLANTED[case]
    assert wrong_doors(module, imports(source, module))


@pytest.mark.parametrize(
    ("check", "source"),
    [
        (opens_sqlite, "import sqlite3\nsqlite3.connect('x')"),
        (opens_sqlite, "from sqlite3 import connect"),
        (opens_sqlite, "import duckdb"),
        (opens_sqlite, "def f():\n    from connectorx import read_sql"),
        (impure, "from datetime import datetime\ndatetime.now()"),
        (impure, "import datetime as d\nd.date.today()"),
        (impure, "with open('x') as f: pass"),
        (impure, "from pathlib import Path"),
        (impure, "def f():\n    import sqlite3"),
        (impure, "import polars as pl\npl.read_csv('x')"),
    ],
)
def test_a_planted_clock_file_or_connection_is_found(check, source):
    """And so is each of what the pure rooms may not do."""
    assert check(source)


def test_naming_sqlites_types_opens_nothing():
    """An annotation is no connection."""
    assert opens_sqlite("import sqlite3\ndef f(connection: sqlite3.Connection) -> sqlite3.Row: ...") == set()
