"""What surrounds a page, rendered once and used for all pages that would be answered the same.

The last parent of a template prints a frame, and in it a few blocks that are the page's own. The frame is rendered by
Jinja for a page that notes what is asked of it; another page that answers those questions alike has the same frame. What
a rendering asked for is all that its output depends on, so nothing need be known of the templates. The blocks of `OWN`
are rendered by Jinja for each page. Whatever cannot be noted (a page that is compared or printed whole, a block that
asks for what the frame has set) has its page rendered whole.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import Environment
from jinja2.runtime import Context
from mkdocs.structure.toc import AnchorLink, TableOfContents

#: Blocks that print what is one page's own. Only time depends on which these are.
OWN: Final = ("site_meta", "htmltitle", "container")
#: Frames of one template that were made for nothing, before its pages are rendered whole from the first.
MOST_IN_VAIN: Final = 8

_EXTENDS: Final = re.compile(r"{%[-+]?\s*extends\s+[\"']([^\"']+)[\"']\s*[-+]?%}")
_MISSING: Final = object()
Question = tuple[str, str]  # of whom, and which attribute or key
_Kind = tuple[str, str, str]  # last parent, template, folder of the page


class Unframed(Exception):
    """This page must be rendered whole."""


class Asked:
    """A page that notes what it is asked for. `folder` is that of its address, on which the frames are parted."""

    __slots__ = ("_answers", "_meta", "_page", "folder")

    def __init__(self, page: Any, folder: str, answers: dict[Question, object]) -> None:
        self._page, self._answers, self.folder = page, answers, folder
        self._meta = _AskedMeta(page.meta, answers)

    def __getattr__(self, name: str) -> Any:
        if name == "meta":
            return self._meta
        if name.startswith("__"):
            raise AttributeError(name)
        value = getattr(self._page, name, _MISSING)
        self._answers["page", name] = comparable(value)
        if value is _MISSING:
            raise AttributeError(name)
        return value

    def __bool__(self) -> bool:
        return True  # as a page of MkDocs is

    def _whole(self, *_: Any) -> Any:
        raise Unframed

    __eq__ = __ne__ = __hash__ = __str__ = __repr__ = __format__ = __iter__ = __len__ = __contains__ = _whole


class _AskedMeta:
    """The front matter of such a page."""

    __slots__ = ("_answers", "_meta")

    def __init__(self, meta: Mapping[str, Any], answers: dict[Question, object]) -> None:
        self._meta, self._answers = meta, answers

    def __getitem__(self, key: str) -> Any:
        value = self._meta.get(key, _MISSING)
        self._answers["meta", key] = comparable(value)
        if value is _MISSING:
            raise KeyError(key)
        return value

    def __contains__(self, key: str) -> bool:
        self._answers["meta", key] = comparable(self._meta.get(key, _MISSING))
        return key in self._meta

    def __bool__(self) -> bool:
        self._answers["meta", ""] = bool(self._meta)
        return bool(self._meta)

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("__") and hasattr(dict, name):
            raise Unframed  # keys(), items() and their like
        raise AttributeError(name)

    def _whole(self, *_: Any) -> Any:
        raise Unframed

    __eq__ = __ne__ = __hash__ = __str__ = __repr__ = __format__ = __iter__ = __len__ = _whole


Mapping.register(_AskedMeta)  # so that templates which look for one take it for what it stands for


def answer(page: Any, question: Question) -> object:
    """What `page` answers, as `Asked` would note it."""
    whom, name = question
    if whom == "page":
        return comparable(getattr(page, name, _MISSING))
    return comparable(page.meta.get(name, _MISSING)) if name else bool(page.meta)


def comparable(value: Any) -> object:
    """`value` as something that is equal only where a template would print and decide the same. Raises Unframed."""
    if value.__class__ is str or value is None or value is _MISSING:
        return value
    if isinstance(value, bool | int | float):
        return (value.__class__, repr(value))
    if isinstance(value, list | tuple):
        return (value.__class__, *map(comparable, value))
    if isinstance(value, dict):
        return (dict, *((comparable(name), comparable(inner)) for name, inner in value.items()))
    if isinstance(value, TableOfContents):
        return (TableOfContents, *map(comparable, value))
    if isinstance(value, AnchorLink):
        return (AnchorLink, value.id, value.level, value.title, *map(comparable, value.children))
    raise Unframed


class _Own(str):
    """Stands in a frame where a block of the page's own is printed."""

    __slots__ = ("block",)
    block: str


class _Variables(Context):
    """The variables of one rendering; `unsaid` are names that a frame set, which is not rendered again."""

    unsaid: frozenset[str] = frozenset()

    def resolve_or_missing(self, key: str) -> Any:
        if key in self.unsaid:
            raise Unframed
        return super().resolve_or_missing(key)

    def get_all(self) -> dict[str, Any]:
        if self.unsaid:
            raise Unframed
        return super().get_all()

    def __contains__(self, name: str) -> bool:
        if name in self.unsaid:
            raise Unframed
        return super().__contains__(name)


@dataclass(frozen=True, slots=True)
class _Frame:
    """A frame. `given` and `set`: what it stands on beside the answers of the page; `unsaid`: names that it set."""

    given: Mapping[str, object]
    set: Mapping[str, object]
    parts: tuple[str, ...]
    unsaid: frozenset[str]


class Frames:
    """Renders pages with templates of `env`, each frame once."""

    def __init__(self, env: Environment) -> None:
        self._whole, self._env = env, env.overlay()
        self._env.context_class = _Variables
        self._framed: set[str] = set()  # templates whose last parent was looked for
        # Kind → questions → answers → frame.
        self._known: dict[_Kind, dict[tuple[Question, ...], dict[tuple[object, ...], _Frame]]] = {}
        self._in_vain: Counter[str] = Counter()

    def rendered(self, name: str, context: Mapping[str, Any]) -> str:
        """What the template `name` prints of `context`, whose `page` is one of MkDocs, to the letter."""
        if self._in_vain[name] < MOST_IN_VAIN:
            self._frame(name)
            try:
                template = self._env.get_template(name)
                return self._env.concat(template.root_render_func(template.new_context(dict(context))))
            except Unframed:
                self._in_vain[name] += 1
            except Exception:  # whatever it is, Jinja says it as it is
                self._in_vain[name] = MOST_IN_VAIN
        return self._whole.get_template(name).render(context)

    def _frame(self, name: str) -> None:
        """Puts `_printed` in the place of what the last parent of the template `name` prints."""
        if name in self._framed or self._env.loader is None:
            return
        self._framed.add(name)
        last, found = name, True
        while found:
            extends = _EXTENDS.search(self._env.loader.get_source(self._env, last)[0])
            found = extends is not None
            last = extends[1] if extends else last
        if last != name and last not in self._framed:
            self._framed.add(last)
            parent = self._env.get_template(last)
            parent.root_render_func = self._printed(last, parent.root_render_func)

    def _printed(self, parent: str, root: Callable[[Context], Iterator[str]]) -> Callable[[Context], Iterator[str]]:
        def printed(context: Context) -> Iterator[str]:
            assert isinstance(context, _Variables)
            kind = (parent, str(context.name), folder_of(context.parent["page"]))
            frame = self._known_for(kind, context) or self._made(kind, root, context)
            context.unsaid = frame.unsaid
            for part in frame.parts:
                if isinstance(part, _Own):
                    yield from context.blocks[part.block][0](context)
                else:
                    yield part

        return printed

    def _known_for(self, kind: _Kind, context: Context) -> _Frame | None:
        """The frame of a page that answered alike; what is no page's is compared by identity."""
        page = context.parent["page"]
        for questions, frames in self._known.get(kind, {}).items():
            frame = frames.get(tuple(answer(page, question) for question in questions))
            if frame and _same(frame.given, context.parent, page) and _same(frame.set, context.vars, page):
                self._in_vain[kind[1]] = max(0, self._in_vain[kind[1]] - 1)
                return frame
        return None

    def _made(self, kind: _Kind, root: Callable[[Context], Iterator[str]], context: Context) -> _Frame:
        """A frame made for the page of `context`, to be used for others. Raises Unframed."""
        self._in_vain[kind[1]] += 1
        page, answers = context.parent["page"], dict[Question, object]()
        asked = Asked(page, kind[2], answers)
        before = {name: _as(asked, page, value) for name, value in context.vars.items()}
        given = {name: _as(asked, page, value) for name, value in context.parent.items()}
        twin = context.__class__(context.environment, given, context.name, {})
        twin.globals_keys, twin.exported_vars, twin.vars = context.globals_keys, {*context.exported_vars}, {**before}
        twin.blocks = {name: [*stack] for name, stack in context.blocks.items()}
        called: list[str] = []
        for name in OWN:
            twin.blocks.setdefault(name, []).insert(0, _own(name, called))
        parts = tuple(root(twin))
        if [part.block for part in parts if isinstance(part, _Own)] != called:
            raise Unframed  # something was done with what a block prints
        set_ = frozenset(name for name, value in twin.vars.items() if before.get(name, _MISSING) is not value)
        frame = _Frame(_marked(context.parent, page), _marked(context.vars, page), parts, set_)
        self._known.setdefault(kind, {}).setdefault(tuple(answers), {})[tuple(answers.values())] = frame
        return frame


def folder_of(page: Any) -> str:
    """The folder of a page's address, which may be asked of one that notes its answers."""
    return page.folder if isinstance(page, Asked) else posixpath.dirname(page.url)


def _own(name: str, called: list[str]) -> Callable[[Context], Iterator[str]]:
    """Stands in for the block `name`, and says so in `called`."""

    def block(context: Context) -> Iterator[str]:
        called.append(name)
        part = _Own()
        part.block = name
        yield part

    return block


def _as(asked: Asked, page: Any, value: object) -> object:
    return asked if value is page else asked.meta if value is page.meta else value


def _marked(variables: Mapping[str, object], page: Any) -> dict[str, object]:
    """`variables`, with marks where the page or its front matter stands."""
    return {
        name: "page" if value is page else "meta" if value is page.meta else (value,)
        for name, value in variables.items()
    }


def _same(before: Mapping[str, Any], variables: Mapping[str, object], page: Any) -> bool:
    """Whether `variables` are those that were marked, each the very same."""
    if before.keys() != variables.keys():
        return False
    for name, value in variables.items():
        mark = before[name]
        if mark == "page" or mark == "meta":
            if value is not (page if mark == "page" else page.meta):
                return False
        elif mark[0] is not value:
            return False
    return True
