"""What the leak costs, said and drawn: definitions spelled out, thin figures withheld, hostile names as text."""

from dataclasses import replace
from datetime import date

import pytest

from analysis.causes import Association, Causes
from analysis.comparisons import compare
from analysis.last_words import LastWord
from analysis.retention_point import RetentionPoint
from analysis.worth import Money
from components.charts import causes as charts
from components.sentences import causes as sentences
from components.sentences import retention_point as point
from components.words import SPACE

AS_OF = date(2026, 10, 18)
HOSTILE = "<b>late</b> ![x](http://x)"
POINT = RetentionPoint(
    period="month", first="2025-10", last="2026-09", as_of=AS_OF, level=0.95, currency="EUR", customers=1506.46, lost=1591, at_start=17785,
    lost_share=0.0895, low=0.0854, high=0.0937, more=119.2, more_low=115.1, more_high=123.4, each=Money(value=14241, low=12689, high=15793),
    in_the_year=Money(value=922232, low=813149, high=1031314), a_year=Money(value=1697846, low=1493244, high=1902447),
)  # fmt: skip


def word(kind: str, about: str, settled, lost: int, revenue: int) -> LastWord:
    return LastWord(kind=kind, about=about, settled=settled, lost=lost, share=lost / 400, low=0.1, high=0.2, revenue=revenue)


FOUND = ((None, False, 69, True), (None, True, 20, True), (HOSTILE, None, 43, False))


def association(about, settled, k: int, clear: bool) -> Association:
    comparison = compare([k], [100], [400], [1000])
    money = Money(value=300_000, low=170_000, high=430_000) if comparison.difference > 0 else None
    return Association(
        kind="complaint", about=about, settled=settled, comparison=comparison, adjusted_p=0.0004 if clear else 0.4, distinguishable=clear,
        a_year=50, money=money,
    )  # fmt: skip


@pytest.fixture
def result() -> Causes:
    return Causes(
        as_of=AS_OF, level=0.95, q=0.05, currency="EUR", lost=400, revenue=5_000_000,
        words=(word("complaint", HOSTILE, False, 60, 900_000), word("contact", "", None, 3, 9_999), word("none", "", None, 337, 4_000_000)),
        complaint_days=9, contact_days=5, looked_at=3,
        found=tuple(association(*one) for one in FOUND),
    )  # fmt: skip


def plain(text: str) -> str:
    return text.replace(SPACE, " ")


def test_a_point_is_spelled_out_with_its_intervals_and_what_is_taken_for_granted():
    said = plain(point.point_answer(POINT))
    assert "one more of a hundred customers here at each month’s start stayed" in said
    assert "there would be **119** (115 to 123) more" in said
    assert "€142 net each a year" in said and "**€17,000** (14,900 to 19,000) a year" in said
    caption = plain(point.point_caption(POINT))
    assert "8.0 % would be lost in a month in place of 9.0 % (8.5 to 9.4)" in caption
    assert "if those who are kept bring as much" in caption
    assert "Too early" in point.point_answer(None) and point.point_caption(None) == ""
    assert dict(point.point_made(POINT))["One point"].endswith("not one per cent of those who stay")


@pytest.mark.parametrize("period", ["week", "quarter"])
def test_a_point_is_said_of_any_length_of_period(period):
    labels = {"week": ("2025-W41", "2026-W40"), "quarter": ("2025-Q4", "2026-Q3")}[period]
    other = replace(POINT, period=period, first=labels[0], last=labels[1])
    assert period in point.point_answer(other) and period in point.point_caption(other)


def test_losses_are_said_by_their_last_word_and_hostile_causes_are_text(result):
    said = plain(sentences.causes_answer(result))
    assert "400 customers lost" in said and "**€50,000**" in said
    assert "said nothing after their last order" in said and "60 had complained, and had brought €9,000, most often about" in said
    assert "![x]" not in said and "<b>" not in said
    headers, rows = sentences.words_table(result)
    assert rows[1][1] == "fewer than 5" and rows[1][2:] == ("", "")
    assert all(len(row) == len(headers) for row in rows)


def test_only_what_is_distinguishable_is_put_into_words_and_as_an_association(result):
    said = plain(sentences.causes_meaning(result))
    assert "After a complaint that was not settled within 9 days of the order, **69 %" in said
    assert "more among like orders" in said
    assert "After a complaint that was settled within 9 days of the order, **20 %" in said and "less among like orders" in said
    assert "late" not in said and "an association" in said
    assert said.count("Beyond what is usual") == 1
    unclear = replace(result, found=result.found[2:], looked_at=1)
    assert "not distinguishable with these n" in sentences.causes_meaning(unclear)
    assert "Too few" in sentences.causes_meaning(replace(result, found=(), looked_at=0))


def test_without_complaints_and_contacts_it_says_what_would_tell(result):
    bare = replace(result, words=result.words[2:], complaint_days=None, contact_days=None, looked_at=0, found=())
    assert "bring complaints or contacts" in sentences.causes_answer(bare) and sentences.causes_meaning(bare) == ""
    assert "contacts are not in the data" in sentences.causes_answer(replace(result, contact_days=None))
    assert "Nobody was lost" in sentences.causes_answer(replace(result, lost=0))


@pytest.mark.parametrize("dark", [False, True])
def test_marks_are_the_differences_and_hollow_where_not_distinguishable(result, dark):
    picture = charts.causes(result, dark=dark)
    hollow = {trace.x[0]: trace.marker.color == picture.layout.paper_bgcolor for trace in picture.data}
    assert hollow == {100 * one.comparison.difference: not one.distinguishable for one in result.found}
    for trace in picture.data:
        assert trace.error_x.array[0] > 0 and trace.error_x.arrayminus[0] > 0
    assert "<b>late" not in "".join(note.text for note in picture.layout.annotations)
    assert "Complaint, not settled" in charts.causes_alt(result)
    headers, rows = charts.causes_data(result)
    assert len(rows) == 3 and all(len(row) == len(headers) for row in rows)


def test_every_comparison_is_a_row_of_the_table(result):
    headers, rows = sentences.causes_table(result)
    assert len(rows) == 3 and all(len(row) == len(headers) for row in rows)
    assert rows[0][-1] == "under 0.001"
