"""Bytes become text in the right encoding, and the text gives exactly those bytes back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builder.sources.decode import decode, encode
from builder.sources.encodings import BYTE_ORDER_MARKS
from builder.sources.refusal import Refused
from tests.examples import examples

SIMPLIFIED = (
    "读书的人常常问，一座图书馆应当有多大？我想，只要它能让人安静地坐下来，就已经够大了。\n"
    "一、书架之间\n昨天下午我在旧书店里找到一本没有封面的小册子，纸已经发黄，字还很清楚。\n"
    "二、灯下\n夜里读到第三页，窗外下起雨来；“这样的时候最好。”父亲说过——我记得。\n"
)
TRADITIONAL = (
    "讀書的人常常問，一座圖書館應當有多大？我想，只要它能讓人安靜地坐下來，就已經夠大了。\n"
    "一、書架之間\n昨天下午我在舊書店裡找到一本沒有封面的小冊子，紙已經發黃，字還很清楚。\n"
    "二、燈下\n夜裡讀到第三頁，窗外下起雨來；「這樣的時候最好。」父親說過，我記得。\n"
)
ENGLISH = (
    "How large must a library be? Large enough, I think, for one person to sit in it in peace.\n"
    "It’s true that the café next door — “open late” — was louder, naïve as that sounds.\n"
)
CASES = [
    pytest.param(SIMPLIFIED, "utf-8", id="simplified-utf-8"),
    pytest.param(TRADITIONAL, "utf-8", id="traditional-utf-8"),
    pytest.param(ENGLISH, "utf-8", id="english-utf-8"),
    pytest.param(SIMPLIFIED, "gb18030", id="simplified-gb18030"),
    pytest.param(TRADITIONAL, "gb18030", id="traditional-gb18030"),
    pytest.param(TRADITIONAL, "cp950", id="traditional-big5"),
    pytest.param(TRADITIONAL + "佢哋嘅嘢喺邊度？\n", "big5hkscs", id="cantonese-big5-hkscs"),
    pytest.param(SIMPLIFIED, "utf-16-le", id="simplified-utf-16-le"),
    pytest.param(SIMPLIFIED, "utf-16-be", id="simplified-utf-16-be"),
    pytest.param(ENGLISH, "utf-16-le", id="english-utf-16-le"),
    pytest.param(ENGLISH, "utf-16-be", id="english-utf-16-be"),
    pytest.param(ENGLISH, "cp1252", id="english-cp1252"),
]
LINE_ENDS = ["\n", "\r\n", "\r", "\r\r\n"]


@pytest.mark.parametrize(("text", "encoding"), CASES)
@pytest.mark.parametrize("end", LINE_ENDS, ids=["lf", "crlf", "cr", "crcrlf"])
def test_reads_each_encoding_and_line_end(text: str, encoding: str, end: str) -> None:
    data = text.replace("\n", end).encode(encoding)
    decoded = decode(data)
    assert decoded.text == text
    assert decoded.record.encoding == encoding
    assert decoded.record.newline == end
    assert decoded.problems == ()
    assert encode(decoded.text, decoded.record) == data


@pytest.mark.parametrize(("mark", "encoding"), BYTE_ORDER_MARKS)
def test_takes_the_byte_order_mark_off_and_puts_it_back(mark: bytes, encoding: str) -> None:
    data = mark + SIMPLIFIED.encode(encoding)
    decoded = decode(data)
    assert decoded.text == SIMPLIFIED
    assert decoded.record.bom == mark
    assert encode(decoded.text, decoded.record) == data


def test_says_why_it_took_an_encoding() -> None:
    assert "byte order mark" in decode(b"\xff\xfe" + ENGLISH.encode("utf-16-le")).record.evidence
    assert "only ASCII" in decode(b"Plain as plain can be.").record.evidence
    assert "every second one" in decode(ENGLISH.encode("utf-16-be")).record.evidence
    assert "in ordinary use" in decode(SIMPLIFIED.encode("gb18030")).record.evidence


def test_a_lost_half_of_a_big5_character_takes_no_letter_with_it() -> None:
    data = TRADITIONAL.encode("cp950") + b"\x81A\x81\xa1\xff."
    decoded = decode(data)
    assert decoded.text == TRADITIONAL + "\ufffdA\ufffd\ufffd."
    assert encode(decoded.text, decoded.record) == data


def test_a_few_strange_bytes_do_not_cost_an_english_text() -> None:
    data = (ENGLISH.encode("ascii", "ignore") * 4) + b"\xf0\xc1\xc2 end"
    decoded = decode(data)
    assert decoded.text.startswith("How large must a library be?")
    assert [said.code for said in decoded.problems] == ["encoding-guessed"]
    assert encode(decoded.text, decoded.record) == data


@pytest.mark.parametrize("text", ["联通", "一", "二"])
def test_gbk_that_is_utf_8_by_chance(text: str) -> None:
    assert decode(text.encode("gb18030")).text == text


@pytest.mark.parametrize("text", ["naïve", "café", "Правда", "lǜ", "😀", "№ 1 · é"])
def test_little_utf_8_is_no_gbk(text: str) -> None:
    assert decode(text.encode("utf-8")).text == text


def test_keeps_the_usual_line_end_once_and_the_others_as_exceptions() -> None:
    decoded = decode(b"one\r\ntwo\nthree\r\nfour\rfive\r\n")
    assert decoded.text == "one\ntwo\nthree\nfour\nfive\n"
    assert decoded.record.newline == "\r\n"
    assert decoded.record.newline_exceptions == ((7, "\n"), (18, "\r"))


BIG5_THAT_DO_NOT_COME_BACK = [b"\xa1\xc3", b"\xa1\xc5", b"\xa1\xfe", b"\xa2\x40", b"\xa2\xcc", b"\xa2\xce"]


@pytest.mark.parametrize("code", BIG5_THAT_DO_NOT_COME_BACK, ids=lambda code: code.hex())
def test_big5_codes_that_do_not_come_back(code: bytes) -> None:
    data = TRADITIONAL.replace("\n", "\r\n").encode("cp950") + code + "尾聲。".encode("cp950")
    decoded = decode(data)
    assert "\ufffd" not in decoded.text
    assert encode(decoded.text, decoded.record) == data


def test_a_line_in_another_encoding_is_read_and_said() -> None:
    stray = "这一行是从别的文件里贴过来的，编码不同。"
    lines = SIMPLIFIED.splitlines()
    for usual, other in (("utf-8", "gb18030"), ("gb18030", "utf-8")):
        data = b"\n".join([line.encode(usual) for line in lines] + [stray.encode(other)])
        decoded = decode(data, "mixed.txt")
        assert decoded.text == SIMPLIFIED + stray
        assert encode(decoded.text, decoded.record) == data
        (said,) = decoded.problems
        assert (said.code, said.source, said.line) == ("encoding-mixed", "mixed.txt", len(lines) + 1)
        assert said.span is not None
        assert decoded.text[slice(*said.span)] == stray


def test_two_files_joined_without_a_line_end() -> None:
    more = "这一行是从别的文件里接过来的，中间没有换行。"
    for behind in ("", "后面又是原来的编码。"):
        data = SIMPLIFIED.rstrip("\n").encode("utf-8") + more.encode("gb18030") + behind.encode("utf-8")
        decoded = decode(data)
        assert decoded.text == SIMPLIFIED.rstrip("\n") + more + behind
        assert [(said.code, said.line) for said in decoded.problems] == [("encoding-mixed", 5)]
        assert encode(decoded.text, decoded.record) == data


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_bytes_that_are_no_character_are_kept_and_said(encoding: str) -> None:
    wrong = {"utf-8": b"\xff\xfe", "gb18030": b"\xff", "utf-16-le": b"\x00\xdc"}[encoding]
    head, tail = SIMPLIFIED.split("二、")
    data = head.encode(encoding) + wrong + tail.encode(encoding)
    decoded = decode(data)
    assert decoded.text == head + "\ufffd" + tail
    assert encode(decoded.text, decoded.record) == data
    assert [(said.code, said.line) for said in decoded.problems] == [("bytes-undecodable", 4)]


def test_utf_16_that_ends_in_half_a_character() -> None:
    data = b"\xff\xfe" + SIMPLIFIED.encode("utf-16-le") + b"\x41"
    decoded = decode(data)
    assert decoded.text == SIMPLIFIED + "\ufffd"
    assert encode(decoded.text, decoded.record) == data


def test_a_stray_zero_byte_does_not_make_a_text_binary() -> None:
    data = (ENGLISH * 3 + "\x00").encode("utf-8")
    decoded = decode(data)
    assert decoded.text == ENGLISH * 3 + "\x00"
    assert encode(decoded.text, decoded.record) == data


REFUSED = [
    (b"", "source-empty"),
    (b"\xef\xbb\xbf", "source-empty"),
    (b" \r\n\t ", "source-empty"),
    ("\u3000\n\u3000".encode("gb18030"), "source-empty"),
    (b"\xff\xfe\n\x00", "source-empty"),
    (bytes(range(256)) * 40, "source-binary"),
    (b"\x7fELF" + bytes(400), "source-binary"),
    ("図書館の本は静かに読む人を待っている。カタカナとひらがなが混ざる。".encode("shift_jis"), "source-undecodable"),
    ("Книги в библиотеке ждут читателя, а читатель ждёт дождя.".encode("koi8-r"), "source-undecodable"),
    (b"\xfe\xfd\xfc\xfb\x81\x20\x90\x8d" * 50, "source-undecodable"),
    (b"\xff\xfe" + b"\xfd\xff\xfe\xfd" * 50, "source-undecodable"),
]


@pytest.mark.parametrize(("data", "code"), REFUSED, ids=lambda value: None if isinstance(value, bytes) else value)
def test_refuses_what_is_no_text(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        decode(data, "name.txt")
    assert (refusal.value.problem.code, refusal.value.problem.source) == (code, "name.txt")


def test_doubts_what_reads_badly() -> None:
    korean = "도서관의 책은 조용히 읽을 사람을 기다린다. 어제 나는 오래된 신문을 읽었다. " * 3
    assert [said.code for said in decode(korean.encode("euc_kr")).problems] == ["encoding-guessed"]


# --- laws -------------------------------------------------------------------------------------------------------

WORDS = st.sampled_from([*SIMPLIFIED.replace("\n", ""), *ENGLISH.split(), *TRADITIONAL[:60].replace("\n", "")])
LINES = st.lists(st.lists(WORDS, min_size=3, max_size=30).map("".join), min_size=1, max_size=12)
ENCODINGS = ["utf-8", "gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be", "cp1252"]


@given(
    lines=LINES,
    ends=st.lists(st.sampled_from(LINE_ENDS), min_size=12, max_size=12),
    encoding=st.sampled_from(ENCODINGS),
    marked=st.booleans(),
)
@examples(300)
def test_law_domain_text_comes_back(lines: list[str], ends: list[str], encoding: str, marked: bool) -> None:
    text = "".join(line + end for line, end in zip(lines, ends, strict=False))
    mark = next((mark for mark, name in BYTE_ORDER_MARKS if name == encoding and marked), b"")
    data = mark + text.encode(encoding, "ignore")
    _comes_back(data)


@given(data=st.binary(max_size=400))
@examples(300)
def test_law_any_bytes_come_back_or_are_refused(data: bytes) -> None:
    _comes_back(data)


@given(
    damage=st.lists(st.tuples(st.integers(0, 400), st.binary(min_size=1, max_size=3)), max_size=4),
    case=st.sampled_from([(case.values[0], case.values[1]) for case in CASES]),
)
@examples(300)
def test_law_damaged_text_comes_back(damage: list[tuple[int, bytes]], case: tuple[str, str]) -> None:
    data = case[0].replace("\n", "\r\n").encode(case[1])
    for place, wrong in damage:
        data = data[:place] + wrong + data[place:]
    _comes_back(data)


@given(text=st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200))
@examples(200)
def test_law_utf_8_is_read_as_written(text: str) -> None:
    data = text.encode("utf-8")
    assume(data.count(0) * 5 < len(data) and not text.startswith("\ufeff"))
    try:
        decoded = decode(data)
    except Refused:
        return
    if decoded.record.encoding == "utf-8":
        assert decoded.text == text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    assert encode(decoded.text, decoded.record) == data


def _comes_back(data: bytes) -> None:
    try:
        decoded = decode(data)
    except Refused:
        return
    assert "\r" not in decoded.text
    assert not any("\ud800" <= character <= "\udfff" for character in decoded.text)
    assert encode(decoded.text, decoded.record) == data


# --- real texts -------------------------------------------------------------------------------------------------


def test_every_text_of_the_corpus_in_every_encoding() -> None:
    corpus = os.environ.get("ESSAY_CORPUS")
    if not corpus:
        pytest.skip("set ESSAY_CORPUS to a folder that holds seeds/, dev/ and dev-synthetic/")
    files = sorted(Path(corpus).rglob("*.txt"))
    assert files
    for file in files:
        text = file.read_bytes().decode("utf-8")
        _comes_back(file.read_bytes())
        for encoding in ("utf-8", "gb18030", "cp950", "utf-16-le", "utf-16-be"):
            for mark in (b"", next((mark for mark, name in BYTE_ORDER_MARKS if name == encoding), b"")):
                mixed = text.replace("\n", "\r\n", text.count("\n") // 2)
                data = mark + mixed.encode(encoding, "ignore")
                decoded = decode(data)
                assert encode(decoded.text, decoded.record) == data
                few = len(text.encode("utf-8")) < len(text) * 1.05  # English: every encoding looks alike
                assert few or decoded.record.encoding in (encoding, {"cp950": "big5hkscs"}.get(encoding))
