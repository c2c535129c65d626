"""The sample library is read as well as ever: figures on our own gold never fall below the floors in scores.json.

`python tests/test_gold.py` prints the figures and raises floors that were surpassed; it never lowers one.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

if __package__ in (None, ""):  # run as a program
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from builder.content import content_at
from builder.pipeline import inspect
from builder.report import empty_object, essay_object
from builder.workers import hands
from tests.score import harmonic, score, script_kept

REPOSITORY = Path(__file__).resolve().parent.parent
FLOORS = Path(__file__).with_name("scores.json")
#: A figure may be this much lower than its floor: floors are kept to three digits.
ROUNDING = 0.0005
#: Sets outside the repository, below ESSAY_CORPUS: folder of sources, folder of gold.
SETS = {name: (f"{name}/raw", f"{name}/gold") for name in ("seeds", "dev", "dev-synthetic")}


def figures(sources: Path, gold: Path, raw: bool = False) -> tuple[dict[str, float], list[str]]:
    """The figures of the builder, run on a folder of sources, against a folder of gold."""
    objects = []
    with hands(1) as workers:
        for item in inspect(content_at(REPOSITORY / "tests"), [sources], workers):
            objects += [json.loads(json.dumps(essay_object(one.essay, one.slug))) for one in item.essays]
            if not item.essays:
                objects.append(json.loads(json.dumps(empty_object(item.source, item.problems))))
    listed = sources.parent / "controls.txt"
    controls = listed.read_text("utf-8").split() if listed.exists() else ()
    return score(objects, gold, sources if raw else None, controls)


def _check(name: str, found: dict[str, float], details: list[str]) -> None:
    floors = json.loads(FLOORS.read_text("utf-8"))[name]
    fallen = {
        figure: (found.get(figure), floor) for figure, floor in floors.items() if found[figure] < floor - ROUNDING
    }
    assert not fallen, "\n".join([f"{name}: figure: (now, floor) {fallen}", *details])


def test_the_sample_library_is_read_as_well_as_ever() -> None:
    _check("samples", *figures(REPOSITORY / "content" / "essays", REPOSITORY / "tests" / "gold"))


@pytest.mark.parametrize("name", SETS)
def test_real_sources_are_read_as_well_as_ever(name: str, essay_corpus: Path) -> None:
    sources, gold = (essay_corpus / folder for folder in SETS[name])
    _check(name, *figures(sources, gold, raw=True))


def test_the_scorer_counts_what_it_says() -> None:
    gold = {
        "id": "x",
        "documents": [
            {
                "title": "谈值班",
                "author": None,
                "date": "2020-01-02",
                "outline": [{"level": 1, "text": "一、听"}, {"level": 2, "text": "（一）问"}],
                "must_keep": ["夜里的灯", "三分钟"],
                "must_drop": ["分享到"],
                "keep_breaks": [["一、听", "夜里"]],
                "chars": 20,
            }
        ],
    }
    essay = {
        "source": "x.txt",
        "title": "談值班",
        "author": "某人",
        "published": "2020-01-02",
        "outline": [{"level": 1, "number": "一、", "text": "听"}, {"level": 1, "number": "", "text": "多出来的"}],
        "blocks": [
            {"kind": "heading", "number": "一、", "text": "听"},
            {"kind": "paragraph", "number": "", "text": "夜里的灯，分享到：微信"},
        ],
    }
    from tests.score import score_file

    seen = score_file(gold, [essay])
    assert seen.values["keep"] == [0.5]
    assert seen.values["drop"] == [0.0]
    assert seen.values["breaks"] == [1.0]
    assert seen.values["title"] == [1.0]
    assert seen.values["author"] == [0.0]
    assert seen.values["published"] == [1.0]
    assert seen.values["split"] == [0.0]
    assert seen.values["levels"] == [1.0]
    assert seen.headings == [(1, 2, 2)]
    assert harmonic(1, 2, 2) == 0.5
    assert script_kept("谈值班夜里的灯", [essay]) is not None
    assert {detail.split(": ", 1)[1].split(" ")[0] for detail in seen.details} == {
        "LOST", "NOISE", "AUTHOR", "HEADING", "EXTENT"
    }  # fmt: skip


def _raise_floors() -> None:
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    sets = {"samples": (REPOSITORY / "content" / "essays", REPOSITORY / "tests" / "gold", False)}
    corpus = os.environ.get("ESSAY_CORPUS")
    if corpus:
        sets |= {name: (Path(corpus, raw), Path(corpus, gold), True) for name, (raw, gold) in SETS.items()}
    for name, (sources, gold, raw) in sets.items():
        found, details = figures(sources, gold, raw)
        print("\n".join(details))
        print(name, found)
        before = floors.get(name, {})
        floors[name] = {figure: max(value, before.get(figure, 0.0)) for figure, value in found.items()}
    FLOORS.write_text(json.dumps(floors, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    _raise_floors()
