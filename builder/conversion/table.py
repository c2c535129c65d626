"""The table of a whole site, as a script that a page loads when its reader asks for the other script."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from builder.conversion.match import Matcher
from builder.model import Essay, Library, Output
from builder.script import Direction, to_simplified, to_traditional


def table_files(tables: Mapping[Direction, Matcher]) -> Iterator[Output]:
    """`script/s2t.js` and `script/t2s.js`: character pairs in one string, phrases and what they become in two."""
    for direction, table in tables.items():
        pairs = "".join(one + other for one, other in table.characters.items())
        parts = [direction, pairs, " ".join(table.phrases), " ".join(table.phrases.values())]
        said = json.dumps(parts, ensure_ascii=False)
        yield Output(f"script/{direction}.js", f"reading.table(...{said});\n".encode(), "site")


def way_back_file(library: Library) -> Output:
    """`script/printed.js`: how texts that the site shows in another script go back to what was printed.

    Character pairs by OpenCC alone, which an essay's own page corrects to the last character; pairs as this library
    mostly prints them, and whole titles where these are not enough: for titles and quotations on other pages.
    """
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    titles: dict[str, str] = {}
    for essay in (item.essay for item in library.essays):
        if essay.printed is None or essay.printed.language == essay.language:
            continue
        for shown, printed in _texts(essay, essay.printed):
            for pair, times in Counter(zip(shown, printed, strict=True)).items():
                seen[pair[0]][pair[1]] += times
        if essay.title and essay.printed.title:
            titles[essay.title] = essay.printed.title
    alone = {one: made for one in sorted(seen) if len(made := _back(one, library)) == 1 and made != one}
    mostly = {one: min(many, key=lambda other: (-many[other], other)) for one, many in sorted(seen.items())}
    own = {one: other for one, other in mostly.items() if alone.get(one, one) != other}
    table = Matcher({**alone, **own}, {})
    names = {shown: printed for shown, printed in sorted(titles.items()) if table.convert(shown) != printed}
    pairs = ["".join(one + other for one, other in part.items()) for part in (alone, own)]
    said = json.dumps([*pairs, [*names], [*names.values()]], ensure_ascii=False, separators=(",", ":"))
    return Output("script/printed.js", f"reading.wayBack(...{said});\n".encode(), "site")


def _back(character: str, library: Library) -> str:
    return (to_simplified if library.settings.script == "traditional" else to_traditional)(character)


def _texts(shown: Essay, printed: Essay) -> Iterator[tuple[str, str]]:
    yield shown.title or "", printed.title or ""
    yield shown.subtitle or "", printed.subtitle or ""
    yield from ((one.text, other.text) for one, other in zip(shown.blocks, printed.blocks, strict=True))
    yield from ((one.value, other.value) for one, other in zip(shown.fields, printed.fields, strict=True))
