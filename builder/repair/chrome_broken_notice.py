"""Removes a site's notice that the page's width broke: a sentence that begins in one line and ends in the next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from builder.characters import HAN
from builder.model import Edit, RuleInput
from builder.patterns import pattern
from builder.repair.chrome_lines import lines_of
from builder.repair.chrome_notices import NOTICE, notice_points, sentences
from builder.repair.rule import rule

#: Points in Chinese, where words are counted: a sentence that is only known when two lines are joined needs more.
NOTICE_BROKEN = NOTICE + 2
#: … and in its first half so many: titles and bylines stand above notices, too.
NOTICE_HALF = 2
#: Width broke the line only if the line is this long (characters), and a sentence is not longer than that.
SHORTEST_BROKEN = 16
LONGEST_SENTENCE = 240
_HAN = pattern(f"[{HAN}]")
_STOPS = "。!?！？…；;:：.★☆”’」』\"')）】]"


@rule(
    "broken-notice",
    why="A sentence in which the site speaks of itself was broken by the page's width: both halves go.",
    why_zh="网站自我说明的一句被页宽断成两行，两半一并去掉。",
    loses_words=True,
)
def BROKEN_NOTICE(given: RuleInput) -> Iterator[Edit]:
    taken = 0
    for line, below in pairwise(lines_of(given.text)):
        folded = line.folded
        broken = len(folded) >= SHORTEST_BROKEN and folded[-1] not in _STOPS and given.text[line.end] == "\n"
        if not broken or line.end + 1 != below.start or line.start < taken or not (line.hints or below.hints):
            continue
        start, end = sentences(folded)[-1]
        first = sentences(below.folded)[0][1]
        if end - start + first > LONGEST_SENTENCE or below.folded[:first].rstrip()[-1:] not in _STOPS:
            continue
        han = _HAN.search(folded[start:]) is not None
        half, rest = folded[start:].lstrip(), below.folded[:first]
        least = NOTICE_HALF if han or notice_points(rest) >= NOTICE else 0
        if line.standing == "kept" or notice_points(half) < least:
            continue  # a byline or a title above a notice
        if notice_points(half + ("" if han else " ") + rest) >= (NOTICE_BROKEN if han else NOTICE):
            taken = below.text_start + first
            yield Edit(line.start if start == 0 else line.text_start + start, _after_blanks(given.text, taken), "")


def _after_blanks(text: str, place: int) -> int:
    while place < len(text) and text[place] in " \u3000":
        place += 1
    return place
