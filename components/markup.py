"""Tables as HTML, every value escaped: what every table is made of, on a page and in a report."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from components import words


def markup(
    headers: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    name: str,
    numbers: Collection[int] = (),
    quiet: Collection[int] = (),
    faint: Collection[tuple[int, int]] = (),
    total: bool = False,
    now: int | None = None,
    later: int | None = None,
    show_headers: bool = True,
) -> str:
    """A table in HTML, every value escaped.

    Parameters
    ----------
    headers, rows
        The words and the finished numbers.
    name
        What it holds, for those who hear the page.
    numbers, quiet
        Columns that stand to the right; columns of small weight.
    faint
        Single cells of small weight: row and column.
    total
        Whether the last row is that of the others together.
    now, later
        The row that is going on, and from which row on all is still to come.
    show_headers
        Whether the headers are seen, not heard alone.
    """

    def cells(tag: str, values: Sequence[object], weight: str = "", row: int | None = None) -> str:
        scope = ' scope="col"' if tag == "th" else ""
        made = []
        for place, value in enumerate(values):
            marks = [mark for mark, places in (("number", numbers), ("quiet", quiet)) if place in places] + ([weight] if weight else [])
            marks += ["quiet"] if (row, place) in faint else []
            style = f' class="{" ".join(marks)}"' if marks else ""
            made.append(f"<{tag}{scope}{style}>{words.escape_html(value)}</{tag}>")
        return "".join(made)

    body = ""
    for place, row in enumerate(rows):
        strong = (total and place == len(rows) - 1) or place == now
        weight = "strong" if strong else "later" if later is not None and place >= later else ""
        body += f"<tr>{cells('td', row, weight, place)}</tr>"
    name = words.escape_html(name)
    head = "<thead>" if show_headers else '<thead class="unseen">'
    return (
        f'<div class="rapport-table" role="region" aria-label="{name}" tabindex="0"><table>'
        f"<caption>{name}</caption>{head}<tr>{cells('th', headers)}</tr></thead><tbody>{body}</tbody></table></div>"
    )
