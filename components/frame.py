"""The frame that every page stands in: question, quiet line, answer, controls, picture, and what is below.

A page opens with `page`, puts its controls in a row, computes, and says its answer; the answer stands above
the controls although it is known only after them::

    with frame.page(_("Who stays?")) as head:
        with frame.controls():
            kind = frame.choice(_("What counts as staying"), KINDS, key="kind")
        result = ...
        head.say(quiet=sentences.retention_quiet(result), answer=sentences.retention_answer(result))
        frame.chart(partial(retention.curve, result), alt=retention.curve_alt(result), key="curve", data=...)

What is shown is kept (`record`), and offered as a file: each picture, each table, and the page as a report.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import along, glossary, record, words, workspaces
from components.along import Data

# A page asks the frame for its choices too.
from components.choices import address
from components.choices import choice as choice
from components.choices import leave_address as leave_address
from components.choices import pick as pick
from components.choices import pick_some as pick_some
from components.choices import slide as slide
from components.choices import write as write
from components.language import _, translated
from components.lessons import strip
from components.markup import markup
from components.tables import slug
from models.errors import say

WIDTH = 1160
#: So many words at a page's end lead to the glossary.
WORDS = 10
HERE = Path(__file__).parent
# A picture of our own: an icon by name would be asked of another computer.
ICON = HERE / "icon.png"


@dataclass(frozen=True, slots=True)
class Head:
    """The top of a page, filled once the answer is known."""

    quiet: DeltaGenerator
    answer: DeltaGenerator

    def say(self, *, quiet: str = "", answer: str = "") -> None:
        """Write the quiet line and the answer: Markdown, so data values in them must be escaped."""
        kept = record.current()
        if quiet:
            self.quiet.markdown(quiet)
            kept.quiet = quiet
        if answer:
            self.answer.markdown(answer)
            kept.answer = answer


def dark() -> bool:
    """Whether this visitor sees the dark theme."""
    return st.context.theme.type == "dark"


def logo() -> None:
    """The word at the left of the menu."""
    st.logo(HERE / ("logo-dark.svg" if dark() else "logo-light.svg"), size="medium")


@contextmanager
def page(title: str, *, name: str | None = None, whole: bool = True) -> Iterator[Head]:
    """Open a page with its heading, a question; what follows stands in one column 1160 pixels wide.

    Parameters
    ----------
    title
        The question.
    name
        The page's file, without ending: at the end stand the words that the glossary says are seen there.
    whole
        Whether the page can be taken along as a report, once it has an answer and something that shows it.
    """
    st.html(HERE / "style.css")
    with st.container(width=WIDTH, key="page"), record.recording(title) as kept:
        with st.container(gap="xxsmall", key="head"):
            st.title(title, anchor=False)
            quiet = st.container(key="quiet")
        _say_if_lost()
        strip.show()
        yield Head(quiet, st.container(key="answer"))
        kept.company, kept.address = workspaces.path().stem, address()
        if whole and kept.answer and any(not isinstance(part, record.Words) for part in kept.parts):
            with actions("report"):
                along.whole(kept)
        if name:
            _words(glossary.on(name)[:WORDS])


def _words(terms: Sequence[glossary.Term]) -> None:
    """A quiet line of words that lead to the glossary. A report doesn't have it: there it would lead nowhere."""
    if terms:
        with st.container(key="end"):
            word_links(terms, key="end", before=_("In the glossary"))


def word_links(terms: Sequence[glossary.Term], *, key: str, before: str = "") -> None:
    """Words as a row of links to the glossary, each with what it means where the pointer rests on it."""
    with word_row(key, before=before):
        for term in terms:
            st.page_link(
                glossary.PAGE,
                label=words.escape_markdown(term.name),
                help=words.escape_markdown(term.definition),
                query_params=glossary.query(term.key),
            )


def word_row(key: str, *, before: str) -> DeltaGenerator:
    """A row for links that read as text, perhaps with a word before them."""
    row = st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"words-{key}")
    if before:
        row.markdown(before, width="content")
    return row


def _say_if_lost() -> None:
    """Say that the address asks for a workspace which isn't there, and which one is shown."""
    if workspaces.lost():
        problem(
            found=say("no workspace {}", workspaces.lost()),
            needed=_("the name of one in the folder"),
            do=say("What you see is {}; “Open another workspace” names the others.", workspaces.served().name),
        )


def section(title: str, *, quiet: str = "", hint: str = "", key: str | None = None) -> None:
    """A heading within the page, and perhaps a quiet line under it (Markdown); a hint says what to do there, and is no part of a report."""
    with st.container(gap="xxsmall", key=f"section-{key or title}"):
        st.header(title, anchor=False)
        if quiet or hint:
            st.container(key=f"quiet-{key or title}").markdown(" ".join(text for text in (quiet, hint) if text))
    record.keep(record.Words(kind="section", text=title))
    record.keep(record.Words(kind="quiet", text=quiet))


def note(text: str | Callable[..., str], *, key: str) -> None:
    """A quiet line of Markdown: under a picture, what its marks mean; perhaps said anew for a light picture, told whether it is `dark`."""
    said, light = (text, text) if isinstance(text, str) else (text(dark=dark()), text(dark=False))
    if said:
        st.container(key=f"quiet-{key}").markdown(said)
        record.keep(record.Words(kind="quiet", text=light))


def meaning(text: str, *, key: str = "meaning") -> None:
    """What the picture means, in ordinary size (Markdown)."""
    if text:
        st.container(key=f"meaning-{key}").markdown(text)
        record.keep(record.Words(kind="plain", text=text))


def controls(key: str = "controls") -> DeltaGenerator:
    """One row of controls above the picture; it wraps where the page is narrow."""
    return st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"controls-{key}")


def actions(key: str = "actions") -> DeltaGenerator:
    """One row of buttons below: how it was made, downloads."""
    return st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"actions-{key}")


def chart(
    draw: Callable[..., go.Figure],
    *,
    alt: str,
    key: str,
    data: Data | None = None,
    narrowest: int = 0,
    narrow: Callable[..., go.Figure] | None = None,
    clickable: bool = False,
    sketch: bool = False,
) -> list | None:
    """Show a picture as wide as the page, and offer it as a file.

    Parameters
    ----------
    draw
        Draws it, told whether it is `dark`: a report wants it light.
    alt
        The picture in words.
    data
        The numbers behind it: headers and rows, made when they are asked for.
    narrowest
        In pixels: where the page is narrower, the picture scrolls sideways within its own frame.
    narrow
        Draws another one in its place where the page is as narrow as a phone.
    clickable
        Whether a click on a mark reruns the page.
    sketch
        Whether it shows no data: then there is nothing to take along.

    Returns
    -------
    list or None
        The ``customdata`` of the mark that was clicked.
    """
    if narrow is None:
        clicked = _shown(draw, alt=alt, key=key, data=data, narrowest=int(narrowest), clickable=clickable, sketch=sketch)
    else:
        # Python doesn't know how wide the page is: both are there, and the style shows one.
        how = {"alt": alt, "data": data, "clickable": clickable, "sketch": sketch}
        with st.container(key=f"wide-{key}", gap=None):
            clicked = _shown(draw, key=key, narrowest=int(narrowest), **how)
        with st.container(key=f"narrow-{key}", gap=None):
            clicked = _shown(narrow, key=f"{key}-narrow", narrowest=0, **how) or clicked
    if not sketch:
        record.keep(record.Picture(draw=partial(draw, dark=False), alt=alt, narrowest=int(narrowest)))
    return clicked


def _shown(
    draw: Callable[..., go.Figure], *, alt: str, key: str, data: Data | None, narrowest: int, clickable: bool, sketch: bool
) -> list | None:
    """One picture in its frame, and what can be saved of it."""
    figure = draw(dark=dark())
    height = int(figure.layout.height)
    st.html(
        f"<style>.st-key-picture-{key} [data-testid='stPlotlyChart']"
        f"{{min-height:{height}px}}"
        f".st-key-picture-{key} > .st-key-{key}{{min-width:{narrowest}px}}"
        f"@container (min-width: {narrowest}px)"
        f" {{.st-key-picture-{key} .rapport-sideways{{display:none}}}}"
        "</style>"
    )
    framed = st.container(key=f"framed-{key}", gap=None)
    with framed, st.container(key=f"picture-{key}", gap=None):
        if narrowest:
            # Something to focus, so that the arrow keys can scroll the picture too.
            st.html(f'<span class="rapport-sideways" tabindex="0">{_("Scroll sideways for the rest")} →</span>')
        event = st.plotly_chart(
            figure,
            theme=None,
            key=key,
            alt=alt,
            config={**along.CONFIG, "displaylogo": False, "responsive": True},
            selection_mode="points",
            on_select="rerun" if clickable else "ignore",
        )
    if not sketch:
        with framed:
            along.picture(key=key, height=height, width=narrowest, data=data)
    return _clicked(event) if clickable else None


def _clicked(event) -> list | None:
    points = event.selection.points if event else []
    return list(points[0]["customdata"]) if points and points[0].get("customdata") else None


def table(
    headers: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    name: str,
    numbers_from: int = 1,
    lasting: bool = True,
) -> None:
    """A small table, as text: every value is escaped; what is offered as a file has the numbers that its texts know.

    Parameters
    ----------
    headers, rows
        The words and the finished numbers.
    name
        What the table holds, for those who hear the page, and for the files.
    numbers_from
        The first column of those that stand to the right.
    lasting
        Whether it is something to take along.
    """
    numbers = range(numbers_from, len(headers))
    st.html(markup(headers, rows, name=name, numbers=numbers))
    if lasting:
        along.table(lambda: (headers, rows), name=name, key=slug(name))
        record.keep(record.Numbers(headers=headers, rows=rows, name=name, how={"numbers": numbers}))


def links(pages: Mapping[str, str], *, key: str = "links", query: Mapping[str, str] | None = None) -> None:
    """Where to go next: from a page's file to the words of its link; the selection goes along as `query`."""
    with st.container(horizontal=True, gap="medium", key=f"links-{key}"):
        for target, label in pages.items():
            st.page_link(
                target,
                label=label,
                icon=":material/arrow_forward:",
                icon_position="right",
                query_params={**(query or {}), **workspaces.in_links()},
            )


def how_made(pairs: Sequence[tuple[str, str]]) -> None:
    """ "How was this made?": definition, formula, interval, n and what is left out; every text is escaped.

    A heading that is a word of the field leads to the glossary; headings are our own, never data.
    """
    entries = "".join(f"<dt>{glossary.linked(term)}</dt><dd>{words.escape_html(text)}</dd>" for term, text in pairs)
    with st.popover(_("How was this made?"), icon=":material/info:"):
        st.html(f'<dl class="rapport-made">{entries}</dl>')
    record.keep(record.Made(pairs=tuple(pairs)))


def problem(*, found: str, needed: str, do: str) -> None:
    """An error in the person's words: found, needed, and what to do next; data values may be in it."""
    found, needed, do = (words.escape_markdown(translated(text)) for text in (found, needed, do))
    do = words.capital(do) + ("" if do.endswith((".", "!", "?")) else ".")
    st.error(_("Found {found}; needed {needed}. {do}").format(found=found, needed=needed, do=do))


def empty(
    title: str,
    *,
    promise: str,
    sketch: Callable[..., go.Figure],
    sketch_alt: str,
    needs: Sequence[tuple[str, str, str]] = (),
    quiet: str,
    add: str,
    about: str,
) -> str | None:
    """A page without data: what it will show, two ways to begin, a sketch, and what the file needs.

    Parameters
    ----------
    title, promise
        The page's question, and what it answers once there are data.
    sketch, sketch_alt
        A grey picture of what will stand here, and its words.
    needs
        Columns of the file: name, meaning, example.
    quiet, add, about
        What is missing, the button that brings it, and what a row of the file is.

    Returns
    -------
    {"add", "look", None}
        Which button was pressed: add own files, or look at a demonstration.
    """
    with page(title, whole=False) as head:
        head.say(quiet=quiet, answer=promise)
        with controls():
            adding = st.button(add, type="primary", icon=":material/upload:", key="empty-add")
            look = st.button(_("Open the demonstration company"), key="empty-look")
        chart(sketch, alt=sketch_alt, key="sketch", sketch=True)
        note(_("A sketch, not data. Your own appears here."), key="sketch")
        if needs:
            section(_("What the file needs"), key="needs")
            meaning(about, key="needs")
            table(
                [_("Column"), _("What it is"), _("Example")],
                needs,
                name=_("Columns of the file"),
                numbers_from=3,
                lasting=False,
            )
    return "add" if adding else "look" if look else None
