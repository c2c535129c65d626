"""What a person is told about decoding and file formats."""

from __future__ import annotations

from builder.problems.message import Message

_SAVE_AS_UTF8 = (
    "Open it in the program that made it and save it as plain text in UTF-8.",
    "请用原来的程序打开，另存为 UTF-8 编码的纯文本。",
)
_SAVE_AS_DOCX = (
    "Open it in Word or WPS, save it as .docx, and put that file in its place.",
    "请用 Word 或 WPS 打开，另存为 .docx，再放回原处。",
)

MESSAGES: dict[str, Message] = {
    "source-empty": Message(
        "error",
        "the file holds no text",
        "文件里没有文字",
        "Delete it, or put the text into it.",
        "请删除该文件，或补上正文。",
    ),
    "source-binary": Message(
        "error",
        "the file holds binary data, not text",
        "文件内容是二进制数据，不是文字",
        *_SAVE_AS_UTF8,
    ),
    "source-undecodable": Message(
        "error",
        "the bytes read as text in no encoding that is known here (UTF-8, UTF-16, GB18030/GBK, Big5, Windows-1252)",
        "按已知的编码（UTF-8、UTF-16、GB18030/GBK、Big5、Windows-1252）都读不出文字",
        *_SAVE_AS_UTF8,
    ),
    "encoding-mixed": Message(
        "flag",
        "the file is in {encoding}, but {lines} of its lines are in {other}, the first is line {place}; "
        "each was read in its own encoding",
        "文件是 {encoding} 编码，但有 {lines} 行是 {other} 编码，首见第 {place} 行；已各按其编码读出",
        "Look at those lines; saving the whole file as UTF-8 settles it.",
        "请核对这些行；把整个文件另存为 UTF-8 即可。",
    ),
    "bytes-undecodable": Message(
        "flag",
        "bytes that are no character of the file's encoding stand in {places} places, the first in line {place}; "
        "they show as \ufffd",
        "有 {places} 处字节不属于文件的编码，首见第 {place} 行；页面上显示为 \ufffd",
        "Compare with the original and type the lost characters in.",
        "请对照原文补上丢失的字。",
    ),
    "encoding-guessed": Message(
        "flag",
        "the encoding is not certain; the file was read as {encoding} ({evidence})",
        "编码不能确定；按 {encoding} 读出（{evidence}）",
        "Look at the text; if it is wrong, save the file as UTF-8.",
        "请核对文字；如有误，请把文件另存为 UTF-8。",
    ),
    "source-unreadable": Message(
        "error",
        "the file cannot be opened ({reason})",
        "文件打不开（{reason}）",
        "Check that it still exists and may be read.",
        "请检查文件是否还在、是否有读取权限。",
    ),
    "source-too-large": Message(
        "error",
        "the file is larger than {limit} MB",
        "文件超过 {limit} MB",
        "Split it into several files.",
        "请拆成几个文件。",
    ),
    "line-too-long": Message(
        "error",
        "a line is longer than {limit} characters",
        "有一行超过 {limit} 个字符",
        "Put line breaks between its paragraphs.",
        "请在段落之间换行。",
    ),
    "type-word": Message("error", "files of type .{type} are not read", "不读取 .{type} 类型的文件", *_SAVE_AS_DOCX),
    "type-pages": Message(
        "error",
        "files of type .{type} hold printed pages and are not read",
        "不读取 .{type} 类型的版式文件",
        "Copy the text out of it, or convert it, and save it as .docx or .txt.",
        "请复制或转换出其中的文字，存为 .docx 或 .txt。",
    ),
    "type-rtf": Message("error", "rich text (.rtf) is not read", "不读取 RTF 文件", *_SAVE_AS_DOCX),
    "type-web": Message(
        "error",
        "web archives (.{type}) are not read",
        "不读取 .{type} 网页存档",
        "Open it in a browser and save it as “Web page, complete” (.html).",
        "请用浏览器打开，另存为“网页，全部”（.html）。",
    ),
    "type-book": Message(
        "error",
        "e-books (.{type}) are not read",
        "不读取 .{type} 电子书",
        "Convert it to .html, .docx or .txt.",
        "请转换为 .html、.docx 或 .txt。",
    ),
    "type-office": Message(
        "error",
        "tables and slides (.{type}) are not read",
        "不读取 .{type} 表格或幻灯片",
        "Copy the text into a .docx or .txt file, or move the file elsewhere.",
        "请把文字复制到 .docx 或 .txt 文件中，或把该文件移到别处。",
    ),
    "type-archive": Message(
        "error",
        "the file is a packed archive",
        "这是压缩包",
        "Unpack it and put the files inside into this folder.",
        "请解压后把里面的文件放入本文件夹。",
    ),
    "type-picture": Message(
        "note",
        "the file is a picture, not a text",
        "这是图片，不是文章",
        "Put it into the .docx it belongs to, or move it elsewhere.",
        "请把它插入所属的 .docx，或移到别处。",
    ),
    "type-nameless": Message(
        "error",
        "the file's name has no ending, so its type is not known",
        "文件名没有扩展名，不知道是什么类型",
        "If it is plain text, rename it so that it ends in .txt.",
        "如果是纯文本，请改名为 .txt 结尾。",
    ),
    "type-other": Message(
        "error",
        "files of type .{type} are not read",
        "不读取 .{type} 类型的文件",
        "Save the text as .txt, .md, .html or .docx, or move the file elsewhere.",
        "请把文字存为 .txt、.md、.html 或 .docx，或把该文件移到别处。",
    ),
    "folder-without-essays": Message(
        "note",
        "the folder holds no essay",
        "文件夹里没有文章",
        "Put essays into it, or delete it.",
        "请放入文章，或删除该文件夹。",
    ),
    "folder-unreadable": Message(
        "error",
        "the folder cannot be listed ({reason})",
        "文件夹打不开（{reason}）",
        "Check that it exists and may be read.",
        "请检查文件夹是否存在、是否有读取权限。",
    ),
    "link-leaves-content": Message(
        "error",
        "the link leads out of the content folder and is not followed",
        "链接指向内容文件夹之外，不予跟随",
        "Copy the file itself into the folder.",
        "请把文件本身复制进来。",
    ),
    "link-broken": Message(
        "error",
        "the link leads nowhere",
        "链接指向的文件不存在",
        "Copy the file itself into the folder, or delete the link.",
        "请把文件本身复制进来，或删除该链接。",
    ),
    "link-to-folder": Message(
        "error",
        "links to folders are not followed",
        "不跟随指向文件夹的链接",
        "Copy the folder itself, or delete the link.",
        "请复制文件夹本身，或删除该链接。",
    ),
    "name-unprintable": Message(
        "error",
        "the file's name holds characters that cannot be printed",
        "文件名里有不可见字符或乱码",
        "Rename the file.",
        "请给文件改名。",
    ),
    "name-twin": Message(
        "error",
        "another file's name differs from this one only in how its accents are stored",
        "另有一个文件，名称与此仅在字符的存储形式上不同",
        "Rename one of the two.",
        "请给其中一个改名。",
    ),
    "front-matter-unclear": Message(
        "note",
        "the front matter is no valid YAML; it was read line by line",
        "文件头部的元数据不是合法的 YAML，已逐行读取",
        "Write each line as “name: value”, with quotes round values that hold a colon.",
        "请把每行写成“名称: 值”，值里有冒号时加引号。",
    ),
    "picture-remote": Message(
        "flag",
        "{count} pictures lie elsewhere and are not shown, the first at {first}",
        "有 {count} 张图片在别处，未显示，首张：{first}",
        "Put the pictures into the document itself.",
        "请把图片插入文档本身。",
    ),
    "picture-missing": Message(
        "flag",
        "{count} pictures are not there, the first is {first}",
        "有 {count} 张图片找不到，首张：{first}",
        "Put the page's folder of attachments beside it.",
        "请把网页的附件文件夹放在网页旁边。",
    ),
    "picture-not-raster": Message(
        "flag",
        "{count} pictures are of a kind that is not shown, or too large, the first is {first}",
        "有 {count} 张图片的类型不能显示或文件过大，首张：{first}",
        "Save them as PNG or JPEG.",
        "请存为 PNG 或 JPEG。",
    ),
    "nesting-too-deep": Message(
        "error",
        "the page's elements are nested more than {limit} deep",
        "网页元素嵌套超过 {limit} 层",
        "Copy the text out of it and save it as .txt or .docx.",
        "请复制出正文，存为 .txt 或 .docx。",
    ),
    "not-a-file": Message(
        "error",
        "this is a folder or a device with the name of an essay",
        "名称像文章，其实是文件夹或设备",
        "Rename it or move it elsewhere.",
        "请改名或移到别处。",
    ),
}
