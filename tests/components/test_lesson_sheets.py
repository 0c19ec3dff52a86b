"""What is taken along: a sheet that gives nothing away, and a key that tells all."""

import html
import re

import pytest

from components import truth
from components.lessons import sheets
from components.lessons.shelf import LESSONS
from components.report import plain, report
from tests.lessons.conftest import company as company
from tests.lessons.conftest import home as home


@pytest.fixture(params=LESSONS, ids=lambda lesson: lesson.key)
def lesson(request):
    return request.param


def written(record) -> str:
    """Return the file's words, as somebody reads them."""
    file = report(record)
    without = re.sub(r"<script.*?</script>|<style.*?</style>|<noscript.*?</noscript>", " ", file, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", without)).split())


def squeezed(markdown: str) -> str:
    return " ".join(plain(markdown).split())


def flat(text: str) -> str:
    """Without what only the marks of bold words leave."""
    return re.sub(r"\s+", "", text)


def test_the_sheet_asks_everything_and_tells_nothing(lesson, home):
    told = lesson.tell(truth.known())
    sheet = flat(written(sheets.learners(lesson, told, company="Harbour & Pine, seed 4")))
    for task in told.tasks:
        assert flat(squeezed(task.question)) in sheet
        assert flat(squeezed(task.right)) not in sheet
        assert all(flat(squeezed(reply)) not in sheet for reply in task.slips.values())
    assert all(flat(squeezed(screen.text)) not in sheet for screen in told.screens)


def test_the_key_has_every_answer_and_every_slip(lesson, home):
    told = lesson.tell(truth.known())
    key = flat(written(sheets.trainers(lesson, told, company="Harbour & Pine, seed 4")))
    for task in told.tasks:
        assert flat(squeezed(task.right)) in key
        kept = [slip.name for slip in task.asked.slips] if hasattr(task.asked, "slips") else list(task.slips)
        assert all(flat(squeezed(task.slips[name])) in key for name in kept)
    assert all(flat(squeezed(screen.text)) in key for screen in told.screens)


def test_a_hostile_name_of_a_company_is_text(home):
    lesson = LESSONS[0]
    file = report(sheets.learners(lesson, lesson.tell(truth.known()), company="<script>alert(1)</script>![x](http://a.example)"))
    assert "<script>alert" not in file and 'src="http' not in file
