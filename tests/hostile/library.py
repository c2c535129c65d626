"""Writes the hostile library: every payload in every position, every name, every shape; the same bytes each time."""

from __future__ import annotations

from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from tests.hostile import shapes
from tests.hostile.names import FOLDERS, NAMES
from tests.hostile.payloads import PAYLOADS
from tests.hostile.prose import han, latin
from tests.office_documents import Document, paragraph, run

#: Bytes of each text whose shape is the attack; `python -m tests.hostile --huge` writes them fifty times as long.
SIZE = 6_000

#: A picture of SVG that would run, and the smallest PNG: what pages and Markdown files show from beside them.
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'


def write_library(essays: Path, size: int = SIZE, *, thin: bool = False) -> int:
    """Writes the library into the folder `essays`; returns how many sources it has.

    `thin`: each payload in two of its places only, in turn, so that every kind of place still meets many of them.
    """
    made: dict[str, bytes] = {}
    random = Random(0)
    for number, payload in enumerate(PAYLOADS):
        placed = list(_positions(f"{number:03}", payload, random).items())
        turn = 2 * number
        made |= dict([placed[turn % len(placed)], placed[(turn + 1) % len(placed)]] if thin else placed)
    made |= {f"names/{name}": _essay(random, f"渡口{number}") for number, name in enumerate(NAMES)}
    made |= {f"names/{name}/渡口.txt": _essay(random, f"渡船{number}") for number, name in enumerate(FOLDERS)}
    made |= {f"shapes/{name}": data for name, data in shapes.texts(size).items()}
    made |= {f"shapes/{name}": data for name, data in shapes.deep().items()}
    made["pages/x.svg"] = _SVG
    made["pages/pictures.html"] = _page(
        random, '<img src="x.svg"><img src="../../../../etc/passwd"><img src="file:///x">'
    )
    written = 0
    for name, data in made.items():
        path = essays / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        except (OSError, ValueError):
            continue  # a name that this file system cannot hold cannot hurt here
        written += 1
    (essays / "link.txt").symlink_to("/etc/passwd")
    (essays / "loop").symlink_to(essays)
    return written


def _positions(number: str, payload: str, random: Random) -> dict[str, bytes]:
    """One payload in seven kinds of place."""
    return {
        f"title/{number}.txt": f"{_flat(payload)}\n{_flat(payload)}\n\n{han(random, 5)}\n\n{han(random, 5)}\n".encode(),
        f"text/{number}.txt": (
            f"渡口{number}\n作者：{_flat(payload)}\n\n{han(random, 4)}\n\n一、{_flat(payload)}\n\n{han(random, 4)}\n\n"
            f"起{payload}止\n\n二、{payload}\n\n{han(random, 3)}{payload}{han(random, 3)}\n\n{latin(random, 3)} {payload}\n"
        ).encode("utf-8", "surrogatepass"),
        f"marked/{number}.md": (
            f"# Ferry {number} {_flat(payload)}\n\n{latin(random, 4)}\n\n## {_flat(payload)}\n\n{payload}\n\n- {payload}\n"
            f"- {latin(random, 1)}\n\n> {payload}\n\n```\n{payload}\n```\n\n| {payload} | b |\n|---|---|\n| {payload} | c |\n"
        ).encode(),
        f"front/{number}.md": (
            f"---\ntitle: {payload}\nauthor: {payload}\n{payload}: x\ntags: [{payload}]\n---\n\n{latin(random, 8)}\n"
        ).encode(),
        f"pages/{number}-text.html": _page(random, f"<p>{escape(payload)}</p><pre>{escape(payload)}</pre>"),
        f"pages/{number}-raw.html": _page(
            random, f'{payload}<p title="{payload}">x<a href="javascript:alert(1)">y</a>', f"{payload}"
        ),
        f"office/{number}.docx": Document(
            paragraph(f"渡口{number}")
            + paragraph(han(random, 5))
            + paragraph(run(_xml(payload)))
            + paragraph(han(random, 5)),
            relationships=[("rId8", "hyperlink", "javascript:alert(1)", True)],
        ).data(),
    }


def _page(random: Random, body: str, head: str = "") -> bytes:
    title = han(random, 1)
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}{head}</title></head><body><h1>{title}</h1>"
        f"<p>{han(random, 5)}</p>{body}<p>{han(random, 5)}</p></body></html>"
    ).encode("utf-8", "replace")


def _essay(random: Random, title: str) -> bytes:
    return f"{title}\n\n{han(random, 6)}\n\n{han(random, 6)}\n".encode()


def _flat(payload: str) -> str:
    return payload.replace("\n", " ")


def _xml(payload: str) -> str:
    """`payload` without what XML 1.0 cannot hold at all."""
    return "".join(
        c
        for c in payload
        if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c < "\ufffe") or c > "\uffff"
    )
