"""Documents of Word and WPS: text with headings, lists, notes, tables and pictures; nothing about their author."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from builder.model import Hint, Limits, Source
from builder.problems import problem
from builder.sources.docx_names import child, children, tag, value
from builder.sources.docx_numbering import Numbering, read_numbering
from builder.sources.docx_package import Package, Relationships, open_package
from builder.sources.docx_styles import Style, numbering_of, outline_level, read_styles
from builder.sources.docx_text import ParagraphText, field_free, paragraphs_of
from builder.sources.lines import refuse_long_lines
from builder.sources.page_text import PageText, settle_headings
from builder.sources.pictures import Album
from builder.sources.refusal import Refused
from builder.sources.tables import row


def read_docx(data: bytes, name: str, limits: Limits, path: Path) -> Source:
    """The source in `data`; `path` is not looked at. Raises Refused.

    Comments, deleted text, hidden text, headers, footers and properties are not read.
    """
    package = open_package(data, name, limits)
    main = _main_part(package)
    root = package.xml(main)
    body = child(root, "body")
    if root is None or body is None:
        raise Refused(problem("docx-broken", name))
    field_free(body)
    reader = _Reader(package, main, Album(name, None, limits))
    reader.read(body)
    text = reader.page.text()
    if not text.strip():
        raise Refused(problem("source-empty", name))
    refuse_long_lines(text, name, limits)
    hints = settle_headings(text, _without_lone_items(reader.page.hints))
    return Source(name, text, None, "docx", hints, pictures=reader.album.pictures(), problems=reader.album.problems())


def _main_part(package: Package) -> str:
    roots = package.relationships("")
    target = next((target for kind, target, outside in roots.values() if kind == "officeDocument" and not outside), "")
    return target or "word/document.xml"


@dataclass(slots=True)
class _Reader:
    """Reads a body into `page`, counting its numbers and notes on the way."""

    package: Package
    main: str
    album: Album
    page: PageText = field(default_factory=PageText)
    notes: list[tuple[str, str]] = field(default_factory=list)  # (kind, id) in order of appearance
    styles: dict[str, Style] = field(init=False)
    numbering: Numbering = field(init=False)
    relationships: Relationships = field(init=False)
    usual_style: str = field(init=False, default="")

    def __post_init__(self) -> None:
        self.relationships = self.package.relationships(self.main)
        styles = self._beside("styles")
        self.styles = read_styles(styles)
        self.numbering = read_numbering(self._beside("numbering"))
        self.usual_style = next(
            (
                value(style, "styleId")
                for style in children(styles, "style")
                if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true")
            ),
            "",
        )

    def read(self, body: Any) -> None:
        for item in paragraphs_of(body):
            self._block(item)
        self._print_notes()

    def _beside(self, kind: str) -> Any | None:
        target = next((at for found, at, outside in self.relationships.values() if found == kind and not outside), None)
        return self.package.xml(target or posixpath.join(posixpath.dirname(self.main), f"{kind}.xml"))

    def _block(self, element: Any) -> None:
        """A paragraph or a table; calls go as deep as tables lie in each other, which the package limits."""
        if tag(element) == "tbl":
            self._table(element)
        else:
            self._paragraph(element)

    def _paragraph(self, element: Any) -> None:
        properties = child(element, "pPr")
        style = self.styles.get(value(child(properties, "pStyle"), "val") or self.usual_style, Style())
        if style.is_contents or style.hidden:
            return
        reader = ParagraphText(self._note_mark)
        text = reader.read(element)
        if text.strip():
            self._print(text, properties, style)
        for identity, words in reader.pictures:
            self._picture(identity, words)
        for box in reader.boxes:
            for item in paragraphs_of(box):
                self._block(item)

    def _print(self, text: str, properties: Any | None, style: Style) -> None:
        level = outline_level(properties) or style.level
        numbering = numbering_of(properties) or style.number
        mark, bullet = "", False
        if numbering and numbering[0] != "0":
            mark = self.numbering.next(*numbering)
            bullet = self.numbering.is_bullet(*numbering)
        if style.is_title:
            self.page.add(_one_line(text), "title")
        elif level:
            self.page.add(_with_number(mark if not bullet else "", _one_line(text)), "heading", level)
        elif mark:
            self.page.add(text.replace("\n", " "), "list", 1 + (numbering[1] if numbering else 0), mark=mark)
        elif style.is_code:
            self.page.add_exactly(text, "code", detail=(("language", ""),))
        else:
            for line in text.split("\n"):
                self.page.add(line, "quotation" if style.is_quotation else None, 1 if style.is_quotation else 0)

    def _picture(self, identity: str, words: str) -> None:
        kind, target, outside = self.relationships.get(identity, ("", "", False))
        picture = None
        if outside:
            self.album.remote(target)
        else:
            data = self.package.part(target) if kind == "image" else None
            picture = self.album.keep(data or b"", posixpath.basename(target))
        detail = (("caption", words), *((("picture", picture),) if picture else ()))
        self.page.add(words or "[图]", "figure", detail=detail)

    def _table(self, element: Any) -> None:
        rows = [list(_cells(line)) for line in _rows(element)]
        inner = [cell for cells in rows for cell in cells if any(tag(item) == "tbl" for item in paragraphs_of(cell))]
        if max((len(cells) for cells in rows), default=0) < 2 or inner:  # a frame round paragraphs
            for cells in rows:
                for cell in cells:
                    for item in paragraphs_of(cell):
                        self._block(item)
            return
        lines: list[str] = []
        pictures: list[tuple[str, str]] = []
        for cells in rows:
            words = []
            for cell in cells:
                readers = [(ParagraphText(self._note_mark), item) for item in paragraphs_of(cell)]
                words.append("" if _continues(cell) else " ".join(reader.read(item) for reader, item in readers))
                pictures += [picture for reader, _ in readers for picture in reader.pictures]
            if any(word.strip() for word in words):
                lines.append(row(words))
        self.page.add_exactly("\n".join(lines), "table")
        for identity, alternative in pictures:
            self._picture(identity, alternative)

    def _note_mark(self, kind: str, identity: str) -> str:
        self.notes.append((kind, identity))
        return f"[{len(self.notes)}]"

    def _print_notes(self) -> None:
        """The notes at the end of the text, by the numbers they have in it."""
        parts = {kind: self._beside(f"{kind}s") for kind in {kind for kind, _ in self.notes}}
        texts = {
            (kind, value(note, "id")): note
            for kind, root in parts.items()
            for note in (() if root is None else children(root, kind))
        }
        for number, key in enumerate(list(self.notes), start=1):
            note = texts.get(key)
            if note is None:
                continue
            reader = ParagraphText(lambda kind, identity: "")
            words = " ".join(reader.read(item) for item in _only_paragraphs(paragraphs_of(note)))
            detail = (("label", str(number)),)
            self.page.add(_with_number(f"[{number}]", _one_line(words)), "footnote", detail=detail)


def _only_paragraphs(items: Iterable[Any]) -> Iterable[Any]:
    return (item for item in items if tag(item) == "p")


def _rows(table: Any) -> Iterable[Any]:
    for item in table:
        if tag(item) == "tr":
            if child(child(item, "trPr"), "del") is None:
                yield item
        elif tag(item) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _rows(item)


def _cells(line: Any) -> Iterable[Any]:
    for item in line:
        if tag(item) == "tc":
            yield item
        elif tag(item) in ("sdt", "sdtContent", "customXml"):
            yield from _cells(item)


def _continues(cell: Any) -> bool:
    """True for a cell that goes on with the one above."""
    merged = child(child(cell, "tcPr"), "vMerge")
    return merged is not None and value(merged, "val") != "restart"


def _with_number(number: str, text: str) -> str:
    """A number and what it counts; a blank between, but none behind the marks of Chinese numbers."""
    return f"{number}{'' if not number or number[-1] in '、）．。' else ' '}{text}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _without_lone_items(hints: list[Hint]) -> list[Hint]:
    """`hints` without numbered items that have no neighbour: alone, a number heads a section as often as not."""
    items = [hint for hint in hints if hint.kind == "list"]
    ends = {hint.end for hint in items}
    starts = {hint.start for hint in items}
    between = 2  # the blank line between blocks
    return [
        hint
        for hint in hints
        if hint.kind != "list"
        or dict(hint.detail)["mark"] == "-"
        or hint.start - between in ends
        or hint.end + between in starts
    ]
