"""What an essay's page says of other essays: each link with its reason in words and a passage on both sides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from builder.emit import markdown
from builder.emit.head import byline_parts
from builder.emit.passages import place_name, quoted
from builder.emit.remember import Heads, Part, part_anew
from builder.emit.shelves import FindThemes, Shelves
from builder.model import Link
from builder.model.state import essay_key, plain

# DESIGN §6: five of its own, ten that point here.
MOST_RELATED: Final = 5
MOST_BACKLINKS: Final = 10


def chosen(slug: str, shelves: Shelves) -> tuple[list[Link], list[Link], list[Link]]:
    """The links of an essay's page: to essays in its language, to those in the other, and all that lead to it."""
    own = sorted(shelves.links_from.get(slug, ()), key=lambda link: (-link.score, link.target))
    near = [link for link in own if link.kind == "related"][:MOST_RELATED]
    far = [link for link in own if link.kind == "cross-language"][:MOST_RELATED]
    shown = {link.target for link in (*near, *far)}
    back = [link for link in shelves.links_to.get(slug, ()) if link.origin not in shown]
    return near, far, sorted(back, key=lambda link: (-link.score, link.origin))


def sections(
    slug: str, shelves: Shelves, find_themes: FindThemes | None, heads: Heads, lang: str, part: Part = part_anew
) -> list[str]:
    """The sections "related", "in the other language" and "essays that point here", those that have anything."""
    words = shelves.words

    def item(other: str, link: Link, *, turned: bool) -> str:
        held = [essay_key(shelves.essays[each].essay) for each in (link.origin, link.target)]
        made_from = plain((held, heads.link(link), turned, lang))
        return part(made_from, lambda: _item(other, link, shelves, find_themes, turned=turned, lang=lang))

    near, far, back = chosen(slug, shelves)
    done = []
    for key, links in (("related", near), ("cross-language", far)):
        if links:
            items = [item(link.target, link, turned=False) for link in links]
            done.append(_section(words(key), key, items, lang))
    if back:
        items = [item(link.origin, link, turned=True) for link in back[:MOST_BACKLINKS]]
        section = _section(words("backlinks"), "backlinks", items, lang)
        if len(back) > MOST_BACKLINKS:
            more = [
                markdown.link(markdown.escape(shelves.theme_name(id)), f"../themes/{id}.md")
                for id in shelves.themes_of.get(slug, ())[:3]
            ]
            line = f"{markdown.escape(words('more-on-themes'))} {words.listed(more)}"
            section += "\n\n" + markdown.paragraph(line, "", "remark", lang=lang)
        done.append(section)
    return done


def _section(title: str, id: str, items: Iterable[str], lang: str) -> str:
    return "\n\n".join([markdown.heading(2, markdown.escape(title), id, "apparatus", lang=lang), *items])


def _item(slug: str, link: Link, shelves: Shelves, find_themes: FindThemes | None, *, turned: bool, lang: str) -> str:
    """One linked essay: title and byline, the reason, the passage here and the passage there."""
    essay = shelves.essays[slug].essay
    title = markdown.link(markdown.escape(shelves.title(slug)), shelves.essay_target(slug, base=""), lang=essay.tag)
    byline = markdown.escape(" · ".join(byline_parts(essay, shelves)[:2]), starts_line=False)
    lines = [markdown.paragraph(f"{title} {byline}", "", "linked", lang=lang)]
    lines.append(markdown.paragraph(reason(link, shelves, turned=turned), "", "reason", lang=lang))
    sides = [(link.origin, link.origin_passage), (link.target, link.target_passage)]
    here, there = reversed(sides) if turned else sides
    wanted = frozenset(link.themes)
    for key, (side, passage) in (("here", here), ("there", there)):
        block = shelves.block(side, passage)
        if block is None:
            continue
        target = f"#{passage}" if key == "here" else shelves.essay_target(side, passage, base="")
        place = markdown.link(markdown.escape(shelves.words(key, place=place_name(block, shelves.words))), target)
        text = quoted(block, wanted, find_themes)
        language = block.language or shelves.essays[side].essay.tag
        lines.append(markdown.quotation(markdown.paragraph(f"{text} {place}", "", "passage", lang=language)))
    # Two quotations side by side would run into one; they may.
    return "\n\n".join(lines)


def reason(link: Link, shelves: Shelves, *, turned: bool = False) -> str:
    """Why the link is there, in words, as Markdown with links to the themes."""
    words = shelves.words
    named = [
        markdown.link(markdown.escape(shelves.theme_name(id)), f"../themes/{id}.md")
        for id in link.themes
        if id in shelves.themes
    ]
    if named:
        return words("both-treat", themes=words.listed(named))
    if link.terms:
        pairs = [(there, here) if turned else (here, there) for here, there in link.terms]
        met = [here if here == there else f"{here} / {there}" for here, there in pairs]
        return words("terms-meet", terms=markdown.escape(words.shown(words.listed(met)), starts_line=False))
    return words("near-in-words")
