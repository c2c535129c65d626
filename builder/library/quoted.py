"""How a quotation of corpus.yml finds its places in a text, blanks apart."""

from __future__ import annotations

from collections.abc import Sequence

from builder.model import Span
from builder.script import fold

#: Places or lines that a message prints: enough to see what is meant, few enough to read.
MOST_SHOWN = 5
_SHOWN = 40  # characters of each
_AROUND = 12  # characters before a place that stands in running text
#: Zero-width characters count as blanks do: nobody can quote what cannot be seen.
_UNSEEN = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")


def exactly(text: str, quoted: str) -> list[Span]:
    """Where `quoted` stands in `text` letter for letter; places do not overlap."""
    found: list[Span] = []
    place = text.find(quoted) if quoted else -1
    while place >= 0:
        found.append((place, place + len(quoted)))
        place = text.find(quoted, place + len(quoted))
    return found


def loosely(text: str, quoted: str) -> list[Span]:
    """Where `quoted` stands in `text` if blanks, line ends and invisible characters do not count on either side."""
    wanted = "".join(character for character in quoted if not _is_blank(character))
    places = [index for index, character in enumerate(text) if not _is_blank(character)]
    found = exactly("".join(text[place] for place in places), wanted)
    return [(places[start], places[end - 1] + 1) for start, end in found]


def shown(text: str, spans: Sequence[Span]) -> str:
    """The places `spans` of `text`, each with a few words around it, for a message."""
    return listed([text[max(0, start - _AROUND) : max(end, start + _SHOWN - _AROUND)] for start, end in spans])


def nearest(text: str, quoted: str) -> str:
    """The lines of `text` that share most pairs of characters with `quoted`, for a message."""
    wanted = _pairs(quoted)
    scored: list[tuple[int, int, str]] = []
    for line in dict.fromkeys(text.split("\n")):
        shared = len(wanted & _pairs(line[:1000]))
        if shared * 3 >= len(wanted) and shared:  # a third in common: less is chance
            scored.append((-shared, len(scored), line.strip()))
    return listed([line[:_SHOWN] for _, _, line in sorted(scored)])


def listed(parts: Sequence[str]) -> str:
    """`parts` on one line, at most `MOST_SHOWN`; a dash if there are none."""
    return " | ".join(" ".join(part.split()) for part in parts[:MOST_SHOWN]) or "-"


def may_stand_in(text: str, quoted: str) -> bool:
    """False if `text` surely is not what `quoted` was copied from, repaired or not: cheap, before it is tried."""
    return set(fold(quoted)) <= set(fold(text)) and bool(_pairs(quoted) & _pairs(text))


def _is_blank(character: str) -> bool:
    return character.isspace() or character in _UNSEEN


def _pairs(text: str) -> set[str]:
    folded = "".join(character for character in fold(text) if not _is_blank(character))
    return {folded[at : at + 2] for at in range(len(folded) - 1)} or {folded}
