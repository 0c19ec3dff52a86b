"""Which columns of a table are answers on a scale, what they ask, and on which scale."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from models.columns import plain
from models.ingest import answers
from models.ingest.reading import QUESTIONS, Question

_RECOMMEND = r"recommend|\bnps\b|net promoter|порекоменд|рекоменд|推荐"
_OVERALL = (
    r"\boverall\b|in general\b|all in all|satisfied (?:are|were) you with (?:us|our (?:company|shop|store|service overall))|\bcsat\b|"
    r"в целом|общая (?:оценка|удовл)|общее впечатл|总体|整体|综合|"
    # A review's stars are of the whole.
    r"^\s*(?:(?:star|review|overall|customer) )?(?:rating|stars)\s*$|^\s*(?:оценка|звезды|评分|星级)\s*$"
)
_EXPECT = r"\bexpect\w*|ожида\w*|期望|预期"
_IMPORTANT = r"\bimportan\w*|важн\w*|重要(?:性|程度)?"
_RATING_WORD = (
    r"satisf|\brat(?:e|ing)|score|\bstars?\b|trust|loyal|commit|agree|likely|quality|engag|happy|"
    r"удовлетвор|оцен|балл|довер|лояльн|качеств|соглас|满意|评分|打分|评价|信任|忠诚|同意"
)
#: A number that no opinion is: how old, how many, how long, which.
_COUNTED = (
    r"\bage\b|how (?:many|old|long|much|often)|number of|\bcount\b|\bid\b|duration|progress|seconds|minutes|\byear|\bzip\b|postcode|phone|"
    r"visits|children|quantity|возраст|\bсколько|количество|телефон|номер|年龄|多少|时长|所用时间|序号|电话"
)
_SCALE = r"(?<![\d.])(-?\d{1,2})\s*(?:-|–|—|to|\.\.|…|до|по|到|至|~)\s*(\d{1,3})(?!\s*[-./]\s*\d|\d)"
_ENDS = r"(-?\d{1,2})\s*[=:–-]\s*([^,;()\d]{3,60}?)[,;.…]+\s*(?:\.\.\.\s*)?(\d{1,3})\s*[=:–-]\s*([^,;()\d]{3,60})"
_GOOD = (
    r"\bvery (?:satisf|good|happy|likely)|excellent|extremely (?:satisf|likely)|strongly agree|completely agree|outstanding|\bbest\b|"
    r"отлично|очень хорош|полностью (?:соглас|удовлетвор)|очень довол|非常(?:满意|同意|好)|很好"
)
_ASKED_OF = (
    r"(?:how important|what do you expect of|насколько важн\w*)\s+(?:is|are|для вас|to you)?\s*(?:the )?(.+?)(?: to you| for you)?\??$"
)
#: Asks for words: that some of them are also words of a scale makes no scale of it.
_IN_WORDS = (
    r"anything|comment|\bwhy\b|\bwhat\b.*\b(?:like|improve|change|do better)|tell us|suggest|feedback|review(?!\w* rating)|remarks?\b|"
    r"почему|комментар|пожелани|предложени|отзыв|что (?:вам|нам|бы|понрав)|建议|意见|评论|为什么"
)
#: Of a scale whose header names only its best end: "1 is best", "1 = лучшее".
_ONE_IS_BEST = r"(?<!\d)1\s*(?:[=:–-]|is|means|—)\s*(?:the )?(?:best|very good|very satisfied|excellent|лучш|отлично|очень хорош|最好|非常)"
_CENTS = r"\d[.,]\d\d\s*$"
ENOUGH = 20  # answers that show a scale
FEW = 11  # so many different numbers a scale of single steps has at most
_USUAL = 0.95  # so much of a column's numbers lies on its scale; a slip of the keyboard does not stretch it


def question_of(header: str, cells: pl.Series) -> Question | None:
    """Tell whether a column holds answers on a scale, and which; None if it doesn't.

    Examples
    --------
    >>> question_of("Satisfaction:1-5", pl.Series(["3", "5", "five"])).name
    'Satisfaction'
    >>> found = question_of("How likely are you to recommend us?", pl.Series(["9", "10", "n/a"]))
    >>> found.role, found.low, found.high
    ('recommendation', 0.0, 10.0)
    >>> question_of("Age", pl.Series(["31", "44"]))
    """
    filled = cells.filter(~answers.missing(cells))
    told = asked(header)
    if re.search(_COUNTED, header.casefold()) and not told.stated:
        return None
    if filled.is_empty():
        return told if told.stated else None
    number = answers.numbers(filled)
    readable = 1 - number.null_count() / filled.len()
    if told.stated:
        on = ((number >= told.low) & (number <= told.high)).sum() / filled.len()
        if max(on, _spoken(filled, told)) < 0.5:
            return None
        return replace(told, reversed=told.reversed or answers.best_first(filled))
    worded = readable < 0.5 and not re.search(_IN_WORDS, header.casefold())
    found = answers.word_steps(filled.unique().to_list()[:50]) if worded else None
    if found is not None:
        known = sum(answers.plain_answer(text) in found[1] for text in filled.to_list()) / filled.len()
        return replace(told, low=1.0, high=float(found[0]), stated=True) if known >= 0.8 else None
    if readable < 0.9:
        return None
    spoken_of = told.role != "attribute" or told.aspect != "performance" or re.search(_RATING_WORD, header.casefold()) is not None
    low, high = scale(number.drop_nulls(), ten=told.role == "recommendation")
    # A number that nothing calls an opinion is one only if it looks like no price, and often enough.
    few = number.n_unique() <= FEW + 2 and high <= 10 and (spoken_of or (filled.len() >= 5 and not filled.str.contains(_CENTS).any()))
    if not (few or (spoken_of and high <= 100)) or (high == 1 and not spoken_of):
        return None
    return replace(told, low=low, high=high, reversed=told.reversed or answers.best_first(filled))


def _spoken(filled: pl.Series, told: Question) -> float:
    value, wrong = answers.values(filled, told.low, told.high)
    return 1 - wrong.sum() / filled.len()


def asked(header: str, *, role: str | None = None) -> Question:
    """Take from a header what it asks: its role and aspect, what it is about, and its scale if it says one.

    >>> asked("How important is [Price] to you? (1-7)")
    Question(header='How important is [Price] to you? (1-7)', question='How important is [Price] to you?', name='Price', role='attribute', \
aspect='importance', low=1.0, high=7.0, reversed=False, stated=True, \
group=None)
    """
    said = header.casefold()
    aspect = "expectation" if re.search(_EXPECT, said) else "importance" if re.search(_IMPORTANT, said) else "performance"
    kind = "recommendation" if re.search(_RECOMMEND, said) else "overall" if re.search(_OVERALL, said) else "attribute"
    turned = False
    if role is not None:
        kind, aspect, turned = QUESTIONS[role]
    question, low, high, good_first = _without_scale(header)
    stated = low is not None
    if not stated and kind == "recommendation":
        low, high = 0.0, 10.0
    return Question(
        header=header,
        question=question,
        name=_name(question, aspect),
        role=kind,
        aspect=aspect,
        low=low if low is not None else 1.0,
        high=high if high is not None else 5.0,
        reversed=turned or good_first or bool(re.search(_ONE_IS_BEST, said)),
        stated=stated,
    )


def _without_scale(header: str) -> tuple[str, float | None, float | None, bool]:
    """Part a header from the scale that it says: the question, the ends, and whether the first end is the good one."""
    ends = re.search(_ENDS, header)
    if ends and float(ends[1]) < float(ends[3]) <= 100:
        good_first = bool(re.search(_GOOD, ends[2].casefold())) and not re.search(_GOOD, ends[4].casefold())
        return _trimmed(header.replace(ends[0], "")), float(ends[1]), float(ends[3]), good_first
    found = re.search(_SCALE, header)
    if found and -5 <= float(found[1]) <= 1 and float(found[1]) + 1 < float(found[2]) <= 100:
        return _trimmed(header.replace(found[0], "")), float(found[1]), float(found[2]), False
    return header, None, None, False


def _trimmed(text: str) -> str:
    text = re.sub(
        r"(?:\b(?:scale of|on a scale(?: of| from)?|from|от|по шкале(?: от)?)|从)\s*(?=[)\],.:?]|$)", "", text, flags=re.IGNORECASE
    )
    return re.sub(r"\s{2,}", " ", re.sub(r"[(\[（]\s*(?:分|points?|баллов)?\s*[)\]）]", "", text)).strip(" :;,-–—(") or text


def _name(question: str, aspect: str) -> str:
    """Return what a question is about: a grid's row in brackets, or the question without the word for its aspect."""
    grid = re.search(r"\[([^\]]+)\]\s*[^\]]*$", question)
    if grid:
        return grid[1].strip()
    if aspect == "performance":
        return question
    asked_of = re.match(_ASKED_OF, question, flags=re.IGNORECASE)
    if asked_of:
        return asked_of[1].strip(" :–—-")
    word = _EXPECT if aspect == "expectation" else _IMPORTANT
    rest = re.sub(rf"(?:{word})(?:\s+(?:of|for|level))?", "", question, flags=re.IGNORECASE)
    return re.sub(r"[(\[]\s*[)\]]", "", rest).strip(" :–—-_,()") or question


_ROW_OF_A_GRID = r"^(.*\S)(?:[?？]?\s*[:：]\s+|[?？]\s+|\s+[-–—]\s+)([^:：?？]+?)\s*$"


def of_grids(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Call the rows of a grid by what stands in them, so that what is expected of a thing finds what is rated.

    Examples
    --------
    >>> grids = [asked(f"{text}: {row}") for text in ("Rate our", "How important is our") for row in ("staff", "price")]
    >>> [(q.name, q.aspect) for q in of_grids(grids)]
    [('staff', 'performance'), ('price', 'performance'), ('staff', 'importance'), ('price', 'importance')]
    """
    rows = {q.header: found for q in questions if q.role == "attribute" and (found := re.match(_ROW_OF_A_GRID, q.question))}
    many = Counter(found[1] for found in rows.values())
    aspects = {q.header: q.aspect for q in questions}
    rows = {header: _name(found[2], aspects[header]) for header, found in rows.items() if many[found[1]] > 1}
    names = Counter((q.aspect, rows.get(q.header, q.name)) for q in questions)
    # Two grids about the same things, as of two shops, keep their questions apart.
    return tuple(
        replace(q, name=rows[q.header]) if q.header in rows and names[q.aspect, rows[q.header]] == 1 else q for q in questions
    )


def scale(numbers: pl.Series, *, ten: bool = False) -> tuple[float, float]:
    """Take a scale from the answers; so few as lie off it are slips.

    >>> scale(pl.Series([1, 5, 3, 2, 4] * 8 + [99]))
    (1.0, 5.0)
    >>> scale(pl.Series([0, 7, 10])), scale(pl.Series([-2, 1])), scale(pl.Series([2, 6]))
    ((0.0, 10.0), (-2.0, 2.0), (1.0, 7.0))

    Whether somebody would recommend is asked from 0 to 10, unless enough answers say otherwise.

    >>> scale(pl.Series([5, 4, 1]), ten=True), scale(pl.Series([5, 4, 1, 3] * 5), ten=True)
    ((0.0, 10.0), (1.0, 5.0))
    """
    if ten and (numbers.len() < ENOUGH or float(numbers.max()) > 5):
        return 0.0, 10.0
    spare = int(numbers.len() * (1 - _USUAL))
    ordered = numbers.sort()
    least, most = float(ordered[0]), float(ordered[ordered.len() - 1 - spare])
    if least < 0:
        end = max(-least, most)
        return -end, end
    ends = (1.0, 5.0, 10.0, 100.0) if least == 0 else (5.0, 7.0, 10.0, 100.0)
    high = next((end for end in ends if most <= end), most)
    return (0.0 if least == 0 or high == 100 else 1.0), high


def unclear(question: Question, value: pl.Series) -> bool:
    """Whether the scale is a guess: nothing says it, and its upper end was hardly tried."""
    given = value.drop_nulls()
    return not question.stated and question.role != "recommendation" and (given.len() < ENOUGH or float(given.max()) < question.high)


def telling(question: Question) -> bool:
    """Whether a header or its words, not only small numbers, say that this is an opinion."""
    return question.stated or question.role != "attribute" or question.aspect != "performance" or bool(
        re.search(_RATING_WORD, plain(question.header))
    )  # fmt: skip
