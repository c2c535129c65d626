"""The site with several of its small files in one, for a folder that is carried: a drive that is copied pays for files."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import ceil

from builder.search import FOLDER, TEXTS

#: What an essay may cost in files, of all the zip holds: of what they leave, a third is for terms, the rest for texts.
#: A query asks for some three files of terms and five to ten of texts.
MOST_FILES_AN_ESSAY = 1.5
OF_TERMS = 1 / 3
#: In a small library, which has few essays for whatever a site costs in files anyway: so many essays a file of terms
#: (500 KB at the most as a query loads them) and a file of texts (200 KB).
ESSAYS_A_FILE_OF_TERMS = 80
ESSAYS_A_FILE_OF_TEXTS = 32
#: Of 32 files of cards for the look ahead two remain: of 10,000 essays they hold 2 MB each, which are read in no time.
PREVIEWS = 16
_TERMS = re.compile(rf"{FOLDER}/b\d+/s(\d+)\.js")
_TEXTS = re.compile(rf"({FOLDER}/b\d+/t)(\d+)\.js")
_PREVIEWS = re.compile(r"(previews/)(\d+)\.js")
_LAYOUT, _LOOK_AHEAD = f"{FOLDER}/layout.js", "assets/js/preview.js"


@dataclass(frozen=True, slots=True)
class Gathering:
    """How many numbers of files of terms (of all blocks), how many files of texts of one block, stand in one."""

    terms: int
    texts: int

    def place(self, name: str) -> str:
        """The file in which the file `name` of a site stands: itself, for all that is not gathered."""
        if found := _TERMS.fullmatch(name):
            return f"{FOLDER}/b0/s{_first(found[1], self.terms)}.js"
        if found := _TEXTS.fullmatch(name):
            return f"{found[1]}{_first(found[2], self.texts)}.js"
        if found := _PREVIEWS.fullmatch(name):
            return f"{found[1]}{_first(found[2], PREVIEWS)}.js"
        return name

    def joined(self, name: str, parts: Iterable[bytes]) -> bytes:
        """The bytes of the file `name`, in which `parts` stand. Who asks for them is told where, in what is read first."""
        told = ""
        if name == _LAYOUT:
            told = f"(window.essaySearch||={{}}).gathered={json.dumps({'terms': self.terms, 'texts': self.texts})};\n"
        elif name == _LOOK_AHEAD:
            told = f"window.reading.previewsAFile={PREVIEWS};\n"
        return told.encode() + b";\n".join(parts)


def gathering(names: Collection[str]) -> Gathering:
    """How the index of a site with files of these names is gathered: no more than the number of files asks for."""
    numbers = {found[1] for name in names if (found := _TERMS.fullmatch(name))}
    blocks = [found[1] for name in names if (found := _TEXTS.fullmatch(name))]
    essays = len(blocks) * TEXTS
    untouched = Gathering(1, 1)
    others = len({untouched.place(name) for name in names}) - len(numbers) - len(blocks)
    room = max(0, int(MOST_FILES_AN_ESSAY * essays) - others)
    terms = max(room * OF_TERMS, essays / ESSAYS_A_FILE_OF_TERMS, 1)
    several = max(1, ceil(len(numbers) / terms))
    room -= ceil(len(numbers) / several)
    # Each block may have a last file that is not full.
    texts = max(room - len(set(blocks)), essays / ESSAYS_A_FILE_OF_TEXTS, 1)
    return Gathering(several, max(1, ceil(len(blocks) / texts)))


def _first(number: str, several: int) -> int:
    return int(number) // several * several
