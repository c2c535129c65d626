"""Large libraries are compared, and their index is put together, in processes of their own, with the same result."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from builder import indexing, relating
from builder.apart import apart
from builder.cache import Cache
from builder.content import REPOSITORY, Content
from builder.generate import generate
from builder.spelling import Spelling, spelt
from tests.desk import text_of, write


def test_what_is_made_apart_is_made_in_another_process() -> None:
    assert apart(os.getpid) != os.getpid()
    with pytest.raises(ZeroDivisionError):
        apart(divmod, 1, 0)


def test_whoever_ends_without_an_answer_is_told_of() -> None:
    with pytest.raises(BrokenProcessPool):
        apart(os._exit, 0)


def test_a_program_of_any_form_may_ask(tmp_path: Path) -> None:
    """One that has its work done at its top level, where `multiprocessing` would run it over and over."""
    program = tmp_path / "program.py"
    program.write_text(
        "import os, sys\nfrom builder.apart import apart\nprint('here')\nprint(apart(os.getpid) != os.getpid())\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(
        [sys.executable, program], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.split() == ["here", "True"], done.stderr


def test_an_atlas_that_is_drawn_apart_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {f"{number}.txt": text_of(number) for number in range(6)}
    here = generate(write(tmp_path / "here", texts), jobs=1).library.atlas
    asked = []
    monkeypatch.setattr(relating, "FEWEST_APART", 1)
    monkeypatch.setattr(relating, "apart", lambda verb, *values: asked.append(verb) or apart(verb, *values))
    assert generate(write(tmp_path / "apart", texts), jobs=1).library.atlas == here
    assert len(asked) == 1


def test_a_digest_that_the_cache_has_lost_is_made_where_its_essay_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = write(tmp_path, {f"{number}.txt": text_of(number) for number in range(4)})
    atlas = generate(content, jobs=1).library.atlas
    monkeypatch.setattr(relating, "FEWEST_APART", 1)
    cache = Cache(content.cache)
    for kind in ("digest", "atlas"):
        cache.keep(kind, ())
    assert generate(content, jobs=1).library.atlas == atlas


def index_of(content: Content) -> dict[str, bytes]:
    """The files of the index that a build leaves."""
    generate(content, jobs=1)
    return {path.name: path.read_bytes() for path in (content.data / "search" / "data").rglob("*.js")}


def test_a_block_of_the_index_that_is_put_together_apart_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {f"{number}.txt": text_of(number) for number in range(6)}
    here = index_of(write(tmp_path / "here", texts))
    asked = []
    monkeypatch.setattr(indexing, "FEWEST_APART", 1)
    monkeypatch.setattr(indexing, "apart", lambda verb, *values: asked.append(verb) or apart(verb, *values))
    content = write(tmp_path / "apart", texts)
    assert index_of(content) == here
    assert asked
    assert index_of(write(tmp_path / "apart", {"7.txt": text_of(7)})) != here
    (content.essays / "7.txt").unlink()
    assert index_of(content) == here


def test_an_entry_of_the_index_that_the_cache_has_lost_is_made_where_its_essay_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = write(tmp_path, {f"{number}.txt": text_of(number) for number in range(4)})
    index = index_of(content)
    monkeypatch.setattr(indexing, "FEWEST_APART", 1)
    cache = Cache(content.cache)
    for kind in ("search-entry", "search-block"):
        cache.keep(kind, ())
    assert index_of(content) == index


def test_names_that_are_expected_are_spelt_elsewhere_all_at_once() -> None:
    asked: list[list[str]] = []

    def elsewhere(texts: Sequence[str]) -> list[tuple[str, ...]]:
        asked.append(list(texts))
        return spelt(texts)

    spelling = Spelling()
    spelling.recall({("茶山", False): ("cha", "shan")}, elsewhere)
    spelling.expect(["茶山", "修路", "roads", "第三年", "修路"])
    assert asked == [["修路", "第三年"]]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("builder.spelling._spelt", None)  # nothing is spelt here
        assert [spelling(text) for text in ("茶山", "修路", "roads")] == [("cha", "shan"), ("xiu", "lu"), ("roads",)]
    spelling.expect(["修路"])
    assert len(asked) == 1
