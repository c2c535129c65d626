"""A page that is put into a frame made for another is what Jinja prints of it whole, whatever templates ask of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.structure.toc import get_toc

from builder.site.frames import MOST_IN_VAIN, Frames, folder_of
from tests.conftest import run_builder
from tests.every_page import every_kind
from tests.test_rebuild import contents

BASE = """\
{% set direction = "ltr" %}<html>{% block site_meta %}<b>{{ page.meta.author }}</b>{% endblock %}
{% block htmltitle %}{{ page.title }}{% endblock %}{{ tick() }}
{% if page.toc | first is defined %}<a href="{{ (page.toc | first).url }}">{% endif %}
{% block header %}{{ "a.css" | url }} {{ config.name }}{% if page.meta.kind == "search" %}no box{% endif %}{% endblock %}
{% block container %}{% block content %}{{ page.content }}{% endblock %}{% endblock %}
{% block scripts %}{% for script in config.scripts %}{{ script | url }}{% endfor %}{% endblock %}</html>
"""
LEAF = """\
{% extends "main.html" %}
{% block content %}{{ super() }}{% for entry in page.meta.outline %}{{ entry | e }}{% endfor %}{{ words }}{% endblock %}
{% block scripts %}{{ super() }}!{% endblock %}
"""
MAIN = '{% extends "base.html" %}{% set words = config.words %}{% set meta = page.meta if page else {} %}'
TEMPLATES = {"base.html": BASE, "main.html": MAIN, "leaf.html": LEAF}

#: Templates that ask what cannot be noted, or of what no frame knows; instead of `base.html` or `leaf.html`.
ODD = {
    "prints the page": {"base.html": BASE + "{{ page }}"},
    "prints the front matter": {"base.html": BASE + "{{ page.meta }}"},
    "lists the front matter": {"base.html": BASE + "{% for key in page.meta %}{{ key }}{% endfor %}"},
    "counts the front matter": {"base.html": BASE + "{{ page.meta | length }}"},
    "asks for items": {"base.html": BASE + "{% for k, v in page.meta.items() %}{{ k }}{{ v }}{% endfor %}"},
    "writes JSON": {"base.html": BASE + "{{ page.meta | tojson }}"},
    "compares pages": {"base.html": BASE + "{{ page == other }}"},
    "looks for a page": {"base.html": BASE + "{{ page in [other] }}"},
    "asks for an object": {"base.html": BASE + "{{ page.file.name }}"},
    "prints a title around": {"base.html": BASE + "{{ page.title }}{{ page.meta['title'] }}"},
    "asks by a name that is a title": {"base.html": BASE + "{{ page.meta[page.meta.title] }}"},
    "asks whether it is there": {"base.html": BASE + "{{ 'author' in page.meta }}{{ page.meta.none is defined }}"},
    "asks whether there is any": {"base.html": BASE + "{% if page.meta %}some{% endif %}{{ page.nothing is defined }}"},
    "asks what the page is": {"base.html": BASE + "{{ page is mapping }}{{ page.meta is mapping }}{{ page is iterable }}"},
    "takes a truth for a number": {"base.html": BASE + "{{ page.meta.flag }}"},
    "prints the address": {"base.html": BASE + "{{ page.url }}"},
    "asks for what the frame set": {"leaf.html": LEAF.replace("{{ words }}", "{{ direction }}")},
    "includes in a block": {"leaf.html": LEAF.replace("{{ words }}", '{% include "part.html" %}')},
    "holds a block back": {"base.html": BASE.replace("{% block container %}", "{% set x %}{% block container %}") + "{% endset %}"},
    "shouts a block": {"base.html": BASE + "{{ self.container() | upper }}"},
    "sets a title above": {
        "leaf.html": LEAF.replace("%}", "%}{% set title = page.meta.title ~ '!' %}", 1),
        "base.html": BASE + "{{ title }}",
    },
    "has no parent": {"leaf.html": "{{ page.title }}"},
    "fails": {"base.html": BASE + "{% if page.title == 'x' %}{{ page.nothing.at_all }}{% endif %}"},
}  # fmt: skip

TEXTS = st.text(st.sampled_from("字a'\"<>&{}%#\\\n‸\ue000\x02 "), max_size=8)
METAS = st.fixed_dictionaries(
    {"outline": st.lists(TEXTS, max_size=2)},
    optional={
        "title": TEXTS,
        "author": TEXTS,
        "kind": st.sampled_from(["essay", "search", "theme"]),
        "flag": st.sampled_from([True, 1, 1.0, "1", "True", None]),
    },
)


@jinja2.pass_context
def url(context: jinja2.runtime.Context, value: object) -> str:
    return f"{folder_of(context['page'])}>{value}"


def environment(templates: Mapping[str, str]) -> jinja2.Environment:
    part = "{{ direction }}{{ page.title }}"
    env = jinja2.Environment(loader=jinja2.DictLoader({**TEMPLATES, "part.html": part, **templates}))
    env.filters["url"] = url
    return env


def pages(drawn: Sequence[tuple[str, str, dict[str, Any]]]) -> list[Any]:
    made = []
    for number, (folder, title, meta) in enumerate(drawn):
        toc = get_toc([{"level": 1, "id": "title", "name": "", "children": []}] if number % 3 else [])
        address = f"{folder}page-{number}.html"
        made.append(
            SimpleNamespace(url=address, title=title, content=f"<p>{title}", meta=meta, toc=toc, file=Path(title))
        )
    return made


def outcome(render: Any, *given: Any) -> str:
    try:
        return str(render(*given))
    except Exception as refused:
        return f"{type(refused).__name__}: {refused}"


DRAWN = st.lists(st.tuples(st.sampled_from(["", "essays/", "a/b/"]), TEXTS, METAS), min_size=2, max_size=7)
CONFIG = {"name": "A & B", "words": ["x"], "scripts": ["a.js", "b.js"]}


@pytest.mark.parametrize("odd", ["none", *ODD])
@given(drawn=DRAWN)
@settings(max_examples=40, deadline=None)
def test_what_is_printed_is_what_jinja_prints(odd: str, drawn: list[tuple[str, str, dict[str, Any]]]) -> None:
    env = environment(ODD.get(odd, {}))
    frames, made = Frames(env), pages(drawn)
    fixed = {"config": CONFIG, "tick": lambda: "", "other": made[-1]}
    for page in made:
        context = {**fixed, "page": page}
        assert outcome(frames.rendered, "leaf.html", context) == outcome(env.get_template("leaf.html").render, context)


def test_what_is_equal_but_printed_otherwise_is_not_the_same_answer() -> None:
    env = environment(ODD["takes a truth for a number"])
    frames, fixed = Frames(env), {"config": CONFIG, "tick": lambda: "", "other": None}
    for page in pages([("", "T", {"flag": flag}) for flag in (True, 1, 1.0, "1")]):
        page.toc = get_toc([])
        context = {**fixed, "page": page}
        assert frames.rendered("leaf.html", context) == env.get_template("leaf.html").render(context)


def rendered(templates: Mapping[str, str], metas: Sequence[dict[str, Any]]) -> int:
    """How often the frame is rendered for pages of one folder."""
    times = []
    frames = Frames(environment(templates))
    fixed = {"config": CONFIG, "tick": lambda: times.append(1) or "", "other": None}
    for page in pages([("essays/", f"T{number}", meta) for number, meta in enumerate(metas)]):
        page.toc = get_toc([])
        frames.rendered("leaf.html", {**fixed, "page": page})
    return len(times)


def test_a_frame_is_rendered_once_for_pages_that_answer_alike() -> None:
    same = [{"title": f"T{number}", "kind": "essay"} for number in range(20)]
    assert rendered({}, same) == 1
    assert rendered({}, [*same, {"kind": "search"}, {"title": "x"}, *same]) == 3


def test_frames_that_serve_nobody_are_given_up() -> None:
    many = [{"title": f"T{number}"} for number in range(5 * MOST_IN_VAIN)]
    assert rendered(ODD["prints a title around"], many) == len(many)
    assert rendered(ODD["asks for what the frame set"], many) <= len(many) + MOST_IN_VAIN


def test_what_stands_beside_the_page_must_be_the_very_same() -> None:
    env = environment({})
    frames = Frames(env)
    page = pages([("", "T", {})])[0]
    for name in ("one", "other"):
        context = {"page": page, "config": {**CONFIG, "name": name}, "tick": lambda: ""}
        assert frames.rendered("leaf.html", context) == env.get_template("leaf.html").render(context)


@pytest.mark.slow
def test_a_site_with_every_kind_of_page_is_the_same_when_mkdocs_prints_it(tmp_path: Path) -> None:
    site = every_kind(tmp_path, "traditional")
    plain = tmp_path / "plain"
    run_builder("build", "--content", tmp_path / "content", "--site", plain, "--no-cache", "--plain")
    assert contents(site) == contents(plain)
