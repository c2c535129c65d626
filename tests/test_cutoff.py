"""A change is followed as far as it reaches: what it does not touch is neither compared nor written again."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import search
from builder.cache import Cache
from builder.corpus import workbench
from builder.corpus.digest import digest
from builder.generate import generate
from builder.pipeline import assemble, unanswered
from builder.relating import digests_of
from builder.workers import hands
from tests.desk import text_of, write

#: Removed from an essay's end, so that its page says so and its text stays.
TAIL = "\n\n责任编辑：周远\n"


def _library(root: Path) -> None:
    write(root, {f"{number}.txt": text_of(number) for number in range(4)})


def test_an_essay_whose_words_stay_is_not_compared_again_and_its_block_of_the_index_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _library(tmp_path)
    first = generate(write(tmp_path, {}), jobs=1)
    assert unanswered(first.library, write(tmp_path, {}), first.hashes) == []

    def fails(*_: object, **__: object) -> None:
        pytest.fail("done again")

    monkeypatch.setattr(workbench, "lay_out", fails)
    monkeypatch.setattr(search, "block", fails)
    monkeypatch.setattr(search.Opened, "answers", fails)
    monkeypatch.setattr("builder.converting.united", fails)
    content = write(tmp_path, {"3.txt": text_of(3) + TAIL})
    again = generate(content, jobs=1)
    assert again.library.atlas == first.library.atlas
    assert again.written > 0  # its page tells of what was removed
    assert unanswered(again.library, content, again.hashes) == []
    assert [item.essay.digest for item in again.library.essays] == [item.essay.digest for item in first.library.essays]
    monkeypatch.undo()
    _library(tmp_path)
    content = write(tmp_path, {"2.txt": text_of(2, extra="这一句是新写的，别处都没有。")})
    monkeypatch.setattr(workbench, "lay_out", fails)
    with pytest.raises(pytest.fail.Exception, match="done again"):
        generate(content, jobs=1)


@pytest.mark.parametrize("cached", [True, False])
def test_digests_are_known_by_a_hash_and_found_again_whatever_the_cache_has_lost(tmp_path: Path, cached: bool) -> None:
    _library(tmp_path)
    content = write(tmp_path, {})
    with hands(1) as workers:
        essays = assemble(content, workers, cached=cached).library.essays
        cache = Cache(content.cache if cached else None)
        held = digests_of(essays, cache, workers)
        assert list(held) == [(item.slug, digest(item.essay)) for item in essays]
        cache.keep("digest", ())
        again = digests_of(essays, cache, workers)
        assert again.state == held.state and list(again) == list(held)
        assert digests_of(essays[1:], cache, workers).state != held.state
