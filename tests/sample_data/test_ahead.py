"""What really comes after the data, to the person and the cent."""

import numpy as np
import pytest

from sample_data.ahead import ahead
from sample_data.company import Company
from sample_data.lives import lives
from sample_data.sales import FULLY_REFUNDED, PART, PARTLY_REFUNDED


@pytest.mark.parametrize("trade", ["home-goods", "telecom", "wholesale", "fuel"])
def test_everybodys_future_is_that_of_the_company_lived_on(trade):
    """Naive: each customer's orders one by one."""
    company = Company.of(trade, seed=3, customers=120)
    found = ahead(company, company.days, 365, at_most=3)
    lived = lives(company, np.arange(120), until=company.days + 364)
    for place in range(120):
        own = [at for at in range(len(lived.orders)) if lived.orders.place[at] == place]
        gone = [int(lived.orders.day[at]) for at in own if lived.orders.left[at]]
        assert found.there[place] == (not gone or gone[0] >= company.days)
        assert found.stays[place] == (not gone)
        net = 0
        for at in own:
            if lived.orders.day[at] < company.days:
                nth = int(lived.orders.nth[at])
                if nth < 3:
                    assert (found.orders[place, nth], found.followed[place, nth]) == (1, int(not lived.orders.left[at]))
                continue
            lot = int(company.draws.below(np.array([place]), "given back", 1000, np.array([lived.orders.nth[at]]))[0])
            cents = int(lived.orders.cents[at])
            net += 0 if lot < FULLY_REFUNDED else cents - cents // PART if lot < FULLY_REFUNDED + PARTLY_REFUNDED else cents
        assert found.brings[place] == net


def test_whoever_has_left_brings_nothing_and_only_who_was_there_stays():
    company = Company.of("fuel", seed=5, customers=300)
    found = ahead(company, company.days)
    assert not found.brings[~found.there].any()
    assert not (found.stays & ~found.there).any()
    assert (found.followed <= found.orders).all()
    assert (found.orders[:, 0] == 1).all()


def test_on_an_earlier_day_only_those_who_had_come_are_followed():
    company = Company.of("home-goods", seed=5, customers=300)
    found = ahead(company, company.days // 2)
    assert 0 < len(found.who) < 300
    assert (lives(company, found.who).people.first < company.days // 2).all()
