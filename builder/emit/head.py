"""The head of an essay's page: title, byline, length, themes, and what must be said before one reads."""

from __future__ import annotations

from builder.emit import markdown
from builder.emit.collation import date_words
from builder.emit.shelves import Shelves, one_line
from builder.model import Essay, Published

# Themes named under the title; all of them stand on the theme pages.
MOST_THEMES = 6


def head(item: Published, shelves: Shelves) -> str:
    """Title, subtitle, byline, collections, themes and notes, as Markdown paragraphs with classes."""
    essay = item.essay
    lines = [markdown.heading(1, markdown.escape(shelves.title(item.slug)), "title", "" if essay.title else "ours")]
    if essay.subtitle:
        lines.append(markdown.paragraph(markdown.escape(one_line(essay.subtitle)), "subtitle", "subtitle"))
    own = interface_language(essay, shelves)
    for text, kind in _lines(item, shelves, own):
        lines.append(markdown.paragraph(text, "", kind, lang=own))
    return "\n\n".join(lines)


def interface_language(essay: Essay, shelves: Shelves) -> str:
    """The `lang` to set on our own words inside an essay's article; empty where it is the article's own."""
    ours = shelves.words.language
    return "" if essay.tag == ours else ours


def byline_parts(essay: Essay, shelves: Shelves) -> list[str]:
    """Author, date, publisher: what the source says of itself, plain text."""
    words = shelves.words
    parts = [one_line(essay.author) if essay.author else words("anonymous")]
    parts.append(date_words(essay.published, words))
    if essay.publisher:
        parts.append(one_line(essay.publisher))
    return parts


def measure_parts(slug: str, shelves: Shelves) -> list[str]:
    """Language, length and reading time, plain text."""
    words = shelves.words
    essay, measure = shelves.essays[slug].essay, shelves.measures[slug]
    length = f"{measure.length:,}"
    return [
        words((essay.printed or essay).language),
        words("words" if essay.language == "en" else "characters", n=length),
        words("minutes", n=measure.minutes),
    ]


def _lines(item: Published, shelves: Shelves, own: str) -> list[tuple[str, str]]:
    essay, words = item.essay, shelves.words
    done = [(markdown.escape(" · ".join(byline_parts(essay, shelves))), "byline")]
    done.append((markdown.escape(" · ".join(measure_parts(item.slug, shelves))), "measure"))
    shelf = shelves.collections_of.get(item.slug, ())
    if shelf:
        named = [markdown.link(markdown.escape(one_line(c.title)), f"../collections/{c.slug}.md") for c in shelf]
        done.append((f"{words('in-collection')} {words.listed(named)}", "shelf"))
    themes = shelves.themes_of.get(item.slug, ())[:MOST_THEMES]
    if themes:
        named = [
            markdown.link(
                markdown.escape(shelves.theme_name(id, essay.language)),
                f"../themes/{id}.md",
                lang=essay.language if own and essay.language in dict(shelves.themes[id].names) else "",
            )
            for id in themes
        ]
        done.append((" ".join(named), "themes"))
    done += [(markdown.escape(text), "remark") for text in _remarks(essay, shelves)]
    return done


def _remarks(essay: Essay, shelves: Shelves) -> list[str]:
    words = shelves.words
    remarks = []
    if not essay.title:
        remarks.append(words("title-ours"))
    if essay.alternative_titles:
        also = words.listed([one_line(title) for title in essay.alternative_titles])
        remarks.append(f"{words('also-titled')} {also}")
    if note := dict(essay.front).get("note"):
        remarks.append(one_line(note))
    decided = dict(essay.front).get("translation", "")
    if decided == "machine":
        remarks.append(words("machine-translated"))
    elif essay.machine_translated and not decided:
        remarks.append(words("machine-translation-suspected"))
    return remarks
