"""What the picture of the attributes says, gathered before it is drawn: rows by group, shares, panels, and the words of its marks."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis import evidence
from analysis.rated import Rated
from components import words
from components.language import _
from components.sentences.satisfaction import mean

GAP = 0.5  # rows between groups
#: Room for the figures at a bar's end, in points of per cent.
FIGURE, LABEL = 13, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """The part of what is explained that an attribute carries, 0 to 1; without ends where no interval is drawn yet."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One attribute, and at which height it stands."""

    y: float
    rated: Rated
    weight: Weight | None
    rank: int | None

    @property
    def strength(self) -> str:
        """What may be shown of it."""
        return evidence.strength(self.rated.n)


def rows(result, weights: Mapping[str, Weight], ranks: Mapping[str, int]) -> tuple[list[Row], list[tuple[float, str]], float]:
    """Lay the attributes out: rows, the groups' titles with their heights, and the height of all, in rows."""
    found, titles, y = [], [], 0.0
    for group in dict.fromkeys(rated.group or "" for rated in result.attributes):
        titles.append((y, group))
        y += 1
        inside = [rated for rated in result.attributes if (rated.group or "") == group and rated.n]
        inside.sort(key=lambda rated: (-weights[rated.name].value if rated.name in weights else 1, -rated.n))
        for rated in inside:
            found.append(Row(y=y, rated=rated, weight=weights.get(rated.name), rank=ranks.get(rated.name)))
            y += 1
        y += GAP
    return found, titles, y - GAP


@dataclass(frozen=True, slots=True, kw_only=True)
class Panels:
    """Where each panel lies, 0 to 1, and how far the ratings' reach in per cent."""

    worst: float
    best: float
    neither: float
    ratings: tuple[float, float]
    middle: tuple[float, float]
    gap: tuple[float, float]
    weight: tuple[float, float]


def panels_of(laid: list[Row], *, gaps: bool, weights: bool) -> Panels:
    """One per cent is as wide among the ratings as among those that are neither."""
    worst = max([share_of(row.rated, "worst") + LABEL + FIGURE for row in laid if row.strength != "none"], default=0)
    neither = max([neither_share(row.rated) + FIGURE for row in laid if row.strength != "none"], default=0)
    worst, best, neither = max(worst, 47.0), 108.0, max(neither, 38.0)
    end = 0.55 if gaps and weights else 0.8 if gaps or weights else 1.0
    between = 0.01
    unit = (end - between) / (worst + best + neither)
    split = unit * (worst + best)
    gap = (0.615, 0.805) if weights else (0.83, 0.97)
    return Panels(
        worst=worst, best=best, neither=neither, ratings=(0.0, split), middle=(split + between, end), gap=gap, weight=(0.87, 1.0)
    )


def share_of(rated: Rated, which: str) -> float:
    found = getattr(rated, which)
    return 0.0 if found is None else 100 * found.rate


def neither_share(rated: Rated) -> float:
    return max(0.0, 100 - share_of(rated, "best") - share_of(rated, "worst")) if rated.n else 0.0


def end_share(rated: Rated, side: str, *, extreme: bool) -> float:
    """Per cent of the very best (worst) answer, or of the other one of the two."""
    whole = share_of(rated, side)
    outermost = 100 * rated.counts[0 if side == "worst" else -1] / rated.n if rated.n else 0.0
    outermost = min(outermost, whole)
    return outermost if extreme else whole - outermost


def number(value: float) -> str:
    return words.decimal(value, 0 if float(value).is_integer() else 1)


def step_names(rated: Rated) -> tuple[str, str, str, str]:
    """What the extreme steps are called, from the worst to the best: "1", "2", "4", "5"."""
    low, high = rated.scale.low, rated.scale.high
    step = rated.steps[1] - rated.steps[0] if len(rated.steps) > 1 else 1
    if step > 1 or rated.scale.width < 4:
        return number(low), "…", "…", number(high)
    return number(low), number(low + 1), number(high - 1), number(high)


def hover(row: Row, side: str) -> str:
    rated = row.rated
    told = {
        "worst": _("one of the two worst answers: {share}"),
        "best": _("one of the two best answers: {share}"),
        "neither": _("neither: {share}"),
    }[side]
    if side == "neither":
        share = words.share(neither_share(rated) / 100)
    else:
        found = getattr(rated, side)
        share = words.share(found.rate, found.low, found.high)
    lines = [f"<b>{words.escape_html(rated.name)}</b>", told.format(share=share), _("n\u00a0=\u00a0{n}").format(n=words.count(rated.n))]
    if rated.missing:
        lines.append(_("{n} did not rate it").format(n=words.count(rated.missing)))
    lines.append(_("click for who said so"))
    return "<br>".join(lines)


def gap_hover(row: Row) -> str:
    rated = row.rated
    return "<br>".join(
        [
            f"<b>{words.escape_html(rated.name)}</b>",
            _("expected {mean}").format(mean=mean(rated.expectation)),
            _("received {mean}").format(mean=mean(rated.mean)),
            _("gap {gap}, n\u00a0=\u00a0{n} who gave both").format(gap=mean(rated.gap), n=words.count(rated.gap.n)),
        ]
    )


def weight_hover(row: Row) -> str:
    weight = row.weight
    return "<br>".join(
        [
            f"<b>{words.escape_html(row.rated.name)}</b>",
            _("{share} of what the ranked attributes explain").format(share=words.share(weight.value, weight.low, weight.high)),
        ]
    )


def breakdown_alt(result, weights: Mapping[str, Weight], ranks: Mapping[str, int]) -> str:
    """The picture in words, for those who don't see it."""
    laid, _titles, _height = rows(result, weights, ranks)
    told = [row for row in laid if row.strength in ("few", "enough")]
    if not told:
        return _("Bars of ratings by attribute; none has ten answers yet.")
    said = "; ".join(
        _("{name}: {share} satisfied").format(
            name=row.rated.name, share=words.share(row.rated.best.rate, row.rated.best.low, row.rated.best.high)
        )
        for row in told
    )
    first = [row.rated.name for row in sorted(told, key=lambda row: row.rank or 0) if row.rank is not None]
    text = _("Bars of ratings by attribute. {said}.").format(said=said)
    return text + (" " + _("To fix first: {names}.").format(names=", ".join(first)) if first else "")
