"""Rapport by the back door: the same house from the command line.

    python rapport.py serve   [--workspace FILE]
    python rapport.py import  FILE… [--workspace FILE] [--as SOURCE] [--map COLUMN=FIELD]… [--zone ZONE] …
    python rapport.py undo    [BATCH] [--workspace FILE]
    python rapport.py demo    FOLDER [--company NAME] [--customers N] [--seed N] [--without EFFECT]… [--lever LEVER]…
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
        return {"import": import_files, "undo": undo_batch, "demo": demo, "show": show}[options.command](options)
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

    run = commands.add_parser("serve", parents=[workspace], help="start the app on this computer")
    run.add_argument("--port", type=int, default=8501)
    run.add_argument("--address", metavar="HOST", help="listen for others too; this computer alone, if not given")
    run.add_argument("--allow-host", action="append", default=[], metavar="NAME", help="a name under which others call this computer")
    run.add_argument("--no-browser", action="store_true", help="don't open a browser")

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
    make.add_argument("--lever", action="append", default=[], metavar="LEVER", help='such as "attribute:Delivery on time=+0.5"')
    make.add_argument("--lever-from", type=date.fromisoformat, metavar="DATE", help="the day from which on levers are moved")

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
    if not Path(options.workspace).is_file():
        raise Refused(found=f"no workspace {options.workspace}", needed="one with orders", do="import a file first")
    result = document(make(_View(options)))
    _print_json(result) if options.json else print(json.dumps(result, indent=1, ensure_ascii=False))
    return 0


class _View:
    """The workspace as `show` asks for it."""

    def __init__(self, options: argparse.Namespace) -> None:
        from models.store import Store

        self.store = Store(options.workspace)
        self.settings = self.store.settings()
        self.chosen = dict(options.option)
        self.as_of = options.as_of or (date.fromisoformat(self.settings.as_of) if self.settings.as_of else None)
        self.free_orders = self.chosen.get("free_orders", "yes") not in ("no", "false", "0")
        self.where: dict[str, list[str]] = {}
        for field, value in options.where:
            self.where.setdefault(field, []).append(value)

    def number(self, key: str, otherwise: float | None) -> float | None:
        """Return an option as a number."""
        if key not in self.chosen:
            return otherwise
        try:
            return float(self.chosen[key])
        except ValueError:
            from models.errors import Refused

            raise Refused(found=f"{key}={self.chosen[key]}", needed="a number", do="write it as 0.95 or 30") from None

    def company(self):
        """Return the frames and the company, None where there is no order."""
        from analysis.company import company
        from models.frames import frames
        from models.traits import traits

        read, known = frames(self.store), traits(self.store)
        closed = set(json.loads(self.settings.closed_shops)) | {self.chosen[k] for k in ("closed",) if k in self.chosen}
        found = company(
            read.orders,
            read.refunds,
            read.customers,
            as_of=self.as_of,
            closed=closed,
            free_orders=self.free_orders,
            cycle_days=self.number("cycle_days", self.settings.cycle_days),
            digits=read.digits,
            memberships=known.memberships,
            overall=known.overall,
        )
        return read, found

    def company_with_orders(self):
        """Return the company, or say that there is none."""
        from models.errors import Refused

        _, found = self.company()
        if found is None:
            raise Refused(found="no orders in the workspace", needed="at least one", do="import a file of orders")
        return found


def _show_workspace(view: _View):
    from analysis.workspace import summary
    from models.answers import answers

    read, found = view.company()
    return summary(
        read.orders,
        read.refunds,
        read.customers,
        zone=view.settings.zone,
        as_of=found and found.as_of,
        revision=read.revision,
        batches=view.store.standing_batches(),
        digits=read.digits,
        free_orders=view.free_orders,
        answers=answers(view.store),
    )


def _show_retention(view: _View):
    from analysis.retention import retention

    found = view.company_with_orders()
    return retention(
        found.activity(view.chosen.get("period", "month")),
        kind=view.chosen.get("kind", "active"),
        mask=found.mask(view.where),
        usual_gap_days=found.usual_gap.days,
        level=view.number("level", 0.95),
    )


def _show_groups(view: _View):
    from analysis.groups import chosen, groups
    from models.errors import Refused

    found, field = view.company_with_orders(), view.chosen.get("by")
    if field is None:
        raise Refused(
            found="no field to compare by",
            needed="one of " + ", ".join(found.fields()),
            do="add --option by=NAME; --where NAME=VALUE of the same field names the groups",
        )
    values = view.where.pop(field, [])
    age = view.number("age", None)
    return groups(
        found.activity(view.chosen.get("period", "month")),
        chosen(found.attributes, field, values, among=found.mask(view.where)),
        field=field,
        kind=view.chosen.get("kind", "active"),
        age=None if age is None else int(age),
        usual_gap_days=found.usual_gap.days,
        level=view.number("level", 0.95),
    )


def _show_overview(view: _View):
    from analysis.overview import overview
    from models.spending import spending

    found = view.company_with_orders()
    return overview(
        found.orders,
        found.refunds,
        found.customers,
        found.occasions,
        period=view.chosen.get("period", "month"),
        as_of=found.as_of,
        currency=view.chosen.get("currency"),
        cycle_days=view.number("cycle_days", view.settings.cycle_days),
        level=view.number("level", 0.95),
        spend=spending(view.store).spend,
    )


def _show_findings(view: _View):
    from analysis.findings import findings
    from models.answers import answers
    from models.spending import spending

    return findings(
        view.company_with_orders(),
        answers=answers(view.store),
        spend=spending(view.store).spend,
        currency=view.chosen.get("currency"),
        level=view.number("level", 0.95),
        q=view.number("q", 0.05),
    )


def _show_health(view: _View):
    from analysis.health import health
    from models.answers import answers
    from models.reach import reach

    there = reach(view.store)
    return health(
        view.company_with_orders(),
        there.tables,
        answers(view.store).responses,
        left_out=there.left_out,
        currency=view.chosen.get("currency"),
    )


def _show_survival(view: _View):
    from analysis.staying import groups, staying
    from models.contacts import contacts
    from models.errors import Refused

    found = view.company_with_orders()
    by = view.chosen.get("by")
    result = staying(
        found.occasions,
        usual_gap_days=found.usual_gap.days,
        mask=found.mask(view.where),
        groups=groups(found.attributes, by) if by else None,
        contacts=contacts(view.store).contacts,
        orders=found.orders,
        period=view.chosen.get("period", "month"),
        level=view.number("level", 0.95),
    )
    if result is None:
        raise Refused(found="no customer with an order", needed="at least one", do="import orders that name their customers")
    return result


def _show_leak(view: _View):
    from analysis.leak import leak

    found = view.company_with_orders()
    return leak(
        found.occasions,
        usual_gap_days=found.usual_gap.days,
        period=view.chosen.get("period", "month"),
        mask=found.mask(view.where),
        level=view.number("level", 0.95),
    )


def _show_lifetime_value(view: _View):
    from analysis.lifetime_value import lifetime_value
    from models.ingest.values import currency_digits

    return lifetime_value(
        view.company_with_orders(), currency=view.chosen.get("currency"), digits=currency_digits, level=view.number("level", 0.95)
    )


COMMON = {"closed", "free_orders"}
#: A result's name: how it is made, its options, and whether --where selects customers for it.
SHOWS = {
    "workspace": (_show_workspace, COMMON, False),
    "retention": (_show_retention, COMMON | {"period", "kind", "level", "cycle_days"}, True),
    "survival": (_show_survival, COMMON | {"period", "by", "level", "cycle_days"}, True),
    "leak": (_show_leak, COMMON | {"period", "level", "cycle_days"}, True),
    "groups": (_show_groups, COMMON | {"by", "age", "period", "kind", "level", "cycle_days"}, True),
    "overview": (_show_overview, COMMON | {"period", "level", "cycle_days", "currency"}, False),
    "health": (_show_health, COMMON | {"currency"}, False),
    "lifetime-value": (_show_lifetime_value, COMMON | {"level", "currency", "cycle_days"}, False),
    "findings": (_show_findings, COMMON | {"level", "q", "cycle_days", "currency"}, False),
}


def _print_json(value) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    sys.exit(main())
