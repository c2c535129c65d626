"""An edited text on its page at once, in the preview: its links, its outline and everything else follow with the build."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

from builder.content import Content
from builder.emit import blocks, pictures
from builder.emit.words import Words
from builder.library import decisions
from builder.model import Essay
from builder.reading.anew import read_file
from builder.reading.task import Task
from builder.site.quick_markdown import convert, front_of

_ARTICLE = re.compile(r"(<article\b[^>]*>\s*)(.*?)(\s*</article>)", re.DOTALL)
_FRONT = 4096  # bytes of a page in which its source is named: only title and subtitle stand before it
_OF_THE_TEXT = re.compile(r"\{#[ps]\d")  # the list of attributes of a block
_BELOW_THE_TEXT = re.compile(r"^## .*\{#[^}]*\.apparatus|\n\{(?:\.field-name|#repaired)", re.MULTILINE)


def look(content: Content, site: Path, source: str) -> list[str]:
    """Puts the text of `source`, as it is now, on its pages in `site`; returns their addresses.

    The file is read alone: what other files say of its lines, and every link, comes with the next build. A page on
    which the new text cannot be told from what stands around it is left to that build too.
    """
    configuration = decisions.load(content.root)
    task = Task(source, content.essays / source, None, decisions=configuration.for_source(source))
    reading = read_file(task).head.reading
    words = Words("en" if configuration.site.language == "en" else "zh")
    pages = list(_pages(content, source))
    shown = []
    for essay in reading.essays:
        named = [page for page, title in pages if title == essay.title] if len(pages) > 1 else [p for p, _ in pages]
        if len(named) == 1 and _put(named[0], essay, site / "essays" / f"{named[0].stem}.html", words):
            shown.append(f"essays/{named[0].stem}.html")
    return shown


def _pages(content: Content, source: str) -> Iterator[tuple[Path, object]]:
    """The pages of the essays of `source`, with their titles."""
    wanted = f"\nsource: {json.dumps(source, ensure_ascii=False)}\n".encode()
    for path in sorted((content.pages / "essays").glob("*.md")):
        with path.open("rb") as file:
            here = wanted in file.read(_FRONT)
        if here and (front := front_of(path.read_text(encoding="utf-8"))):
            yield path, front[0].get("title")


def _put(page: Path, essay: Essay, target: Path, words: Words) -> bool:
    text = page.read_text(encoding="utf-8")
    front = front_of(text)
    if front is None or not target.exists():
        return False
    parts = text[front[1] :].split("\n\n")
    begin = next((place for place, part in enumerate(parts) if _OF_THE_TEXT.search(part)), len(parts))
    end = next((place for place in range(begin, len(parts)) if _BELOW_THE_TEXT.search(parts[place])), len(parts))
    written = blocks.written(pictures.with_addresses(essay), {}, words)
    made = convert("\n\n".join([*parts[:begin], written, *parts[end:]]), _as_html)
    if made is None:
        return False
    html = target.read_text(encoding="utf-8")
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    # A new file: the old one is the kept page of the build before.
    unfinished.write_text(_ARTICLE.sub(lambda old: old[1] + made.html + old[3], html, count=1), encoding="utf-8")
    unfinished.replace(target)
    return True


def _as_html(target: str) -> str:
    """The address of a page as it is published."""
    path, mark, anchor = target.partition("#")
    return f"{path.removesuffix('.md')}.html{mark}{anchor}" if path.endswith(".md") else target
