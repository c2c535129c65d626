"""Lines that are neither prose nor heading: code, tables, verse, speech, told by how they look in a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from statistics import median

from builder.characters import han_count
from builder.model import BlockKind
from builder.pattern_code import compiled
from builder.structure.lines import Line, ending, weight
from builder.structure.numbering import mark_at

#: Longest line of verse, in weight (a line of modern verse seen has 22 Han; couplets 16), and the median of a run.
LONGEST_VERSE = 26
TYPICAL_VERSE = 16
LONGEST_IN_CHARACTERS = 120
#: Fewest lines of verse in a run: three short lines are an address or a signature.
FEWEST_VERSE = 4
#: Share of lines without a full stop from which short lines are verse and not short paragraphs of a story.
UNSTOPPED_VERSE = 0.3
#: Share of lines of one length from which stopped lines are verse (a quatrain ends each line with a mark).
EVEN_VERSE = 0.75
#: A stopped line this many times the median of its run is prose beside the verse.
PROSE_AROUND_VERSE = 1.5
FEWEST_CODE = 2
FEWEST_ROWS = 2
FEWEST_TURNS = 2

#: What a list item opens with: a bullet and a blank, or a bullet that cannot open a word.
BULLET = compiled(
    "^(?:[-*+][ \\t\u3000]+|[\u2022\u00b7\u25aa\u25ab\u25cf\u25cb\u25a0\u25a1\u25c6\u25c7\u27a2\u2713]\\s*)(?=\\S)"
)
#: Markdown's mark of a heading, as plain texts carry it: drawn, not printed.
HASHES = compiled("^#{1,6}[ \\t\u3000]+(?=\\S)")
_FENCE = compiled(r"^(?:```|~~~)")
_CODE_BEGINS = compiled(
    r"[})\]]+[;,]?$|#include\b|(?:import|from|def|class|return|var|let|const|function|public|private"
    r"|static|void|int|if|for|while|else|elif|try|print)\b.*[(){}=:;]|\$ \w|>>> |</?[a-z][^>]*>$"
)
_CODE_ENDS = compiled(r"[{}]$|[)\]}>\w]\s*;$")
_STATEMENT = compiled(r"^[\x20-\x7e]{1,60}[;{}]$")
_SIGNS = compiled(r"[(){}\[\]=<>$#]")
_SPOKEN = compiled('^[“「"『]|^[^。！？，,.:：]{1,12}[：:]\\s*[“「"『]')
_SPEAKER = compiled("^([A-Za-z\u4e00-\u9fff][A-Za-z\u4e00-\u9fff .]{0,11})[：:]\\s*\\S")


def line_kinds(lines: Sequence[Line]) -> dict[int, BlockKind]:
    """Line index → code, table, verse or dialogue, for the lines that are."""
    kinds: dict[int, BlockKind] = {}
    _fenced(lines, kinds)
    _runs(lines, kinds, "code", _is_code, FEWEST_CODE)
    _code_goes_on(lines, kinds)
    _runs(lines, kinds, "table", lambda line: line.text.count("\t") >= 1 or line.text.count("|") >= 2, FEWEST_ROWS)
    _speech(lines, kinds)
    _verse(lines, kinds)
    return kinds


def _fenced(lines: Sequence[Line], kinds: dict[int, BlockKind]) -> None:
    fences = [index for index, line in enumerate(lines) if _FENCE.match(line.text)]
    for begin, end in zip(fences[::2], fences[1::2], strict=False):
        kinds.update(dict.fromkeys(range(begin, end + 1), "code"))


def _runs(
    lines: Sequence[Line], kinds: dict[int, BlockKind], kind: BlockKind, test: Callable[[Line], bool], fewest: int
) -> None:
    run: list[int] = []
    for index in range(len(lines) + 1):
        if index < len(lines) and index not in kinds and test(lines[index]):
            run.append(index)
            continue
        if len(run) >= fewest:
            kinds.update(dict.fromkeys(run, kind))
        run = []


def _is_code(line: Line) -> bool:
    text = line.text
    looks = _CODE_BEGINS.match(text) or (text[-1:] in ("{", "}", ";") and _CODE_ENDS.search(text))
    if not looks or (line.indent <= 1 and not _SIGNS.search(text)):
        return False
    return han_count(text[:200]) * 4 <= len(text[:200]) and mark_at(text) is None


def _code_goes_on(lines: Sequence[Line], kinds: dict[int, BlockKind]) -> None:
    """A short statement beside code is code too."""
    for index, line in enumerate(lines):
        beside = kinds.get(index - 1) == "code" or kinds.get(index + 1) == "code"
        if beside and index not in kinds and _STATEMENT.match(line.text):
            kinds[index] = "code"


def _speech(lines: Sequence[Line], kinds: dict[int, BlockKind]) -> None:
    speakers = Counter(found[1] for line in lines if (found := _SPEAKER.match(line.text)))

    def speaks(line: Line) -> bool:
        found = _SPEAKER.match(line.text)
        return bool(_SPOKEN.match(line.text)) or (found is not None and speakers[found[1]] > 1)

    _runs(lines, kinds, "dialogue", speaks, FEWEST_TURNS)


def _verse(lines: Sequence[Line], kinds: dict[int, BlockKind]) -> None:
    run: list[int] = []
    for index in range(len(lines) + 1):
        if index < len(lines) and kinds.get(index, "dialogue") == "dialogue" and _may_be_verse(lines[index]):
            run.append(index)
            continue
        run = _without_prose(lines, run)
        if _is_verse([lines[index] for index in run]):
            kinds.update(dict.fromkeys(run, "verse"))
        run = []


def _without_prose(lines: Sequence[Line], run: list[int]) -> list[int]:
    """The run without a short sentence of prose before it or behind it (`There is an old song:`)."""
    if len(run) < FEWEST_VERSE:
        return run
    typical = median(weight(lines[index].text) for index in run)

    def is_prose(index: int) -> bool:
        end = ending(lines[index].text)
        return end == "colon" or (end == "stop" and weight(lines[index].text) > PROSE_AROUND_VERSE * typical)

    first = next((place for place, index in enumerate(run) if not is_prose(index)), len(run))
    last = next((place for place, index in enumerate(reversed(run)) if not is_prose(index)), 0)
    return run[first : len(run) - last]


def _may_be_verse(line: Line) -> bool:
    text = line.text
    return (
        len(text) < LONGEST_IN_CHARACTERS
        and 0 < weight(text) <= LONGEST_VERSE
        and not (BULLET.match(text) or HASHES.match(text) or mark_at(text))
    )


def _is_verse(run: Sequence[Line]) -> bool:
    if len(run) < FEWEST_VERSE or median(weight(line.text) for line in run) > TYPICAL_VERSE:
        return False
    spoken = sum(bool(_SPOKEN.match(line.text)) for line in run)
    counted = sum(line.text[0].isdecimal() for line in run)
    if spoken * 2 > len(run) or counted * 2 > len(run):
        return False
    unstopped = sum(ending(line.text) in ("none", "comma", "semicolon") for line in run)
    most_common = Counter(weight(line.text) for line in run).most_common(1)[0][1]
    return unstopped >= UNSTOPPED_VERSE * len(run) or most_common >= EVEN_VERSE * len(run)
