"""The exact way back from the script that a page shows to what its source prints, in a few hundred bytes.

Read by overrides/assets/js/as-printed.js. Han characters alone are told of, counted within each text, so that neither
blanks nor links nor line ends matter. The form is `M P|E`, without the blank:

  M  what a character goes back to that nothing more is said of: `=` itself, `~` what OpenCC makes of it alone
  P  pairs: a character shown, and what it mostly was where that is something else
  E  the rest: `p7:12后,40乾;s1:3里` — in the text with this id, by place among its Han characters
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Final

from builder.model import Essay
from builder.patterns import pattern
from builder.script import to_simplified, to_traditional

HAN: Final = pattern("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
#: The ids of what is not a block; fields are `x` and their place.
TITLE: Final = "title"
SUBTITLE: Final = "subtitle"


def way_back(essay: Essay) -> str:
    """How what the page of `essay` shows becomes what was printed; "" where it is that."""
    if essay.printed is None:
        return ""
    units = list(_units(essay, essay.printed))
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for _, shown, printed in units:
        for pair in zip(shown, printed, strict=True):
            seen[pair[0]][pair[1]] += 1
    converted = essay.printed.language != essay.language
    mostly = {one: min(many, key=lambda other: (-many[other], other)) for one, many in seen.items()}
    usual = {one: alone(one, essay.language) if converted else one for one in mostly}
    pairs = "".join(one + other for one, other in sorted(mostly.items()) if usual[one] != other)
    rest = []
    for id, shown, printed in units:
        if all(mostly[one] == other for one, other in zip(shown, printed, strict=True)):
            continue
        places = enumerate(zip(shown, printed, strict=True))
        said = ",".join(f"{place}{other}" for place, (one, other) in places if mostly[one] != other)
        rest.append(f"{id}:{said}")
    return f"{'~' if converted else '='}{pairs}|{';'.join(rest)}"


@cache
def alone(character: str, shown: str) -> str:
    """What OpenCC makes of a character of a text in the language `shown`, on the way to the other script."""
    made = to_simplified(character) if shown == "zh-Hant" else to_traditional(character)
    return made if len(made) == 1 else character


def _units(shown: Essay, printed: Essay) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each text of the essay that has an id on its page: (id, Han characters shown, the same as printed)."""
    for one, other in zip(shown.blocks, printed.blocks, strict=True):
        if one.kind != "code" and one.language != "en":
            yield one.id, HAN.findall(one.number + one.text), HAN.findall(other.number + other.text)
    if shown.language == "en":
        return
    yield TITLE, HAN.findall(shown.title or ""), HAN.findall(printed.title or "")
    yield SUBTITLE, HAN.findall(shown.subtitle or ""), HAN.findall(printed.subtitle or "")
    for place, (field, before) in enumerate(zip(shown.fields, printed.fields, strict=True)):
        yield f"x{place}", HAN.findall(field.value), HAN.findall(before.value)
