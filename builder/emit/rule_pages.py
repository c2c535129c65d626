"""The pages of repair rules: why each exists, examples from its case file, and the essays it touched."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from builder.emit import front_matter, markdown
from builder.emit.shelves import Shelves
from builder.model import Output

MOST_TOUCHED: Final = 100
MOST_EXAMPLES: Final = 6
#: The page of all rules that found nothing in this library: a page each would be most files of a small one.
UNUSED: Final = "unused"


def pages(shelves: Shelves) -> Iterator[Output]:
    """`repairs/<rule>.md` for every rule that was used, `repairs/unused.md` for the others, and `repairs/index.md`.

    `library.extra["rules"]` maps a rule's id to {"why", "why_zh", "certainty", "examples"}; an example is
    (name, before, after), `after` None where the text must stay as it is.
    """
    known: Mapping[str, Mapping[str, Any]] = shelves.library.extra.get("rules", {})
    touched = _touched(shelves)
    names = [*known, *sorted(set(touched) - set(known))]
    yield _index(names, known, touched, shelves)
    for name in names:
        if name in touched:
            yield _page(name, known.get(name, {}), touched[name], shelves)
    if unused := [name for name in names if name not in touched]:
        yield _unused(unused, known, shelves)


def _touched(shelves: Shelves) -> dict[str, Counter[str]]:
    """Rule → how often it worked in each essay."""
    touched: dict[str, Counter[str]] = defaultdict(Counter)
    for slug, face in shelves.faces.items():
        for rule, count in face.worked:
            touched[rule][slug] = count
    return touched


def _why(rule: Mapping[str, Any], shelves: Shelves) -> str:
    first, second = ("why_zh", "why") if shelves.words.tongue == "zh" else ("why", "why_zh")
    return shelves.words.shown(str(rule.get(first) or rule.get(second) or ""))


def _index(
    names: Sequence[str], known: Mapping[str, Mapping[str, Any]], touched: Mapping[str, Counter[str]], shelves: Shelves
) -> Output:
    words = shelves.words
    lines = [
        markdown.heading(1, markdown.escape(words("repairs")), "title"),
        markdown.paragraph(markdown.escape(words("repairs-lead")), "", "lead"),
    ]
    rows = []
    for name in names:
        link = markdown.link(markdown.escape(name), f"{name}.md" if name in touched else f"{UNUSED}.md#{name}")
        rows.append([link, markdown.escape(_why(known.get(name, {}), shelves)), f"{len(touched.get(name, ())):,}"])
    if rows:
        lines.append(markdown.table([markdown.escape(words(key)) for key in ("rule", "what-for", "essays")], rows))
    front = {"template": "index.html", "title": words("repairs"), "kind": "repairs"}
    return Output("repairs/index.md", front_matter.page(front, "\n\n".join(lines)))


def _page(name: str, rule: Mapping[str, Any], touched: Counter[str], shelves: Shelves) -> Output:
    lines = [markdown.heading(1, markdown.escape(name), "title"), *_about(rule, shelves)]
    if examples := _examples(name, rule, shelves):
        lines += [markdown.heading(2, markdown.escape(shelves.words("examples")), "examples"), *examples]
    lines.append(markdown.heading(2, markdown.escape(shelves.words("touched")), "touched"))
    lines.append(_essays(touched, shelves))
    front = {"template": "index.html", "title": name, "kind": "rule"}
    return Output(f"repairs/{name}.md", front_matter.page(front, "\n\n".join(lines)))


def _unused(names: Sequence[str], known: Mapping[str, Mapping[str, Any]], shelves: Shelves) -> Output:
    title = shelves.words("unused-rules")
    lines = [markdown.heading(1, markdown.escape(title), "title")]
    for name in names:
        lines.append(markdown.heading(2, markdown.escape(name), name))
        lines += [*_about(known[name], shelves), *_examples(name, known[name], shelves)]
    front = {"template": "index.html", "title": title, "kind": "rule"}
    return Output(f"repairs/{UNUSED}.md", front_matter.page(front, "\n\n".join(lines)))


def _about(rule: Mapping[str, Any], shelves: Shelves) -> list[str]:
    """How certain a rule is, and why it exists."""
    words = shelves.words
    lines = []
    certainty = str(rule.get("certainty", ""))
    if certainty in ("sure", "likely", "doubtful"):
        lines.append(markdown.paragraph(markdown.escape(f"{words('certainty')} · {words(certainty)}"), "", "measure"))
    if why := _why(rule, shelves):
        lines.append(markdown.paragraph(markdown.escape(why), "", "lead"))
    return lines


def _examples(name: str, rule: Mapping[str, Any], shelves: Shelves) -> list[str]:
    words = shelves.words
    lines = []
    examples: Sequence[tuple[str, str, str | None]] = rule.get("examples", ())
    for number, (title, before, after) in enumerate(examples[:MOST_EXAMPLES], start=1):
        lines.append(markdown.heading(3, markdown.escape(title), f"{name}-{number}", lang="en"))
        lines.append(
            markdown.paragraph(markdown.escape(words("before" if after is not None else "left-alone")), "", "label")
        )
        lines.append(markdown.code(before))
        if after is not None:
            lines.append(markdown.paragraph(markdown.escape(words("after")), "", "label"))
            lines.append(markdown.code(after))
    return lines


def _essays(touched: Counter[str], shelves: Shelves) -> str:
    words = shelves.words
    slugs = sorted(touched, key=lambda slug: (-touched[slug], slug))
    items = [
        markdown.item(
            markdown.link(markdown.escape(shelves.title(slug)), shelves.essay_target(slug))
            + f" *{markdown.escape(words('times', n=f'{touched[slug]:,}') if touched[slug] > 1 else words('time'))}*"
        )
        for slug in slugs[:MOST_TOUCHED]
    ]
    if len(slugs) > MOST_TOUCHED:
        items.append(markdown.item(markdown.escape(words("more-touched", n=len(slugs) - MOST_TOUCHED))))
    return "\n".join(items)
