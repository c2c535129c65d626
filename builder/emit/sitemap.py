"""The sitemap (sitemaps.org 0.9): which addresses there are, with days from the record or the sources alone."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from builder.emit.shelves import Shelves
from builder.model import Library, Output, Published
from builder.pattern_code import compiled

_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
#: What the record writes, and what a sitemap or a feed can hold; a hand-made record may say anything.
_DAY = compiled(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
#: Dates of sources may be known to the month or the year only, which a sitemap allows.
_DATE = compiled(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def files(shelves: Shelves) -> Iterator[Output]:
    """`sitemap.xml`, among the site's data. Without `site: url:` it is empty, for its addresses must be whole ones.

    Material's script asks for the file on every page over http, so that it is there in any case.
    """
    address = site_address(shelves.library)
    root = ElementTree.Element("urlset", {"xmlns": _SITEMAPS})
    for path, day in _places(shelves) if address else ():
        place = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(place, "loc").text = address + path
        if day:
            ElementTree.SubElement(place, "lastmod").text = day
    ElementTree.indent(root, " ")
    printed = ElementTree.tostring(root, encoding="unicode")
    yield Output("sitemap.xml", f'<?xml version="1.0" encoding="utf-8"?>\n{printed}\n'.encode(), "site")


def site_address(library: Library) -> str:
    """The site's whole address with a slash at its end; "" if nobody gave one."""
    url = library.settings.url.strip()
    return f"{url.rstrip('/')}/" if url else ""


def recorded(item: Published) -> str:
    """The day on which an essay was first published, by the record; "" if it is not on record."""
    day = item.first_published or ""
    return day if _DAY.fullmatch(day) else ""


def _places(shelves: Shelves) -> Iterator[tuple[str, str]]:
    library = shelves.library
    yield "", max((recorded(item) for item in library.essays), default="")
    yield "lists/title.html", ""
    for item in library.essays:
        dated = item.essay.published or ""
        yield f"essays/{item.slug}.html", recorded(item) or (dated if _DATE.fullmatch(dated) else "")
    for shelf in library.collections:
        yield f"collections/{shelf.slug}.html", ""
    yield "themes/index.html", ""
    for theme in shelves.shown_themes():
        yield f"themes/{theme.id}.html", ""
