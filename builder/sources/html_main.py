"""Which part of a saved page is its text: the noise taken out, the smallest element that holds nearly all prose."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml.html import HtmlElement

from builder.pattern_code import compiled
from builder.sources.html_blocks import is_data

#: Elements that never hold an essay's text.
_NEVER = (
    "script style noscript template nav aside footer form button select option input textarea label iframe frame "
    "frameset object embed applet audio video canvas svg math map area dialog menu link meta base"
)
#: Words in class and id that sites give to what surrounds a text. Whole words: `headline` is no `head`.
_SURROUNDINGS = compiled(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?|sidebar|side|aside|foot|footer|comments?|reply|"
    r"replies|share|sharing|bdsharebuttonbox|social|related|recommend|recommended|relate|advert|advertisement|ads?|"
    r"banner|copyright|pager|pagination|page-?nav|prevnext|toolbar|login|register|search|hot|ranking|rank|tags?|"
    r"qrcode|app-?download|popup|modal|cookie|subscribe|widget|skip-?link)(?:$|[\s_-])",
    re.I,
)
_HIDDEN = compiled(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_STOPS = compiled(r"[。！？；，]|[.!?;,](?:\s|$)")
#: What is hidden or named like surroundings is kept all the same if it holds this much of the page's prose.
_TOO_MUCH = 0.5
#: The main part holds at least this much of the prose: comments and teasers may be the rest.
_NEARLY_ALL = 0.85
#: A block of this many characters, or with a stop in it, is prose; the rest (labels, verse) counts for less.
_PROSE, _LESS = 25, 0.3
#: Bylines stand between heading and text; more than this is something else, such as a teaser.
_BYLINES = 300


def main_part(root: HtmlElement, headline: str = "") -> HtmlElement:
    """The element that holds the page's text, heading and byline included; everything else in it is taken out.

    `headline` is what the page's head says its title is. Changes `root`. Linear in the page but for the depth of
    nesting, which its reader limits.
    """
    body = root.find("body")
    start = root if body is None else body
    _take_out(start)
    weights = _weights(start)
    main = start
    while True:
        inner = [child for child in main if weights.get(child, 0.0) >= _NEARLY_ALL * weights[start]]
        if not inner or not weights[start] or inner[0].tag in _WHOLE or (inner[0].tag == "table" and is_data(inner[0])):
            break
        main = inner[0]
    return _with_heading(start, main, headline)


def _take_out(start: HtmlElement) -> None:
    for element in list(start.iter(*_NEVER.split())):
        _drop(element)
    weights = _weights(start)
    for element in list(start.iterdescendants()):
        if element in weights and _is_surroundings(element, weights[start], weights):
            _drop(element)


def _is_surroundings(element: HtmlElement, whole: float, weights: Mapping[HtmlElement, float]) -> bool:
    attributes = element.attrib
    names = f"{attributes.get('class', '')} {attributes.get('id', '')} {attributes.get('role', '')}"
    named = bool(_SURROUNDINGS.search(names))
    unseen = "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")) is not None
    unseen = unseen or attributes.get("aria-hidden") == "true"
    if not (named or unseen) or element.tag in ("html", "body", "article", "main", "h1"):
        return False
    return weights.get(element, 0.0) < _TOO_MUCH * whole and element.find(".//h1") is None


def _weights(start: HtmlElement) -> dict[HtmlElement, float]:
    """For each element, how much prose it holds: its own text outside links and that of all within."""
    weights: dict[HtmlElement, float] = {}
    own: dict[HtmlElement, list[str]] = {}
    for element in start.iter():
        if not isinstance(element.tag, str):
            holder, text = _block(element.getparent()), ""
        else:
            holder = _block(element)
            text = "" if element.tag == "a" and element.get("href") else element.text or ""
        own.setdefault(holder, []).append(text)
        if element is not start:
            own.setdefault(_block(element.getparent()), []).append(element.tail or "")
    for element in reversed(list(start.iter())):
        if not isinstance(element.tag, str):
            continue
        text = " ".join("".join(own.get(element, ())).split())
        weight = len(text) * (1.0 if len(text) >= _PROSE or _STOPS.search(text) else _LESS)
        weights[element] = weights.get(element, 0.0) + weight
        parent = element.getparent()
        if element is not start and parent is not None:
            weights[parent] = weights.get(parent, 0.0) + weights[element]
    return weights


_WHOLE = ("p", "ul", "ol", "blockquote", "pre")  # never looked into: their parts are no text by themselves
_HEADLINES = ("h1", "h2", "h3", "h4", "b", "strong", "font", "p", "div", "td", "span", "center")
_BEHIND_HEADLINE = " _-|｜—–,，:：(（·"
_INLINE_NAMES = "a abbr b bdi bdo big cite code em font i ins kbd mark q ruby s samp small span strong sub sup tt u"
_INLINE = frozenset(_INLINE_NAMES.split())


#: What stood on lines of its own still parts the text around it when it is gone.
_APART = frozenset(
    ("div", "p", "ul", "ol", "li", "table", "tr", "td", "section", "nav", "aside", "footer", "form", "dl")
)


def _block(element: HtmlElement) -> HtmlElement:
    """The nearest element around that makes a block of its own."""
    while element.tag in _INLINE and element.getparent() is not None:
        element = element.getparent()
    return element


def is_headline(words: str, headline: str) -> bool:
    """True if `words` are what a page's head says, but for the name of the site behind it."""
    if len(words) < 2 or not headline.startswith(words):
        return False
    return len(words) == len(headline) or headline[len(words)] in _BEHIND_HEADLINE


def _heading_above(start: HtmlElement, main: HtmlElement, headline: str) -> HtmlElement | None:
    """The heading of the text in `main` that stands before it on the page; None if there is none, or it is inside."""
    said: list[HtmlElement] = []
    first: list[HtmlElement] = []
    own = set(main.iterancestors())
    for element in start.iter():
        if element is main:
            break
        if element in own or not isinstance(element.tag, str):
            continue
        words = " ".join((element.text or "").split())
        if is_headline(words, headline):
            said.append(element)
        elif element.tag == "h1" and element.text_content().strip():
            first.append(element)
    if any(is_headline(" ".join((element.text or "").split()), headline) for element in main.iter(*_HEADLINES)):
        return None
    if said:
        return said[-1]
    return first[-1] if first and main.find(".//h1") is None else None


def _with_heading(start: HtmlElement, main: HtmlElement, headline: str) -> HtmlElement:
    """`main`, or the part of the page from the heading that stands above it down to its end."""
    heading = None if main is start else _heading_above(start, main, headline)
    if heading is None:
        return main
    order = {element: number for number, element in enumerate(start.iter())}
    common = next(element for element in heading.iterancestors() if element in set(main.iterancestors()))
    last = order[list(main.iter())[-1]]
    begin = order[heading]
    inside = set(main.iter()) | set(heading.iter())
    ancestors = set(main.iterancestors()) | set(heading.iterancestors())
    between = [
        element
        for element in common.iterdescendants()
        if begin < order[element] < order[main] and element not in inside and element not in ancestors
    ]
    words = sum(len((element.text or "").strip()) + len((element.tail or "").strip()) for element in between)
    for element in list(common.iterdescendants()):
        if element in inside or element in ancestors or element.getparent() is None:
            continue
        if not begin < order[element] < last or (words > _BYLINES and order[element] < order[main]):
            element.tail = None
            element.getparent().remove(element)
    return common


def _drop(element: HtmlElement) -> None:
    """Empties `element` and keeps the text behind it; taking elements out one by one would be quadratic."""
    element.clear(keep_tail=True)
    element.tag = "hr" if element.tag in _APART else "wbr"
