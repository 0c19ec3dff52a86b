"""The report of a view: whole by itself, quiet towards the network, and harmless whatever the data holds."""

import html
from html.parser import HTMLParser

import plotly.graph_objects as go

from components import record, words
from components.language import LANGUAGE
from components.record import Made, Numbers, Picture, Record, Words
from components.report import plain, report

EVIL = "</script><img src=http://h/x.png onerror=alert(1)>![x](http://h/y.png)**b**"
FETCHES = {"src", "href", "srcset", "action", "data", "poster", "background", "formaction", "xlink:href"}


class Read(HTMLParser):
    """What a browser would see: tags with their attributes, and the text outside scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags, self.said, self.open = [], [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.open = tag

    def handle_endtag(self, tag):
        self.open = ""

    def handle_data(self, data):
        if self.open not in ("script", "style"):
            self.said.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.said).split())


def picture() -> go.Figure:
    drawn = go.Figure(go.Scatter(x=[1, 2], y=[3, 4], text=[EVIL, ""]))
    drawn.update_layout(height=300, title=words.escape_html(EVIL))
    return drawn


def view(**more) -> Record:
    parts = [
        Picture(draw=picture, alt=f"Curve. {EVIL}"),
        Words(kind="quiet", text="Darker is more."),
        Words(kind="section", text=EVIL),
        Words(kind="plain", text=f"- one {words.escape_markdown(EVIL)}\n- **two**"),
        Numbers(headers=["Age", EVIL], rows=[[EVIL, words.count(1204)]], name=EVIL, how={"numbers": range(1, 2)}),
        Made(pairs=((EVIL, EVIL), ("n", "all"))),
    ]
    return Record(**{
        "title": "Who stays?", "quiet": words.escape_markdown(EVIL), "answer": f"**38 %** of {words.escape_markdown(EVIL)}",
        "parts": parts, "company": EVIL, "address": "http://127.0.0.1:8501/retention?f_first_channel=%3Cb%3E", **more,
    })  # fmt: skip


def test_a_report_asks_nobody_for_anything():
    read = Read(report(view()))
    assert not [(tag, name) for tag, attributes in read.tags for name in attributes if name in FETCHES]
    assert not [name for _tag, attributes in read.tags for name in attributes if name.startswith("on")]
    assert {tag for tag, _ in read.tags} <= {
        "html", "head", "meta", "title", "style", "body", "main", "header", "h1", "h2", "h3", "p", "strong", "ul", "li", "figure", "div",
        "noscript", "script", "table", "caption", "thead", "tbody", "tr", "th", "td", "section", "dl", "dt", "dd", "footer", "span",
    }  # fmt: skip
    policy = next(attributes["content"] for tag, attributes in read.tags if attributes.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'")


def test_hostile_words_are_read_as_they_stand():
    read = Read(report(view()))
    assert read.text.count(EVIL) >= 8
    assert [tag for tag, _ in read.tags].count("strong") == 2, "of what is bold on the page"


def test_a_report_has_everything_in_order_and_says_its_language():
    page = report(view())
    read = Read(page)
    assert read.tags[0] == ("html", {"lang": LANGUAGE})
    order = ["Who stays?", "38 %", "Darker is more.", "two", "1,204", "How was this made?", "This view again: http://127.0.0.1:8501/retention"]
    places = [read.text.index(text) for text in order[:1]] + [read.text.index(text, 20) for text in order[1:]]
    assert places == sorted(places)
    alt = next(attributes["aria-label"] for _tag, attributes in read.tags if attributes.get("role") == "img")
    assert html.unescape(alt) == f"Curve. {EVIL}"
    assert page.count("plotly.js v") == 1, "the library stands in it once"


def test_the_small_print_stands_at_the_end_under_its_headings():
    parts = [
        Words(kind="section", text="Leak"), Made(pairs=(("Lost", "after four gaps"),)), Words(kind="plain", text="A sentence."),
        Words(kind="section", text="Staying"), Words(kind="plain", text="Another."), Made(pairs=(("Curve", "by product limit"),)),
    ]  # fmt: skip
    text = Read(report(view(parts=[Made(pairs=(("n", "all"),)), *parts]))).text
    order = ["Another.", "How was this made?", "Who stays?", "Leak", "Lost", "Staying", "Curve", "This view again"]
    end = text[text.index("Another.") :]
    assert [end.index(one) for one in order] == sorted(end.index(one) for one in order)


def test_the_same_view_gives_the_same_report():
    assert report(view()) == report(view())


def test_a_report_without_pictures_is_small():
    assert len(report(view(parts=[Words(kind="plain", text="Nothing yet.")]))) < 10_000


def test_a_heading_that_nothing_stands_under_is_left_out():
    parts = [
        Words(kind="section", text="Empty"), Words(kind="quiet", text=""), Words(kind="section", text="Full"),
        Words(kind="plain", text="x"), Words(kind="section", text="Last"),
    ]  # fmt: skip
    read = Read(report(view(parts=parts)))
    assert "Full" in read.text and "Empty" not in read.text and "Last" not in read.text


def test_markdown_becomes_plain_text_again():
    for text in (EVIL, "a*b", "1. x", "**", "\\", "x_y_z", "\\*\\*"):
        assert plain(words.escape_markdown(text)) == " ".join(text.split())
    assert plain("**38\u00a0%** of 4") == "38\u00a0% of 4"
    assert plain("2 * 3 * 4") == "2 * 3 * 4"


def test_on_paper_emphasis_is_italic_and_of_a_link_its_words_stay():
    said = f"A [bucket](glossary?term=leaky-bucket), **[one point](glossary)**, *Journal of X* 22(1); {words.escape_markdown('*a* [b](c)')}"
    page = report(view(parts=[Words(kind="plain", text=said)]))
    assert "<p class=\"plain\">A bucket, <strong>one point</strong>, <em>Journal of X</em> 22(1); *a* [b](c)</p>" in page
    assert plain(said) == "A bucket, one point, Journal of X 22(1); *a* [b](c)"


def test_nothing_is_kept_outside_a_page():
    record.keep(Words(kind="plain", text="lost"))
    with record.recording("One") as one:
        record.keep(Words(kind="plain", text="kept"))
    record.keep(Words(kind="plain", text="lost"))
    assert record.current() is None
    assert [part.text for part in one.parts] == ["kept"]
