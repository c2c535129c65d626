"""Small scripts that hold what an essay or a theme says first, for the look ahead at a link (also from file://)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from builder.emit.head import byline_parts, measure_parts
from builder.emit.shelves import Shelves, one_line
from builder.emit.theme_pages import count
from builder.model import Essay, Output

# Three lines of the card.
LONGEST = 110


def files(shelves: Shelves) -> Iterator[Output]:
    """`previews/essays/<slug>.js` and `previews/themes/<id>.js`, among the site's data."""
    for item in shelves.library.essays:
        essay = item.essay
        line = " · ".join([*byline_parts(essay, shelves)[:2], measure_parts(item.slug, shelves)[1]])
        yield _file(f"essays/{item.slug}", shelves.title(item.slug), line, _beginning(essay), essay.language)
    for theme in shelves.library.atlas.themes:
        titles = [shelves.title(entry.slug) for entry in theme.essays if entry.slug in shelves.essays][:4]
        line = count(len(theme.essays), shelves)
        language = "en" if shelves.words.tongue == "en" else "zh-Hans"
        yield _file(f"themes/{theme.id}", shelves.theme_name(theme.id), line, shelves.words.listed(titles), language)


def _file(key: str, title: str, line: str, text: str, language: str) -> Output:
    content = {"title": title, "line": line, "text": text, "lang": language}
    # `<` cannot close a script element from inside a file of its own, but costs nothing to escape.
    said = json.dumps([key, content], ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Output(f"previews/{key}.js", f"reading.preview(...{said});\n".encode(), "site")


def _beginning(essay: Essay) -> str:
    text = one_line(next((block.text for block in essay.blocks if block.kind == "paragraph"), ""))
    longest = LONGEST * 2 if essay.language == "en" else LONGEST
    return text if len(text) <= longest else text[:longest] + "…"
