"""What the exports of shops and market places mean: which orders count, what they are worth, who bought."""

from tests.models.outcomes import brought


def test_magentos_closed_orders_are_given_back(store):
    """All of it, with or without an amount; suspected, held, pending and cancelled orders never count; no currency in the grid."""
    found = brought(store, "magento2_orders")
    assert found.counted == {"000000100": (4499, 0), "000000101": (5000, 550), "000000102": (3000, 3000), "000000103": (3100, 3100)}
    assert found.buyers == {"Mira Holm": ["000000100"], "Tara Quist": ["000000101", "000000102", "000000103"]}
    assert found.people["Mira Holm"] == {("email", "mira@example.org")}
    assert found.currencies == {"XXX"}
    assert found.days["000000101"] == "2026-01-15 00:05:00"
    assert found.ignored == {"suspected fraud": 1, "unpaid (on hold)": 1, "unpaid (pending payment)": 1, "cancelled": 1}


def test_bigcommerces_customer_0_is_a_guest_unless_there_is_an_e_mail(store):
    """Incomplete and declined orders never count; the billing company is the account of the person."""
    found = brought(store, "bigcommerce_orders")
    assert found.counted == {"201": (4500, 0), "202": (2500, 0), "203": (1000, 0), "204": (1200, 1200)}
    assert found.buyers == {"Mira Holm": ["201", "204"], "Tara Quist": ["202"], "": ["203"]}
    assert found.people["Mira Holm"] == {("email", "mira@example.org"), ("number", "17")}
    assert found.people["Quist Ltd"] == {("organisation", "quist ltd")}
    assert found.currencies == {"USD"}
    assert found.ignored == {"unpaid (incomplete)": 1, "unpaid (declined)": 1}


def test_squarespaces_total_stands_on_an_orders_first_row(store):
    """The rows below are articles; without an e-mail the buyer is a guest."""
    found = brought(store, "squarespace_orders")
    assert found.counted == {"00301": (3500, 700), "00302": (1000, 0)}
    assert found.buyers == {"Mira Holm": ["00301"], "": ["00302"]}
    assert found.lines[:2] == [("00301", "Wool throw", "THR", 1, 2000), ("00301", "Mug", "MUG", 2, 1000)]
    assert found.ignored == {"unpaid (pending)": 1, "cancelled": 1}
    assert found.bad_rows == []


def test_prestashops_buyers_are_names(store):
    """M. Holm and m. holm are one; what awaits its payment, or failed, never counts; the currency is the sign."""
    found = brought(store, "prestashop_orders")
    assert found.counted == {"7": (3446, 0), "8": (1000, 0), "11": (2200, 2200)}
    assert sorted(found.buyers.values()) == [["11"], ["7", "8"]]
    assert {identities for held in found.people.values() for identities in held} == {("name", "m. holm"), ("name", "t. quist")}
    assert found.currencies == {"EUR"}
    assert found.ignored == {"unpaid": 2, "cancelled": 1}


def test_etsys_adjusted_total_is_what_a_refund_left(store):
    """24.00 adjusted to 14.50 gave 9.50 back; an adjusted total of 0 means that nothing was adjusted."""
    found = brought(store, "etsy_orders")
    assert found.counted == {"2001": (4500, 0), "2002": (2400, 950), "2003": (1000, 0)}
    assert found.buyers == {"Mira Holm": ["2001", "2003"], "Tara Quist": ["2002"]}
    assert found.days["2002"] == "2026-01-16 00:00:00"


def test_etsys_order_items_are_summed_and_their_buyer_is_the_account(store):
    """The account in brackets is the one that the file of orders names."""
    found = brought(store, "etsy_order_items")
    assert found.counted == {"2001": (4000, 0), "2002": (2000, 0)}
    assert found.people["Mira Holm"] == {("number", "miraholm")}
    assert found.lines[1] == ("2001", "Mug", "MUG", 2, 1000)
    brought(store, "etsy_orders")
    assert set(found.buyers) == {"Mira Holm", "Tara Quist"}


def test_amazons_orders_are_sums_of_prices_less_promotions_of_nobody_known(store):
    """Cancelled and pending orders have no price and never count; one returned to the seller is given back; others' are left out."""
    found = brought(store, "amazon_orders")
    assert found.counted == {"111-1": (2550, 0), "111-4": (1200, 1200)}
    assert found.buyers == {"": ["111-1", "111-4"]}
    assert found.states == {"111-1": "paid", "111-2": "cancelled", "111-3": "unpaid", "111-4": "refunded"}
    assert found.ignored == {"order of another shop, delivered by Amazon": 1, "cancelled": 1, "unpaid (pending)": 1}
    assert found.bad_rows == []


def test_ebays_order_of_several_articles_is_counted_once(store):
    """Its own row has the total, the rows below have its articles; without a day of payment it is unpaid."""
    found = brought(store, "ebay_orders")
    assert found.counted == {"01-1": (3500, 0), "01-2": (4600, 0)}
    assert found.buyers == {"Mira Holm": ["01-1"], "Tara Quist": ["01-2"]}
    assert [line[1] for line in found.lines if line[0] == "01-2"] == ["Wool throw", "Mug"]
    assert found.days["01-3"] == "2026-01-31 00:00:00"
    assert found.states["01-3"] == "unpaid"
    assert found.currencies == {"USD"}


def test_ozons_postings_are_orders_of_guests(store):
    """The posting's sum is repeated on its rows; a cancelled posting never counts."""
    found = brought(store, "ozon_postings")
    assert found.counted == {"01-5-1": (150000, 0), "01-5-2": (30000, 0)}
    assert found.buyers == {"": ["01-5-1", "01-5-2"]}
    assert found.currencies == {"RUB"}
    assert found.ignored == {"cancelled": 1}


def test_wildberries_returns_lower_the_order_that_they_name(store):
    """The same Srid, another row; delivery and fines are no sales; an order has the day on which it was ordered."""
    found = brought(store, "wildberries_report")
    assert found.counted == {"s1": (120050, 0), "s2": (35000, 35000)}
    assert found.days == {"s1": "2026-01-05 00:00:00", "s2": "2026-01-16 00:00:00"}
    assert found.currencies == {"RUB"}
    assert found.ignored == {"no sale (delivery, storage, fine, correction)": 2}


def test_a_chinese_shops_amount_is_what_was_paid(store):
    """Not the listed price; yuan; waiting to be paid is unpaid, closed is cancelled."""
    found = brought(store, "chinese_orders")
    assert found.counted == {"202600000000000001": (87682, 0), "202600000000000002": (9500, 2500), "202600000000000003": (8957, 8957)}
    assert found.currencies == {"CNY"}
    assert {held for identities in found.people.values() for held in identities} == {("number", "KH10010"), ("number", "KH10011")}
    assert found.ignored == {"unpaid (等待买家付款)": 1, "cancelled": 1}


def test_taobaos_closed_order_counts_where_money_was_given_back(store):
    """It had been paid; a buyer's name behind asterisks identifies nobody; numbers lose their guard against spreadsheets."""
    found = brought(store, "taobao_orders")
    assert found.counted == {"3201": (9550, 0), "3202": (6000, 0), "3203": (5000, 5000)}
    assert found.buyers == {"米拉": ["3201"], "塔拉": ["3202"], "": ["3203"]}
    assert found.ignored == {"unpaid (等待买家付款)": 1, "cancelled": 1}
    assert found.currencies == {"CNY"}


def test_jds_amount_is_the_orders_repeated(store):
    """Two articles, one order; a deleted one never counts."""
    found = brought(store, "jd_orders")
    assert found.counted == {"88001": (9500, 0), "88002": (2000, 0)}
    assert found.buyers == {"米拉": ["88001"], "塔拉": ["88002"]}
    assert found.ignored == {"cancelled": 1}
