"""Every damage generator tells exactly what it broke, does the same thing twice, and does something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.damage import FAMILIES, byte_forms, several
from tests.examples import examples

CHINESE = """谈谈值班

值班这件事，说小很小，说大很大。按照省、市的要求，我们县委办的值班室一年三百六十五天不熄灯。党的十八大精神传达的那天夜里，电话响了四十七次；有问路的，有报灾的，也有只想找人说说话的。

后来我常想，一个机关是不是靠得住，不用看白天，看它夜里那盏灯就够了；灯下的人接起电话的头一句话，比门口挂的牌子更能说明问题，也更难装出来。

一、先把耳朵打开

接电话的人，第一件事不是记，而是听。2012年夏天一位老支书打来电话，说村口的桥“有点晃”，这让我想起……前年那场水。值班员问清了地点和人数，十分钟后乡里的车就出发了。后来查看，桥墩确实被掏空了一半。

二、再把手伸出去

听完之后要办（至少要有人去看一看）。我们立了一条规矩：能当班办的不过夜，不能办的要说清楚找谁、等多久、到哪里问结果。半年下来，重复来电少了三成。

三、最后把账记好

值班日志不是流水账：它应当让接班的人三分钟之内知道发生了什么、办到哪一步、还欠着谁一句回话。写得清楚，交得明白，这个班才算值完了。
"""
ENGLISH = """On keeping the night desk

The night desk is a small thing, and a large one. It’s “only” a telephone, a lamp, and a ledger — yet the whole county leans on it. The work begins with listening. The ledger comes last.

1. Open the ears

The first duty of the person at the desk is to listen, not to write. An old village secretary once called, said the bridge was a little shaky, and nearly hung up. The clerk asked for the place and the number of people. Ten minutes later a car was on the road.

2. Stretch out the hand

After listening there must be action. What can be done on the shift is done on the shift, what cannot is explained, with a name, a place, and a day to come back.

3. Keep the ledger

A log is not a list of calls. It should tell the next person in three minutes what happened. It should also say who is still owed an answer.

4. Hand over

A shift ends when the next person has understood it, not when the clock says so.
"""
_SENTENCES = st.lists(
    st.text(
        st.sampled_from("组织工作省、盛《的是不要办公室值班员，。“”：（）……2012年党的十八大精神 ab.,\n"), max_size=60
    ),
    max_size=8,
)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("text", [CHINESE, ENGLISH], ids=["chinese", "english"])
@pytest.mark.parametrize("seed", range(4))
def test_the_clean_text_comes_back(family: str, text: str, seed: int) -> None:
    damaged = FAMILIES[family](text, seed)
    assert damaged.undone() == text
    assert damaged == FAMILIES[family](text, seed)
    assert all(damaged.text[place.start : place.end] != place.old for place in damaged.places)


@pytest.mark.parametrize("family", FAMILIES)
def test_each_family_breaks_something(family: str) -> None:
    broken = [FAMILIES[family](text, seed).places for text in (CHINESE, ENGLISH) for seed in range(4)]
    assert any(broken)


@given(st.sampled_from(sorted(FAMILIES)), _SENTENCES, st.integers(0, 9))
@examples(250)
def test_any_text_comes_back(family: str, parts: list[str], seed: int) -> None:
    text = "\n".join(parts)
    assert FAMILIES[family](text, seed).undone() == text


def test_two_bytes_deleted_melts_two_characters_into_one() -> None:
    assert "按照盛市的要求" in FAMILIES["two-bytes-deleted"](CHINESE, 0).text


def test_collisions_leave_a_question_mark_where_a_pair_straddles() -> None:
    # 部 is B2BF and 内 is C4DA; a reading injected after the pair BFC4 (目 has no such bytes, 磕 none) hits both.
    from tests.damage.byte_collision import _aligned, _decoded, _inject

    text = "组织部内全体同志"
    data = _inject([(value, (index,)) for index, value in enumerate(text.encode("gbk"))], b"\xbf\xc4", b"(x)")
    damaged = _aligned(text, _decoded(data))
    assert damaged.text != text
    assert damaged.undone() == text
    assert "x)" in damaged.text


@pytest.mark.parametrize("form", several.FORMS)
def test_several_essays_in_one_file_keep_every_line(form: str) -> None:
    together = several.FORMS[form]([CHINESE, ENGLISH])
    for line in (*CHINESE.splitlines()[1:], *ENGLISH.splitlines()[1:]):
        assert line in together


@pytest.mark.parametrize("encoding", byte_forms.ENCODINGS)
def test_bytes_come_back(encoding: str) -> None:
    text = "值班室的燈，\n一夜不熄。\n" if encoding == "big5" else CHINESE
    assert byte_forms.encoded(text, encoding).decode(encoding) == text


def test_mixed_line_ends_mix() -> None:
    mixed = byte_forms.mixed_line_ends(CHINESE, 3)
    assert "\r\n" in mixed
    assert mixed.replace("\r\n", "").count("\n")
    assert mixed.replace("\r\n", "\n") == CHINESE
