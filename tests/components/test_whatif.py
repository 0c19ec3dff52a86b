"""A scenario in words and as pictures: what it is worth, when it pays back, what it stands on and what it hangs on."""

from dataclasses import replace
from datetime import date

import pytest

from analysis.beliefs import believe, from_literature
from analysis.chain import chain
from analysis.whatif.levers import LEVERS, RATED, Setting
from analysis.whatif.options import Options
from analysis.whatif.outcome import outcome
from components.charts import whatif as charts
from components.charts import whatif_tornado as tornado
from components.sentences import levers
from components.sentences import whatif as sentences
from components.sentences import whatif_links as link_sentences
from components.sentences.whatif_made import whatif_made
from components.whatif import Found
from components.whatif_levers import Shown
from components.words import SPACE
from tests.analysis.whatif.test_outcome import basis
from tests.chain import company_of, world

HOSTILE = "![x](http://evil.example)<b>"
RETENTION = Setting(lever="retention", target="capture", amount=0.015, once=150_000, monthly=1_000)
RATING = Setting(lever="attribute", target="A", amount=0.5)


@pytest.fixture(scope="module")
def known():
    """A world with 700 answers, told that 844 are customers of today."""
    found = company_of(*(part[:700] for part in world(5)[1:]), resamples=60)
    return replace(found, customers=844, everybody=replace(found.everybody, customers=300, back=200, brought=5_000.0, spread=100.0))


@pytest.fixture(scope="module")
def stands():
    made = basis()
    return replace(made, world=replace(made.world, as_of=date(2026, 10, 31)))


def found(stands, *settings, ways=(), margin=0.4, seen=None, **options) -> Found:
    said = Options(margin=margin or 1.0, months=options.pop("months", 24), **options)
    return Found(
        basis=stands,
        options=said,
        margin=margin is not None,
        shown=tuple(Shown(setting=setting, seen=seen) for setting in settings),
        settings=settings,
        result=outcome(stands, settings, said),
        chains=tuple(ways) or (None,) * len(settings),
    )


def plain(text: str) -> str:
    return text.replace(SPACE, " ")


def test_the_answer_says_what_of_what_over_which_time_with_its_interval(stands):
    said = plain(sentences.whatif_answer(found(stands, replace(RETENTION, once=0, monthly=0))))
    assert said.startswith("**Worth €") and "more within 24 months** (90 %: " in said
    assert "if retention of capture rises by 1.5 points a month" in said


def test_without_a_margin_it_is_revenue_and_not_worth(stands):
    """A trap: revenue read as what is earned."""
    one = found(stands, RATING, margin=None)
    assert "more revenue within" in plain(sentences.whatif_answer(one)) and "Worth" not in sentences.whatif_answer(one)
    assert "revenue, no margin set" in plain(sentences.whatif_quiet(one))


def test_an_interval_that_holds_0_is_told_first(stands):
    one = found(stands, RATING)
    unsure = replace(one, result=replace(one.result, difference=replace(one.result.difference, low=-100_000), chance_of_gain=0.7))
    said = plain(sentences.whatif_answer(unsure))
    assert said.startswith("**Whether it is worth anything can’t be told**") and "It gains in 70 % of the draws" in said


def test_where_nothing_is_moved_nothing_is_claimed(stands):
    one = found(stands)
    assert sentences.whatif_answer(one) == "Nothing is moved yet."
    assert "As things are" in sentences.baseline_sentence(one) and "€" in sentences.baseline_sentence(one)


def test_the_break_even_is_told_in_the_levers_own_unit_with_its_chance(stands):
    rated = replace(RATING, once=10_000)
    said = plain(sentences.whatif_answer(found(stands, rated)))
    assert "It pays back if the share who stay a month rises by at least **" in said and "your data give that a **" in said
    assert "It has paid back by month " in said and "costs included" in said and "at a cost of €100 once" in said
    said = plain(sentences.whatif_answer(found(stands, RETENTION)))
    assert "retention of capture rises by at least **" in said and "points** a month" in said


def test_of_several_levers_the_one_that_costs_most_is_held_against_its_cost(stands):
    free, dear = Setting(lever="order_value", amount=0.001), replace(RETENTION, once=900_000)
    one = found(stands, free, dear)
    said = plain(sentences.whatif_answer(one))
    assert "with 2 levers together" in said and "retention of capture rises by at least" in said
    assert plain(sentences.levers_sentence(one)).startswith(
        "Taken together: an order is worth 0.1 % more; retention of capture rises by 1.5"
    )
    assert "Who stays" not in sentences.break_even_others(one)


def test_what_never_costs_more_than_it_brings_has_no_month_of_payback(stands):
    """A trap: "it has paid back by month 0"."""
    said = plain(sentences.whatif_answer(found(stands, Setting(lever="order_value", amount=0.2, monthly=100))))
    assert "It brings more than it costs from the beginning." in said and "month 0" not in said


def test_every_lever_has_its_words_up_and_down():
    for name, lever in LEVERS.items():
        target = "A" if name in RATED else "capture" if name == "retention" else ""
        assert levers.lever_name(name) and levers.group_name(lever.group) and levers.lever_label(name, target)
        for amount in (lever.highest / 10, lever.lowest / 10):
            if amount:
                setting = Setting(lever=name, target=target, amount=amount)
                assert levers.moved(setting, "EUR") and levers.amount_text(setting, "EUR"), name
        if lever.believed:
            assert levers.asked_belief(name).endswith("?")


@pytest.mark.parametrize("name", list(LEVERS))
def test_every_lever_has_a_way_to_money_with_a_figure_or_with_what_is_missing(stands, name):
    lever = LEVERS[name]
    setting = Setting(lever=name, target="A" if name in RATED else "", amount=lever.highest / 10)
    one = found(stands, setting)
    ((boxes, between),) = link_sentences.rows(one)
    assert len(boxes) == len(between) + 1
    if one.result.stands_on[0].missing is not None:
        assert between[0][2] == "missing" and ("No figure" in sentences.whatif_answer(one) or name == "price")
    else:
        assert between[0][2] in ("measured", "belief", "given")
    believed = found(stands, replace(setting, belief=(0.001, 0.002, 0.003)))
    if lever.believed and name not in RATED:
        assert link_sentences.rows(believed)[0][1][0][2] == "belief"
        assert "not on your data" in sentences.whatif_answer(believed)


def test_a_price_says_that_nobody_is_taken_to_leave_for_it(stands):
    """A trap: a higher price that costs no customer."""
    one = found(stands, Setting(lever="price", amount=0.05))
    assert "Nobody is taken to leave for the price" in sentences.whatif_answer(one)
    assert any("Nobody is taken to leave" in each for each in link_sentences.not_covered(one))


@pytest.mark.parametrize(("belief", "text"), [(from_literature(0.3), "studies elsewhere"), (believe(0.01, 0.03, 0.06), "your belief")])
def test_a_link_that_rests_on_a_belief_says_so(known, belief, text):
    way = chain(replace(known, link="few answers"), "A", 0.5, belief=belief)
    _boxes, between = link_sentences.steps(way)
    assert between[1][2] == "belief" and text in between[1][1] and "measured" not in between[1][1]


@pytest.mark.parametrize("link", ["few answers", "few retained", "few lost", "unclear"])
def test_a_link_below_the_gates_shows_no_figure(known, link):
    boxes, between = link_sentences.steps(chain(replace(known, link=link, watched=60, retained=40, waiting=5), "A", 0.5))
    assert boxes[-1][1] == "?" and between[1][2] == "missing" and len(boxes) == len(between) + 1


def test_what_no_interval_covers_is_listed_with_what_this_attribute_adds(known, stands):
    way = chain(known, "A", 0.5)
    usual = " ".join(link_sentences.not_covered(found(stands, RATING, ways=[way])))
    for word in ("hidden habit", "Only those who answered", "mood", "rise by themselves", "taken for lost", "belief"):
        assert word in usual
    entangled = found(stands, RATING, ways=[replace(way, together="B")])
    assert "may be the other’s" in link_sentences.not_covered(entangled)[0]


def test_that_links_are_associations_is_said_wherever_one_is_measured(known, stands):
    one = found(stands, RATING, ways=[chain(known, "A", 0.5)])
    assert "not caused by" in sentences.whatif_answer(one) and "a habit behind both" in link_sentences.stands_on(one)
    headers, rows = link_sentences.table(one)
    assert len(rows) >= 4 and all(len(row) == len(headers) for row in rows)
    assert all(term and text for term, text in whatif_made(one))


def test_names_are_harmless_in_words(known, stands):
    way = replace(chain(known, "A", 0.5), attribute=HOSTILE, outcome=HOSTILE, together=HOSTILE)
    one = found(stands, replace(RATING, target=HOSTILE, once=100), ways=[way], seen=(0.0, 0.1))
    texts = [
        sentences.whatif_answer(one), *link_sentences.not_covered(one), sentences.uncertain_sentence(one),
        sentences.break_even_others(one), levers.lever_label("attribute", HOSTILE),
    ]  # fmt: skip
    assert not any("![x](" in text or "<b>" in text for text in texts)
    picture = tornado.tornado(one.result, sentences.bar_names(one), dark=False)
    assert not any("<b>" in note.text.replace("all as most likely: <b>", "") for note in picture.layout.annotations)


@pytest.mark.parametrize("dark", [False, True])
def test_the_fan_holds_the_estimate_within_half_within_the_level(stands, dark):
    one = found(stands, replace(RATING, once=5_000, begins=3))
    picture = charts.fan(one.result, begins=3, dark=dark)
    drawn = {trace.name: list(trace.y) for trace in picture.data}
    assert drawn["difference"] == [each.value / 100 for each in one.result.fan] and drawn["difference"][0] == -50.0
    for low, inner, inner_high, high in zip(*(drawn[name] for name in ("low", "inner_low", "inner_high", "high")), strict=True):
        assert low <= inner <= inner_high <= high
    assert [trace.line.dash for trace in picture.data if trace.name == "difference"] == ["6px 4px"]
    assert list(picture.data[-1].x) == [one.result.payback.month] and "paid back by month" in charts.fan_alt(one.result)
    headers, rows = charts.fan_data(one.result)
    assert len(rows) == 25 and len(headers) == len(rows[0]) and rows[-1][1] == one.result.difference.value / 100
    assert any("works from month 4" in note.text for note in picture.layout.annotations)


def test_a_loss_is_drawn_below_the_line(stands):
    one = found(stands, replace(RATING, amount=-0.5))
    low, high = charts.fan(one.result, dark=False).layout.yaxis.range
    assert low < 0 < high and min(charts.fan(one.result, dark=False).data[0].y) >= low


def test_cash_is_drawn_month_by_month_and_begins_with_what_is_laid_out(stands):
    one = found(stands, RETENTION)
    drawn = list(charts.cash(one.result, dark=False).data[0].y)
    assert drawn[0] == -1_500 and len(drawn) == 25 and "are laid out" in sentences.cash_sentence(one.result)
    assert charts.cash_data(one.result)[1][0] == (0, -1_500.0) and len(charts.cash_alt(one.result)) > 20


def test_the_tornado_has_a_bar_an_input_the_widest_first_and_a_belief_is_hatched(stands):
    one = found(stands, RATING, Setting(lever="errors", amount=0.05, belief=(0.0, 0.1, 0.3)))
    names = sentences.bar_names(one)
    picture = tornado.tornado(one.result, names, dark=False)
    widths = [trace.x[0] for trace in picture.data]
    assert widths == sorted(widths, reverse=True) and len(widths) == len(one.result.tornado)
    hatched = [trace.name for trace in picture.data if trace.marker.pattern.shape == "/"]
    assert hatched == ["Errors repaired → what it does (belief)"]
    assert "Hatched: a belief" in sentences.tornado_caption(one.result)
    assert names["lever", 0] in tornado.tornado_alt(one.result, names) and len(tornado.tornado_data(one.result, names)[1]) == len(widths)
    assert sentences.uncertain_sentence(one).count("**") >= 2
