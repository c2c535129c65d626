"""`audit`: whether a text is left in anything that is published or cached."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from builder.commands.command import DONE, NOTHING_BUILT, WITH_ERRORS, Command, content_of, say, tell, tongue_of
from builder.content import REPOSITORY, Content
from builder.library import addresses, audit, decisions
from builder.library.slugs import hidden
from builder.problems import Tongue, problem

_SAID: dict[str, dict[Tongue, str]] = {
    "left": {"en": "“{text}” is left in {place}", "zh": "“{text}”还在 {place}"},
    "left-name": {"en": "“{text}” is left in the name of {place}", "zh": "“{text}”还在文件名里：{place}"},
    "notice": {
        "en": "“{text}” is the address of a notice that corpus.yml asks for: {place}",
        "zh": "“{text}”是 corpus.yml 要求保留的撤回说明的地址：{place}",
    },
    "recorded": {
        "en": "“{text}” stands in {place}, which is not published; `record` takes withdrawn essays out of it",
        "zh": "“{text}”写在 {place} 里，那里不发布；撤回之后运行 record 就会去掉",
    },
    "none": {
        "en": "nothing is left: {texts} texts, searched for in {places}",
        "zh": "没有残留：查了 {texts} 段文字，范围是 {places}",
    },
    "some": {"en": "{count} places are left; build (and bundle) again, or withdraw the essays that hold them",
             "zh": "还有 {count} 处；请重新 build（和 bundle），或撤回含有这些文字的文章"},
}  # fmt: skip


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("texts", nargs="+", metavar="TEXT", help="what must not be there: a title, a name, a sentence")
    parser.add_argument("--site", type=Path, default=REPOSITORY / "site", help="where the site is published")
    parser.add_argument("--zip", type=Path, default=REPOSITORY / "dist" / "essays.zip", help="the zip file")


def run(arguments: argparse.Namespace) -> int:
    content, tongue = content_of(arguments), tongue_of(arguments)
    if not all(audit.folded(text) for text in arguments.texts):
        tell([problem("audit-nothing")], arguments)
        return NOTHING_BUILT
    places = [path for path in _places(content, arguments) if path.exists()]
    noticed = _noticed(content)
    count = 0
    # Words of dictionaries stand there, whether or not a text of the library has them.
    for found in audit.search(arguments.texts, places, [content.reference]):
        kind = "notice" if found.text in noticed else "left-name" if found.in_name else "left"
        count += kind != "notice"
        say(_SAID[kind][tongue].format(text=found.text, place=_shown(found.place)))
    for found in audit.search(arguments.texts, [content.addresses]):
        say(_SAID["recorded"][tongue].format(text=found.text, place=_shown(found.place)))
    if count:
        say(_SAID["some"][tongue].format(count=count))
        return WITH_ERRORS
    shown = " ".join(_shown(str(path)) for path in places) or "-"
    say(_SAID["none"][tongue].format(texts=len(arguments.texts), places=shown))
    return DONE


def _places(content: Content, arguments: argparse.Namespace) -> list[Path]:
    """Everything that is published or cached; what people write themselves is theirs to look at."""
    return [content.pages, arguments.site, arguments.zip, content.cache, content.ledger]


def _noticed(content: Content) -> set[str]:
    """Addresses at which people want a notice to stay."""
    configuration = decisions.load(content.root)
    entries, _ = addresses.load(content.addresses)
    kept = {slug for slug, about in configuration.essays if about.withdraw and about.withdraw[1]}
    for entry in entries:
        names = (entry.slug, *entry.former)
        by_source = configuration.for_source(entry.source).withdraw if entry.source else None
        asked = entry.withdrawn == "notice" or (by_source is not None and by_source[1]) or bool(kept & set(names))
        kept |= {name for name in names if name != hidden(name)} if asked else set()
    return kept


def _shown(place: str) -> str:
    try:
        return Path(os.path.relpath(place)).as_posix()
    except ValueError:  # another drive on Windows
        return place


AUDIT = Command("audit", {"en": "look for a text that must not be left anywhere", "zh": "查找不应残留的文字"}, add, run)
