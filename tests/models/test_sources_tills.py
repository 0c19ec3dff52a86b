"""What the exports of tills, payments and books mean."""

from tests.models.outcomes import brought


def test_squares_refund_is_a_row_that_names_its_transaction(store):
    """Net sales, before tax and tip; a voided transaction never counts; a refund of a tip gives nothing of the sales back."""
    found = brought(store, "square_transactions")
    assert found.counted == {"TX1": (1400, 400), "TX2": (96950, 0)}
    assert found.buyers == {"Mira Holm": ["TX1"], "": ["TX2"]}
    assert found.states["TX3"] == "cancelled"
    assert found.days["TX1"] == "2026-01-05 11:12:24"
    assert found.currencies == {"USD"}
    assert found.ignored == {"refund without sales (gift card, tip)": 1, "cancelled": 1}


def test_vends_return_lowers_its_customers_net(store):
    """It has a receipt of its own; articles and payments are rows below a sale; voided and parked sales never count."""
    found = brought(store, "vend_sales")
    assert found.counted == {"11": (4800, 0), "12": (1200, 0)}
    assert found.free_refunds == [(900, "XXX")]
    assert found.buyers == {"Mira Holm": ["11"], "": ["12"]}
    assert found.lines == [("11", "Wool throw", "THR", 1, 3000), ("11", "Mug", "MUG", 2, 1800)]
    assert found.ignored == {"payment of a sale": 1, "article of a return": 1, "cancelled": 1, "unpaid": 1}


def test_toasts_orders_count_before_tax_and_tip(store):
    """Nobody is named; voided orders and those never paid are kept and not counted."""
    found = brought(store, "toast_orders")
    assert found.counted == {"900001": (4000, 0), "900002": (1850, 0)}
    assert found.buyers == {"": ["900001", "900002"]}
    assert found.days["900002"] == "2026-01-16 19:05:00"
    assert found.ignored == {"cancelled": 1, "unpaid": 1}


def test_paypals_orders_are_what_came_in_for_a_sale(store):
    """A refund names its payment, and its buyer is the one it went to; what was paid, moved or held is no sale."""
    found = brought(store, "paypal_activity")
    assert found.counted == {"P1": (5000, 0), "P2": (4000, 1500)}
    assert found.people == {"Mira Holm": {("email", "mira@example.org")}, "Tara Quist": {("email", "tara@example.org")}}
    assert found.days["P2"] == "2026-01-16 10:00:00"
    assert found.ignored == {"no sale (transfer, conversion, hold, fee, own payment)": 4, "unpaid (pending)": 1}


def test_xeros_credit_note_lowers_its_customers_net(store):
    """Paid invoices alone count, as the sum of their lines; bills are no sales."""
    found = brought(store, "xero_invoices")
    assert found.counted == {"INV-1": (4800, 0)}
    assert found.free_refunds == [(900, "EUR")]
    assert found.states == {"INV-1": "paid", "INV-2": "unpaid", "INV-3": "draft"}
    assert found.people["Holm Ltd"] == {("number", "Holm Ltd"), ("email", "books@example.org")}
    assert found.ignored == {"no sale (bill or other document)": 1, "unpaid": 1, "draft": 1}


def test_quickbooks_invoices_and_receipts_are_orders(store):
    """Title rows stand above; a credit memo names no invoice; payments and expenses are no sales."""
    found = brought(store, "quickbooks_transactions")
    assert found.counted == {"1001": (120000, 0), "1002": (2500, 0)}
    assert found.free_refunds == [(10000, "XXX")]
    assert found.buyers == {"Mira Holm": ["1002"], "Quist Ltd": ["1001"]}
    assert found.ignored == {"no sale (payment, bill, expense, transfer)": 2}
