"""The lines of a text with their places, and the forms by which a line opens something new."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from builder import segmentation
from builder.characters import HAN
from builder.pattern_code import compiled
from builder.script import to_simplified

#: A line that begins so is a heading, an item, a turn of speech or a byline: it never continues the line before.
OPENS = compiled(
    r"第[0-9０-９一二三四五六七八九十百千零〇两]{1,5}[篇章节節条條款项項部回讲講课課卷集届幕]"
    r"|[一二三四五六七八九十百]{1,4}[、．.:：]|[（(][一二三四五六七八九十百0-9０-９]{1,4}[)）]"
    r"|[0-9０-９]{1,3}(?:[、）)．]|\.(?![0-9]))|[①-⑳⑴-⒇㈠-㈩Ⅰ-Ⅻ]|[-*+•·●○■□◆◇★☆▲△※→>#|]"
    r"|[【〔\[]|[“\"「『‘]|[QA问问答][:：]"
    r"|.{1,6}[:：]\s|(?:作者|来源|來源|时间|時間|日期|编辑|編輯|关键词|關鍵詞|摘要|责任编辑|責任編輯|参考文献|參考文獻)"
)
_STOPS = frozenset("。！？：；…”’）」』】．.!?:;)\"'")
_WIDE = compiled("[\u2e80-\U0010ffff]+")
_HAN = compiled(f"[{HAN}]")


class Line(NamedTuple):
    """A line without its line end: [start, end) of the text, and the text without blanks around it."""

    start: int
    end: int
    text: str
    indent: int = 0
    wide_indent: int = 0  # how many of the indent's blanks are ideographic

    @property
    def columns(self) -> int:
        """Printed width with the indent: Han and full-width characters take two columns."""
        return self.indent + self.wide_indent + 2 * len(self.text) - len(_WIDE.sub("", self.text))

    @property
    def inner_start(self) -> int:
        """Where the text begins, printed indent left out."""
        return self.start + self.indent

    @property
    def inner_end(self) -> int:
        """Where the text ends, trailing blanks left out."""
        return self.inner_start + len(self.text)


# Several rules in a row look at the same text; two texts are enough, the one before a change and the one after.
@lru_cache(maxsize=2)
def lines_of(text: str) -> tuple[Line, ...]:
    """Every line of `text`, empty ones too."""
    lines = []
    start = 0
    for raw in text.split("\n"):
        stripped, end = raw.strip(), start + len(raw)
        if stripped and stripped[0] != raw[0]:
            indent = raw.index(stripped[0])
            lines.append(Line(start, end, stripped, indent, raw.count("\u3000", 0, indent)))
        else:
            lines.append(Line(start, end, stripped))
        start = end + 1
    return tuple(lines)


@lru_cache(maxsize=2)
def has_han(text: str) -> bool:
    """True if a Han character stands in `text`."""
    return bool(_HAN.search(text))


def is_stopped(line: str) -> bool:
    """True if a line ends like a whole sentence, a label or a quotation."""
    return line[-1:] in _STOPS


def one_word(before: str, after: str) -> bool:
    """True if a word of the dictionary begins at the end of `before` and ends in `after` (both Chinese)."""
    left = _tail(before)
    right = _head(after)
    if not left or not right:
        return False
    return len(left) in _inner_bounds(left, right)


_REACH = 5  # characters on each side; longer words are rare


def _tail(text: str) -> str:
    tail = text[-_REACH:]
    for index in range(len(tail) - 1, -1, -1):
        if not _HAN.match(tail[index]):
            return tail[index + 1 :]
    return tail


def _head(text: str) -> str:
    head = text[:_REACH]
    for index, character in enumerate(head):
        if not _HAN.match(character):
            return head[:index]
    return head


def _inner_bounds(left: str, right: str) -> set[int]:
    """Positions of left + right that lie inside a word."""
    simplified = to_simplified(left + right)
    if len(simplified) != len(left) + len(right):
        return set()
    inside: set[int] = set()
    position = 0
    for word in segmentation.cut(simplified, hmm=False):
        inside.update(range(position + 1, position + len(word)))
        position += len(word)
    return inside
