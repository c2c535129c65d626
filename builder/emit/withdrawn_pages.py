"""Notices that stand where a withdrawn essay stood, where people want one: that it was withdrawn, why, nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from builder.emit import front_matter, markdown
from builder.emit.shelves import Shelves
from builder.model import Output


def pages(shelves: Shelves) -> Iterator[Output]:
    """`essays/<slug>.md` for each address, of today or former, of an essay withdrawn with a notice."""
    words = shelves.words
    in_use = {name.casefold() for item in shelves.library.essays for name in (item.slug, *item.former_slugs)}
    for gone in shelves.library.withdrawn:
        if not gone.notice:
            continue
        lines = [
            markdown.heading(1, markdown.escape(words("withdrawn")), "title"),
            markdown.paragraph(markdown.escape(words("withdrawn-lead"))),
        ]
        if gone.reason:
            lines.append(markdown.paragraph(markdown.escape(words("withdrawn-reason", reason=gone.reason))))
        front = {"template": "list.html", "title": words("withdrawn"), "kind": "withdrawn"}
        for slug in dict.fromkeys((gone.slug, *gone.former_slugs)):
            if slug.casefold() not in in_use:
                in_use.add(slug.casefold())
                yield Output(f"essays/{slug}.md", front_matter.page(front, "\n\n".join(lines)))
