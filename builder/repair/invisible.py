"""Repairs to characters nobody sees: odd line ends, zero-width marks, no-break blanks, indents, trailing blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.characters import CJK_MARKS, HAN
from builder.model import Edit, RuleInput
from builder.repair.rule import each, rule

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_DIRECTION = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
# C0 controls except tab and line feed, DEL and C1: none of them prints anything. C1 goes after mojibake is mended.
# Joiners shape Arabic, Indic scripts and emoji; between Chinese or English letters they shape nothing.
_JOINER = re.compile(f"[\u200c\u200d](?<=[{HAN}{CJK_MARKS} -~][\u200c\u200d])(?=[{HAN}{CJK_MARKS} -~])")
_NEVER_SEEN = "\u200b\u2060-\u2064\ufeff\u00ad\ufff9-\ufffb\u0000-\u0008\u000e-\u001f\u007f-\u009f"
_ZERO_WIDTH = re.compile(f"[{_NEVER_SEEN}]+")
_ZERO_WIDTH_AND_DIRECTION = re.compile(f"[{_NEVER_SEEN}{_DIRECTION}]+")

_BLANKS = " \t\u00a0\u3000"

LINE_ENDS = rule(
    "odd-line-end",
    why="Old Mac line ends, form feeds and Unicode line separators become the one line end that every page uses.",
    why_zh="旧式换行、换页符和 Unicode 行分隔符统一为普通换行。",
)(each(re.compile("\r\n?|[\u000b\u000c\u0085\u2028\u2029]"), "\n"))

LOST_QUOTES = rule(
    "control-quote",
    why="Control characters stand where Windows had quotation marks and dashes; the marks are put back.",
    why_zh="控制字符占了 Windows 引号与破折号的位置，还原为原来的标点。",
)(
    lambda given: (
        Edit(m.start(), m.end(), m.group().encode("latin-1").decode("cp1252"))
        for m in re.finditer("[\u0080\u0082-\u008c\u008e\u0091-\u009c\u009e\u009f]", given.text)
    )
)


@rule(
    "zero-width-mark",
    why="Characters that print nothing (zero-width blanks, soft hyphens, stray byte-order marks) are taken out, "
    "because search and copying stumble over them.",
    why_zh="零宽空格、软连字符、多余的 BOM 等看不见的字符予以删除，以免妨碍检索和复制。",
)
def ZERO_WIDTH(given: RuleInput) -> Iterator[Edit]:
    # Marks of direction are needed where right-to-left script is quoted.
    pattern = _ZERO_WIDTH if _RIGHT_TO_LEFT.search(given.text) else _ZERO_WIDTH_AND_DIRECTION
    for match in (*pattern.finditer(given.text), *_JOINER.finditer(given.text)):
        yield Edit(match.start(), match.end(), "")


NO_BREAK_BLANK = rule(
    "no-break-blank",
    why="No-break and other fixed blanks become ordinary ones, so that lines can break and words can be found.",
    why_zh="不间断空格等特殊空格改为普通空格，便于换行与检索。",
)(each(re.compile("[\u00a0\u2000-\u200a\u202f\u205f]"), " "))

PRINTED_INDENT = rule(
    "printed-indent",
    why="Ideographic blanks at the beginning of a line only imitate an indent, which the page sets itself.",
    why_zh="行首的全角空格只是模拟缩进，由版面样式代替。",
)(each(re.compile(f"(?m)^[{_BLANKS}]*[\u3000\u00a0][{_BLANKS}]*"), ""))


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
