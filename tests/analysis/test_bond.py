"""Bond against loyalty: who is tied, by whatever tells it, who is there, and whose tie ends soon."""

from datetime import date, datetime
from types import SimpleNamespace

import numpy as np
import polars as pl
import pytest

from analysis import calendar
from analysis.attitude import stages_earlier
from analysis.bond import (
    CELLS,
    CONTRACT,
    NOT_MEANT,
    Tie,
    bond,
    by_contract,
    by_dates,
    by_membership,
    by_values,
    cells,
    date_fields,
    ending,
    ties,
)
from analysis.stages import ABANDONED
from tests.analysis import made
from tests.analysis.test_attitude import BEGIN, company, related, said

NO_MEMBERS = pl.DataFrame(schema={"customer": pl.Int64, "member_since": pl.Datetime, "member_until": pl.Datetime})


def members(*rows: tuple[int, str | None, str | None]) -> pl.DataFrame:
    """Memberships from (who, since, until)."""
    moments = [(who, *(None if day is None else datetime.fromisoformat(day) for day in days)) for who, *days in rows]
    return pl.DataFrame(moments, schema=NO_MEMBERS.schema, orient="row")


def shop(people, **columns):
    """A company whose customers have these columns; those who never ordered are none of its."""
    buyers = people.occasions.part(people.buyers)
    attributes = pl.DataFrame({name: [values[who - 1] for who in buyers.customers] for name, values in columns.items()} or {"x": []})
    return SimpleNamespace(occasions=buyers, attributes=attributes, as_of=people.as_of)


def test_a_contract_that_runs_ties_until_the_next_renewal():
    people = company(*[(0, 30, 60, 90, 120)] * 20, (0, 30), last=130)
    tie = by_contract(people)
    assert tie.by == CONTRACT and tie.cycle_days == 30
    assert tie.bound.tolist() == [True] * 20 + [False]
    assert np.unique(tie.until[:20] - BEGIN).tolist() == [150] and np.isnan(tie.until[20])


def test_who_cancelled_is_tied_no_more_and_irregular_orders_are_no_contract():
    people = company(*[(0, 30, 60, 90, 120)] * 20, last=130, cancelled=[(1, BEGIN + 125)])
    assert by_contract(people).bound.tolist() == [False] + [True] * 19
    assert by_contract(related(made.random_history(1))) is None
    assert by_contract(company()) is None


def test_a_membership_ties_while_its_end_is_to_come_and_the_last_end_counts():
    people = company(*[(0, 30)] * 5, last=40)
    rows = members(
        (1, "2026-01-01", "2026-02-01"), (1, None, "2026-09-01"), (2, "2026-01-01", "2026-02-10"), (3, "2026-03-01", "2026-09-01"),
        (4, "2026-01-01", None), (99, "2026-01-01", "2026-09-01"),
    )  # fmt: skip
    tie = by_membership(people, rows)
    # 2 ends on the last day, 3 has not begun, 4 has no end, 99 is nobody here.
    assert tie.bound.tolist() == [True, False, False, False, False]
    assert calendar.day_of(tie.until[0]) == date(2026, 9, 1)
    assert by_membership(people, members((4, "2026-01-01", None))) is None and by_membership(people, NO_MEMBERS) is None


def test_a_column_of_days_is_found_and_ties_whose_day_is_to_come():
    people = company(*[(0, 30)] * 8, last=40)
    ends = ["2026-02-09", "2026-02-10", "2026-02-11", "31.12.2027", "2027/01/31", "", "open", "2026-01-02"]
    known = shop(people, contract_end=ends, town=list("abcdefgh"), first_discount=ends, code=["2026"] * 8)
    assert date_fields(known) == ("contract_end",)
    tie = by_dates(people, known, "contract_end")
    assert tie.bound.tolist() == [False, False, True, True, True, False, False, False]
    assert list(ties(people, known, NO_MEMBERS)) == ["dates:contract_end"]


def test_chosen_values_tie_and_tell_nothing_of_the_end():
    people = company((), (0,), (0,), (0,), last=9)
    tie = by_values(people, shop(people, plan=["two years", "two years", "monthly", ""]), "plan", ["two years"])
    assert tie.bound.tolist() == [False, True, False, False] and np.isnan(tie.until).all()


@pytest.mark.parametrize("seed", range(4))
def test_everybody_there_is_in_one_cell_and_the_counts_are_the_lists(seed):
    rng = np.random.default_rng(seed)
    people = related(made.random_history(seed, people=200), gap=25.5)
    known = said(*((int(who), 3 - BEGIN, int(rng.integers(1, 6))) for who in rng.choice(200, 80) + 1))
    tie = Tie(by="values", field="plan", bound=rng.random(200) < 0.4, until=np.full(200, np.nan), cycle_days=None)
    mask = rng.random(200) < 0.8
    found, cell = bond(people, tie, known, mask=mask), cells(people, tie, known)
    there = people.stages(people.as_of).stage != ABANDONED
    assert ((cell != NOT_MEANT) == there).all()
    assert {one.cell: one.n for one in found.cells} == {name: int((mask & (cell == CELLS.index(name))).sum()) for name in CELLS}
    assert found.customers == (there & mask).sum() and found.bound.k == (there & mask & tie.bound).sum()
    silent = sum(one.n for one in found.cells if one.cell.endswith("unknown"))
    assert found.content_bound.n + found.content_free.n == found.answered == found.customers - silent
    assert sum(one.share.k for one in found.cells if one.share) == found.answered


def test_content_is_the_high_answer_of_the_tied_and_of_the_free():
    people = company(*[(0, 30)] * 40, last=40)
    known = said(*((who, 3, 5 if who <= 5 or who > 25 else 2) for who in range(1, 41)))
    bound = np.arange(40) < 20
    until = np.where(bound, BEGIN + 40 + 10.0 * np.arange(40), np.nan)
    tie = Tie(by="dates", field="end", bound=bound, until=until, cycle_days=None)
    found = bond(people, tie, known)
    assert (found.content_bound.k, found.content_bound.n) == (5, 20)
    assert (found.content_free.k, found.content_free.n) == (15, 20)
    assert found.difference.value == pytest.approx(-0.5) and found.difference.high < 0
    # Of the fifteen discontent, those of the places 5 to 9 end within ninety days.
    assert found.ends_soon == ending(people, tie, cells(people, tie, known)).sum() == 5


def under_contract(leave: float, people: int = 120, last: int = 300):
    """Monthly payers of whom the even ones are content; of the others so many pay no more from day 210 on."""
    stops = [who % 2 == 1 and who / people < leave for who in range(1, people + 1)]
    days = [tuple(range(0, 210 if gone else last, 30)) for gone in stops]
    return company(*days, last=last), said(*((who, 5, 5 if who % 2 == 0 else 2) for who in range(1, people + 1)))


def test_whether_the_tied_and_discontent_leave_sooner_is_looked_up_on_an_earlier_day():
    people, known = under_contract(0.5)
    earlier = stages_earlier(people, months=3)
    found = bond(people, by_contract(people), known, earlier=earlier)
    assert found.then == earlier.day == date(2026, 7, 28)
    assert (found.sooner.first.k, found.sooner.first.n, found.sooner.second.k, found.sooner.second.n) == (60, 60, 30, 60)
    same = under_contract(0.0)
    assert bond(same[0], by_contract(same[0]), same[1], earlier=stages_earlier(same[0], months=3)).sooner.value == 0


def test_a_contract_of_an_earlier_day_knows_nothing_of_what_came_later():
    people, _known = under_contract(0.5)
    then = date(2026, 7, 28)
    cut = calendar.day_number(then)
    history = people.occasions
    days = (tuple(int(day) for day in history.day[a:b] if day <= cut) for a, b in zip(history.start, history.start[1:]))
    before, looked_back = by_contract(related(made.history(*days, as_of=cut))), by_contract(people, then)
    assert looked_back.bound.tolist() == before.bound.tolist() and looked_back.bound.all()
    assert looked_back.until.tolist() == before.until.tolist()
    assert not by_contract(people).bound.all()


def test_of_other_ties_nothing_is_told_of_an_earlier_day():
    people, known = under_contract(0.5)
    found = bond(people, by_values(people, shop(people, plan=["x"] * 120), "plan", ["x"]), known, earlier=stages_earlier(people, months=3))
    assert (found.then, found.sooner) == (None, None)


def test_without_anything_that_tells_it_nobody_is_called_free():
    people = company((0, 30), last=40)
    found = bond(people, None, None)
    assert (found.by, found.cells, found.customers, found.bound) == (None, (), 0, None)
    asked_nobody = bond(people, Tie(by="values", field="plan", bound=np.array([True]), until=np.array([np.nan]), cycle_days=None), None)
    assert asked_nobody.answered == 0 and {one.cell: one.n for one in asked_nobody.cells}["bound_unknown"] == 1
