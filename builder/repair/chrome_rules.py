"""Removes what a page prints around an essay: its head, its tail, and widgets that float in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from builder.model import Edit, RuleInput
from builder.repair.chrome_lines import Line, lines_of
from builder.repair.chrome_zones import furniture
from builder.repair.rule import rule


def removals(text: str, lines: Sequence[Line], gone: Iterable[int]) -> Iterator[Edit]:
    """Edits that take the lines of index `gone` away with their line ends; neighbouring lines go in one edit."""
    run: list[int] = []
    for index in [*sorted(gone), -1]:
        if run and index != run[-1] + 1:
            yield Edit(lines[run[0]].start, _line_end(text, lines[run[-1]].end), "")
            run = []
        run.append(index)


def _line_end(text: str, end: int) -> int:
    return end + 1 if text.startswith("\n", end) else end


@lru_cache(maxsize=1)  # three rules ask, mostly of the same text
def _furniture(text: str) -> Mapping[int, str]:
    return furniture(lines_of(text))


def _found_in(place: str) -> Callable[[RuleInput], Iterator[Edit]]:
    def find(given: RuleInput) -> Iterator[Edit]:
        found = _furniture(given.text)
        if place in found.values():
            gone = (index for index, where in found.items() if where == place)
            yield from removals(given.text, lines_of(given.text), gone)

    return find


SITE_HEAD = rule(
    "site-head",
    why="Menus, login bars, share bars and counters above the essay belong to the page it was copied from.",
    why_zh="正文之前的导航、登录栏、分享栏和计数属于原网页，不属于文章。",
    loses_words=True,
)(_found_in("head"))

SITE_TAIL = rule(
    "site-tail",
    why="From the editor's line, the share bar, related articles or comments on, the page speaks and not the essay.",
    why_zh="从责任编辑、分享栏、相关文章或评论起，说话的是网页而不是文章。",
    loses_words=True,
)(_found_in("tail"))

PAGE_WIDGET = rule(
    "page-widget",
    why="A line that is only an advertisement mark, a button, a counter or a credit was left in the text by the page.",
    why_zh="单独成行的广告字样、按钮、计数或编辑署名，是网页留下的。",
    loses_words=True,
)(_found_in("widget"))
