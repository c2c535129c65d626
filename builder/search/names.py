"""Names that a query may be typed for: themes, authors and titles, with their pinyin and its initials."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from builder.model import Library, Output
from builder.search.entry import Title
from builder.search.files import data_file
from builder.search.sound import pinyin
from builder.search.terms import folded, folds

#: Names loaded with the layout, on the first search: more would cost every reader more than they help.
MOST_THEMES = 600
MOST_AUTHORS = 400


def names(library: Library) -> list[list[object]]:
    """[kind, name, address, folded forms, pinyin] of the strongest themes and authors."""
    order = ("zh-Hans", "zh-Hant", "en") if library.settings.language == "zh" else ("en", "zh-Hans", "zh-Hant")
    found: list[list[object]] = []
    for theme in sorted(library.atlas.themes, key=lambda theme: (-len(theme.essays), theme.id))[:MOST_THEMES]:
        by_language = dict(theme.names)
        name = next((by_language[language] for language in order if language in by_language), theme.id)
        forms = dict.fromkeys(folded(form).strip() for form in (*by_language.values(), *theme.forms))
        found.append(["theme", name, f"themes/{theme.id}.html", list(forms), pinyin(by_language.get("zh-Hans", name))])
    authors: dict[str, int] = {}
    for item in library.essays:
        if item.essay.author:
            authors[item.essay.author] = authors.get(item.essay.author, 0) + 1
    for author in sorted(authors, key=lambda author: (-authors[author], author))[:MOST_AUTHORS]:
        address = f"search.html?author={quote(author)}"
        found.append(["author", author, address, [folded(author)], pinyin(author)])
    return found


def titles_file(titles: Iterable[Title]) -> Output:
    """The title of every essay, in the order of their numbers."""
    return data_file("titles", list(titles))


def fold_pairs(characters: Iterable[str]) -> str:
    """Each character whose folded form is another of the corpus's, followed by that form."""
    wanted = set(characters)
    return "".join(f"{plain}{form}" for plain, form in sorted(folds().items()) if form in wanted)
