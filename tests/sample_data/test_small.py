"""The small company that is shipped: written again to the byte, and what its README says of it."""

import json
import re

import pytest

import sample_data
from sample_data import SMALL

README = SMALL.with_name("README.md").read_text(encoding="utf-8")
TRUTH = json.loads((SMALL / "truth.json").read_text(encoding="utf-8"))
COUNTS = TRUTH["counts"]


def test_writing_it_again_gives_the_same_bytes(tmp_path):
    """If this fails on purpose: rapport.py demo sample_data/small --customers 300, and the figures that the documents state."""
    sample_data.write(tmp_path, customers=300)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in SMALL.iterdir())
    different = [path.name for path in SMALL.iterdir() if path.read_bytes() != (tmp_path / path.name).read_bytes()]
    assert different == []


def test_it_is_small_enough_to_ship():
    assert sum(path.stat().st_size for path in SMALL.iterdir()) < 1_000_000


@pytest.mark.parametrize(
    ("label", "numbers"),
    [
        ("customers, of them buyers", [COUNTS["customers"], COUNTS["buyers"]]),
        ("orders, of them by guests", [COUNTS["orders"], COUNTS["guest_orders"]]),
        ("first and last day", [TRUTH["first_day"], TRUTH["last_day"]]),
        ("gross, refunds, net, in EUR", [COUNTS[name]["EUR"] for name in ("gross", "refunds", "net")]),
        ("answers, of so many customers", [COUNTS["responses"], COUNTS["respondents"]]),
        ("complaints, contacts", [COUNTS["complaints"], COUNTS["interactions"]]),
        ("memberships, rewards, referrals", [COUNTS["memberships"], COUNTS["rewards"], COUNTS["referrals"]]),
        (
            "spent on acquisition, retention, programme, service, in EUR",
            [COUNTS["spending"][purpose]["EUR"] for purpose in ("acquisition", "retention", "programme", "service")],
        ),
        ("employees' answers", [COUNTS["employees"]]),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_readme_states_the_counts(label, numbers):
    [cell] = re.findall(rf"^\| {re.escape(label)} \| (.+) \|$", README, flags=re.MULTILINE)
    assert [number.replace(",", "") for number in cell.split(", ")] == list(map(str, numbers))


def test_readme_names_every_company():
    from sample_data.trades import TRADES

    for trade in TRADES.values():
        assert f"| `{trade.name}` | {trade.company}, " in README
