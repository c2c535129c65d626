"""Removes the line of places above a title (Site - Section - Title), where the title is printed again below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from builder.model import Edit, RuleInput
from builder.pattern_code import compiled
from builder.repair.rule import rule
from builder.script import fold

#: The line stands among the first so many, and the title again among so many after it; below menus among more, if it
#: has the arrows of a way (论坛 › 徒步 › T).
FIRST_LINES = 4
LINES_OF_MENU = 24
LINES_TO_TITLE = 6
#: A title shorter than this (folded) may stand below by chance, unless it is the very next line; a place is not longer.
SHORTEST_TITLE = 6
SHORTEST_NEXT = 2
LONGEST_PLACE = 60
#: Longer lines, and lines with more separators, are no breadcrumb (and would cost time).
LONGEST_LINE = 300
MOST_SEPARATORS = 12
_SEPARATOR = compiled(r"\s+[-–—|·_/»›>:]{1,2}\s+|\s*[>»›|_]\s*|(?<=\S)[-–—_](?=\S)")
_ARROW = compiled("[>»›→]")
#: T.pdf 在线预览 豆文网: what a site of documents prints over the document T.
_ENDING = r"\.(?:pdf|docx?|wps|pptx?|txt)(?=[^a-z]|$)"
_FILE = compiled(rf"(?P<title>[^.\n]{{4,60}}){_ENDING}", re.IGNORECASE)
_OF_FILE = compiled(_ENDING, re.IGNORECASE)  # looked for first: a stop is found many times as fast as a name before it
_MARKS = compiled(r"[\W_]+")


@rule(
    "breadcrumb",
    why="The line above the title names the site and its section and repeats the title, which stands below by itself.",
    why_zh="标题之上的“站点 - 栏目 - 标题”一行：标题在下文另有一行，此行是网页的位置。",
    loses_words=True,
)
def BREADCRUMB(given: RuleInput) -> Iterator[Edit]:
    lines = list(islice(re.finditer(r"[^\n]*\S[^\n]*", given.text[:6000]), LINES_OF_MENU + LINES_TO_TITLE))
    for index, match in enumerate(lines[:LINES_OF_MENU]):
        if index >= FIRST_LINES and not _ARROW.search(match[0]):
            continue
        if len(match[0]) > LONGEST_LINE or not (_SEPARATOR.search(match[0]) or _names_file(match[0])):
            continue
        below = [_bare(line[0]) for line in lines[index + 1 : index + 1 + LINES_TO_TITLE]]
        if any(
            title == below[0] or (len(title) >= SHORTEST_TITLE and title in below) for title in _titles(match[0], below)
        ):
            yield Edit(match.start(), match.end() + given.text.startswith("\n", match.end()), "")
            return


def _names_file(line: str) -> bool:
    return _OF_FILE.search(line) is not None and _FILE.search(line) is not None


def _titles(line: str, below: list[str]) -> Iterator[str]:
    """What stands after (or before: Title - Site) each separator of a line, where the other side is short enough."""
    if not below:
        return
    if named := _FILE.match(line):
        yield _bare(named["title"])
    for separator in list(_SEPARATOR.finditer(line))[:MOST_SEPARATORS]:
        before, after = line[: separator.start()], line[separator.end() :]
        if 0 < len(before.strip()) <= LONGEST_PLACE * 2 and len(title := _bare(after)) >= SHORTEST_NEXT:
            yield title
        if 0 < len(after.strip()) <= LONGEST_PLACE and len(title := _bare(before)) >= SHORTEST_NEXT:
            yield title


def _bare(text: str) -> str:
    return _MARKS.sub("", fold(text))
