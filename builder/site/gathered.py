"""The site with several of its small files in one, for a folder that is carried: a drive that is copied pays for files."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import ceil

from builder.search import FOLDER, TEXTS
from builder.site import shared

#: What an essay may cost in files, of all the zip holds. What others leave is shared out so that a query loads least: it
#: asks for some three files of terms and eight of texts, and all terms weigh about as much as all texts.
MOST_FILES_AN_ESSAY = 1.5
TERMS_ASKED, TEXTS_ASKED = 3, 8
#: In a small library, which has few essays for whatever a site costs in files anyway: at most so many essays a file of
#: terms and a file of texts. At 1,000 essays these keep the promise; a query then loads a megabyte or two, from a disk.
ESSAYS_A_FILE_OF_TERMS = 100
ESSAYS_A_FILE_OF_TEXTS = 56
#: Of 32 files of cards for the look ahead two remain: of 10,000 essays they hold 2 MB each, which are read in no time.
PREVIEWS = 16
_TERMS = re.compile(rf"{FOLDER}/b\d+/s(\d+)\.js")
_TEXTS = re.compile(rf"({FOLDER}/b\d+/t)(\d+)\.js")
_PREVIEWS = re.compile(r"(previews/)(\d+)\.js")
_BOX, _LOOK_AHEAD = "assets/search/box.js", "assets/js/preview.js"
#: The search program, which the box loads; it runs in any order.
PROGRAM = tuple(f"assets/search/{name}.js" for name in ("text", "store", "query", "names", "find", "quote"))


@dataclass(frozen=True, slots=True)
class Gathering:
    """How many files of terms there are, of all blocks, and how many files of texts of one block stand in one.

    Terms that begin alike lie in files of like numbers, and some weigh twenty times as much as others: so what lies
    together in a file are numbers that lie far apart. `shared`: the same of style sheets and scripts, as in `shared.homes`.
    """

    terms: int
    texts: int
    shared: Mapping[str, str]

    def place(self, name: str) -> str:
        """The file in which the file `name` of a site stands: itself, for all that is not gathered."""
        if found := _TERMS.fullmatch(name):
            return f"{FOLDER}/b0/s{int(found[1]) % self.terms}.js"
        if found := _TEXTS.fullmatch(name):
            return f"{found[1]}{_first(found[2], self.texts)}.js"
        if found := _PREVIEWS.fullmatch(name):
            return f"{found[1]}{_first(found[2], PREVIEWS)}.js"
        return PROGRAM[0] if name in PROGRAM else self.shared.get(name, name)

    def told(self, name: str, data: bytes) -> bytes:
        """The bytes of the file `name` of a site, told where others stand if it asks for them."""
        if name.endswith(".html"):
            return shared.without_others(data.decode("utf-8", "surrogateescape"), self.shared).encode("utf-8", "surrogateescape")
        said = ""
        if name == _BOX:
            said = f"(window.essaySearch||={{}}).gathered={json.dumps({'terms': self.terms, 'texts': self.texts})};\n"
        elif name == _LOOK_AHEAD:
            said = f"window.reading.previewsAFile={PREVIEWS};\n"
        return said.encode() + data

    def joined(self, parts: Mapping[str, bytes]) -> bytes:
        """The bytes of files that stand in one, in the order in which a page loads them, else as they are given."""
        order = {name: place for place, name in enumerate(self.shared)}
        names = sorted(parts, key=lambda name: order.get(name, 0))
        return (b"\n" if names[0].endswith(".css") else b";\n").join(parts[name] for name in names)


def gathering(names: Collection[str], homes: Mapping[str, str], texts_a_file: int = TEXTS) -> Gathering:
    """How a site with files of these names is gathered: the index no more than the number of files asks for.

    `texts_a_file`: essays in a file of texts.
    """
    numbers = len({found[1] for name in names if (found := _TERMS.fullmatch(name))})
    blocks = Counter(found[1] for name in names if (found := _TEXTS.fullmatch(name)))
    files = blocks.total()
    pages = sum(name.startswith("essays/") and name.endswith(".html") for name in names)
    essays = min(files * texts_a_file, pages)  # the last file of a block may not be full, and some pages only lead on
    untouched = Gathering(max(1, numbers), 1, homes)
    others = len({untouched.place(name) for name in names}) - numbers - files
    room = int(MOST_FILES_AN_ESSAY * essays) - others
    least_terms = max(1, min(numbers, ceil(essays / ESSAYS_A_FILE_OF_TERMS)))
    most_texts = ceil(ESSAYS_A_FILE_OF_TEXTS / texts_a_file)
    ways: list[tuple[float, int, int]] = []
    for texts in range(1, most_texts + 1):
        terms = min(room - sum(ceil(count / texts) for count in blocks.values()), max(1, numbers))
        if terms >= least_terms:
            ways.append((TERMS_ASKED / terms + TEXTS_ASKED * texts / max(1, files), terms, texts))
    _, terms, texts = min(ways, default=(0.0, least_terms, most_texts))
    return Gathering(terms, texts, homes)


def _first(number: str, several: int) -> int:
    return int(number) // several * several
