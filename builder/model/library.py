"""The nouns of a library: what people decide, what essays say to each other, and what is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Literal

from builder.model.text import Essay, Language, Problem, Span
from builder.model.value import Value

# --- what people decide ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """`site:` of corpus.yml."""

    title: str = "Essays"
    language: Literal["zh", "en"] = "zh"
    script: Literal["source", "simplified", "traditional"] = "source"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What corpus.yml decides about one source or one essay; empty values decide nothing."""

    title: str | None = None
    subtitle: str | None = None
    author: str | None = None
    date: str | None = None
    publisher: str | None = None
    language: Language | None = None
    collection: tuple[str, ...] = ()
    order: int | None = None
    note: str | None = None
    slug: str | None = None
    translation: str | None = None
    version_of: str | None = None
    cut_before: tuple[str, ...] = ()
    join: tuple[str, ...] = ()
    split: Literal["none"] | None = None
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    replace: tuple[tuple[str, str], ...] = ()
    heading: tuple[tuple[str, int], ...] = ()  # text → level, 0 for none
    skip: str | None = None
    rules_off: tuple[tuple[str, str], ...] = ()
    accept: tuple[tuple[str, str], ...] = ()
    not_linked: tuple[str, ...] = ()
    themes_add: tuple[str, ...] = ()
    themes_never: tuple[str, ...] = ()
    withhold: tuple[str, ...] = ()
    withdraw: tuple[str, bool] | None = None  # reason, whether a notice page stays
    where: tuple[tuple[str, str], ...] = ()  # key → "corpus.yml:12", for messages


#: What is decided about most essays; who meets this very value need not ask further.
UNDECIDED = Decisions()


# --- corpus: digests → atlas -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ThemeDeclaration:
    """An entry of themes.yml: names and aliases in any script; matching folds script, width and case."""

    id: str
    names: tuple[tuple[str, str], ...]  # ("zh-Hans" | "zh-Hant" | "en", name)
    aliases: tuple[str, ...]
    note: str = ""
    retired_to: str | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """themes.yml as a whole. Empty when there is none."""

    themes: tuple[ThemeDeclaration, ...] = ()
    never: tuple[str, ...] = ()
    support: int | None = None  # essays that a discovered theme needs; None follows the size of the library


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of an essay that shows a theme: id of the block, the words around the match, the match."""

    block: str
    text: str
    match: Span  # inside `text`


@dataclass(frozen=True, slots=True)
class ThemeEssay(Value):
    slug: str
    weight: float
    passages: tuple[str, ...]  # block ids, strongest first


@dataclass(frozen=True, slots=True)
class Theme(Value):
    id: str  # stable and ASCII: the address of its page
    names: tuple[tuple[str, str], ...]  # (language, name); a discovered theme has the languages it was seen in
    forms: tuple[str, ...]  # folded surface forms that match in text
    declared: bool
    essays: tuple[ThemeEssay, ...]  # strongest first


LinkKind = Literal["related", "cross-language", "version"]


@dataclass(frozen=True, slots=True)
class Link(Value):
    """Why one essay leads to another; both pages show it."""

    origin: str  # slug
    target: str  # slug
    kind: LinkKind
    score: float  # rounded to 6 digits
    themes: tuple[str, ...]  # ids shared
    terms: tuple[tuple[str, str], ...]  # (term here, term there) that met, where no theme says it
    origin_passage: str  # block id
    target_passage: str  # block id


@dataclass(frozen=True, slots=True)
class Version(Value):
    """Near-duplicates: `main` is shown in lists, the others folded under it. Containment 0..1 with main."""

    main: str
    others: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Atlas:
    """What the corpus as a whole says; all tuples sorted, scores rounded: same input, same bytes."""

    themes: tuple[Theme, ...]
    links: tuple[Link, ...]
    versions: tuple[Version, ...]
    problems: tuple[Problem, ...] = ()


# --- emit ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Published:
    """An essay with its place on the site."""

    slug: str
    essay: Essay
    former_slugs: tuple[str, ...] = ()
    first_published: str | None = None  # day, from addresses.yml
    marks: tuple[str, ...] = ()  # of everything doubted in it, accepted or not (see library/decide.py)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An essay that people withdrew: its address, and what its text is known again by; nothing that can be read."""

    slug: str
    source: str
    reason: str
    notice: bool  # whether a page at its address says so
    former_slugs: tuple[str, ...] = ()
    fingerprint: str = ""
    sketch: str = ""
    first_published: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """A shelf of essays: a file with several, a folder, or a name given in corpus.yml."""

    slug: str
    title: str
    essays: tuple[str, ...]  # slugs, in order
    kind: Literal["file", "folder", "named"]


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that emit prints."""

    settings: SiteSettings
    essays: tuple[Published, ...]
    collections: tuple[Collection, ...]
    atlas: Atlas
    problems: tuple[Problem, ...]
    sources: int
    extra: Mapping[str, Any] = field(default_factory=dict)
    withdrawn: tuple[Withdrawn, ...] = ()


@dataclass(frozen=True, slots=True)
class Recalled:
    """Bytes that were made before: their SHA-256 as hexadecimal digits, and how they are fetched if they are needed."""

    digest: str
    fetch: Callable[[], bytes] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Output:
    """A generated file: path relative to its root, what it holds, and which root it lies under.

    `pages` is the docs_dir of MkDocs; `site` is linked into the finished site (data, shards, pictures).
    """

    path: str
    holds: bytes | Recalled
    root: Literal["pages", "site"] = "pages"

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.holds.fetch() if isinstance(self.holds, Recalled) else self.holds

    @property
    def digest(self) -> str:
        """Their SHA-256 as hexadecimal digits, for which nothing is fetched."""
        return self.holds.digest if isinstance(self.holds, Recalled) else sha256(self.holds).hexdigest()
