"""Answers on a scale: numbers, words and stars, in several languages, as values of which the higher is the better."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import polars as pl

#: What stands in a cell where somebody did not answer. It is missing, never zero.
_NO_ANSWER = (
    "n/a|na|n.a.|-|–|—|none|null|nan|not applicable|don't know|dont know|do not know|no opinion|no answer|prefer not to say|not sure|"
    "нет ответа|затрудняюсь ответить|затрудняюсь|не знаю|не применимо|н/д|нет мнения|不适用|不知道|不清楚|无|未回答|(跳过)|(空)"
)
NO_ANSWER = frozenset(_NO_ANSWER.split("|"))

#: Words for the steps of a scale, the worst first; the words of one step are set apart by "/".
SETS: tuple[str, ...] = (
    "strongly disagree/completely disagree/totally disagree|disagree/somewhat disagree/rather disagree|"
    "neither agree nor disagree/neutral/undecided/neither/partly|agree/somewhat agree/rather agree|"
    "strongly agree/completely agree/totally agree",
    "strongly disagree|disagree|somewhat disagree/slightly disagree|neither agree nor disagree/neutral|"
    "somewhat agree/slightly agree|agree|"
    "strongly agree",
    "very dissatisfied/extremely dissatisfied/very unsatisfied/not at all satisfied|dissatisfied/somewhat dissatisfied/unsatisfied/"
    "rather dissatisfied|neutral/neither satisfied nor dissatisfied/neither|satisfied/somewhat satisfied/rather satisfied|"
    "very satisfied/extremely satisfied/completely satisfied",
    "extremely dissatisfied|moderately dissatisfied/dissatisfied|slightly dissatisfied/somewhat dissatisfied|"
    "neither satisfied nor dissatisfied/"
    "neutral|slightly satisfied/somewhat satisfied|moderately satisfied/satisfied|extremely satisfied",
    "very poor/terrible/very bad/awful|poor/bad|fair/average/ok/okay/acceptable|good|excellent/very good/outstanding/great",
    "poor|fair|good|very good|excellent",
    "very unlikely/extremely unlikely/not at all likely|unlikely/somewhat unlikely/rather unlikely|"
    "neutral/neither likely nor unlikely/maybe|"
    "likely/somewhat likely/rather likely|very likely/extremely likely",
    "not at all important/not important/unimportant|slightly important/of little importance|moderately important/somewhat important|"
    "important/very important|extremely important",
    "not important|slightly important|moderately important|important|very important",
    "never|rarely/seldom|sometimes|often/usually|always",
    "much worse|worse/somewhat worse/a little worse|about the same/the same/as expected|better/somewhat better/a little better|much better",
    "much worse than expected|worse than expected|as expected|better than expected|much better than expected",
    "полностью не согласен/совершенно не согласен/категорически не согласен/абсолютно не согласен|скорее не согласен/не согласен|"
    "и да, и нет/нейтрально/ни согласен, ни не согласен/отчасти согласен/нейтрален|скорее согласен/согласен|"
    "полностью согласен/совершенно согласен/абсолютно согласен",
    "совершенно не удовлетворен/полностью не удовлетворен/очень недоволен/крайне недоволен|"
    "скорее не удовлетворен/не удовлетворен/недоволен|"
    "нейтрально/ни да, ни нет/и да, и нет/отчасти удовлетворен|скорее удовлетворен/удовлетворен/доволен|"
    "полностью удовлетворен/очень доволен/очень удовлетворен",
    "очень плохо/ужасно|плохо|удовлетворительно/средне/нормально|хорошо|отлично/очень хорошо",
    "совсем не важно/не важно/неважно|скорее не важно|отчасти важно/средне|важно/скорее важно|очень важно",
    "никогда|редко|иногда|часто|всегда",
    "非常不满意/很不满意/十分不满意|不满意/比较不满意|一般/中立/还可以|满意/比较满意|非常满意/很满意/十分满意",
    "非常不同意/完全不同意/强烈不同意|不同意/比较不同意|一般/中立/不确定|同意/比较同意|非常同意/完全同意/强烈同意",
    "非常差/很差|差/较差|一般|好/较好|非常好/很好",
    "非常不重要/很不重要|不重要|一般|重要/比较重要|非常重要/很重要",
)
_STEPS: tuple[tuple[int, Mapping[str, int]], ...] = tuple(
    (len(steps), {word: step for step, words in enumerate(steps, start=1) for word in words.split("/")})
    for steps in (text.split("|") for text in SETS)
)
_UNIT = r"(?:分|星|звезд\w*|stars?|points?|баллов|балла|балл)?"
_LABELLED = rf"^\s*(-?\d+(?:[.,]\d+)?)\s*{_UNIT}\s*(?:$|[-–—=:.)(/]\s*(?:\D.*)?$|(?:out of|из|/)\s*\d+\s*$)"

_NUMBER_AND_WORDS = r"^\s*(?P<number>-?\d+(?:[.,]\d+)?)\s*[-–—=:.)(/]+\s*(?P<words>[^\d)]+?)\)?\s*$"


def plain_answer(text: str) -> str:
    """Return an answer as it is compared.

    >>> plain_answer("  Полностью  согласна "), plain_answer("Very Satisfied.")
    ('полностью согласен', 'very satisfied')
    """
    text = re.sub(r"\s+", " ", text.casefold().replace("ё", "е").replace("(а)", "").replace("’", "'")).strip(" .!")
    text = re.sub(r"(соглас)на\b", r"\1ен", text)
    return re.sub(r"(удовлетворен|доволен|недоволен|нейтрал)(?:а|на)\b", r"\1", text.replace("довольна", "доволен"))


def word_steps(answers: Iterable[str]) -> tuple[int, dict[str, int]] | None:
    """Find the set of words that these answers are from.

    Returns
    -------
    tuple of int and dict, or None
        How many steps it has, and the step of each word, 1 being the worst; None if no set has most of them.

    Examples
    --------
    >>> word_steps({"Agree", "Strongly disagree"})[1]["agree"]
    4
    >>> word_steps({"agree", "somewhat agree", "strongly agree"})[0]
    7
    >>> word_steps({"red", "blue"})
    """
    given = {plain_answer(answer) for answer in answers}
    best, most = None, 0
    for steps, known in _STEPS:
        found = given & known.keys()
        apart = len({known[word] for word in found})
        if apart > most and len(found) >= 0.6 * len(given) and apart == len(found):
            best, most = (steps, dict(known)), apart
    if best is None:  # two words of one step, as "great" and "excellent": as good as one
        for steps, known in _STEPS:
            found = given & known.keys()
            if len(found) > most and len(found) >= 0.6 * len(given):
                best, most = (steps, dict(known)), len(found)
    return best


def missing(cells: pl.Series) -> pl.Series:
    """Return where nobody answered."""
    plain = cells.str.strip_chars().str.to_lowercase()
    return (plain == "") | plain.is_in(list(NO_ANSWER))


def numbers(cells: pl.Series) -> pl.Series:
    """Read answers as numbers (Float64): "4", "4,5", "5 - very good", "4 / 5", "★★★☆☆"; null where there is none.

    >>> numbers(pl.Series(["4", "4,5", "5 - Very good", "3 из 5", "★★★☆☆", "five"])).to_list()
    [4.0, 4.5, 5.0, 3.0, 3.0, None]
    """
    text = cells.str.strip_chars()
    read = text.str.extract(_LABELLED, 1).str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    if not text.str.contains("[★⭐]").any():
        return read
    stars = text.str.count_matches("[★⭐]").cast(pl.Float64)
    return pl.select(pl.when(stars > 0).then(stars).otherwise(read)).to_series()


def best_first(filled: pl.Series) -> bool:
    """Whether the answers' own labels say that a low number is the good one.

    >>> best_first(pl.Series(["1 - Very satisfied", "5 - Very dissatisfied", "3"])), best_first(pl.Series(["1 = poor", "4 = good"]))
    (True, False)
    """
    said = filled.unique().str.extract_groups(_NUMBER_AND_WORDS).struct.unnest().drop_nulls()
    if said.height < 2:
        return False
    steps = word_steps(said["words"].to_list())
    if steps is None:
        return False
    known = said.with_columns(
        pl.col("number").str.replace(",", ".", literal=True).cast(pl.Float64),
        pl.col("words").map_elements(lambda text: steps[1].get(plain_answer(text)), return_dtype=pl.Int64).alias("step"),
    ).drop_nulls()
    ordered = known.sort("number")
    return known.height > 1 and ordered["step"][0] > ordered["step"][-1]


def values(cells: pl.Series, low: float, high: float, *, reverse: bool = False) -> tuple[pl.Series, pl.Series]:
    """Read a column of answers.

    Returns
    -------
    value : polars.Series
        Float64, on the scale, higher being better; null where there is no answer.
    wrong : polars.Series
        Boolean: an answer that is no number and no known word, or lies off the scale.

    Examples
    --------
    >>> value, wrong = values(pl.Series(["5", "n/a", "99", "1"]), 1, 5)
    >>> value.to_list(), wrong.to_list()
    ([5.0, None, None, 1.0], [False, False, True, False])
    """
    none = missing(cells)
    value = numbers(cells)
    filled = cells.filter(~none & value.is_null())
    found = word_steps(filled.unique().to_list()) if not filled.is_empty() else None
    if found is not None and found[0] == high - low + 1:
        steps = {word: step + low - 1 for word, step in found[1].items()}
        different = filled.unique()
        read = {text: steps.get(plain_answer(text)) for text in different.to_list()}
        spoken = cells.replace_strict(read, default=None, return_dtype=pl.Float64)
        value = pl.select(pl.coalesce(value, spoken)).to_series()
    off = value.is_null() | (value < low) | (value > high)
    wrong = (off & ~none).fill_null(True)
    value = pl.select(pl.when(off | none).then(None).otherwise((low + high - value) if reverse else value)).to_series()
    return value.cast(pl.Float64).rename("value"), wrong.rename("wrong")
