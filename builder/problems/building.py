"""What a person is told about publishing, serving and bundling."""

from __future__ import annotations

from builder.problems.message import Message

MESSAGES: dict[str, Message] = {
    "no-essays-folder": Message(
        "error",
        "there is no folder of essays here",
        "这里没有存放文章的文件夹",
        "make the folder `essays` and put .txt, .md, .html or .docx files in it",
        "请建立文件夹 essays，放入 .txt、.md、.html 或 .docx 文件",
    ),
    "nothing-to-publish": Message(
        "error",
        "no essay was found in any source",
        "所有来源中都没有找到文章",
        "look at the problems above: each file says why it gave no essay",
        "请看上面的提示：每个文件都说明了没有文章的原因",
    ),
    "no-such-file": Message(
        "error", "there is no such file or folder", "没有这个文件或文件夹", "check the path", "请检查路径"
    ),
    "not-in-ledger": Message(
        "error",
        "the ledger has no record of this source",
        "留底中没有这个来源",
        "build the library first; name the file by its path below essays/",
        "请先生成网站；用 essays/ 之下的路径指明文件",
    ),
    "ledger-begins-at-text": Message(
        "error",
        "the ledger of this format begins at its text: its bytes are in the file alone",
        "这种格式的留底从正文开始，原始字节只在文件本身",
        "keep the file; only .txt and .md are rebuilt byte for byte",
        "请保留原文件；只有 .txt 和 .md 能逐字节还原",
    ),
    "render": Message(
        "error",
        "MkDocs refused the generated pages; the published site was left as it was\n{detail}",
        "MkDocs 不接受生成的页面；已发布的网站保持原样\n{detail}",
        "this is a mistake of the program or of a page written by hand under pages/about/",
        "这是程序的错误，或者 pages/about/ 中手写页面的错误",
    ),
    "path-too-long": Message(
        "error",
        "a path is too long for the zip: {detail}",
        "压缩包内的路径过长：{detail}",
        "give the essay a shorter slug in corpus.yml",
        "请在 corpus.yml 中为该文章指定较短的 slug",
    ),
    "search-blind": Message(
        "error",
        "the search index does not find \u201c{phrase}\u201d in an essay that has it; nothing was published",
        "搜索索引找不到文章中确有的\u201c{phrase}\u201d，因此没有发布",
        "this is a mistake of the program; please report it with the essay",
        "这是程序的错误，请连同文章一起报告",
    ),
    "audit-nothing": Message(
        "error",
        "one of the texts is empty, and would be found everywhere",
        "有一段文字是空的，会处处相符",
        "write the title, the name or the sentence between quotation marks",
        "请在引号里写标题、姓名或句子",
    ),
    "no-such-essay": Message(
        "error",
        "there is no essay at the address {name}",
        "没有地址为 {name} 的文章",
        "`python -m builder inspect` shows the addresses",
        "用 `python -m builder inspect` 查看地址",
    ),
    "no-such-theme": Message(
        "error",
        "there is no theme {name}",
        "没有主题 {name}",
        "`python -m builder themes` lists them",
        "用 `python -m builder themes` 查看所有主题",
    ),
    "no-such-rule": Message(
        "error",
        "there is no repair rule {name}",
        "没有修复规则 {name}",
        "`python -m builder rules` lists them",
        "用 `python -m builder rules` 查看所有规则",
    ),
}
