"""What deals of CRMs and documents of 1C mean: won deals are orders of the company, of the day on which they were won."""

import pytest

from models.errors import Refused
from models.ingest.prepare import tables_of
from models.ingest.sources.onec import _from_above
from tests.models.exports_more import ORDERS
from tests.models.outcomes import brought


def test_hubspots_won_deals_are_orders_of_the_company(store):
    """Whatever its capitals; else of the contact. An open deal has the day of its creation."""
    found = brought(store, "hubspot_deals")
    assert found.counted == {"9001": (142000, 0), "9004": (300000, 0), "9005": (50000, 0)}
    assert sorted(found.buyers.values()) == [["9001", "9005"], ["9004"]]
    assert found.people["Tara Quist"] == {("name", "tara quist")}
    assert found.states == {"9001": "paid", "9002": "open", "9003": "lost", "9004": "paid", "9005": "paid"}
    assert (found.days["9001"], found.days["9002"]) == ("2026-01-20 08:03:00", "2026-01-10 21:00:00")
    assert found.ignored == {"open deal": 1, "lost deal": 1}


def test_salesforces_report_ends_with_what_is_no_deal(store):
    """A blank line, a total and two lines of words."""
    found = brought(store, "salesforce_opportunities")
    assert found.counted == {"0061": (140000, 0), "0064": (300000, 0)}
    assert found.buyers == {"Holm Ltd": ["0061"], "Quist Ltd": ["0064"]}
    assert found.currencies == {"EUR"}
    assert found.days["0062"] == "2026-01-06 00:00:00"
    assert found.ignored == {"blank row": 1, "total row": 1, "report footer": 2, "open deal": 1, "lost deal": 1}


def test_pipedrives_deals_have_a_status_beside_their_stage(store):
    """A deleted deal is cancelled; without an organisation the person bought."""
    found = brought(store, "pipedrive_deals")
    assert found.counted == {"41": (140000, 0), "42": (90000, 0)}
    assert found.buyers == {"Holm Ltd": ["41"], "Tara Quist": ["42"]}
    assert found.states == {"41": "paid", "42": "paid", "43": "open", "44": "lost", "45": "cancelled"}
    assert found.days["42"] == "2026-02-20 09:00:00"


def test_zohos_lost_deals_say_to_whom(store):
    """Closed Lost to Competition is lost; the closing date of an open deal is a plan."""
    found = brought(store, "zoho_deals")
    assert found.counted == {"zcrm_51": (140000, 0)}
    assert found.states == {"zcrm_51": "paid", "zcrm_52": "open", "zcrm_53": "lost"}
    assert found.days["zcrm_52"] == "2026-01-06 08:00:00"
    assert found.currencies == {"INR"}


def test_bitrix24s_deals_are_the_companys_else_the_contacts(store):
    """A company is one, whatever its capitals; currencies stay apart; an unknown stage is open."""
    found = brought(store, "bitrix24_deals")
    assert found.counted == {"3001": (41020000, 0), "3002": (100000, 0), "3005": (9950, 0)}
    assert sorted(found.buyers.values()) == [["3001", "3005"], ["3002"]]
    assert found.currencies == {"RUB", "KZT"}
    assert (found.states["3003"], found.states["3004"]) == ("open", "lost")
    assert found.days["3001"] == "2026-01-23 15:24:28"
    assert found.ignored == {"open deal": 1, "lost deal": 1}


def test_amocrms_currency_stands_in_the_header_of_the_budget(store):
    """“не закрыта” is no day: an open deal has the day of its creation."""
    found = brought(store, "amocrm_deals")
    assert found.counted == {"8001": (500000, 0), "8002": (70000, 0)}
    assert found.buyers == {"ООО «Берег»": ["8001"], "Тара Белова": ["8002"]}
    assert found.currencies == {"RUB"}
    assert found.days["8003"] == "2026-01-17 10:00:00"
    assert found.ignored == {"open deal": 1, "lost deal": 1}


def test_1c_bitrix_repeats_an_orders_sum_and_says_in_two_columns_whether_it_counts(store):
    """Paid and not cancelled; nobody is named; roubles stand in the cells."""
    found = brought(store, "1c_bitrix_orders")
    assert found.counted == {"5001": (830000, 0), "5002": (140050, 0)}
    assert found.buyers == {"": ["5001", "5002"]}
    assert found.currencies == {"RUB"}
    assert found.ignored == {"unpaid": 1, "cancelled": 1}


def test_1cs_list_makes_one_order_of_a_clients_day(store):
    """A row below zero is a return; Итого is no sale."""
    found = brought(store, "1c_flat_sales")
    assert sorted(found.counted.values()) == [(84000, 0), (1216050, 0)]
    assert found.free_refunds == [(70000, "RUB")]
    assert found.people["ООО «Берег»"] == {("organisation", "ооо «берег»")}
    assert found.ignored == {"total row": 1}


def test_1cs_document_is_one_order_with_its_head_above_the_table(store):
    """With VAT; the year is part of the number; the buyer comes without tax numbers."""
    found = brought(store, "1c_document")
    assert found.counted == {"000724 (2026)": (127200, 0)}
    assert found.buyers == {"ООО «Сокол»": ["000724 (2026)"]}
    assert found.days == {"000724 (2026)": "2026-01-15 00:00:00"}
    assert found.lines[0] == ("000724 (2026)", "Изделие, тип Б", "A-000", 4, 104400)


@pytest.mark.parametrize(
    ("above", "found"),
    [
        (
            [("Расходная накладная № 7 от 03.02.2026",), ("Покупатель", "ИП Орлова, ИНН 7800000002")],
            {"order_number": "7 (2026)", "ordered_at": "2026-02-03", "company": "ИП Орлова"},
        ),
        (
            [("Счет на оплату № А-15 от 31 мая 2026 г.",), ("Покупатель: АО «Маяк», ИНН 1, КПП 2",)],
            {"order_number": "А-15 (2026)", "ordered_at": "2026-05-31", "company": "АО «Маяк»", "state": "unpaid"},
        ),
        ([("Реализация № 3 от 31 февраля 2026 г.",)], {"order_number": "3"}),
        ([("", ""), ("Прайс-лист",)], {}),
    ],
    ids=["a day in figures", "an invoice that is not paid yet", "a day that doesn't exist", "no document"],
)
def test_1cs_head_is_read_as_it_is_printed(above, found):
    """Number, day and buyer, in the ways in which 1C writes them."""
    assert _from_above(tuple(above)) == found


def test_1cs_return_of_goods_is_no_order():
    """A document of goods that came back is not read as a sale."""
    data = ORDERS["1c_document"].written().decode("cp1251").replace("Реализация", "Возврат").encode("cp1251")
    [candidate] = tables_of("return.csv", data)
    assert isinstance(candidate.refusal, Refused) or candidate.reading.source.name != "1c_document"
