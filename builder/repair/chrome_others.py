"""Where another speaks than the one who wrote the text: answers of a forum, and what a library sets round a book."""

from __future__ import annotations

from collections.abc import Sequence

from builder.pattern_code import compiled
from builder.repair.chrome_lines import Line

_FLOOR = compiled(
    r"(?:楼主|作者|层主|\d{1,4}楼)\s?:?\s?([^\s:]{1,20})\s.*\d{1,2}:\d{2}"
    r"|(?:posted )?by (\S{2,24}) (?:»|›|at|on|to|in) "
)
_REPLY = compiled(r"re\s?:\s?\S")
#: So many floors make a forum.
FEWEST_FLOORS = 2
_BEGINS, _ENDS = (compiled(rf"\*{{3,}}\s?{word} of .{{4,120}}\*{{3,}}") for word in ("start", "end"))
_FULL_STOP = compiled('[。!…][”"』」)]?$|[a-z]{3}[.!][”"\')]?$')


def other_floors(lines: Sequence[Line], first: int) -> range:
    """From the first floor of a forum that another built than the one who wrote the text."""
    floors = [(index, m[1] or m[2]) for index, line in enumerate(lines) if (m := _FLOOR.match(line.folded))]
    floors = [(index, name) for index, name in floors if index < first or lines[index].family == "floor"]
    if len(floors) < FEWEST_FLOORS or floors[1][0] <= first:
        return range(0)
    owner = floors[0][1]
    if floors[0][0] >= first:  # each is printed under what was said there
        return range(floors[0][0], len(lines))
    other = next((index for index, name in floors if name != owner), len(lines))
    if other < len(lines) and not _is_answer(lines, other, first):
        return range(0)  # an essay of another author, in a collection
    while (
        other < len(lines) and other - 1 > first and (lines[other - 1].chrome or _REPLY.match(lines[other - 1].folded))
    ):
        other -= 1
    return range(other, len(lines))


def _is_answer(lines: Sequence[Line], floor: int, first: int) -> bool:
    """True if what stands under a floor is an answer: no title above it, and much shorter than the text before."""
    above = lines[floor - 1]
    untitled = above.chrome or above.standing == "prose" or _REPLY.match(above.folded) or says(above)
    return bool(untitled) and 2 * sum(line.weight for line in lines[floor:]) < sum(
        line.weight for line in lines[first:floor]
    )


def marked_off(lines: Sequence[Line]) -> dict[int, str]:
    """What stands outside the marks by which a library says where a book begins and ends (*** START OF … ***)."""
    begin = next((index for index, line in enumerate(lines) if _BEGINS.fullmatch(line.folded)), -1)
    if begin < 0:
        return {}
    end = next((index for index in range(begin + 1, len(lines)) if _ENDS.fullmatch(lines[index].folded)), len(lines))
    return dict.fromkeys(range(begin + 1), "head") | dict.fromkeys(range(end, len(lines)), "tail")


def says(line: Line) -> bool:
    """True for a line of text: prose, or a short sentence with its stop."""
    return line.standing == "prose" or (not line.chrome and _FULL_STOP.search(line.folded) is not None)
