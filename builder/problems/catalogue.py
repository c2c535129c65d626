"""What a person is told about a table that is taken back into corpus.yml."""

from __future__ import annotations

from builder.problems.message import Message

MESSAGES: dict[str, Message] = {
    "no-catalogue": Message(
        "error",
        "this is no catalogue: {detail}",
        "这不是总目表：{detail}",
        "begin with the table that `catalogue -o` writes, and save it as CSV with its first row as it is",
        "请从 catalogue -o 写出的表改起，存为 CSV，第一行不要动",
    ),
    "catalogue-emptied": Message(
        "error",
        "{key} of “{address}” was emptied, and the source prints “{value}”",
        "“{address}”的 {key} 被清空了，但来源里印着“{value}”",
        "write what it should be; a value that the source prints can be corrected, not taken away",
        "请写上正确的内容；来源里印着的可以改正，不能去掉",
    ),
    "catalogue-row": Message(
        "error",
        "no essay has the address “{address}”",
        "没有地址为“{address}”的文章",
        "write the table anew with `catalogue -o`, and change that one",
        "请用 catalogue -o 重新写出表格，再改",
    ),
    "catalogue-configuration": Message(
        "error",
        "corpus.yml cannot be written: {detail}",
        "corpus.yml 无法写入：{detail}",
        "run `check`, and mend what it says of corpus.yml",
        "请运行 check，先改好 corpus.yml 里的错",
    ),
}
