"""Notices that stand where an essay stood that was withdrawn, where people want one, or whose text is gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.emit import front_matter, markdown
from builder.emit.shelves import Shelves
from builder.model import Output


def pages(shelves: Shelves) -> Iterator[Output]:
    """`essays/<slug>.md` for each address, of today or former, that must answer and has no essay any more.

    `library.extra["absent"]` lists addresses on record whose text is in no source, though nobody withdrew it.
    """
    words = shelves.words
    in_use = {name.casefold() for item in shelves.library.essays for name in (item.slug, *item.former_slugs)}
    for slug in shelves.library.extra.get("absent", ()):
        if slug.casefold() not in in_use:
            in_use.add(slug.casefold())
            yield _page(slug, words("absent"), [words("absent-lead")])
    for gone in shelves.library.withdrawn:
        if not gone.notice:
            continue
        said = [
            words("withdrawn-lead"),
            *([words("withdrawn-reason", reason=words.shown(gone.reason))] if gone.reason else []),
        ]
        for slug in (gone.slug, *gone.former_slugs):
            if slug.casefold() not in in_use:
                in_use.add(slug.casefold())
                yield _page(slug, words("withdrawn"), said)


def _page(slug: str, title: str, said: Sequence[str]) -> Output:
    lines = [
        markdown.heading(1, markdown.escape(title), "title"),
        *(markdown.paragraph(markdown.escape(s)) for s in said),
    ]
    front = {"template": "list.html", "title": title, "kind": "withdrawn"}
    return Output(f"essays/{slug}.md", front_matter.page(front, "\n\n".join(lines)))
