"""The overview says what it rests on: reach, coverage, and what a further file would tell."""

import pytest

from analysis.health import Covered
from components import sentences
from components.sentences.health import _numbers
from components.workspace import health
from models.store import Store
from tests.models.companies import Company, text
from tests.models.workspaces import bring
from tests.pages.conftest import said, visit
from tests.pages.shops import HEADERS, as_csv


def plainly(at) -> str:
    return said(at).replace("\\", "")


def test_it_says_the_numbers_of_analysis(workspace):
    workspace("sample")
    at, found = visit("overview"), health()
    known, _currency, email = found.coverage
    assert f"{found.tables[0].rows:,} orders of {found.tables[0].customers:,} customers from" in plainly(at)
    assert f"({known.k:,} of {known.n:,})" in plainly(at)
    assert email.k == email.n and f"all {email.n:,} have an e-mail" in plainly(at)
    assert "answered a survey" not in plainly(at), "nobody was asked"


def test_what_is_missing_is_named_with_what_it_would_tell(own_workspace):
    """And is no longer named once it is there."""
    path = own_workspace("two_currencies")
    at = visit("overview")
    assert "Spending would tell what a new customer cost" in plainly(at).replace("*", "")
    assert "can be brought too; they are kept for pages to come" in plainly(at)
    bring(Store(path), text(Company(3).rows("spending", 8)), file="spending.csv")
    at = visit("overview")
    assert "Spending would tell" not in plainly(at).replace("*", "") and "8 costs" in plainly(at)


def test_what_is_behind_and_what_is_empty_is_said(own_workspace):
    path = own_workspace("empty")
    days = ["2026-01-05", "2026-01-20", "2026-02-03", "2026-05-11", "2026-05-20", "2026-06-30"]
    bring(Store(path), as_csv(HEADERS, [(number, f"c{number % 3}", day, "12.50", "EUR") for number, day in enumerate(days)]))
    answer = as_csv(("date", "customer number", "How satisfied are you overall?"), [("2026-02-01", "c1", "4")])
    bring(Store(path), answer, file="survey.csv")
    at = visit("overview")
    assert "The newest day of all is 30 June 2026, of the orders." in plainly(at)
    assert "What ends more than a month before it: answers to a survey (149 days)." in plainly(at)
    assert "No order at all in March 2026 and April 2026: is a file missing?" in plainly(at)


def test_rows_that_were_left_out_are_counted_and_linked(own_workspace):
    path = own_workspace("empty")
    rows = [(number, "c1", "2026-01-05", "12.50", "EUR") for number in range(9)] + [("x", "c1", "2026-01-05", "oops", "EUR")]
    bring(Store(path), as_csv(HEADERS, rows))
    at = visit("overview")
    assert "1 row of the files can’t be read and was left out." in plainly(at)
    assert "The 1 row left out" in [link.proto.label for link in at.get("page_link")]


def test_all_and_none_of_them_are_said_as_such(workspace):
    workspace("hostile")
    told = plainly(visit("overview"))
    assert "All 120 counted orders name their customer." in told
    assert "Of the customers who ordered in the last year all 40 have an e-mail." in told
    workspace("ended_early")
    assert "none of the 20 has an e-mail" in plainly(visit("overview"))


def test_a_share_of_fewer_than_five_is_not_told(workspace):
    workspace("one_order")
    assert "have an e-mail" not in plainly(visit("overview"))


@pytest.mark.parametrize(("k", "n", "told"), [(0, 10, "0 %"), (10, 10, "100 %"), (999, 1000, "99.9 %"), (1, 1000, "0.1 %"), (1, 3, "33 %")])
def test_a_share_is_never_rounded_to_nothing_or_all(k, n, told):
    assert _numbers(Covered(name="known", k=k, n=n, rate=k / n))["share"].replace("\u00a0", " ") == told


def test_all_is_there_and_nothing_is_asked_for(own_workspace):
    path = own_workspace("sample")
    for kind in ("customers", "survey", "complaints", "interactions", "memberships", "rewards", "referrals", "spending", "employees"):
        bring(Store(path), text(Company(1).rows(kind, 8)), file=f"{kind}.csv")
    at = visit("overview")
    assert sentences.health_unlocks(health()) == "" and "would answer" not in plainly(at)
    assert "answered a survey in that year" in plainly(at)
