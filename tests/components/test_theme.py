"""The theme's file, the pictures and the style sheet say the same colours."""

import re
import tomllib
from pathlib import Path

import pytest

from components.charts import theme

ROOT = Path(__file__).resolve().parents[2]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
STYLE = (ROOT / "components" / "style.css").read_text(encoding="utf-8")
THEMES = [("light", theme.LIGHT), ("dark", theme.DARK)]


@pytest.mark.parametrize(("name", "tokens"), THEMES)
def test_there_are_exactly_ten_chart_colours_of_each_kind(name, tokens):
    """With fewer, Streamlit drops every one of them without a word."""
    section = CONFIG["theme"][name]
    assert section["chartCategoricalColors"] == list(tokens.categories)
    assert section["chartSequentialColors"] == list(tokens.amount)
    assert len(set(tokens.categories)) == len(set(tokens.amount)) == 10


@pytest.mark.parametrize(("name", "tokens"), THEMES)
def test_the_page_s_colours_are_the_tokens(name, tokens):
    section = CONFIG["theme"][name]
    wanted = {
        "primaryColor": tokens.primary,
        "backgroundColor": tokens.page,
        "textColor": tokens.text,
        "secondaryBackgroundColor": tokens.raised,
        "borderColor": tokens.rule,
        "linkColor": tokens.primary,
    }
    assert {key: section[key] for key in wanted} == wanted


def test_the_style_sheet_s_colours_are_the_tokens():
    found = dict(re.findall(r"--([a-z-]+): light-dark\(([^)]+)\)", STYLE))
    names = {
        "quiet": "quiet",
        "rule": "rule",
        "text": "text",
        "primary": "primary",
        "on-primary": "on_primary",
    }
    assert found == {
        name: f"{getattr(theme.LIGHT, field)}, {getattr(theme.DARK, field)}" for name, field in names.items()
    }


def test_nothing_is_loaded_from_elsewhere():
    assert "http" not in STYLE
    assert "@import" not in STYLE
    for logo in ("logo-light.svg", "logo-dark.svg"):
        text = (ROOT / "components" / logo).read_text(encoding="utf-8")
        assert "<text" not in text, "letters as text would need their font"
        assert "href" not in text
    assert (ROOT / "components" / "icon.png").read_bytes().startswith(b"\x89PNG")


def test_the_server_keeps_to_this_computer():
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert CONFIG["server"]["allowedHosts"] == ["127.0.0.1", "localhost"]
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] == "type"


def test_an_observed_zero_differs_from_the_page():
    for tokens in (theme.LIGHT, theme.DARK):
        assert theme.amount(0, tokens.amount) == tokens.amount[0] != tokens.page


def test_the_scale_of_amounts_is_monotone_and_ends_at_its_tokens():
    for tokens, sign in ((theme.LIGHT, -1), (theme.DARK, 1)):
        sums = [sign * sum(theme.channels(theme.amount(part / 50, tokens.amount))) for part in range(51)]
        assert sums == sorted(sums)
        assert theme.amount(7, tokens.amount) == tokens.amount[-1]
