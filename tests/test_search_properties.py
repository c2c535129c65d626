"""The search index of any texts at all: what it says of a paragraph is what stands there, and its files are only data."""

from __future__ import annotations

import json
from collections.abc import Sequence

from hypothesis import example, given
from hypothesis import strategies as st

from builder import search
from builder.model import Published
from builder.search.files import RECEIVER, data_file
from builder.search.layout import ROOM
from builder.search.numbers import ascending
from builder.search.terms import terms
from tests.examples import examples
from tests.hostile.payloads import PAYLOADS
from tests.test_search import published, reader

_WORDS = st.text(
    st.sampled_from("渡口石桥組織 ab é，.1\u3000\u2028\u00ad\u200d<>/\"'\\\n\ud800\U0001f468"), max_size=40
)
_TEXTS = _WORDS | st.text(max_size=40) | st.sampled_from(PAYLOADS)
_LIBRARIES = st.lists(st.tuples(_TEXTS, st.lists(_TEXTS, min_size=1, max_size=4)), min_size=1, max_size=4)


def _published(library: Sequence[tuple[str, list[str]]]) -> tuple[Published, ...]:
    return tuple(published(f"e{number}", title, *texts) for number, (title, texts) in enumerate(library))


@given(_LIBRARIES)
@example([("</script><script>", ["\u2028", "a b"])])
@examples(100)
def test_the_files_of_the_index_are_calls_with_data(library: Sequence[tuple[str, list[str]]]) -> None:
    essays = _published(library)
    layout = search.layout(len(essays))
    entries = [search.entry((item, item.essay.title or "", "")) for item in essays]
    for file in search.block(0, entries, layout).files:
        text = file.data.decode("utf-8")
        assert "</" not in text and "\u2028" not in text and "\u2029" not in text
        name = file.path.removeprefix("search/data/").removesuffix(".js")
        head = f"{RECEIVER}({json.dumps(name)},"
        assert text.startswith(head) and text.endswith(")")
        json.loads(text[len(head) : -1])


@given(_LIBRARIES)
@examples(100)
def test_every_term_of_a_paragraph_leads_to_it_and_nothing_else_does(library: Sequence[tuple[str, list[str]]]) -> None:
    essays = _published(library)
    layout, read = reader(essays)
    (block,) = range(layout.blocks)
    told: dict[str, set[int]] = {}
    for shard in range(layout.shards):
        text = read(f"search/data/b{block}/s{shard}.js").decode()
        names, numbers = json.loads(text[text.index(",") + 1 : -1])
        words = names.split(" ") if names else []
        assert len(words) == len(set(words)) == len(numbers.split(" ") if words else [])
        for word, digits in zip(words, numbers.split(" "), strict=bool(words)):
            told[word] = set(ascending(digits))
    wanted: dict[str, set[int]] = {}
    number = 0
    for item in essays:
        for paragraph in search.entry((item, item.essay.title or "", "")).paragraphs:
            for term in terms(paragraph.text):
                wanted.setdefault(term, set()).add(number)
            number += 1
        number = -(-number // ROOM) * ROOM
    assert all(places <= wanted[word] for word, places in told.items())
    # A character alone may be left out where a longer term of the same paragraph begins with it.
    assert all(told[word] == places for word, places in wanted.items() if len(word) > 1)


@given(st.recursive(st.text() | st.integers() | st.none(), st.lists, max_leaves=6))
@examples(100)
def test_data_comes_back_from_a_script(value: object) -> None:
    text = data_file("x", value).data.decode()
    back = json.loads(text.removeprefix(f'{RECEIVER}("x",').removesuffix(")"))
    assert json.dumps(back) == json.dumps(value).replace("\\ud800", "?") or "\\ud" in json.dumps(value)
