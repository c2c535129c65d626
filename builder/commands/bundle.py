"""`bundle`: builds the site, then the zip that opens without a network."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from builder.commands import build
from builder.commands.command import NOTHING_BUILT, Command, say, status, tell, tongue_of
from builder.content import REPOSITORY
from builder.problems import Tongue, problem
from builder.site.bundle import UnfitPathError, bundle

_DONE: dict[Tongue, str] = {
    "en": "{zip}: {files} files ({each:.2f} an essay), {megabytes:.1f} MB",
    "zh": "{zip}：{files} 个文件（每篇 {each:.2f} 个），{megabytes:.1f} MB",
}


def add(parser: argparse.ArgumentParser) -> None:
    build.add(parser)
    parser.add_argument("-o", "--output", type=Path, default=REPOSITORY / "dist" / "essays.zip", help="the zip file")


def run(arguments: argparse.Namespace) -> int:
    began = time.perf_counter()
    generated = build.build_site(arguments)
    if generated is None:
        return NOTHING_BUILT
    tongue = tongue_of(arguments)
    try:
        files = bundle(arguments.site.resolve(), arguments.output)
    except UnfitPathError as refused:
        tell([problem(refused.code, detail=str(refused))], arguments)
        return NOTHING_BUILT
    say(generated.summary(tongue, time.perf_counter() - began))
    megabytes = arguments.output.stat().st_size / 1e6
    each = files / len(generated.library.essays)
    say(_DONE[tongue].format(zip=arguments.output, files=files, each=each, megabytes=megabytes))
    return status(generated.library.problems, strict=arguments.strict)


BUNDLE = Command("bundle", {"en": "build the site and its zip", "zh": "生成网站并打包"}, add, run)
