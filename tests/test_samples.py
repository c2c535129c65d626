"""The sample library is what the program makes of the originals, and is as large and as varied as it should be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.library.decisions import load
from builder.library.vocabulary import load_vocabulary
from tests.damage import originals
from tests.damage.make_samples import REPOSITORY, make, write
from tests.damage.recipes import RECIPES, Recipe
from tests.score import fold

FEWEST_ESSAYS, FEWEST_FILES, FEWEST_CLASSES, FEWEST_THEMES = 24, 14, 15, 40
FEWEST_COLLECTIONS = 3
PIECES = [piece for recipe in RECIPES for piece in recipe.pieces]


def test_running_the_program_gives_the_committed_files(tmp_path: Path) -> None:
    for path in write(tmp_path):
        committed = REPOSITORY / path.relative_to(tmp_path)
        assert committed.read_bytes() == path.read_bytes(), (
            f"run tests/damage/make_samples.py: {committed.name} differs"
        )


def test_no_sample_is_left_over() -> None:
    sources = {path.relative_to(REPOSITORY / "content" / "essays").as_posix() for path in _files("content/essays")}
    assert sources == {recipe.path for recipe in RECIPES}
    assert {path.stem for path in _files("tests/gold")} == {Path(recipe.path).stem for recipe in RECIPES}
    assert {path.stem for path in _files("tests/samples")} == {piece.original for piece in PIECES}


def _files(folder: str) -> list[Path]:
    return [path for path in (REPOSITORY / folder).rglob("*") if path.is_file()]


def test_the_library_is_large_and_varied_enough() -> None:
    families = {step[0] for recipe in RECIPES for step in recipe.steps}
    families |= {step[0] for piece in PIECES for step in piece.steps}
    languages = {originals.read(piece.original).language for piece in PIECES}
    assert len(PIECES) >= FEWEST_ESSAYS
    assert len(RECIPES) >= FEWEST_FILES
    assert len(families) >= FEWEST_CLASSES
    assert languages == {"zh-Hans", "zh-Hant", "en"}
    shelves = {Path(recipe.path).parent for recipe in RECIPES} - {Path()}
    assert len(shelves) + sum(len(recipe.pieces) > 1 for recipe in RECIPES) >= FEWEST_COLLECTIONS
    assert {recipe.encoding for recipe in RECIPES} >= {"utf-8", "gb18030", "big5", "utf-16"}
    assert {recipe.form_of_file for recipe in RECIPES} == {"txt", "md", "html"}


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.path)
def test_gold_speaks_of_the_originals(recipe: Recipe) -> None:
    _, gold = make(recipe)
    for document in gold["documents"]:
        original = originals.read(document["id"])
        clean = fold(original.printed())
        assert len(document["must_keep"]) >= 5
        assert all(fold(passage) in clean for passage in document["must_keep"])
        assert all(fold(noise) not in clean for noise in document["must_drop"])
        assert all(fold(heading["text"]) in clean for heading in document["outline"])
        json.dumps(document)


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.original)
def test_originals_are_essays(piece) -> None:  # type: ignore[no-untyped-def]
    original = originals.read(piece.original)
    body = "".join(original.blocks)
    if original.language == "en":
        assert 300 <= len(body.split()) <= 900
    else:
        assert 600 <= len(body) <= 2000


def test_what_people_decided_is_valid() -> None:
    assert load(REPOSITORY / "content").problems == ()
    vocabulary, problems = load_vocabulary(REPOSITORY / "content" / "themes.yml")
    assert problems == ()
    assert len(vocabulary.themes) >= FEWEST_THEMES
    assert all({language for language, _ in theme.names} == {"zh-Hans", "zh-Hant", "en"} for theme in vocabulary.themes)
