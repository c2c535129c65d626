"""Lines that are neither prose nor heading: code, tables, verse, speech, told by how they look in a run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from statistics import median

from builder.characters import han_count
from builder.model import BlockKind
from builder.structure.lines import Line, ending, weight
from builder.structure.numbering import mark_at

#: Longest line of verse, in weight (a line of modern verse seen has 22 Han; couplets 16), and the median of a run.
LONGEST_VERSE = 26
TYPICAL_VERSE = 16
#: Fewest lines of verse in a run: three short lines are an address or a signature.
FEWEST_VERSE = 4
#: Share of lines without a full stop from which short lines are verse and not short paragraphs of a story.
UNSTOPPED_VERSE = 0.3
#: Share of lines of one length from which stopped lines are verse (a quatrain ends each line with a mark).
EVEN_VERSE = 0.75
FEWEST_CODE = 2
FEWEST_ROWS = 2
FEWEST_TURNS = 2

_FENCE = re.compile(r"^(?:```|~~~)")
_CODE = re.compile(
    r"[{}]$|[)\]}>\w]\s*;$|^[})\]]+[;,]?$|^#include\b|^(?:import|from|def|class|return|var|let|const|function|public|private"
    r"|static|void|int|if|for|while|else|elif|try|print)\b.*[(){}=:;]|^\$ \w|^>>> |^</?[a-z][^>]*>$"
)
_SIGNS = re.compile(r"[(){}\[\]=<>$#]")
_SPOKEN = re.compile("^[“「\"『]|^[^。！？，,.:：]{1,12}[：:]\\s*[“「\"『]")
_SPEAKER = re.compile("^([A-Za-z\u4e00-\u9fff][A-Za-z\u4e00-\u9fff .]{0,11})[：:]\\s*\\S")


def line_kinds(lines: Sequence[Line]) -> dict[int, BlockKind]:
    """Line index → code, table, verse or dialogue, for the lines that are."""
    kinds: dict[int, BlockKind] = {}
    _fenced(lines, kinds)
    _runs(lines, kinds, "code", _is_code, FEWEST_CODE)
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
    if han_count(text[:200]) * 4 > len(text[:200]) or mark_at(text) is not None:
        return False
    return bool(_CODE.search(text)) and (bool(_SIGNS.search(text)) or line.indent > 1)


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
        if _is_verse([lines[index] for index in run]):
            kinds.update(dict.fromkeys(run, "verse"))
        run = []


def _may_be_verse(line: Line) -> bool:
    return 0 < weight(line.text) <= LONGEST_VERSE and mark_at(line.text) is None


def _is_verse(run: Sequence[Line]) -> bool:
    if len(run) < FEWEST_VERSE or median(weight(line.text) for line in run) > TYPICAL_VERSE:
        return False
    spoken = sum(bool(_SPOKEN.match(line.text)) for line in run)
    if spoken * 2 > len(run):
        return False
    unstopped = sum(ending(line.text) in ("none", "comma", "semicolon") for line in run)
    most_common = Counter(weight(line.text) for line in run).most_common(1)[0][1]
    return unstopped >= UNSTOPPED_VERSE * len(run) or most_common >= EVEN_VERSE * len(run)
