"""Another workspace of the folder: chosen, made, named in the address, and kept on every page."""

import re

import pytest

from models.settings import save_settings
from models.store import Store
from tests.pages.conftest import healthy, in_address, said, visit
from tests.pages.shops import HOSTILE, SHOPS

PAGES = ("overview", "retention", "data")


@pytest.fixture
def folder(own_workspace, tmp_path):
    """The sample is served; an empty workspace, one with two currencies and one with a hostile name lie beside it."""
    served = own_workspace("sample")
    SHOPS["two_currencies"](tmp_path / "west side.db")
    SHOPS["one_order"](tmp_path / "tiny.db")
    save_settings(Store(tmp_path / "tiny.db"), name="".join(HOSTILE))
    return served


@pytest.mark.parametrize("page", PAGES)
def test_the_address_names_the_workspace(page, folder):
    """A copied link shows the same company; the menu, which drops the address, keeps it."""
    at = visit(page, {"workspace": "west side"})
    assert not at.error and in_address(at, "workspace") == ["west side"]
    for other in PAGES:
        at.switch_page(f"pages/{other}.py")
        at.query_params.clear()
        healthy(at.run())
        assert in_address(at, "workspace") == ["west side"]
        assert "west side" in said(at).replace("\\", "")


def test_the_served_one_is_not_named(folder):
    at = visit("overview", {"workspace": "sample"})
    assert not in_address(at, "workspace") and "sample" not in said(at)


@pytest.mark.parametrize("name", ["nowhere", "../sample", "", *HOSTILE])
def test_a_name_that_nothing_goes_by_is_said_and_the_served_one_shown(name, folder):
    at = visit("retention", {"workspace": name})
    plain = visit("retention")
    if name:
        assert "no workspace" in at.error[0].value and in_address(at, "workspace") == [name]
        plainly = re.sub(r"\\.", "", at.error[0].value)  # what is escaped stands for itself
        assert not set(plainly) & set("<`$*") and "![" not in plainly
    assert [part.value for part in at.markdown] == [part.value for part in plain.markdown]
    at.query_params.clear()
    healthy(at.run())
    assert not at.error and not in_address(at, "workspace")


def plain(label: str) -> str:
    """Return a label as it is read: without what keeps its signs from being Markdown."""
    return label.replace("\\", "").replace("\u2060", "")


def test_another_one_is_opened_from_the_data_page_and_left_again(folder):
    at = visit("data")
    labels = {str(button.key): plain(button.label) for button in at.button if str(button.key).startswith("other-open-")}
    assert set(labels.values()) == {"west side", "".join(HOSTILE)}
    assert all("![" not in button.label for button in at.button)
    at.button(key=next(key for key, label in labels.items() if label == "west side")).click()
    healthy(at.run())
    assert at.title[0].value != "What did your company record?" and in_address(at, "workspace") == ["west side"]
    at.switch_page("pages/data.py")
    healthy(at.run())
    [back] = [button for button in at.button if button.label == "sample"]
    back.click()
    healthy(at.run())
    assert not in_address(at, "workspace")


def test_what_is_set_there_stays_there(folder, tmp_path):
    at = visit("data", {"workspace": "west side"})
    at.text_input(key="name").set_value("Westside")
    healthy(at.run())
    assert Store(tmp_path / "west side.db").settings().name == "Westside" and Store(folder).settings().name == ""
    at.switch_page("pages/overview.py")
    healthy(at.run())
    assert "Westside" in said(at) and "west side" not in said(at)


def test_a_new_one_is_made_and_opened(folder, tmp_path):
    at = visit("data")
    at.text_input(key="other-name").set_value("  South 2 ")
    at.button(key="other-make").click()
    healthy(at.run())
    assert in_address(at, "workspace") == ["South 2"] and (tmp_path / "South 2.db").is_file()
    assert "No company loaded yet" in said(at)


@pytest.mark.parametrize("name", ["../outside", "west side", ""])
def test_a_path_or_a_taken_name_is_refused_in_words(name, folder, tmp_path):
    before = sorted(tmp_path.parent.rglob("*.db"))
    at = visit("data")
    at.text_input(key="other-name").set_value(name)
    at.button(key="other-make").click()
    healthy(at.run())
    assert at.error and sorted(tmp_path.parent.rglob("*.db")) == before


def test_two_visitors_look_at_two_workspaces(folder):
    """One's choice is not another's."""
    west, served = visit("overview", {"workspace": "west side"}), visit("overview")
    healthy(west.run())
    assert "west side" in said(west) and "west side" not in said(served)
