"""What a person is told about repairs and the survey.

A flag's code is the rule that doubts the place; `{words}` are the words that stand there.
"""

from __future__ import annotations

from builder.problems.message import Message

_COMPARE = "Compare the printed source; correct the place with `replace:` in corpus.yml, or `accept:` the flag."
_COMPARE_ZH = "请对照原书；可在 corpus.yml 中用 `replace:` 更正，或用 `accept:` 说明无误。"

MESSAGES: dict[str, Message] = {
    "lost-characters": Message(
        "flag",
        "Characters were lost when the text was decoded: {words}",
        "文字在解码时已经丢失：{words}",
        "Fetch the source again in its own encoding, or supply the words with `replace:` in corpus.yml.",
        "请按原编码重新取得来源，或在 corpus.yml 中用 `replace:` 补上原字。",
    ),
    "pinyin-collision": Message(
        "flag",
        "Injected pinyin broke these characters, and no injection explains how: {words}",
        "插入的拼音拆坏了此处的字，无法证明原字：{words}",
        _COMPARE,
        _COMPARE_ZH,
    ),
    "lost-ellipsis": Message(
        "flag",
        "Two question marks may stand for an ellipsis: {words}",
        "两个问号可能原为省略号：{words}",
        _COMPARE,
        _COMPARE_ZH,
    ),
    "masked-word": Message(
        "flag",
        "A word was masked in the source: {words}",
        "来源中有被遮掩的字词：{words}",
        "If the word is known, supply it with `replace:` in corpus.yml; else `accept:` the flag.",
        "若知道原词，请在 corpus.yml 中用 `replace:` 补上；否则用 `accept:` 说明。",
    ),
    "cut-off-end": Message(
        "flag",
        "The text breaks off in mid-sentence: {words}",
        "文章末尾句子未完：{words}",
        "Look for a complete source; if there is none, say so with `note:` and `accept:` the flag.",
        "请寻找完整的来源；若没有，请用 `note:` 说明并用 `accept:` 接受此标记。",
    ),
    "ordinal-twice": Message(
        "flag",
        "A number of an enumeration comes twice: {words}",
        "列举的序号重复：{words}",
        _COMPARE,
        _COMPARE_ZH,
    ),
    "lost-comma": Message(
        "flag",
        "A mark between parallel parts seems to be lost: {words}",
        "并列成分之间似脱漏标点：{words}",
        _COMPARE,
        _COMPARE_ZH,
    ),
    "transposed-counter": Message(
        "flag",
        "Number and counter seem to have changed places: {words}",
        "数字与量词似颠倒：{words}",
        _COMPARE,
        _COMPARE_ZH,
    ),
    "split-item": Message(
        "flag",
        "This paragraph ends on a topic sentence that the next one seems to continue.",
        "本段以主题句结尾，下一段似为其续。",
        "If they are one paragraph, mend it with `replace:` in corpus.yml; else `accept:` the flag.",
        "若原为一段，请在 corpus.yml 中用 `replace:` 并段；否则用 `accept:` 说明。",
    ),
}
