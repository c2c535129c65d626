"""The schemes by which headings and lists are numbered, and the values of their marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from builder.pattern_code import compiled
from builder.patterns import pattern

_DIGITS = "零一二三四五六七八九"
_HAN_VALUES = {character: value for value, character in enumerate(_DIGITS)} | {
    "〇": 0, "两": 2, "兩": 2, "壹": 1, "贰": 2, "貳": 2, "叁": 3, "參": 3, "肆": 4, "伍": 5,
    "陆": 6, "陸": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_TENS = {"十": 10, "拾": 10, "廿": 20, "卅": 30}
_ROMAN = {"I": 1, "V": 5, "X": 10}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

#: Value of a closing word (Finally, 最后): whatever comes next in its series.
LAST = -1
#: No essay seen numbers anything past this; higher figures are years and amounts.
HIGHEST = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """A number mark at the start of a line: `length` characters, blanks behind it included."""

    scheme: str
    value: int
    length: int
    printed: str  # "" where the mark is part of the sentence (First, …) and stays in the text
    rank: int  # how broad a scheme is by custom: 0 parts of a book, 9 words of order
    spoken: bool = False  # a word of order inside a sentence, which prose uses as well


def han_value(text: str) -> int:
    """The value of a Han numeral up to 99, or 0 if it is none."""
    total = 0
    for character in text:
        if character in _TENS:
            total = (total or 1) * _TENS[character] if _TENS[character] == 10 else _TENS[character]
        elif character in _HAN_VALUES:
            total += _HAN_VALUES[character]
        else:
            return 0
    return total


def _roman(text: str) -> int:
    figures = [_ROMAN[character] for character in unicodedata.normalize("NFKC", text).upper()]
    return sum(-a if a < b else a for a, b in zip(figures, [*figures[1:], 0], strict=True))


def _any_value(text: str) -> int:
    """The value of digits of any width, Han, circled or Roman numerals, or English words of number."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if plain.isdecimal():
        return int(plain)
    for words in (_ORDINALS, _CARDINALS):
        if plain.removesuffix("ly") in words:
            return words.index(plain.removesuffix("ly")) + 1
    if plain in _CLOSING:
        return LAST
    if re.fullmatch("[ivx]+", plain):
        return _roman(plain)
    return han_value(text.strip())


def _symbol(text: str) -> int:
    return int(unicodedata.numeric(text))


def _letter(text: str) -> int:
    return ord(text.lower()) - ord("a") + 1


def _last_part(text: str) -> int:
    return int(re.split(r"[.．]", unicodedata.normalize("NFKC", text))[-1])


_CLOSING = {"finally", "lastly", "last", "last but not least", "最后", "最後"}
_N = "[一二三四五六七八九十廿壹贰貳叁參肆伍陆陸柒捌玖拾]{1,4}"
_D = r"[0-9\uff10-\uff19]{1,2}"
#: What follows a figure that counts or dates something.
_MEASURED = "[^\\s]?[年月日时時分秒点點个個位名人项項次天岁歲元块塊万萬亿億多余餘家条條篇米公里%％]"
_COUNTED = "个個种種点點项項类類条條步招件关關本层層道笔筆样樣处處"
_UNIT = "[亿億万萬元米倍年月%％]"
_PARTS = "部分|部份|编|編|卷|辑|輯|单元|單元"
_BLANK = "[ \\t\u3000\u00a0]*"
_SEPARATOR = f"{_BLANK}[、．.，,：:]"
_ANY = f"(?:{_N}|{_D})"
_EN_NUMBER = f"(?:{_D}|[IVX]{{1,5}}|{'|'.join(word.title() for word in _CARDINALS)})\\b"
_EN_CARDINAL = "|".join(word.title() for word in _CARDINALS)
_EN_ORDINAL = "|".join(word.title() for word in _ORDINALS)


_NAME = compiled(r"\?P<\w+>")
_AHEAD = compiled(r"\(\?=\[[^\]()]*\u9fff\]\)")  # (?=[… and Han])


@dataclass(frozen=True, slots=True)
class _Row:
    scheme: str  # "{word}" is filled by the group `word`
    text: str  # of `pattern`
    pattern: re.Pattern[str]
    value: Callable[[str], int]
    rank: int
    kept: bool = False  # the mark stays in the text
    spoken: bool = False


def _row(
    scheme: str,
    text: str,
    value: Callable[[str], int],
    rank: int,
    *,
    kept: bool = False,
    spoken: bool = False,
) -> _Row:
    return _Row(scheme, text, pattern(text), value, rank, kept, spoken)


# The first row that matches speaks. Each `n` is the numeral.
_ROWS: tuple[_Row, ...] = (
    # 第一部分 工作回顾   第二编
    _row("part", f"第{_BLANK}(?P<n>{_ANY}){_BLANK}(?:{_PARTS})(?:{_SEPARATOR})?", _any_value, 0),
    _row("zhi", f"之(?P<n>{_N})[ \\t\u3000、：:]+", _any_value, 4),
    _row("chapter", f"第{_BLANK}(?P<n>{_ANY}){_BLANK}[章回](?:{_SEPARATOR})?", _any_value, 1),
    _row("section", f"第{_BLANK}(?P<n>{_ANY}){_BLANK}[节節讲講课課](?:{_SEPARATOR})?", _any_value, 2),
    _row("article", f"第{_BLANK}(?P<n>{_ANY}){_BLANK}[条條款](?:{_SEPARATOR})?", _any_value, 2),
    # Part I: …   Chapter 3   Step One
    _row(
        "{word}",
        f"(?P<word>Part|PART|Chapter|CHAPTER|Section|SECTION|Step|STEP|Lesson|Tip|Reason|Rule|Stage|Phase)"
        f"{_BLANK}(?P<n>{_EN_NUMBER})(?:{_BLANK}[.:：\u2013\u2014-])?",
        _any_value,
        1,
    ),
    # Day 2: …   Myth 3. …   but Figure 1: is a caption
    _row(
        "{word}",
        f"(?P<word>(?!Fig|Table|Photo|Image|Plate|Map|Page|Note|Vol|No\\b)[A-Z][a-z]{{2,11}})"
        f"[ ](?P<n>{_EN_NUMBER}){_BLANK}[.:：\u2013\u2014-](?!\\d)",
        _any_value,
        5,
    ),
    # 误区一：…   案例2：…   步骤一、
    _row("{word}", f"(?P<word>(?:(?!{_N}|第)[\u4e00-\u9fff]){{2,3}})(?P<n>{_ANY}){_BLANK}[：:、]", _any_value, 5),
    # 一、   十一．
    _row("han", f"(?P<n>{_N}){_SEPARATOR}(?!{_N}[、，,])", _any_value, 3),
    # 一 河的来历（a blank for a mark）
    _row("han-blank", f"(?P<n>{_N})(?:[ \\t]+|\u3000+)(?=[\u4e00-\u9fff])", _any_value, 3),
    # （一）  (二)、
    _row("han-paren", f"[（(〔【]{_BLANK}(?P<n>{_N}){_BLANK}[）)〕】](?:{_SEPARATOR})?", _any_value, 4),
    # 一）
    _row("han-half", f"(?P<n>{_N})[）)]", _any_value, 4),
    # 1.2.3 …   2.1、
    _row("decimal-3", f"(?P<n>{_D}[.．]{_D}[.．]{_D})[.．、]?(?=[\\s\u4e00-\u9fff])", _last_part, 7),
    _row(
        "decimal-2", f"(?P<n>{_D}[.．]{_D})[.．、]?(?=[\\s\u4e00-\u9fff])(?!{_BLANK}{_UNIT})", _last_part, 6
    ),
    # 1、  2.  ３．
    _row("digit", f"(?P<n>{_D}){_BLANK}[、.．](?![0-9\uff10-\uff19])", _any_value, 5),
    # 1 Introduction   2 研究方法（a blank for a mark）
    _row("digit-blank", f"(?P<n>{_D})[ \\t\u3000]{{1,4}}(?=[A-Z\u4e00-\u9fff])(?!{_MEASURED})", _any_value, 5),
    # 1)  2）
    _row("digit-half", f"(?P<n>{_D}){_BLANK}[）)]", _any_value, 6),
    # (1)  （2）  [3] is a reference, not a mark
    _row("digit-paren", f"[（(]{_BLANK}(?P<n>{_D}){_BLANK}[）)](?:{_SEPARATOR})?", _any_value, 6),
    # ①  ⑵  ⒊
    _row("symbol", f"(?P<n>[\u2460-\u2473\u2474-\u249b])(?:{_SEPARATOR})?", _symbol, 7),
    # II.  Ⅳ、
    _row("roman", f"(?P<n>[IVX]{{1,5}}|[\u2160-\u216b]){_BLANK}[.、:．](?=[\\s\u4e00-\u9fff])", _roman, 3),
    _row("roman-paren", "[（(](?P<n>[ivx]{1,4})[）)]", _roman, 7),
    # A. …   b)   (c)
    _row("letter", "(?P<n>[A-H])[.、．](?=[\\s\u4e00-\u9fff])", _letter, 5),
    _row("letter-small", "[（(]?(?P<n>[a-h])[）)]", _letter, 7),
    # 二   3   IV（alone on the line, above a section of a literary essay）
    _row("han-alone", f"(?P<n>{_N})$", _any_value, 3),
    _row("digit-alone", f"(?P<n>{_D})$", _any_value, 5),
    _row("roman-alone", "(?P<n>[IVX]{1,5}|[\u2160-\u216b])$", _roman, 3),
    # 第一，…   第二、…
    _row("order", f"[\u2014-]{{0,2}}第{_BLANK}(?P<n>{_N}){_SEPARATOR}", _any_value, 8, spoken=True),
    # 其一，…
    _row("order-qi", f"其(?P<n>{_N}){_SEPARATOR}", _any_value, 8, spoken=True),
    # 第一站：老码头   第2步：…
    _row("第{word}", f"第(?P<n>{_ANY})(?P<word>[\u4e00-\u9fff]{{1,2}})[：:]", _any_value, 5),
    # 第三种办法是…   第一个问题：…
    _row("order-kind", f"第(?P<n>{_N})[{_COUNTED}]", _any_value, 8, kept=True, spoken=True),
    # 一要看准时机…   二是…
    _row("order-{word}", f"(?P<n>{_N})(?P<word>要|是|靠|抓|看)", _any_value, 8, kept=True, spoken=True),
    # First, we must …   Secondly …   Finally,
    _row(
        "order-en",
        f"(?P<n>{_EN_ORDINAL}|{_EN_CARDINAL})(?:ly)?(?:{_BLANK}of all)?{_BLANK}[,:：]|(?P<m>Finally|Lastly),",
        _any_value,
        8,
        kept=True,
        spoken=True,
    ),
    # The first is to …   The second aspect is …
    _row(
        "order-the {word}",
        f"The (?P<n>{_EN_ORDINAL.lower()})(?: (?P<word>[a-z]+))? is\\b",
        _any_value,
        8,
        kept=True,
        spoken=True,
    ),
)  # fmt: skip


def _any_of(rows: tuple[_Row, ...]) -> re.Pattern[str]:
    """What matches wherever one of `rows` does, and in few other places.

    It leaves out what must follow some, and takes any letter for Han: a class of all Han characters takes longer to
    compile than the rest of its row.
    """
    texts = (_AHEAD.sub("", _NAME.sub("?:", row.text)).replace("[\u4e00-\u9fff]", r"\w") for row in rows)
    return compiled("|".join(f"(?:{text})" for text in texts))


#: All rows at once: most lines bear no mark, and one look says so.
_ANY_ROW = _any_of(_ROWS)
#: With what each row begins, which is looked for before that: a numeral, a letter, a bracket, or a word and a numeral.
_BEGINS = compiled(f"[第之其A-Za-h（(〔【\u2014\u2460-\u249b\u2160-\u216b-]|{_ANY}|\\w{{2,3}}{_ANY}")


def mark_at(text: str, position: int = 0) -> Mark | None:
    """The number mark that stands at `position` of `text`, or None. Constant time."""
    if _BEGINS.match(text, position) is None or _ANY_ROW.match(text, position) is None:
        return None
    for row in _ROWS:
        found = row.pattern.match(text, position)
        if found is None:
            continue
        groups = found.groupdict()
        value = row.value(groups.get("n") or groups.get("m") or "")
        if value == 0 or value > HIGHEST:
            continue
        end = found.end()
        while end < len(text) and text[end] in " \t\u3000\u00a0":
            end += 1
        printed = "" if row.kept else found[0].strip()
        scheme = row.scheme.format(word=(groups.get("word") or "").lower())
        length = 0 if row.kept else end - position
        return Mark(scheme, value, length, printed, row.rank, row.spoken)
    return None
