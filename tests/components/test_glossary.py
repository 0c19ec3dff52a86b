"""The glossary: every word is whole, is found, and is linked to by a link that leads there."""

import re

import pytest

from components import glossary
from tests.pages.titles import TITLES

TERMS = glossary.terms()


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.key)
def test_a_word_has_a_definition_and_a_source_and_its_pages_exist(term):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", term.key)
    assert 20 < len(term.definition) < 420 and term.definition.endswith(".")
    assert len(term.source) > 10
    assert set(term.pages) <= set(TITLES)
    assert term.key not in term.see


def test_no_word_is_defined_twice():
    for told in ([term.key for term in TERMS], [term.name.casefold() for term in TERMS], [term.definition for term in TERMS]):
        assert sorted(told) == sorted(set(told))


def test_a_word_is_found_by_its_name_first_and_by_its_other_names():
    for term in TERMS:
        assert glossary.search(term.name)[0].key == term.key
        for other in term.also:
            assert term.key in [found.key for found in glossary.search(other)]


def test_what_is_no_word_finds_nothing():
    for text in ("", "   ", "zzzz", "<img src=x onerror=alert(1)>", "cohort ]( zzzz"):
        assert glossary.search(text) == []


def test_a_link_leads_to_its_word_and_its_text_stands_for_itself():
    assert glossary.link("leaky-bucket", "the bucket") == "[the bucket](glossary?term=leaky-bucket)"
    assert glossary.link("cohort", "a](http://evil.example)") == "[a\\]\\(\u2060http\\:\\/\\/evil\\.example\\)](glossary?term=cohort)"
    with pytest.raises(KeyError):
        glossary.link("no such word")
