"""What a person is told about themes, links and versions."""

from __future__ import annotations

from builder.problems.message import Message

MESSAGES: dict[str, Message] = {
    "theme-name-shared": Message(
        "flag",
        "“{name}” is a name of two themes, {other} and {theme}; only {other} is found by it.",
        "“{name}”同时是主题 {other} 和 {theme} 的名称，只按 {other} 处理。",
        "Give the name to one of them in themes.yml, or merge the two by making one an alias of the other.",
        "请在 themes.yml 中只保留一处，或将其中一个主题并为另一个的别名。",
    ),
    "theme-without-essays": Message(
        "note",
        "No essay bears the declared theme {theme}.",
        "没有文章涉及已声明的主题 {theme}。",
        "Add the words that essays use for it as aliases in themes.yml, or leave it for essays to come.",
        "可在 themes.yml 中为它补充文章实际使用的说法作为别名，也可留待以后的文章。",
    ),
    "theme-unknown": Message(
        "error",
        "corpus.yml gives {essay} the theme {theme}, which themes.yml does not declare.",
        "corpus.yml 为 {essay} 指定了主题 {theme}，但 themes.yml 中没有这个主题。",
        "Use an id from themes.yml, or declare the theme there.",
        "请使用 themes.yml 中已有的 id，或先在其中声明该主题。",
    ),
    "version-unknown": Message(
        "error",
        "corpus.yml says {essay} is a version of {main}, which is no essay of this library.",
        "corpus.yml 称 {essay} 是 {main} 的另一版本，但文库中没有 {main}。",
        "Correct the address, or remove version_of.",
        "请更正地址，或删去 version_of。",
    ),
    "version-found": Message(
        "note",
        "{essay} has {percent} % of its text in common with {main}, and is shown as a version of it.",
        "{essay} 与 {main} 有 {percent} % 的文字相同，作为其另一版本显示。",
        "If the other text should be the main one, say `version_of` in corpus.yml.",
        "若应以另一篇为主，请在 corpus.yml 中用 version_of 指定。",
    ),
    "not-linked-unknown": Message(
        "error",
        "corpus.yml forbids a link between {essay} and {other}, which is no essay of this library.",
        "corpus.yml 禁止 {essay} 与 {other} 互相链接，但文库中没有 {other}。",
        "Correct the address, or remove it from not_linked.",
        "请更正地址，或将其从 not_linked 中删去。",
    ),
}
