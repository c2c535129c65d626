"""Pages that stand where an essay or a theme stood before, and lead to where it stands now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.emit import front_matter, markdown
from builder.emit.shelves import Shelves
from builder.model import Output


def pages(shelves: Shelves) -> Iterator[Output]:
    """`essays/<former slug>.md` and `themes/<retired id>.md`; an address in use is never taken from its owner.

    `library.extra["retired_themes"]` maps a retired theme's id to the id that took its place.
    """
    for item in shelves.library.essays:
        for former in item.former_slugs:
            if former not in shelves.essays:
                yield _page(f"essays/{former}", f"{item.slug}.md", shelves.title(item.slug), item.essay.tag, shelves)
    retired: Mapping[str, str] = shelves.library.extra.get("retired_themes", {})
    for former, now in sorted(retired.items()):
        if former not in shelves.themes and now in shelves.themes:
            yield _page(f"themes/{former}", f"{now}.md", shelves.theme_name(now), "", shelves)


def _page(path: str, target: str, title: str, language: str, shelves: Shelves) -> Output:
    link = markdown.link(markdown.escape(title), target, lang=language)
    lines = [
        markdown.heading(1, markdown.escape(shelves.words("moved")), "title"),
        markdown.paragraph(f"{markdown.escape(shelves.words('moved-to'))} {link}"),
    ]
    front = {"template": "moved.html", "title": shelves.words("moved"), "kind": "moved", "to": target[:-3] + ".html"}
    return Output(f"{path}.md", front_matter.page(front, "\n\n".join(lines)))
