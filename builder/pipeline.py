"""The whole way from a folder of essays to the pages of a site, in order: the page to read first.

bytes → Source → Repaired → Reading     each file alone, cached, in parallel       `read_files`
readings → Published essays             addresses, and what people decided         `place`
digests → Atlas                         themes, links and versions of all          `relate`
Library → Output                        Markdown, data, search shards              `print_library`
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from builder import answering, search, sources
from builder.binding import bind_books
from builder.cache import Cache, code_fingerprint
from builder.casebook import read_cases
from builder.content import REPOSITORY, Content
from builder.converting import conversion_tables, shown_library
from builder.corpus.choices import Choices
from builder.corpus.digest import Digest
from builder.corpus.matcher import ThemeMatcher
from builder.emit import books, emit, feed, sitemap
from builder.emit.face import Face, face
from builder.emit.shelves import arrange
from builder.emit.words import template_words
from builder.indexing import index
from builder.library import addresses, anchors, decide, decisions, shelves, standing, vocabulary, withdrawal
from builder.library import ledger as ledgers
from builder.library.decisions import Configuration
from builder.library.slugs import slug_of
from builder.memory import give_back
from builder.model import UNDECIDED, Decisions, Library, Output, Problem, Published, Reading, Vocabulary, Withdrawn
from builder.model.state import essay_key
from builder.problems import problem
from builder.reading.anew import glance, printed, read_file
from builder.reading.recall import SLOT, Memory, in_hand, whole
from builder.reading.task import Glance, Task
from builder.relating import analysed, digests_of
from builder.remembering import Kept, Remembered
from builder.repair import RULES
from builder.repair.survey import survey
from builder.sources import Found
from builder.spelling import syllables
from builder.workers import Hands

#: Of files that are read a second time, for what people decided about the text of one of their essays.
_AGAIN = "\nagain"
#: What the pages of essays are written by.
_WRITING, _WRITTEN_WITH = ("emit", "corpus/matcher.py", "problems"), ("ahocorasick-rs", "opencc", "pypinyin", "rjieba")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every source, read and addressed; nothing related yet."""

    readings: tuple[Reading, ...]
    essays: tuple[Published, ...]
    configuration: Configuration
    problems: tuple[Problem, ...]
    sources: int
    withdrawn: tuple[Withdrawn, ...] = ()
    private: frozenset[str] = frozenset()  # sources of which nothing is kept in a cache or in the ledger
    absent: tuple[addresses.Entry, ...] = ()  # on record and not withdrawn, and their text is in no source
    news: Mapping[str, int] = field(default_factory=dict)  # how many essays are not as they are on record, by standing


@dataclass(frozen=True, slots=True)
class Assembled:
    """A library with what its themes and links were made from."""

    library: Library
    digests: Sequence[tuple[str, Digest]]
    vocabulary: Vocabulary
    shelf: Shelf


@dataclass(frozen=True, slots=True)
class Inspected:
    """One file, as `inspect` shows it."""

    source: str
    essays: tuple[Published, ...]
    problems: tuple[Problem, ...]


def assemble(content: Content, hands: Hands, *, ledger: bool = False, cached: bool = True) -> Assembled:
    """The whole library of a content folder. `ledger` keeps the private record that `restore` reads."""
    cache = content.cache if cached else None
    syllables.recall(Cache(cache).get("spelling", "", _spelt_by()) or {})
    found, problems = sources.walk(content.essays)
    shelf = read_files(content, found, hands, cache=cache, ledger=content.ledger if ledger else None)
    words, word_problems = vocabulary.load_vocabulary(content.themes)
    unmet = _unmet(content, shelf, [item.name for item in found])
    shelf = replace(shelf, problems=(*problems, *word_problems, *unmet, *shelf.problems))
    return relate(shelf, words, Cache(cache), hands)


def read_files(
    content: Content, found: Sequence[Found], hands: Hands, *, cache: Path | None = None, ledger: Path | None = None
) -> Shelf:
    """Each file read on its own, knowing of the others only which of its lines recur in them."""
    configuration = decisions.load(content.root)
    memory = Memory(cache)
    tasks = [Task(item.name, item.path, cache, ledger, limits=configuration.limits) for item in found]
    glances = _glances(tasks, memory, hands)
    census = survey(seen.profile for seen in glances if seen.profile)
    readable = [
        (replace(task, facts=census.facts(seen.profile), decisions=configuration.for_source(task.name)), seen.digest)
        for task, seen in zip(tasks, glances, strict=True)
        if seen.profile
    ]
    refused = _refused(glances)
    del glances, census  # the marks of all lines weigh as much as what is known of their files
    give_back()
    readings = _readings(readable, memory, hands)
    shelf = place(content, configuration, readings)
    again = _decided_inside(shelf, readable)
    if again:
        read_again = {reading.source: reading for reading in _readings(again, memory, hands, _AGAIN)}
        shelf = place(content, configuration, [read_again.get(reading.source, reading) for reading in readings])
    if shelf.private:
        shelf = _in_hand(shelf)
        _forget(shelf.private, cache, ledger)
    memory.save([task.name for task in tasks if task.name not in shelf.private], ("", _AGAIN))
    return replace(shelf, problems=(*shelf.problems, *refused), sources=len(found))


def _glances(tasks: Sequence[Task], memory: Memory, hands: Hands) -> list[Glance]:
    """What is known here and now, and the rest from many hands: after an edit nearly nothing has to travel to them."""
    known = [memory.glance(task) for task in tasks]
    unknown = [task for task, seen in zip(tasks, known, strict=True) if seen is None]
    made = zip(unknown, hands.each(glance, unknown), strict=True) if unknown else iter(())
    return [seen or memory.learn_glance(*next(made)) for seen in known]


def _readings(tasks: Sequence[tuple[Task, str]], memory: Memory, hands: Hands, time: str = "") -> list[Reading]:
    """The same for what is read. With each file comes a hash of its bytes; `time` tells apart readings of one file."""
    known = [memory.reading(task, digest, time) for task, digest in tasks]
    unknown = [task for (task, _), reading in zip(tasks, known, strict=True) if reading is None]
    made = zip(unknown, hands.each(read_file, unknown), strict=True) if unknown else iter(())
    return [reading or memory.learn(*next(made), time) for reading in known]


def place(content: Content, configuration: Configuration, readings: Sequence[Reading]) -> Shelf:
    """Gives each essay its address, by the record or by proposal, and what people decided about it."""
    record, problems = addresses.load(content.addresses)
    placed = addresses.resolve(record, readings, configuration)
    entries = {slug: entry for entry in record for slug in (entry.slug, *entry.former)}
    decided = _decided(configuration, placed.essays)
    gone: dict[str, list[int]] = {}
    lost: list[Withdrawn] = []
    essays: list[Published] = []
    found = [*configuration.problems, *problems]
    for item in placed.essays:
        about, entry, essay = decided[item.slug], entries.get(item.slug), item.essay
        if asked := withdrawal.decision(item, about, entry, configuration):
            lost.append(withdrawal.withdrawn(item, *asked))
        elif about.skip:
            found.append(problem("skipped", essay.source, essay.span, slug=item.slug, reason=about.skip))
        else:
            seen = entry.flags if entry and item.first_published else None
            marks = tuple(sorted({decide.mark(told) for told in essay.problems if told.severity != "error"}))
            essays.append(replace(item, essay=decide.apply(essay, about, seen), marks=marks))
            found += [replace(told, slug=item.slug) for told in decide.lapsed(essay, about, seen)]
            continue
        gone.setdefault(essay.source, []).append(essay.index)
    lost += withdrawal.absent(record, configuration, {item.slug for item in placed.essays})
    left = [withdrawal.remaining(reading, gone.get(reading.source, ())) for reading in readings]
    for reading in left:
        about = configuration.for_source(reading.source)
        found += [item for item in reading.problems if not decide.accepted(item, about)]
    shown = {item.slug for item in essays}
    found += [told for told in placed.problems if told.slug is None or told.slug in shown]
    found += [replace(told, slug=item.slug) for item in essays for told in item.essay.problems]
    found += withdrawal.elsewhere(essays, lost)
    private = withdrawal.private_sources(configuration, [reading.source for reading in readings], lost)
    private |= {item.essay.source for item in placed.essays if decided[item.slug].withhold}
    told = anchors.gathered(found, configuration, [reading.source for reading in readings])
    absent = withdrawal.unexplained(placed.missing, lost, essays)
    told += tuple(problem("address-gone", entry.source, slug=entry.slug, address=entry.slug) for entry in absent)
    news = standing.news(essays, {entry.slug: entry for entry in record}, absent)
    return Shelf(tuple(left), tuple(essays), configuration, told, len(readings), tuple(lost), private, absent, news)


def relate(shelf: Shelf, words: Vocabulary, cache: Cache, hands: Hands) -> Assembled:
    """Themes, links and versions of all essays together; sees digests, never texts."""
    digests = digests_of(shelf.essays, cache, hands)
    atlas = analysed(digests, words, _choices(shelf), cache)
    readings = {reading.source: reading for reading in shelf.readings}
    library = Library(
        settings=shelf.configuration.site,
        essays=shelf.essays,
        collections=shelves.collections(shelf.essays, readings, slug_of),
        atlas=atlas,
        problems=(*shelf.problems, *atlas.problems),
        sources=shelf.sources,
        extra={"rules": _rule_pages(), "absent": [s for entry in shelf.absent for s in (entry.slug, *entry.former)]},
        withdrawn=shelf.withdrawn,
    )
    return Assembled(library, digests, words, shelf)


def print_library(assembled: Assembled, cache: Cache, hands: Hands) -> Iterator[Output]:
    """Every generated file: pages, their data, the tables of the script switch, books, and the search index."""
    library = shown_library(assembled.library)
    made_by = (code_fingerprint(_WRITING, _WRITTEN_WITH), repr(library.settings))
    pages = Remembered(cache, hands, "page", *made_by)
    faces: Kept[Face] = Kept(cache, "face", code_fingerprint(("emit",)))
    arranged = arrange(library, lambda essay: faces(essay_key(essay), lambda: face(essay)))
    faces.save()
    yield from emit(library, ThemeMatcher(library.atlas.themes), pages, arranged)
    pages.forget_others()
    yield from feed.files(arranged)
    yield from sitemap.files(arranged)
    made = ((book.address, book.made_from, book.make) for book in books.books(arranged))
    yield from bind_books(made, cache, *made_by)
    titles = {item.slug: arranged.title(item.slug) for item in library.essays}
    spoken = template_words(library.settings.language, library.settings.script).values()
    yield from conversion_tables(library, titles, spoken, cache, hands)
    yield from index(library, titles, cache, hands)
    give_back()  # what blocks of the index were put together from
    cache.put("spelling", "", _spelt_by(), syllables.asked)


def printed_text(content: Content, assembled: Assembled) -> Callable[[str], str]:
    """Gives the text of a source as it is printed; withheld words are not in it. "" for one that cannot be read."""
    configuration = assembled.shelf.configuration
    known: dict[str, str] = {}

    def text_of(name: str) -> str:
        if name not in known:
            decided = configuration.for_source(name)
            task = Task(name, content.essays / name, None, decisions=decided, limits=configuration.limits)
            for item in assembled.shelf.essays:
                if item.essay.source == name:
                    own = decide.of_essay(configuration, (item.slug, *item.former_slugs))
                    task = replace(task, decisions=decide.with_textual(task.decisions, own))
            known[name] = printed(task)
        return known[name]

    return text_of


def record(content: Content, library: Library, today: str | None) -> int:
    """Writes the addresses of `library` into the record; returns how many are new."""
    former, _ = addresses.load(content.addresses)
    day = today or date.today().isoformat()
    gone = [((item.slug, *item.former_slugs), withdrawal.tombstone(item, day)) for item in library.withdrawn]
    return addresses.record(content.addresses, former, library.essays, day, gone)


def forget(content: Content, assembled: Assembled) -> None:
    """Takes out of every cache and of the ledger what is no longer read, or was withdrawn or withheld.

    What was read of files that are gone stays in the ledger, for `restore`, unless it holds a withdrawn text.
    """
    shelf, cache = assembled.shelf, Cache(content.cache)
    readable = [reading.source for reading in shelf.readings if reading.source not in shelf.private]
    cache.keep(SLOT, readable)
    cache.keep("glance", ())  # former editions had a slot of lines for each file
    cache.keep("digest", (f"{item.essay.source}\n{item.essay.index}" for item in shelf.essays))
    ledgers.forget_unfinished(content.ledger)
    withheld = withdrawal.withheld_texts(shelf.configuration)
    sources = {reading.source for reading in shelf.readings}
    withdrawal.forget_in_ledger(content.ledger, sources, shelf.private, shelf.withdrawn, withheld)


def unanswered(library: Library, content: Content, hashes: Mapping[str, str], *, cached: bool = True) -> list[Problem]:
    """What the search index among the data files should find and does not: an error each, and none ought to be.

    `hashes`: the SHA-256 of each data file, by its path. An index that answered is not asked the same again.
    """

    folder = str(content.data)

    def read(name: str) -> bytes:
        return (content.data / name).read_bytes()

    def digest(name: str) -> str | None:
        return hashes.get(os.path.join(folder, *name.split("/")))  # noqa: PTH118 (a Path for each costs .01 s)

    layout = search.layout(len(library.essays))
    missed = answering.unanswered(library.essays, layout, read, digest, Cache(content.cache if cached else None))
    return [problem("search-blind", slug=question.slug, phrase=question.phrase) for question in missed]


def inspect(content: Content, paths: Sequence[Path], hands: Hands) -> list[Inspected]:
    """What would become of these files, surveyed among themselves, by the records of `content`."""
    found = [item for path in paths for item in sources.found_at(path, content.essays)]
    shelf = read_files(content, found, hands)
    by_source: dict[str, list[Published]] = {item.name: [] for item in found}
    for published in shelf.essays:
        by_source[published.essay.source].append(published)
    problems: dict[str, list[Problem]] = {item.name: [] for item in found}
    for item in shelf.problems:
        if item.source in problems:
            problems[item.source].append(item)
    return [Inspected(name, tuple(essays), tuple(problems[name])) for name, essays in by_source.items()]


def _spelt_by() -> str:
    return code_fingerprint(("spelling.py",), ("pypinyin",))


def _forget(private: frozenset[str], cache: Path | None, ledger: Path | None) -> None:
    """Takes back what was kept of private sources while they were read."""
    for name in private:
        Cache(cache).drop(SLOT, name)
        if ledger is not None:
            ledgers.remove(ledger, name)


def _in_hand(shelf: Shelf) -> Shelf:
    """`shelf` with the texts of private sources, which no cache will have."""
    essays = [
        replace(item, essay=whole(item.essay)) if item.essay.source in shelf.private else item for item in shelf.essays
    ]
    readings = [in_hand(reading) if reading.source in shelf.private else reading for reading in shelf.readings]
    return replace(shelf, essays=tuple(essays), readings=tuple(readings))


def _unmet(content: Content, shelf: Shelf, names: Sequence[str]) -> tuple[Problem, ...]:
    """Entries of corpus.yml that name nothing there is; the new name is offered for a file that was renamed."""
    slugs = {slug for item in shelf.essays for slug in (item.slug, *item.former_slugs)}
    record, _ = addresses.load(content.addresses)
    now = {item.slug: item.essay.source for item in shelf.essays}
    moved = {entry.source: now[entry.slug] for entry in record if now.get(entry.slug, entry.source) != entry.source}
    # Essays that are passed over or withdrawn are in no list; nothing is wrong with the entries that say so.
    slugs |= {slug for slug, about in shelf.configuration.essays if about.skip or about.withdraw}
    rules = [rule.id for rule in RULES]
    return decisions.unmatched(shelf.configuration, names, slugs, rules, moved)


def _refused(glances: Sequence[Glance]) -> list[Problem]:
    return [told for seen in glances if not seen.profile for told in seen.problems]


def _decided(configuration: Configuration, essays: Sequence[Published]) -> dict[str, Decisions]:
    """What people decided about each essay, by address."""
    of_source = Counter(item.essay.source for item in essays)
    return {
        item.slug: decide.about(
            configuration,
            item.essay.source,
            (item.slug, *item.former_slugs),
            alone=of_source[item.essay.source] == 1,
        )
        for item in essays
    }


def _decided_inside(shelf: Shelf, tasks: Sequence[tuple[Task, str]]) -> list[tuple[Task, str]]:
    """Files to be read again, because people decided about the text of one of their essays, whose slug is new."""
    added: dict[str, Decisions] = {}
    for item in shelf.essays:
        own = decide.textual(decide.of_essay(shelf.configuration, (item.slug, *item.former_slugs)))
        if own != UNDECIDED:
            source = item.essay.source
            added[source] = decide.with_textual(added.get(source, UNDECIDED), own)
    return [
        (replace(task, decisions=decide.with_textual(task.decisions, added[task.name])), digest)
        for task, digest in tasks
        if task.name in added
    ]


def _choices(shelf: Shelf) -> Choices:
    """What people decided that bears on themes and links, by address."""
    decided = _decided(shelf.configuration, shelf.essays)
    return Choices(
        not_linked=frozenset((slug, other) for slug, its in decided.items() for other in its.not_linked),
        version_of={slug: its.version_of for slug, its in decided.items() if its.version_of},
        themes_add={slug: its.themes_add for slug, its in decided.items() if its.themes_add},
        themes_never={slug: its.themes_never for slug, its in decided.items() if its.themes_never},
        damage={item.slug: len(item.essay.repairs) + len(item.essay.problems) for item in shelf.essays},
        dates={item.slug: item.essay.published for item in shelf.essays if item.essay.published},
    )


def _rule_pages() -> dict[str, dict[str, object]]:
    """Each repair rule with the cases that are its contract, its test and its public page."""
    pages: dict[str, dict[str, object]] = {}
    for rule in (*RULES, sources.format_marks(())):
        path = REPOSITORY / "tests" / "rules" / f"{rule.id}.md"
        cases = [case for case in read_cases(path) if not case.known_failure] if path.exists() else []
        examples = tuple((case.title, case.before, case.after) for case in cases)
        pages[rule.id] = {"why": rule.why, "why_zh": rule.why_zh, "certainty": rule.certainty, "examples": examples}
    return pages
