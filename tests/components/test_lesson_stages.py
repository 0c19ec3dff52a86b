"""The lesson on stages is told of a small company: its words are whole, its truth is the company's, every slip has its reply."""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date

import numpy as np
import pytest

import sample_data
from analysis.comparisons import group
from analysis.lessons.exercise import Choice, check
from analysis.lessons.stages import Facts
from components import truth
from components.lessons import stages as lesson
from components.sentences import lesson_stage_tasks as asking
from components.sentences import lesson_stages as sentences
from models.errors import Refused
from sample_data.lives import lives
from tests.analysis.test_lesson_stages import lived
from tests.demonstration import bring, ordered

#: Numbers of speech that stand in a message itself, each with its reason.
CONSTANTS = {
    "100": "“of 100 customers” is how a per cent is said",
    "95": "the level of an interval",
    "1998": "a year of a source", "1999": "a year of a source", "1994": "a year of a source", "1991": "a year of a source",
    "1987": "a year of a source",
}  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A company with its truth."""
    path = tmp_path_factory.mktemp("lesson") / "home.db"
    bring(path, trade="home-goods", customers=1200, seed=4)
    return path


@pytest.fixture
def told(home, monkeypatch):
    """The lesson, told of it."""
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(home))
    return lesson.LESSON.tell(truth.known())


def words_of(told) -> list[str]:
    """All texts of a lesson that are said of the company, without sources and addresses."""
    texts = [told.guess.title, told.guess.lead, *(one.said for one in told.guess.points)]
    texts += [part for guess in (0, 16, 34, 90) for one in [told.reveal((guess,))] for part in (one.title, one.text)]
    texts += [part for one in told.screens for part in (one.title, one.text, one.alt)]
    for task in told.tasks:
        texts += [task.question, task.hint, task.right, *task.slips.values(), *task.options.values()]
        texts += [cell for row in (task.table.headers, *task.table.rows) for cell in row] + [task.table.note]
    return [re.sub(r"\]\([^)]*\)", "]", text).replace("\u00a0", " ") for text in texts]


def numbers_of(fact) -> list[float]:
    """All numbers in a fact, a share as per cent besides; of a day its own."""
    if is_dataclass(fact):
        return [number for field in fields(fact) for number in numbers_of(getattr(fact, field.name))]
    if isinstance(fact, tuple | list):
        return [number for one in fact for number in numbers_of(one)]
    if isinstance(fact, date):
        return [fact.day, fact.year]
    if isinstance(fact, str):
        return [float(number) for number in re.findall(r"\d+", fact)]
    return [] if fact is None or isinstance(fact, bool) else [float(fact), 100 * float(fact)]


def test_every_number_in_its_words_is_a_fact(told):
    asked = [task.asked for task in told.tasks if not isinstance(task.asked, Choice)]
    known = numbers_of(told.facts) + [number for one in asked for number in numbers_of(one)]
    known += [told.facts.helped.n - told.facts.helped.k, told.facts.not_helped.n - told.facts.not_helped.k]
    known += [told.facts.content.n - told.facts.content.k]
    guessed = (0, 16, 34, 90)
    known += [*guessed, *(one - 100 * told.facts.loyal.rate for one in guessed)]
    for text in words_of(told):
        for said in re.findall(r"\d[\d,]*(?:\.\d+)?", text):
            digits = len(said.partition(".")[2])
            number = float(said.replace(",", ""))
            near = any(abs(abs(one) - number) <= 0.5 * 10**-digits + 1e-9 for one in known)
            assert near or said in CONSTANTS, (said, text)


def test_the_share_that_becomes_loyal_in_truth_is_that_of_lives_followed_one_by_one(home, told):
    company = replace(sample_data.again(truth.known()), seed=5, customers=lesson.MANY)
    found = lives(company, np.arange(lesson.MANY))
    history = ordered(company, found)
    end, gap = (history.as_of - date(1970, 1, 1)).days, told.facts.gap_days
    some, loyal = 0, 0
    for place in np.random.default_rng(0).choice(lesson.MANY, 6000, replace=False):
        days = history.day[history.start[place] : history.start[place + 1]].tolist()
        if end - days[0] >= told.facts.gaps * gap:
            some, loyal = some + 1, loyal + lived(days, end, gap)[0]
    share = group(loyal, some)
    assert share.low < told.facts.true_loyal < share.high
    assert 0 < told.facts.true_left < 1


def test_the_truth_lies_where_the_data_say(told):
    assert told.facts.loyal.low < told.facts.true_loyal < told.facts.loyal.high
    assert told.facts.well - told.facts.badly > told.facts.help[1]


def test_it_has_all_its_parts(told):
    assert (len(told.looks), len(told.screens), [task.asked.name for task in told.tasks][:3]) == (3, 4, ["become", "kind", "points"])
    for screen in told.screens:
        assert len(screen.text.split()) <= 70 and screen.source and bool(screen.draw) == bool(screen.alt)
        if screen.draw:
            assert screen.draw(dark=False).layout.height <= 300 and screen.draw(dark=True, narrow=True)
    assert not [text for text in words_of(told) if "{" in text or "!" in text]


def test_every_exercise_has_its_hint_and_every_slip_its_reply(told):
    for task in told.tasks:
        assert task.hint and task.right and task.table.rows
        if isinstance(task.asked, Choice):
            assert {*task.slips, task.asked.right} == set(task.options) == set(task.asked.options)
            continue
        assert list(task.slips) == [slip.name for slip in task.asked.slips]
        for slip in task.asked.slips:
            assert check(task.asked, round(slip.value, task.asked.digits)).slip == slip.name
            assert task.slips[slip.name].startswith("**")
            assert task.scale.low <= slip.value <= task.scale.high
        assert check(task.asked, round(task.asked.value, task.asked.digits)).kind == "right"


def moved(told, **changed) -> Facts:
    return replace(told.facts, **changed)


def test_what_the_data_can_not_tell_is_not_said(told):
    unsure = moved(told, help=(0.02, -0.05, 0.09), over_content=(-0.1, -0.2, 0.0))
    assert "can’t tell" in sentences.help_text(unsure) and "even came" not in sentences.help_text(unsure)
    assert "by lot" not in sentences.help_text(unsure) and "by lot" in sentences.help_text(moved(told, help=(0.2, 0.1, 0.3)))
    assert "changes nothing" in sentences.help_text(moved(told, well=None, badly=None))
    assert "drawn by lot" not in sentences.help_text(moved(told, well=None, badly=None))
    few = moved(told, sooner=None, true_again=None, spurious_again=None)
    assert "can’t be told" in sentences.doubtful_text(few)
    assert [bool(screen.draw) for screen in lesson.told(few, "Harbour").screens] == [True, True, False, True]


@pytest.mark.parametrize(
    "difference, words",
    [((0.1, 0.02, 0.2), "they go sooner"), ((-0.1, -0.2, -0.02), "came more often"), ((0.1, -0.02, 0.2), "no difference")],
)
def test_whether_the_spurious_go_sooner_is_what_the_interval_says(told, difference, words):
    ten = group(6, 12)
    assert words in sentences.doubtful_text(moved(told, sooner=difference, true_again=ten, spurious_again=ten))


def test_a_third_is_judged_by_the_verdict_and_the_guess_by_the_interval(told):
    titles = [sentences.reveal_title(moved(told, verdict=verdict)) for verdict in ("below", "compatible", "above")]
    assert [title.split()[0] for title in titles] == ["Fewer", "About", "More"]
    share = moved(told, loyal=group(30, 100))
    assert "misses it" in sentences.reveal_text(replace(share, true_loyal=0.5), 33)
    assert "misses it" not in sentences.reveal_text(replace(share, true_loyal=0.3), 33)
    assert "as close as the data can tell" in sentences.reveal_text(share, 33)
    assert "20 points too high" in sentences.reveal_text(share, 50).replace("\u00a0", " ")
    assert "20 points too low" in sentences.reveal_text(share, 10).replace("\u00a0", " ")


def test_the_top_is_said_to_hold_where_most_are_there(told):
    held = sentences.ways_text(moved(told, gone=group(10, 100), true_left=0.1, back=group(0, 100)))
    assert "holds for most" in held and "Nobody who left came back" in held and "shows it late" not in held
    assert "Nor is the top for good" in sentences.ways_text(moved(told, gone=group(60, 100), true_left=0.9))


def test_somebody_who_never_bought_steadily_is_not_told_by_silence(told):
    people = tuple(replace(one, run=1, silence=3) if one.kind == "latent" else one for one in told.facts.people)
    reply = asking.kind_replies(moved(told, people=people))["latent"].replace("\u00a0", " ")
    assert "1 order in a row" in reply and "silence" not in reply


def test_a_hostile_name_is_no_markup(told):
    lead = lesson.told(told.facts, "![x](http://a.example) **b**").guess.lead
    assert "![x]" not in lead and "**b**" not in lead


@pytest.mark.parametrize("customers, seed", [(40, 3), (150, 3)])
def test_a_company_too_small_is_refused_with_what_is_missing(customers, seed, tmp_path, monkeypatch):
    bring(tmp_path / "small.db", trade="home-goods", customers=customers, seed=seed)
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(tmp_path / "small.db"))
    with pytest.raises(Refused) as refused:
        lesson.LESSON.tell(truth.known())
    assert refused.value.found and refused.value.needed and refused.value.do


def test_without_orders_it_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(tmp_path / "none.db"))
    with pytest.raises(Refused):
        lesson.LESSON.tell({})
