"""The leaky bucket's lesson as it is told of small companies: true words, a reply to every slip, a hint to every exercise."""

import re
from dataclasses import replace

import numpy as np
import pytest

from analysis import calendar
from analysis.absences import NEVER
from analysis.lessons.exercise import check
from analysis.stages import STAGES
from components import workspace
from components.charts import lesson_bucket as charts
from components.lessons import bucket as lesson
from components.sentences import lesson_bucket as sentences
from components.words import SPACE
from models.errors import Refused
from sample_data import again
from sample_data.identities import identities
from sample_data.lives import lives
from tests.demonstration import bring

TRADES = ("home-goods", "fuel")


@pytest.fixture(scope="module")
def companies(tmp_path_factory):
    """Give each trade's workspace and truth, stored once."""
    folder, stored = tmp_path_factory.mktemp("bucket"), {}

    def find(trade: str):
        if trade not in stored:
            stored[trade] = folder / f"{trade}.db", bring(folder / f"{trade}.db", trade=trade, customers=900, seed=5)
        return stored[trade]

    return find


@pytest.fixture(params=TRADES)
def company(companies, request, monkeypatch):
    path, truth = companies(request.param)
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(path))
    return truth


@pytest.fixture
def told(company):
    return lesson.tell(company)


def plain(text: str) -> str:
    return text.replace(SPACE, " ").replace("\\", "")


def test_who_really_left_is_known_of_every_buyer_to_the_day(company):
    """Against their lives, one customer after the other, found by the number within the e-mail."""
    found, made = workspace.current(), again(company)
    relations = workspace.known_relations()
    buyers = relations.customers[relations.buyers]
    left = lesson.left_for_good(company, found, buyers)
    emails = dict(zip(found.customers["customer"], found.customers["email"]))
    lived = lives(made, np.arange(made.customers))
    first = calendar.day_number(calendar.date.fromisoformat(company["first_day"]))
    days = {}
    for who, day, gone in zip(lived.orders.who.tolist(), lived.orders.day.tolist(), lived.orders.left.tolist()):
        days[who] = first + day if gone else days.get(who, NEVER)
    assert len(buyers) == made.customers == company["counts"]["buyers"]
    numbers = [int(re.search(r"(\d+)@", emails[party])[1]) - 1 for party in buyers.tolist()]
    assert left.tolist() == [days[who] for who in numbers]
    assert identities(made, np.array(numbers[:1]))["email"][0] == emails[buyers[0]]


def test_who_was_still_there_is_what_the_truth_says(company, told):
    """The rule counts most of them, and some who rest it does not count: never more than there are."""
    known = company["bucket"]["quarter"][told.facts.label]
    assert 0.5 * known["at_start"] < told.facts.there <= known["at_start"]
    relations = workspace.known_relations()
    codes = relations.part(relations.buyers).stages(calendar.last_day(calendar.parse(told.facts.label, "quarter"), "quarter")).stage
    assert told.facts.at_end == sum(STAGES[code] not in ("prospect", "abandoned") for code in codes if code >= 0)


def test_every_exercise_has_its_words_and_every_slip_its_reply(told):
    assert [task.asked.name for task in told.tasks] == ["level", "point", "letters", "market"]
    for task in told.tasks:
        assert task.question and task.hint and task.label and task.table.rows
        assert list(task.slips) == [slip.name for slip in task.asked.slips]
        for slip in task.asked.slips:
            reply = plain(task.slips[slip.name])
            assert reply.startswith("**") and reply.count("**") == 2, reply
            assert "{" not in reply
            assert check(task.asked, round(slip.value, task.asked.digits)).slip == slip.name
        assert check(task.asked, round(task.asked.value, task.asked.digits)).kind == "right"
        assert plain(task.right).startswith("**Right: ")


def test_no_reply_or_hint_gives_the_answer_away(told):
    """But for a number that stands in the table: a bucket may be at its level already."""
    for task in told.tasks:
        answer = plain(task.right).split("**")[1].removeprefix("Right: ").removesuffix(" quarters")
        if answer not in [plain(cell) for row in task.table.rows for cell in row]:
            for text in (task.question, task.hint, *task.slips.values()):
                assert answer not in re.findall(r"[€£]?[\d,.]*\d", plain(text)), (task.asked.name, text)
        for screen in told.screens:
            assert answer not in re.findall(r"[€£]?[\d,.]*\d", plain(f"{screen.text} {screen.alt}")), (task.asked.name, screen.title)


def test_screens_are_short_and_have_sources_and_pictures_their_words(told):
    assert len(told.screens) == 4
    for screen in told.screens:
        assert len(re.sub(r"\(glossary[^)]*\)", "", screen.text).split()) <= 65, screen.title
        assert re.search(r"\((19|20)\d\d\)", screen.source)
        assert bool(screen.draw) == bool(screen.alt)
        for dark in (False, True):
            assert screen.draw is None or screen.draw(dark=dark).layout.height <= 300


@pytest.mark.parametrize(
    ("place", "begins"),
    [
        ("low", "**You have a good feeling"),
        ("share", "**You have a good feeling"),
        ("high", "**You have a good feeling"),
        (-4, "**Close"),
        (4, "**Close"),
        (-6, "**It leaks more"),
        (6, "**It leaks less"),
    ],
)
def test_the_reveal_says_to_which_side_a_guess_lay(told, place, begins):
    """A number stands beyond the nearer end of the interval."""
    facts = told.facts
    guessed = 100 * getattr(facts, place) if isinstance(place, str) else 100 * (facts.low if place < 0 else facts.high) + place
    said = told.reveal((guessed,))
    assert said.text.startswith(begins)
    assert str(round(100 * facts.true_share)) in said.title
    assert len(said.text.split()) <= 75


def test_what_is_not_so_is_not_said(told):
    """Where all the lost had left, nobody rested; where nobody comes back, the bucket runs dry; most is never called only."""
    facts = told.facts
    sure = replace(facts, rested=0, for_good=facts.lost, true_share=facts.share, there=facts.at_start)
    text = sentences.reveal(sure, 1).text
    assert "rested" not in text and "shows late" not in text and "had really left" in text
    inside, outside = replace(facts, rested=1, true_share=facts.low), replace(facts, rested=1, true_share=facts.low - 0.01)
    assert "knows nothing of them" not in sentences.reveal(inside, 1).text
    assert "knows nothing of them" in sentences.reveal(outside, 1).text
    most = replace(facts, there=facts.at_start - 1, won=replace(facts.won, share=0.9), market=replace(facts.market, back=0, settles=0.0))
    assert "only" not in sentences.reveal(most, 1).text.partition("shows late")[2]
    assert "Only" not in sentences.newcomer(most)[1]
    assert "runs dry" in sentences.market(most)[1]
    few = replace(facts, there=1, won=replace(facts.won, share=0.3))
    assert "only 1 were" in sentences.reveal(few, 1).text and "Only" in sentences.newcomer(few)[1]


def test_the_pictures_end_where_the_facts_say(told):
    facts = told.facts
    level = charts.level(facts, dark=False)
    seen, kept, now = level.data
    assert list(seen.y) == list(facts.level.stock) and seen.line.dash == "solid"
    assert now.y[0] == kept.y[0] == facts.at_end and kept.y[-1] > now.y[-1]
    assert now.line.dash == kept.line.dash != "solid"
    endless, ends = charts.market(facts, dark=False).data
    assert ends.y[-1] < endless.y[-1]
    before = int(facts.market.quarters)
    assert list(ends.y[: before + 1]) == pytest.approx(list(endless.y[: before + 1]))
    assert ends.y[-1] == pytest.approx(facts.market.settles, abs=0.02 * facts.at_end)


def test_the_looks_lead_to_pages_with_the_quarter(told):
    assert [look.page for look in told.looks] == ["pages/overview.py", "pages/leaving.py", "pages/calculator.py"]
    for look in told.looks:
        assert "quarter" in look.query.values() and look.find and look.label


def test_a_company_too_small_to_show_it_is_refused_in_words(tmp_path, monkeypatch):
    truth = bring(tmp_path / "few.db", trade="home-goods", customers=60, seed=5)
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(tmp_path / "few.db"))
    with pytest.raises(Refused) as refused:
        lesson.tell(truth)
    assert "1,000 customers" in refused.value.do
