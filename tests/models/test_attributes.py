"""What surveys ask about: grouped by suggestion, corrected by a person, and never lost again."""

from functools import partial

import pytest

from models.attributes import attributes, correct
from models.ingest.commit import commit
from models.ingest.groups import CUSTOMER_GROUPS, EMPLOYEE_GROUPS, group_of
from models.ingest.prepare import tables_of
from models.ingest.reading import Said, Told
from models.ingest.remember import remembered
from models.store import Store
from tests.models import exports
from tests.models.workspaces import MOMENT, query, take_back

HEADERS = ("Email", "Date", "Overall satisfaction (1-5)", "Rate [Staff] (1-5)", "Rate [Vibe] (1-5)")
ROWS = (("a@example.org", "2026-01-05", "4", "5", "3"), ("b@example.org", "2026-01-06", "2", "1", "3"))
VIBE, STAFF = ("customer", "Rate [Vibe]"), ("customer", "Rate [Staff]")


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "one.db")


def bring(store, headers=HEADERS, rows=ROWS, **said):
    [found] = tables_of("survey.csv", exports.table(headers, *rows), Said(**said), memory=partial(remembered, store))
    return commit(store, found.checked(), imported_at=MOMENT)


def known(store) -> dict:
    return {one.asked[1]: (one.name, one.role, one.group) for one in attributes(store)}


GROUPS = {
    "Friendliness of the shop staff": "people", "Вежливость персонала": "people", "服务态度": "people", "Service": "people",
    "Price and range": "product", "Качество товара": "product", "产品质量": "product", "Prices in our shop": "product",
    "Cleanliness of the store": "premises", "Чистота помещения": "premises", "店内环境": "premises", "Quality of the website": "premises",
    "Quality of our staff": "people", "Качество обслуживания": "people", "Loyalty": None,
}  # fmt: skip
EMPLOYEES = {
    "Interesting tasks": "job content", "Содержание работы": "job content", "My colleagues": "teamwork",
    "团队合作": "teamwork",
    "Pay and bonus": "stimulation", "Зарплата": "stimulation", "Working conditions": "working environment",
    "办公环境": "working environment",
    "Health insurance": "welfare", "Социальный пакет": "welfare", "Engagement": None,
}  # fmt: skip


def test_a_group_is_suggested_from_the_words_of_a_question():
    """English, Russian, Chinese; what stands beside others ("quality", "shop") decides only where those say nothing."""
    assert {name: group_of(name, "survey") for name in GROUPS} == GROUPS
    assert {name: group_of(name, "employees") for name in EMPLOYEES} == EMPLOYEES
    assert {group for group in GROUPS.values() if group} == set(CUSTOMER_GROUPS)
    assert {group for group in EMPLOYEES.values() if group} == set(EMPLOYEE_GROUPS)


def test_a_correction_changes_what_stands_and_the_revision_rises(store):
    """So that no page goes on showing the old name."""
    bring(store)
    before = store.revision
    correct(store, {VIBE: Told(name="Atmosphere", group="premises"), STAFF: Told(role="overall")})
    assert known(store)["Rate [Vibe]"] == ("Atmosphere", "attribute", "premises")
    assert known(store)["Rate [Staff]"] == ("Staff", "overall", None), "what is overall is in no group"
    assert store.revision == before + 1


def test_a_correction_outlives_an_undo_and_a_later_import(store):
    """The same file, another one that asks the same, and a file after the first was taken back."""
    bring(store)
    correct(store, {VIBE: Told(name="Atmosphere", group="premises")})
    bring(store, rows=(*ROWS, ("c@example.org", "2026-01-07", "3", "3", "5")))
    assert known(store)["Rate [Vibe]"] == ("Atmosphere", "attribute", "premises")
    take_back(store), take_back(store)
    assert known(store) == {}
    bring(store, headers=("Email", "Rate [Vibe] (1-7)", "Rate [Price] (1-7)"), rows=(("d@example.org", "7", "2"),))
    assert known(store) == {"Rate [Vibe]": ("Atmosphere", "attribute", "premises"), "Rate [Price]": ("Price", "attribute", "product")}


def test_a_correction_can_take_a_suggestion_away(store):
    """No group is said too."""
    bring(store)
    assert known(store)["Rate [Staff]"] == ("Staff", "attribute", "people")
    correct(store, {STAFF: Told(group="")})
    take_back(store)
    bring(store)
    assert known(store)["Rate [Staff]"] == ("Staff", "attribute", None)


def test_what_is_said_where_the_file_is_brought_is_stored_and_remembered(store):
    """Also where the question stands already; a dry run teaches nothing."""
    bring(store, told={VIBE: Told(group="premises")})
    assert known(store)["Rate [Vibe]"] == ("Vibe", "attribute", "premises")
    later = (*ROWS, ("c@example.org", "2026-01-07", "3", "3", "5"))
    bring(store, rows=later, told={VIBE: Told(name="Mood")}, mapping={"Rate [Staff] (1-5)": "overall"})
    assert known(store)["Rate [Vibe]"] == ("Mood", "attribute", "premises")
    assert known(store)["Rate [Staff]"] == ("Staff", "overall", None)


def test_the_role_said_last_stands(store):
    """Where the file is brought, later on the page, and in a later file again."""
    bring(store, mapping={"Rate [Staff] (1-5)": "overall"})
    correct(store, {STAFF: Told(role="attribute")})
    take_back(store)
    bring(store)
    assert known(store)["Rate [Staff]"][1] == "attribute"
    take_back(store)
    bring(store, mapping={"Rate [Staff] (1-5)": "overall"})
    assert known(store)["Rate [Staff]"][1] == "overall"


def test_expectation_and_importance_find_an_attribute_that_was_renamed(store):
    """In the same file and in a later one."""
    bring(store)
    correct(store, {STAFF: Told(name="Our people")})
    headers = ("Email", "Date", "What do you expect of [Staff] (1-5)", "How important is [Staff] (1-5)")
    bring(store, headers=headers, rows=(("a@example.org", "2026-02-05", "4", "5"),))
    assert query(store, "SELECT name, count(DISTINCT aspect) FROM attribute JOIN rating ON attribute_id = attribute.id GROUP BY 1") == [
        ("Our people", 3), ("Overall satisfaction", 1), ("Vibe", 1),
    ]  # fmt: skip


def test_an_employees_question_is_none_of_the_customers(store):
    """The same words, asked of others."""
    bring(store)
    correct(store, {VIBE: Told(group="premises")})
    bring(store, headers=("employee_id", "Rate [Vibe] (1-5)", "Team (1-5)"), rows=(("1", "4", "5"),))
    assert [(one.asked, one.group) for one in attributes(store) if one.asked[0] == "employee"] == [
        (("employee", "Rate [Vibe]"), None), (("employee", "Team"), "teamwork"),
    ]  # fmt: skip
