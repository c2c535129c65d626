"""Whether every link and anchor inside a finished folder leads somewhere, as a browser follows it from file://."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

#: Attributes that lead to a file or a place.
_LEADING = {"href", "src", "poster", "data-search-worker"}
#: Metadata that names the published address: it leads out of the folder by intent.
_OUTWARD_RELATIONS = {"canonical"}
#: Which a server gives for an address it does not know, at any depth; its links begin at the server's root.
_ERROR_PAGE = "404.html"


@dataclass(frozen=True, slots=True)
class Dangling:
    """A link that leads nowhere. `code` is the problem's."""

    page: str
    link: str
    code: str


@dataclass(frozen=True, slots=True)
class Links:
    """What a page leads to, and the places in it that others may lead to."""

    links: tuple[str, ...]
    anchors: frozenset[str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: dict[str, None] = {}
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value for name, value in attrs if value is not None}
        if values.get("id"):
            self.anchors.add(values["id"])
        if tag == "a" and values.get("name"):
            self.anchors.add(values["name"])
        if tag == "link" and values.get("rel") in _OUTWARD_RELATIONS:
            return
        for name in _LEADING & values.keys():
            self.links[values[name].strip()] = None
        for source in re.split(r",\s", values.get("srcset", "")):
            if source.strip():
                self.links[source.split()[0]] = None
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            _, _, target = values.get("content", "").partition("=")
            if target:
                self.links[target.strip()] = None


def links_of(html: str) -> Links:
    """Every address that a page names, as written, and every anchor in it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Links(tuple(reader.links), frozenset(reader.anchors))


def dangling(site: Path) -> Iterator[Dangling]:
    """The links of all pages of `site` that lead to no file, or to no place in it; in the order of the pages."""
    pages = sorted(site.rglob("*.html"))
    found = {path.relative_to(site).as_posix(): links_of(path.read_text(encoding="utf-8")) for path in pages}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    for page, held in found.items():
        if page != _ERROR_PAGE:
            yield from _of_page(page, held.links, found, files)


def _of_page(page: str, links: Iterable[str], found: dict[str, Links], files: set[str]) -> Iterator[Dangling]:
    for link in links:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        target = resolved(page, unquote(parts.path)) if parts.path else page
        # A folder is no page from file://: the browser lists its files.
        if target not in files:
            yield Dangling(page, link, "link-broken")
        elif parts.fragment and target in found:
            anchor = unquote(parts.fragment)
            if anchor not in found[target].anchors and not anchor.startswith("__"):
                yield Dangling(page, link, "anchor-broken")


def resolved(page: str, path: str) -> str:
    """The file that `path`, written on `page`, means; "" if that lies outside the site."""
    if path.startswith("/"):
        return ""
    parts: list[str] = list(PurePosixPath(page).parent.parts)
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
