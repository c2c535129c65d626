"""The state of the texts: what was repaired, removed and doubted in each essay, and its other versions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from builder.emit import front_matter, markdown
from builder.emit.collation import language_first, reading
from builder.emit.shelves import Shelves
from builder.model import Output, Published

# As long as a page of the lists, and for the same reason.
MOST_ROWS: Final = 1_000
_COLUMNS: Final = (
    "title",
    "language",
    "repairs-count",
    "likely-count",
    "removed-count",
    "flags-count",
    "versions-count",
)


def pages(shelves: Shelves) -> Iterator[Output]:
    """`quality.md`, and `quality-2.md` and so on where there are many essays."""
    words = shelves.words
    items = sorted(
        shelves.library.essays,
        key=lambda item: (language_first(shelves.title(item.slug)), reading(shelves.title(item.slug)), item.slug),
    )
    numbers = range(0, max(1, len(items)), MOST_ROWS)
    paths = ["quality.md" if number == 0 else f"quality-{number + 1}.md" for number in range(len(numbers))]
    for path, begin in zip(paths, numbers, strict=True):
        lines = [
            markdown.heading(1, markdown.escape(words("quality")), "title"),
            markdown.paragraph(markdown.escape(words("quality-lead")), "", "lead"),
        ]
        if len(paths) > 1:
            lines.append(
                markdown.paragraph(" ".join(markdown.link(str(n), p) for n, p in enumerate(paths, 1)), "", "jumps")
            )
        rows = [_row(item, shelves) for item in items[begin : begin + MOST_ROWS]]
        lines.append(markdown.table([markdown.escape(words(key)) for key in _COLUMNS], rows))
        front = {"template": "list.html", "title": words("quality"), "kind": "list"}
        yield Output(path, front_matter.page(front, "\n\n".join(lines)))


def _row(item: Published, shelves: Shelves) -> list[str]:
    counts = shelves.faces[item.slug].summary
    version = shelves.version_of.get(item.slug)
    others = len(version.others) if version is not None else 0
    target = shelves.essay_target(item.slug, base="essays/")
    title = markdown.link(markdown.escape(shelves.title(item.slug)), target, lang=item.essay.tag)
    numbers = (counts["repairs"], counts["likely"], counts["removed"], counts["doubts"], others)
    language = markdown.escape(shelves.words((item.essay.printed or item.essay).language))
    return [title, language, *(f"{number:,}" if number else "" for number in numbers)]
