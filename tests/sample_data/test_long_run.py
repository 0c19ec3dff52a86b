"""The long runs that are kept are those that would be worked out."""

import pytest

from sample_data.company import Company
from sample_data.long_run import KEPT, long_run, worked_out, written
from sample_data.trades import TRADES


def test_what_is_kept_is_what_would_be_written():
    """After a change of the model: python -m sample_data."""
    assert KEPT.read_text(encoding="utf-8") == written()


@pytest.mark.parametrize("trade", TRADES)
def test_the_kept_one_serves_every_seed_and_size_of_a_usual_company(trade):
    """Read or worked out, it is the same, field by field."""
    assert long_run(Company.of(trade, seed=77, customers=12)) == worked_out(Company.of(trade))


def test_another_company_has_a_long_run_of_its_own():
    """Without its price rise newcomers stay as before."""
    without = long_run(Company.of("home-goods", without=["price_rise"]))
    assert "price_rise" not in without.seen
    assert without.per_customer["paid"]["mean"] > long_run(Company.of("home-goods")).per_customer["paid"]["mean"]
