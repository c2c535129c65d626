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
    "disk-full": Message(
        "error",
        "there is no room to write this file ({reason}); the published site was left as it was",
        "磁盘空间不足，无法写入（{reason}）；已发布的网站保持原样",
        "make room on the disk and build again",
        "请腾出磁盘空间后重新生成",
    ),
    "not-allowed": Message(
        "error",
        "this file or folder may not be read or written ({reason}); the published site was left as it was",
        "没有读写此文件或文件夹的权限（{reason}）；已发布的网站保持原样",
        "give yourself the right to write there, or choose another folder with --content or --site",
        "请取得写入权限，或用 --content、--site 另选文件夹",
    ),
    "system-refused": Message(
        "error",
        "the system refused a file ({reason}); the published site was left as it was",
        "系统拒绝读写文件（{reason}）；已发布的网站保持原样",
        "look at the file or folder that is named, then build again",
        "请检查所指的文件或文件夹，然后重新生成",
    ),
    "out-of-memory": Message(
        "error",
        "a process of the build was ended from outside, most likely for want of memory; nothing was published",
        "生成进程被系统终止，多半是内存不足；没有发布任何内容",
        "build with `--jobs 1`, or close other programs",
        "请加上 `--jobs 1`，或关闭其他程序后重试",
    ),
    "library-busy": Message(
        "error",
        "another build of this library has been under way for a quarter of an hour; nothing was done",
        "这个文集的另一次生成已进行了一刻钟，本次未执行",
        "end the other build, then build again",
        "请结束另一次生成后重试",
    ),
    "waiting": Message(
        "flag",
        "another build of this library is under way; this one waits for it",
        "这个文集正在另一处生成，等待其结束",
        "wait, or end the other build",
        "请等待，或结束另一次生成",
    ),
    "other-printer": Message(
        "flag",
        "{printers} are installed, with which keeping pages was not tried: MkDocs makes every page anew",
        "所装的 {printers} 未经试用，各页不予沿用，全部由 MkDocs 重新生成",
        "nothing need be done, builds only take longer; `make check` installs the versions that were tried",
        "不必处理，只是生成较慢；`make check` 会安装试用过的版本",
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
