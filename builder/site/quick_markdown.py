"""HTML of the Markdown that `emit` writes, as Python-Markdown makes it, in a fraction of the time.

`emit/markdown.py` writes a small part of Markdown, every mark of a text escaped, so that what is left of the syntax can
be read with one pattern a paragraph. Whatever is not of that part (pictures, code, what people write by hand) is left
to Python-Markdown: `convert` then gives None.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

#: Gives the address of a link as it stands in the page, or None for a link that only MkDocs may judge.
Locate = Callable[[str], str | None]

#: Versions of Markdown with which the test of equality passed; any other converts pages in its own way.
TESTED: Final = ("3.11.3",)

_ENTITY: Final = r"&(?:\#[0-9]+|amp|lt|gt);"
# A line that begins so begins something else than a paragraph, or may.
_OTHER_START: Final = re.compile(r"^(?:[-+=:!|>#~`<\s]|\*+ |\d+[.)])", re.MULTILINE)
# What is whole in itself and means the same wherever it stands; any other mark has the text read mark by mark. Every
# alternative begins with a mark that is no class, so that what lies between two marks is passed over at once.
_WHOLE: Final = re.compile(
    r"\[[^\[\]\\\n`*_{}<>]*(?:\\[\\`*_{}\[\]#][^\[\]\\\n`*_{}<>]*)*\]"
    r"\([A-Za-z0-9./\#-]+(?: \"[^\"\n\\<>]*\")?\)(?:\{[^{}\n]*\})?"
    r"|\*\*[^\s\\*\[\]{}`_<>&](?:[^\n\\*\[\]{}`_<>&]*[^\s\\*\[\]{}`_<>&])?\*\*"
    r"|\\[\\`*_{}\[\]#]"
    rf"|{_ENTITY}"
    r"|\\|\*|\[|\]|\{|\}|`|_|<|>|&"
)
#: What was seen in pages of one folder, as it is written: its HTML, and where it leads if it is a link.
Known = dict[str, tuple[str, str]]
_LINK: Final = (
    r"\[(?P<text>[^\[\]\\\n`*_{}<>]*(?:\\[\\`*_{}\[\]#][^\[\]\\\n`*_{}<>]*)*)\]"
    r"\((?P<target>[A-Za-z0-9./\#-]+)(?: \"(?P<title>[^\"\n\\<>]*)\")?\)(?P<attributes>\{[^{}\n]*\})?"
)
_ONE_LINK: Final = re.compile(_LINK)
_TOKEN: Final = re.compile(
    r"\\(?P<escaped>[\\`*_{}\[\]#])"
    rf"|(?P<entity>{_ENTITY})"
    r"|(?P<stars>\*{1,2})"
    rf"|{_LINK}"
    r"|(?P<break>  \n)"
    r"|(?P<stray>[\\\[\]{}`_<>&])"
)
_LEVELS: Final = 6  # of headings
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]#])")
_STRAY_AMPERSAND: Final = re.compile(rf"&(?!{_ENTITY[1:]})")
_ATTRIBUTE: Final = re.compile(r"#(?P<id>[\w-]+)|\.(?P<name>[\w-]+)|(?P<key>[a-z-]+)=\"(?P<value>[\w-]*)\"")
_FENCED: Final = re.compile(r"^(`{3,}) (\{[^{}\n]+\})\n(.*?)(?<=\n)\1$", re.MULTILINE | re.DOTALL)
#: Python-Markdown has no tabs, and its lines of blanks are empty, in code too.
_TAB: Final = 4
_BLANK_LINE: Final = re.compile(r"^ +$", re.MULTILINE)
_HELD: Final = "\x02"  # stands before the number of a fenced block that was taken out; `emit` prints no such character
#: YAML takes some words for truths or for nothing, as names too.
_NAME: Final = re.compile(r"(?!(?:yes|no|on|off|true|false|null)\Z)[a-z_]+")
_JSON_STARTS: Final = ('"', "{", "[", "true", "false", *"123456789")  # YAML reads 010 in its own way
_SEPARATOR: Final = re.compile(r"\|(?: --- \|)+")


def front_of(text: str) -> tuple[dict[str, Any], int] | None:
    """What the front matter of a page says, and where its text begins; None unless it is lines of JSON, as we write."""
    if not text.startswith("---\n"):
        return None
    end = text.find("\n---\n", 3)
    found: dict[str, Any] = {}
    for line in text[4:end].split("\n") if end > 0 else ():
        name, colon, value = line.partition(": ")
        if not colon or not _NAME.fullmatch(name) or not value.startswith(_JSON_STARTS):
            return None
        try:
            found[name] = json.loads(value)
        except ValueError:
            return None
    begin = end + len("\n---\n")
    return (found, len(text) - len(text[begin:].lstrip("\n"))) if found else None


class _Unknown(Exception):
    """Something that is not of the part of Markdown that is known here."""


class _Stray(Exception):
    """A mark that is not whole in itself."""


@dataclass(slots=True)
class Made:
    """A page's text as HTML. `first`: id of its first heading."""

    html: str = ""
    first: str = ""
    anchors: set[str] = field(default_factory=set)
    links: dict[str, None] = field(default_factory=dict)  # where they lead, as it is written, in order
    fenced: list[str] = field(default_factory=list)


def convert(text: str, locate: Locate, known: Known | None = None) -> Made | None:
    """`text` as HTML; None if it must be left to Python-Markdown.

    `known` may be given for pages for which `locate` says the same; it is added to.
    """
    made = Made()
    try:
        made.html = "\n".join(_blocks(text.strip("\n"), made, _Inline(made, locate, {} if known is None else known)))
    except _Unknown:
        return None
    return made


def _blocks(text: str, made: Made, inline: _Inline) -> Iterator[str]:
    if _HELD in text:
        raise _Unknown
    if "```" in text:
        text = _FENCED.sub(lambda found: _fenced(found, made), text)
    if "***" in text or "\n\n\n" in text or "\t" in text:
        raise _Unknown
    before = ""
    for block in text.split("\n\n"):
        kind = block[:1]
        if kind == ">":
            quoted = _quoted(block, made, inline)
            yield "\n".join(quoted if before == ">" else ["<blockquote>", *quoted])
        else:
            if before == ">":
                yield "</blockquote>"
            if kind == "#":
                yield _heading(block, made, inline)
            elif block.startswith("- "):
                if before == "-":
                    raise _Unknown  # two lists become one, with paragraphs in it
                yield _list(block, made, inline)
            elif kind == _HELD:
                yield made.fenced[int(block[1:])]
            elif kind == "|":
                yield _table(block, made, inline)
            else:
                yield _paragraph(block, made, inline)
        before = kind
    if before == ">":
        yield "</blockquote>"


def _fenced(found: re.Match[str], made: Made) -> str:
    named = dict(_attributes(found[2]))
    language = named.pop("class", "")
    if not language or " " in language or named.keys() - {"id"}:
        raise _Unknown
    _anchor(named, made)
    code = (
        _BLANK_LINE.sub("", found[3].expandtabs(_TAB))
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
    )
    made.fenced.append(f'<pre{_written(named)}><code class="language-{language}">{code}</code></pre>')
    return f"{_HELD}{len(made.fenced) - 1}"


def _heading(block: str, made: Made, inline: _Inline) -> str:
    before, _, listed = block.rpartition("{")
    text = before.lstrip("#")
    level = len(before) - len(text)
    if not (before.endswith(" ") and text.startswith(" ") and level <= _LEVELS and listed.endswith("}")):
        raise _Unknown
    opening, id = _opening(f"h{level}", "{" + listed)
    if not id or "\n" in block:
        raise _Unknown  # the toc extension would make an id
    made.anchors.add(id)
    made.first = made.first or id
    return f"{opening}{inline(text[1:].rstrip(' '))}</h{level}>"


def _paragraph(block: str, made: Made, inline: _Inline) -> str:
    body, attributes = _parted(block)
    if _begins_otherwise(body):
        raise _Unknown
    if not attributes:
        return f"<p>{inline(body)}</p>"
    opening, id = _opening("p", attributes)
    if id:
        made.anchors.add(id)
    return f"{opening}{inline(body)}</p>"


def _begins_otherwise(body: str) -> bool:
    """Whether a line of `body` begins, or may begin, something else; most have one line, which begins with a letter."""
    if "\n" in body:
        return _OTHER_START.search(body) is not None
    return not body[:1].isalpha() and _OTHER_START.match(body) is not None


def _parted(block: str) -> tuple[str, str]:
    """A block's text, and the list of attributes that is its last line; "" if there is none."""
    if not block.endswith("}"):
        return block, ""
    body, line_end, last = block.rpartition("\n")
    if last[:1] != "{" or not line_end:
        return block, ""
    if body.endswith(" "):
        raise _Unknown
    return body, last


def _quoted(block: str, made: Made, inline: _Inline) -> list[str]:
    lines = block.split("\n")
    for line in lines:
        if line[:2] != "> " and line != ">":
            raise _Unknown
    return [_paragraph(inner, made, inline) for inner in "\n".join([line[2:] for line in lines]).split("\n\n")]


def _list(block: str, made: Made, inline: _Inline) -> str:
    done = ["<ul>"]
    for item in ("\n" + block).split("\n- ")[1:]:
        body, attributes = _parted(item)
        if _begins_otherwise(body):
            raise _Unknown
        opening, id = _opening("li", attributes or "{}")
        if id:
            made.anchors.add(id)
        done.append(f"{opening}{inline(body)}</li>")
    return "\n".join([*done, "</ul>"])


def _table(block: str, made: Made, inline: _Inline) -> str:
    head, *rows = block.split("\n")
    if not rows or not _SEPARATOR.fullmatch(rows[0]):
        raise _Unknown
    columns = rows[0].count("|") - 1
    done = ["<table>", "<thead>", *_row(head, "th", columns, made, inline), "</thead>", "<tbody>"]
    for row in rows[1:]:
        done += _row(row, "td", columns, made, inline)
    if not rows[1:]:
        done += ["<tr>", *["<td></td>"] * columns, "</tr>"]
    return "\n".join([*done, "</tbody>", "</table>"])


def _row(row: str, tag: str, columns: int, made: Made, inline: _Inline) -> list[str]:
    if not (row.startswith("| ") and row.endswith(" |")):
        raise _Unknown
    cells = row[1:-1].split("|")
    if len(cells) != columns:
        raise _Unknown
    return ["<tr>", *(_cell(cell.strip(" "), tag, made, inline) for cell in cells), "</tr>"]


def _cell(cell: str, tag: str, made: Made, inline: _Inline) -> str:
    if not cell:
        return f"<{tag}></{tag}>"
    named: dict[str, str] = {}
    if cell.endswith("}"):
        body, blank, last = cell.rpartition(" {")
        if blank:
            named = _attributes("{" + last)
            _anchor(named, made)
            cell = body.rstrip(" ")
            if not cell:
                raise _Unknown
    return f"<{tag}{_written(named)}>{inline(cell)}</{tag}>"


class _Inline:
    """Text with its links, its emphasis and its hard line ends, as HTML."""

    __slots__ = ("_known", "_locate", "_made")

    def __init__(self, made: Made, locate: Locate, known: Known) -> None:
        self._made, self._locate, self._known = made, locate, known

    def __call__(self, text: str) -> str:
        if not text or text[0].isspace():
            raise _Unknown
        try:
            html = _WHOLE.sub(self._whole, text)
        except _Stray:
            return self._read(text)
        return html.replace("  \n", "<br />\n") if "\n" in html else html

    def _whole(self, found: re.Match[str]) -> str:
        whole = found[0]
        known = self._known.get(whole)
        if known is None:
            known = self._known[whole] = self._new(whole)
        if known[1]:
            if found.string[found.start() - 1 : found.start()] == "!":
                raise _Unknown  # a picture
            self._made.links[known[1]] = None
        return known[0]

    def _new(self, whole: str) -> tuple[str, str]:
        if len(whole) == 1:
            raise _Stray
        match whole[0]:
            case "[":
                link = _ONE_LINK.fullmatch(whole)
                if link is None:
                    raise _Stray
                return self._link(link), link["target"]
            case "*":
                return f"<strong>{whole[2:-2]}</strong>", ""
            case "\\":
                return whole[1:], ""
            case _:
                return whole, ""

    def _read(self, text: str) -> str:
        """The same, mark by mark."""
        done: list[str] = []
        reached = 0
        opened = ""  # stars of the emphasis that is open
        for found in _TOKEN.finditer(text):
            begin = found.start()
            done.append(text[reached:begin])
            reached = found.end()
            match found.lastgroup:
                case "escaped":
                    done.append(found["escaped"])
                case "entity":
                    done.append(found["entity"])
                case "break":
                    done.append("<br />\n")
                case "stars":
                    stars = found["stars"]
                    if (
                        opened not in ("", stars)
                        or (text[reached : reached + 1] if not opened else text[begin - 1]).isspace()
                    ):
                        raise _Unknown
                    tag = "strong" if stars == "**" else "em"
                    done.append(f"</{tag}>" if opened else f"<{tag}>")
                    opened = "" if opened else stars
                    if text[reached : reached + 1] == "*":
                        raise _Unknown
                case "stray":
                    raise _Unknown
                case _:
                    done.append(self._link(found))
        if opened:
            raise _Unknown
        done.append(text[reached:])
        return "".join(done)

    def _link(self, found: re.Match[str]) -> str:
        target, title, text = found["target"], found["title"], found["text"]
        if found.string[found.start() - 1 : found.start()] == "!":
            raise _Unknown  # a picture
        address = self._locate(target)
        if address is None or ("&" in found[0] and _STRAY_AMPERSAND.search(f"{text} {title or ''}")):
            raise _Unknown
        self._made.links[target] = None
        shown = _ESCAPED.sub(r"\1", text) if "\\" in text else text
        attributes = found["attributes"]
        if title is None and not attributes:
            return f'<a href="{address}">{shown}</a>'
        named = {**_attributes(attributes or "{}"), "href": address}
        if title is not None:
            named["title"] = title
        return f"<a{_written(named)}>{shown}</a>"


def _anchor(named: dict[str, str], made: Made) -> None:
    if "id" in named:
        made.anchors.add(named["id"])


@lru_cache(16_384)
def _opening(tag: str, listed: str) -> tuple[str, str]:
    """The opening tag with a list of attributes, and the id among them; "" if there is none."""
    named = _attributes(listed)
    return f"<{tag}{_written(named)}>", named.get("id", "")


def _written(named: dict[str, str]) -> str:
    """Attributes as Python-Markdown prints them: in the order of their names."""
    return "".join(f' {name}="{named[name]}"' for name in sorted(named))


@lru_cache(4096)
def _attributes(listed: str) -> dict[str, str]:
    """What a list of attributes says, by name; not to be changed by who asks."""
    named: dict[str, str] = {}
    for part in listed[1:-1].split(" ") if listed != "{}" else ():
        found = _ATTRIBUTE.fullmatch(part)
        if found is None:
            raise _Unknown
        if found["name"]:
            named["class"] = f"{named['class']} {found['name']}" if "class" in named else found["name"]
        else:
            named[found["key"] or "id"] = found["id"] or found["value"]
    return named
