"""A block in which few essays changed: what it was, with those files written anew that tell of them.

An edit is what people wait for, and all terms of a block of 2,500 essays take seconds to put together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, chain

from builder.model import Output
from builder.search.entry import Entry
from builder.search.files import FOLDER, Block, data_file, held, text_of, title_of, version
from builder.search.layout import Layout, room
from builder.search.numbers import ascending, ascending_digits
from builder.search.postings import terms_of
from builder.search.terms import PARTS, is_han, shard_of

#: With more changed essays than this most files change, and the whole is as soon made anew.
MOST_CHANGED = 20
#: An essay's numbers in its block, and those of its paragraphs that hold a term now.
_Where = tuple[range, Sequence[int]]


def amended(number: int, former: Block, changed: Mapping[int, tuple[Entry, Entry]], layout: Layout) -> Block | None:
    """What `block` gives when essays of `former`, by their place in it, are changed from the first to the second.

    None where that cannot be told from `former`: too many, or one that needs more or less room for its paragraphs.
    """
    if len(changed) > MOST_CHANGED or any(_room(old) != _room(new) for old, new in changed.values()):
        return None
    files = list(former.files)
    gone = _amend_terms(files, former, changed, layout)
    _amend_texts(files, number, {place: entry for place, (_, entry) in changed.items()}, layout)
    counts, headings, titles = list(former.counts), list(former.headings), list(former.titles)
    for place, (_, entry) in changed.items():
        counts[place], headings[place], titles[place] = len(entry.paragraphs), entry.headings, title_of(entry)
    new = chain.from_iterable(terms_of(entry.postings, layout.shards) for _, entry in changed.values())
    characters = (set(former.characters) - gone).union(*new)
    return replace(
        former,
        files=tuple(files),
        version=version(files),
        counts=tuple(counts),
        headings=tuple(headings),
        characters="".join(sorted(characters)),
        titles=tuple(titles),
    )


def _room(entry: Entry) -> int:
    return room(len(entry.paragraphs))


def _amend_terms(
    files: list[Output], former: Block, changed: Mapping[int, tuple[Entry, Entry]], layout: Layout
) -> set[str]:
    """Writes the files of terms anew that tell of the essays; returns the characters that stand nowhere any more."""
    begins = list(accumulate(map(room, former.counts), initial=0))
    shards: dict[int, dict[str, list[_Where]]] = {}
    for place, (old, new) in changed.items():
        numbers = range(begins[place], begins[place + 1])
        was, now = (terms_of(entry.postings, layout.shards) for entry in (old, new))
        for term in was.keys() | now.keys():
            if was.get(term) != now.get(term):
                terms = shards.setdefault(shard_of(term, layout.shards), {})
                terms.setdefault(term, []).append((numbers, now.get(term, ())))
    lost: set[str] = set()
    for shard, terms in shards.items():
        files[shard], without = _amended(files[shard], terms)
        lost.update(*without)
    return {character for character in lost if is_han(character) and not _begins(character, files, layout)}


def _amended(file: Output, terms: Mapping[str, Sequence[_Where]]) -> tuple[Output, Collection[str]]:
    """A file of terms in which `terms` stand where they stand now; and those of them that stand nowhere."""
    names, digits = (text.split(" ") if text else [] for text in held(file.data))
    gone = []
    for term, essays in terms.items():
        at = bisect_left(names, term)
        known = at < len(names) and names[at] == term
        found = set(ascending(digits[at])) if known else set()
        for numbers, paragraphs in essays:
            found.difference_update(numbers)
            found.update(numbers.start + paragraph for paragraph in paragraphs)
        written = [ascending_digits(sorted(found))] if found else []
        names[at : at + known] = [term] * bool(found)
        digits[at : at + known] = written
        if not found:
            gone.append(term)
    return data_file(_name(file), (" ".join(names), " ".join(digits))), gone


def _begins(character: str, files: Sequence[Output], layout: Layout) -> bool:
    """Whether a term begins with `character`, as one does wherever a Han character stands."""
    parts = {shard_of(character + second, layout.shards) for second in ("", *PARTS)}
    return any(name.startswith(character) for part in parts for name in held(files[part].data)[0].split(" "))


def _amend_texts(files: list[Output], number: int, changed: Mapping[int, Entry], layout: Layout) -> None:
    groups: dict[int, list[int]] = {}
    for place in changed:
        groups.setdefault(layout.shards + place // layout.texts, []).append(place)
    for file, places in groups.items():
        texts = held(files[file].data)
        for place in places:
            texts[place % layout.texts] = text_of(changed[place])
        files[file] = data_file(_name(files[file]), texts)


def _name(file: Output) -> str:
    return file.path.removeprefix(f"{FOLDER}/").removesuffix(".js")
