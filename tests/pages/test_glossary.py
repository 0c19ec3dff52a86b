"""The glossary page, and that every page leads to it."""

import html
import re
from urllib.parse import parse_qs

import pytest

from components import glossary
from components.words import capital, escape_markdown
from tests.pages.conftest import in_address, said, settled, visit
from tests.pages.titles import TITLES

#: What makes a page show more than where to begin.
ASKED = {"whatif": {"attribute": "Delivery on time"}, "loyalty": {"tie": "values:country", "tied": "DE"}}


def offered(at) -> list[str]:
    """The words that a page's links to the glossary ask for."""
    links = [link.proto for link in at.get("page_link")]
    return [parse_qs(link.query_string)["term"][0] for link in links if link.query_string.startswith("term=")]


def seen(at) -> str:
    """All words of a page: sentences, headings, tables, what pictures say, how it was made."""
    found = [said(at)]

    def walk(node) -> None:
        for child in getattr(node, "children", {}).values():
            walk(child)
        proto = getattr(node, "proto", None)
        # What a link says of the glossary itself is no word of the page.
        if proto is not None and node.type != "page_link":
            found.extend(text for name in ("body", "label", "alt", "spec") if isinstance(text := getattr(proto, name, None), str))

    walk(at._tree)
    return html.unescape(re.sub(r"\\([^\w\s])", r"\1", "\n".join(found))).replace("\u00a0", " ").casefold()


def test_the_lessons_lead_to_what_they_are_about_and_give_nothing_away(home):
    assert offered(settled("lessons")) == [term.key for term in glossary.on("lessons")][:10]


@pytest.mark.parametrize("page", [page for page in TITLES if page not in ("glossary", "compare", "lessons")])
def test_a_page_leads_to_the_words_that_are_seen_on_it(page, home):
    at = settled(page, ASKED.get(page))
    words = [glossary.find(key) for key in offered(at)]
    assert words and None not in words
    assert words == glossary.on(page)[: len(words)]
    text = seen(at)
    there = [term for term in words if any(name.casefold() in text for name in (term.name, *term.also))]
    assert len(there) >= 0.6 * len(words), [term.key for term in words if term not in there]


def test_headings_of_how_it_was_made_lead_to_their_words_and_nothing_else_does(home):
    at = settled("retention")
    made = "".join(element.proto.body for element in at.get("html") if 'class="rapport-made"' in element.proto.body)
    linked = re.findall(r'<dt><a href="glossary\?term=([\w-]+)" target="_blank">([^<]+)</a></dt>', made)
    assert ("cohort", "Cohort") in linked and ("pooled-share", "Pooled share") in linked
    assert all(glossary.called(name).key == key for key, name in linked)
    assert not any("<a " in definition for definition in re.findall(r"<dd>(.*?)</dd>", made))


@pytest.mark.parametrize("key", ["bond", "usual-gap", "goodwill", "total-customer-cost"])
def test_a_word_opens_on_top_with_its_source_the_pages_that_show_it_and_what_stands_near(key, workspace):
    workspace("empty")
    term, at = glossary.find(key), visit("glossary", {"term": key})
    answer = next(block.value for block in at.markdown if block.value.startswith("**"))
    assert answer.startswith(f"**{escape_markdown(capital(term.name))}.**")
    told = next(element.proto.body for element in at.get("html") if 'class="rapport-word"' in element.proto.body)
    assert html.unescape(told).count(term.source) == 1
    assert [link.proto.page for link in at.get("page_link") if link.proto.page != "glossary"] == list(term.pages)
    assert tuple(offered(at)[: len(term.see)]) == term.see


def test_the_page_lists_every_word_once_by_theme(workspace):
    workspace("empty")
    at = visit("glossary")
    assert sorted(offered(at)) == sorted(term.key for term in glossary.terms())
    assert [header.value for header in at.header] == list(glossary.themes().values())


def test_a_search_tells_the_nearest_in_full_and_stands_in_the_address(workspace):
    workspace("empty")
    at = visit("glossary")
    at.text_input(key="search").set_value("NPS").run()
    assert at.header[0].value == "Recommendation score" and in_address(at, "search") == ["NPS"]
    at = visit("glossary", {"search": "won back"})
    assert at.text_input(key="search").value == "won back" and at.header[0].value == "Recovered"
    at = visit("glossary", {"search": "customer"})
    assert "finds" in said(at) and len([head for head in at.header if head.value in glossary.themes().values()]) == len(glossary.themes())


def test_a_word_asked_for_empties_the_search_and_a_search_puts_the_word_away(workspace):
    workspace("empty")
    at = visit("glossary", {"search": "NPS"})
    at.query_params["term"] = "bond"
    at.run()
    assert at.text_input(key="search").value == "" and "**Bond.**" in said(at)
    at.text_input(key="search").set_value("cohort").run()
    assert "term" not in at.query_params and at.header[0].value == "Cohort"


@pytest.mark.parametrize("query", [
    {"term": "no such word"}, {"term": "<img src=x onerror=alert(1)>"}, {"term": "![x](http://evil.example/a.png)"},
    {"search": "zzzz"}, {"search": "![x](http://evil.example/a.png)"}, {"search": "<b>**`$x$`"}, {"search": "x" * 5000}, {"term": ""},
])  # fmt: skip
def test_what_is_no_word_is_said_as_text(query, workspace):
    workspace("empty")
    at = visit("glossary", query)
    text = said(at)
    assert "No word here goes by" in text
    assert not re.search(r"(?<!\\)(\]\(|<img|http:)", text)
    assert "<img" not in "".join(element.proto.body for element in at.get("html") if "<style" not in element.proto.body)
