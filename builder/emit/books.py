"""Each collection as an electronic book (EPUB 3): its parts, before they are bound into one file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from builder.emit import blocks, pictures, xhtml
from builder.emit.citation import notes
from builder.emit.head import byline_parts
from builder.emit.shelves import Shelves, one_line
from builder.emit.xhtml import element, escape, language
from builder.model import Collection, Essay, Picture
from builder.model.state import essay_key, plain

# A device opens a book of some hundred chapters at once; what is larger is a library, and the zip carries that.
MOST_ESSAYS: Final = 500
# A book must say when it was last changed; where no essay has a date, the earliest day that a zip can hold.
_NO_DAY: Final = "1980-01-01"
_NAMESPACES: Final = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
_CONTAINER: Final = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
_STYLE: Final = """\
body { line-height: 1.7; }
h1 { line-height: 1.3; margin: 1.5em 0 0.4em; }
p { margin: 0 0 0.5em; }
:lang(zh) p { text-indent: 2em; text-align: justify; }
:lang(en) p { text-indent: 0; }
p.byline, p.subtitle, p.remark, p.verse, p.dialogue, p.note, p.figure { text-indent: 0; text-align: start; }
p.byline, p.remark, p.note { font-size: 0.85em; }
p.byline { margin-bottom: 2em; }
p.verse { margin: 1em 0 1em 2em; }
ul { list-style: none; padding-left: 1.5em; }
img { max-width: 100%; }
td { padding: 0.2em 0.8em 0.2em 0; vertical-align: baseline; }
pre { white-space: pre-wrap; }
"""


@dataclass(frozen=True, slots=True)
class Book:
    """Where a book lies in the site, what its files follow from beside the words of the site, and how they are made."""

    address: str
    made_from: bytes
    make: Callable[[], tuple[tuple[str, bytes], ...]]

    @property
    def files(self) -> tuple[tuple[str, bytes], ...]:
        """Made now: (name inside the book, bytes), in the order of binding."""
        return self.make()


def bound(shelf: Collection, shelves: Shelves) -> bool:
    """Whether there is a book of this collection."""
    return shelves.least_bound <= sum(slug in shelves.essays for slug in shelf.essays) <= MOST_ESSAYS


def address(shelf: Collection) -> str:
    """Where the book lies in the site."""
    return f"epub/{shelf.slug}.epub"


def books(shelves: Shelves) -> Iterator[Book]:
    """The book of each collection that has one."""
    for shelf in shelves.library.collections:
        if bound(shelf, shelves):
            slugs = [slug for slug in shelf.essays if slug in shelves.essays]
            yield Book(address(shelf), _made_from(shelf, slugs, shelves), partial(_files, shelf, slugs, shelves))


def _made_from(shelf: Collection, slugs: list[str], shelves: Shelves) -> bytes:
    return plain((shelf.slug, shelf.title, [(slug, essay_key(shelves.essays[slug].essay)) for slug in slugs]))


def _files(shelf: Collection, slugs: list[str], shelves: Shelves) -> tuple[tuple[str, bytes], ...]:
    essays = [shelves.essays[slug].essay for slug in slugs]
    images = {place: picture for essay in essays for picture in essay.pictures if (place := pictures.address(picture))}
    main = Counter(essay.language for essay in essays).most_common(1)[0][0]
    return (
        ("META-INF/container.xml", _CONTAINER.encode()),
        ("EPUB/package.opf", _package(shelf, slugs, main, images, shelves).encode()),
        ("EPUB/nav.xhtml", _contents(shelf, slugs, main, shelves).encode()),
        ("EPUB/style.css", _STYLE.encode()),
        *((f"EPUB/{_name(number)}", _chapter(slug, shelves).encode()) for number, slug in enumerate(slugs, 1)),
        *((f"EPUB/{place}", picture.data) for place, picture in sorted(images.items())),
    )


def _name(number: int) -> str:
    return f"e{number:03}.xhtml"


def _document(title: str, lang: str, body: str) -> str:
    said = " ".join(f'{key.replace("_", ":")}="{value}"' for key, value in language(lang).items())
    head = f'<title>{escape(title)}</title><link rel="stylesheet" href="style.css"/>'
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html {_NAMESPACES} {said}>\n'
        f"{element('head', head)}\n{element('body', body)}\n</html>\n"
    )


def _chapter(slug: str, shelves: Shelves) -> str:
    item = shelves.essays[slug]
    essay, title = item.essay, shelves.title(slug)
    lines = [element("h1", escape(title), id="title")]
    if essay.subtitle:
        lines.append(element("p", escape(one_line(essay.subtitle)), class_="subtitle"))
    ours = language(shelves.words.language)
    byline = " · ".join([*byline_parts(essay, shelves), *notes(item, shelves)])
    lines.append(element("p", escape(byline), class_="byline", **ours))
    lines.append(xhtml.written(pictures.with_addresses(essay, ""), shelves.words))
    return _document(title, essay.tag, element("section", "\n".join(lines), epub_type="chapter"))


def _contents(shelf: Collection, slugs: list[str], main: str, shelves: Shelves) -> str:
    entries = []
    for number, slug in enumerate(slugs, 1):
        essay = shelves.essays[slug].essay
        link = element("a", escape(shelves.title(slug)), href=_name(number), **language(essay.tag))
        entries.append(element("li", link + _sections(essay, _name(number), shelves)))
    title = one_line(shelf.title)
    body = element("h1", escape(title)) + element("ol", "\n".join(entries))
    return _document(title, main, element("nav", body, epub_type="toc", id="toc"))


def _sections(essay: Essay, file: str, shelves: Shelves) -> str:
    """The topmost sections of an essay."""
    top = [block for block in essay.outline if block.level <= 1]
    named = [(one_line(blocks.heading_text(block, shelves.words)) or block.id, block.id) for block in top]
    items = [
        element("li", element("a", escape(text), href=f"{file}#{id}", **language(essay.tag))) for text, id in named
    ]
    return element("ol", "\n".join(items)) if items else ""


def _package(shelf: Collection, slugs: list[str], main: str, images: dict[str, Picture], shelves: Shelves) -> str:
    essays = [shelves.essays[slug].essay for slug in slugs]
    settings = shelves.library.settings
    where = settings.url.rstrip("/") or f"urn:essays:{settings.title}"
    identifier = uuid5(NAMESPACE_URL, f"{where}/collections/{shelf.slug}")
    changed = max((essay.published for essay in essays if essay.published), default=_NO_DAY)
    languages = [main, *sorted({essay.language for essay in essays} - {main})]
    authors = list(dict.fromkeys(one_line(essay.author) for essay in essays if essay.author))
    about = [
        element("dc:identifier", f"urn:uuid:{identifier}", id="id"),
        element("dc:title", escape(one_line(shelf.title))),
        *(element("dc:language", code) for code in languages),
        *(element("dc:creator", escape(author)) for author in authors),
        element("dc:publisher", escape(one_line(settings.title))),
        element("meta", f"{changed}T00:00:00Z", property="dcterms:modified"),
    ]
    items = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
    ]
    items += [
        f'<item id="e{number}" href="{_name(number)}" media-type="application/xhtml+xml"/>'
        for number in range(1, len(slugs) + 1)
    ]
    items += [
        f'<item id="picture{number}" href="{place}" media-type="{pictures.media_type(place)}"/>'
        for number, place in enumerate(sorted(images), 1)
    ]
    spine = '<itemref idref="nav"/>' + "".join(f'<itemref idref="e{number}"/>' for number in range(1, len(slugs) + 1))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        + "\n".join(about)
        + "</metadata>\n"
        + element("manifest", "\n".join(items))
        + "\n"
        + element("spine", spine)
        + "\n</package>\n"
    )
