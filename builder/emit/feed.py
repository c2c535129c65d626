"""The feed of new essays (Atom, RFC 4287): what came into the record, newest first; knows no day but the record's."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from xml.etree import ElementTree

from builder.emit.shelves import Shelves, one_line
from builder.emit.sitemap import recorded, site_address
from builder.model import Output, Published

#: Readers ask a feed for what is new, not for the library; a month's additions of a busy desk fit.
MOST_ENTRIES = 50
#: RFC 4287 wants a date in every feed; one without entries never changed.
_NEVER = "1980-01-01"
_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"


def files(shelves: Shelves) -> Iterator[Output]:
    """`feed.xml`, among the site's data. Essays that are not on record yet are no news: they have no day."""
    new = [item for item in shelves.library.essays if recorded(item)]
    new.sort(key=lambda item: item.slug)
    new.sort(key=recorded, reverse=True)
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": _language(shelves)})
    address = site_address(shelves.library)
    _text(root, "id", f"urn:uuid:{_identity(shelves, '')}")
    _text(root, "title", shelves.library.settings.title)
    _text(root, "updated", _moment(recorded(new[0]) if new else _NEVER))
    ElementTree.SubElement(root, "link", {"href": address or "index.html", "rel": "alternate", "type": "text/html"})
    own = {"href": f"{address}feed.xml", "rel": "self", "type": "application/atom+xml"}
    ElementTree.SubElement(root, "link", own)
    for item in new[:MOST_ENTRIES]:
        _entry(root, item, shelves, address)
    ElementTree.indent(root, " ")
    printed = ElementTree.tostring(root, encoding="unicode")
    yield Output("feed.xml", f'<?xml version="1.0" encoding="utf-8"?>\n{printed}\n'.encode(), "site")


def _entry(root: ElementTree.Element, item: Published, shelves: Shelves, address: str) -> None:
    essay = item.essay
    entry = ElementTree.SubElement(root, "entry", {"xml:lang": essay.tag})
    _text(entry, "id", f"urn:uuid:{_identity(shelves, item.slug)}")
    _text(entry, "title", shelves.title(item.slug))
    link = {"href": f"{address}essays/{item.slug}.html", "rel": "alternate", "type": "text/html"}
    ElementTree.SubElement(entry, "link", link)
    _text(entry, "published", _moment(recorded(item)))
    _text(entry, "updated", _moment(recorded(item)))
    _text(ElementTree.SubElement(entry, "author"), "name", one_line(essay.author or "") or shelves.words("anonymous"))
    for id in shelves.themes_of.get(item.slug, ()):
        ElementTree.SubElement(entry, "category", {"term": id, "label": shelves.theme_name(id, essay.language)})
    _text(entry, "summary", shelves.faces[item.slug].beginning)


def _identity(shelves: Shelves, slug: str) -> uuid.UUID:
    """The same for the same address in every build, whatever the text became."""
    settings = shelves.library.settings
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{settings.url or settings.title}/essays/{slug}")


def _language(shelves: Shelves) -> str:
    return "en" if shelves.words.tongue == "en" else "zh-Hans"


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    """An element with `text`, without the characters that XML cannot hold."""
    ElementTree.SubElement(parent, name).text = "".join(letter for letter in text if _fits_xml(letter))


def _fits_xml(letter: str) -> bool:
    """XML 1.0, production 2."""
    return letter in "\t\n\r" or "\x20" <= letter <= "\ud7ff" or "\ue000" <= letter <= "\ufffd" or letter > "\uffff"
