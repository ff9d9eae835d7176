"""Describes problems: what is wrong in a file, where, and how to fix it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Place: TypeAlias = tuple[int, int]
"""Line and column, from 1; columns count characters."""

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in a file; as text, a line of ``briefing check``.

    Attributes:
        path: the file as one would type it in a terminal, with forward slashes.
        line: from 1.
        column: from 1, in characters.
        severity: ``error`` stops a build; ``warning`` stops a strict one.
        code: a short name of the kind of problem; it never changes.
        message: what is wrong and, if there is one, the fix.
    """

    path: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str

    def __str__(self) -> str:
        return (
            f"{self.path}:{self.line}:{self.column}: {self.severity}: {self.message} [{self.code}]"
        )


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that stop every build."""
    return tuple(problem for problem in problems if problem.severity == "error")


def summary(problems: Iterable[Problem]) -> str:
    """Count the problems by severity: ``2 errors, 1 warning``; ``no problems``."""
    severities = [problem.severity for problem in problems]
    counts = [
        f"{count} {severity}{'' if count == 1 else 's'}"
        for severity in ("error", "warning")
        if (count := severities.count(severity))
    ]
    return ", ".join(counts) or "no problems"


class ProblemCollector:
    """Collects the problems of one file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def error(self, place: Place, code: str, message: str) -> None:
        """Add a problem that stops every build."""
        self.problems.append(Problem(self.path, *place, "error", code, message))

    def warn(self, place: Place, code: str, message: str) -> None:
        """Add a problem that only stops a strict build."""
        self.problems.append(Problem(self.path, *place, "warning", code, message))

    @property
    def failed(self) -> bool:
        """Whether there is an error, not only warnings."""
        return bool(errors(self.problems))
