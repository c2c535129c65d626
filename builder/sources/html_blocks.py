"""How the elements of a page become blocks of text: headings, lists, quotations, tables, code, pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from builder.characters import CJK_MARKS, HAN
from builder.model import HintKind
from builder.pattern_code import compiled
from builder.sources.page_text import PageText
from builder.sources.pictures import Album
from builder.sources.tables import row

_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q rp rt ruby s samp small span strike "
    "strong sub sup time tt u var wbr"
)
_INLINE = frozenset(_INLINE_NAMES.split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BREAK = "\x1e"  # stands for <br> until a block is whole; the reader takes control characters out beforehand
#: A line end inside the source of a Chinese sentence is no blank (CSS Text, segment breaks).
_HAN_BREAK = compiled(f"(?<=[{HAN}{CJK_MARKS}])[ \\t\\r\\f]*\\n[ \\t\\r\\n\\f]*(?=[{HAN}{CJK_MARKS}])")
_WHITE = compiled(r"[ \t\r\n\f]+")
#: Four short lines and more in one paragraph, broken by hand, are verse.
_VERSE_LINES, _VERSE_LENGTH = 4, 30
#: Cells longer than this lay out a page, they are no table.
_CELL = 200
#: Pictures smaller than this are icons, spacers and counters.
_ICON = 48


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands around a block: quotation and list, with the mark that its first block is to print."""

    kind: HintKind | None = None
    level: int = 0
    mark: str = ""


@dataclass(slots=True)
class PageReader:
    """Reads a page's elements into `page`; its pictures go into `album`."""

    album: Album
    page: PageText = field(default_factory=PageText)
    run: list[str] = field(default_factory=list)
    figures: list[tuple[str, str]] = field(default_factory=list)  # (picture, caption) met in the block being read
    place: _Place = _Place()

    def read(self, element: HtmlElement) -> None:
        """Reads `element` and all within; as deep in calls as the page is nested, which its reader limits."""
        self._children(element)
        self._flush()

    def _children(self, element: HtmlElement) -> None:
        self.run.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                self._element(child)
            self.run.append(child.tail or "")

    def _element(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag == "br":
            self.run.append(_BREAK)
        elif tag == "img":
            self._picture(element)
        elif tag in ("rt", "q"):
            before, after = ("(", ")") if tag == "rt" else ("“", "”")
            self.run.append(before)
            self._children(element)
            self.run.append(after)
        elif tag == "rp":
            pass
        elif tag in _INLINE:
            self._children(element)
        else:
            self._flush()
            self._block(element, tag)
            self._flush()

    def _block(self, element: HtmlElement, tag: str) -> None:
        outer = self.place
        if tag in _HEADINGS:
            self.place = _Place("heading", _HEADINGS[tag])
            self._children(element)
        elif tag == "blockquote":
            self.place = replace(outer, kind="quotation", level=outer.level + 1 if outer.kind == "quotation" else 1)
            self._children(element)
        elif tag in ("ul", "ol"):
            self._list(element, ordered=tag == "ol")
        elif tag == "pre":
            self._verbatim(element)
        elif tag == "table" and is_data(element):
            self._table(element)
        elif tag == "figure":
            self._figure(element)
        else:
            self._children(element)
        self._flush()
        self.place = outer

    def _list(self, element: HtmlElement, *, ordered: bool) -> None:
        outer = self.place
        level = outer.level + 1 if outer.kind == "list" else 1
        number = _integer(element.get("start"), 1)
        for item in element:
            if item.tag != "li":
                if isinstance(item.tag, str):
                    self._element(item)
                continue
            number = _integer(item.get("value"), number)
            self._flush()
            self.place = _Place("list", level, f"{number}." if ordered else "-")
            self._children(item)
            self._flush()
            number += 1
        self.place = outer

    def _verbatim(self, element: HtmlElement) -> None:
        for line_break in element.iter("br"):
            line_break.text = "\n"
        text = element.text_content().strip("\n")
        language = re.search(
            r"(?:language|lang)-([\w+#.-]{1,30})", f"{element.get('class', '')} {_inner_class(element)}"
        )
        is_code = element.find(".//code") is not None or language is not None
        detail = (("language", language[1] if language else ""),) if is_code else ()
        self.page.add_exactly(text, "code" if is_code else "verse", detail=detail)

    def _table(self, element: HtmlElement) -> None:
        rows = [[_line(cell) for cell in line if cell.tag in ("td", "th")] for line in element.iter("tr")]
        caption = element.find("caption")
        if caption is not None:
            self.page.add(_line(caption))
        self.page.add_exactly("\n".join(row(cells) for cells in rows if any(cells)), "table")
        for picture in element.iter("img"):
            self._picture(picture)

    def _figure(self, element: HtmlElement) -> None:
        caption = element.find(".//figcaption")
        words = _line(caption) if caption is not None else ""
        pictures = list(element.iter("img"))
        if not pictures:
            self._children(element)
        for picture in pictures:
            self._picture(picture, words)

    def _picture(self, element: HtmlElement, caption: str = "") -> None:
        sizes = [_integer(element.get(side), _ICON) for side in ("width", "height")]
        if min(sizes) < _ICON:
            return
        address = next((element.get(name) for name in ("src", "data-src", "data-original") if element.get(name)), "")
        caption = caption or " ".join((element.get("alt") or element.get("title") or "").split())
        self.figures.append((self.album.at(address) or "" if address else "", caption))

    def _flush(self) -> None:
        """Ends the block that is being read."""
        text = _WHITE.sub(" ", _HAN_BREAK.sub("", "".join(self.run)))
        self.run = []
        figures, self.figures = self.figures, []
        if text.replace(_BREAK, "").strip():
            for block in re.split(f"(?: *{_BREAK} *){{2,}}", text) if self.place.kind != "heading" else [text]:
                self._lines([line.strip(" ") for line in block.split(_BREAK)])
        for picture, caption in figures:
            detail = (("caption", caption), *((("picture", picture),) if picture else ()))
            self.page.add(caption or "[图]", "figure", detail=detail)

    def _lines(self, lines: list[str]) -> None:
        lines = [line for line in lines if line.strip()]
        if self.place.kind == "heading":
            self._add(" ".join(lines))
        elif len(lines) >= _VERSE_LINES and all(len(line) <= _VERSE_LENGTH for line in lines) and not self.place.kind:
            self.page.add("\n".join(lines), "verse")
        else:
            for line in lines:
                self._add(line)

    def _add(self, text: str) -> None:
        place = self.place
        if place.kind == "list" and not place.mark:  # a further paragraph of an item
            self.page.add(text)
        else:
            self.page.add(text, place.kind, place.level, mark=place.mark)
        self.place = replace(place, mark="")


def is_data(table: HtmlElement) -> bool:
    """True for a table of data; old pages are laid out by tables of one column, or with paragraphs in their cells."""
    cells = list(table.iter("td", "th"))
    columns = max((sum(1 for cell in line if cell.tag in ("td", "th")) for line in table.iter("tr")), default=0)
    if columns < 2 or table.find(".//table") is not None:
        return False
    if any(
        cell.find(f".//{tag}") is not None for cell in cells for tag in ("h1", "h2", "h3", "ul", "ol", "blockquote")
    ):
        return False
    return all(len(cell.text_content()) <= _CELL for cell in cells)


def _line(element: HtmlElement) -> str:
    return " ".join(_HAN_BREAK.sub("", element.text_content()).split())


def _inner_class(element: HtmlElement) -> str:
    code = element.find(".//code")
    return "" if code is None else code.get("class", "")


def _integer(value: str | None, otherwise: int) -> int:
    match = re.match(r"\s*(\d{1,6})", value or "")
    return int(match[1]) if match else otherwise
