"""Describes what is wrong in a file, where, and how to fix it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Place: TypeAlias = tuple[int, int]
"""Line and column, counted from 1."""

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault, in the form contributors see it.

    Attributes:
        path: the file as the reader would type it, with forward slashes.
        line: counted from 1.
        column: counted from 1, in characters.
        severity: ``error`` stops a build; ``warning`` stops a strict one.
        code: a stable short name of the kind of fault.
        message: what is wrong and, where there is one, the fix.
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
    """Those problems that no build may pass over."""
    return tuple(problem for problem in problems if problem.severity == "error")


def summary(problems: Iterable[Problem]) -> str:
    """How many of each severity, in words: ``2 errors, 1 warning``; ``no problems``."""
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

    def error(self, place: tuple[int, int], code: str, message: str) -> None:
        """Note a fault that stops a build. ``place`` is line and column, from 1."""
        self.problems.append(Problem(self.path, *place, "error", code, message))

    def warn(self, place: tuple[int, int], code: str, message: str) -> None:
        """Note a fault that stops a strict build only."""
        self.problems.append(Problem(self.path, *place, "warning", code, message))

    @property
    def failed(self) -> bool:
        return bool(errors(self.problems))
