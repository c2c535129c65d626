"""What a search is asked: phrases out of essays, as they stand and with one change, each with the essay it is from."""

from __future__ import annotations

import html
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.characters import HAN
from builder.model import Published
from builder.search.terms import folded

SAMPLES = 200
MOST_ESSAYS = 8  # in which a phrase may stand: as in the measurements of other engines
EXACT, CHANGED, ENGLISH = "exact, 4-6 characters", "8-14 characters, one change", "English, 3-5 words"
#: What nobody means and everybody can send.
HOSTILE = {
    "nothing": "",
    "blanks": " \t　",
    "one character, 10,000 times": "选" * 10_000,
    "one letter, 10,000 times": "a" * 10_000,
    "10,000 different characters": "".join(chr(0x4E00 + number) for number in range(10_000)),
    "10,000 common characters": "组织工作干部学习的是不了在有人这上大来和我个中地为以说国年会" * 323,
    "2,000 words": "the work of organization and training " * 333,
    "every mark": "".join(chr(code) for code in range(0x20, 0x3000) if not chr(code).isalnum()),
    "markup": "<img src=x onerror=alert(1)><script>alert(2)</script>",
    "a regular expression": "(((((.*+?)+)+)[^a]{1,99999}(?=(a+)+$)",
    "lone surrogates": "\ud800选\udfff拔\ud83d",
    "quotes unclosed": '"“『' * 400,
    "a query of a database": "'; DROP TABLE essays; --",
    "a template": "${7*7}{{7*7}}<%= 7*7 %>",
    "marks of direction and nothing": "\u202e\u200b\u0000\ufeff\u2066",
}
_PARAGRAPH = re.compile(r'<(p|li)\b[^>]*\bid="p\d+"[^>]*>(.*?)</\1>', re.S)
_LANGUAGE = re.compile(r'<article[^>]*\blang="([^"]+)"')
_LONG = re.compile(f"[{HAN}]{{8,14}}")
_SHORT = re.compile(f"[{HAN}]{{4,}}")


@dataclass(frozen=True, slots=True)
class Text:
    """An essay as its readers have it."""

    slug: str
    language: str
    paragraphs: tuple[str, ...]


def of_library(items: Sequence[Published]) -> list[Text]:
    return [
        Text(item.slug, item.essay.language, tuple(block.text for block in item.essay.blocks if block.text))
        for item in items
    ]


def of_site(site: Path) -> Iterator[Text]:
    """The essays of a finished site, from its pages: what a reader may copy from them."""
    for path in sorted((site / "essays").glob("*.html")):
        page = path.read_text(encoding="utf-8")
        language = _LANGUAGE.search(page)
        found = (html.unescape(re.sub(r"<[^>]+>", "", inside)).strip() for _, inside in _PARAGRAPH.findall(page))
        paragraphs = tuple(paragraph for paragraph in found if paragraph)
        if language and paragraphs:  # a page that leads to another has neither
            yield Text(path.stem, language[1], paragraphs)


def phrases(texts: Sequence[Text], random_: random.Random) -> dict[str, list[tuple[str, str]]]:
    """Kinds of phrases with the essays they were taken from; each stands in at most `MOST_ESSAYS` essays.

    Made-up essays share sentences, so that most phrases stand in hundreds: no search could bring each of them first.
    """
    wholes = ["\n".join(folded(paragraph) for paragraph in text.paragraphs) for text in texts]

    def rare(phrase: str) -> bool:
        wanted, count = folded(phrase), 0
        for whole in wholes:
            count += wanted in whole
            if count > MOST_ESSAYS:
                return False
        return True

    chinese = [text for text in texts if text.language != "en"]
    english = [text for text in texts if text.language == "en"]
    found: dict[str, list[tuple[str, str]]] = {EXACT: [], CHANGED: [], ENGLISH: []}
    while chinese and len(found[EXACT]) < SAMPLES:
        text = random_.choice(chinese)
        runs = _SHORT.findall(random_.choice(text.paragraphs))
        if runs:
            run = random_.choice(runs)
            length = min(len(run), random_.randint(4, 6))
            start = random_.randrange(len(run) - length + 1)
            if rare(run[start : start + length]):
                found[EXACT].append((run[start : start + length], text.slug))
    while chinese and len(found[CHANGED]) < SAMPLES:
        text = random_.choice(chinese)
        runs = _LONG.findall(random_.choice(text.paragraphs))
        run = random_.choice(runs) if runs else ""
        if run and rare(run):
            found[CHANGED].append((changed(run, random_), text.slug))
    while english and len(found[ENGLISH]) < SAMPLES:
        text = random_.choice(english)
        words = random_.choice(text.paragraphs).split()
        if len(words) > 6:
            start = random_.randrange(len(words) - 5)
            phrase = " ".join(words[start : start + random_.randint(3, 5)])
            if rare(phrase):
                found[ENGLISH].append((phrase, text.slug))
    return found


def changed(phrase: str, random_: random.Random) -> str:
    """`phrase` with one character changed, lost or added, or its halves exchanged."""
    place = random_.randrange(len(phrase))
    other = random_.choice("的一是在人工作干部组织学习")
    match random_.randrange(4):
        case 0:
            return phrase[:place] + other + phrase[place + 1 :]
        case 1:
            return phrase[:place] + phrase[place + 1 :]
        case 2:
            return phrase[:place] + other + phrase[place:]
        case _:
            return phrase[len(phrase) // 2 :] + phrase[: len(phrase) // 2]
