"""Small scripts that hold what essays and themes say first, for the look ahead at a link (also from file://)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from builder.emit.counting import essay_count
from builder.emit.head import byline_parts, measure_parts
from builder.emit.shelves import Shelves
from builder.model import Output

# Many cards share a file, for a zip must not hold two files an essay: at 10,000 essays and themes a file of 330 cards
# has about 50 KB as it is sent. The number is fixed, so that an edit rewrites one file and the script need not be told.
FILES = 32
_PRIME = 65521  # below 2¹⁶, so that the script's numbers stay exact


def files(shelves: Shelves) -> Iterator[Output]:
    """`previews/<number>.js`, among the site's data: the cards of the essays and themes with this number."""
    cards: dict[int, list[str]] = defaultdict(list)
    for item in shelves.library.essays:
        essay = item.essay
        line = " · ".join([*byline_parts(essay, shelves)[:2], measure_parts(item.slug, shelves)[1]])
        key = f"essays/{item.slug}"
        cards[number(key)].append(
            _card(key, shelves.title(item.slug), line, shelves.faces[item.slug].beginning, essay.tag)
        )
    for theme in shelves.library.atlas.themes:
        titles = [shelves.title(entry.slug) for entry in theme.essays if entry.slug in shelves.essays][:4]
        line = essay_count(len(theme.essays), shelves.words)
        key = f"themes/{theme.id}"
        cards[number(key)].append(
            _card(key, shelves.theme_name(theme.id), line, shelves.words.listed(titles), shelves.words.language)
        )
    for place, held in sorted(cards.items()):
        yield Output(f"previews/{place}.js", "".join(held).encode(), "site")


def number(key: str) -> int:
    """Which file holds the card of `key`; overrides/assets/js/preview.js counts the same way."""
    told = 0
    for letter in key:
        told = (told * 31 + ord(letter)) % _PRIME
    return told % FILES


def _card(key: str, title: str, line: str, text: str, language: str) -> str:
    content = {"title": title, "line": line, "text": text, "lang": language}
    # `<` cannot close a script element from inside a file of its own, but costs nothing to escape.
    said = json.dumps([key, content], ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"reading.preview(...{said});\n"
