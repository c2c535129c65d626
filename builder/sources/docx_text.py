"""What a paragraph of a document says: its runs, without what was deleted, hidden or computed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from builder.pattern_code import compiled
from builder.sources.docx_names import child, children, descendants, tag, value
from builder.sources.docx_styles import is_on

#: Properties, what was deleted or moved away, the instructions of fields, marks of comments.
_PASSED_OVER_NAMES = (
    "pPr rPr del moveFrom delText delInstrText instrText commentReference annotationRef footnoteRef endnoteRef "
    "separator continuationSeparator softHyphen lastRenderedPageBreak rt"
)
_PASSED_OVER = frozenset(_PASSED_OVER_NAMES.split())
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_CONTROLS = compiled("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(slots=True)
class ParagraphText:
    """Reads one paragraph; pictures, notes and text boxes met on the way are collected beside its text."""

    note_mark: Callable[[str, str], str]  # (kind, id) of a footnote or endnote → the mark to print
    pieces: list[str] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)  # (relationship id, words that stand for it)
    boxes: list[Any] = field(default_factory=list)

    def read(self, paragraph: Any) -> str:
        """The paragraph's text; line breaks made by hand are \\n."""
        self._walk(paragraph)
        return _CONTROLS.sub("", "".join(self.pieces))

    def _walk(self, element: Any) -> None:
        for item in element:
            name = tag(item)
            if name in _PASSED_OVER or not name:
                continue
            if name == "r" and is_on(child(child(item, "rPr"), "vanish")):
                continue
            if name == "t":
                self.pieces.append(item.text or "")
            elif name in _SIGNS:
                self.pieces.append(_SIGNS[name])
            elif name == "br":
                self.pieces.append("\n")
            elif name == "sym":
                self.pieces.append(_symbol(item))
            elif name in ("footnoteReference", "endnoteReference"):
                self.pieces.append(self.note_mark(name.removesuffix("Reference"), value(item, "id")))
            elif name in ("drawing", "pict", "object"):
                self._drawing(item)
            elif name == "AlternateContent":  # the same thing said twice, for new and for old programs
                chosen = child(item, "Choice")
                chosen = child(item, "Fallback") if chosen is None else chosen
                if chosen is not None:
                    self._walk(chosen)
            elif name == "ruby":
                self._ruby(item)
            else:
                self._walk(item)

    def _ruby(self, element: Any) -> None:
        base, reading = child(element, "rubyBase"), child(element, "rt")
        if base is not None:
            self._walk(base)
        words = "".join(item.text or "" for item in descendants(reading, "t")) if reading is not None else ""
        if words.strip():
            self.pieces.append(f"({words.strip()})")

    def _drawing(self, element: Any) -> None:
        words = next((value(item, "descr") for item in descendants(element, "docPr") if value(item, "descr")), "")
        waiting = [element]
        while waiting:
            item = waiting.pop()
            name = tag(item)
            if name == "txbxContent":  # what is inside is read as paragraphs, with its own pictures
                self.boxes.append(item)
                continue
            if name == "blip":
                self.pictures.append((value(item, "embed") or value(item, "link"), " ".join(words.split())))
            elif name == "imagedata":
                self.pictures.append((value(item, "id") or value(item, "href"), " ".join(words.split())))
            waiting += reversed(item)


def _symbol(element: Any) -> str:
    """A character of a symbol font: its code if it is a character elsewhere too, else a place holder."""
    digits = value(element, "char")
    if not re.fullmatch(r"[0-9A-Fa-f]{4,6}", digits):
        return ""
    code = int(digits, 16)
    return chr(code) if 0x20 <= code < 0xD800 else "□"


def field_free(root: Any) -> None:
    """Takes out of `root` the instructions of fields and whatever a table of contents printed. Linear."""
    for item in list(descendants(root, "sdt")):
        gallery = next((value(found, "val") for found in descendants(item, "docPartGallery")), "")
        if gallery == "Table of Contents" and item.getparent() is not None:
            item.getparent().remove(item)


def paragraphs_of(element: Any) -> list[Any]:
    """The paragraphs and tables of a body, cell or note, in order, out of whatever wraps them."""
    found: list[Any] = []
    for item in element:
        name = tag(item)
        if name in ("p", "tbl"):
            found.append(item)
        elif name == "AlternateContent":
            chosen = child(item, "Choice")
            found += paragraphs_of(chosen) if chosen is not None else []
        elif name == "sdt":
            for content in children(item, "sdtContent"):
                found += paragraphs_of(content)
        elif name in ("customXml", "smartTag", "ins", "moveTo", "sdtContent"):
            found += paragraphs_of(item)
    return found
