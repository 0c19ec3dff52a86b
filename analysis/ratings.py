"""Ratings laid out as matrices: one row a questionnaire, one column a question, each column on one scale."""

from dataclasses import dataclass

import narwhals as nw
import numpy as np

from analysis.scales import Scale, commonest, moved

ASPECTS = ("performance", "expectation", "importance")
GROUPS = {
    "customer": ("people", "product", "premises"),
    "employee": ("job content", "teamwork", "stimulation", "working environment", "welfare"),
}
ROLES = ("overall", "recommendation")
#: What performance was asked on decides, however often the other aspects were asked on another scale.
FIRST = 1 << 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that was asked.

    Attributes
    ----------
    name : str
    group : str or None
    scale : Scale
        The one that its column stands on.
    asked : tuple of Scale
        All that it was asked on, the commonest first.
    rescaled : int
        Answers to it that were moved onto `scale`.
    """

    name: str
    group: str | None
    scale: Scale
    asked: tuple[Scale, ...]
    rescaled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """All questionnaires, before any is left out.

    Attributes
    ----------
    items : tuple of Item
        The A attributes, by group and then in the order of asking.
    performance, expectation, importance : float arrays of R × A
    overall, recommendation : float arrays of R
        nan where not answered; a recommendation also where it was given on another scale than its item's.
    elsewhere : bool array of R
        Who gave one on another scale.
    overall_item, recommendation_item : Item or None
    """

    items: tuple[Item, ...]
    performance: np.ndarray
    expectation: np.ndarray
    importance: np.ndarray
    overall: np.ndarray
    recommendation: np.ndarray
    elsewhere: np.ndarray
    overall_item: Item | None
    recommendation_item: Item | None

    @property
    def matrices(self) -> tuple[np.ndarray, ...]:
        """All that was said, as arrays of two dimensions."""
        return self.performance, self.expectation, self.importance, self.overall[:, None], self.recommendation[:, None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """Answers to one aspect, one entry each; `kind` is the place of its scale in the list of those met."""

    row: np.ndarray
    column: np.ndarray
    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    kind: np.ndarray


def lay_out(ratings: nw.DataFrame, response: np.ndarray, asked: nw.DataFrame, audience: str) -> LaidOut:
    """Lay ratings out, each question once: the same name twice is one question, and so are all overall questions.

    Parameters
    ----------
    ratings : DataFrame
        As `models.answers` gives them; those of other questionnaires or questions are left out.
    response : int64 array of R
        The questionnaires, ascending.
    asked : DataFrame
        The audience's attributes, in the order of asking.
    audience : {"customer", "employee"}

    Examples
    --------
    >>> import polars as pl
    >>> said = pl.DataFrame({"response": [4, 9], "attribute": [1, 1], "aspect": ["performance"] * 2, "value": [2.0, 5.0],
    ...     "low": [1.0, 0.0], "high": [5.0, 10.0]})
    >>> questions = pl.DataFrame({"attribute": [1], "name": ["Staff"], "role": ["attribute"], "group": ["people"]})
    >>> found = lay_out(nw.from_native(said), np.array([4, 9]), nw.from_native(questions), "customer")
    >>> found.performance.tolist(), found.items[0].rescaled
    ([[2.0], [3.0]], 1)
    """
    lookup, titles, width = _columns(asked, audience)
    met: list[tuple[float, float]] = []
    given = {aspect: _given(ratings, aspect, response, lookup, met) for aspect in ASPECTS}
    counts = np.zeros((width + len(ROLES), len(met) + 1), dtype=np.int64)
    for aspect, part in given.items():
        weight = FIRST if aspect == "performance" else 1
        found = np.bincount(part.column * (len(met) + 1) + part.kind, minlength=counts.size)
        counts += weight * found.reshape(counts.shape)
    scales = [_scales(row, met) for row in counts]
    low, high = (np.array([getattr(first, end) for first, *_ in scales]) for end in ("low", "high"))
    matrices, elsewhere = {}, np.zeros(len(response), dtype=bool)
    rescaled = np.zeros(len(scales), dtype=np.int64)
    for aspect, part in given.items():
        other = (part.low != low[part.column]) | (part.high != high[part.column])
        for column in np.unique(part.column[other]).tolist():
            mine = other & (part.column == column)
            rescaled[column] += mine.sum()
            part.value[mine] = moved(part.value[mine], part.low[mine], part.high[mine], scales[column][0])
            if column == width + 1:
                # 9 of 10 is no 5 of 5: promoters are counted by their number.
                part.value[mine] = np.nan
                elsewhere[part.row[mine]] = True
        shape = (len(response), len(scales))
        if len(part.row):
            matrices[aspect] = np.full(shape, np.nan, order="F")  # questions are gone through one by one
            matrices[aspect][part.row, part.column] = part.value
        else:
            matrices[aspect] = np.broadcast_to(np.nan, shape)  # what nobody was asked takes no room
    items = tuple(
        Item(name=name, group=group, scale=scales[column][0], asked=tuple(scales[column]), rescaled=int(rescaled[column]))
        for column, (name, group) in sorted(titles.items())
    )
    by_role = {column - width: item for column, item in zip(sorted(titles), items, strict=True) if column >= width}
    return LaidOut(
        items=items[:width],
        **{aspect: matrix[:, :width] for aspect, matrix in matrices.items()},
        overall=matrices["performance"][:, width],
        recommendation=matrices["performance"][:, width + 1],
        elsewhere=elsewhere,
        overall_item=by_role.get(0),
        recommendation_item=by_role.get(1),
    )


def _columns(asked: nw.DataFrame, audience: str) -> tuple[np.ndarray, dict[int, tuple[str, str | None]], int]:
    """Which column each attribute's number is, -1 for none; each column's name and group; how many are no overall question."""
    numbers, names = whole(asked["attribute"], 0), asked["name"].to_list()
    roles, groups = asked["role"].to_list(), asked["group"].to_list()
    usual = {name: place for place, name in enumerate(GROUPS[audience])}
    attributes = [place for place, role in enumerate(roles) if role not in ROLES]
    attributes.sort(key=lambda place: usual.get(groups[place], len(usual)))
    column_of: dict[str, int] = {}
    lookup = np.full(int(numbers.max(initial=0)) + 1, -1, dtype=np.int64)
    titles: dict[int, tuple[str, str | None]] = {}
    for place in attributes:
        column = lookup[numbers[place]] = column_of.setdefault(" ".join(names[place].casefold().split()), len(column_of))
        titles.setdefault(column, (names[place], groups[place]))
    width = len(column_of)
    for place, role in enumerate(roles):
        if role in ROLES:
            column = lookup[numbers[place]] = width + ROLES.index(role)
            titles.setdefault(column, (names[place], None))
    return lookup, titles, width


def _given(ratings: nw.DataFrame, aspect: str, response: np.ndarray, lookup: np.ndarray, met: list[tuple[float, float]]) -> _Given:
    part = ratings.filter(nw.col("aspect") == aspect, ~nw.col("value").is_null())
    row, column = _find(response, whole(part["response"], 0)), _column(lookup, whole(part["attribute"], 0))
    value, low, high = (part[name].to_numpy().astype(float) for name in ("value", "low", "high"))
    there = (row >= 0) & (column >= 0) & (high > low)
    if not there.all():
        row, column, value, low, high = (values[there] for values in (row, column, value, low, high))
    return _Given(row=row, column=column, value=value, low=low, high=high, kind=_kinds(low, high, met))


def _kinds(low: np.ndarray, high: np.ndarray, met: list[tuple[float, float]]) -> np.ndarray:
    """The place of each answer's scale in `met`, to which new ones are added. There are few, so each is looked for by itself."""
    kind = np.zeros(len(low), dtype=np.int64)
    rest: slice | np.ndarray = slice(None)  # the first is looked for among all without picking any out
    place = 0
    while len(low[rest]):
        if place == len(met):
            met.append((float(low[rest][0]), float(high[rest][0])))
        other = (low[rest] != met[place][0]) | (high[rest] != met[place][1])
        place += 1
        rest = np.flatnonzero(other) if isinstance(rest, slice) else rest[other]
        kind[rest] = place
    return kind


def _scales(counts: np.ndarray, met: list[tuple[float, float]]) -> list[Scale]:
    """The scales of a column, the commonest first; 1 to 5 where nobody answered."""
    used = [place for place in range(len(met)) if counts[place]]
    if not used:
        return [Scale(low=1.0, high=5.0)]
    first = commonest(*np.array([met[place] for place in used]).T, counts[used])
    others = [Scale(low=met[place][0], high=met[place][1]) for place in sorted(used, key=lambda place: (-counts[place], met[place]))]
    return [first, *(scale for scale in others if scale != first)]


def whole(column: nw.Series, missing: int) -> np.ndarray:
    """An integer column; `missing` where there is none."""
    return column.cast(nw.Int64).fill_null(missing).to_numpy().astype(np.int64) if len(column) else np.zeros(0, dtype=np.int64)


def _find(known: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """The place of each number among ascending ones; -1 for those that are not there."""
    if not len(known):
        return np.full(len(wanted), -1, dtype=np.int64)
    # Numbers of a store lie close together: a table finds them ten times as fast as a search.
    if known[-1] - known[0] < 50 * len(known) + 1_000_000:
        table = np.full(known[-1] - known[0] + 3, -1, dtype=np.int64)
        table[known - known[0] + 1] = np.arange(len(known))
        return table[np.clip(wanted - known[0] + 1, 0, len(table) - 1)]
    place = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return np.where(known[place] == wanted, place, -1)


def _column(lookup: np.ndarray, attribute: np.ndarray) -> np.ndarray:
    inside = (attribute >= 0) & (attribute < len(lookup))
    return np.where(inside, lookup[np.clip(attribute, 0, len(lookup) - 1)], -1)
