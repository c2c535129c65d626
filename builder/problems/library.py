"""What a person is told about what people decide and what is on record."""

from __future__ import annotations

from builder.problems.message import Message

_LINE_EN = "write the line as:  {better}"
_LINE_ZH = "请把这一行改成：  {better}"
_QUOTE_EN = "write the line as:  {better}   (to keep the marks as text, put the whole value in straight single quotes)"
_QUOTE_ZH = "请把这一行改成：  {better}   （若这些符号本来就是文字，请用半角单引号把整个值括起来）"

#: Slips of a Chinese keyboard and of an editor; each is corrected in memory so that later mistakes are seen too.
_SLIPS: dict[str, Message] = {
    "yaml-full-width-colon": Message(
        "error", "a full-width colon “：” stands after a key", "键的后面用了全角冒号“：”", _LINE_EN, _LINE_ZH
    ),
    "yaml-space-after-colon": Message(
        "error", "there is no space after the colon", "冒号后面缺少一个空格", _LINE_EN, _LINE_ZH
    ),
    "yaml-wide-space": Message(
        "error",
        "a wide or no-break space stands where a plain space belongs",
        "该用普通空格的地方用了全角空格或不换行空格",
        _LINE_EN,
        _LINE_ZH,
    ),
    "yaml-tab": Message(
        "error", "a tab stands where spaces belong", "该用空格的地方用了制表符（Tab）", _LINE_EN, _LINE_ZH
    ),
    "yaml-curly-quotes": Message(
        "error", "curly quotation marks “ ” enclose the value or the key", "值或键用了弯引号“ ”", _QUOTE_EN, _QUOTE_ZH
    ),
    "yaml-full-width-brackets": Message(
        "error", "full-width brackets enclose the list", "列表用了全角括号", _QUOTE_EN, _QUOTE_ZH
    ),
    "yaml-full-width-comma": Message(
        "error",
        "a full-width comma separates the items of a list",
        "列表各项之间用了全角逗号或顿号",
        _LINE_EN,
        _LINE_ZH,
    ),
    "yaml-full-width-key": Message(
        "error", "the key is typed in full-width letters", "键是用全角字母打的", _LINE_EN, _LINE_ZH
    ),
    "yaml-full-width-hash": Message(
        "error", "the comment begins with a full-width ＃", "注释用了全角的＃", _LINE_EN, _LINE_ZH
    ),
    "yaml-dash": Message(
        "error",
        "the list item does not begin with a plain “- ” (hyphen, space)",
        "列表项应以半角“- ”（短横线加空格）开头",
        _LINE_EN,
        _LINE_ZH,
    ),
    "yaml-invisible": Message(
        "error", "the line holds an invisible character", "这一行里有看不见的字符", _LINE_EN, _LINE_ZH
    ),
    "yaml-syntax": Message(
        "error",
        "the line cannot be read as YAML: {seen}",
        "这一行不符合 YAML 的写法：{seen_zh}",
        _LINE_EN,
        _LINE_ZH,
    ),
    "yaml-indent": Message(
        "error",
        "the indentation of the line fits no line above it",
        "这一行的缩进和上面的行对不上",
        "begin the line with {spaces} spaces:  {better}",
        "这一行开头应是 {spaces} 个空格：  {better}",
    ),
    "yaml-backslash": Message(
        "error",
        "a path is written with backslashes between double quotes",
        "双引号里的路径用了反斜杠",
        _LINE_EN,
        _LINE_ZH,
    ),
    "yaml-unreadable": Message(
        "error",
        "the line cannot be read as YAML, and was passed over: {seen}",
        "这一行不符合 YAML 的写法，已跳过：{seen_zh}",
        "compare its indentation and quotation marks with the lines around it",
        "请对照上下行检查缩进和引号",
    ),
    "yaml-encoding": Message(
        "error",
        "the file is saved as {encoding}, not as UTF-8",
        "文件是以 {encoding} 保存的，不是 UTF-8",
        "in the editor choose “Save as”, encoding UTF-8",
        "请在编辑器里选择“另存为”，编码选 UTF-8",
    ),
    "yaml-bytes": Message(
        "error",
        "the bytes of this line are text in no encoding known here",
        "这一行的字节无法按任何已知编码读出",
        "type the line again and save the file as UTF-8",
        "请重新输入这一行，并以 UTF-8 保存",
    ),
}

_DECISIONS: dict[str, Message] = {
    "decision-unknown-key": Message(
        "error",
        "“{key}” is not a key that can stand here",
        "这里没有“{key}”这个键",
        "did you mean:  {better}",
        "是不是想写：  {better}",
    ),
    "decision-unknown-key-far": Message(
        "error",
        "“{key}” is not a key that can stand here",
        "这里没有“{key}”这个键",
        "the keys that can stand here: {keys}",
        "这里可以写的键：{keys}",
    ),
    "decision-duplicate-key": Message(
        "error",
        "“{key}” stands here twice; it was first written on line {first}",
        "“{key}”写了两次，第一次在第 {first} 行",
        "keep one of the two, or put both values in one",
        "请只保留一处，或把两处的内容合在一起",
    ),
    "decision-no-value": Message(
        "error",
        "“{key}” has no value",
        "“{key}”后面没有写值",
        "for example:  {better}",
        "例如：  {better}",
    ),
    "decision-wrong-shape": Message(
        "error",
        "“{key}” wants {wanted}",
        "“{key}”应当是{wanted_zh}",
        "for example:  {better}",
        "例如：  {better}",
    ),
    "decision-wrong-choice": Message(
        "error",
        "“{value}” is none of the values “{key}” can have: {choices}",
        "“{key}”不能是“{value}”，可以是：{choices}",
        _LINE_EN,
        _LINE_ZH,
    ),
    "decision-wrong-date": Message(
        "error",
        "“{value}” is not a day of the calendar",
        "“{value}”不是一个确切的日期",
        "write year, month and day:  {better}",
        "请写全年、月、日：  {better}",
    ),
    "decision-wrong-slug": Message(
        "error",
        "“{value}” cannot be part of an address",
        "“{value}”不能用作地址",
        _LINE_EN,
        _LINE_ZH,
    ),
    "decision-contradiction": Message(
        "error",
        "“{first}” and “{second}” contradict each other",
        "“{first}”和“{second}”互相矛盾",
        "keep the one that is meant",
        "请只保留其中一个",
    ),
    "decision-unknown-source": Message(
        "error",
        "no source is called “{name}”",
        "没有叫“{name}”的来源文件",
        "did you mean: {better}",
        "是不是：{better}",
    ),
    "decision-unknown-essay": Message(
        "error",
        "no essay has the address “{name}”",
        "没有地址为“{name}”的文章",
        "did you mean: {better}",
        "是不是：{better}",
    ),
    "decision-unknown-code": Message(
        "error",
        "no problem has the code “{name}”; `check` prints the code of each problem",
        "没有代码为“{name}”的问题；check 会列出每个问题的代码",
        "did you mean: {better}",
        "是不是：{better}",
    ),
    "decision-unknown-rule": Message(
        "error",
        "no repair rule is called “{name}”",
        "没有叫“{name}”的修复规则",
        "did you mean: {better}",
        "是不是：{better}",
    ),
}

_THEMES: dict[str, Message] = {
    "theme-no-id": Message(
        "error", "a theme has no id", "有一个主题没有 id", "for example:  {better}", "例如：  {better}"
    ),
    "theme-wrong-id": Message(
        "error",
        "“{value}” cannot be the id of a theme: lower-case letters, digits and hyphens only",
        "“{value}”不能用作主题的 id：只能用小写字母、数字和连字符",
        _LINE_EN,
        _LINE_ZH,
    ),
    "theme-twice": Message(
        "error",
        "two themes have the id “{id}”; the first stands on line {first}",
        "有两个主题的 id 都是“{id}”，第一个在第 {first} 行",
        "give one of them another id, or put its names under “aliases” of the other",
        "请改掉一个 id，或把它的名称并入另一个的 aliases",
    ),
    "theme-no-name": Message(
        "error",
        "the theme “{id}” has no name",
        "主题“{id}”没有名称",
        "for example:  {better}",
        "例如：  {better}",
    ),
    "theme-shared-name": Message(
        "error",
        "“{name}” names both the theme “{first}” and the theme “{second}”",
        "“{name}”同时是主题“{first}”和“{second}”的名称",
        "take it out of one of them",
        "请从其中一个里去掉",
    ),
    "theme-never-and-named": Message(
        "error",
        "“{name}” stands under “never”, yet it names the theme “{id}”",
        "“{name}”写在 never 里，却又是主题“{id}”的名称",
        "take it out of one of the two places",
        "请从其中一处去掉",
    ),
    "theme-retired-nowhere": Message(
        "error",
        "the theme “{id}” is retired to “{target}”, which is not declared",
        "主题“{id}”并入了“{target}”，但没有这个主题",
        "did you mean: {better}",
        "是不是：{better}",
    ),
}

_ADDRESSES: dict[str, Message] = {
    "address-unreadable": Message(
        "error",
        "the record of addresses cannot be read here: {seen}",
        "地址记录的这一处无法读出：{seen}",
        "restore the file from version control; the program writes it, people need not",
        "请从版本库恢复这个文件；它由程序写，不必手工改",
    ),
    "address-twice": Message(
        "error",
        "the record gives the address “{address}” twice",
        "记录里地址“{address}”出现了两次",
        "restore the file from version control",
        "请从版本库恢复这个文件",
    ),
    "address-collision": Message(
        "note",
        "another text has the address “{wanted}”, so this one is published as “{address}”",
        "地址“{wanted}”已有别的文章，这一篇发布为“{address}”",
        "to choose the address yourself, write `slug:` in corpus.yml before the first `record`",
        "想自己定地址，请在第一次 record 之前在 corpus.yml 里写 slug:",
    ),
    "address-reserved": Message(
        "note",
        "“{wanted}” is a reserved name, so this essay is published as “{address}”",
        "“{wanted}”是保留名称，这一篇发布为“{address}”",
        "to choose the address yourself, write `slug:` in corpus.yml before the first `record`",
        "想自己定地址，请在第一次 record 之前在 corpus.yml 里写 slug:",
    ),
    "address-taken": Message(
        "error",
        "corpus.yml asks for the address “{wanted}”, which belongs or belonged to another essay ({owner})",
        "corpus.yml 要求的地址“{wanted}”属于（或曾属于）另一篇文章（{owner}）",
        "choose another address; an address never passes to another text",
        "请另选一个地址；地址不会转给别的文章",
    ),
    "address-moved": Message(
        "note",
        "recognised by its text: the essay “{address}” was {before} before",
        "按内容认出：文章“{address}”原来在 {before}",
        "run `record` to write the new place down",
        "请运行 record 把新位置记下来",
    ),
    "address-unrecorded": Message(
        "note",
        "the essay “{address}” is not in the record of addresses yet",
        "文章“{address}”还没有记入地址记录",
        "run `record` once the essay stands as it should",
        "文章定稿之后请运行 record",
    ),
}

_WITHDRAWN: dict[str, Message] = {
    "withdrawn-elsewhere": Message(
        "flag",
        "the essay “{address}” has much of its text in common with an essay that was withdrawn",
        "文章“{address}”与一篇已撤回的文章有许多相同的文字",
        "withdraw it too if it is another copy",
        "如果是同一篇的另一份，请一并撤回",
    ),
    "address-gone": Message(
        "flag",
        "the essay “{address}” is on record, and its text is in no source any more; its page says so",
        "文章“{address}”有地址记录，但任何来源里都找不到它的文字了；那一页会说明",
        "bring the file back; or write `withdraw:` for it under `essays:` in corpus.yml",
        "请把文件放回来；或在 corpus.yml 的 essays 下给它写 withdraw",
    ),
    "accept-lapsed": Message(
        "note",
        "`accept: {name}` does not cover what is flagged now: the words are not those that were accepted",
        "`accept: {name}` 没有包括现在标出的地方：文字已不是当时接受的文字",
        "to accept these too, add to the end of the reason:  {marks}",
        "若也无误，请在理由末尾加上：  {marks}",
    ),
}

MESSAGES: dict[str, Message] = {**_WITHDRAWN, **_SLIPS, **_DECISIONS, **_THEMES, **_ADDRESSES}
