"""The lesson on a customer's value is told of a whole company, and every number that it states is one of its facts."""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date

import numpy as np
import pytest

from analysis import calendar
from analysis.lessons.exercise import Choice
from components import truth, words, workspace
from components.lessons import value
from components.lessons.lesson import STEPS
from components.lessons.people import numbers_of
from models.errors import Refused
from sample_data import again
from sample_data.lives import lives
from tests.demonstration import bring

#: Numbers that are no facts: the one of the formula, and the years and volumes of sources stand apart.
CONSTANTS = {"1"}


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    path = tmp_path_factory.mktemp("lesson") / "home.db"
    bring(path, trade="home-goods", customers=900, seed=4)
    return path


@pytest.fixture
def found(company, monkeypatch):
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(company))
    return value.gather(truth.known())


@pytest.fixture
def told(found):
    return value.told(found)


def numbers(thing) -> set[float]:
    """All that facts hold: as they are, as per cent, in whole units of money."""
    if is_dataclass(thing):
        return set().union(*(numbers(getattr(thing, field.name)) for field in fields(thing)))
    if isinstance(thing, tuple):
        return set().union(set(), *(numbers(each) for each in thing))
    if isinstance(thing, date):
        return {thing.day, thing.year}
    return {thing, 100 * thing, thing / 100} if isinstance(thing, (int, float)) and not isinstance(thing, bool) else set()


def stated(text: str) -> list[str]:
    return re.findall(r"\d[\d,]*(?:\.\d+)?", text)


def said(told) -> list[str]:
    """Every text with a number: the guess, both sides of it revealed, the screens, the exercises."""
    true = told.guess.points[0].truth
    texts = [told.guess.title, told.guess.lead, told.guess.label, told.guess.points[0].said]
    for guess in (true, 1.5 * true, 3 * true, 0.7 * true, 0.3 * true):
        revealed = told.reveal((guess,))
        texts += [revealed.title, revealed.text]
    texts += [text for screen in told.screens for text in (screen.title, screen.text)]
    for task in told.tasks:
        texts += [task.question, task.hint, task.right, *task.slips.values(), *task.options.values()]
        texts += [cell for row in (task.table.headers, *task.table.rows) for cell in row]
    return texts


def test_every_number_that_is_stated_is_a_fact(told):
    known = numbers(told.facts) | {each for task in told.tasks for each in numbers(task.asked)}
    per = told.facts.per
    known |= {per - round(per * told.facts.paying)}
    for text in said(told):
        for number in stated(text):
            exact = float(number.replace(",", ""))
            # Two figures of an interval, a tenth, a whole: as far as the words round.
            places = len(number.partition(".")[2])
            width = max(0.5 * 10.0**-places, 0.05 if places == 2 and number.endswith("0") else 0, 0.005 * exact) + 1e-9
            assert number in CONSTANTS or any(abs(exact - each) <= width for each in known), (number, text)


def test_every_exercise_has_a_hint_and_a_reply_to_each_slip(told):
    assert [task.asked.name for task in told.tasks] == ["value", "kinds", "save"]
    for task in told.tasks:
        names = [option for option in task.asked.options if option != task.asked.right] if isinstance(task.asked, Choice) else [
            slip.name for slip in task.asked.slips
        ]  # fmt: skip
        assert names and task.hint and task.question and task.right.startswith("**Right")
        for name in names:
            assert task.slips[name].startswith("**"), name


def test_the_answer_is_what_its_table_gives_on_a_pocket_calculator(told):
    def cell(text: str) -> float:
        return float(re.sub(r"[^\d.]", "", text))

    first, second, third = told.tasks
    revenue, margin, stays, _year, discount = (cell(row[1]) for row in first.table.rows)
    r, d = stays / 100, discount / 100
    assert round(revenue * margin / 100 * r / (1 + d - r), first.asked.digits) == round(first.asked.value, first.asked.digits)
    halves = [(cell(row[1]) / 100, cell(row[2])) for row in second.table.rows]
    assert sum(m * r / (1 - r) for r, m in halves) / 2 == pytest.approx(second.asked.value, abs=0.5 * 10**-second.asked.digits + 1e-9)
    stakes = [cell(row[3]) * (0 if row[4] == "nobody is there" else cell(row[4])) for row in third.table.rows]
    best = third.table.rows[stakes.index(max(stakes))][0]
    assert best == third.options[third.asked.right] and stakes.count(max(stakes)) == 1


def test_each_screen_is_short_has_its_source_and_a_picture_that_is_said_too(told):
    assert len(told.screens) == 3
    for screen in told.screens:
        assert len(screen.text.split()) <= 66 and screen.source and screen.alt
        for dark in (False, True):
            assert screen.draw(dark=dark).layout.height <= 300


def test_the_guess_has_no_answer_in_it(told):
    guess = told.guess
    assert guess.kind == "number" and len(guess.points) == 1
    point = guess.points[0]
    assert words.decimal(point.truth, 0) not in stated(guess.lead)
    assert point.low <= point.value <= point.high and guess.scale.low <= point.truth <= guess.scale.high
    assert guess.scale.before == "€"


@pytest.mark.parametrize(
    "guess, begins",
    [
        (1.0, "**Your guess is close"),
        (1.15, "**Your guess is close"),
        (1.5, "**Your guess is too high"),
        (4, "**Your guess is more than twice"),
        (0.7, "**Your guess is too low"),
        (0.2, "**Your guess is less than half"),
    ],
)
def test_a_guess_is_told_how_far_it_was(told, guess, begins):
    assert told.reveal((guess * told.guess.points[0].truth,)).text.startswith(begins)


def test_what_is_said_of_the_estimate_is_as_it_is(found):
    rise = date(2026, 4, 1)
    assert "holds it" in value.told(replace(found, low=0.9 * found.true, high=1.1 * found.true)).reveal((1,)).text
    above = replace(found, low=1.2 * found.true, high=1.4 * found.true)
    assert "prices rose by 8" in value.told(replace(above, rise_day=rise, rise=0.08)).reveal((1,)).text
    plain = value.told(replace(above, rise_day=None, rise=0.0)).reveal((1,)).text
    assert "is too high" in plain and "prices" not in plain
    assert "is too low" in value.told(replace(found, low=0.5 * found.true, high=0.8 * found.true)).reveal((1,)).text


@pytest.mark.parametrize("true, told_as", [(1_049.6, "€10 each"), (1_050.2, "€11 each"), (949.6, "€9.50 each")])
def test_an_amount_is_rounded_once(found, true, told_as):
    """10.496 is 10: rounded to the cent first it would be 10.50, and then 11."""
    assert value.told(replace(found, true=true)).reveal((1,)).title.startswith(told_as)


def test_what_most_have_done_is_said_only_where_they_have(found):
    assert "most have left" in value.told(replace(found, gone=0.7)).reveal((1,)).title
    assert "most have left" not in value.told(replace(found, gone=0.3)).reveal((1,)).title
    flat = replace(found, steps=(found.steps[0], replace(found.steps[1], share=found.steps[0].share)))
    assert "become more loyal" in value.told(found).screens[1].text
    assert "become more loyal" not in value.told(flat).screens[1].text


def test_it_leads_to_three_pages_with_something_to_find(told):
    assert [look.page for look in told.looks] == ["pages/value.py", "pages/calculator.py", "pages/retention.py"]
    assert told.looks[0].query == {"years": "1", "discount": "0", "margin": "46"}
    assert all(look.find.endswith("?") and look.label for look in told.looks)


def test_everybody_is_who_they_are_in_the_invented_company(company, monkeypatch):
    """Whoever is taken for somebody there has the same first day."""
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(company))
    invented, here = again(truth.known()), workspace.current()
    days = here.occasions
    numbers = numbers_of(here, days.customers, invented)
    assert sorted(numbers.tolist()) == list(range(900))
    first = lives(invented, np.arange(900)).people.first
    for at, number in enumerate(numbers.tolist()):
        assert invented.date(first[number]) == calendar.day_of(int(days.day[days.start[at]]))
    assert numbers_of(here, np.array([10**9]), invented).tolist() == [-1]


def test_what_is_true_of_the_whole_company_is_added_up_one_by_one(found, company, monkeypatch):
    """Plain Python over the lives of everybody: who has left, and what the year after the data brings, before refunds."""
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(company))
    invented = again(truth.known())
    lived = lives(invented, np.arange(900), until=invented.days + 364)
    paid, gone = 0, set()
    for place, day, cents, left in zip(lived.orders.place, lived.orders.day, lived.orders.cents, lived.orders.left, strict=True):
        if day >= invented.days:
            paid += int(cents)
        elif left:
            gone.add(int(place))
    assert found.gone == len(gone) / 900
    assert 0.9 * paid <= found.true * 900 / found.margin <= paid, "some of it is given back"
    assert found.customers == 900 and found.margin == 0.46


def test_no_orders_are_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(tmp_path / "empty.db"))
    with pytest.raises(Refused, match="no orders"):
        value.LESSON.tell({})


def test_the_lesson_has_its_place():
    assert value.LESSON.key == "value" and value.LESSON.tell is value.tell and 10 <= value.LESSON.minutes <= 20
    assert STEPS[0] == "guess"
