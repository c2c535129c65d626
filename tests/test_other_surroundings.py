"""What surrounds a text, and how it is written, decides nothing: essays of the corpus in other pages, scripts and widths.

The furniture is that of our own pages in tests/unseen, put above and below essays of the corpus that have none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

import pytest
from opencc import OpenCC

from tests.scoreboard import ROUNDING, SETS, Text, floors_of, of_texts
from tests.unseen_pages import UNSEEN

#: What may stay of furniture around texts that print neither title nor day for it to stand by. Measured 2026-11-25:
#: .02 to .043 of the tails, .02 to .027 of the heads, with two to five pages a text; every title but that of verse.
MOST_LEFT, FEWEST_TITLES = 0.05, 0.9
#: One word that no table knows over a title may be its own title: only company shows what it is.
FEWEST_LINES = 3
#: So many pages' furniture is tried on each text.
PAGES_A_TEXT = 3
_HALF_WIDTH = str.maketrans("，；：？！（）", ",;:?!()")


def texts(corpus: Path, names: tuple[str, ...]) -> Iterator[Text]:
    """The sources of the sets with their gold."""
    for raw_folder, gold_folder in (SETS[name] for name in names):
        for path in sorted((corpus / gold_folder).glob("*.json")):
            gold = json.loads(path.read_text("utf-8"))
            source = next(iter(sorted((corpus / raw_folder).glob(path.stem + ".*"))), None)
            if "documents" in gold and source is not None:
                yield path.stem, source.read_text("utf-8", errors="replace"), gold


def _furniture(top: bool) -> list[list[str]]:
    """The lines that must go above the title, or below the last paragraph, of each page of ours."""
    found = []
    for path in sorted(UNSEEN.glob("*.txt")):
        rows = [row for row in path.read_text("utf-8").splitlines() if row.strip() and not row.startswith("@")]
        title = next((row[2:] for row in rows if row.startswith("T ")), "")
        goes: list[str] = []
        for row in rows if top else reversed(rows):
            if not row.startswith("- "):
                break
            goes.append(row[2:])
        goes = [line for line in (goes if top else goes[::-1]) if not title or title not in line]
        if len(goes) >= FEWEST_LINES:
            found.append(goes)
    return found


def _is_english(text: str) -> bool:
    return len(re.findall("[a-z]", text)) > 3 * len(re.findall("[\u4e00-\u9fff]", text))


def _surrounded(corpus: Path, top: bool) -> list[Text]:
    pages = _furniture(top)
    turns = {
        english: cycle([page for page in pages if _is_english(" ".join(page)) is english]) for english in (True, False)
    }
    found: list[Text] = []
    for name, raw, gold in texts(corpus, ("seeds", "dev", "dev-synthetic")):
        documents = gold["documents"]
        bare = not any(document.get("must_drop") for document in documents) and all(d["title"] for d in documents)
        if not bare or not documents[0]["title"] or documents[0]["title"] not in raw[:120]:
            continue
        for number, page in enumerate(islice(turns[_is_english(raw)], PAGES_A_TEXT)):
            lines = "\n".join(page)
            text = f"{lines}\n{raw.lstrip()}" if top else f"{raw.rstrip()}\n{lines}\n"
            noise = [line for line in page if len(line) > 1 and line not in raw]
            golden = [document | {"must_drop": noise} for document in documents]
            found.append((f"{name}-{number}", text, {"id": f"{name}-{number}", "documents": golden}))
    return found


@pytest.mark.parametrize("top", [True, False], ids=["above", "below"])
def test_the_furniture_of_any_page_goes_and_nothing_else(top: bool, essay_corpus: Path) -> None:
    given = _surrounded(essay_corpus, top)
    assert given
    found, details = of_texts(given)
    told = "\n".join(details)
    assert (found["split"], found["keep"]) == (1.0, 1.0), told
    assert found.get("breaks", 1.0) == found.get("levels", 1.0) == 1.0, told
    assert found["drop"] >= 1 - MOST_LEFT, told
    assert found["title"] >= FEWEST_TITLES, told


@pytest.mark.parametrize(
    "write",
    [OpenCC("s2t").convert, OpenCC("t2s").convert, lambda text: text.translate(_HALF_WIDTH)],
    ids=["traditional", "simplified", "half-width"],
)
@pytest.mark.parametrize("name", ["dev", "dev-synthetic"])
def test_another_script_or_width_is_read_as_well(name: str, write: Callable[[str], str], essay_corpus: Path) -> None:
    found, details = of_texts((stem, write(raw), gold) for stem, raw, gold in texts(essay_corpus, (name,)))
    floors = floors_of(name)
    fallen = {
        figure: (found[figure], floor)
        for figure, floor in floors.items()
        if figure in found and found[figure] < floor - ROUNDING
    }
    assert not fallen, "\n".join([f"figure: (now, floor) {fallen}", *details])
