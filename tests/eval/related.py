"""How good links and themes are on a labelled corpus: a folder whose subfolders are subjects, a text file an essay.

    python -m tests.eval.related FOLDER [--shortest 300] [--language en] [--stability 6]

Prints precision at 1 and 5, MAP@20, what links share, and what themes cover; with --stability also on how many pages
other links change when one essay is added to 1,000. The corpora that DESIGN quotes are for research only and are not
part of this repository; any folder of that shape will do.

Two figures of each precision: as readers see it, without copies of a text among its neighbours, and with them, as the
figures were once measured that DESIGN quotes as floors.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from builder.characters import is_chinese
from builder.corpus.analyse import draw
from builder.corpus.choices import Choices
from builder.corpus.digest import Digest, digest
from builder.corpus.links import ranked_neighbours
from builder.corpus.sides import Allowed
from builder.corpus.workbench import Workbench, lay_out
from builder.model import Atlas, Block, Essay, Language

ENCODINGS = ("utf-8-sig", "gb18030")
MOST_LOST = 0.01  # characters that do not decode, above which a text is Latin after all
LOOKED_AT = 20  # depth of the mean average precision


def read(folder: Path, shortest: int, language: Language | None = None) -> Iterator[tuple[str, str, Essay]]:
    """(slug, label, essay) of every text of at least `shortest` characters, exact copies left out.

    `language` is taken for granted where it is given: a corpus of one language has texts that quote mostly another.
    """
    seen: set[str] = set()
    for path in sorted(folder.glob("*/*.txt")):
        text = _decode(path.read_bytes())
        key = "".join(text.split())
        if len(key) >= shortest and key not in seen:
            seen.add(key)
            yield f"{path.parent.name}-{path.stem}", path.parent.name, essay(path.name, text, language)


def essay(name: str, text: str, language: Language | None = None) -> Essay:
    """A text as an essay without title: each line a paragraph."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    blocks = tuple(Block("paragraph", line, "", f"p{n}", (0, 0), (0, 0)) for n, line in enumerate(lines, 1))
    spoken = language or ("zh-Hans" if is_chinese(text) else "en")
    return Essay(name, 0, (0, 0), None, (), None, None, None, None, spoken, (), blocks, (), (), ())


def _decode(data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    chinese = data.decode("gb18030", "replace")
    return chinese if chinese.count("\ufffd") <= MOST_LOST * len(chinese) else data.decode("cp1252", "replace")


def precision(bench: Workbench, label: dict[str, str]) -> dict[str, float]:
    """P@1, P@5 and MAP@20 of the nearest neighbours, whatever their score, by label."""
    first: list[float] = []
    fifth: list[float] = []
    average: list[float] = []
    for side in bench.sides.values():
        for origin, ranked in ranked_neighbours(side, bench.shared, bench.allowed):
            good = [label[target] == label[origin] for target in ranked[:LOOKED_AT]]
            if good:
                first.append(good[0])
                fifth.append(sum(good[:5]) / 5)
                hits = [sum(good[: n + 1]) / (n + 1) for n, hit in enumerate(good) if hit]
                average.append(sum(hits) / len(hits) if hits else 0.0)
    return {"P@1": _mean(first), "P@5": _mean(fifth), "MAP@20": _mean(average)}


def with_copies(bench: Workbench, label: dict[str, str]) -> dict[str, float]:
    """The same precision where versions of a text may be its neighbours."""
    told = precision(replace(bench, allowed=Allowed(frozenset(label), {}, frozenset())), label)
    return {f"{name}, copies in": value for name, value in told.items()}


STABLE_LIBRARY = 1000


def stability(items: Sequence[tuple[str, Digest]], trials: int) -> dict[str, float]:
    """Share of pages whose links change, and whose themes do, when one essay is added to STABLE_LIBRARY others.

    A link to the new essay is no change, nor is the one it takes the place of.
    """
    chance = random.Random(5)
    links, themes = [], []
    for _ in range(trials):
        sample = chance.sample(items, min(len(items), STABLE_LIBRARY + 1))
        new = sample[-1][0]
        (before, borne_before), (after, borne_after) = _links_and_themes(sample[:-1]), _links_and_themes(sample)
        for slug, _ in sample[:-1]:
            lost, gained = before[slug] - after[slug], after[slug] - before[slug] - {new}
            links.append(bool(gained) or len(lost) > (new in after[slug]))
            themes.append(borne_before[slug] != borne_after[slug])
    return {"other links changed": _mean(links), "themes changed": _mean(themes)}


def _links_and_themes(items: Sequence[tuple[str, Digest]]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    atlas = draw(lay_out(items), Choices())
    links: dict[str, set[str]] = defaultdict(set)
    themes: dict[str, set[str]] = defaultdict(set)
    for link in atlas.links:
        if link.kind == "related":
            links[link.origin].add(link.target)
    for theme in atlas.themes:
        for item in theme.essays:
            themes[item.slug].add(theme.id)
    return links, themes


def describe(atlas: Atlas, slugs: Sequence[str], label: dict[str, str]) -> dict[str, float]:
    """What the links shown share, and what the themes cover."""
    related = [link for link in atlas.links if link.kind == "related"]
    borne: dict[str, int] = defaultdict(int)
    for theme in atlas.themes:
        for item in theme.essays:
            borne[item.slug] += 1
    covered = [borne[slug] for slug in slugs]
    right = Counter(label[link.origin] == label[link.target] for link in related)
    return {
        "links": len(related),
        "links right": right[True] / max(1, len(related)),
        "essays with links": len({link.origin for link in related}) / len(slugs),
        "links with a theme": _mean([bool(link.themes) for link in related]),
        "links with two": _mean([len(link.themes) > 1 for link in related]),
        "themes": len(atlas.themes),
        "themes an essay": _mean(covered),
        "essays with two": _mean([count >= 2 for count in covered]),
        "largest share": max((len(theme.essays) for theme in atlas.themes), default=0) / len(slugs),
        "versions": sum(len(group.others) for group in atlas.versions),
    }


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shortest", type=int, default=0, help="leave out texts of fewer characters")
    parser.add_argument("--language", choices=("zh-Hans", "zh-Hant", "en"), help="of all texts; else each is measured")
    parser.add_argument("--stability", type=int, default=0, metavar="TRIALS", help="add an essay to 1,000, so often")
    options = parser.parse_args(arguments)
    started = time.perf_counter()
    label: dict[str, str] = {}
    items: list[tuple[str, Digest]] = []
    for slug, name, text in read(options.folder, options.shortest, options.language):
        label[slug] = name
        items.append((slug, digest(text)))
    digested = time.perf_counter()
    bench = lay_out(items)
    atlas = draw(bench, Choices())
    finished = time.perf_counter()
    print(f"essays {len(items)}, digest {digested - started:.1f} s, analyse {finished - digested:.1f} s")
    told = precision(bench, label) | with_copies(bench, label) | describe(atlas, list(label), label)
    told |= stability(items, options.stability) if options.stability else {}
    for name, value in told.items():
        print(f"{name:20} {value:.4f}" if isinstance(value, float) else f"{name:20} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
