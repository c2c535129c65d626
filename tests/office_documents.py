"""Documents as Word and as WPS write them, made from XML: what tests of .docx are about lies in the raw parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from xml.sax.saxutils import escape

Maker = Literal["word", "wps"]

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OTHERS = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

#: Style ids: Word writes words, WPS writes numbers; the names inside are the same.
STYLES: Mapping[Maker, Mapping[str, str]] = {
    "word": {"title": "Title", "1": "Heading1", "2": "Heading2", "quote": "Quote", "toc": "TOC1"},
    "wps": {"title": "7", "1": "2", "2": "3", "quote": "9", "toc": "11"},
}
_NAMES = {"title": "Title", "1": "heading 1", "2": "heading 2", "quote": "Quote", "toc": "toc 1"}


@dataclass(frozen=True)
class Document:
    """The parts of a document: `body` is XML between the tags of w:body."""

    body: str
    maker: Maker = "word"
    numbering: str = ""
    footnotes: str = ""
    relationships: Sequence[tuple[str, str, str, bool]] = ()  # (id, kind, target, whether it lies outside)
    files: Mapping[str, bytes] = field(default_factory=dict)

    def data(self, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
        """The .docx file, the same bytes each time."""
        secret = paragraph("secret remark")
        parts: dict[str, bytes] = {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>'.encode(),
            "_rels/.rels": _relationships([("rId1", "officeDocument", "word/document.xml", False)]),
            "docProps/core.xml": b"<cp><creator>Secret Person</creator><title>Secret title</title></cp>",
            "word/document.xml": f"<w:document {_W} {_R} {_OTHERS}><w:body>{self.body}</w:body></w:document>".encode(),
            "word/styles.xml": _styles(self.maker),
            "word/comments.xml": f"<w:comments {_W}><w:comment>{secret}</w:comment></w:comments>".encode(),
            "word/header1.xml": f"<w:hdr {_W}>{secret}</w:hdr>".encode(),
            "word/_rels/document.xml.rels": _relationships(
                [
                    ("rIdS", "styles", "styles.xml", False),
                    ("rIdC", "comments", "comments.xml", False),
                    ("rIdN", "numbering", "numbering.xml", False),
                    ("rIdF", "footnotes", "/word/footnotes.xml", False),
                    *self.relationships,
                ]
            ),
        }
        if self.numbering:
            parts["word/numbering.xml"] = f"<w:numbering {_W}>{self.numbering}</w:numbering>".encode()
        if self.footnotes:
            parts["word/footnotes.xml"] = f"<w:footnotes {_W}>{self.footnotes}</w:footnotes>".encode()
        return archive({**parts, **self.files}, compression)


def styles(maker: Maker) -> bytes:
    """styles.xml as `maker` writes it."""
    return _styles(maker)


def archive(parts: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of `parts` with a fixed date."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as target:
        for name, content in parts.items():
            target.writestr(zipfile.ZipInfo(name), content, compression)
    return made.getvalue()


def run(text: str, properties: str = "") -> str:
    """A w:r that says `text`."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str, style: str = "", properties: str = "", maker: Maker = "word") -> str:
    """A w:p: plain text, or runs; `style` is a key of STYLES."""
    named = f'<w:pStyle w:val="{STYLES[maker][style]}"/>' if style else ""
    inside = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inside}</w:p>"


def item(text: str, numbering: int, level: int = 0) -> str:
    """A paragraph of an automatic list."""
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>'
    return paragraph(text, properties=numbered)


def table(rows: Sequence[Sequence[str]]) -> str:
    """A w:tbl of plain text."""
    lines = ("".join(f"<w:tc><w:tcPr/>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def picture(identity: str, attribute: str = "embed", words: str = "") -> str:
    """A run with a drawing."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="{words}"/><a:graphic><a:graphicData><pic:pic>'
        f'<pic:blipFill><a:blip r:{attribute}="{identity}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def numbering(*lists: tuple[int, Sequence[tuple[str, str]]]) -> str:
    """Parts of numbering.xml: (numId, [(number format, text of the level)])."""
    abstract = []
    used = []
    for identity, levels in lists:
        inside = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for level, (form, text) in enumerate(levels)
        )
        abstract.append(f'<w:abstractNum w:abstractNumId="{identity}0">{inside}</w:abstractNum>')
        used.append(f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{identity}0"/></w:num>')
    return "".join([*abstract, *used])


def _relationships(items: Sequence[tuple[str, str, str, bool]]) -> bytes:
    inside = "".join(
        f'<Relationship Id="{identity}" Type="{_KINDS}/{kind}" Target="{escape(target)}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if outside else ''}/>"
        for identity, kind, target, outside in items
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'.encode()


def _styles(maker: Maker) -> bytes:
    """Word gives headings their outline level in the style; WPS does too, under names in other cases and ids."""
    made = [
        '<w:style w:type="paragraph" w:default="1" w:styleId="%s"><w:name w:val="Normal"/></w:style>'
        % ("Normal" if maker == "word" else "1")
    ]
    for key, identity in STYLES[maker].items():
        level = f'<w:pPr><w:outlineLvl w:val="{int(key) - 1}"/></w:pPr>' if key.isdigit() and maker == "word" else ""
        made.append(
            f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{_NAMES[key]}"/>'
            f'<w:basedOn w:val="{"Normal" if maker == "word" else "1"}"/>{level}</w:style>'
        )
    return f"<w:styles {_W}>{''.join(made)}</w:styles>".encode()
