"""How a source is refused: an exception that carries the one line a person is told."""

from __future__ import annotations

from builder.model import Problem


class Refused(Exception):
    """A source that cannot become text; `problem` names the file, the place, the reason and the remedy."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem
