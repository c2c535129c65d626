"""Look-ups over a library that every page needs: who is who, who points where, what stands next to what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from builder.emit.counting import Measure
from builder.emit.face import Face, face
from builder.emit.words import Words
from builder.model import Block, Collection, Essay, Language, Library, Link, Published, Theme, Version
from builder.script import fold

_Value = TypeVar("_Value")


class FindThemes(Protocol):
    """Finds the names of themes in a text."""

    def find(self, text: str, themes: frozenset[str]) -> Sequence[tuple[int, int, str]]:
        """(start, end, theme id) where `text` names one of `themes`, in order, not overlapping."""
        ...

    def follows_from(self, theme: str) -> bytes:
        """A hash of all that decides where a text names `theme`."""
        ...


# A theme page quotes this many essays, this many passages each; the other essays are listed by title.
MOST_QUOTED: Final = 40
MOST_PASSAGES: Final = 3

# A book and a page for paper of each collection: of all where they are few, else of the largest, for each is a file,
# and a zip of a thousand essays in a hundred folders has no room for two hundred more.
ALWAYS_BOUND: Final = 40  # collections
ESSAYS_A_BOUND: Final = 30  # in a large library, this many essays for each collection that is bound

_NAME_ORDER: Final[dict[str, tuple[Language, ...]]] = {
    "zh": ("zh-Hans", "zh-Hant", "en"),
    "en": ("en", "zh-Hans", "zh-Hant"),
}


@dataclass(frozen=True, slots=True)
class Shelves:
    """A library with its look-ups. Built once by `arrange`, read by all pages."""

    library: Library
    words: Words
    essays: Mapping[str, Published]
    themes: Mapping[str, Theme]
    themes_of: Mapping[str, tuple[str, ...]]  # slug → theme ids, strongest first
    links_from: Mapping[str, tuple[Link, ...]]
    links_to: Mapping[str, tuple[Link, ...]]
    version_of: Mapping[str, Version]  # main and others alike
    collections_of: Mapping[str, tuple[Collection, ...]]
    neighbours_of: Mapping[str, tuple[str | None, str | None]]  # slug → those before and after it in a collection
    passages: Passages
    faces: Mapping[str, Face]
    measures: Mapping[str, Measure]  # slug → how long
    least_bound: int  # essays in a collection that has a book and a page for paper

    def title(self, slug: str) -> str:
        """The title printed, or the essay's first words."""
        essay = self.essays[slug].essay
        return one_line(essay.title) if essay.title else self.faces[slug].called

    def theme_name(self, id: str, language: str | None = None) -> str:
        """The name of a theme as the interface, or a text in `language`, would call it."""
        names = dict(self.themes[id].names)
        order = _NAME_ORDER[self.words.tongue]
        wanted = (language, *order) if language else order
        return next((names[name] for name in wanted if name in names), id)

    def theme_other_names(self, id: str) -> tuple[str, ...]:
        """Names in other languages; the same name in the other Chinese script is not another name."""
        others = {fold(name): name for _, name in reversed(self.themes[id].names)}
        others.pop(fold(self.theme_name(id)), None)
        return tuple(reversed(others.values()))

    def is_main(self, slug: str) -> bool:
        """Whether lists show this essay: it has no other version, or is the main one."""
        version = self.version_of.get(slug)
        return version is None or version.main == slug

    def shown_themes(self) -> tuple[Theme, ...]:
        """Themes that at least one essay treats; a declared theme that none treats yet has a page and no more."""
        return tuple(t for t in self.library.atlas.themes if any(entry.slug in self.essays for entry in t.essays))

    def listed(self) -> tuple[Published, ...]:
        """Essays that lists show; versions are folded under their main text."""
        return tuple(item for item in self.library.essays if self.is_main(item.slug))

    def essay_target(self, slug: str, block: str = "", base: str = "../essays/") -> str:
        """The relative address of an essay, or of a block in it if it is there; `base` leads to the essays."""
        anchor = f"#{block}" if block and slug in self.essays and self.block(slug, block) else ""
        return f"{base}{slug}.md{anchor}"

    def block(self, slug: str, id: str) -> Block | None:
        """The block `id` of an essay, if it has one."""
        return self.passages(slug, id)


class Passages:
    """The paragraphs of essays that other pages quote. Pages quote essays in no order, and no memory holds all texts:
    what is quoted of an essay is taken out of it at once, when the first page asks for any of it.
    """

    def __init__(self, essays: Mapping[str, Published], quoted: Iterable[tuple[str, str]]) -> None:
        self._essays = essays
        self._quoted: dict[str, set[str]] = defaultdict(set)
        for slug, id in quoted:
            self._quoted[slug].add(id)
        self._held: dict[str, dict[str, Block]] = {}

    def __call__(self, slug: str, id: str) -> Block | None:
        """The block `id` of the essay `slug`, if it has one."""
        quoted = self._quoted[slug]
        if id not in quoted:
            quoted.add(id)
            self._held.pop(slug, None)
        held = self._held.get(slug)
        if held is None:
            held = self._held[slug] = {
                block.id: block for block in self._essays[slug].essay.blocks if block.id in quoted
            }
        return held.get(id)


def arrange(library: Library, face_of: Callable[[Essay], Face] = face) -> Shelves:
    """The look-ups of `library`. Links and themes that name an essay which is not there are passed over.

    `face_of` gives the face of an essay, from memory where the caller has one.
    """
    essays = {item.slug: item for item in library.essays}
    faces = {slug: face_of(item.essay) for slug, item in essays.items()}
    links = [link for link in library.atlas.links if link.origin in essays and link.target in essays]
    shown = [link for link in links if link.kind != "version"]
    return Shelves(
        library=library,
        words=Words(library.settings.language, library.settings.script),
        essays=essays,
        themes={theme.id: theme for theme in library.atlas.themes},
        themes_of=_themes_of(library.atlas.themes, essays),
        links_from=_grouped((link.origin, link) for link in shown),
        links_to=_grouped((link.target, link) for link in shown),
        version_of={
            slug: version
            for version in library.atlas.versions
            for slug in (version.main, *(other for other, _ in version.others))
            if slug in essays
        },
        collections_of=_grouped((slug, shelf) for shelf in library.collections for slug in shelf.essays),
        neighbours_of=_neighbours_of(library.collections, essays),
        faces=faces,
        measures={slug: face.measure for slug, face in faces.items()},
        passages=Passages(essays, _quoted(shown, library.atlas.themes, essays)),
        least_bound=_least_bound(
            [sum(slug in essays for slug in shelf.essays) for shelf in library.collections], essays
        ),
    )


def _quoted(
    links: Iterable[Link], themes: Iterable[Theme], essays: Mapping[str, Published]
) -> Iterator[tuple[str, str]]:
    """Address and block of what is said for links and for themes."""
    for link in links:
        yield link.origin, link.origin_passage
        yield link.target, link.target_passage
    for theme in themes:
        for entry in theme.essays[:MOST_QUOTED]:
            if entry.slug in essays:
                yield from ((entry.slug, passage) for passage in entry.passages[:MOST_PASSAGES])


def _least_bound(sizes: Iterable[int], essays: Mapping[str, Published]) -> int:
    """Collections of one size are bound all, or none of them."""
    largest = sorted(sizes, reverse=True)
    most = max(ALWAYS_BOUND, len(essays) // ESSAYS_A_BOUND)
    return 1 if len(largest) <= most else largest[most] + 1


def _neighbours_of(
    collections: Iterable[Collection], essays: Mapping[str, Published]
) -> dict[str, tuple[str | None, str | None]]:
    """The essays before and after each in the first collection that holds it and others."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for shelf in collections:
        slugs = [slug for slug in shelf.essays if slug in essays]
        if len(slugs) > 1:
            for before, slug, after in zip((None, *slugs), slugs, (*slugs[1:], None), strict=False):
                found.setdefault(slug, (before, after))
    return found


def _themes_of(themes: Iterable[Theme], essays: Mapping[str, Published]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for theme in themes:
        for entry in theme.essays:
            if entry.slug in essays:
                found[entry.slug].append((-entry.weight, theme.id))
    return {slug: tuple(id for _, id in sorted(entries)) for slug, entries in found.items()}


def _grouped(pairs: Iterable[tuple[str, _Value]]) -> dict[str, tuple[_Value, ...]]:
    groups: dict[str, list[_Value]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def strength(theme: Theme) -> tuple[float, str]:
    """Sorting key: essays times their weight, the strongest first; ties by id."""
    return (-sum(entry.weight for entry in theme.essays), theme.id)


def one_line(text: str) -> str:
    """`text` with every run of white space made one blank."""
    return " ".join(text.split())
