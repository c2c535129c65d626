"""The librarian's worklist: what is new, changed or doubtful, worst first, each with the YAML that settles it."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.library import decide
from builder.library.addresses import Entry
from builder.library.settle import Remedy, accept, drop, essay_key, join, source_key, version_of
from builder.library.standing import standing
from builder.model import Atlas, Essay, Problem, Published

#: A paragraph that stands in essays of so many sources is no essay's own; the survey asks for as many files.
FEWEST = 5
#: Recurring paragraphs are this long in characters: shorter ones recur by chance, longer ones are quotations.
SHORTEST, LONGEST = 6, 200
#: Characters of the source printed beside the result, at either end.
HEAD, TAIL = 600, 400
#: Characters quoted on either side of a doubted place; what is longer than a place is the essay as a whole.
AROUND, LONGEST_PLACE = 40, 120
#: A printed line longer than this is cut; a title, a byline or an advertisement is shorter.
_LINE = 120
#: Paragraphs of two versions that are compared at most, and the rows of their difference that are shown.
_COMPARED, _SHOWN = 400, 60
_WEIGHT = {"error": 100, "flag": 10, "note": 0}
#: Notes that say no more than the row does.
_SAID_BY_THE_ROW = frozenset({"address-unrecorded", "version-found"})


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of an essay, and where it came from."""

    name: str  # title, author, date …
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A doubted place as its source prints it."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to look at. `kind` is new, changed, doubtful, file, recurring, version or moved."""

    kind: str
    name: str  # address, or source
    title: str
    source: str
    weight: int
    problems: tuple[Problem, ...] = ()
    places: tuple[Quoted | None, ...] = ()  # for each problem the place it speaks of, None where it is none
    facts: tuple[Fact, ...] = ()
    cut: str = ""
    printed: tuple[str, str] = ("", "")  # head and tail of the source
    result: tuple[str, str] = ("", "")  # first and last blocks
    difference: tuple[str, ...] = ()  # lines that begin with "+", "-" or a blank
    count: int = 0  # essays that a recurring text is in
    remedies: tuple[Remedy, ...] = ()
    command: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a worklist is made from. `printed` gives a source's text, "" if it cannot be read."""

    essays: Sequence[Published]
    entries: Mapping[str, Entry]  # the record, by address
    problems: Sequence[Problem]
    atlas: Atlas
    printed: Callable[[str], str]
    sources: Sequence[str]
    private: Collection[str] = ()  # sources that nobody may read as a whole


def worklist(desk: Desk) -> tuple[Row, ...]:
    """The rows, worst first; essays that are on record, unchanged and undoubted have none."""
    per_file = Counter(item.essay.source for item in desk.essays)
    told: dict[str, list[Problem]] = defaultdict(list)
    for problem in desk.problems:
        if problem.slug and problem.code not in _SAID_BY_THE_ROW:
            told[problem.slug].append(problem)
    rows = [row for item in desk.essays if (row := _essay(item, desk, told[item.slug], per_file))]
    rows += [*_recurring(desk.essays), *_versions(desk), *_files(desk)]
    return tuple(sorted(rows, key=lambda row: (-row.weight, row.kind, row.source, row.name)))


def _essay(item: Published, desk: Desk, told: Sequence[Problem], per_file: Mapping[str, int]) -> Row | None:
    stands = standing(item, desk.entries.get(item.slug))
    flags = [problem for problem in told if problem.severity != "note"]
    kind = "doubtful" if stands == "known" else stands
    if kind == "doubtful" and not flags:
        return None
    weight = min(sum(_WEIGHT[problem.severity] for problem in flags), 900)
    weight += {"new": 5, "changed": 4, "moved": 3, "doubtful": 0}[kind]
    essay = item.essay
    several = per_file[essay.source] > 1
    text = desk.printed(essay.source)[essay.span[0] : essay.span[1]]
    return Row(
        kind,
        item.slug,
        essay.title or "",
        essay.source,
        weight + (2 if several and essay.index else 0) + (3 if essay.title is None else 0),
        tuple(dict.fromkeys(told)),
        tuple(_place(problem, desk.printed(essay.source)) for problem in dict.fromkeys(told)),
        tuple(_facts(essay)),
        essay.cut_why if several else "",
        (text[:HEAD], text[max(HEAD, len(text) - TAIL) :]),
        (_blocks(essay, HEAD), _blocks(essay, -TAIL)),
        remedies=tuple(_remedies(item, told, several, desk.printed(essay.source))),
        command="record" if kind in ("new", "changed", "moved") else "",
    )


def _place(problem: Problem, printed: str) -> Quoted | None:
    """The words that a problem is about, with what stands beside them in their lines."""
    if problem.span is None or not 0 < problem.span[1] - problem.span[0] <= LONGEST_PLACE:
        return None
    start, end = problem.span
    before, after = printed[max(0, start - AROUND) : start], printed[end : end + AROUND]
    return Quoted(before, printed[start:end], after) if printed[start:end].strip() else None


def _facts(essay: Essay) -> Iterable[Fact]:
    why = {field.name: field.why for field in reversed(essay.fields)}
    values = (
        ("title", essay.title), ("subtitle", essay.subtitle), ("author", essay.author), ("date", essay.published),
        ("publisher", essay.publisher), ("language", essay.language),
    )  # fmt: skip
    for name, value in values:
        if value or name in ("title", "author", "date"):
            yield Fact(name, value or "", why.get("published" if name == "date" else name, "") if value else "")


def _remedies(item: Published, told: Sequence[Problem], several: bool, printed: str) -> Iterable[Remedy]:
    essay = item.essay
    flags: dict[str, list[str]] = {}
    for problem in told:
        if problem.severity == "flag":
            flags.setdefault(problem.code, []).append(decide.mark(problem))
    for code, marks in flags.items():
        yield accept(item.slug, code, marks)
    yield essay_key("title", item.slug, "title", essay.title or "…")
    yield essay_key("author", item.slug, "author", essay.author or "…")
    yield essay_key("date", item.slug, "date", essay.published or "2000-01-31")
    if several and essay.index:
        opening = next((line.strip() for line in printed[slice(*essay.span)].split("\n") if line.strip()), "")
        title = next((field.value for field in essay.fields if field.name == "title"), None)
        yield join(essay.source, title or opening[:_LINE])
    yield essay_key("withdraw", item.slug, "withdraw", "…")


def _blocks(essay: Essay, size: int) -> str:
    lines = [f"{'#' * block.level + ' ' if block.level else ''}{block.number}{block.text}" for block in essay.blocks]
    text = "\n".join(lines)
    return text[:size] if size > 0 else text[max(HEAD, len(text) + size) :]


def _recurring(essays: Sequence[Published]) -> list[Row]:
    """Short paragraphs that stand in many sources: an advertisement, a site's notice."""
    sources: dict[str, set[str]] = defaultdict(set)
    for item in essays:
        for block in item.essay.blocks:
            text = block.number + block.text
            if block.kind != "heading" and SHORTEST <= len(text) <= LONGEST and "\n" not in text:
                sources[text].add(item.essay.source)
    return [
        Row("recurring", text, text, "", 50 + min(len(names), 400), count=len(names), remedies=(drop(names, text),))
        for text, names in sources.items()
        if len(names) >= FEWEST
    ]


def _versions(desk: Desk) -> list[Row]:
    by_slug = {item.slug: item for item in desk.essays}
    rows = []
    for version in desk.atlas.versions:
        for other, share in version.others:
            if (
                other not in by_slug
                or version.main not in by_slug
                or dict(by_slug[other].essay.front).get("version_of")
            ):
                continue
            as_recorded = standing(by_slug[other], desk.entries.get(other)) in ("known", "moved")
            if as_recorded and version.main in desk.entries:
                continue
            main, copy = by_slug[version.main].essay, by_slug[other].essay
            remedies = (version_of(other, version.main), version_of(version.main, other))
            rows.append(
                Row(
                    "version", other, copy.title or "", copy.source, 8, difference=tuple(_difference(main, copy)),
                    count=round(100 * share), remedies=remedies,
                    facts=(Fact("version_of", version.main, main.title or ""),),
                )
            )  # fmt: skip
    return rows


def _difference(main: Essay, other: Essay) -> Iterable[str]:
    one, two = ([block.number + block.text for block in essay.blocks][:_COMPARED] for essay in (main, other))
    lines = [line for line in difflib.ndiff(one, two) if not line.startswith("?")]
    different = [line[0] + line[2:] for line in lines if line[0] != " "]
    return different[:_SHOWN]


def _files(desk: Desk) -> list[Row]:
    """Sources that have something to be said of them as a whole."""
    told: dict[str, list[Problem]] = defaultdict(list)
    for problem in desk.problems:
        if problem.slug is None and problem.severity != "note":
            told[problem.source].append(problem)
    rows = []
    for source, problems in told.items():
        flags: dict[str, list[str]] = {}
        for problem in problems:
            if problem.severity == "flag":
                flags.setdefault(problem.code, []).append(decide.mark(problem))
        remedies: list[Remedy] = []
        if source in desk.sources:
            remedies = [accept(source, code, marks, section="sources") for code, marks in flags.items()]
            remedies.append(source_key("skip", source, "skip", "…"))
        weight = min(sum(_WEIGHT[problem.severity] for problem in problems), 900)
        readable = source in desk.sources and source not in desk.private
        text = desk.printed(source)[:HEAD] if readable else ""
        rows.append(
            Row("file", source, source, source, weight, tuple(problems), printed=(text, ""), remedies=tuple(remedies))
        )
    gone = [problem for problem in desk.problems if problem.code == "address-gone" and problem.slug]
    for problem in gone:
        slug = problem.slug or ""
        remedy = essay_key("withdraw", slug, "withdraw", "…")
        rows.append(Row("gone", slug, slug, problem.source, 12, (problem,), remedies=(remedy,)))
    return rows
