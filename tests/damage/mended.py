"""How much of each kind of damage the builder mends: `python tests/damage/mended.py [FAMILY…] [--details]`.

Every original is damaged, read, and compared with the same original read undamaged. Soundness is for the tests;
this is the other half, completeness, and it is a measurement: nothing here passes or fails.

    mended   share of the characters that differ which the builder put right (less than 0: it did harm)
    whole    share of essays that read exactly like the undamaged one
    blocks   share with the same number of blocks;  outline, title  share with the same
"""

from __future__ import annotations

import argparse
import difflib
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

if __package__ in (None, ""):  # run as a program
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from builder.content import content_at
from builder.model import Essay
from builder.pipeline import inspect
from builder.workers import hands
from tests.damage import FAMILIES, originals
from tests.score import fold

SEEDS = range(2)


@dataclass(frozen=True)
class Seen:
    """What was read of one file."""

    title: str
    body: str  # folded
    blocks: int
    outline: tuple[tuple[int, str], ...]


def _seen(essays: Iterable[Essay]) -> Seen:
    essays = list(essays)
    blocks = [block for essay in essays for block in essay.blocks]
    return Seen(
        fold(essays[0].title) if essays else "",
        "".join(fold(block.number + block.text) for block in blocks),
        len(blocks),
        tuple((block.level, fold(block.number + block.text)) for block in blocks if block.kind == "heading"),
    )


def read_all(texts: Mapping[str, str]) -> dict[str, Seen]:
    """Each text read as a file of its own, surveyed together."""
    with tempfile.TemporaryDirectory() as folder, hands(2) as workers:
        for name, text in texts.items():
            Path(folder, f"{name}.txt").write_text(text, "utf-8")
        found = inspect(content_at(Path(folder)), [Path(folder)], workers)
        return {Path(item.source).stem: _seen(one.essay for one in item.essays) for item in found}


def distance(one: str, other: str) -> int:
    """Characters that differ."""
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return max(len(one), len(other)) - sum(match.size for match in matcher.get_matching_blocks())


def measure(family: str, clean: Mapping[str, str], right: Mapping[str, Seen], details: bool) -> list[float] | None:
    """The figures of one family over all originals and seeds; None if it broke nothing."""
    rows: list[list[float]] = []
    for seed in SEEDS:
        broken = {name: FAMILIES[family](text, seed) for name, text in clean.items()}
        broken = {name: damaged for name, damaged in broken.items() if damaged.places}
        read = read_all({name: damaged.text for name, damaged in broken.items()})
        for name, damaged in broken.items():
            want, got = right[name], read.get(name, Seen("", "", 0, ()))
            harm = sum(max(place.end - place.start, len(place.old)) for place in damaged.places)
            left = distance(want.title + want.body, got.title + got.body)
            rows.append(
                [
                    1 - left / max(1, harm),
                    float(want.body == got.body),
                    float(want.blocks == got.blocks),
                    float(want.outline == got.outline),
                    float(want.title == got.title),
                ]
            )
            if details and rows[-1] != [1.0] * 5:
                print(
                    f"  {family} {seed} {name}: {left} of {harm}; blocks {got.blocks}/{want.blocks}; {got.title[:30]}"
                )
                _show(want.body, got.body)
    return [sum(column) / len(rows) for column in zip(*rows, strict=True)] if rows else None


def _show(want: str, got: str) -> None:
    shown = 0
    for kind, a, b, c, d in difflib.SequenceMatcher(None, want, got, autojunk=False).get_opcodes():
        if kind != "equal" and shown < 3:
            shown += 1
            print(f"      …{want[max(0, a - 8) : a]}[{want[a:b][:60]}→{got[c:d][:60]}]{want[b : b + 8]}…")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("families", nargs="*")
    parser.add_argument("--details", action="store_true")
    given = parser.parse_args()
    names = sorted(path.stem for path in originals.FOLDER.glob("*.md"))
    clean = {name: originals.read(name).printed("\n") for name in names}
    right = read_all(clean)
    for name, seen in right.items():
        original = originals.read(name)
        if seen.title != fold(original.title) or seen.body != fold("".join(original.blocks)):
            print(f"undamaged, yet not as written: {name}")
            _show(fold("".join(original.blocks)), seen.body)
    print(f"{'family':28}  mended  whole  blocks outline  title")
    for family in given.families or FAMILIES:
        figures = measure(family, clean, right, given.details)
        if figures:
            print(f"{family:28} " + " ".join(f"{value:7.2f}" for value in figures))


if __name__ == "__main__":
    main()
