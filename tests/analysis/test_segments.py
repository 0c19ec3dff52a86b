"""Which customers a filter means."""

from datetime import date

import pytest

from analysis import occasions, segments
from analysis.errors import UnknownField
from tests.analysis import made

ORDERS = made.orders(
    (1, "2025-01-02", {"channel": "web", "gross": 9_000, "discount": "WELCOME"}),
    (1, "2025-02-02", {"channel": "fair"}),
    (2, "2025-01-03", {"channel": "fair", "gross": 1_000}),
    (5, "2025-01-04", {"channel": "web", "gross": 30_000}),
)
PEOPLE = made.customers(
    {
        "customer": 5,
        "key": "e",
        "name": "E",
        "email": "e@x.example",
        "country": "SE",
        "joined_at": date(2024, 1, 1),
    },
    {"customer": 9, "key": "i", "country": "NO"},
    {"customer": 1, "key": "a", "country": "FI"},
    {"customer": 2, "key": "b"},
)


@pytest.fixture(params=made.KINDS_OF_FRAME)
def frames(request):
    change = made.KINDS_OF_FRAME[request.param]
    return change(occasions.first_orders(ORDERS, as_of=date(2025, 3, 1))), change(PEOPLE)


def test_attributes_stand_beside_the_customers_that_have_orders(frames):
    known = segments.attributes(*frames)
    assert type(known) is type(frames[0])
    assert list(known["country"]) == ["FI", "", "SE"]
    assert list(known["first_channel"]) == ["web", "fair", "web"]
    assert not {"customer", "key", "name", "email", "joined_at"} & set(known.columns)


def test_fields_list_values_and_leave_out_what_is_alike(frames):
    assert segments.fields(segments.attributes(*frames)) == {
        "first_channel": ("web", "fair"),
        "first_discount": ("", "WELCOME"),
        "first_size": ("under 20", "50 to 100", "200 to 500"),
        "country": ("", "FI", "SE"),
    }


def test_a_long_field_lists_its_commonest_values_and_filters_by_all():
    first = occasions.first_orders(
        made.orders(*((who, "2025-01-02", {"product": f"p{min(who, 60)}"}) for who in range(1, 80))),
        as_of=date(2025, 3, 1),
    )
    people = made.customers()
    listed = segments.fields(segments.attributes(first, people))["first_product"]
    assert (len(listed), listed[0]) == (50, "p60")
    unlisted = next(f"p{who}" for who in range(1, 61) if f"p{who}" not in listed)
    assert segments.mask(segments.attributes(first, people), {"first_product": [unlisted]}).sum() == 1


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, [True, True, True]),
        ({"first_channel": ["web"]}, [True, False, True]),
        ({"first_channel": ["web", "fair"]}, [True, True, True]),
        ({"first_channel": ["web"], "country": ["SE"]}, [False, False, True]),
        ({"country": [""]}, [False, True, False]),
        ({"country": []}, [True, True, True]),
        ({"first_size": ["200 to 500"]}, [False, False, True]),
    ],
)
def test_masks(frames, where, expected):
    found = segments.mask(segments.attributes(*frames), where)
    assert found.dtype == bool
    assert found.tolist() == expected


def test_an_unknown_field_or_value_is_refused_with_those_there_are(frames):
    known = segments.attributes(*frames)
    with pytest.raises(UnknownField, match="first_channel"):
        segments.mask(known, {"chanel": ["web"]})
    with pytest.raises(UnknownField, match="'shop'.*'web', 'fair'"):
        segments.mask(known, {"first_channel": ["web", "shop"]})
