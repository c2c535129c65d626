"""How an essay is cited: in plain words and after GB/T 7714, with places for paragraph, address and day of reading."""

from __future__ import annotations

from builder.emit.shelves import Shelves, one_line
from builder.model import Published


def citations(item: Published, shelves: Shelves) -> dict[str, str]:
    """Two forms of one citation. `{place}`, `{address}` and `{day}` are filled where it is copied.

    GB/T 7714-2015, 4.6 (electronic resource): author. title[EB/OL]. publisher, (date)[day of reading]. address.
    """
    essay, words = item.essay, shelves.words
    author = one_line(essay.author) if essay.author else words("anonymous")
    title = _literal(shelves.title(item.slug))
    site = _literal(one_line(shelves.library.settings.title))
    known = notes(item, shelves)
    issued = f"({essay.published})" if essay.published else ""
    publisher = _literal(one_line(essay.publisher)) if essay.publisher else ""
    before = ", ".join(part for part in (publisher, issued) if part)
    gbt = f"{_literal(author)}. {title}[EB/OL]. {before}[{{day}}]. {'; '.join([site, '{place}', *known])}. {{address}}"
    parts = [
        _literal(author),
        words("quoted-title", title=title),
        publisher,
        essay.published or "",
        site,
        "{place}",
        *known,
    ]
    joint = "，" if words.tongue == "zh" else ", "
    end = "。" if words.tongue == "zh" else ". "
    return {"plain": joint.join(part for part in parts if part) + end + "{address}", "gbt": gbt}


def _literal(text: str) -> str:
    """`text` without what would look like one of our places."""
    return text.replace("{", "(").replace("}", ")")


def notes(item: Published, shelves: Shelves) -> list[str]:
    """What a reader of the citation must know of the text: a confirmed machine translation, repairs of its words."""
    known = []
    if dict(item.essay.front).get("translation") == "machine":
        known.append(shelves.words("cite-machine"))
    if any(one_line(repair.old) != one_line(repair.new) for repair in item.essay.repairs):
        known.append(shelves.words("cite-repaired"))
    return known
