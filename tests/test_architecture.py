"""The house stays as DESIGN says: imports point one way, files stay small, every rule has its cases."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "builder"
REPOSITORY = PACKAGE.parent
LONGEST_FILE = 400  # lines; DESIGN §3

#: What each room may import of ours, itself apart. A room is a folder or a file of the package.
LEAVES = {
    "model",
    "pattern_code",
    "patterns",
    "characters",
    "script",
    "segmentation",
    "spelling",
    "tiling",
    "byte_record",
    "memory",
    "problems",
}
ALLOWED: dict[str, set[str]] = {
    "model": set(),
    "pattern_code": set(),
    "patterns": {"pattern_code"},
    "characters": set(),
    "script": set(),
    "segmentation": set(),
    "spelling": set(),
    "tiling": {"model"},
    "byte_record": {"model"},
    "problems": {"model"},
    "memory": set(),
    "apart": {"memory"},
    "cache": set(),
    "packs": {"cache"},
    "casebook": set(),
    "faults": {"model", "problems"},
    "lock": set(),
    "content": set(),
    "workers": set(),
    "sources": LEAVES,
    "repair": LEAVES,
    "structure": LEAVES,
    "corpus": LEAVES,
    "emit": LEAVES,
    "search": LEAVES,
    "conversion": LEAVES,
    "library": LEAVES,
    "report": LEAVES,
    "reading": LEAVES | {"cache", "packs", "lock", "sources", "repair", "structure", "library"},
    "binding": LEAVES | {"cache"},
    "relating": LEAVES | {"apart", "cache", "corpus", "remembering", "workers"},
    "remembering": {"cache", "model", "workers"},
    "written": {"cache"},
    "progress": {"problems", "workers"},
    "answering": LEAVES | {"cache", "search"},
    "indexing": LEAVES | {"apart", "cache", "remembering", "search", "workers"},
    "converting": LEAVES | {"cache", "conversion", "remembering", "workers"},
    "pipeline": LEAVES
    | {
        "answering",
        "binding",
        "cache",
        "casebook",
        "content",
        "converting",
        "indexing",
        "reading",
        "relating",
        "remembering",
        "workers",
    }
    | {"sources", "repair", "structure", "corpus", "emit", "search", "library"},
    "generate": LEAVES | {"cache", "content", "pipeline", "progress", "report", "workers", "written"},
    "site": LEAVES
    | {"emit", "progress", "reading", "cache", "content", "generate", "library", "pipeline", "search", "workers"},
    "commands": LEAVES
    | {
        "content",
        "lock",
        "workers",
        "progress",
        "report",
        "pipeline",
        "generate",
        "site",
        "library",
        "repair",
        "corpus",
    },
    "cli": LEAVES | {"commands", "faults", "lock"},
    "__main__": {"cli"},
    "__init__": set(),
}


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).parts
        yield (parts[0] if len(parts) > 1 else path.stem), path


def imported_rooms(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = (
                [f"{node.module}.{alias.name}" for alias in node.names] if node.module == "builder" else [node.module]
            )
        found |= {name.split(".")[1] for name in names if name.startswith("builder.")}
    return found


@pytest.mark.parametrize(
    ("room", "path"), list(modules()), ids=lambda value: str(value) if isinstance(value, str) else value.name
)
def test_imports_point_one_way(room: str, path: Path) -> None:
    assert room in ALLOWED, f"{path.name} lies in a room that this table does not know"
    strange = imported_rooms(path) - ALLOWED[room] - {room}
    assert not strange, f"{path.relative_to(PACKAGE)} imports {', '.join(sorted(strange))}"


def test_no_stage_knows_mkdocs() -> None:
    for room, path in modules():
        if room != "site":
            assert "mkdocs" not in {name.split(".")[0] for name in _outside(path)}, path


def _outside(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_files_stay_small() -> None:
    files = [path for folder in (PACKAGE, REPOSITORY / "overrides") for path in folder.rglob("*") if path.is_file()]
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files if path.suffix in _TEXT}
    assert sizes
    assert not {str(path): lines for path, lines in sizes.items() if lines > LONGEST_FILE}


_TEXT = {".py", ".js", ".css", ".html"}


def test_every_module_says_what_it_knows() -> None:
    for _, path in modules():
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), f"{path} has no docstring"
