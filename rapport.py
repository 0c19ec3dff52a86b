"""Rapport by the back door: the same house from the command line.

    python rapport.py serve   [--workspace FILE]
    python rapport.py import  FILE… [--workspace FILE] [--as SOURCE] [--map COLUMN=FIELD]… [--zone ZONE] …
    python rapport.py undo    [BATCH] [--workspace FILE]
    python rapport.py demo    FOLDER [--company NAME] [--customers N] [--seed N] [--without EFFECT]… [--set NAME=VALUE]… [--lever LEVER]…
    python rapport.py show    NAME [--workspace FILE] [--as-of DATE] [--where FIELD=VALUE]… [--option KEY=VALUE]…

With --json, one JSON document goes to standard output and nothing else; messages go to standard error.
Exit status: 0 done, 1 refused (nothing stored), 2 a wrong call.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import date, datetime
from pathlib import Path

from shows import SHOWS, WITHOUT_DATA, Asked, View

# Before NumPy is loaded: our matrices are small, and on a busy machine the threads that would share them wait for one another.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

DEFAULT_WORKSPACE = "rapport.db"


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options = _parser().parse_args(arguments)
    try:
        from analysis.errors import Refused as Unanswerable
        from models.errors import Refused

        if options.command == "serve":
            return serve(options)
    except ModuleNotFoundError as problem:
        print(
            f"Found a Python without the package {problem.name}; needed Rapport's own environment. "
            "Run the first command of README.md, or start .venv/bin/python rapport.py.",
            file=sys.stderr,
        )
        return 2
    try:
        return {"import": import_files, "undo": undo_batch, "demo": demo, "run": run, "show": show}[options.command](options)
    except BrokenPipeError:  # whoever reads the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (Refused, Unanswerable) as problem:
        print(problem, file=sys.stderr)
        if options.json:
            _print_json({"error": {"found": problem.found, "needed": problem.needed, "do": problem.do}})
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="rapport.py", description="Rapport: who stays, who leaves, and what it costs.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    workspace = argparse.ArgumentParser(add_help=False)
    workspace.add_argument(
        "--workspace",
        metavar="FILE",
        default=os.environ.get("RAPPORT_WORKSPACE", DEFAULT_WORKSPACE),
        help=f"the workspace's file (default: {DEFAULT_WORKSPACE} in this folder)",
    )
    as_json = argparse.ArgumentParser(add_help=False)
    as_json.add_argument("--json", action="store_true", help="print one JSON document")

    start = commands.add_parser("serve", parents=[workspace], help="start the app on this computer")
    start.add_argument("--port", type=int, default=8501)
    start.add_argument("--address", metavar="HOST", help="listen for others too; this computer alone, if not given")
    start.add_argument("--allow-host", action="append", default=[], metavar="NAME", help="a name under which others call this computer")
    start.add_argument("--no-browser", action="store_true", help="don't open a browser")

    what = "bring files: orders, customers, answers, complaints, spending …"
    bring = commands.add_parser("import", parents=[workspace, as_json], help=what)
    bring.add_argument("files", nargs="+", metavar="FILE")
    bring.add_argument(
        "--as", dest="source", metavar="SOURCE", help="what wrote the file, or its kind of table, if it is taken for something else"
    )
    bring.add_argument(
        "--map", action="append", default=[], type=_column_and_field, metavar="COLUMN=FIELD", help="read this column as that field"
    )
    bring.add_argument("--zone", help="the workspace's time zone, such as Europe/Berlin")
    bring.add_argument("--date-order", choices=("dmy", "mdy", "ymd"))
    bring.add_argument("--currency", metavar="CODE", help="for rows that name none")
    bring.add_argument("--shop", metavar="NAME", help="the shop that the order numbers belong to")
    bring.add_argument("--sheet", metavar="NAME", help="only this sheet of a workbook")
    bring.add_argument("--strict", action="store_true", help="refuse a file with a bad row")
    bring.add_argument("--dry-run", action="store_true", help="say what would happen; store nothing")

    back = commands.add_parser("undo", parents=[workspace, as_json], help="take back an import")
    back.add_argument("batch", nargs="?", type=int, metavar="BATCH", help="its number; the newest, if not given")

    make = commands.add_parser("demo", parents=[as_json], help="invent a company: its files, and the truth behind them")
    make.add_argument("folder", metavar="FOLDER")
    make.add_argument("--company", metavar="NAME", default="home-goods", help="home-goods, fuel, telecom or wholesale")
    make.add_argument("--customers", type=int, metavar="N", help="who order at least once")
    make.add_argument("--seed", type=int, default=23, metavar="N", help="the same seed gives the same bytes")
    make.add_argument("--without", action="append", default=[], metavar="EFFECT", help="don't plant this; everything: plant nothing")
    make.add_argument("--with", dest="also", action="append", default=[], metavar="EFFECT", help="plant this too")
    make.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a parameter of one's own, such as leave_mean=0.2")
    make.add_argument("--lever", action="append", default=[], metavar="LEVER", help='such as "attribute:Delivery on time=+0.5"')
    make.add_argument("--lever-from", type=date.fromisoformat, metavar="DATE", help="the day from which on levers are moved")

    what = "reckon a scenario that was saved and downloaded on the page What if"
    ask = commands.add_parser("run", parents=[workspace, as_json], help=what)
    ask.add_argument("scenario", metavar="SCENARIO.json")

    look = commands.add_parser("show", parents=[workspace, as_json], help="print a result")
    look.add_argument("name", choices=sorted(SHOWS), metavar="NAME", help=", ".join(sorted(SHOWS)))
    look.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="the data as it was through this day")
    look.add_argument("--where", action="append", default=[], type=_pair, metavar="FIELD=VALUE")
    look.add_argument(
        "--option",
        action="append",
        default=[],
        type=_pair,
        metavar="KEY=VALUE",
        help="period, kind, by, age, level, q, cycle_days, free_orders, currency, closed",
    )
    return parser


def _pair(text: str) -> tuple[str, str]:
    """Split at the first mark: a value may hold one, a name does not."""
    return _parted(text, *text.partition("="))


def _column_and_field(text: str) -> tuple[str, str]:
    """Split at the last mark: a file's header may hold one, a field's name does not."""
    return _parted(text, *text.rpartition("="))


def _parted(text: str, key: str, mark: str, value: str) -> tuple[str, str]:
    if not mark or not key:
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form NAME=VALUE")
    return key, value


def serve(options: argparse.Namespace) -> int:
    """Start the app, for this computer alone unless an address is given."""
    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.web import cli

    # A folder named pages/ makes a cold server take a deep link for a missing page of the old kind (docs/why.md).
    PagesManager.uses_pages_directory = False
    os.environ["RAPPORT_WORKSPACE"] = str(Path(options.workspace).absolute())
    app = Path(__file__).with_name("app.py")
    flags = [f"--server.port={options.port}", f"--server.headless={str(options.no_browser).lower()}"]
    if options.address:
        everywhere = options.address in ("0.0.0.0", "::", "*")
        names = ["127.0.0.1", "localhost", *([] if everywhere else [options.address]), *options.allow_host]
        if everywhere and not options.allow_host:
            print(
                "Found --address " + options.address + ", every network of this computer; needed the name under which others call it. "
                "Add --allow-host NAME.",
                file=sys.stderr,
            )
            return 2
        # The last name is the one to print: without it the server would ask another computer for its own address.
        flags += [f"--server.address={options.address}", f"--browser.serverAddress={names[-1]}"]
        flags += [f"--server.allowedHosts={name}" for name in names]
    sys.argv = ["streamlit", "run", str(app), *flags]
    return cli.main(standalone_mode=False) or 0


def import_files(options: argparse.Namespace) -> int:
    """Bring files into the workspace: the good rows are taken, the bad ones listed."""
    from models.store import Store

    store = Store(options.workspace)
    items: list[dict] = []
    stored_all = True
    # The truth of an invented company is of all its files: it comes last, wherever it stands.
    for file in sorted(options.files, key=lambda name: name.lower().endswith(".json")):
        found = _keep_truth(store, Path(file), options) or _import_file(store, Path(file), options)
        stored_all = stored_all and any("error" not in item for item in found)
        items += found
    if options.json:
        _print_json(items)
    else:
        for item in items:
            print(_said_of(item))
    return 0 if stored_all else 1


def _keep_truth(store, path: Path, options: argparse.Namespace) -> list[dict]:
    """Keep the truth of an invented company beside its imports; return nothing if the file is something else."""
    from models.errors import Refused
    from models.truth import keep_truth, read_truth

    try:
        told = read_truth(path.read_bytes()) if path.is_file() and path.suffix.lower() == ".json" else None
        if told is None:
            return []
        if not options.dry_run:
            keep_truth(store, told)
    except Refused as problem:
        return [_refused(path.name, None, problem)]
    nothing = {"added": {}, "updated": {}, "unchanged": {}, "ignored": [], "bad": [], "bad_rows": 0, "warnings": []}
    return [{"file": path.name, "sheet": None, "source": "truth", "kind": "truth", "rows": 1, "batch": None, **nothing}]


def _import_file(store, path: Path, options: argparse.Namespace) -> list[dict]:
    from functools import partial

    from models.errors import Refused
    from models.ingest.commit import commit
    from models.ingest.prepare import tables_of
    from models.ingest.reading import Said
    from models.ingest.remember import remembered
    from models.zone import zone_for

    try:
        if not path.is_file():
            raise Refused(found=f"no file {path}", needed="a file", do="check its name and folder")
        said = Said(
            source=options.source,
            mapping=dict(options.map),
            zone=zone_for(store, options.zone),
            date_order=options.date_order,
            currency=options.currency,
            shop=options.shop,
        )
        candidates = tables_of(path.name, path.read_bytes(), said, sheet=options.sheet, memory=partial(remembered, store))
    except Refused as problem:
        return [_refused(path.name, None, problem)]
    items = []
    for candidate in candidates:
        try:
            checked = candidate.checked()
            if options.strict and checked.bad:
                raise Refused(
                    found=f"{len(checked.bad)} rows that can't be read, the first in row {checked.bad[0].row}",
                    needed="none (--strict)",
                    do="correct them, or leave --strict out to take the good rows",
                )
            report = commit(store, checked, imported_at=datetime.now(), dry_run=options.dry_run)
            items.append(report.document())
        except Refused as problem:
            items.append(_refused(path.name, candidate.table.sheet, problem))
    return items


def _refused(file: str, sheet: str | None, problem) -> dict:
    print(f"{file}: {problem}", file=sys.stderr)
    return {"file": file, "sheet": sheet, "batch": None, "error": problem.document()}


def _said_of(item: dict) -> str:
    if "error" in item:
        return f"{item['file']}: nothing was stored"
    if item["kind"] == "truth":
        return f"{item['file']}: what is true of its company, kept beside its imports"
    parts = [f"{n} {entity} {word}" for word in ("added", "updated", "unchanged") for entity, n in item[word].items() if n]
    left_out = "".join(f"\n  {i['rows']} rows: {i['reason']}" for i in item["ignored"])
    bad = "".join(f"\n  row {b['row']}, {b['column']}: found {b['found']}, needed {b['needed']}" for b in item["bad"][:20])
    more = f"\n  and {item['bad_rows'] - 20} more rows that can't be read" if item["bad_rows"] > 20 else ""
    warnings = "".join(f"\n  note: {warning}" for warning in item["warnings"])
    number = "nothing stored" if item["batch"] is None else f"import {item['batch']}"
    return f"{item['file']}: {item['source']}, {number}: {', '.join(parts) or 'nothing new'}{left_out}{bad}{more}{warnings}"


def undo_batch(options: argparse.Namespace) -> int:
    """Take back an import."""
    from models.store import Store
    from models.undo import undo

    batch = undo(Store(options.workspace), options.batch, undone_at=datetime.now())
    if options.json:
        _print_json({"batch": batch.id, "file": batch.file, "undone_at": batch.undone_at})
    else:
        print(f"import {batch.id} ({batch.file}) is undone")
    return 0


def demo(options: argparse.Namespace) -> int:
    """Write a demonstration company's files, and say what is in them."""
    import sample_data
    from models.errors import Refused

    try:
        truth = sample_data.write(
            Path(options.folder),
            trade=sample_data.trade_of(options.company),
            customers=options.customers,
            seed=options.seed,
            without=options.without,
            also=options.also,
            changed=sample_data.read(options.set),
            levers=options.lever,
            lever_from=options.lever_from,
        )
    except ValueError as problem:
        found, _, needed = str(problem).partition("; needed ")
        raise Refused(found=found.removeprefix("found "), needed=needed, do="correct it") from problem
    except OSError as problem:
        raise Refused(found=f"{options.folder}: {problem.strerror}", needed="a folder to write to", do="name another one") from problem
    if options.json:
        _print_json(truth)
    else:
        print("\n".join(sample_data.said(truth, options.folder)))
    return 0


def show(options: argparse.Namespace) -> int:
    """Print a result: what analysis returns, field by field."""
    from analysis.document import document
    from models.errors import Refused

    make, allowed, filtered = SHOWS[options.name]
    unknown = sorted(set(dict(options.option)) - allowed)
    if unknown:
        raise Refused(
            found=f"the option {unknown[0]} of show {options.name}", needed="one of " + ", ".join(sorted(allowed)), do="correct it"
        )
    if options.where and not filtered:
        raise Refused(found=f"--where with show {options.name}", needed="none: it is about all customers", do="leave it out")
    free = options.name in WITHOUT_DATA
    seen = Asked(options.option) if free else _looked_at(options, options.as_of, options.option, options.where)
    _print_result(document(make(seen)), options)
    return 0


def run(options: argparse.Namespace) -> int:
    """Reckon a scenario on the workspace as it is now: the same file and the same data give the same numbers."""
    from analysis.document import document
    from analysis.whatif.outcome import outcome
    from analysis.whatif.scenario import of_file
    from models.errors import Refused
    from shows.whatif import basis

    path = Path(options.scenario)
    try:
        content = json.loads(path.read_bytes())
    except OSError as problem:
        raise Refused(found=f"{path}: {problem.strerror}", needed="a scenario's file", do="check its name and folder") from problem
    except ValueError as problem:
        raise Refused(found=f"{path.name}, which is no JSON", needed="a scenario's file", do="download it on the page Compare") from problem
    scenario = of_file(content)
    result = document(outcome(basis(_looked_at(options), scenario.field), scenario.settings, scenario.options))
    _print_result(result, options)
    return 0


def _looked_at(options: argparse.Namespace, *view) -> View:
    """The workspace as somebody asks for it; one that isn't there is not made."""
    from models.errors import Refused

    if not Path(options.workspace).is_file():
        raise Refused(found=f"no workspace {options.workspace}", needed="one with orders", do="import a file first")
    return View(options.workspace, *(view or (None, [], [])))


def _print_result(result, options: argparse.Namespace) -> None:
    _print_json(result) if options.json else print(json.dumps(result, indent=1, ensure_ascii=False))


def _print_json(value) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    sys.exit(main())
