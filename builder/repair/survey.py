"""What the files of one corpus have in common at their ends: lines and phrases that recur mark a site's furniture."""

from __future__ import annotations

import bisect
import html
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import TypeVar

from builder.characters import HAN
from builder.model import Recurrence, SurveyFacts
from builder.pattern_code import compiled
from builder.repair.chrome_lines import Line, standing_of, unjudged

Judged = TypeVar("Judged")

#: Lines counted as near an end of a file. A portal's head has up to 40 lines, its tail (comments) more.
HEAD_LINES = 40
TAIL_LINES = 60
#: Paragraphs at either end whose sentences are counted as phrases.
EDGE_PARAGRAPHS = 3
#: Shorter phrases recur by chance (Han characters, a Latin word counts two); longer ones are paragraphs.
SHORTEST_PHRASE = 8
LONGEST_KEY = 200
#: A line recurs if so many different files have it near an end: four essays by one hand may share a signature.
FEWEST_FILES = 5
#: Two lines are one site's if the rarer is in so many of the files, for each that has the other …
SAME_SITE = 0.6
#: … and so is a line that so many of all files have, where there are enough of them.
MOST_FILES = 0.5
FEWEST_SURVEYED = 8
#: Near-duplicates share this part of their sketches (the 24 smallest hashes of their sentences).
SKETCH = 24
SAME_TEXT = 0.6
#: So many texts are compared through one sentence: a site's notice is in all of them and tells nothing.
MOST_COMPARED = 8

_INJECTED = compiled(rf"(?<=[{HAN}])\([a-z\u00e0-\u01dc]{{1,7}}\)")
_PIECE = compiled(r"[【\[（(][^【】\[\]（）()\n]{2,80}[】\]）)]|[^。!?！？★☆【】\n]+[。!?！？★☆]*[”』」\"]?")
_STOPS = compiled(r"[。!?;；！？]")


@dataclass(frozen=True, slots=True)
class Profile:
    """What is remembered of a file: marks of lines near its ends and of phrases there, a sketch of its text."""

    lines: frozenset[int]
    phrases: frozenset[int]
    sketch: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """How many files have each line or phrase that recurs, by its mark; near-duplicates count once."""

    recurring: Mapping[int, int]
    files: int

    def facts(self, profile: Profile) -> SurveyFacts:
        """What concerns this file: its own lines that recur, and its phrases that recur as often as one of them or in
        most files. In sorted order, for caches."""
        own = (profile.lines | profile.phrases) & self.recurring.keys()
        if not own:
            return _NO_FACTS
        counts = {key: about(self.recurring[key]) for key in own}
        most = MOST_FILES * about(self.files) if self.files >= FEWEST_SURVEYED else math.inf
        whole = sorted({counts[key] for key in profile.lines if key in counts})
        # A phrase that no line keeps company is a turn of speech: nothing is asked of it.
        kept = [key for key in counts if key in profile.lines or counts[key] >= most or _among(whole, counts[key])]
        levels = _levels(sorted({counts[key] for key in kept}))
        return SurveyFacts({key: Recurrence(*levels[counts[key]], counts[key] >= most) for key in sorted(kept)})


_NO_FACTS = SurveyFacts()


def about(count: int) -> int:
    """`count` to five binary digits, 3 to 6 % below it at most: so a file more among hundreds changes next to no level.
    Rules ask for shares that are coarser; small counts are exact."""
    bits = max(0, count.bit_length() - 5)
    return count >> bits << bits


def _among(counts: Sequence[int], count: int) -> bool:
    """True if one of `counts`, which ascend, is about as large as `count`."""
    place = bisect.bisect_left(counts, SAME_SITE * count)
    return place < len(counts) and SAME_SITE * counts[place] <= count


def _levels(counts: Sequence[int]) -> dict[int, tuple[int, int]]:
    """The level and the reach of each of `counts`, which ascend. Counts that are near the same others are one level."""
    shares = [SAME_SITE * count for count in counts]
    last = [bisect.bisect_right(shares, count) - 1 for count in counts]
    first = [bisect.bisect_left(counts, share) for share in shares]
    near = list(zip(first, last, strict=True))
    level = [0] * len(counts)
    for place in range(1, len(counts)):
        level[place] = level[place - 1] + (near[place] != near[place - 1])
    return {count: (level[place], level[last[place]]) for place, count in enumerate(counts)}


def profile(text: str) -> Profile:
    """The profile of a decoded text. Linear; the text itself is not kept."""
    if "&" in text:
        text = html.unescape(text)
    lines = unjudged(text)  # few of them need be judged, which is most of what looking at a line takes
    edges = lines if len(lines) <= HEAD_LINES + TAIL_LINES else lines[:HEAD_LINES] + lines[-TAIL_LINES:]
    own = frozenset(mark(key) for line, _ in edges if (key := key_of(line)) and len(key) <= LONGEST_KEY)
    paragraphs = _outermost(lines, lambda line: standing_of(*line) == "prose")
    phrases = frozenset(mark(key) for line, _ in paragraphs for _, _, key in phrases_of(line))
    return Profile(own, phrases, _sketch(lines))


def survey(profiles: Iterable[Profile]) -> Survey:
    """Counts lines and phrases over all profiles, each text once. Near linear in the number of files."""
    counts: Counter[int] = Counter()
    files = 0
    for one in _different(profiles):
        files += 1
        counts.update(one.lines | one.phrases)
    return Survey({key: count for key, count in counts.items() if count >= FEWEST_FILES}, files)


@lru_cache(maxsize=4096)  # two rules ask after each line, phrases are asked for anew where they recur
def key_of(folded: str) -> str:
    """A folded line or phrase as it is counted: without blanks and injected readings; "" if it has no letter."""
    key = "".join((_INJECTED.sub("", folded) if "(" in folded else folded).split())
    return key if any(character.isalpha() for character in key) else ""


def mark(key: str) -> int:
    """What the survey counts for a key: eight bytes of its hash, so that a library's lines need not be held."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def edge_paragraphs(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The outermost few paragraphs, to which a site may have glued a phrase; in verse, the outermost lines."""
    return tuple(_outermost(lines, lambda line: line.standing == "prose"))


def _outermost(lines: Sequence[Judged], is_prose: Callable[[Judged], bool]) -> Sequence[Judged]:
    """The paragraphs at both ends, asking of no more lines than it takes to find them."""
    first = list(islice((place for place, line in enumerate(lines) if is_prose(line)), EDGE_PARAGRAPHS))
    if not first:
        return lines if len(lines) <= 2 * EDGE_PARAGRAPHS else [*lines[:EDGE_PARAGRAPHS], *lines[-EDGE_PARAGRAPHS:]]
    behind = range(len(lines) - 1, first[-1], -1)
    last = list(islice((place for place in behind if is_prose(lines[place])), EDGE_PARAGRAPHS))
    return [lines[place] for place in (*first, *reversed(last))]


def phrases_of(folded: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and key of each phrase of a folded line that is not the whole line: its sentences and brackets."""
    for match in _PIECE.finditer(folded):
        key = key_of(match[0])
        if SHORTEST_PHRASE <= len(key) <= LONGEST_KEY and match.span() != (0, len(folded)):
            yield match.start(), match.end(), key


def _sketch(lines: Sequence[tuple[str, bool]]) -> tuple[int, ...]:
    """The smallest hashes of sentences in lines that are the essay's; only lines of small ones are judged."""
    found = sorted(
        (mark(sentence), place)
        for place, (line, _) in enumerate(lines)
        for sentence in _STOPS.split(key_of(line))
        if len(sentence) >= SHORTEST_PHRASE
    )
    kept: list[int] = []
    for value, place in found:
        if value not in kept[-1:] and standing_of(*lines[place]) in ("prose", "plain"):
            kept.append(value)
            if len(kept) == SKETCH:
                break
    return tuple(kept)


def _different(profiles: Iterable[Profile]) -> Iterator[Profile]:
    """The profiles in order, without those whose text was there before in nearly the same form."""
    known: defaultdict[int, list[frozenset[int]]] = defaultdict(list)
    for one in profiles:
        sketch = frozenset(one.sketch)
        if not known.keys().isdisjoint(sketch):
            seen = {id(other): other for value in sketch & known.keys() for other in known[value]}
            if any(len(sketch & other) >= SAME_TEXT * min(len(sketch), len(other)) for other in seen.values()):
                continue
        for value in one.sketch:
            others = known[value]
            if len(others) < MOST_COMPARED:
                others.append(sketch)
        yield one
