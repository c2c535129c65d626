"""Writes the sample library and its gold: `python tests/damage/make_samples.py` from the repository.

The same originals and recipes always give the same bytes; a test runs this and compares.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

if __package__ in (None, ""):  # run as a program
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from tests.damage import FAMILIES, byte_forms, file_forms, gold, originals, several, signature
from tests.damage.damaged import Damaged
from tests.damage.originals import Original
from tests.damage.recipes import RECIPES, Piece, Recipe, Step

REPOSITORY = Path(__file__).resolve().parent.parent.parent
#: Generators that print facts of the essay; they are no damage and so no family.
_PRINTERS: dict[str, Callable[..., Damaged]] = {
    "author-under-title": signature.author_under_title,
    "signed": signature.signed,
}


def _broken(text: str, step: Step, original: Original | None) -> Damaged:
    name, seed, *facts = step
    damage: Callable[..., Damaged] = FAMILIES.get(str(name)) or _PRINTERS[str(name)]
    given = {}
    for fact in facts[0] if facts and original else ():
        given["place" if fact == "publisher" else fact] = getattr(original, fact)
    return damage(text, seed, **given)


def _piece(piece: Piece, recipe: Recipe) -> tuple[str, list[tuple[str, Damaged]], frozenset[str]]:
    """An essay after its steps, what each broke, and the facts it prints."""
    original = originals.read(piece.original)
    text = original.printed(recipe.gap)
    broken: list[tuple[str, Damaged]] = []
    printed: set[str] = set()
    for step in piece.steps:
        damaged = _broken(text, step, original)
        text = damaged.text
        broken.append((step[0], damaged))
        printed.update(step[2] if len(step) > 2 else ())
    if recipe.form_of_file != "txt":
        printed = {"author", "date", "publisher"}
    return text, broken, frozenset(printed)


def make(recipe: Recipe) -> tuple[bytes, dict[str, Any]]:
    """The bytes of one source file, and its gold."""
    documents: list[dict[str, Any]] = []
    whole: list[tuple[str, Damaged]] = []
    pieces = [_piece(piece, recipe) for piece in recipe.pieces]
    text = several.FORMS[recipe.form]([text for text, _, _ in pieces]) if recipe.form else pieces[0][0]
    if recipe.form_of_file != "txt":
        text = file_forms.FORMS[recipe.form_of_file](originals.read(recipe.pieces[0].original))
    if recipe.head:
        text = recipe.head + ("\n\n\n" if recipe.form == "bare" else "\n") + text
    for step in recipe.steps:
        damaged = _broken(text, step, None)
        text = damaged.text
        whole.append((step[0], damaged))
    for piece, (_, broken, printed) in zip(recipe.pieces, pieces, strict=True):
        documents.append(gold.document(originals.read(piece.original), [*broken, *whole], printed))
    if recipe.head:
        documents[0]["must_drop"].append(recipe.head)
    if recipe.mixed_line_ends:
        text = byte_forms.mixed_line_ends(text, 1)
    return byte_forms.encoded(text, recipe.encoding), {"file": recipe.path, "documents": documents}


def write(repository: Path) -> tuple[Path, ...]:
    """Writes sources and gold below `repository`; returns the files written."""
    written: list[Path] = []
    for recipe in RECIPES:
        data, documents = make(recipe)
        source = repository / "content" / "essays" / recipe.path
        notes = repository / "tests" / "gold" / (Path(recipe.path).stem + ".json")
        for path, content in (
            (source, data),
            (notes, json.dumps(documents, ensure_ascii=False, indent=1).encode() + b"\n"),
        ):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            written.append(path)
    return tuple(written)


if __name__ == "__main__":
    print(f"{len(write(REPOSITORY))} files written")
