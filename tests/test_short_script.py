"""Scripts lose their comments and blanks, and nothing else: the same program is left, by a parser's word."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from builder.site.short_script import short
from tests.conftest import REPOSITORY

SCRIPTS = sorted((REPOSITORY / "overrides" / "assets").rglob("*.js"))
CASES = [
    ("const a = 1; // one\n", "const a=1;\n"),
    ("/* head\n   of two lines */\nlet b = 2\nlet c = 3", "let b=2\nlet c=3\n"),
    ("return  / a b/g.test( x )", "return/ a b/g.test(x)\n"),
    ("const half = n / 2 / m; // x/y", "const half=n/2/m;\n"),
    ("(a) / b // c", "(a)/b\n"),
    ("x = a + +b - -c + ++d", "x=a+ +b- -c+ ++d\n"),
    ("f('// no  comment', \"/* none */\")", "f('// no  comment',\"/* none */\")\n"),
    ("`a  // b ${ `c  ${ { d: '}' }.d } // e` }  /* f */`", "`a  // b ${ `c  ${ { d: '}' }.d } // e` }  /* f */`\n"),
    ('`${ f(/["`}]/) }  ` + 1', '`${ f(/["`}]/) }  `+1\n'),
    ("list\n  .map((one) => one)\n  .join()", "list.map((one)=>one).join()\n"),
    ("if (a) {\n  b();\n}\nc", "if(a){b();}\nc\n"),
    ("x = /[/'\"]/ ; 'y  z'", "x=/[/'\"]/;'y  z'\n"),
    ("in /x  y/; this.in / 2 / 3", "in/x  y/;this.in/2/3\n"),
    ("", "\n"),
]
#: Node carries a parser of its own (acorn); trees are compared without the places of their tokens.
TREES = """
const {parse} = require("internal/deps/acorn/acorn/dist/acorn");
const plain = (key, value) =>
  key === "start" || key === "end" ? undefined : typeof value === "bigint" || value instanceof RegExp ? String(value) : value;
const tree = (text) => JSON.stringify(parse(text, {ecmaVersion: "latest", allowReturnOutsideFunction: true}), plain);
const pairs = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(pairs.map(([one, other]) => tree(one) === tree(other))));
"""


def same_trees(pairs: list[tuple[str, str]], folder: Path) -> list[bool]:
    node = shutil.which("node")
    if not node:
        pytest.skip("no node on this machine")
    program = folder / "trees.js"
    program.write_text(TREES, encoding="utf-8")
    command = [node, "--expose-internals", str(program)]
    asked = subprocess.run(command, input=json.dumps(pairs), capture_output=True, text=True, check=False)
    if "internal/deps/acorn" in asked.stderr:
        pytest.skip("this node does not show its parser")
    assert asked.returncode == 0, asked.stderr
    told: list[bool] = json.loads(asked.stdout)
    return told


@pytest.mark.parametrize(("script", "expected"), CASES)
def test_what_is_said_to_readers_goes_and_the_rest_stays(script: str, expected: str) -> None:
    assert short(script) == expected


def test_every_script_of_ours_stays_the_same_program(tmp_path: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in SCRIPTS]
    pairs = [(text, short(text)) for text in texts]
    told = dict(zip([path.name for path in SCRIPTS], same_trees(pairs, tmp_path), strict=True))
    assert all(told.values()), told
    assert sum(len(less) for _, less in pairs) < 0.8 * sum(map(len, texts))


def test_the_parser_notices_what_was_lost(tmp_path: Path) -> None:
    assert same_trees(
        [("a\nb", "a b;".replace(" ", "\n")), ("a\n++b", "a++\nb"), ("f(/a b/)", "f(/ab/)")], tmp_path
    ) == [True, False, False]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_what_is_short_stays_as_it_is(path: Path) -> None:
    once = short(path.read_text(encoding="utf-8"))
    assert short(once) == once


def test_a_site_holds_them_short(sample_site: Path) -> None:
    for path in SCRIPTS:
        sent = sample_site / path.relative_to(REPOSITORY / "overrides")
        if sent.exists():  # a script of the other printed script is in sites that are shown in it
            assert sent.read_text(encoding="utf-8") == short(path.read_text(encoding="utf-8"))
    assert (sample_site / "assets" / "search" / "find.js").exists()
