"""The command line shows and serves: each result is its JSON, field by field."""

from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

import pytest

import rapport
from models.store import Store
from tests import published
from tests.command_line import HEADERS, ORDERS, ROWS, command_line  # noqa: F401 (a fixture is used by its name)
from tests.models import exports

WORKSPACE = [
    "revision",
    "zone",
    "as_of",
    "customers",
    "buyers",
    "orders",
    "guest_orders",
    "gross",
    "refunds",
    "net",
    "first_order",
    "last_order",
    "months",
    "responses",
    "respondents",
    "questions",
    "complaints",
    "batches",
]


def test_show_workspace_has_the_agreed_shape_and_exact_money(place):
    """Decimal texts by currency, months by the order's own, guests in the money and out of the buyers."""
    place.bring(ORDERS)
    seen = place.show("workspace")
    assert list(seen) == WORKSPACE
    assert (seen["revision"], seen["zone"], seen["as_of"], seen["batches"]) == (1, None, "2026-03-31", 1)
    assert (seen["customers"], seen["buyers"], seen["orders"], seen["guest_orders"]) == (3, 2, 5, 1)
    assert {k: Decimal(v) for k, v in seen["gross"].items()} == {"EUR": Decimal("27.80"), "USD": Decimal("6.00")}
    assert (seen["gross"]["EUR"], seen["refunds"]["EUR"], seen["net"]["EUR"]) == ("27.80", "8.00", "19.80")
    assert (seen["first_order"][:10], seen["last_order"][:10]) == ("2026-01-05", "2026-03-31")
    assert seen["months"] == [
        {"month": "2026-01", "orders": 2, "net": {"EUR": "12.30", "USD": "6.00"}},
        {"month": "2026-02", "orders": 1, "net": {"EUR": "7.00"}},
        {"month": "2026-03", "orders": 2, "net": {"EUR": "0.50"}},
    ]
    assert (seen["responses"], seen["respondents"], seen["questions"], seen["complaints"]) == (0, 0, [], 0)


def test_show_health_says_what_is_covered_and_what_is_missing(place):
    """Counted orders with a customer, active customers with an e-mail, tables that are not there, rows that can't be read."""
    place.bring(ORDERS)
    place.bring(exports.table(("date", "customer_id", "How satisfied are you overall?"), ("2026-01-20", "C1", "4")), name="survey.csv")
    seen = place.show("health", "--option", "currency=USD")
    assert list(seen) == [
        "as_of",
        "currency",
        "tables",
        "newest",
        "months_without",
        "coverage",
        "missing",
        "uncounted",
        "later",
        "left_out",
    ]
    assert [(table["kind"], table["rows"], table["last_day"], table["behind_days"]) for table in seen["tables"]] == [
        ("orders", 5, "2026-03-31", 0), ("survey", 1, "2026-01-20", 70),
    ]  # fmt: skip
    assert {one["name"]: (one["k"], one["n"]) for one in seen["coverage"]} == {
        "known": (4, 5), "currency": (1, 5), "email": (0, 2), "answered": (1, 2),
    }  # fmt: skip
    assert "spending" in seen["missing"] and "survey" not in seen["missing"]
    assert (seen["uncounted"], seen["left_out"], seen["newest"]) == (1, 1, "orders")


def test_show_retention_has_the_agreed_shape(place):
    """Months and "active" unless told otherwise; observed ages alone."""
    place.bring(ORDERS)
    seen = place.show("retention")
    assert {"period", "kind", "as_of", "cohorts", "pooled"} <= set(seen)
    assert (seen["period"], seen["kind"], seen["as_of"]) == ("month", "active", "2026-03-31")
    [cohort] = seen["cohorts"]
    assert (cohort["cohort"], cohort["size"]) == ("2026-01", 2)
    assert [list(cell) for cell in cohort["ages"]] == [["age", "at_risk", "retained", "rate", "low", "high"]] * 3
    assert [(cell["age"], cell["at_risk"], cell["retained"], cell["rate"]) for cell in cohort["ages"]] == [
        (0, 2, 2, 1.0),
        (1, 2, 0, 0.0),
        (2, 2, 2, 1.0),
    ]
    assert list(seen["pooled"][0]) == ["age", "cohorts", "at_risk", "retained", "rate", "low", "high"]


def test_show_retention_takes_its_options(place):
    """Period, kind, level, an earlier day, a filter."""
    place.bring(exports.table((*HEADERS, "channel"), *((*row, "web" if row[1] == "C1" else "till") for row in ROWS)))
    quarter = place.show("retention", "--option", "period=quarter", "--option", "kind=returned", "--option", "level=0.9")
    assert (quarter["period"], quarter["kind"], quarter["level"], quarter["cohorts"][0]["cohort"]) == (
        "quarter",
        "returned",
        0.9,
        "2026-Q1",
    )
    early = place.show("retention", "--as-of", "2026-02-28")
    assert (early["as_of"], [len(cohort["ages"]) for cohort in early["cohorts"]]) == ("2026-02-28", [2])
    assert place.show("retention", "--where", "first_channel=web")["cohorts"][0]["size"] == 1


def test_show_overview_is_its_result_field_by_field(place):
    """The last complete period, each change with the period before, the share with its interval."""
    place.bring(ORDERS)
    seen = place.show("overview")
    assert (seen["period"], seen["label"], seen["before_label"], seen["currency"]) == ("month", "2026-03", "2026-02", "EUR")
    assert seen["buyers"] == {"now": 2, "before": 0, "difference": 2}
    assert (seen["orders"]["now"], seen["guest_orders"]["before"], seen["net"]["now"]) == (2, 1, 50)
    assert (seen["repeat"]["k"], seen["repeat"]["n"]) == (2, 2)
    assert {"rate", "low", "high"} <= set(seen["repeat"])


def test_show_findings_is_its_result_with_the_number_of_people_behind_each(place):
    """The file's answers and spending are looked at too; the people are counted, never listed."""
    place.bring(ORDERS)
    spent = exports.table(("date", "purpose", "amount", "currency", "customer number"), ("2026-02-01", "service", "90.00", "EUR", "C1"))
    place.bring(spent, "--as", "spending", name="spending.csv")
    seen = place.show("findings")
    assert (seen["level"], seen["q"], seen["currency"], seen["as_of"]) == (0.95, 0.05, "EUR", "2026-03-31")
    assert (seen["looked_at"], seen["claims"], seen["customers"]) == (0, 0, 2)
    assert [(found["kind"], found["customers"], found["spent"]) for found in seen["found"]] == [("costly", 1, 9000)]
    assert place.show("findings", "--option", "level=0.9", "--option", "q=0.1", "--option", "currency=USD")["currency"] == "USD"
    status, document, _ = place.call("show", "findings", "--option", "q=2")
    assert status == 1 and "between 0 and 1" in document["error"]["needed"]


def test_show_without_a_workspace_or_orders_is_refused(place):
    """Nothing is made by looking."""
    status, document, _ = place.call("show", "workspace")
    assert (status, set(document)) == (1, {"error"})
    assert not place.workspace.exists()
    Store(place.workspace)
    assert place.show("workspace")["orders"] == 0
    status, document, errors = place.call("show", "retention")
    assert status == 1
    assert "no orders" in document["error"]["found"]
    assert "no orders" in errors


@pytest.mark.parametrize(
    "options",
    [
        ["--option", "period=year"],
        ["--option", "kind=loyal"],
        ["--where", "colour=red"],
        ["--option", "level=high"],
        ["--as-of", "2027-01-01"],
        ["--option", "kind=still_here"],
    ],
)
def test_a_question_that_cannot_be_answered_is_status_1(place, options):
    """An unknown period, kind, field, a day after the data: said with what there is."""
    place.bring(ORDERS)
    status, document, errors = place.call("show", "retention", *options)
    assert status == 1
    assert all(document["error"][part] for part in ("found", "needed", "do"))
    assert "Traceback" not in errors


def test_the_workspace_is_that_of_the_environment_or_of_this_folder(place, monkeypatch, tmp_path, capfd):
    """`--workspace`, else RAPPORT_WORKSPACE, else rapport.db where one stands."""
    file = place.file(ORDERS)
    rapport.main(["import", file])
    assert (tmp_path / "rapport.db").exists()
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(tmp_path / "other.db"))
    rapport.main(["import", file])
    assert (tmp_path / "other.db").exists()
    capfd.readouterr()


def test_serve_starts_the_app_for_this_computer_alone(monkeypatch, tmp_path):
    """No address is given unless one is asked for, and the app's own configuration listens on 127.0.0.1."""
    import sys
    import tomllib

    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.web import cli

    called = []
    monkeypatch.setattr(cli, "main", lambda **how: called.append(list(sys.argv)))
    monkeypatch.setattr(sys, "argv", ["rapport.py"])
    monkeypatch.setattr(PagesManager, "uses_pages_directory", PagesManager.uses_pages_directory)
    monkeypatch.setenv("RAPPORT_WORKSPACE", "none")
    root = Path(rapport.__file__).parent
    assert rapport.main(["serve", "--workspace", str(tmp_path / "shop.db"), "--port", "8599", "--no-browser"]) == 0
    assert called == [["streamlit", "run", str(root / "app.py"), "--server.port=8599", "--server.headless=true"]]
    served = tomllib.loads((root / ".streamlit" / "config.toml").read_text())
    assert served["server"]["address"] == "127.0.0.1"
    assert served["browser"]["gatherUsageStats"] is False


def test_cdnows_255_equal_rows_are_real(place):
    """The whole log by the command line: 69,659 orders of 23,570 customers, 2,500,315.63, and the three published cohorts."""
    log = Path(find_spec("lifetimes").origin).parent / "datasets" / "CDNOW_master.txt"
    lines = log.read_text().splitlines()
    assert len(lines) - len(set(lines)) == 255
    status, [item], _ = place.call("import", log)
    assert (status, item["source"], item["bad_rows"]) == (0, "cdnow_fixed_width", 0)
    assert item["added"]["orders"] == published.CDNOW_ORDERS == 69_659
    seen = place.show("workspace")
    assert (seen["orders"], seen["buyers"], seen["customers"]) == (
        published.CDNOW_ORDERS,
        published.CDNOW_CUSTOMERS,
        published.CDNOW_CUSTOMERS,
    )
    assert seen["net"] == {"XXX": published.CDNOW_REVENUE} == {"XXX": "2500315.63"}
    cohorts = place.show("retention")["cohorts"]
    assert {cohort["cohort"]: cohort["size"] for cohort in cohorts} == published.CDNOW_COHORTS
    _, [again], _ = place.call("import", log)
    assert (again["added"]["orders"], again["unchanged"]["orders"]) == (0, 69_659)


@pytest.mark.parametrize(
    ("address", "more", "hosts"),
    [
        ("10.0.0.7", [], {"127.0.0.1", "localhost", "10.0.0.7"}),
        ("0.0.0.0", ["--allow-host", "shop.local"], {"127.0.0.1", "localhost", "shop.local"}),
    ],
)
def test_serve_for_others_accepts_only_the_names_that_were_given(monkeypatch, address, more, hosts):
    """A foreign name pointed at this address is refused, also where the app listens on every network."""
    import sys

    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.web import cli

    called = []
    monkeypatch.setattr(cli, "main", lambda **how: called.append(list(sys.argv)))
    monkeypatch.setattr(sys, "argv", ["rapport.py"])
    monkeypatch.setattr(PagesManager, "uses_pages_directory", PagesManager.uses_pages_directory)
    monkeypatch.setenv("RAPPORT_WORKSPACE", "none")
    assert rapport.main(["serve", "--address", address, *more]) == 0
    [flags] = called
    assert f"--server.address={address}" in flags
    assert {flag.partition("=")[2] for flag in flags if flag.startswith("--server.allowedHosts=")} == hosts
    assert rapport.main(["serve", "--address", "0.0.0.0"]) == 2


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("workspace", ["--option", "period=week"]),
        ("overview", ["--option", "kind=active"]),
        ("retention", ["--option", "colour=red"]),
        ("workspace", ["--where", "first_channel=web"]),
    ],
)
def test_an_option_that_a_result_does_not_have_is_refused(place, name, options):
    """It is not passed over in silence: the refusal says which there are."""
    place.bring(ORDERS)
    status, document, errors = place.call("show", name, *options)
    assert status == 1
    assert all(document["error"][part] for part in ("found", "needed", "do"))
    assert errors
