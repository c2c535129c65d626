"""A block made from what it was is the block made from nothing, whatever was written into its essays."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder import search
from builder.cache import Cache
from builder.indexing import index
from builder.model import Atlas, Library, Published, SiteSettings
from builder.search.entry import Entry
from builder.search.layout import ROOM
from builder.workers import OneHand
from tests.examples import examples
from tests.test_search import published

_TEXTS = st.lists(
    st.text(st.sampled_from("的一公开開选拔，。aAé '7ß\n\U00020000\uf900\ud800</>"), max_size=12), max_size=ROOM - 1
)
#: Of many shards common characters have terms of their own, of few not.
_LAYOUTS = st.sampled_from([search.Layout(3, 1, 1, 2), search.Layout(3, 1, 64, 2)])


def _entries(library: Sequence[Sequence[str]]) -> list[Entry]:
    items = [published(f"e{number}", f"题{number}", *texts) for number, texts in enumerate(library)]
    return [search.entry((item, item.essay.title or "", "")) for item in items]


@given(st.lists(st.tuples(_TEXTS, _TEXTS), min_size=1, max_size=4), _LAYOUTS)
@example([(["的公开"], []), (["开"], ["开"]), ([], ["𠀀一"])], search.Layout(3, 1, 64, 2))
@examples(200)
def test_it_is_the_same_as_one_made_from_nothing(
    library: Sequence[tuple[Sequence[str], Sequence[str]]], layout: search.Layout
) -> None:
    before, after = (_entries([pair[place] for pair in library]) for place in (0, 1))
    changed = {
        place: pair
        for place, pair in enumerate(zip(before, after, strict=True))
        if search.mark(pair[0]) != search.mark(pair[1])
    }
    made = search.amended(0, search.block(0, before, layout), changed, layout)
    assert made is not None
    wanted = search.block(0, after, layout)
    assert made.files == wanted.files
    assert (made.version, made.heads, made.titles) == (wanted.version, wanted.heads, wanted.titles)
    assert search.fold_pairs(made.characters) == search.fold_pairs(wanted.characters)


def test_an_essay_that_needs_other_room_asks_for_a_whole_block() -> None:
    before, after = (_entries([["一"] * count]) for count in (ROOM - 1, ROOM))
    layout = search.Layout(1, 1, 1, 2)
    assert search.amended(0, search.block(0, before, layout), {0: (before[0], after[0])}, layout) is None


@pytest.mark.parametrize("added", [1, ROOM], ids=["in its room", "beyond"])
def test_an_edit_puts_no_block_together_that_it_can_amend(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, added: int
) -> None:
    essays = [published(f"e{number}", f"题{number}", f"第{number}篇讲渡口。") for number in range(5)]
    edited = published("e2", "题2", "第2篇讲渡口。", *["又讲石桥。"] * added)

    def files(items: Sequence[Published], cache: Cache) -> dict[str, bytes]:
        library = Library(SiteSettings(), tuple(items), (), Atlas((), (), ()), (), len(items))
        titles = {item.slug: item.essay.title or "" for item in items}
        return {file.path: file.data for file in index(library, titles, cache, OneHand())}

    cache = Cache(tmp_path)
    first = files(essays, cache)
    essays[2] = edited
    whole: list[int] = []
    block = search.block

    def counted(number: int, *given: Any) -> search.Block:
        whole.append(number)
        return block(number, *given)

    monkeypatch.setattr(search, "block", counted)
    again = files(essays, cache)
    assert whole == ([] if added < ROOM else [0])
    assert again == files(essays, Cache(None)) != first
