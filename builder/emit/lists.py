"""The lists of all essays, by title, date, author and theme, split where one page would be too long."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import Final

from builder.emit import front_matter, markdown
from builder.emit.collation import initial, language_first, newest_first, reading
from builder.emit.shelves import Shelves, one_line
from builder.model import Output, Published

# A page of a list holds about this many rows: some 150 KB of HTML, which a phone lays out in half a second.
MOST_ROWS: Final = 1_000
# Letters and years are jumped to; hundreds of authors would push the list off the screen.
MOST_JUMPS: Final = 80
_ROWS: Final = "lists/rows.js"
# Each list and its columns; what a list is ordered by stands before them.
_COLUMNS: Final = {
    "title": ("title", "author", "date", "length"),
    "date": ("title", "author", "date", "length"),
    "author": ("title", "date", "length"),
    "theme": ("title", "author", "date", "length"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of a list under one heading (a letter, a year, a name)."""

    name: str
    id: str
    items: tuple[Published, ...]


def pages(shelves: Shelves) -> Iterator[Output]:
    """`lists/title.md` and its sisters; where a list is long, its parts `lists/title-2.md` and so on."""
    cells = {item.slug: _cells(item, shelves) for item in shelves.listed()}  # all four lists have a row for each
    for kind in _COLUMNS:
        yield from _list(kind, _groups(kind, shelves), cells, shelves)
    if len(shelves.listed()) > MOST_ROWS:
        yield _rows(shelves)


def addresses(kind: str, shelves: Shelves) -> dict[str, str]:
    """Name of each group of a list → the address of its rows, as seen from the top, in the list's order."""
    parts = _parts(_groups(kind, shelves))
    return {
        group.name: f"lists/{_path(kind, number)}#{group.id}" for number, part in enumerate(parts) for group in part
    }


def _groups(kind: str, shelves: Shelves) -> list[Group]:
    grouping: dict[str, Callable[[Shelves], list[Group]]] = {
        "title": _by_title,
        "date": _by_date,
        "author": _by_author,
        "theme": _by_theme,
    }
    return grouping[kind](shelves)


def _list(
    kind: str, groups: Sequence[Group], cells: Mapping[str, Mapping[str, str]], shelves: Shelves
) -> Iterator[Output]:
    parts = _parts(groups)
    homes = {group.id: _path(kind, number) for number, part in enumerate(parts) for group in part}
    for number, part in enumerate(parts):
        words = shelves.words
        name = words(f"by-{kind}")
        title = f"{words('lists')} · {name}" if number == 0 else f"{words('lists')} · {name} {number + 1}"
        lines = [markdown.heading(1, markdown.escape(words("all-essays")), "title")]
        lines.append(markdown.paragraph(_tabs(kind, shelves), "", "tabs"))
        if 1 < len(groups) <= MOST_JUMPS:
            jumps = [markdown.link(markdown.escape(g.name), _jump(g.id, homes, _path(kind, number))) for g in groups]
            lines.append(markdown.paragraph(" ".join(jumps), "", "jumps"))
        elif len(parts) > 1:
            jumps = [markdown.link(str(n + 1), _path(kind, n)) for n in range(len(parts))]
            lines.append(markdown.paragraph(" ".join(jumps), "", "jumps"))
        lines.append(_table(kind, part, cells, shelves))
        front = {"template": "list.html", "title": title, "kind": "list", "short": shelves.words("lists")}
        front["rows"] = _ROWS if len(parts) > 1 else ""
        yield Output(f"lists/{_path(kind, number)}", front_matter.page(front, "\n\n".join(lines)))


def _rows(shelves: Shelves) -> Output:
    """Every row of the lists in one script, for the filter of a list that has several pages."""
    rows = []
    for item in shelves.listed():
        essay, title = item.essay, shelves.title(item.slug)
        length = f"{shelves.measures[item.slug].length:,}"
        address = f"../essays/{item.slug}.html"
        rows.append([address, essay.tag, title, one_line(essay.author or ""), essay.published or "", length])
    said = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Output(_ROWS, f"reading.rows({said});\n".encode(), "site")


def _path(kind: str, number: int) -> str:
    return f"{kind}.md" if number == 0 else f"{kind}-{number + 1}.md"


def _jump(id: str, homes: dict[str, str], here: str) -> str:
    return f"#{id}" if homes[id] == here else f"{homes[id]}#{id}"


def _parts(groups: Sequence[Group]) -> list[list[Group]]:
    """The groups in pages of about MOST_ROWS; a group is cut only if it alone is longer than a page."""
    parts: list[list[Group]] = [[]]
    rows = 0
    for group in (piece for whole in groups for piece in _cut(whole)):
        if rows and rows + len(group.items) > MOST_ROWS:
            parts.append([])
            rows = 0
        parts[-1].append(group)
        rows += len(group.items)
    return parts


def _cut(group: Group) -> Iterator[Group]:
    for number, begin in enumerate(range(0, max(1, len(group.items)), MOST_ROWS)):
        again = f"-{number + 1}" if number else ""
        name = f"{group.name} {number + 1}" if number else group.name
        yield Group(name, group.id + again, group.items[begin : begin + MOST_ROWS])


def _tabs(current: str, shelves: Shelves) -> str:
    """Links to the four lists; the current one is marked by its class."""
    return " ".join(
        markdown.link(markdown.escape(shelves.words(f"by-{kind}")), f"{kind}.md", "current" if kind == current else "")
        for kind in _COLUMNS
    )


def _table(kind: str, groups: Sequence[Group], cells: Mapping[str, Mapping[str, str]], shelves: Shelves) -> str:
    """One table a page, so that it sorts as a whole; the first row of a group names it and carries its anchor."""
    columns = _COLUMNS[kind]
    # Named for those who hear the table read; the style does not print it.
    head = [
        f"{markdown.escape(shelves.words('grouped'))} {markdown.attributes('grouped')}",
        *(markdown.escape(shelves.words(column)) for column in columns),
    ]
    rows = []
    for group in groups:
        name = f"{markdown.escape(group.name, starts_line=False)} {markdown.attributes('group', id=group.id)}"
        for number, item in enumerate(group.items):
            row = cells[item.slug]
            rows.append([name if number == 0 else "", *(row[column] for column in columns)])
    return markdown.table(head, rows)


def _cells(item: Published, shelves: Shelves) -> dict[str, str]:
    """What a row can say of an essay, by column, as Markdown."""
    essay, words = item.essay, shelves.words
    target = shelves.essay_target(item.slug)
    title = markdown.link(markdown.escape(shelves.title(item.slug)), target, lang=essay.tag)
    version = shelves.version_of.get(item.slug)
    if version is not None and version.main == item.slug:
        others = [
            markdown.link(markdown.escape(shelves.title(slug)), shelves.essay_target(slug), "version")
            for slug, _ in version.others
            if slug in shelves.essays
        ]
        title += f" *{words('versions-folded')}* {words.listed(others)}" if others else ""
    unit = words("words" if essay.language == "en" else "characters", n=f"{shelves.measures[item.slug].length:,}")
    author = markdown.escape(one_line(essay.author)) if essay.author else ""
    return {"title": title, "author": author, "date": essay.published or "", "length": markdown.escape(unit)}


def _by_title(shelves: Shelves) -> list[Group]:
    def key(item: Published) -> tuple[int, tuple[str, ...], str]:
        title = shelves.title(item.slug)
        return (language_first(title), reading(title), item.slug)

    items = sorted(shelves.listed(), key=lambda item: (initial(shelves.title(item.slug)), key(item)))
    return [
        Group(letter, f"letter-{letter if letter.isalpha() else 'other'}".lower(), tuple(group))
        for letter, group in groupby(items, key=lambda item: initial(shelves.title(item.slug)))
    ]


def _by_date(shelves: Shelves) -> list[Group]:
    def year(item: Published) -> str:
        return (item.essay.published or "")[:4]

    return [
        Group(number or shelves.words("no-date"), f"year-{number or 'none'}", tuple(group))
        for number, group in groupby(newest_first(shelves.listed()), key=year)
    ]


def _mark_of(name: str) -> str:
    """A name as part of an id: the same whoever else is in the list."""
    return sha256(name.encode()).hexdigest()[:10]


def _by_author(shelves: Shelves) -> list[Group]:
    def author(item: Published) -> str:
        return one_line(item.essay.author or "")

    items = sorted(
        shelves.listed(),
        key=lambda item: (
            (not author(item), language_first(author(item)), reading(author(item)), item.slug)
            if author(item)
            else (True, 0, (), item.slug)
        ),
    )
    return [
        Group(name or shelves.words("anonymous"), f"author-{_mark_of(name)}", tuple(group))
        for name, group in groupby(items, key=author)
    ]


def _by_theme(shelves: Shelves) -> list[Group]:
    """Each essay under its strongest theme only, so that the list is no longer than the others."""

    def theme(item: Published) -> str:
        return next(iter(shelves.themes_of.get(item.slug, ())), "")

    def key(item: Published) -> tuple[bool, int, tuple[str, ...], str]:
        id = theme(item)
        name = shelves.theme_name(id) if id else ""
        return (not id, language_first(name), reading(name) if name else (), item.slug)

    return [
        Group(shelves.theme_name(id) if id else shelves.words("no-theme"), f"theme-{id or 'none'}", tuple(group))
        for id, group in groupby(sorted(shelves.listed(), key=key), key=theme)
    ]
