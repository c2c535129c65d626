"""What a person is told about splitting, metadata and outlines."""

from __future__ import annotations

from builder.problems.message import Message

MESSAGES: dict[str, Message] = {
    "no-essay": Message(
        "flag",
        "No essay was found in this file: {what}.",
        "这个文件里没有找到文章：{what}。",
        "If there is one, look at what was removed with `explain`, and name the text under `keep:` in corpus.yml; "
        "if not, give the file a `skip:` with a reason.",
        "如果其中有文章，请用 `explain` 查看被删去的内容，并在 corpus.yml 的 `keep:` 下写出应保留的文字；"
        "如果没有，请给它写上 `skip:` 和理由。",
    ),
    "skipped": Message(
        "note",
        "This file is passed over, as corpus.yml asks: {reason}",
        "按 corpus.yml 的要求跳过这个文件：{reason}",
        "Take the `skip:` out of corpus.yml to publish it again.",
        "要重新发布，请从 corpus.yml 中去掉 `skip:`。",
    ),
    "no-title": Message(
        "note",
        "The essay has no printed title; its page is called by its first words: {words}",
        "文中没有印出标题，页面暂用开头几个字：{words}",
        "Give it a `title:` in corpus.yml if you know it.",
        "如果知道标题，请在 corpus.yml 中写 `title:`。",
    ),
    "unmarked-essay": Message(
        "note",
        "The text before the first mark of this collection was taken for an essay of its own.",
        "合集中第一个篇名标记之前的文字被当作单独的一篇。",
        "If it is a preface, join it to the first essay with `join:` in corpus.yml.",
        "如果它只是前言，请在 corpus.yml 中用 `join:` 并入第一篇。",
    ),
    "machine-translated": Message(
        "flag",
        "The English reads as machine-translated ({signs}).",
        "这篇英文读起来像机器翻译（{signs}）。",
        "Say `translation: machine` in corpus.yml if it is, or accept this flag with a reason.",
        "如果确实如此，请在 corpus.yml 中写 `translation: machine`；否则请用 `accept:` 说明理由。",
    ),
    "heading-lost": Message(
        "flag",
        "A heading seems to be lost above “{words}”: {why}.",
        "“{words}”之上似乎缺了一个标题：{why}。",
        "If nothing is lost, accept this flag with a reason; if the heading is known, put it back with `replace:`.",
        "如果并没有缺，请用 `accept:` 说明理由；如果知道标题，请用 `replace:` 补上。",
    ),
    "doubtful-place": Message(
        "flag",
        "The rule {rule} doubts this place and left it as it is: {words}",
        "规则 {rule} 认为此处可疑，未作改动：{words}",
        "Compare the source; mend it with `replace:` in corpus.yml, or accept it with a reason.",
        "请对照原文；可在 corpus.yml 中用 `replace:` 改正，或用 `accept:` 说明理由。",
    ),
    "anchor-nowhere": Message(
        "error",
        "`{key}: {text}` in corpus.yml fits no place in this file.",
        "corpus.yml 中的 `{key}: {text}` 在这个文件里找不到。",
        "Copy the text from the page as it stands there; lines that are near it: {candidates}",
        "请照页面上的文字原样抄写；相近的行有：{candidates}",
    ),
    "anchor-several": Message(
        "error",
        "`{key}: {text}` in corpus.yml fits several places in this file.",
        "corpus.yml 中的 `{key}: {text}` 在这个文件里有几处相符。",
        "Write a little more of the text, so that one of these is meant: {candidates}",
        "请多写几个字，使它只指其中一处：{candidates}",
    ),
    "anchor-everywhere": Message(
        "note",
        "`{key}: {text}` in corpus.yml fits {count} places in this file, and is done at each of them.",
        "corpus.yml 中的 `{key}: {text}` 在这个文件里有 {count} 处相符，每一处都照办。",
        "If only one is meant, write a little more of the text: {candidates}",
        "如果只指其中一处，请多写几个字：{candidates}",
    ),
}
