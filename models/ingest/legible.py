"""Legible: of the encodings that carry no mark, the one in which a table's words are words.

A detector made for pages of prose is often wrong on tables, whose few letters beyond ASCII stand in names and headings: one
"José" among English rows, or a column of surnames. So each reading is judged by its words: letters of one script, capitals
where capitals stand, the letters that a language uses most, no box drawings, no rare signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

SAMPLE = 40_000  # bytes that are judged

#: Encodings, and how much less each is believed beforehand than the first ones.
ENCODINGS = {
    "cp1252": 0.0, "cp1251": 0.0, "gb18030": 0.0, "koi8_r": 0.05, "cp866": 0.05, "cp1250": 0.1, "cp1254": 0.1, "cp1253": 0.1,
    "big5": 0.05, "shift_jis": 0.05, "euc_kr": 0.05, "euc_jp": 0.1, "cp1255": 0.1, "cp1256": 0.1,
    "mac_cyrillic": 0.15, "mac_roman": 0.25, "cp850": 0.3,
}  # fmt: skip

_CYRILLIC = {
    **dict.fromkeys("оеаинтсрвл", 1.0),
    **dict.fromkeys("кмдпуі", 0.85),
    **dict.fromkeys("яыьгзбчйх", 0.6),
}
_COMMON = {
    "GREEK": frozenset("αοιετσνηυρπκμλςόίάέήώύ"),
    "LATIN": frozenset("éèêàâäáãåçñöôóøüúûíîïß"),
    "HEBREW": frozenset("יוהלאמתברשנ"),
    "ARABIC": frozenset("اليمنرتوبةعد"),
}
_CENTRAL = {"cp1250": frozenset("ąćęłńśźżčďěňřšťůžőűýùăâîá"), "cp1254": frozenset("ğışçöüâ")}
_SIGNS = frozenset("–—‘’“”„«»€£¥§°№•…·©®™×±½¼²³\xa0、。，．・：；！？（）「」『』【】《》￥％～ー％＃＋－／")
_WORD = re.compile(r"[^\W\d_]+|[^\x00-\x7f]")


def best_encoding(sample: bytes) -> str | None:
    """Choose the encoding in which a sample reads best; None if it reads badly in each.

    Examples
    --------
    >>> best_encoding("1;José Diaz\\n".encode("cp1252")), best_encoding("1;Щукин\\n".encode("cp866"))
    ('cp1252', 'cp866')
    >>> best_encoding("1,王小明\\n".encode("gb18030")), best_encoding("1,スズキ\\n".encode("shift_jis"))
    ('gb18030', 'shift_jis')
    """
    found = {encoding: _legibility(sample[:SAMPLE], encoding) - less for encoding, less in ENCODINGS.items()}
    best = max(found, key=found.__getitem__)
    return best if found[best] > 0 else None


def _legibility(sample: bytes, encoding: str) -> float:
    """Return how much the letters beyond ASCII look like those of words, at most about 1 a letter."""
    score = letters = 0.0
    text = sample.decode(encoding, errors="replace")
    words = Counter(word for word in _WORD.findall(text) if not word.isascii())
    for word, times in words.items():
        beyond = [letter for letter in word if not letter.isascii()]
        score += times * _word(word, beyond, encoding)
        letters += times * len(beyond)
    # A sign within a word ("£ukasz", "Ma³gorzata") is a letter that was read wrongly.
    score -= 2 * len(re.findall(r"(?<=[^\W\d_])[^\w\s\x00-\x7f–—‘’“”«»…·•\xa0™®©。，、](?=[^\W\d_])|[£¥§©®±¹³](?=[^\W\d_]{3})", text))
    return score / letters if letters else 0.0


def _word(word: str, beyond: list[str], encoding: str) -> float:
    scripts = {_script(letter) for letter in word}
    if scripts == {"SIGN"}:
        return sum(0.7 if letter in _SIGNS else -3.0 if letter == "\ufffd" else -1.0 for letter in beyond)
    if "HIRAGANA" in scripts or "KATAKANA" in scripts:
        scripts -= {"HIRAGANA", "KATAKANA", "CJK"}
        if scripts or encoding not in ("shift_jis", "euc_jp"):
            return -0.2 * len(beyond)
        return 1.1 * len(beyond)
    if scripts == {"CJK"}:
        return sum(_han(letter, encoding) for letter in beyond)
    if scripts == {"HANGUL"}:
        return 1.1 * len(beyond) if encoding == "euc_kr" else 0.0
    if len(scripts) > 1:
        return -1.0 * len(beyond)
    [script] = scripts
    common = _CENTRAL.get(encoding, frozenset()) | _COMMON.get(script, frozenset())
    if script == "CYRILLIC":
        score = sum(_CYRILLIC.get(letter.lower(), 0.3) for letter in beyond)
    else:
        score = sum(1.0 if letter.lower() in common else 0.3 for letter in beyond)
    if len(word) == 1 or (script == "LATIN" and len(word) == len(beyond) > 2):
        score -= 0.5 * len(beyond)  # "Èâàí": each language with Latin letters uses the plain ones too
    if not (word.islower() or word.isupper() or word[1:].islower()):
        score -= 1.0 * len(beyond)  # "иВАНОВ", "JoŽe"
    return score


@lru_cache(maxsize=70_000)
def _script(letter: str) -> str:
    if not letter.isalpha():
        return "SIGN"
    name = unicodedata.name(letter, "SIGN").split()
    return "HALFWIDTH" if name[0] == "HALFWIDTH" else "CJK" if name[0] == "CJK" else name[0]


@lru_cache(maxsize=70_000)
def _han(letter: str, encoding: str) -> float:
    """Tell by an encoding's own order whether a character is one of the some thousand that are common."""
    table, first, last = {
        "gb18030": ("gb2312", 0xB0, 0xD7),
        "big5": ("big5", 0xA4, 0xC6),
        "shift_jis": ("euc_jp", 0xB0, 0xCF),
        "euc_jp": ("euc_jp", 0xB0, 0xCF),
        "euc_kr": ("euc_kr", 0xFF, 0xFF),
    }.get(encoding, ("gb2312", 0xFF, 0xFF))
    try:
        lead = letter.encode(table)[0]
    except UnicodeEncodeError:
        return -0.5
    return 1.0 if first <= lead <= last else -0.2
