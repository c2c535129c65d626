"""The nouns of one file: its text, what repaired it, and the essays found in it.

Positions. "Source positions" count characters of the decoded source, after the BOM is off and line ends are
\\n. "Repaired positions" count characters of the repaired text. Every span is half open, (start, end).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from builder.model.value import Value, quickly_made

Certainty = Literal["sure", "likely", "doubtful"]
Severity = Literal["error", "flag", "note"]
Language = Literal["zh-Hans", "zh-Hant", "en"]
Span = tuple[int, int]

# --- problems -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Problem(Value):
    """Something a person should know; its words stand in the table of `builder/problems.py` under `code`."""

    code: str
    severity: Severity
    source: str = ""
    span: Span | None = None  # source positions
    line: int | None = None  # 1-based line of `source`
    detail: tuple[tuple[str, str], ...] = ()  # values for the placeholders of the message
    slug: str | None = None  # set once the essay it belongs to is known


# --- sources: bytes → text -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ByteRecord:
    """What is needed, beside the text, to give a file's bytes back exactly (see `sources/decode.py`)."""

    encoding: str
    bom: bytes
    newline: str  # the usual line end
    newline_exceptions: tuple[tuple[int, str], ...]  # (index of the \n in the text, line end printed there)
    byte_exceptions: tuple[tuple[int, int, bytes], ...]  # (index, length in characters, bytes printed there)
    evidence: str  # why this encoding, in words


HintKind = Literal["heading", "list", "quotation", "verse", "code", "table", "figure", "footnote", "title", "drop"]


@dataclass(frozen=True, slots=True)
class Hint:
    """Structure a format states outright (an <h2>, Word's Heading 2), over source positions of the text."""

    start: int
    end: int
    kind: HintKind
    level: int = 0
    detail: tuple[tuple[str, str], ...] = ()  # a figure's picture and caption, a list's mark, a code's language


@dataclass(frozen=True, slots=True)
class Picture:
    """A raster picture that a source carries; `name` is what `Hint.detail` of the figure calls it."""

    name: str
    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Source:
    """A readable source file: its text, and whatever its format says of structure and metadata."""

    name: str  # path relative to essays/ with forward slashes, else as given
    text: str
    record: ByteRecord | None  # None for .html and .docx: their ledger begins at the extracted text
    format: Literal["txt", "md", "html", "docx"]
    hints: tuple[Hint, ...] = ()
    front: tuple[tuple[str, str], ...] = ()  # metadata that the format states (front matter, <meta>, core properties)
    front_span: Span | None = None  # the front matter of .md, which is the file's own matter in the ledger
    pictures: tuple[Picture, ...] = ()
    problems: tuple[Problem, ...] = ()


# --- repair: text → text + ledger ------------------------------------------------------------------------------


@quickly_made
@dataclass(frozen=True, slots=True)
class Edit:
    """A change that a rule proposes to the text it was shown: [start, end) becomes `new`.

    `certainty` overrides the rule's own where one site is less certain than the rest.
    """

    start: int
    end: int
    new: str
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often a line of a file recurs in others, beside the other recurring lines of this file, and nothing finer.

    Levels ascend with the number of files that have a line. Counts themselves would change with every file that is
    added, and what was read of all its fellows with them.
    """

    level: int
    reach: int  # lines of a higher level are in about as many files as this one, up to this level
    in_most: bool  # most files of the corpus have it

    def like(self, other: Recurrence) -> bool:
        """True if both are in about as many files: one site's."""
        low, high = (self, other) if self.level <= other.level else (other, self)
        return high.level <= low.reach


@dataclass(frozen=True, slots=True)
class SurveyFacts:
    """What the survey of a corpus says about one file's own lines and phrases, by the marks of their folded text."""

    recurring: Mapping[int, Recurrence] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RuleInput:
    """What a rule may look at. `survey` is empty when a file is inspected alone."""

    text: str
    survey: SurveyFacts = field(default_factory=SurveyFacts)


@dataclass(frozen=True, slots=True)
class Rule:
    """A named repair: proposes edits, never changes text. `doubtful` edits are not done; their places are flagged."""

    id: str  # named by the damage it finds
    why: str  # one sentence for readers, English
    why_zh: str
    certainty: Certainty
    find: Callable[[RuleInput], Iterable[Edit]]
    loses_words: bool = False  # may remove letters, digits or Han (chrome, injected pinyin)
    needs: str = ""  # characters of which a text has one where the rule has anything to say; "" for any text


@quickly_made
@dataclass(frozen=True, slots=True)
class Segment(Value):
    """A tile of the source: [start, end) printed as `out`; without rules, `out` is the source itself."""

    start: int
    end: int
    out: str
    rules: tuple[str, ...] = ()
    certainty: Certainty = "sure"


@quickly_made
@dataclass(frozen=True, slots=True)
class Flag:
    """A place that a rule doubts and leaves as it is (source positions)."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired text as a tiling of its source: ordered, without gaps, from 0 to the source's length."""

    source: str
    segments: tuple[Segment, ...]
    flags: tuple[Flag, ...]
    text: str  # "".join(segment.out)


# --- structure: text → essays ----------------------------------------------------------------------------------

BlockKind = Literal["heading", "paragraph", "list", "quotation", "verse", "dialogue", "code", "table", "figure", "note"]
HeadingKind = Literal["line", "run-in", "inferred"]


@quickly_made
@dataclass(frozen=True, slots=True)
class Block(Value):
    """One block of an essay, in reading order. `number` is the printed mark (一、 or 1.), not part of `text`."""

    kind: BlockKind
    text: str
    number: str
    id: str  # headings s1, s1-2 …; others p1, p2 …
    span: Span  # source positions
    repaired_span: Span  # repaired positions
    level: int = 0  # headings: 1 is topmost; list items: depth
    heading: HeadingKind | None = None
    why: str = ""  # headings: the evidence, in words
    language: Language | None = None  # where it differs from the essay's
    detail: tuple[tuple[str, str], ...] = ()  # figure, code language, table rows are lines of `text`


@quickly_made
@dataclass(frozen=True, slots=True)
class Field(Value):
    """A value taken from the source's text into metadata, with the place where it was printed."""

    name: str  # author, published, publisher, column, clicks, abstract, keywords, reference, signed, dedication …
    value: str
    span: Span  # source positions
    why: str = ""


TileRole = Literal["block", "metadata", "file", "removed", "space"]


@quickly_made
@dataclass(frozen=True, slots=True)
class Tile(Value):
    """A tile of the source by role: who has these characters now. Without gaps over the whole source."""

    start: int
    end: int
    role: TileRole
    essay: int | None  # index of the essay in its file
    name: str  # a block's id, a field's name, a removal's rule


@quickly_made
@dataclass(frozen=True, slots=True)
class Repair(Value):
    """A repair as a reader sees it, inside one essay."""

    rule: str
    certainty: Certainty
    span: Span  # source positions
    old: str
    new: str
    block: str | None = None  # id of the block it lies in
    block_offset: int | None = None  # characters from the start of that block's `text` to `new`


@dataclass(frozen=True, slots=True)
class Essay(Value):
    """One essay, cleaned and parsed, not yet knowing any other essay.

    Its body (blocks, fields, repairs, pictures) may be fetched only when it is looked into (see `later.py`).
    """

    source: str
    index: int  # place among the essays of its file, from 0
    span: Span  # source positions, from its title to its end
    title: str | None
    alternative_titles: tuple[str, ...]
    subtitle: str | None
    author: str | None
    published: str | None  # YYYY-MM-DD
    publisher: str | None
    language: Language
    collections: tuple[str, ...]  # names
    blocks: Sequence[Block]
    fields: Sequence[Field]
    repairs: Sequence[Repair]
    problems: tuple[Problem, ...]
    cut_why: str = ""  # evidence for the cut before this essay
    removed: tuple[tuple[str, int], ...] = ()  # chrome: rule → characters removed around and inside this essay
    machine_translated: bool = False
    digest: str = ""  # fingerprint of title and text, script-, width- and space-folded (sha256, hex)
    pictures: Sequence[Picture] = ()
    front: tuple[tuple[str, str], ...] = ()  # decided by people: note, order, slug, version_of, translation …
    printed: Essay | None = None  # this essay in the script it is printed in, where the site shows it in another
    key: str = field(default="", init=False, compare=False, repr=False)  # asked for by `state.essay_key`, then kept

    def __reduce__(self) -> tuple[Any, ...]:
        return (*Value.__reduce__(self), self.key)

    def __setstate__(self, key: str) -> None:
        object.__setattr__(self, "key", key)

    @property
    def tag(self) -> str:
        """The language as markup says it; of a text that was converted, also from what (BCP 47, extension T)."""
        printed = self.printed.language if self.printed else self.language
        return self.language if printed == self.language else f"{self.language}-t-{printed.lower()}"

    @property
    def outline(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.kind == "heading")


@dataclass(frozen=True, slots=True)
class Reading(Value):
    """All that became of one source file."""

    source: str
    essays: tuple[Essay, ...]
    tiles: tuple[Tile, ...]
    problems: tuple[Problem, ...]
    collection_title: str | None = None  # printed title of a file that is a collection
