"""Repairs to characters nobody sees: odd line ends, zero-width marks, no-break blanks, indents, trailing blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.characters import CJK_MARKS, HAN
from builder.model import Edit, RuleInput
from builder.patterns import pattern
from builder.repair.rule import each, rule

_RIGHT_TO_LEFT = pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_DIRECTION = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
# C0 controls except tab and line feed, DEL and C1: none of them prints anything. C1 goes after mojibake is mended.
# Joiners shape Arabic, Indic scripts and emoji; between Chinese or English letters they shape nothing.
_JOINER = pattern(f"[\u200c\u200d](?<=[{HAN}{CJK_MARKS} -~][\u200c\u200d])(?=[{HAN}{CJK_MARKS} -~])")
_NEVER_SEEN = "\u200b\u2060-\u2064\ufeff\u00ad\ufff9-\ufffb\u0000-\u0008\u000e-\u001f\u007f-\u009f"
_ZERO_WIDTH = pattern(f"[{_NEVER_SEEN}]+")
_ZERO_WIDTH_AND_DIRECTION = pattern(f"[{_NEVER_SEEN}{_DIRECTION}]+")

#: Every character that one of the three above takes out; all of them lie in these blocks.
_UNSEEN = "\u200c\u200d" + "".join(
    filter(_ZERO_WIDTH_AND_DIRECTION.match, map(chr, (*range(0x100), *range(0x2000, 0x2070), *range(0xFE00, 0x10000))))
)

_OLD_LINE_ENDS = "\r\u000b\u000c\u0085\u2028\u2029"
#: What Windows-1252 prints something for and Latin-1 does not.
_LOST_QUOTES = "".join(map(chr, sorted({*range(0x80, 0xA0)} - {0x81, 0x8D, 0x8F, 0x90, 0x9D})))
_FIXED_BLANKS = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
_BLANKS = " \t\u00a0\u3000"

LINE_ENDS = rule(
    "odd-line-end",
    why="Old Mac line ends, form feeds and Unicode line separators become the one line end that every page uses.",
    why_zh="旧式换行、换页符和 Unicode 行分隔符统一为普通换行。",
    needs=_OLD_LINE_ENDS,
)(each(pattern("\r\n?|[\u000b\u000c\u0085\u2028\u2029]"), "\n"))

LOST_QUOTES = rule(
    "control-quote",
    why="Control characters stand where Windows had quotation marks and dashes; the marks are put back.",
    why_zh="控制字符占了 Windows 引号与破折号的位置，还原为原来的标点。",
    needs=_LOST_QUOTES,
)(
    lambda given: (
        Edit(m.start(), m.end(), m.group().encode("latin-1").decode("cp1252"))
        for m in re.finditer(f"[{_LOST_QUOTES}]", given.text)
    )
)


@rule(
    "zero-width-mark",
    why="Characters that print nothing (zero-width blanks, soft hyphens, stray byte-order marks) are taken out, "
    "because search and copying stumble over them.",
    why_zh="零宽空格、软连字符、多余的 BOM 等看不见的字符予以删除，以免妨碍检索和复制。",
    needs=_UNSEEN,
)
def ZERO_WIDTH(given: RuleInput) -> Iterator[Edit]:
    # Marks of direction are needed where right-to-left script is quoted.
    marks = _ZERO_WIDTH if _RIGHT_TO_LEFT.search(given.text) else _ZERO_WIDTH_AND_DIRECTION
    for match in (*marks.finditer(given.text), *_JOINER.finditer(given.text)):
        yield Edit(match.start(), match.end(), "")


NO_BREAK_BLANK = rule(
    "no-break-blank",
    why="No-break and other fixed blanks become ordinary ones, so that lines can break and words can be found.",
    why_zh="不间断空格等特殊空格改为普通空格，便于换行与检索。",
    needs=_FIXED_BLANKS,
)(each(pattern(f"[{_FIXED_BLANKS}]"), " "))

PRINTED_INDENT = rule(
    "printed-indent",
    why="Ideographic blanks at the beginning of a line only imitate an indent, which the page sets itself.",
    why_zh="行首的全角空格只是模拟缩进，由版面样式代替。",
    needs="\u3000\u00a0",
)(each(pattern(f"(?m)^[{_BLANKS}]*[\u3000\u00a0][{_BLANKS}]*"), ""))


@rule(
    "trailing-blank",
    why="Blanks at the end of a line mean nothing.",
    why_zh="行末空格没有意义。",
)
def TRAILING_BLANK(given: RuleInput) -> Iterator[Edit]:
    text = given.text
    if not any(blank + "\n" in text or text.endswith(blank) for blank in _BLANKS):
        return
    end = -1
    for line in text.split("\n"):
        end += len(line) + 1
        blanks = len(line) - len(line.rstrip(_BLANKS))
        if blanks:
            yield Edit(end - blanks, end, "")
