"""The files of an invented company: they pass the importer, and come out as its truth says, to the person and the cent."""

import csv
import json
from datetime import date, datetime

import numpy as np
import pytest

import sample_data
from analysis.company import company as company_of
from analysis.workspace import summary
from models.answers import answers
from models.frames import frames
from models.holdings import holdings
from models.ingest.commit import commit_all
from models.ingest.prepare import tables_of
from models.ingest.reading import Said
from models.store import Store
from sample_data import company as companies
from sample_data import sales, writing
from sample_data.layouts.files import FILES
from sample_data.trades import TRADES

#: Trade, and how it is made.
OTHERS = [
    *((trade, {"customers": 90, "without": ["everything"], "also": ["habit"], "seed": 2**40}) for trade in TRADES),
    *((trade, {"customers": few}) for trade in TRADES for few in (1, 2, 5)),
]


@pytest.fixture(scope="module", params=TRADES)
def made(request, tmp_path_factory):
    """A company of each trade: trade, folder, truth, the workspace with its files, and the reports of their import."""
    folder = tmp_path_factory.mktemp(request.param)
    truth = sample_data.write(folder, trade=request.param, customers=400)
    return TRADES[request.param], folder, truth, *brought(folder)


def brought(folder, *, zone=None):
    """All files of a folder in a workspace, as `import FOLDER/*.csv` brings them, and their reports by name."""
    store = Store(folder / "workspace.db")
    paths = sorted(folder.glob("*.csv"))
    checked = [candidate.checked() for path in paths for candidate in tables_of(path.name, path.read_bytes(), Said(zone=zone))]
    reports = commit_all(store, checked, imported_at=datetime(2026, 11, 2))
    return store, {report.file: report for report in reports}


def counted(store):
    """The workspace in numbers, as `show workspace` gives them."""
    read = frames(store)
    whole = company_of(read.orders, read.refunds, read.customers)
    return summary(read.orders, read.refunds, read.customers, zone=None, as_of=whole.as_of, revision=1, batches=1, answers=answers(store))


def assert_same_counts(store, truth):
    """Everything that the truth counts is what the workspace holds."""
    found, held, said = counted(store), holdings(store), truth["counts"]
    for name in ("customers", "buyers", "orders", "guest_orders", "gross", "refunds", "net", "responses", "respondents", "complaints"):
        assert getattr(found, name) == said[name], name
    assert [(m.month, m.orders, m.net) for m in found.months] == [(m["month"], m["orders"], m["net"]) for m in said["months"]]
    assert (str(found.first_order.date()), str(found.last_order.date())) == (said["first_order"], said["last_order"])
    assert str(found.as_of) == truth["last_day"]
    for name in ("interactions", "memberships", "rewards", "referrals", "employees"):
        assert held[name] == said[name], name
    nothing = {truth["currency"]: "0.00"}
    assert spent(store, "purpose") == {purpose: money for purpose, money in said["spending"].items() if money != nothing}
    by_name = spent(store, "party_id IS NOT NULL", "WHERE party_id IS NOT NULL")
    assert by_name.get(1, nothing) == said["spending_by_name"]


def spent(store, by, where=""):
    connection = store.connect(read_only=True)
    rows = connection.execute(f"SELECT {by}, currency, sum(amount) FROM spend {where} GROUP BY 1, 2").fetchall()
    connection.close()
    return {key: {currency: f"{cents // 100}.{cents % 100:02d}"} for key, currency, cents in rows}


def assert_comes_out(folder, truth, store, reports):
    """Nothing is bad, nothing is ignored that is not planted, nothing calls for a warning, and every count is the truth's."""
    assert truth == json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    assert sorted(reports) == sorted(file["name"] for file in truth["files"]) == sorted(path.name for path in folder.glob("*.csv"))
    for file in truth["files"]:
        report = reports[file["name"]]
        assert (report.source, report.kind, report.rows) == (file["source"], file["kind"], file["rows"])
        assert (report.bad_rows, file["bad"], report.warnings) == (0, 0, []), file["name"]
        said = {ignored["reason"]: ignored["rows"] for ignored in report.ignored}
        assert said == {ignored["reason"]: ignored["rows"] for ignored in file["ignored"]}, file["name"]
    assert_same_counts(store, truth)


def test_its_files_come_out_as_the_truth_says(made):
    """To the person and the cent."""
    _, folder, truth, store, reports = made
    assert truth["counts"]["buyers"] == 400
    assert_comes_out(folder, truth, store, reports)


@pytest.mark.parametrize(("trade", "how"), OTHERS, ids=lambda case: case["customers"] if isinstance(case, dict) else case)
def test_so_do_those_of_companies_with_nothing_planted_and_of_hardly_any_customers(tmp_path, trade, how):
    truth = sample_data.write(tmp_path, trade=trade, **how)
    assert truth["counts"]["buyers"] == how["customers"]
    assert_comes_out(tmp_path, truth, *brought(tmp_path))


@pytest.mark.parametrize("trade", TRADES)
def test_a_zone_moves_no_order_to_another_day(tmp_path, trade):
    """Times in UTC and times by the shop's clock are of one day and one month."""
    truth = sample_data.write(tmp_path, trade=trade, customers=40)
    store, reports = brought(tmp_path, zone=TRADES[trade].zone)
    assert {report.bad_rows for report in reports.values()} == {0}
    assert_same_counts(store, truth)


def test_what_is_asked_is_joined_and_grouped_as_the_trade_says(made):
    """Performance, expectation and importance of a thing are one attribute; its group is the trade's."""
    trade, _, _, store, _ = made
    found = answers(store).attributes
    rows = [row for row in found.iter_rows(named=True) if row["role"] == "attribute"]
    asked = {(row["name"], row["group"]) for row in rows if row["audience"] == "customer"}
    assert asked == {(attribute.name, attribute.group) for attribute in trade.attributes}
    of_staff = {row["group"] for row in rows if row["audience"] == "employee"}
    assert of_staff == {"job content", "teamwork", "stimulation", "working environment", "welfare"}


def test_everything_lies_within_the_data(made):
    """No day in the files is before the first or after the last."""
    trade, _, _, store, _ = made
    first, last = ((day - date(1970, 1, 1)).days for day in (trade.first_day, trade.last_day))
    connection = store.connect(read_only=True)
    times = [("orders", "ordered_at"), ("refund", "refunded_at"), ("response", "answered_at"), ("complaint", "opened_at"),
             ("complaint", "closed_at"), ("interaction", "happened_at"), ("membership", "member_since"), ("reward", "rewarded_at"),
             ("referral", "referred_at")]  # fmt: skip
    for table, column in times:
        [(earliest, latest)] = connection.execute(f"SELECT min({column}), max({column}) FROM {table}").fetchall()
        assert first <= earliest // 86_400 <= latest // 86_400 <= last, (table, column)
    connection.close()


@pytest.mark.parametrize("trade", TRADES)
def test_the_same_bytes_again_and_whatever_the_slices(tmp_path, monkeypatch, trade):
    """How much is in memory at a time is no part of the company."""
    sample_data.write(tmp_path / "one", trade=trade, customers=50)
    sample_data.write(tmp_path / "two", trade=trade, customers=50)
    monkeypatch.setattr(companies, "SLICE", 17)
    monkeypatch.setattr(writing, "_ROWS", 60)
    sample_data.write(tmp_path / "three", trade=trade, customers=50)
    written = [{path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two", "three")]
    assert written[0] == written[1] == written[2]


def test_an_attempt_stands_beside_an_order_of_its_own(tmp_path):
    """Unpaid and cancelled orders are followed within half an hour by one that was paid, of the same customer."""
    sample_data.write(tmp_path, customers=1500)
    with (tmp_path / "shopify_orders.csv").open(encoding="utf-8", newline="") as file:
        orders = [row for row in csv.DictReader(file) if row["Created at"] and row["Email"]]
    at = {}
    for row in orders:
        if row["Financial Status"] in ("paid", "refunded", "partially_refunded"):
            at.setdefault(row["Email"], []).append(datetime.fromisoformat(row["Created at"]))
    failed = [row for row in orders if row["Financial Status"] in ("voided", "pending")]
    assert len(failed) > 20
    for row in failed:
        assert any(0 < (paid - datetime.fromisoformat(row["Created at"])).seconds < 1800 for paid in at[row["Email"]])


def test_stopping_leaves_the_folder_as_it_was(tmp_path):
    """Whoever stops it by raising in `progress` finds no half file, and what was there before."""
    before = sample_data.write(tmp_path, customers=5)
    bytes_before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")

    class Stopped(Exception):
        pass

    def stop(step, done, total):
        if step == "writing" and done == 3:
            raise Stopped

    with pytest.raises(Stopped):
        sample_data.write(tmp_path, customers=50, progress=stop)
    assert {path.name for path in tmp_path.iterdir()} == {*bytes_before, "mine.txt"}
    assert {name: (tmp_path / name).read_bytes() for name in bytes_before} == bytes_before
    assert before["counts"]["buyers"] == 5


def test_progress_is_told_to_its_end(tmp_path):
    steps = []
    sample_data.write(tmp_path, customers=20, progress=lambda *far: steps.append(far))
    assert {step for step, *_ in steps} >= {"inventing", "writing"}
    assert steps[-1][1] == steps[-1][2] == len(FILES["home-goods"]) + 1
    assert all(done <= total for _, done, total in steps)


@pytest.mark.parametrize(
    "wrong", [{"trade": "none"}, {"customers": 0}, {"without": ["nothing"]}, {"levers": ["price"]}], ids=lambda wrong: next(iter(wrong))
)
def test_what_can_not_be_made_is_refused_before_anything_is_written(tmp_path, wrong):
    with pytest.raises(ValueError, match="found .*; needed "):
        sample_data.write(tmp_path / "new", **{"customers": 5, **wrong})
    assert not (tmp_path / "new").exists()


def test_firms_have_several_buyers_with_names_of_their_own(tmp_path):
    """Two buyers may share a firm; their contacts in the books are two all the same."""
    sample_data.write(tmp_path, trade="wholesale", customers=500)
    with (tmp_path / "customers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    firms = [row["company"] for row in rows]
    assert len(set(firms)) < 0.9 * len(firms)
    assert len({(row["company"], row["customer_name"]) for row in rows}) == len(rows)
    assert len({row["email"] for row in rows}) == len(rows)


@pytest.mark.parametrize("trade", ["home-goods", "fuel"])
def test_guests_come_all_the_time(trade):
    """As customers do: the last week has no more of them than its share of the days allows."""
    made = companies.Company.of(trade, customers=3000)
    day = sales.guest_sales(made, np.arange(sales.guests(made)))["at"].to_numpy() // 86_400
    assert day.min() < 30 and day.max() == pytest.approx(made.days, abs=30)
    assert np.bincount(day // 7).max() < 6 * len(day) / (made.days / 7)


def test_the_firms_of_resellers_say_by_their_name_whether_they_distribute_or_retail(tmp_path):
    """A wholesaler's list of customers has some of each; other trades' have customers alone, and nothing but that column depends on it."""
    kinds = {}
    for trade in ("wholesale", "telecom"):
        sample_data.write(tmp_path / trade, trade=trade, customers=200)
        with (tmp_path / trade / "customers.csv").open(encoding="utf-8", newline="") as file:
            kinds[trade] = {
                (row["market"], row["company"].split(" ")[-2] if row["company"] else "", row["party_type"]) for row in csv.DictReader(file)
            }
    said = {kind for _market, _word, kind in kinds["wholesale"]}
    assert {"distributor", "retailer", "customer", "prospect"} == said
    assert {(market, word) for market, word, kind in kinds["wholesale"] if kind == "distributor"} == {("reseller", "Trading")}
    assert {(market, word) for market, word, kind in kinds["wholesale"] if kind == "retailer"} == {("reseller", "Stores")}
    assert {kind for _market, _word, kind in kinds["telecom"]} <= {"customer", "prospect"}
