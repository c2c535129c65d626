"""The pages of themes: one each with its passages, and the index with the strongest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from builder.emit import front_matter, markdown, theme_map
from builder.emit.collation import language_first, reading
from builder.emit.counting import essay_count
from builder.emit.head import byline_parts
from builder.emit.passages import place_name, quoted
from builder.emit.print_pages import printed_themes
from builder.emit.remember import Draft, Heads, Part, Remember, anew
from builder.emit.shelves import MOST_PASSAGES, MOST_QUOTED, FindThemes, Shelves, strength
from builder.model import Output, Theme, ThemeEssay
from builder.model.state import essay_key, plain

# DESIGN §6: the index shows the strongest 60, the rest by filter.
MOST_STRONG: Final = 60

#: What the quotations from one essay follow from, and how they are made.
_Quoted = tuple[bytes, Callable[[], str]]


def pages(
    shelves: Shelves, find_themes: FindThemes | None, heads: Heads, remember: Remember = anew
) -> Iterator[Output]:
    """`themes/<id>.md` for each theme, and `themes/index.md`."""
    near = theme_map.nearness(shelves)
    yield _index(shelves, near)
    drafts = _drafts(near, shelves, find_themes, heads)
    for theme, data in zip(shelves.library.atlas.themes, remember(drafts), strict=True):
        yield Output(f"themes/{theme.id}.md", data)


def _drafts(near: theme_map.Near, shelves: Shelves, find_themes: FindThemes | None, heads: Heads) -> Iterator[Draft]:
    printed = printed_themes(shelves)
    for theme in shelves.library.atlas.themes:
        entries = [entry for entry in theme.essays if entry.slug in shelves.essays]
        quoted, rest = entries[:MOST_QUOTED], [heads(entry.slug) for entry in entries[MOST_QUOTED:]]
        passages = [
            (entry.slug, essay_key(shelves.essays[entry.slug].essay), entry.passages[:MOST_PASSAGES])
            for entry in quoted
        ]
        on_paper = theme.id in printed
        named, drawn = heads.theme(theme.id), theme_map.drawn_from(theme, near, shelves)
        made_from = plain((named, passages, rest, theme.declared, on_paper, drawn))
        quotations = [
            (plain((named, told)), partial(_passages, entry, theme, shelves, find_themes))
            for told, entry in zip(passages, quoted, strict=True)
        ]
        yield f"themes/{theme.id}", made_from, partial(_page, theme, shelves, near, quotations, on_paper=on_paper)


def _page(
    theme: Theme, shelves: Shelves, near: theme_map.Near, quotations: Iterable[_Quoted], part: Part, *, on_paper: bool
) -> bytes:
    words = shelves.words
    entries = [entry for entry in theme.essays if entry.slug in shelves.essays]
    name = shelves.theme_name(theme.id)
    lines = [markdown.heading(1, markdown.escape(name), "title")]
    others = shelves.theme_other_names(theme.id)
    if others:
        also = " · ".join(others)
        lines.append(markdown.paragraph(markdown.escape(also), "", "subtitle"))
    lines_by_number = {0: words("theme-line-none"), 1: words("theme-line-one")}
    line = lines_by_number.get(len(entries)) or words("theme-line", n=f"{len(entries):,}")
    kind = words("declared" if theme.declared else "discovered")
    lines.append(markdown.paragraph(markdown.escape(f"{line} · {kind}"), "", "measure"))
    kin, drawing = theme_map.around(theme, near, shelves)
    if kin:
        lines.append(_kin(kin, shelves))
    lines += [part(*quoted) for quoted in quotations]
    if len(entries) > MOST_QUOTED:
        lines.append(markdown.heading(2, markdown.escape(words("more-essays")), "more"))
        lines.append("\n".join(markdown.item(_titled(entry.slug, shelves)) for entry in entries[MOST_QUOTED:]))
    if on_paper:
        paper = markdown.link(markdown.escape(words("theme-for-paper")), f"../print/themes/{theme.id}.md")
        lines.append(markdown.paragraph(paper, "", "remark"))
    about = words("map-around", theme=name)
    front = {"template": "theme.html", "title": name, "kind": "theme", "map": drawing and {"about": about, **drawing}}
    return front_matter.page(front, "\n\n".join(lines))


def _kin(kin: Sequence[str], shelves: Shelves) -> str:
    """Links to the nearest themes: what the map shows, for phones and for renderers that draw none."""
    links = [markdown.link(markdown.escape(shelves.theme_name(id)), f"{id}.md") for id in kin]
    line = f"{markdown.escape(shelves.words('near-themes'))} {shelves.words.listed(links)}"
    return markdown.paragraph(line, "", "kin")


def _titled(slug: str, shelves: Shelves) -> str:
    """An essay's title as a link, then author and date."""
    essay = shelves.essays[slug].essay
    title = markdown.link(markdown.escape(shelves.title(slug)), shelves.essay_target(slug), lang=essay.tag)
    byline = " · ".join(byline_parts(essay, shelves)[:2])
    return f"{title} *{markdown.escape(byline, starts_line=False)}*"


def _passages(entry: ThemeEssay, theme: Theme, shelves: Shelves, find_themes: FindThemes | None) -> str:
    essay = shelves.essays[entry.slug].essay
    title = markdown.link(markdown.escape(shelves.title(entry.slug)), shelves.essay_target(entry.slug))
    lines = [markdown.heading(2, title, f"in-{entry.slug}", lang=essay.tag)]
    byline = " · ".join(byline_parts(essay, shelves))
    lines.append(markdown.paragraph(markdown.escape(byline), "", "byline"))
    quotations = []
    for id in entry.passages[:MOST_PASSAGES]:
        block = shelves.block(entry.slug, id)
        if block is None or block.kind == "heading":
            continue
        text = quoted(block, frozenset({theme.id}), find_themes)
        target = shelves.essay_target(entry.slug, id)
        place = markdown.link(markdown.escape(place_name(block, shelves.words)), target)
        language = block.language or essay.tag
        quotations.append(markdown.quotation(markdown.paragraph(f"{text} {place}", "", "passage", lang=language)))
    if quotations:
        lines.append("\n>\n".join(quotations))
    return "\n\n".join(lines)


def _index(shelves: Shelves, near: theme_map.Near) -> Output:
    words = shelves.words
    themes = sorted(shelves.shown_themes(), key=strength)
    strong, rest = themes[:MOST_STRONG], themes[MOST_STRONG:]
    lines = [markdown.heading(1, markdown.escape(words("themes")), "title")]
    lines.append(markdown.paragraph(markdown.escape(words("themes-lead", n=f"{len(themes):,}")), "", "measure"))
    drawing = theme_map.whole(near, shelves)
    if drawing:
        lines.append(markdown.paragraph(markdown.escape(words("map-note")), "", "map-note"))
    if rest:
        lines.append(markdown.heading(2, markdown.escape(words("strongest")), "strongest"))
    if strong:
        lines.append("\n".join(item(theme, shelves) for theme in ordered(strong, shelves)))
    if rest:
        lines.append(markdown.heading(2, markdown.escape(words("other-themes")), "others", "filtered"))
        lines.append("\n".join(item(theme, shelves) for theme in ordered(rest, shelves)))
    front = {
        "template": "themes.html",
        "title": words("themes"),
        "kind": "themes",
        "hint": words("name-hint"),
        "map": drawing and {"about": words("map-of-themes"), **drawing},
    }
    return Output("themes/index.md", front_matter.page(front, "\n\n".join(lines)))


def ordered(themes: list[Theme], shelves: Shelves) -> list[Theme]:
    """Themes by pinyin, then those named in English by letter."""
    names = {theme.id: shelves.theme_name(theme.id) for theme in themes}
    return sorted(themes, key=lambda theme: (language_first(names[theme.id]), reading(names[theme.id]), theme.id))


def item(theme: Theme, shelves: Shelves, start: str = "") -> str:
    """One theme of a list: its name as a link, the number of its essays, its other names."""
    name = markdown.link(markdown.escape(shelves.theme_name(theme.id)), f"{start}{theme.id}.md")
    number = markdown.escape(essay_count(len(theme.essays), shelves.words), starts_line=False)
    others = " · ".join(shelves.theme_other_names(theme.id))
    also = f" {markdown.escape(others, starts_line=False)}" if others else ""
    return markdown.item(f"{name} *{number}*{also}", "", "theme-item")
