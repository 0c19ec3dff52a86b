"""A learner's place is kept by lesson and company; it can be cleared, and erasing takes it too."""

import pytest

from models.erase import erase
from models.lessons import Answered, Run, clear, keep, runs
from models.store import Store

GUESSED = Run(lesson="cohorts", company="home-goods 7", step="truth", guess=(50.0, 42.5))


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "shop.db")


def test_what_was_kept_is_found_again_and_the_data_are_what_they_were(store):
    answered = Run(
        lesson="cohorts",
        company="home-goods 7",
        step="exercise",
        guess=(50.0, 42.5),
        answers={"again": Answered(answer=34.4, right=False, tries=1), "which": Answered(answer="mean", right=True, tries=2)},
    )
    keep(store, GUESSED)
    keep(store, answered)
    assert runs(Store(store.path), "home-goods 7") == {"cohorts": answered}
    assert store.revision == 0


def test_what_was_guessed_of_one_company_says_nothing_of_another(store):
    keep(store, GUESSED)
    assert runs(store, "fuel 7") == {}
    keep(store, Run(lesson="cohorts", company="fuel 7", step="guess"))
    assert runs(store, "home-goods 7") == {} and runs(store, "fuel 7")["cohorts"].guess is None


def test_one_lesson_or_all_can_be_cleared(store):
    for lesson in ("cohorts", "bucket"):
        keep(store, Run(lesson=lesson, company="home-goods 7", step="see", guess=(1.0,)))
    clear(store, "bucket")
    clear(store, "bucket")
    assert list(runs(store, "home-goods 7")) == ["cohorts"]
    clear(store)
    assert runs(store, "home-goods 7") == {}


def test_erasing_takes_them_along(store):
    keep(store, Run(lesson="cohorts", company="a secret company", step="guess"))
    erase(store)
    assert runs(store, "a secret company") == {} and b"a secret company" not in store.path.read_bytes()
