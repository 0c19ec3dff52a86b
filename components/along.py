"""Take it along: the small menu under every picture and every table, and the whole view as one file.

Each file is made when it is asked for. A picture is saved by the browser that shows it, in the way of Plotly's own button for
it: the server has no browser, and needs none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from components import record, words, workspaces
from components.language import _
from components.record import Record
from components.report import plain, report
from components.tables import exact, slug, write_csv, write_xlsx

#: Headers and rows, made when they are asked for.
Data = Callable[[], tuple[Sequence[str], Iterable[Sequence[object]]]]

#: In pixels: a picture leaves as wide as the page is on a desk, whatever shows it, with room for what it is; a PNG has twice as many.
WIDTH, TITLE, SCALE = 1160, 64, 2
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Plotly offers one format a button, so its button is set to the format that was asked for, and pressed; Plotly copies the picture at
# once, so that the title, which only the file needs, is never seen on the page.
_SAVE = """
function save(format, { key, name, width, height, room, scale, title, quiet }) {
  const picture = document.querySelector(`.st-key-picture-${CSS.escape(key)} .js-plotly-plot`);
  const { layout } = picture;
  const shown = { title: layout.title, margin: layout.margin };
  picture._context.toImageButtonOptions = { format, filename: name, width, height: height + room, scale: format === "png" ? scale : 1 };
  layout.margin = { ...layout.margin, t: layout.margin.t + room };
  layout.title = {
    text: title, x: 0, xanchor: "left", xref: "container", y: 1, yanchor: "top", yref: "container", pad: { t: 6, l: 2 },
    font: { size: 18, weight: 600 }, subtitle: { text: quiet, font: { size: layout.font.size, color: layout.xaxis?.tickfont?.color } },
  };
  try {
    picture.querySelector(".modebar-btn").click();
  } finally {
    Object.assign(layout, shown);
  }
}

export default function ({ parentElement, data }) {
  parentElement.querySelector(".formats").replaceChildren(...data.formats.map(([format, label]) => {
    const button = document.createElement("button");
    button.textContent = label;
    button.onclick = () => save(format, data);
    return button;
  }));
}
"""
_LOOK = """
button { display: block; padding: 0; min-height: 40px; border: 0; background: none; cursor: pointer;
  font: inherit; font-size: 14px; color: var(--st-text-color); }
button:hover { color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
"""
_save = st.components.v2.component("rapport_save_picture", html='<div class="formats"></div>', css=_LOOK, js=_SAVE)

#: What a picture needs, so that it can be saved: one button, which style.css hides.
CONFIG = {"displayModeBar": True, "modeBarButtons": [["toImage"]]}


def picture(*, key: str, height: int, width: int = 0, data: Data | None = None) -> None:
    """Offer a picture as SVG and PNG, and the numbers behind it as CSV and XLSX.

    Parameters
    ----------
    key
        Of the picture on its page.
    height, width
        In pixels; it leaves at least as wide as the page is on a desk.
    data
        What is drawn: value, low, high, n.
    """
    with _menu(_("Save picture"), key, at="right"):
        formats = [("svg", _("Picture (.svg)")), ("png", _("Picture (.png)"))]
        title, quiet = (words.escape_html(text) for text in _heading())
        size = {"width": max(width, WIDTH), "height": height, "room": TITLE, "scale": SCALE}
        _save(key=f"save-{key}", data={"key": key, "name": _file(key), "formats": formats, "title": title, "quiet": quiet, **size})
        if data is not None:
            _numbers(data, key=key, name=key, csv=_("Its numbers (.csv)"), xlsx=_("Its numbers (.xlsx)"))


def table(data: Data, *, name: str, key: str, file: str = "") -> None:
    """Offer a table as CSV and XLSX.

    Parameters
    ----------
    data
        Headers and rows.
    name
        What it holds, in words.
    key
        Of the table on its page.
    file
        The files' name, without ending; by default made of the name.
    """
    with _menu(_("Save table"), key):
        _numbers(data, key=key, name=name, csv=_("Table (.csv)"), xlsx=_("Table (.xlsx)"), file=file)


def _menu(label: str, key: str, *, at: str = "left"):
    with st.container(key=f"along-{key}", horizontal=True, horizontal_alignment=at):
        menu = st.popover(label, icon=":material/download:", type="tertiary", key=f"along-menu-{key}")
    return menu.container(gap=None, key=f"lines-{key}")


def _numbers(data: Data, *, key: str, name: str, csv: str, xlsx: str, file: str = "") -> None:
    kept, stem = record.current(), file or _file(name)

    def workbook() -> bytes:
        return write_xlsx(exact(*data()), name=name, about=about(kept))

    for label, make, ending, mime in (
        (csv, lambda: write_csv(exact(*data())), "csv", "text/csv"),
        (xlsx, workbook, "xlsx", XLSX),
    ):
        download(label, make, name=f"{stem}.{ending}", mime=mime, key=f"{ending}-{key}", within=True)


def whole(kept: Record) -> None:
    """Offer the page as a report."""
    download(_("Report of this view (.html)"), lambda: report(kept), name=f"{_file('')}.html", mime="text/html", key="report")


def download(label: str, make: Callable[[], bytes | str], *, name: str, mime: str, key: str, within: bool = False) -> None:
    """A file to take along, made only when it is asked for; `within` a menu it looks like one of its lines."""
    look = {"type": "tertiary"} if within else {"icon": ":material/download:"}
    st.download_button(label, make, file_name=name, mime=mime, key=key, on_click="ignore", **look)


def _heading() -> tuple[str, str]:
    """Return what a picture shows, and whose data: the nearest heading above it, and the page's quiet line."""
    kept = record.current()
    if kept is None:
        return "", ""
    titles = [part.text for part in kept.parts if isinstance(part, record.Words) and part.kind == "section"]
    return [kept.title, *titles][-1], plain(kept.quiet)


def about(kept: Record | None) -> list[tuple[str, str]]:
    """Return what a workbook says of itself: the page's question, whose data, the answer, where it stands, how it was made."""
    if kept is None:
        return []
    told = [
        (_("Question"), kept.title),
        (_("Data"), plain(kept.quiet)),
        (_("Answer"), plain(kept.answer)),
        (_("Address of the view"), kept.address),
    ]
    return [pair for pair in (*told, *kept.made()) if pair[1]]


def _file(name: str) -> str:
    """Return a file's name: whose data, which page, what."""
    kept = record.current()
    parts = [workspaces.path().stem, kept.title if kept else "", name]
    return "-".join(slug(part) for part in parts if part)
