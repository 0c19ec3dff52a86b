"""Why customers stay, said and drawn: what isn't known is said as not known, thin figures are in no sentence, hostile names are text."""

from dataclasses import replace
from datetime import date

import pytest

from analysis.attitude import EVERY, After, Attitude, Field, difference
from analysis.bond import CELLS, Bond, Cell
from analysis.comparisons import group
from components.charts import attitude as charts
from components.sentences import attitude as sentences
from components.sentences import bond as bond_sentences
from components.words import SPACE

HOSTILE = "<b>Us?</b> ![x](http://x)"
AS_OF, THEN = date(2026, 10, 18), date(2026, 7, 18)


def attitude(true=120, latent=200, spurious=80, none=100, *, unknown=(90, 400), **more) -> Attitude:
    """A company's fields by their numbers of customers."""
    counts = {"true": true, "latent": latent, "spurious": spurious, "none": none}
    n = sum(counts.values())
    behaving = true + spurious
    made = {
        "as_of": AS_OF, "level": 0.95, "question": "recommendation", "name": "Would you recommend us?", "scale": (0.0, 10.0), "least": 7.0,
        "least_run": 3, "at_risk": 2.0, "customers": n + sum(unknown), "answered": n,
        "fields": tuple(Field(field=name, share=group(k, n), gone=150 if name == "latent" else 0) for name, k in counts.items()),
        "steady_unknown": unknown[0], "other_unknown": unknown[1],
        "represents": difference(group(behaving, n), group(unknown[0], sum(unknown)), level=0.95, least=1) if sum(unknown) else None,
        "median_age_days": 293.0, "undated": 1, "unnamed": 2, "then": THEN,
        "after": tuple(After(field=name, again=group(k, n)) for name, k, n in (("true", 55, 120), ("spurious", 25, 85))),
        "sooner": difference(group(55, 120), group(25, 85), level=0.95), "latent_again": None,
    }  # fmt: skip
    return Attitude(**{**made, **more})


def plain(text: str) -> str:
    return text.replace(SPACE, " ")


def test_the_answer_names_all_four_fields_with_intervals_and_who_is_gone():
    said = plain(sentences.attitude_answer(attitude()))
    assert said.startswith("Of 500 customers who answered “Would you recommend us?”, **24 % (20 to 28) are truly loyal**")
    assert "16 % (13 to 19) buy steadily and don’t mean it (spurious)" in said
    assert "40 % (36 to 44) would and don’t buy steadily (latent)" in said and "20 % (17 to 24) do neither" in said
    assert "Of the 200 latent, 150 have not ordered for so long" in said


def test_nobody_asked_and_too_few_answers_are_said():
    nobody = attitude(question=None, name=None, fields=(), least=None)
    assert "isn’t known" in sentences.attitude_answer(nobody) and sentences.after_sentence(nobody) == ""
    assert plain(sentences.attitude_answer(attitude(2, 3, 1, 1))).startswith("**Not enough answers** to say who means it: 7 known")
    assert sentences.represents_sentence(attitude(2, 3, 1, 1)) == ""
    assert "So few answers carry little." in sentences.attitude_answer(attitude(5, 5, 5, 5))


@pytest.mark.parametrize(
    ("unknown", "reading"),
    [((20, 470), "less loyal than the fields"), ((400, 90), "more loyal"), ((196, 294), "no difference beyond chance")],
)
def test_whom_it_speaks_for_is_said_by_the_interval_and_not_by_the_sign(unknown, reading):
    said = plain(sentences.represents_sentence(attitude(unknown=unknown)))
    assert reading in said and "500 of 990 customers answered" in said and "older than 293 days" in said


def test_whether_the_spurious_leave_sooner_is_said_in_all_three_ways():
    sooner = plain(sentences.after_sentence(attitude()))
    assert sooner.startswith("**The spurious leave sooner**: of the truly loyal on 18 July 2026 46 % (37 to 55) had ordered again by")
    assert "16 points (3 to 29) fewer. Associated, not proven." in sooner
    other = attitude(sooner=difference(group(25, 85), group(55, 120), level=0.95))
    assert "**The spurious did not leave sooner**" in sentences.after_sentence(other)
    open_ = plain(sentences.after_sentence(attitude(sooner=difference(group(50, 120), group(35, 85), level=0.95))))
    assert open_.startswith("**Whether the spurious leave sooner can’t be told**") and "may be none" in open_


@pytest.mark.parametrize("pair", [None, (group(4, 8), group(25, 85))])
def test_too_few_to_say_what_came_next_are_in_no_sentence(pair):
    said = sentences.after_sentence(attitude(sooner=pair and difference(*pair, level=0.95)))
    assert "too few of them" in said and "%" not in said
    assert "no usual gap" in sentences.after_sentence(attitude(then=None, after=()))


def test_fields_are_drawn_with_their_shares_and_those_without_an_answer_are_not_filled():
    picture = charts.attitude(attitude(), dark=False)
    [bars] = [trace for trace in picture.data if trace.type == "bar"]
    assert [one[0] for one in bars.customdata] == ["true", "spurious", "steady_unknown", "latent", "none", "other_unknown"]
    filled = dict(zip((one[0] for one in bars.customdata), bars.marker.color))
    assert filled["steady_unknown"] == filled["other_unknown"] == "rgba(0,0,0,0)"
    # The fuller a field, the darker it is.
    assert len({filled[name] for name in ("true", "latent", "spurious", "none")}) == 4
    texts = [plain(note.text) for note in picture.layout.annotations]
    for text in ("<b>Truly loyal</b>", "24 % (20 to 28)", "120 customers", "400 customers", "Answered 7 or more", "No answer"):
        assert text in texts
    assert "Spurious: 16 %" in plain(charts.attitude_alt(attitude())) and "No answer: 490" in charts.attitude_alt(attitude())


def test_thin_answers_are_pale_and_fewer_than_five_have_no_share():
    few = charts.attitude(attitude(1, 1, 1, 1), dark=False)
    texts = [note.text for note in few.layout.annotations]
    assert texts.count("fewer than 5") == 4 and not any("%" in text for text in texts)
    thin = charts.attitude(attitude(2, 3, 1, 1), dark=False)
    [bars] = [trace for trace in thin.data if trace.type == "bar"]
    assert bars.marker.color[0].endswith("0.45)")
    assert "%" not in charts.attitude_alt(attitude(2, 3, 1, 1))


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("narrow", [False, True])
def test_what_came_next_is_drawn_with_the_unknown_hollow(dark, narrow):
    result = attitude(after=tuple(After(field=name, again=group(10, 40)) for name in EVERY))
    picture = charts.after(result, dark=dark, narrow=narrow)
    assert len([trace for trace in picture.data if trace.type == "scatter"]) == 6
    assert "18 July 2026" in plain(charts.after_alt(result))
    headers, rows = charts.after_data(result)
    assert len(rows) == 6 and all(len(row) == len(headers) for row in rows)


def test_the_numbers_behind_are_those_of_the_fields():
    headers, rows = charts.attitude_data(attitude())
    assert [row[:3] for row in rows[:4]] == [("true", 120, 500), ("latent", 200, 500), ("spurious", 80, 500), ("none", 100, 500)]
    assert rows[4][:2] == ("steady_unknown", 90) and all(len(row) == len(headers) for row in rows)


def test_more_is_darker_in_the_light_and_brighter_in_the_dark():
    said = {dark: sentences.attitude_caption(attitude(), dark=dark) for dark in (False, True)}
    assert "darker" in said[False] and "brighter" in said[True]


def test_a_hostile_question_is_text():
    said = sentences.attitude_answer(attitude(name=HOSTILE))
    assert "![x](" not in said and "<b>" not in said


def bond(counts=(100, 50, 200, 80, 90, 300), by="dates", **more) -> Bond:
    numbers = dict(zip(CELLS, counts, strict=True))
    answered = sum(n for name, n in numbers.items() if "unknown" not in name)
    content = [group(numbers[f"{of}_content"], n) if (n := numbers[f"{of}_content"] + numbers[f"{of}_discontent"]) else None
               for of in ("bound", "free")]  # fmt: skip
    made = {
        "as_of": AS_OF, "level": 0.95, "by": by, "field": "contract_end", "cycle_days": 30.4 if by == "contract" else None,
        "question": "overall", "name": "Overall?", "customers": sum(counts),
        "bound": group(sum(counts[:3]), sum(counts)) if sum(counts) else None, "answered": answered,
        "cells": tuple(Cell(cell=name, n=n, share=group(n, answered) if answered and "unknown" not in name else None)
                       for name, n in numbers.items()),
        "content_bound": content[0], "content_free": content[1], "difference": difference(*content, level=0.95), "soon_days": 90,
        "ends_soon": 12, "then": None, "sooner": None,
    }  # fmt: skip
    return Bond(**{**made, **more})


def test_who_is_tied_and_discontent_is_said_with_when_the_tie_ends():
    said = plain(bond_sentences.bond_answer(bond()))
    assert said.startswith("Of 820 customers who are there, **43 % (39 to 46) are tied** by the day in “contract\\_end”")
    assert "Of the tied who answered 67 % (59 to 74) are content, of the free 47 % (40 to 55)" in said and "more." in said
    assert "**50 are tied and not content**, and may leave when the tie ends; of these ties 12 end within 90 days." in said
    contract = plain(bond_sentences.bond_answer(bond(by="contract")))
    assert "every 30 days" in contract and "may leave at the next renewal, at most 31 days from now" in contract
    assert "the column doesn’t say" in bond_sentences.bond_answer(bond(by="values"))
    assert "whose end is to come" in bond_sentences.bond_answer(bond(by="membership"))


@pytest.mark.parametrize(
    ("pair", "reading"),
    [((90, 60), "They did leave sooner"), ((60, 90), "They did not leave sooner"), ((60, 61), "Whether they leave sooner can’t be told")],
)
def test_whether_the_discontent_leave_when_a_contract_ends_is_said_by_its_interval(pair, reading):
    first, second = (group(k, 100) for k in pair)
    told = bond(by="contract", then=THEN, sooner=difference(first, second, level=0.95))
    assert reading in bond_sentences.bond_answer(told)
    thin = bond(by="contract", then=THEN, sooner=difference(group(5, 9), second, level=0.95))
    assert "sooner" not in bond_sentences.bond_answer(thin)


def test_what_is_not_known_of_ties_is_said():
    nothing = replace(bond(), by=None, cells=(), customers=0, bound=None)
    assert "Nothing here says who is tied" in bond_sentences.bond_answer(nothing)
    assert "Too few customers" in bond_sentences.bond_answer(bond((1, 1, 1, 1, 1, 1)))
    assert "Too few of the tied have answered" in bond_sentences.bond_answer(bond((3, 3, 200, 80, 90, 300)))
    assert "of the free" not in bond_sentences.bond_answer(bond((60, 40, 200, 3, 2, 300)))
    assert "no difference beyond chance" in bond_sentences.bond_answer(bond((60, 60, 0, 60, 60, 0)))
    assert "fewer." in bond_sentences.bond_answer(bond((20, 80, 0, 80, 20, 0)))


@pytest.mark.parametrize("least", [None, 4.0])
def test_the_tied_and_the_free_are_drawn(least):
    picture = charts.bond(bond(), least=least, dark=True)
    texts = [plain(note.text) for note in picture.layout.annotations]
    assert "<b>Tied, not content</b>" in texts and "<b>Stay by choice</b>" in texts and "200 customers" in texts
    assert "No answer: 500" in charts.bond_alt(bond())
    headers, rows = charts.bond_data(bond())
    assert [row[1] for row in rows] == [100, 50, 200, 80, 90, 300] and all(len(row) == len(headers) for row in rows)


def test_what_ties_has_a_name_for_each_kind():
    named = [bond_sentences.tie_name(name) for name in ("contract", "membership", "dates:contract_end", "values:market")]
    assert named == ["Regular renewals", "A membership that ends", "The day in “contract_end”", "Values of “Market”"]
