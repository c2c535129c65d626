"""What of a library is read in another script: the library as its site shows it, and the tables of the reader's switch.

For the tables an essay that did not change is not looked at by OpenCC again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.cache import Cache, code_fingerprint, key_of
from builder.conversion import (
    DIRECTIONS,
    Needed,
    Round,
    essay_text,
    needed_both,
    shown_library,
    table_files,
    united,
    way_back_file,
)
from builder.model import Library, Output
from builder.workers import Hands

__all__ = ["conversion_tables", "shown_library"]

_NEEDED, _TABLE, _ROUNDS = "conversion", "conversion-table", "conversion-rounds"


def conversion_tables(
    library: Library, titles: dict[str, str], spoken: Iterable[str], cache: Cache, hands: Hands
) -> Iterator[Output]:
    """The tables for what the pages of `library` print: its essays, names of themes and collections, and `spoken`.

    `titles`: what each essay's page is called, by address; `spoken`: words of the interface. Of essays that the site
    shows in another script the printed text is what the tables are for; the way back to it is one more file.
    """
    code = code_fingerprint(("conversion",), ("opencc",))
    names = [item.slug for item in library.essays]
    printed = [(item.essay.printed or item.essay, titles[item.slug]) for item in library.essays]
    texts = [essay_text(essay, essay.title or title) for essay, title in printed]
    # Names of themes and collections, and our own words, are read like one more essay.
    names.append("\n")
    themes = (name for theme in library.atlas.themes for _, name in theme.names)
    texts.append("\n".join([*themes, *(shelf.title for shelf in library.collections), *spoken]))
    keys = [key_of(text, code) for text in texts]
    files: list[Output] | None = cache.get(_TABLE, "", key_of(*keys))
    if files is None:
        parts = _needed(names, texts, keys, cache, hands)
        tables = {}
        for place, direction in enumerate(DIRECTIONS):
            before: tuple[Round, ...] = cache.get(_ROUNDS, direction, code) or ()
            needs = [part[place] for part in parts]
            tables[direction], rounds = united(texts, needs, direction, keys, before)
            cache.put(_ROUNDS, direction, code, rounds)
        files = list(table_files(tables))
        cache.put(_TABLE, "", key_of(*keys), files)
    cache.keep(_NEEDED, names)
    yield from files
    if library.settings.script != "source":
        yield way_back_file(library)


def _needed(
    names: list[str], texts: list[str], keys: list[str], cache: Cache, hands: Hands
) -> list[tuple[Needed, Needed]]:
    """What each text needs in both directions, from the cache where it is the same."""
    found: list[tuple[Needed, Needed] | None] = [
        cache.get(_NEEDED, name, key) for name, key in zip(names, keys, strict=True)
    ]
    missing = [place for place, parts in enumerate(found) if parts is None]
    made = hands.each(needed_both, [texts[place] for place in missing])
    for place, parts in zip(missing, made, strict=True):
        found[place] = parts
        cache.put(_NEEDED, names[place], keys[place], parts)
    return [parts for parts in found if parts is not None]
