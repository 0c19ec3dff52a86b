"""The report of a view: what a page showed, as one HTML file that needs no network, reads on its own and prints on A4."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

from plotly.offline import get_plotlyjs

from components import words
from components.language import LANGUAGE, _
from components.markup import markup
from components.record import Made, Numbers, Part, Picture, Record, Words

STYLE = Path(__file__).parent / "report.css"
#: In pixels: what an A4 page leaves between its margins, and the part of it that a picture with its caption may take.
WIDTH, HEIGHT = 680, 940
#: A picture that scrolls sideways on a phone is drawn at least so wide, and made smaller as a whole.
ROOMY = 860
# Whatever a name in the data may hold: the file asks nobody for anything.
ALONE = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
DRAW = """
for (const place of document.querySelectorAll("[data-picture]")) {
  const figure = JSON.parse(document.getElementById(place.dataset.picture).textContent);
  Plotly.newPlot(place, figure.data, figure.layout, { staticPlot: true });
}
"""
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_EMPHASIS = re.compile(r"\*([^*\s](?:[^*]*[^*\s])?)\*")
# A link to a page of ours leads nowhere on paper: its words stay. An image is none.
_LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\([^()\s]*\)")
_SIGN = re.compile(r"\\([^A-Za-z0-9\s])")


def report(kept: Record) -> str:
    """Write a page that was kept as one HTML file.

    Parameters
    ----------
    kept
        What the page showed; its pictures are drawn anew, light, as paper is.

    Returns
    -------
    str
        The same for the same page: no time of writing is in it. Without a script the words stand in a picture's place.

    Examples
    --------
    >>> page = report(Record(title="Who stays?", answer="**Of 120 customers**, 38 % came back."))
    >>> "<strong>Of 120 customers</strong>, 38 % came back." in page
    True
    """
    numbered, parts = count(1), kept.told()
    body = "\n".join(_part(part, numbered) for part in parts if not isinstance(part, Made))
    script = f"<script>{get_plotlyjs()}</script><script>{DRAW}</script>" if any(isinstance(part, Picture) for part in kept.parts) else ""
    title = words.escape_html(kept.title)
    named = f"{title} · {words.escape_html(kept.company)}" if kept.company else title
    return (
        f'<!doctype html>\n<html lang="{LANGUAGE}"><head><meta charset="utf-8"><title>{named}</title>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{ALONE}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{STYLE.read_text(encoding="utf-8")}</style></head>\n'
        f"<body><main>\n<header><h1>{title}</h1>\n{_block('quiet', kept.quiet)}\n{_block('answer', kept.answer)}</header>\n"
        f"{body}\n{_made(kept.title, parts)}\n{_address(kept)}</main>{script}</body></html>\n"
    )


def _part(part: Words | Picture | Numbers, numbered) -> str:
    if isinstance(part, Words):
        return f"<h2>{words.escape_html(part.text)}</h2>" if part.kind == "section" else _block(part.kind, part.text)
    if isinstance(part, Picture):
        return _picture(part, f"picture-{next(numbered)}")
    return markup(part.headers, part.rows, name=part.name, **part.how)


def _made(title: str, parts: Sequence[Part]) -> str:
    """Return the small print, all of it at the end, each under the heading that it belongs to."""
    made = []
    for part in parts:
        if isinstance(part, Words) and part.kind == "section":
            title = part.text
        elif isinstance(part, Made):
            entries = "".join(f"<dt>{words.escape_html(term)}</dt><dd>{words.escape_html(text)}</dd>" for term, text in part.pairs)
            made.append(f"<section><h3>{words.escape_html(title)}</h3><dl>{entries}</dl></section>")
    return f"<h2>{_('How was this made?')}</h2>" + "\n".join(made) if made else ""


def _picture(part: Picture, name: str) -> str:
    figure = part.draw()
    width = max(ROOMY, part.narrowest) if part.narrowest else WIDTH
    figure.update_layout(width=width, autosize=False)
    # A "<" could end the script that the figure stands in.
    drawn = json.dumps(json.loads(figure.to_json()), separators=(",", ":")).replace("<", "\\u003c")
    height, alt = int(figure.layout.height), words.escape_html(part.alt)
    # One drawn wider, or taller, than paper is made smaller as a whole.
    zoom = min(WIDTH / width, HEIGHT / height, 1)
    return (
        f'<figure><div role="img" aria-label="{alt}"><div data-picture="{name}" '
        f'style="width:{width}px;height:{height}px;zoom:{zoom:.4f}"></div></div>'
        f'<noscript><p>{alt}</p></noscript><script type="application/json" id="{name}">{drawn}</script></figure>'
    )


def _address(kept: Record) -> str:
    if not kept.address:
        return ""
    return f'<footer><p class="quiet">{_("This view again:")} <span class="address">{words.escape_html(kept.address)}</span></p></footer>'


def _block(kind: str, markdown: str) -> str:
    """Return sentences as HTML: paragraphs, lists, and words in bold or italics."""
    made, items = [], []
    for line in [*markdown.split("\n"), ""]:
        if line.startswith("- "):
            items.append(f"<li>{_inline(line[2:])}</li>")
            continue
        if items:
            made.append(f'<ul class="{kind}">{"".join(items)}</ul>')
            items = []
        if line.strip():
            made.append(f'<p class="{kind}">{_inline(line)}</p>')
    return "\n".join(made)


def _inline(markdown: str) -> str:
    return _read(markdown, words.escape_html, r"<strong>\1</strong>", r"<em>\1</em>")


def plain(markdown: str) -> str:
    """Return sentences as plain text.

    >>> plain("**38 %** of " + words.escape_markdown("A*B & [C](http://d.example)"))
    '38 % of A*B & [C](http://d.example)'
    >>> plain("a [bucket](glossary?term=leaky-bucket) in *Leaving*")
    'a bucket in Leaving'
    """
    return _read(markdown, str, r"\1", r"\1")


def _read(markdown: str, escape: Callable[[str], str], strong: str, emphasis: str) -> str:
    """Read bold words, emphasis and links."""
    signs: list[str] = []

    def hide(found: re.Match) -> str:
        # A sign that stands for itself must not be read as one that makes words bold.
        signs.append(found[1])
        return f"\x00{len(signs) - 1}\x01"

    text = _SIGN.sub(hide, markdown.replace(words.UNSEEN, "").replace("\x00", "").replace("\x01", ""))
    text = _STRONG.sub(strong, _LINK.sub(r"\1", escape(text)))
    return re.sub("\x00(\\d+)\x01", lambda found: escape(signs[int(found[1])]), _EMPHASIS.sub(emphasis, text))
