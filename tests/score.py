"""How well essays were read: the figures of `make score`, from what `inspect --json` prints and a folder of gold.

Comparison folds width, quotation marks, white space and script, which the builder is free to choose. Each figure
runs from 0 to 1 and is averaged over the gold files; `outline` is one F1 over all their headings together.

    split      F1 of the essays found against the essays there
    keep       distinctive passages that survive, in the right essay, within one block
    breaks     pairs of lines that must stay apart and do
    drop       noise that is gone from title, headings and body
    title, author, published    equality where gold has a value; no author or day may be invented
    outline    F1 of headings by their words;  levels: how many of those found stand at the right depth
    extent     how near the essay's length is to the clean text's
    script     1 - share of Han characters that stand nowhere in the source
    controls   1 - share of characters changed in files with nothing to repair
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from opencc import OpenCC

#: As they are printed.
ORDER = (
    *("split", "keep", "breaks", "drop", "title", "author", "published"),
    *("outline", "levels", "extent", "script", "controls"),
)
#: A passage in the wrong essay, and passages missing from the right one, that a correct cut may still have.
FOREIGN_SHARE, FOUND_SHARE = 0.1, 0.8
_SIMPLIFY = OpenCC("t2s").convert
_MARKS = {
    '"': "“”„‟«»「」『』〝〞＂",
    "'": "‘’‚‛＇`´",
    "-": "—–―─",
    ".": "…·•・。",
    ",": "、",
    "<": "《〈",
    ">": "》〉",
    "[": "【",
    "]": "】",
    "(": "〔",
    ")": "〕",
}
_FOLDED_MARKS = str.maketrans({mark: plain for plain, marks in _MARKS.items() for mark in marks})
_BLANK = re.compile("[\\s\u200b\ufeff\u00ad]+")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NUMBER_MARK = re.compile(
    r"^(?:第[0-9一二三四五六七八九十百]+[篇章节節条條部分讲講]+[:,.]?|[(]?[0-9一二三四五六七八九十]{1,3}[).,:]+|[-*#]+)"
)
_BULLET = re.compile(r"^[-*+](?=\S)")
_DAY = re.compile(
    r"[\[(<]?[0-9〇零一二三四五六七八九十廿]{2,4}年[0-9一二三四五六七八九十]{1,2}月"
    r"([0-9一二三四五六七八九十廿]{1,3}[日号])?.{0,8}|[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}.{0,10}"
)

Json = Mapping[str, Any]


def fold(text: str | None, space: str = "") -> str:
    """`text` without anything a permissible choice of width, marks, blanks or script can change."""
    plain = unicodedata.normalize("NFKC", _SIMPLIFY(text or "")).translate(_FOLDED_MARKS)
    plain = re.sub(r"\.{2,}", "..", plain)
    plain = re.sub(r"-{2,}", "-", plain)
    return _BLANK.sub(space, plain).casefold()


def letters(text: str | None) -> str:
    """The letters and digits of `text`, folded."""
    return re.sub(r"[\W_]+", "", fold(text))


def _heading_forms(*texts: str) -> set[str]:
    """The forms in which a heading may be met: with and without its number."""
    forms = {letters(text) for text in texts}
    forms |= {re.sub(r"[\W_]+", "", _NUMBER_MARK.sub("", fold(text))) for text in texts}
    return forms - {""}


def _printed(block: Json) -> str:
    return (block.get("number") or "") + (block.get("text") or "")


@dataclass
class Read:
    """One essay as the builder read it, in the forms it is compared in."""

    essay: Json

    @cached_property
    def lines(self) -> list[tuple[str, bool]]:
        """Folded lines of title and blocks, each with whether it is a heading."""
        found = [(fold(self.essay.get("title")), True)]
        for block in self.essay.get("blocks", []):
            heading = block.get("kind") == "heading"
            found += [(fold(line), heading) for line in _printed(block).split("\n")]
        return found

    @cached_property
    def searched(self) -> str:
        """All lines, then all lines again with headings run into what follows: a passage may stand in either."""
        apart = "\n".join(line for line, _ in self.lines)
        return apart + "\n\n" + "".join(line if heading else line + "\n" for line, heading in self.lines)

    @cached_property
    def body(self) -> str:
        return "\n".join(_printed(block) for block in self.essay.get("blocks", []))

    @cached_property
    def whole(self) -> str:
        return (self.essay.get("title") or "") + "\n" + self.body


@dataclass
class Figures:
    """Values by figure, headings as counts (hit, found, wanted), and a line for whatever is amiss."""

    values: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    headings: list[tuple[int, int, int]] = field(default_factory=list)
    details: list[str] = field(default_factory=list)

    def note(self, name: str, seen: str) -> None:
        self.details.append(f"{name}: {seen}")


def harmonic(hit: int, found: int, there: int) -> float:
    """F1 of `hit` right among `found`, of `there`."""
    if not found and not there:
        return 1.0
    return 2 * hit / (found + there) if hit else 0.0


def score_file(gold: Json, essays: Sequence[Json]) -> Figures:
    """The figures of one source file."""
    figures = Figures()
    read = [Read(essay) for essay in essays]
    documents = gold["documents"]
    kept = [[sum(fold(k) in essay.searched for k in d.get("must_keep", [])) for essay in read] for d in documents]
    taken: set[int] = set()
    right = 0
    for number, document in enumerate(documents):
        name = document.get("id") or gold.get("id") or "?"
        wanted = len(document.get("must_keep", []))
        best = max(range(len(read)), key=lambda i: kept[number][i]) if read else None
        if best is None or (wanted and not kept[number][best]):
            _missing(figures, name, document)
            continue
        foreign = sum(row[best] for other, row in enumerate(kept) if other != number)
        well_cut = kept[number][best] >= FOUND_SHARE * wanted and foreign <= FOREIGN_SHARE * max(1, wanted)
        right += best not in taken and well_cut
        taken.add(best)
        figures.values["keep"].append(kept[number][best] / wanted if wanted else 1.0)
        _score_text(figures, name, document, read[best])
        _score_facts(figures, name, document, read[best].essay)
        _score_outline(figures, name, document, read[best].essay.get("outline", []))
    figures.values["split"].append(harmonic(right, len(read), len(documents)))
    return figures


def _missing(figures: Figures, name: str, document: Json) -> None:
    figures.note(name, f"essay not found: {document['title']}")
    figures.values["keep"].append(0.0 if document.get("must_keep") else 1.0)
    figures.values["title"].append(0.0)
    for fact, key in (("author", "author"), ("published", "date")):
        if document.get(key):
            figures.values[fact].append(0.0)
    figures.headings.append((0, 0, sum(1 for h in document.get("outline", []) if h.get("text"))))


def _score_text(figures: Figures, name: str, document: Json, read: Read) -> None:
    keeps = document.get("must_keep", [])
    for passage in keeps:
        if fold(passage) not in read.searched:
            figures.note(name, f"LOST {passage!r}")
    gone = _gone(figures, name, document, read, "".join(map(fold, keeps)))
    if gone:
        figures.values["drop"].append(sum(gone) / len(gone))
    pairs = document.get("keep_breaks", [])
    if pairs:
        apart = [not any(fold(above) + fold(below)[:6] in line for line, _ in read.lines) for above, below in pairs]
        figures.values["breaks"].append(sum(apart) / len(apart))
        for pair in (pair for pair, ok in zip(pairs, apart, strict=True) if not ok):
            figures.note(name, f"JOINED {pair!r}")
    if length := document.get("chars"):
        found = sum(len(line) for line, _ in read.lines)
        figures.values["extent"].append(max(0.0, 1 - abs(found - length) / length))
        if abs(found - length) > 0.02 * length:
            figures.note(name, f"EXTENT {found} characters for {length}")


def _gone(figures: Figures, name: str, document: Json, read: Read, kept: str) -> list[bool]:
    """Whether each piece of noise is gone; what is part of a passage that must stay is not asked for."""
    seen, spaced = fold(read.whole), fold(read.whole, " ")
    gone: list[bool] = []
    for noise in [*document.get("must_drop", []), *document.get("must_drop_clean", [])]:
        folded = fold(noise)
        if not folded or folded in kept:
            continue
        words = re.search("[a-z]{2}", folded) is not None
        gone.append(fold(noise, " ").strip() not in spaced if words else folded not in seen)
        if not gone[-1]:
            figures.note(name, f"NOISE {noise!r}")
    for pattern in document.get("must_drop_regex", []):
        gone.append(re.search(pattern, unicodedata.normalize("NFKC", read.body)) is None)
        if not gone[-1]:
            figures.note(name, f"NOISE /{pattern}/")
    return gone


def _score_facts(figures: Figures, name: str, document: Json, essay: Json) -> None:
    titles = {letters(title) for title in [document["title"], *document.get("alt_titles", [])] if title}
    if titles:
        ok = letters(essay.get("title")) in titles
        figures.values["title"].append(float(ok))
        if not ok:
            figures.note(name, f"TITLE {essay.get('title')!r} for {document['title']!r}")
    for fact, key in (("author", "author"), ("published", "date")):
        there, found = document.get(key), essay.get(fact)
        if there or found:
            ok = fold(there) == fold(found)
            figures.values[fact].append(float(ok))
            if not ok:
                figures.note(name, f"{fact.upper()} {found!r} for {there!r}")


def _score_outline(figures: Figures, name: str, document: Json, found: Sequence[Json]) -> None:
    wanted = [heading for heading in document.get("outline", []) if heading.get("text")]
    forms = [_heading_forms(_printed(heading), heading.get("text") or "") for heading in found]
    top_wanted = min((heading["level"] for heading in wanted), default=1)
    top_found = min((heading.get("level", 1) for heading in found), default=1)
    used: set[int] = set()
    right_depth = 0
    for heading in wanted:
        sought = _heading_forms(heading["text"])
        match = next((i for i, seen in enumerate(forms) if i not in used and seen & sought), None)
        if match is None:
            figures.note(name, f"HEADING missed {heading['text']!r}")
            continue
        used.add(match)
        if found[match].get("level", 1) - top_found == heading["level"] - top_wanted:
            right_depth += 1
        else:
            figures.note(name, f"LEVEL {found[match].get('level')} for {heading['level']}: {heading['text']!r}")
    optional = [_heading_forms(heading["text"]) for heading in document.get("outline_optional", []) if heading["text"]]
    invented = [
        heading
        for i, heading in enumerate(found)
        if i not in used and heading.get("kind") != "inferred" and not any(forms[i] & one for one in optional)
    ]
    for heading in invented:
        figures.note(name, f"HEADING invented {heading.get('text')!r}")
    figures.headings.append((len(used), len(used) + len(invented), len(wanted)))
    if used:
        figures.values["levels"].append(right_depth / len(used))


def script_kept(source: str, essays: Iterable[Json]) -> float | None:
    """Share of the Han characters read that stand in the source; None if there are none."""
    there = set(_HAN.findall(source))
    read = [c for essay in essays for c in _HAN.findall(Read(essay).whole)]
    return sum(c in there for c in read) / len(read) if read else None


def control_kept(source: str, gold: Json, essays: Iterable[Json]) -> float:
    """1 - share of characters changed, in a file with nothing to repair; lines moved to metadata apart."""
    documents = gold["documents"]
    moved = {fold(d.get(key)) for d in documents for key in ("author", "date", "source") if d.get(key)}

    def stays(line: str) -> bool:
        return line not in moved and not _DAY.fullmatch(line)

    raw = "".join(line for line in (_BULLET.sub("", fold(x)) for x in source.splitlines()) if stays(line))
    for noise in (fold(noise) for d in documents for noise in d.get("must_drop", [])):
        raw = raw.replace(noise, "") if noise else raw
    parts: list[str] = []
    for essay in essays:
        parts.append(fold(essay.get("title")))
        lines = [line for block in essay.get("blocks", []) for line in _printed(block).splitlines()]
        parts += [line for line in (_BULLET.sub("", fold(x)) for x in lines) if stays(line)]
    got = "".join(parts)
    same = sum(m.size for m in difflib.SequenceMatcher(None, raw, got, autojunk=False).get_matching_blocks())
    return max(0.0, 1 - (max(len(raw), len(got)) - same) / max(1, len(raw)))


def score(
    essays: Iterable[Json], gold_folder: Path, raw_folder: Path | None = None, controls: Sequence[str] = ()
) -> tuple[dict[str, float], list[str]]:
    """The figures over all gold files of a folder, rounded to 4 digits, and what is amiss, a line each."""
    by_stem: dict[str, list[Json]] = defaultdict(list)
    for essay in essays:
        by_stem[Path(essay["source"]).stem].append(essay)
    values: dict[str, list[float]] = defaultdict(list)
    headings: list[tuple[int, int, int]] = []
    details: list[str] = []
    for path in sorted(gold_folder.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        if "documents" not in gold:
            continue
        gold.setdefault("id", path.stem)
        figures = score_file(gold, by_stem[path.stem])
        headings += figures.headings
        details += figures.details
        for name, found in figures.values.items():
            values[name].append(sum(found) / len(found))
        source = next(iter(sorted(raw_folder.glob(path.stem + ".*"))), None) if raw_folder else None
        if source is not None:
            text = source.read_text("utf-8", errors="replace")
            kept = script_kept(text, by_stem[path.stem])
            if kept is not None:
                values["script"].append(kept)
            if path.stem in controls:
                values["controls"].append(control_kept(text, gold, by_stem[path.stem]))
    if headings:
        values["outline"] = [harmonic(*(sum(column) for column in zip(*headings, strict=True)))]
    return {name: round(sum(values[name]) / len(values[name]), 4) for name in ORDER if values.get(name)}, details


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inspected", type=Path, help="what `inspect --json` printed")
    parser.add_argument("gold", type=Path, help="folder of gold files")
    parser.add_argument("--raw", type=Path, help="folder of the sources, for `script` and `controls`")
    parser.add_argument("--controls", type=Path, help="file that names the sources with nothing to repair")
    parser.add_argument("--details", action="store_true", help="a line for whatever is amiss")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    essays = [json.loads(line) for line in given.inspected.read_text("utf-8").splitlines() if line.strip()]
    controls = given.controls.read_text("utf-8").split() if given.controls else ()
    figures, details = score(essays, given.gold, given.raw, controls)
    if given.details:
        print("\n".join(details))
    print(json.dumps(figures) if given.json else "  ".join(f"{name} {value:.3f}" for name, value in figures.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
