"""Saved pages: the main text with its structure, and what the page's head states about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from builder.model import Hint, Limits, Problem, Source
from builder.problems import problem
from builder.sources.decode import decode
from builder.sources.html_blocks import PageReader
from builder.sources.html_main import is_headline, main_part
from builder.sources.lines import refuse_long_lines
from builder.sources.nesting import refuse_deep
from builder.sources.page_text import settle_headings
from builder.sources.pictures import Album
from builder.sources.refusal import Refused

#: Encodings that only a page's own word leads to; none of Python's codecs that are no encodings of pages.
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset\s{0,9}=\s{0,9}[\"']?\s{0,9}"
    rb"(shift[_-]?jis|euc-?(?:jp|kr)|ks_c_5601-1987|iso-?8859-\d{1,2}|windows-\d{3,4}|cp\d{3,4}|koi8-[ru]|tis-620)(?![\w-])",
    re.I,
)
_HEAD_LINES = 40  # the title stands at the top; further down the same words are a quotation of it
_XML_HEAD = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_SITE = re.compile(r"\s*(?:[_|｜]|\s[-–—]\s|--|——)\s*")
#: What the meta elements of a page's head call the fields that are of use, the surest name first.
_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "author": ("citation_author", "dc.creator", "article:author", "author"),
        "date": (
            "citation_publication_date",
            "article:published_time",
            "og:release_date",
            "dc.date",
            "datepublished",
            "publishdate",
            "pubdate",
            "date",
        ),
        "publisher": ("citation_journal_title", "og:site_name", "contentsource", "source"),
        "keywords": ("citation_keywords", "keywords"),
    }
)


def read_html(data: bytes, name: str, limits: Limits, path: Path) -> Source:
    """The source in `data`; pictures are taken from data: addresses and from files beside `path`. Raises Refused."""
    text, problems = _text(data, name)
    root = _tree(text, name, limits)
    front = _front(root)
    headline = _headline(root)
    reader = PageReader(Album(name, path.parent, limits))
    reader.read(main_part(root, headline))
    page = reader.page
    printed = page.text()
    if not printed.strip():
        raise Refused(problem("source-empty", name))
    refuse_long_lines(printed, name, limits)
    hints = _settled(printed, page.hints, headline)
    if headline and not any(hint.kind == "title" for hint in hints):
        front = (("title", headline), *front)
    album = reader.album
    return Source(
        name,
        printed,
        None,
        "html",
        hints,
        front,
        pictures=album.pictures(),
        problems=(*problems, *album.problems()),
    )


def _text(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """The page's markup. Its own word about its encoding counts only where the bytes do not speak for themselves."""
    try:
        decoded = decode(data, name)
    except Refused as refusal:
        declared = _DECLARED.search(data[:4096])
        if refusal.problem.code != "source-undecodable" or declared is None:
            raise
        try:
            return data.decode(declared[1].decode("ascii"), "replace"), ()
        except LookupError:
            raise refusal from None
    # positions in the markup mean nothing to a reader of the text
    return decoded.text, tuple(replace(said, span=None) for said in decoded.problems)


def _tree(text: str, name: str, limits: Limits) -> HtmlElement:
    parser = HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(_CONTROLS.sub("", _XML_HEAD.sub("", text)), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise Refused(problem("source-empty", name)) from None
    refuse_deep(root, name, limits, cut=any("depth" in entry.message for entry in parser.error_log))
    return root


def _front(root: HtmlElement) -> tuple[tuple[str, str], ...]:
    stated: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").strip().lower()
        value = " ".join((meta.get("content") or "").split())
        if key and value:
            stated.setdefault(key, value)
    fields = [(field, next((stated[key] for key in keys if key in stated), "")) for field, keys in _FIELDS.items()]
    return tuple((field, value) for field, value in fields if value and not value.startswith(("http:", "https:")))


def _headline(root: HtmlElement) -> str:
    """The title as the page's head states it, without the name of the site."""
    for meta in root.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() in ("og:title", "citation_title", "dc.title"):
            words = " ".join((meta.get("content") or "").split())
            if words:
                return words
    title = root.find(".//title")
    words = " ".join((title.text or "").split()) if title is not None else ""
    return _SITE.split(words)[0] if words else ""


def _settled(text: str, hints: list[Hint], headline: str) -> tuple[Hint, ...]:
    """The hints with a title: the line that says what the page's head says, or else a heading that has no equal."""
    stated = [hint for hint in hints if hint.kind == "heading" and is_headline(text[hint.start : hint.end], headline)]
    if stated:  # a headline is the title whatever stands above it, such as the name of the site in an <h1>
        title = replace(stated[0], kind="title", level=0)
        return settle_headings(text, [title if hint is stated[0] else hint for hint in hints])
    start = 0
    for line in text.splitlines(keepends=True)[:_HEAD_LINES]:
        if is_headline(line.strip(), headline):
            words = Hint(start, start + len(line.rstrip()), "title")
            return settle_headings(text, sorted([words, *hints], key=lambda hint: hint.start))
        start += len(line)
    return settle_headings(text, hints)
