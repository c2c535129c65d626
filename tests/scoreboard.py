"""How well essays are read, set by set, beside the floors in scores.json: `python -m tests.scoreboard [--raise] [--details]`.

Our own gold (the sample library, whole pages in tests/unseen) always; the sets below ESSAY_CORPUS where it is set.
`--raise` lifts floors that were surpassed; it never lowers one.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from builder.content import content_at
from builder.pipeline import inspect
from builder.report import empty_object, essay_object
from builder.workers import hands
from tests.score import score
from tests.unseen_pages import UNSEEN, read_page

REPOSITORY = Path(__file__).resolve().parent.parent
FLOORS = Path(__file__).with_name("scores.json")
#: A figure may be this much lower than its floor: floors are kept to three digits.
ROUNDING = 0.0005
#: Sets outside the repository, below ESSAY_CORPUS: folder of sources, folder of gold.
SETS = {name: (f"{name}/raw", f"{name}/gold") for name in ("seeds", "dev", "dev-synthetic")}

#: The figures by name, and a line for whatever is amiss.
Scored = tuple[dict[str, float], list[str]]
#: Name, raw text, gold.
Text = tuple[str, str, dict[str, Any]]


def inspected(groups: Iterable[Sequence[Path]]) -> list[Any]:
    """What `inspect --json` says of the files; each group of them is surveyed by itself."""
    objects: list[Any] = []
    with hands(1) as workers:
        for group in groups:
            for item in inspect(content_at(REPOSITORY / "tests"), group, workers):
                objects += [json.loads(json.dumps(essay_object(one.essay, one.slug))) for one in item.essays]
                if not item.essays:
                    objects.append(json.loads(json.dumps(empty_object(item.source, item.problems))))
    return objects


def of_folder(sources: Path, gold: Path, raw: bool = False) -> Scored:
    """The figures of a folder of sources against a folder of gold; `raw` asks for those on script and controls too."""
    listed = sources.parent / "controls.txt"
    controls = listed.read_text("utf-8").split() if listed.exists() else ()
    return score(inspected([[sources]]), gold, sources if raw else None, controls)


def of_samples() -> Scored:
    return of_folder(REPOSITORY / "content" / "essays", REPOSITORY / "tests" / "gold")


def of_texts(given: Iterable[Text]) -> Scored:
    """The figures of texts, each read by itself."""
    return of_files((f"{name}.txt", raw.encode(), gold) for name, raw, gold in given)


def of_files(given: Iterable[tuple[str, bytes, dict[str, Any]]]) -> Scored:
    """The figures of files, each read by itself: a survey of them all would know what they share."""
    with tempfile.TemporaryDirectory() as kept:
        folder, gold_folder = Path(kept, "raw"), Path(kept, "gold")
        folder.mkdir()
        gold_folder.mkdir()
        for name, data, gold in given:
            (folder / name).write_bytes(data)
            (gold_folder / f"{Path(name).stem}.json").write_text(json.dumps(gold), "utf-8")
        return score(inspected([path] for path in sorted(folder.iterdir())), gold_folder)


def of_unseen(folder: Path = UNSEEN) -> Scored:
    pages = (read_page(path) for path in sorted(folder.glob("*.txt")))
    return of_files((f"{page.name}.{page.kind}", page.data, page.gold) for page in pages)


def of_corpus(corpus: Path, name: str) -> Scored:
    sources, gold = (corpus / folder for folder in SETS[name])
    return of_folder(sources, gold, raw=True)


def floors_of(name: str) -> Mapping[str, float]:
    floors: dict[str, Mapping[str, float]] = json.loads(FLOORS.read_text("utf-8"))
    return floors[name]


def fallen(name: str, found: Mapping[str, float]) -> dict[str, tuple[float | None, float]]:
    """Figures that are below their floors: (now, floor)."""
    return {
        figure: (found.get(figure), floor)
        for figure, floor in floors_of(name).items()
        if found.get(figure, 0.0) < floor - ROUNDING
    }


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.scoreboard", description=(__doc__ or "").split(":")[0])
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift floors that were surpassed")
    parser.add_argument("--details", action="store_true", help="a line for whatever is amiss")
    given = parser.parse_args(arguments)
    scored = {"samples": of_samples(), "unseen": of_unseen()}
    if corpus := os.environ.get("ESSAY_CORPUS"):
        scored |= {name: of_corpus(Path(corpus), name) for name in SETS}
    else:
        print("ESSAY_CORPUS is not set: the real sources are not in the repository and are left out")
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text("utf-8"))
    low = 0
    for name, (found, details) in scored.items():
        print(f"{name:14} " + "  ".join(f"{figure} {value:.3f}" for figure, value in found.items()))
        for figure, (now, floor) in fallen(name, found).items():
            print(f"{'':14} {figure} fell: {now}, floor {floor}")
            low += 1
        if given.details:
            print("\n".join(details))
        floors[name] = {figure: max(value, floors[name].get(figure, 0.0)) for figure, value in found.items()}
    if given.lift:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", "utf-8")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
