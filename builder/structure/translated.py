"""Whether an English text reads as machine-translated: it counts the debris such translations leave (D23)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from builder.characters import word_count
from builder.pattern_code import compiled

_GOVERNING = ("the", "of", "a", "an", "and", "its", "their", "every", "with", "from")
_DOUBLED = ("of", "the", "to", "and", "in", "is", "for")
#: Each kind of debris, with an example of it. Careful writers leave none of them; one kind alone is a slip.
_SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("a stop before a comma: party. , the", compiled(r"(?<!etc)(?<!\b[A-Z])[.;]\s*,\s[a-z]")),
    ("a blank before a comma: institutes , continuously", compiled(r"[a-z]\s,\s[a-z]")),
    (
        "a sentence without its object: the development of.",
        # Read backwards from its stop, for stops are few: the word before it, with a blank between them or none.
        compiled(r"\.(?=\s|$)(?:" + "|".join(rf"(?<=\b{word}\.)|(?<=\b{word}\s\.)" for word in _GOVERNING) + ")"),
    ),
    (
        "a full stop in mid-sentence: building. tasks",
        compiled(r"[a-z](?<!\w.)[a-z]{3,}+\.\s[a-z]{3,}\s"),
    ),
    (
        "an unlike capital: transformation Select",
        compiled(
            r"\b(?:the|and|to|of|or|truly|help|application|we|is)\s"
            r"(?:Public|Become|Create|Select|Enterprises|The|We|To|And|Of|Is|In|Do)\b"
        ),
    ),
    ("two stops: situations. . Select", compiled(r"[a-z]\.\s\.\s")),
    ("a doubled function word: of of, the the", compiled(rf"\b({'|'.join(_DOUBLED)})\s\1\b")),
)
#: What a text must have to show a sign: quickly looked for, and clean texts have none of it.
_NEEDED = {
    "a stop before a comma": compiled(r"[.;]\s*,"),
    "a blank before a comma": compiled(r"\s,\s"),
    "a full stop in mid-sentence": compiled(r"\.(?<=[a-z]{4}\.)\s[a-z]{3,}\s"),
    "two stops": compiled(r"\.\s\."),
    "an unlike capital": compiled(
        r"\s(?<=[a-z]\s)(?:Public|Become|Create|Select|Enterprises|The|We|To|And|Of|Is|In|Do)\b"
    ),
    "a doubled function word": compiled(
        r"\s(?:" + "|".join(rf"{word}(?<=\b{word}\s{word})" for word in _DOUBLED) + r")\b"
    ),
}
#: Turns of official Chinese put into English word for word. A few stand in any report from China; many kinds of them
#: together are a translation.
_CALQUE = compiled(
    r"\b(?:do a good job (?:in|of)|give full play to|in accordance with the requirements? of"
    r"|closely (?:around|focus on)|grasp the|new situations? and new|earnestly (?:do|implement|study)"
    r"|vigorously (?:carry|promote|develop|strengthen|implement)|effectively (?:improve|strengthen|solve)"
    r"|further strengthen|work style|ideological and political|the broad masses|comrades|party members and cadres"
    r"|style construction|team construction)\b"
)
#: Parts of them, one of which each has: to look for these takes a tenth of the time.
_OF_CALQUES = (
    *(
        "do a good job",
        "give full play",
        "accordance with the req",
        "closely",
        "grasp the",
        "new situation",
        "earnestly",
    ),
    *("vigorously", "effectively", "further strengthen", "work style", "ideological and", "broad masses", "comrades"),
    *("party members and", "style construction", "team construction"),
)
#: Different calques that weigh as one more kind of debris each time (seed 004 has four kinds and nothing else).
CALQUES_A_KIND = 2
#: Signs per thousand words, and kinds of them, from which a text is said to read as translated. Measured on the three
#: English seeds (3.2 to 24 signs per thousand words) and the six English texts of dev and dev-synthetic (0).
SIGNS_PER_THOUSAND = 2.5
FEWEST_SIGNS = 3
FEWEST_KINDS = 2
#: Shorter texts show too little.
FEWEST_WORDS = 150


def _may_hold(name: str, text: str) -> bool:
    needed = _NEEDED.get(name.partition(":")[0])
    return needed is None or needed.search(text) is not None


@lru_cache(maxsize=1)  # asked whether there are enough, and then which
def translation_signs(text: str) -> Mapping[str, int]:
    """How often each kind of debris occurs; every two different calques are a kind."""
    counts = {name: sum(1 for _ in pattern.finditer(text)) for name, pattern in _SIGNS if _may_hold(name, text)}
    lower = text.lower()
    calques = _CALQUE.findall(lower) if any(part in lower for part in _OF_CALQUES) else []
    different = sorted(set(calques))
    for index in range(0, len(different) - 1, CALQUES_A_KIND):
        pair = different[index : index + CALQUES_A_KIND]
        counts["calques: " + ", ".join(pair)] = sum(calques.count(calque) for calque in pair)
    return {name: count for name, count in counts.items() if count}


def reads_as_translated(text: str) -> bool:
    """True if an English text carries enough kinds of debris, often enough."""
    words = word_count(text)
    if words < FEWEST_WORDS:
        return False
    signs = translation_signs(text)
    total = sum(signs.values())
    return total >= FEWEST_SIGNS and len(signs) >= FEWEST_KINDS and total * 1000 >= SIGNS_PER_THOUSAND * words
