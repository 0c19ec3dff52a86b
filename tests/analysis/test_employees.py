"""Employees' satisfaction: nobody is to be seen in it."""

import numpy as np
import pytest

from analysis.employees import employees, shown
from analysis.satisfaction import satisfaction
from analysis.survey import gather
from tests.analysis.said import answers, on

GROUPS = {"Tasks": "job content", "Help": "teamwork", "Pay": "stimulation"}


def staff(*people: tuple, at: str = on(0)) -> list[dict]:
    """Questionnaires from (who, team, tasks, help, pay)."""
    return [{"who": who, "at": at, "team": team} | {name: value for name, value in zip(GROUPS, values)} for who, team, *values in people]


def surveyed(*filled):
    return gather(answers(*filled, audience="employee", groups=GROUPS), audience="employee")


def test_a_team_of_four_is_not_in_the_result_nor_is_one_that_would_give_it_away():
    """The total minus the teams shown is the hidden one's: with four hidden, the smallest other team goes too."""
    people = [(who, "a" if who < 10 else "b" if who < 16 else "c", 4, 4, 4) for who in range(20)]
    found = employees(surveyed(*staff(*people)))
    assert {one.team for one in found.results} == {None, "a"}
    assert found.withheld == 2 * 4


def test_an_indicator_that_four_answered_is_withheld_though_the_team_is_large():
    people = [(who, "a", 4, 4, 4 if who < 4 else None) for who in range(9)]
    people += [(who, "b", 3, 3, 3) for who in range(9, 20)]
    found = {(one.indicator, one.team) for one in employees(surveyed(*staff(*people))).results}
    assert ("job content", "a") in found and ("stimulation", "a") not in found and ("stimulation", "b") not in found


def test_fewer_than_five_people_are_nobody():
    found = employees(surveyed(*staff(*((who, "a", 5, 5, 5) for who in range(4)))))
    assert (found.responses, found.people, found.results) == (0, 0, ())


def test_five_questionnaires_of_three_people_are_three_people():
    """The pairs are by quarter, in which a monthly survey is answered three times."""
    outside = gather(answers(*({"who": 100 + who, "at": on(5), "team": "a", "overall": 4} for who in range(9))))
    filled = [one for month in range(3) for one in staff(*((who, "a", 5, 5, 5) for who in range(3)), at=on(28 * month + 1))]
    found = employees(gather(answers(*filled, audience="employee", groups=GROUPS), audience="employee", wave="month"), outside)
    assert found.pairs == () and found.results == ()


@pytest.mark.parametrize("seed", range(40))
def test_whatever_the_sizes_no_hidden_group_can_be_told_from_the_total(seed):
    """Property: each shown part has five people or more, and so do all hidden ones together, unless there are none."""
    counts = np.random.default_rng(seed).integers(0, 12, 6)
    visible = shown(counts)
    assert (counts[visible] >= 5).all()
    hidden = counts[~visible].sum()
    assert hidden == 0 or hidden >= 5 or not visible.any()


def test_employees_have_no_breakdown_by_the_customers_way():
    with pytest.raises(ValueError, match="employees"):
        satisfaction(surveyed(*staff((1, "a", 5, 5, 5))))


def test_an_indicator_is_the_mean_of_each_person_s_own_answers():
    """Naive: by hand, on 0 to 100; indicators in the usual order, all questions together first."""
    rng = np.random.default_rng(1)
    values = rng.integers(1, 6, (12, 3))
    found = employees(surveyed(*staff(*((who, "ab"[who % 2], *map(int, values[who])) for who in range(12)))))
    assert found.indicators == ("job content", "teamwork", "stimulation")
    result = {(one.indicator, one.team): one.mean for one in found.results}
    assert result["all", None].value == pytest.approx((values.mean(axis=1) - 1).mean() * 25)
    for team in "ab":
        mine = values[np.arange(12) % 2 == "ab".index(team)]
        for column, name in enumerate(found.indicators):
            assert result[name, team].value == pytest.approx((mine[:, column] - 1).mean() * 25)
            assert result[name, team].n == 6


def linked(teams: int, follow: bool):
    """Teams of six; their customers rate as their employees do, or the other way round."""
    inside, outside = [], []
    for team in range(teams):
        level = 1 + team % 5
        inside += staff(*((team * 10 + who, f"t{team}", level, level, level) for who in range(6)))
        outside += [
            {"who": 10_000 + team * 10 + who, "at": on(5), "team": f"t{team}", "overall": level if follow else 1 + (team * 7 + who) % 5}
            for who in range(6)
        ]
    return employees(surveyed(*inside), gather(answers(*outside)))


def test_inside_and_outside_are_linked_by_team_and_quarter():
    found = linked(20, follow=True)
    assert (found.link, found.correlation.n) == ("linked", 20)
    assert found.correlation.value == pytest.approx(1) and found.correlation.low > 0.9
    assert all(pair.employees.n >= 5 and pair.customers.n >= 5 for pair in found.pairs)


def test_a_link_of_nine_teams_is_not_told():
    found = linked(9, follow=True)
    assert (found.link, found.correlation, len(found.pairs)) == ("few pairs", None, 9)


def test_without_teams_the_company_as_a_whole_is_laid_beside():
    inside = surveyed(*staff(*((who, None, 4, 4, 4) for who in range(9))))
    outside = gather(answers(*({"who": 100 + who, "at": on(5), "overall": 4} for who in range(9))))
    found = employees(inside, outside)
    assert [(pair.team, pair.employees.value, pair.customers.value) for pair in found.pairs] == [(None, 75, 75)]
    assert employees(inside).link == "no common teams"
