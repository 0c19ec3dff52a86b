"""Findings in words."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from analysis.acquisition import Acquisition
from analysis.comparisons import group
from analysis.findings import Finding, Findings, Outcome
from analysis.followup import AGAIN, STILL
from analysis.worth import Money
from components import sentences
from components.words import SPACE
from tests.components import invented
from tests.pages.shops import HOSTILE

CLAIM = Finding(
    name="group:first_channel=instagram", kind="group", claim=True, outcome=AGAIN, field="first_channel", value="instagram",
    group=group(159, 512), against=group(926, 2104), difference=-0.13, low=-0.17, high=-0.09, p=1e-6, adjusted_p=1e-5,
    a_year=300, money=Money(value=3_812_345, low=2_612_345, high=5_112_345), customers=np.arange(512),
)  # fmt: skip


def result(*found, looked_at=31, n=2616):
    return Findings(
        level=0.95, q=0.05, currency="EUR", as_of=date(2026, 6, 30), customers=n, looked_at=looked_at, found=found,
        outcome=Outcome(name=AGAIN, days=90, k=n // 3, n=n), claims=sum(finding.claim for finding in found),
    )  # fmt: skip


def plain(text: str) -> str:
    return text.replace(SPACE, " ")


def test_a_group_is_said_with_its_evidence_and_its_money():
    seen = result(CLAIM)
    assert sentences.findings_title(seen) == "One finding, by what it is worth"
    assert sentences.finding_sentence(CLAIM) == "Customers whose first order came by instagram come back less than the others."
    assert plain(sentences.finding_evidence(seen, CLAIM)) == (
        "Within 90 days of the first order 31 % (27 to 35) of 512 ordered again, against 44 % (42 to 46) of 2,104: "
        "13 points (9 to 17) less among those of the same quarter."
    )
    assert tuple(map(plain, sentences.worth(seen, CLAIM))) == ("€38,000", "26,000 to 51,000")
    assert "31 comparisons were looked at; on average at most 5 % of the differences shown are due to chance" in plain(
        sentences.findings_quiet(seen)
    )


def test_nothing_found_says_what_was_looked_at():
    assert sentences.findings_title(result()) == "Nothing stands out yet"
    quiet = plain(sentences.findings_quiet(result()))
    assert quiet == "31 comparisons were looked at, and no difference stood out beyond chance; n = 2,616 customers."
    assert "can’t be compared yet" in sentences.findings_quiet(result(looked_at=0, n=12))


FORMS = {
    "stay": (replace(CLAIM, outcome=STILL, difference=0.2, low=0.1, high=0.3), "by instagram stay longer than the others."),
    "leave": (replace(CLAIM, outcome=STILL), "by instagram leave sooner than the others."),
    "two values": (replace(CLAIM, field="country", value="FI", other="SE"), "Customers from FI come back less than those from SE."),
    "none": (replace(CLAIM, field="first_discount", value=""), "Customers who first ordered without a code come back less"),
    "own": (replace(CLAIM, field="first_a*b", value="x"), "whose first order has “x” as a\\*b come back less"),
    "cohort": (
        replace(CLAIM, kind="cohort", field="cohort", value="2025-Q2", other="2024-Q2"),
        "Customers who first ordered in the second quarter 2025 come back less than those of the second quarter 2024.",
    ),
    "complaints": (replace(CLAIM, kind="complaints"), "settled within three days come back less than those who waited longer."),
    "costly": (replace(CLAIM, kind="costly", customers=np.arange(1)), "1 customer costs more than the orders bring."),
}


@pytest.mark.parametrize("name", FORMS)
def test_each_kind_has_its_sentence(name):
    finding, part = FORMS[name]
    assert part in sentences.finding_sentence(finding)


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("field", ["first_channel", "market", "first_colour", "colour"])
def test_a_hostile_value_or_field_shows_as_text(hostile, field):
    for finding in (replace(CLAIM, field=field, value=hostile, other=hostile), replace(CLAIM, field=hostile, value=hostile)):
        assert hostile not in sentences.finding_sentence(finding)
        assert "http://evil" not in sentences.finding_sentence(finding)


def test_money_that_is_not_known_and_money_that_is_booked():
    seen = result(CLAIM)
    assert sentences.worth(seen, replace(CLAIM, money=None))[0] == "–"
    booked = sentences.worth(seen, replace(CLAIM, money=Money(value=564_319, low=None, high=None)))
    assert booked == ("€5,643", "as booked, no estimate")
    doubtful = replace(CLAIM, money=Money(value=900_000, low=-200_000, high=2_100_000))
    assert tuple(map(plain, sentences.worth(seen, doubtful))) == ("€9,000", "−2,000 to 21,000")


def test_an_interval_of_the_difference_that_reaches_0_keeps_its_sign():
    near = replace(CLAIM, difference=-0.05, low=-0.101, high=0.001)
    assert "5 points (0 to 10) less" in plain(sentences.finding_evidence(result(near), near))
    other = replace(CLAIM, difference=-0.05, low=-0.12, high=0.02)
    assert "5 points (−2 to 12) less" in plain(sentences.finding_evidence(result(other), other))


def test_the_bucket_says_what_a_lost_customer_cost():
    cost = Acquisition(currency="EUR", spent=3_425_400, customers=1038, each=3_300)
    said = plain(sentences.bucket_answer(invented.bucket(), period="quarter", acquisition=cost))
    assert said.endswith("76 more. Each new one cost €33 of advertising, so the loss cost about €39,000.")
    assert "cost" not in sentences.bucket_answer(invented.bucket(lost=0), period="quarter", acquisition=cost)
    assert "cost" not in sentences.bucket_answer(invented.bucket(), period="quarter")
