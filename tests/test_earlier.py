"""What the last comparing found is found again, in any state of a library, and looked for only where something changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from builder.corpus import near_again as again
from builder.corpus.analyse import analyse
from builder.corpus.bearing import Bearing, Draft
from builder.corpus.copies import containments
from builder.corpus.digest import Digest, digest
from builder.corpus.earlier import Earlier, mark_of, row_marks, term_marks
from builder.corpus.near_again import Vectors, kept, near_again
from builder.corpus.neighbours import nearest, nearest_across
from builder.corpus.reasons import Across, Inside
from builder.corpus.sides import Shared
from builder.corpus.weights import unit_rows
from builder.model import Atlas, Block
from tests.corpus import essay, library

LIBRARY = library()
ROW = st.lists(st.integers(0, 3), min_size=5, max_size=5)
ROWS = st.dictionaries(st.sampled_from("abcdefghijkl"), ROW, min_size=1)
CHANGES = st.dictionaries(st.sampled_from("abcdefghijklmn"), st.one_of(st.none(), ROW), max_size=4)


def vectors(rows: dict[str, list[int]]) -> Vectors:
    names = sorted(rows)
    table = unit_rows(sparse.csr_matrix(np.array([rows[name] for name in names], dtype=float)))
    return Vectors(table, names, row_marks(table, term_marks("vwxyz")))


def changed(rows: dict[str, list[int]], changes: dict[str, list[int] | None]) -> dict[str, list[int]]:
    after = {name: row for name, row in (rows | changes).items() if row is not None}
    return after or rows


@settings(deadline=None)
@given(ROWS, CHANGES, ROWS, CHANGES, st.integers(1, 5), st.integers(1, 12), st.sampled_from([0.0, 0.2]))
def test_what_is_near_follows_from_what_was_near_and_what_changed(
    rows: dict[str, list[int]],
    changes: dict[str, list[int] | None],
    others: dict[str, list[int]],
    other_changes: dict[str, list[int] | None],
    most: int,
    at_once: int,
    least: float,
) -> None:
    one, other = vectors(rows), vectors(others)
    one_now, other_now = vectors(changed(rows, changes)), vectors(changed(others, other_changes))
    inside = kept(nearest(one.table, most, least), one, one)
    across = kept(nearest_across(one.table, other.table, most, least)[0], one, other)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(again, "ROWS_AT_ONCE", at_once)
        patch.setattr(again, "MOST_CHANGED", 1.0)
        found = near_again(one_now, one_now, most, least, inside), near_again(one_now, other_now, most, least, across)
    expected = nearest(one_now.table, most, least), nearest_across(one_now.table, other_now.table, most, least)[0]
    for now, exact in zip(found, expected, strict=True):
        assert now is not None
        assert [each.tolist() for each in now] == [each.tolist() for each in exact]


def test_where_much_changed_nothing_is_told() -> None:
    rows = {name: [1, 2, 3, number, 0] for number, name in enumerate("abcdefghij")}
    one, now = vectors(rows), vectors(rows | {name: [3, 2, 1, 0, 9] for name in "abc"})
    assert near_again(now, now, 5, 0.0, kept(nearest(one.table, 5, 0.0), one, one)) is None
    assert near_again(now, now, 5, 0.0, None) is None


def test_a_mark_tells_terms_values_and_places_apart() -> None:
    rows = [[1, 0, 2], [0, 1, 2], [1, 0, 3], [1, 0, 2]]
    marks = row_marks(sparse.csr_matrix(np.array(rows, dtype=float)), term_marks(["a", "b", "c"]))
    assert [marks.index(mark) for mark in marks] == [0, 1, 2, 0]
    later = row_marks(sparse.csr_matrix(np.array([[1.0, 0, 0, 2]])), term_marks(["a", "aa", "b", "c"]))
    assert later == marks[:1]  # a term that comes between moves none
    assert mark_of(b"ab", b"c") != mark_of(b"a", b"bc")


def without_last_words(item: Digest) -> Digest:
    size = 4 if item.wide else 2
    return replace(item, stream=item.stream[: -3 * size])


def turned_round(slug: str) -> Digest:
    """The same words in other paragraphs: what makes essays alike stays, what shows it does not."""
    item = dict(LIBRARY.essays)[slug]
    texts = [block.text for block in reversed(item.blocks)]
    return digest(replace(item, blocks=tuple(map(said_in, item.blocks, texts))))


def said_in(block: Block, text: str) -> Block:
    return replace(block, text=text)


def states() -> dict[str, list[tuple[str, Digest]]]:
    first, *rest = LIBRARY.digests
    added = ("zz-added", digest(essay(["茶山上的老人说，修路要先修人心，人心修好了路就好走。" * 3], "茶山新路")))
    return {
        "as it was": [first, *rest],
        "a few words fewer": [(first[0], without_last_words(first[1])), *rest],
        "one less": rest,
        "one more": [first, *rest, added],
        "its paragraphs the other way round": [(slug, turned_round(slug)) for slug, _ in LIBRARY.digests],
        "another text": [(first[0], rest[0][1]), *rest[1:], rest[0]],
    }


@pytest.mark.parametrize("state", states())
@pytest.mark.parametrize("declared", [False, True], ids=["discovered", "declared"])
def test_an_atlas_is_the_same_whatever_was_found_before(state: str, declared: bool) -> None:
    words = LIBRARY.vocabulary if declared else None
    before = Earlier()
    analyse(LIBRARY.digests, words, earlier=before)
    items, now = states()[state], Earlier(before.kept)
    exact = Earlier()
    assert analyse(items, words, earlier=now) == analyse(items, words, earlier=exact)
    assert now.kept == exact.kept


@pytest.mark.parametrize("declared", [False, True], ids=["discovered", "declared"])
def test_themes_may_be_others(declared: bool) -> None:
    before = Earlier()
    analyse(LIBRARY.digests, None if declared else LIBRARY.vocabulary, earlier=before)
    words = LIBRARY.vocabulary if declared else None
    assert analyse(LIBRARY.digests, words, earlier=Earlier(before.kept)) == analyse(LIBRARY.digests, words)


def test_where_a_theme_is_named_tells_pairs_apart() -> None:
    bearings = {"a": Bearing(1.0, {"p1": 1}), "b": Bearing(1.0, {"p1": 1, "p2": 1}), "c": Bearing(1.0, {"p2": 3})}
    draft = Draft("roads", (("zh", "修路"),), ("修路",), False, bearings)
    shared = Shared.of([draft], frozenset(bearings), 3)
    assert len({shared.where_named(["roads"], slug) for slug in bearings} | {shared.where_named([], "a")}) == 4


def asked(monkeypatch: pytest.MonkeyPatch, items: Sequence[tuple[str, Digest]], before: Earlier) -> tuple[Atlas, int]:
    """The atlas of `items`, and of how many pairs passages and words were looked for."""
    counts: list[int] = []
    with monkeypatch.context() as patch:
        for kind, name in ((Inside, "_found"), (Across, "_found"), (Across, "_words")):
            find = getattr(kind, name)

            def counting(self: object, *given: object, find=find) -> object:  # type: ignore[no-untyped-def]
                counts.append(len(given[-1]))  # type: ignore[arg-type]
                return find(self, *given)

            patch.setattr(kind, name, counting)
        return analyse(items, earlier=before), sum(counts)


def test_only_what_changed_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Earlier()
    _, all_of_them = asked(monkeypatch, LIBRARY.digests, before)
    _, none = asked(monkeypatch, LIBRARY.digests, Earlier(before.kept))
    assert all_of_them > 0 == none


def test_close_copies_are_known_again() -> None:
    texts = ["第一条 各村要按月公开账目，由村民代表签字后张榜，任何人可以提出疑问。" * 12] * 60
    items = [
        digest(essay([text, f"第{number}村的补充说明写在这里，各有各的不同。"])) for number, text in enumerate(texts)
    ]
    before = Earlier()
    found = containments(items, range(len(items)), before)
    assert found and any(before.kept.values())
    now = Earlier(before.kept)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("builder.corpus.copies._Texts.close", None)  # is not asked
        assert containments(items, range(len(items)), now) == found
    assert now.kept == before.kept
    items[0] = digest(essay(["第一条 各村要按月公开账目，由村民代表签字后", "桥上的人看河里的船。"]))
    assert containments(items, range(len(items)), Earlier(before.kept)) == containments(items, range(len(items)))
