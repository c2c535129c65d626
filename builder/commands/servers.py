"""`servers`: configurations of nginx, Caddy and IIS for the finished site."""

from __future__ import annotations

import argparse
from pathlib import Path

from builder.commands.command import DONE, NOTHING_BUILT, Command, say, tell
from builder.content import REPOSITORY
from builder.problems import problem
from builder.site.web_servers import Place, PrefixError, configurations


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site", type=Path, default=REPOSITORY / "site", help="the finished site")
    parser.add_argument("--prefix", default="/", metavar="PATH", help="the path before it, such as /library/")
    parser.add_argument("--root", metavar="DIR", help="the site's folder on the server, if it is another")
    parser.add_argument("--listen", default="80", metavar="PORT", help="port, or address:port")
    parser.add_argument("-o", "--output", type=Path, default=REPOSITORY / "dist" / "servers", help="where they go")


def run(arguments: argparse.Namespace) -> int:
    site = arguments.site.resolve()
    if not (site / "index.html").is_file():
        tell([problem("no-site", str(arguments.site))], arguments)
        return NOTHING_BUILT
    place = Place(arguments.root or site.as_posix(), arguments.prefix, arguments.listen)
    try:
        made = dict(configurations(site, place))
    except PrefixError:
        tell([problem("prefix-unfit", prefix=arguments.prefix)], arguments)
        return NOTHING_BUILT
    missing = site / "404.html"
    if missing.is_file() and f'href="{arguments.prefix}assets/' not in missing.read_text(encoding="utf-8"):
        tell([problem("prefix-without-url", prefix=arguments.prefix)], arguments)
    arguments.output.mkdir(parents=True, exist_ok=True)
    for name, text in made.items():
        path = arguments.output / name
        path.write_text(text, encoding="utf-8", newline="\n")
        say(str(path))
    return DONE


SERVERS = Command("servers", {"en": "write web server configurations", "zh": "生成网页服务器配置"}, add, run)
