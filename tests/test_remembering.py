"""A page that is remembered is the page as it is made, whatever of it was remembered, and parts are made once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from builder.cache import Cache
from builder.emit.remember import Part, anew
from builder.model import Recalled
from builder.remembering import Kept, Remembered
from builder.workers import OneHand

PARTS = st.lists(st.sampled_from(["", "一", "a", "a\n\na", "文 a"]), max_size=6)


def page(parts: Sequence[str], made: list[str]) -> tuple[bytes, object]:
    def one(part: str) -> str:
        made.append(part)
        return part

    def make(part: Part) -> bytes:
        return "\n\n".join(part(text.encode(), lambda text=text: one(text)) for text in parts).strip().encode()  # type: ignore[misc]

    return repr(parts).encode(), make


@given(st.lists(PARTS, min_size=1, max_size=4))
def test_a_page_made_of_remembered_parts_is_the_page_made_anew(editions: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        for parts in editions:
            made_from, make = page(parts, [])
            remembered = Remembered(Cache(Path(folder)), OneHand(), "page", "code")([("name", made_from, make)])  # type: ignore[arg-type]
            read = [page.fetch() if isinstance(page, Recalled) else page for page in remembered]
            assert read == [*anew([("name", made_from, make)])]  # type: ignore[arg-type]


def test_a_part_is_made_once_and_by_each_program_anew(tmp_path: Path) -> None:
    made: list[str] = []
    for code, parts in (("1", ["一", "二"]), ("1", ["二", "三"]), ("1", ["二", "三"]), ("2", ["二", "三"])):
        made_from, make = page(parts, made)
        [*Remembered(Cache(tmp_path), OneHand(), "page", code)([("name", made_from, make)])]  # type: ignore[arg-type]
    assert made == ["一", "二", "三", "二", "三"]


def test_small_things_are_kept_as_long_as_they_are_asked_for(tmp_path: Path) -> None:
    made: list[str] = []
    for names in ("ab", "bc", "a"):
        kept: Kept[str] = Kept(Cache(tmp_path), "kind", "code")
        assert [kept(name, lambda name=name: made.append(name) or name) for name in names] == list(names)  # type: ignore[misc]
        kept.save()
    assert made == ["a", "b", "c", "a"]
