"""A library in the one script that its site is shown in: every text as long as printed, so that all places hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from builder.model import Block, Essay, Language, Library, Theme
from builder.script import Script, in_script

_LANGUAGE: Final[dict[str, Language]] = {"simplified": "zh-Hans", "traditional": "zh-Hant"}
# What people say of an essay in Chinese; the other entries of its front matter are words for the program.
_SAID: Final = "note"


def shown_library(library: Library) -> Library:
    """`library` as `site.script` wants it; each converted essay keeps itself as printed."""
    script = library.settings.script
    if script == "source":
        return library
    return replace(
        library,
        settings=replace(library.settings, title=in_script(library.settings.title, script)),
        essays=tuple(replace(item, essay=shown_essay(item.essay, script)) for item in library.essays),
        collections=tuple(replace(shelf, title=in_script(shelf.title, script)) for shelf in library.collections),
        atlas=replace(library.atlas, themes=tuple(_theme(theme, script) for theme in library.atlas.themes)),
    )


def shown_essay(essay: Essay, script: Script) -> Essay:
    """`essay` in `script`, with itself as `printed` if that changes anything; English and code stay."""
    language = _LANGUAGE[script] if essay.language != "en" else essay.language
    taken = [block.kind != "code" and (block.language or essay.language) != "en" for block in essay.blocks]
    chinese = essay.language != "en"
    texts = [block.number + block.text for block, wanted in zip(essay.blocks, taken, strict=True) if wanted]
    if chinese:
        texts += [essay.title or "", essay.subtitle or "", essay.author or "", essay.publisher or ""]
        texts += [*essay.alternative_titles, *essay.collections, *(field.value for field in essay.fields)]
    texts += [value for name, value in essay.front if name == _SAID]
    whole = "\n".join(texts)
    made = in_script(whole, script)
    if made == whole and language == essay.language:
        return essay
    parts = _cut(made, texts)
    blocks = tuple(
        _block(block, next(parts), script) if wanted else block
        for block, wanted in zip(essay.blocks, taken, strict=True)
    )
    changed = replace(essay, language=language, blocks=blocks, printed=essay)
    if chinese:
        title, subtitle, author, publisher = (next(parts) for _ in range(4))
        changed = replace(
            changed,
            title=title or essay.title,
            subtitle=subtitle or essay.subtitle,
            author=author or essay.author,
            publisher=publisher or essay.publisher,
            alternative_titles=tuple(next(parts) for _ in essay.alternative_titles),
            collections=tuple(next(parts) for _ in essay.collections),
            fields=tuple(replace(field, value=next(parts)) for field in essay.fields),
        )
    front = tuple((name, next(parts) if name == _SAID else value) for name, value in essay.front)
    return replace(changed, front=front)


def _cut(made: str, texts: list[str]) -> Iterator[str]:
    """`made`, which is `texts` joined by line ends and converted, in its parts."""
    reached = 0
    for text in texts:
        yield made[reached : reached + len(text)]
        reached += len(text) + 1


def _block(block: Block, made: str, script: Script) -> Block:
    number = len(block.number)
    language = _LANGUAGE[script] if block.language and block.language != "en" else block.language
    return replace(block, number=made[:number], text=made[number:], language=language)


def _theme(theme: Theme, script: Script) -> Theme:
    """Every Chinese name of a theme becomes the one of this script: the declared one, else the converted."""
    names = dict(theme.names)
    known = names.get(_LANGUAGE[script])
    kept = {code: name if code == "en" else known or in_script(name, script) for code, name in theme.names}
    return replace(theme, names=tuple(kept.items()))
