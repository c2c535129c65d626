"""`verify`: whether the finished site keeps its links and the addresses on record; asked before publishing."""

from __future__ import annotations

import argparse
from pathlib import Path

from builder.commands.command import DONE, NOTHING_BUILT, WITH_ERRORS, Command, content_of, say, tell, tongue_of
from builder.content import REPOSITORY
from builder.library import addresses
from builder.library.promises import vanished
from builder.problems import Tongue, problem
from builder.site.crawl import dangling

_DONE: dict[Tongue, str] = {
    "en": "{pages} pages: every link leads somewhere, every address on record is kept",
    "zh": "{pages} 个页面：所有链接有效，登记的地址全部保留",
}


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site", type=Path, default=REPOSITORY / "site", help="the finished site")


def run(arguments: argparse.Namespace) -> int:
    content, site = content_of(arguments), arguments.site.resolve()
    if not (site / "index.html").is_file():
        tell([problem("no-site", str(arguments.site))], arguments)
        return NOTHING_BUILT
    record, found = addresses.load(content.addresses)
    problems = [item for item in found if item.severity == "error"]
    problems += [problem(item.code, item.page, link=item.link) for item in dangling(site)]
    problems += [
        problem("address-vanished", entry.source, address=slug)
        for entry, slug in vanished(site, record, content.essays)
    ]
    tell(problems, arguments)
    if problems:
        return WITH_ERRORS
    say(_DONE[tongue_of(arguments)].format(pages=sum(1 for _ in site.rglob("*.html"))))
    return DONE


VERIFY = Command(
    "verify", {"en": "check the finished site's links and addresses", "zh": "检查网站的链接与地址"}, add, run
)
