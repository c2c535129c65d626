"""How a repair is written down: a decorator for a finder over the whole text, and `each` for a plain pattern."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from builder.model import Certainty, Edit, Rule, RuleInput

Find = Callable[[RuleInput], Iterable[Edit]]


def rule(
    identity: str,
    *,
    why: str,
    why_zh: str,
    certainty: Certainty = "sure",
    loses_words: bool = False,
    needs: str = "",
) -> Callable[[Find], Rule]:
    """Turns a finder into the rule `identity`; registers nothing, `rules.py` lists it.

    `identity` names the damage, never the cure. `loses_words` is for rules that may take letters, digits or Han away.
    """

    def name(find: Find) -> Rule:
        return Rule(identity, why, why_zh, certainty, find, loses_words, needs)

    return name


def each(pattern: re.Pattern[str], new: str, *, needs: str = "") -> Find:
    """A finder that replaces every match of `pattern` by `new`.

    `needs` is a string without which the pattern cannot match: looking for it first costs next to nothing.
    """

    def find(given: RuleInput) -> Iterator[Edit]:
        if needs and needs not in given.text:
            return
        for match in pattern.finditer(given.text):
            yield Edit(match.start(), match.end(), new)

    return find
