"""The page of employees' answers: indicators and teams, and nobody to be recognised."""

import re

import pytest

from analysis.employees import employees
from analysis.survey import gather
from models.answers import answers
from models.store import Store
from tests.demonstration import bring
from tests.pages.conftest import said, tables, visit
from tests.pages.shops import HOSTILE
from tests.pages.shops import bring as bring_file

HEADERS = "date,department,I like my tasks (1-5),We help each other (1-5)"


def answered(people_by_team: dict[str, int]) -> bytes:
    rows = [f"2026-08-{1 + n % 28:02},{team},{1 + n % 5},{2 + n % 4}" for team, people in people_by_team.items() for n in range(people)]
    return "\n".join([HEADERS, *rows]).encode()


def use(tmp_path, monkeypatch, teams) -> object:
    path = tmp_path / "inside.db"
    bring_file(path, answered(teams), name="employees.csv", source="employees")
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(path))
    return path


def test_the_demonstration_company_has_its_teams_and_indicators(tmp_path, monkeypatch):
    path = tmp_path / "home.db"
    bring(path, trade="home-goods", customers=300, seed=4)
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(path))
    at = visit("employees")
    found = employees(gather(answers(Store(path)), audience="employee"), gather(answers(Store(path))))
    rows = tables(at)[0]
    assert rows[0][:2] == ["Team", "All together"] and len(rows) - 1 == len({one.team for one in found.results})
    assert f"{found.people} people answered" in said(at)


def test_no_group_under_five_is_shown_nor_can_it_be_reckoned(tmp_path, monkeypatch):
    use(tmp_path, monkeypatch, {"North": 9, "South": 6, "West": 3})
    at = visit("employees")
    names = [row[0] for row in tables(at)[0][1:]]
    assert "West" not in names and len([name for name in names if name in ("North", "South")]) <= 1
    assert "not shown" in said(at)


@pytest.mark.parametrize("people", [1, 4])
def test_fewer_than_five_people_show_nothing(people, tmp_path, monkeypatch):
    use(tmp_path, monkeypatch, {"North": people})
    at = visit("employees")
    assert "Fewer than five people answered" in said(at) or "Bring your employees" in said(at)
    assert not re.search(r"\b\d+ \(\d+ to \d+\)", said(at))


def test_a_team_may_have_any_name(tmp_path, monkeypatch):
    use(tmp_path, monkeypatch, {HOSTILE[0].replace(",", " "): 12, "South": 15})
    assert "<img" not in said(visit("employees"))


@pytest.mark.parametrize("shop", ["empty", "sample"])
def test_without_answers_the_page_teaches(shop, workspace):
    workspace(shop)
    assert "Bring your employees" in said(visit("employees"))
