"""Unnumbered headings that open paragraphs: short first sentences built alike, one paragraph after the other.

`Reading widens the view. …` / `Walking widens the patience. …`: the same words stand at the same place of each. Alike
alone is not enough (a memoir may open three paragraphs with Father), so evidence is counted and must reach a sum.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from builder.pattern_code import compiled
from builder.structure.form import Form
from builder.structure.lines import Line, sentence_ends, weight

#: Points of evidence a group must reach; see `_points`.
ENOUGH = 3
#: Fewest paragraphs that are a group; two will do where the text announced their number.
FEWEST = 3
#: First sentences of a group lie within this factor of their median weight.
WIDEST_SPREAD = 2.2
#: Longest first sentence of a group, in weight (longest seen: 26 Han, 16 words).
LONGEST_HEAD = 45
#: A sentence inside a paragraph must be this near in length to be taken for a member (more care: no break shows it).
CLOSEST_LENGTH = 1.6
#: Sentences of one length, up to this, are also compared by two words apart (傳話要傳得準, 回話要回得快).
LONGEST_FRAME = 12
#: A paragraph must say this many times its first sentence.
LEAST_BODY = 2.5
#: Median weight of the rest of the paragraphs from which they are sections rather than sentences.
LONG_BODY = 120
#: Share of the paragraphs of a stretch that belong to the group.
COVERAGE = 0.7
#: Persons and quotations in a thousand weights from which a text is narration.
#: Official prose of the seeds has at most 3; the essays and stories of the controls have 8 and more.
NARRATIVE = 6.0
NARRATION_COSTS = 2

_TOKEN = compiled("[A-Za-z][A-Za-z'\u2019-]*|[0-9]+|[\u3400-\u9fff]|[，,]")
# Both begin with a class of characters, which the engine looks for before it tries anything.
_PERSON = compiled(
    "[我他她你妳说說道问問](?:(?<=我)(?!们|們|国|國|省|市|县|縣|区|區|局|部|院|校|镇|鎮|公司|单位)"
    "|(?<=[他她你妳])(?<!其.)|(?<=[说說道问問])[：:]\\s*[“「])"
)
_LATIN_PERSON = compiled("[Imhsy](?<!\\w.)(?:(?<=I)|(?<=m)[ye]|(?<=h)(?:e|im|er)|(?<=s)he|(?<=y)ou)\\b")
_SPEECH = compiled('[：:，,]\\s*[“「"『]|[“「"『][^”」"』]*[？?！!]')
_WEAK_WORDS = (
    "the a an i he she it we they you this that these those there in on at but and or so my his her our when as if for "
    "of with what while not yet then now some one two it's i'm after before since by from many most"
)
_WEAK_START = frozenset(_WEAK_WORDS.split()) | frozenset(
    "我你他她它这這那有在是不但而也就又还還所因对對从從当當如为為此其之了一"
)
_NO_HEAD = compiled(
    "^(?:[\\d〇一二三四五六七八九十xX]+ ?[年月日]|因此|所以|但|然而|总之|總之|综上|綜上|同时|同時|此外|另外"
    "|例如|比如|可见|可見|近年来|目前"
    "|However|But|Therefore|Thus|For example|In (?:short|fact|addition|conclusion)|Moreover|Besides|So |And )"
)

# Who says what is reported: 会议指出，…  She said that …
_REPORTS = compiled(
    ".{0,14}(?:指出|强调|強調|要求|认为|認為|表示|[说說]|介绍|介紹|提出|透露|[称稱]|显示|顯示|提到)[，,：:]"
)
_LATIN_REPORTS = compiled(
    r"[satnrp](?<!\w.)(?:(?<=s)a(?:id|ys)|(?<=t)old|(?<=a)(?:dded|rgued|nnounced|ccording to)|(?<=n)oted|(?<=r)eported"
    r"|(?<=p)ointed out)\b"
)

Feature = tuple[str, str]
#: Beginnings that one shared word is enough of: no subject of an article begins with it.
_TELLING: frozenset[Feature] = frozenset({("start", "to")})


@dataclass(frozen=True, slots=True)
class Group:
    """Paragraphs (line indices, with the offset behind each heading) that share a build."""

    heads: tuple[tuple[int, int], ...]
    features: frozenset[Feature]  # what all of them share
    why: str


def run_in_groups(
    lines: Sequence[Line], stretch: Sequence[int], forms: dict[int, Form], announced: frozenset[int], persons: float
) -> Group | None:
    """The group of run-in headings in a stretch of consecutive unmarked paragraphs, or None.

    `announced` holds the numbers of points that the text says it will make, just above the stretch; `persons` is what
    `persons_per_thousand` measured over the essay.
    """
    candidates = [index for index in stretch if _may_open(lines[index].text, forms[index])]
    if len(candidates) < 2:
        return None
    by_feature: dict[Feature, list[int]] = defaultdict(list)
    heads = {index: _tokens(lines[index].text[: forms[index].head]) for index in candidates}
    sizes = Counter(len(words) for _, words in heads.values())
    for index, (tokens, words) in heads.items():
        for feature in _features(tokens, words, framed=sizes[len(words)] > 1):  # a frame is one of a length
            by_feature[feature].append(index)
    best: Group | None = None
    best_key: tuple[int, int] = (0, 0)
    for feature, indices in sorted((feature, indices) for feature, indices in by_feature.items() if len(indices) > 1):
        members = _near_in_length(indices, forms)
        fewest = 2 if _nearly_announced(len(members), announced) else FEWEST
        if len(members) < fewest:
            continue
        points = _points(feature, members, stretch, by_feature, forms, announced, persons)
        if points >= ENOUGH and (len(members), points) > best_key:
            best_key = (len(members), points)
            placed = tuple((index, forms[index].head) for index in members)
            why = f"one of {len(members)} paragraphs whose short first sentences are built alike ({feature[1]})"
            shared = frozenset(other for other, places in by_feature.items() if set(members) <= set(places))
            best = Group(placed, shared, why)
    return best


def sentences_like(text: str, head: str, features: frozenset[Feature]) -> list[int]:
    """Offsets of sentences inside `text` that share one of `features` with `head` and are about as long."""
    ends = sentence_ends(text)
    found: list[int] = []
    wanted = weight(head)
    for begin, end in pairwise(ends):
        sentence = text[begin:end].strip()
        size = weight(sentence)
        if not size or not wanted / CLOSEST_LENGTH <= size <= wanted * CLOSEST_LENGTH or _SPEECH.search(sentence):
            continue
        if features & features_of(sentence):
            found.append(begin)
    return found


def features_of(sentence: str) -> frozenset[Feature]:
    """What stands where in a sentence: its first and last words, words at a fixed place, words behind a comma."""
    return _features(*_tokens(sentence), framed=True)


def _tokens(sentence: str) -> tuple[list[str], list[str]]:
    """The words, figures, Han characters and commas of a sentence, and the same without commas."""
    tokens = [token.lower() for token in _TOKEN.findall(sentence)]
    return tokens, [token for token in tokens if token not in "，,"]


def _features(tokens: Sequence[str], words: Sequence[str], *, framed: bool) -> frozenset[Feature]:
    if len(words) < 3:
        return frozenset()
    if not "a" <= words[0][0] <= "z":
        return _han_features(tokens, words, framed)
    found: set[Feature] = set()
    if words[0] not in _WEAK_START:
        found.add(("start", words[0]))
    elif words[0] in ("on", "about", "by") and words[1].endswith("ing"):
        found.add(("telling start", f"{words[0]} …ing"))
    for place in range(1, min(len(words) - 1, 6)):
        pair = f"{words[place]} {words[place + 1]}"
        if words[place] not in _WEAK_START or words[place + 1] not in _WEAK_START:
            found.add((f"word {place}", pair))
    found.add(("end", " ".join(words[-2:])))
    return frozenset(found)


def _han_features(tokens: Sequence[str], words: Sequence[str], framed: bool) -> frozenset[Feature]:
    found: set[Feature] = set()
    if words[0] not in _WEAK_START:
        found.add(("start", "".join(words[:2])))
    for place in range(2, min(len(words) - 1, 10)):
        found.add((f"place {place}", "".join(words[place : place + 2])))
    if framed and len(words) <= LONGEST_FRAME:
        for first, one in enumerate(words):
            for second in range(first + 2, len(words)):
                found.add((f"frame {len(words)} {first} {second}", f"{one}…{words[second]}"))
    found.add(("end", "".join(words[-2:])))
    if len(words) > 4:
        found.add(("before the last", "".join(words[-3:-1])))
    for place, token in enumerate(tokens[:-2]):
        if token in "，,":
            found.add(("behind a comma", tokens[place + 1] + tokens[place + 2]))
    return frozenset(found)


def persons_per_thousand(lines: Sequence[Line]) -> float:
    """Persons and quotations in a thousand weights of text: how much a text narrates."""
    total = sum(weight(line.text) for line in lines)
    text = "\0".join(line.text for line in lines)  # nothing is found across two lines
    persons = len(_PERSON.findall(text)) + len(_LATIN_PERSON.findall(text))
    return 1000 * persons / total if total else 0.0


def _may_open(text: str, form: Form) -> bool:
    head = text[: form.head]
    return (
        form.shape == "run-in"
        and form.head_weight <= LONGEST_HEAD
        and form.rest_weight >= LEAST_BODY * form.head_weight
        and not _SPEECH.search(head)
        and not _NO_HEAD.match(head)
        and not _REPORTS.match(head)
        and not _LATIN_REPORTS.search(head)
        and not head.rstrip("\u201d\u2019\"' ").endswith(("？", "?", "！", "!", "……"))
    )


def _near_in_length(indices: Sequence[int], forms: dict[int, Form]) -> list[int]:
    middle = median(forms[index].head_weight for index in indices)
    return [index for index in indices if middle / WIDEST_SPREAD <= forms[index].head_weight <= middle * WIDEST_SPREAD]


def _nearly_announced(members: int, announced: frozenset[int]) -> bool:
    """Whether an announced number is that of the members, or up to two more (which may be glued into paragraphs)."""
    return any(members <= number <= members + 2 and number >= FEWEST for number in announced)


def _points(
    feature: Feature,
    members: Sequence[int],
    stretch: Sequence[int],
    by_feature: dict[Feature, list[int]],
    forms: dict[int, Form],
    announced: frozenset[int],
    persons: float,
) -> int:
    """One point for each feature shared by all (three at most), for equal length, for covering the stretch, for long
    bodies, for a fourth member, for an announcement, and one more if its number is right."""
    chosen = set(members)
    shared = sum(chosen <= set(indices) for indices in by_feature.values())
    weights = [forms[index].head_weight for index in members]
    inside = [index for index in stretch if index >= members[0]]
    telling = feature in _TELLING or feature[0].startswith(("behind a comma", "frame", "telling"))
    if shared < 2 and not telling and not announced:
        return 0  # an article names its subject in many places
    points = min(shared, 3)
    points += max(weights) - min(weights) <= 2
    points += len(members) >= COVERAGE * len(inside)
    points += median(forms[index].rest_weight for index in members) >= LONG_BODY
    points += len(members) >= 4
    points += _nearly_announced(len(members), announced)
    points += len(members) in announced
    if persons > NARRATIVE:
        points -= NARRATION_COSTS
    return points
