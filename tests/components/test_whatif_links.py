"""The links by order, in words."""

from dataclasses import replace

import pytest

from analysis.beliefs import from_literature
from analysis.chain import chain
from analysis.driver_model import prepare
from analysis.links import links
from components.sentences import whatif_links as sentences
from components.words import SPACE
from sample_data.company import Company
from tests.chain import gathered


@pytest.fixture(scope="module")
def by_order():
    """An invented company whose customers come back."""
    asked, occasions, book = gathered(Company.of("home-goods", seed=8, customers=2_500))
    return links(prepare(asked), asked, asked, occasions, book, resamples=60)


def plain(text: str) -> str:
    return text.replace(SPACE, " ")


def test_by_order_the_links_are_told_of_orders(by_order):
    """A trap: 71 % of orders read as 71 % of customers within 90 days."""
    found = chain(by_order, "Delivery on time", 0.5, margin=0.4)
    boxes, between = sentences.steps(found)
    assert (boxes[2][0], boxes[3][0]) == ("Another order follows", "Worth") and " → " in boxes[2][1]
    assert plain(between[2][0]).endswith("an order") and between[2][1] == "measured · orders of the last half-year"
    by_belief = sentences.steps(chain(by_order, "Delivery on time", 0.5, belief=from_literature(0.3)))[0]
    assert "within" in by_belief[2][0]


def test_by_order_a_link_that_is_missing_has_no_figure(by_order):
    found = chain(replace(by_order, visits=replace(by_order.visits, link="unclear")), "Delivery on time", 0.5)
    boxes, between = sentences.steps(found)
    assert found.difference is None and boxes[-1][1] == "?" and between[1][2] == "missing"
