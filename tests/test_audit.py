"""`audit`: a text is found however it is written, packed or taken apart; nothing else is."""

from __future__ import annotations

import base64
import gzip
import io
import json
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import cli
from builder.cache import Cache
from builder.content import content_at
from builder.library.audit import folded, search
from builder.packs import Pack
from builder.script import to_traditional

TEXT = "钥匙放在渡口的石头下面，没有人知道。"


def _zip(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("essays/a.html", data)
    return out.getvalue()


FORMS: dict[str, Callable[[str], bytes]] = {
    "plain": lambda text: text.encode(),
    "traditional": lambda text: to_traditional(text).encode(),
    "full-width and spaced": lambda text: " ".join(text).replace("，", ",\u3000").encode(),
    "zero-width": lambda text: "\u200b".join(text).encode(),
    "html entities": lambda text: "".join(f"&#{ord(c)};" for c in text).encode(),
    "html with tags": lambda text: f"<p>{text[:5]}<a href='x'>{text[5:9]}</a>{text[9:]}</p>".encode(),
    "markdown with links": lambda text: f"{text[:5]}[{text[5:9]}](../themes/x.md){{.theme}}{text[9:]}".encode(),
    "json": lambda text: json.dumps({"a": [text]}).encode(),
    "ledger": lambda text: json.dumps({"segments": [text[:3], [text[3:6], text[3:6] + "x", ["r"], "sure"], text[6:]]}).encode(),
    "pickle": lambda text: pickle.dumps({"essay": [text]}, protocol=5),
    "pickle of bytes": lambda text: pickle.dumps([text.encode()], protocol=5),
    "percent": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()).encode(),
    "base64": lambda text: b"data:" + base64.b64encode(("x" + text).encode()),
    "base64 of gzip": lambda text: base64.b64encode(gzip.compress(text.encode())),
    "gzip": lambda text: gzip.compress(text.encode()),
    "zip": lambda text: _zip(text.encode()),
    "zip in zip": lambda text: _zip(_zip(text.encode())),
    "gbk": lambda text: text.encode("gbk"),
    "utf-16": lambda text: text.encode("utf-16"),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_a_text_is_found_in_every_form(name: str, tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(FORMS[name](f"前面有别的话。{TEXT}后面也有。"))
    (tmp_path / "not-there").write_bytes(FORMS[name]("前面有别的话。钥匙放在石头下面，没有人知道渡口。后面也有。"))
    assert {Path(found.place.partition("!")[0]).name for found in search([TEXT], [tmp_path])} == {"there"}


def test_it_is_found_in_the_cache_and_in_names(tmp_path: Path) -> None:
    Cache(tmp_path).put("reading", "a.txt", "f" * 64, {"blocks": [TEXT]})
    two = TEXT[: len(TEXT) // 2], TEXT[len(TEXT) // 2 :]
    Cache(tmp_path).put_parts("parts", "a.txt", "f" * 64, [two], lambda places: places)
    pack = Pack(tmp_path, "head")
    pack.put("a.txt", "f" * 64, two)
    pack.save({"a.txt"})
    (tmp_path / "渡口 的鑰匙.html").write_bytes(b"")
    assert len(list(search([TEXT], [tmp_path]))) == 3
    (found,) = search(["渡口的钥匙"], [tmp_path])
    assert found.in_name


def test_an_address_is_found_only_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<a href="du-kou--2.html">x</a> my-du-kou', encoding="utf-8")
    assert not list(search(["du-kou"], [tmp_path]))
    (tmp_path / "b.html").write_text('<a href="../essays/Du-Kou.html">x</a>', encoding="utf-8")
    assert [Path(found.place).name for found in search(["du-kou"], [tmp_path])] == ["b.html"]


def test_the_command_tells_the_places_and_says_when_nothing_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "essays").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.html").write_text(TEXT, encoding="utf-8")
    common = ["--content", str(tmp_path), "--site", str(tmp_path / "site"), "--zip", str(tmp_path / "none.zip")]
    assert cli.main(["audit", "渡口的石頭", *common, "--lang", "zh"]) == 1
    assert "site/a.html" in capsys.readouterr().out
    assert cli.main(["audit", "别的话", *common, "--lang", "zh"]) == 0
    assert "没有残留" in capsys.readouterr().out
    assert cli.main(["audit", " \u3000", *common]) == 2


def test_words_of_dictionaries_are_no_text_of_the_library(tmp_path: Path) -> None:
    content = content_at(tmp_path)
    (tmp_path / "essays").mkdir()
    Cache(content.cache).put(content.reference.name, "", "f" * 64, {"words": "渡口".encode()})
    Cache(content.cache).put("reading", "a.txt", "f" * 64, {"blocks": ["山路"]})
    common = ["--content", str(tmp_path), "--site", str(tmp_path / "none"), "--zip", str(tmp_path / "none.zip")]
    assert cli.main(["audit", "渡口", *common]) == 0
    assert cli.main(["audit", "山路", *common]) == 1


@given(st.text(min_size=1), st.text(), st.text())
def test_a_text_is_in_whatever_has_it(text: str, before: str, after: str) -> None:
    assert folded(text) in folded(text)
    if text.isascii() and before.isascii() and after.isascii():
        assert folded(text) in folded(before + text + after)


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        for head in (b"", b"PK\x03\x04", b"\x1f\x8b", b"\x80\x05", b"{"):
            (Path(folder) / "x").write_bytes(head + data)
            list(search([TEXT], [Path(folder)]))
