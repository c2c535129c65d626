"""Why a theme is there: the forms it is found by, the essays that bear it, and the links it is a reason for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from builder.corpus.digest import Digest
from builder.corpus.discovered import most_essays
from builder.corpus.matcher import ThemeMatcher
from builder.corpus.mentions import named_in
from builder.model import Atlas

Tongue = Literal["en", "zh"]

_WORDS: Mapping[str, Mapping[Tongue, str]] = {
    "declared": {"en": "declared in themes.yml", "zh": "在 themes.yml 中声明"},
    "discovered": {
        "en": "discovered: several essays are set apart by it",
        "zh": "自动发现：若干文章共有，并因此区别于其他文章",
    },
    "forms": {"en": "found by: {forms}", "zh": "按这些说法查找：{forms}"},
    "share": {"en": "borne by {count} of {total} essays", "zh": "{total} 篇文章中有 {count} 篇涉及"},
    "common": {
        "en": "more than {most} essays bear it, so it is never the only reason for a link",
        "zh": "涉及它的文章多于 {most} 篇，因此不单独作为链接的理由",
    },
    "reason": {"en": "a reason for {count} links", "zh": "是 {count} 条链接的理由"},
    "essay": {
        "en": "  {slug}: weight {weight:.2f}, named {times} times, shown by {passages}",
        "zh": "  {slug}：权重 {weight:.2f}，出现 {times} 次，见 {passages}",
    },
    "no passage": {"en": "no paragraph (title, or added by hand)", "zh": "无段落（见于标题，或由人指定）"},
}


def explain_theme(
    atlas: Atlas, digests: Sequence[tuple[str, Digest]], theme: str, tongue: Tongue = "en"
) -> Iterator[str]:
    """Lines for a person who asks why a theme is there. Raises KeyError if `atlas` has no such theme."""
    found = {each.id: each for each in atlas.themes}[theme]
    items = dict(digests)
    mains = frozenset(items) - {slug for group in atlas.versions for slug, _ in group.others}
    most = most_essays(len(mains))
    borne = [each for each in found.essays if each.slug in mains]

    def say(key: str, **values: object) -> str:
        return _WORDS[key][tongue].format_map(values)

    yield f"{found.id}: {' / '.join(dict.fromkeys(name for _, name in found.names))}"
    yield say("declared" if found.declared else "discovered")
    yield say("forms", forms=", ".join(found.forms))
    yield say("share", count=len(borne), total=len(mains))
    if len(borne) > most:
        yield say("common", most=most)
    yield say("reason", count=sum(theme in link.themes for link in atlas.links))
    matcher = ThemeMatcher([found])
    for essay in found.essays:
        times = len(named_in(items[essay.slug], matcher)) if essay.slug in items else 0
        passages = ", ".join(essay.passages) or say("no passage")
        yield say("essay", slug=essay.slug, weight=essay.weight, times=times, passages=passages)
