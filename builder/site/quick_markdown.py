"""HTML of the Markdown that `emit` writes, as Python-Markdown makes it, in a twentieth of the time.

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
_HEADING: Final = re.compile(r"(#{1,6}) (\S[^\n]*?) +(\{[^{}\n]*\#[^{}\n]*\})")
# A line that begins so begins something else than a paragraph, or may.
_OTHER_START: Final = re.compile(r"^(?:[-+=:!|>#~`<\s]|\*+ |\d+[.)])", re.MULTILINE)
_SPECIAL: Final = re.compile(r"[\\*\[\]{}`_<>&\n]")
_TOKEN: Final = re.compile(
    r"\\(?P<escaped>[\\`*_{}\[\]#])"
    rf"|(?P<entity>{_ENTITY})"
    r"|(?P<stars>\*{1,2})"
    r"|\[(?P<text>(?:[^\[\]\\\n`*_{}<>]|\\[\\`*_{}\[\]#])*)\]"
    r"\((?P<target>[A-Za-z0-9./\#-]+)(?: \"(?P<title>[^\"\n\\<>]*)\")?\)(?P<attributes>\{[^{}\n]*\})?"
    r"|(?P<break>  \n)"
    r"|(?P<stray>[\\\[\]{}`_<>&])"
)
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


@dataclass(slots=True)
class Made:
    """A page's text as HTML. `first`: id of its first heading; `links`: targets as they were written."""

    html: str = ""
    first: str = ""
    anchors: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    fenced: list[str] = field(default_factory=list)


def convert(text: str, locate: Locate) -> Made | None:
    """`text` as HTML; None if it must be left to Python-Markdown."""
    made = Made()
    try:
        made.html = "\n".join(_blocks(text.strip("\n"), made, locate))
    except _Unknown:
        return None
    return made


def _blocks(text: str, made: Made, locate: Locate) -> Iterator[str]:
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
            quoted = list(_quoted(block, made, locate))
            yield "\n".join(quoted if before == ">" else ["<blockquote>", *quoted])
        else:
            if before == ">":
                yield "</blockquote>"
            if kind == "#":
                yield _heading(block, made, locate)
            elif block.startswith("- "):
                if before == "-":
                    raise _Unknown  # two lists become one, with paragraphs in it
                yield _list(block, made, locate)
            elif kind == _HELD:
                yield made.fenced[int(block[1:])]
            elif kind == "|":
                yield _table(block, made, locate)
            else:
                yield _paragraph(block, made, locate)
        before = kind
    if before == ">":
        yield "</blockquote>"


def _fenced(found: re.Match[str], made: Made) -> str:
    named = dict(_attributes(found[2]))
    language = named.pop("class", "")
    if not language or " " in language or named.keys() - {"id"}:
        raise _Unknown
    _anchor(named, made)
    code = _BLANK_LINE.sub("", found[3].expandtabs(_TAB)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    made.fenced.append(f'<pre{_written(named)}><code class="language-{language}">{code}</code></pre>')
    return f"{_HELD}{len(made.fenced) - 1}"


def _heading(block: str, made: Made, locate: Locate) -> str:
    found = _HEADING.fullmatch(block)
    if found is None:
        raise _Unknown
    level = len(found[1])
    named = _attributes(found[3])
    _anchor(named, made)
    made.first = made.first or named.get("id", "")
    if "id" not in named:
        raise _Unknown  # the toc extension would make one
    return f"<h{level}{_written(named)}>{_inline(found[2], made, locate)}</h{level}>"


def _paragraph(block: str, made: Made, locate: Locate) -> str:
    body, attributes = _parted(block)
    if _begins_otherwise(body):
        raise _Unknown
    named = _attributes(attributes) if attributes else {}
    _anchor(named, made)
    return f"<p{_written(named)}>{_inline(body, made, locate)}</p>"


def _begins_otherwise(body: str) -> bool:
    """Whether a line of `body` begins, or may begin, something else; of most there is one, which needs no search."""
    return (_OTHER_START.search if "\n" in body else _OTHER_START.match)(body) is not None


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


def _quoted(block: str, made: Made, locate: Locate) -> Iterator[str]:
    lines = block.split("\n")
    if any(line[:2] not in ("> ", ">") for line in lines):
        raise _Unknown
    for inner in "\n".join(line[2:] for line in lines).split("\n\n"):
        yield _paragraph(inner, made, locate)


def _list(block: str, made: Made, locate: Locate) -> str:
    done = ["<ul>"]
    for item in ("\n" + block).split("\n- ")[1:]:
        body, attributes = _parted(item)
        if _begins_otherwise(body):
            raise _Unknown
        named = _attributes(attributes) if attributes else {}
        _anchor(named, made)
        done.append(f"<li{_written(named)}>{_inline(body, made, locate)}</li>")
    return "\n".join([*done, "</ul>"])


def _table(block: str, made: Made, locate: Locate) -> str:
    head, *rows = block.split("\n")
    if not rows or not _SEPARATOR.fullmatch(rows[0]):
        raise _Unknown
    columns = rows[0].count("|") - 1
    done = ["<table>", "<thead>", *_row(head, "th", columns, made, locate), "</thead>", "<tbody>"]
    for row in rows[1:]:
        done += _row(row, "td", columns, made, locate)
    if not rows[1:]:
        done += ["<tr>", *["<td></td>"] * columns, "</tr>"]
    return "\n".join([*done, "</tbody>", "</table>"])


def _row(row: str, tag: str, columns: int, made: Made, locate: Locate) -> list[str]:
    if not (row.startswith("| ") and row.endswith(" |")):
        raise _Unknown
    cells = row[1:-1].split("|")
    if len(cells) != columns:
        raise _Unknown
    return ["<tr>", *(_cell(cell.strip(" "), tag, made, locate) for cell in cells), "</tr>"]


def _cell(cell: str, tag: str, made: Made, locate: Locate) -> str:
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
    return f"<{tag}{_written(named)}>{_inline(cell, made, locate)}</{tag}>"


def _inline(text: str, made: Made, locate: Locate) -> str:
    """Text with its links, its emphasis and its hard line ends."""
    if not text or text[0].isspace():
        raise _Unknown
    if not _SPECIAL.search(text):
        return text
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
                if opened not in ("", stars) or (text[reached : reached + 1] if not opened else text[begin - 1]).isspace():
                    raise _Unknown
                tag = "strong" if stars == "**" else "em"
                done.append(f"</{tag}>" if opened else f"<{tag}>")
                opened = "" if opened else stars
                if text[reached : reached + 1] == "*":
                    raise _Unknown
            case "stray":
                raise _Unknown
            case _:
                done.append(_link(found, made, locate))
    if opened:
        raise _Unknown
    done.append(text[reached:])
    return "".join(done)


def _link(found: re.Match[str], made: Made, locate: Locate) -> str:
    target, title, text = found["target"], found["title"], found["text"]
    if found.string[found.start() - 1 : found.start()] == "!":
        raise _Unknown  # a picture
    address = locate(target)
    if address is None or _STRAY_AMPERSAND.search(text) or (title and _STRAY_AMPERSAND.search(title)):
        raise _Unknown
    made.links.append(target)
    named = {**_attributes(found["attributes"] or "{}"), "href": address}
    if title is not None:
        named["title"] = title
    shown = _ESCAPED.sub(r"\1", text)
    return f"<a{_written(named)}>{shown}</a>"


def _anchor(named: dict[str, str], made: Made) -> None:
    if "id" in named:
        made.anchors.add(named["id"])


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
