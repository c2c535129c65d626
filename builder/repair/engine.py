"""Applies rules to a text and keeps one thing: a tiling of the source that says where every character went."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter

from builder.characters import characters_of
from builder.model import Certainty, Edit, Flag, Repaired, Rule, RuleInput, Segment, SurveyFacts
from builder.tiling import Positions

_BY_PLACE = attrgetter("start", "end")
_STRENGTH: dict[Certainty, int] = {"doubtful": 0, "likely": 1, "sure": 2}


class OverlappingEditsError(ValueError):
    """A rule proposed edits that overlap or leave the text: a mistake in the rule, which the message names."""


def apply(source: str, rules: Iterable[Rule], survey: SurveyFacts | None = None) -> Repaired:
    """`source` after each of `rules` in order, as a tiling of `source`. Pure; each rule costs one linear sweep.

    Raises OverlappingEditsError if a rule proposes edits that overlap or lie outside the text it was shown.
    """
    facts = survey or SurveyFacts()
    segments: list[Segment] = [Segment(0, len(source), source)] if source else []
    text = source
    doubts: set[Flag] = set()
    given = RuleInput(text, facts)
    present = characters_of(source)  # never too few: what edits take away may stand elsewhere
    for rule in rules:
        if rule.needs and present.isdisjoint(rule.needs):
            continue
        changes, doubtful = _proposals(rule, given)
        if doubtful:
            positions = Positions(segments)
            doubts.update(Flag(*positions.to_source(edit.start, edit.end), rule.id) for edit in doubtful)
        if changes:
            segments = _cut(source, segments, changes, rule)
            text = "".join(segment.out for segment in segments)
            given = RuleInput(text, facts)
            present.update(*(edit.new for edit in changes))
    flags = tuple(sorted(doubts, key=lambda flag: (flag.start, flag.end, flag.rule)))
    return Repaired(source, tuple(segments), flags, text)


def _proposals(rule: Rule, given: RuleInput) -> tuple[list[Edit], list[Edit]]:
    """The edits of `rule` in order: those to be done, and those to be flagged only."""
    text = given.text
    changes: list[Edit] = []
    doubtful: list[Edit] = []
    reached = 0
    for edit in sorted(rule.find(given), key=_BY_PLACE):
        if edit.start < reached or edit.end < edit.start or edit.end > len(text):
            raise OverlappingEditsError(
                f"rule {rule.id}: the edit at {edit.start}-{edit.end} overlaps one that ends at {reached}, "
                f"or leaves the text of {len(text)} characters"
            )
        reached = edit.end
        if (edit.certainty or rule.certainty) == "doubtful":
            doubtful.append(edit)
        elif text[edit.start : edit.end] != edit.new:
            changes.append(edit)
    return changes, doubtful


class _Sweep:
    """Reads a tiling from left to right; the current tile may have been partly used up by an earlier edit."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._rest = iter(segments)
        self._waiting: Segment | None = None  # read ahead, before a tile that was put back
        self.position = 0  # text position where the live part of `tile` begins
        self.live = 0  # offset in `tile.out` of its live part
        self.tile = next(self._rest, None)

    @property
    def length(self) -> int:
        if self.tile is None:
            return 0
        return len(self.tile.out) - self.live if self.tile.rules else self.tile.end - self.tile.start

    def advance(self) -> None:
        self.position += self.length
        self.live = 0
        self.tile, self._waiting = self._waiting or next(self._rest, None), None

    def replace(self, tile: Segment, live: int, position: int) -> None:
        """Lets `tile`, live from offset `live` at text `position`, take the place of the current tile."""
        self.tile, self.live, self.position = tile, live, position

    def put_back(self, tile: Segment, live: int, position: int) -> None:
        """Lets `tile` stand before the current tile."""
        self._waiting = self.tile
        self.replace(tile, live, position)


def _cut(source: str, segments: Sequence[Segment], edits: Sequence[Edit], rule: Rule) -> list[Segment]:
    """The tiling after `edits`: kept text is split, whatever an earlier rule made is swallowed whole."""
    done: list[Segment] = []
    sweep = _Sweep(segments)
    at = 0
    while at < len(edits):
        edit = edits[at]
        while sweep.tile is not None and sweep.position + sweep.length <= edit.start:
            done.append(_printed(source, sweep.tile))
            sweep.advance()
        inside = _inside_kept(sweep, edits, at)
        if inside:
            _split(source, done, sweep, edits[at : at + inside], rule)
            at += inside
        else:
            _replace_one(source, done, sweep, edit, rule)
            at += 1
    while sweep.tile is not None:
        done.append(_printed(source, sweep.tile))
        sweep.advance()
    return done


def _inside_kept(sweep: _Sweep, edits: Sequence[Edit], at: int) -> int:
    """How many edits from `at` on lie one after another inside the current tile, if that is kept text."""
    if sweep.tile is None or sweep.tile.rules:
        return 0
    first, reached, end = at, sweep.position, sweep.position + sweep.length
    while at < len(edits) and reached < edits[at].start < edits[at].end < end:
        reached = edits[at].end
        at += 1
    return at - first


def _split(source: str, done: list[Segment], sweep: _Sweep, edits: Sequence[Edit], rule: Rule) -> None:
    """Does edits inside the current tile, as nearly all are: what `_replace_one` would do, without its questions."""
    tile = sweep.tile
    assert tile is not None
    names, usual, reached = (rule.id,), rule.certainty, tile.start
    ahead = tile.start - sweep.position  # by how much the tile's place in the source is beyond that in the text
    for edit in edits:
        begin, end = edit.start + ahead, edit.end + ahead
        done.append(Segment(reached, begin, source[reached:begin]))
        done.append(Segment(begin, end, edit.new, names, edit.certainty or usual))
        reached = end
    sweep.replace(_kept(reached, tile.end), 0, reached - ahead)


def _kept(start: int, end: int) -> Segment:
    """Kept text whose characters are not copied yet: copying the rest of a tile at every edit would be quadratic."""
    return Segment(start, end, "")


def _printed(source: str, tile: Segment) -> Segment:
    return tile if tile.rules or tile.out else Segment(tile.start, tile.end, source[tile.start : tile.end])


def _replace_one(source: str, done: list[Segment], sweep: _Sweep, edit: Edit, rule: Rule) -> None:
    tile = sweep.tile
    begin = tile.start if tile else len(source)
    prefix = suffix = ""
    rules: list[str] = []
    strength = _STRENGTH[edit.certainty or rule.certainty]
    offset = edit.start - sweep.position
    if tile is not None and not tile.rules and offset:  # split kept text
        begin = tile.start + offset
        done.append(Segment(tile.start, begin, source[tile.start : begin]))
        sweep.replace(_kept(begin, tile.end), 0, edit.start)
    elif tile is not None and tile.rules and sweep.live + offset:  # begin inside what a rule made
        prefix = tile.out[: sweep.live + offset]
        sweep.replace(tile, sweep.live + offset, edit.start)
    end = begin
    while (tile := sweep.tile) is not None and (sweep.position < edit.end or prefix):
        taken = min(sweep.length, edit.end - sweep.position)
        if tile.rules:
            rules += tile.rules
            strength = min(strength, _STRENGTH[tile.certainty])
            suffix = tile.out[sweep.live + taken :]
            end = tile.end
            sweep.advance()
        elif taken < sweep.length:
            end = tile.start + taken
            sweep.replace(_kept(end, tile.end), 0, edit.end)
        else:
            end = tile.end
            sweep.advance()
        if suffix or sweep.position >= edit.end:
            break
    certainty = next(name for name, value in _STRENGTH.items() if value == strength)
    names = tuple(dict.fromkeys([*rules, rule.id]))
    out = prefix + edit.new + suffix
    made = Segment(begin, end, out, names, certainty)
    if suffix:
        sweep.put_back(made, len(out) - len(suffix), edit.end)
    elif begin < end and out == source[begin:end]:
        done.append(Segment(begin, end, out))
    else:
        done.append(made)
