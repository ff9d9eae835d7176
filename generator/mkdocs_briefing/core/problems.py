"""Describes problems: what is wrong in a file, where, and how to fix it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

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


MOST_IN_A_FILE: Final = 200
"""Problems of one file that are told one by one; nobody reads more."""
MOST_IN_ALL: Final = 5_000
"""Problems of all files that are told one by one."""
LONGEST_MESSAGE: Final = 1_000
"""Letters of a message; what is longer repeats what a stranger wrote."""
MORE: Final = "more-problems"


class ProblemCollector:
    """Collects the problems of one file.

    Of very many it keeps the first, and counts the others: ``problems`` ends with one that says
    how many there are.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._told: list[Problem] = []
        self._more: Problem | None = None
        self._more_count = 0

    def error(self, place: Place, code: str, message: str) -> None:
        """Add a problem that stops every build."""
        self._add(place, "error", code, message)

    def warn(self, place: Place, code: str, message: str) -> None:
        """Add a problem that only stops a strict build."""
        self._add(place, "warning", code, message)

    def _add(self, place: Place, severity: Severity, code: str, message: str) -> None:
        if len(self._told) < MOST_IN_A_FILE:
            if len(message) > LONGEST_MESSAGE:
                message = f"{message[: LONGEST_MESSAGE - 1]}…"
            self._told.append(Problem(self.path, *place, severity, code, message))
            return
        self._more_count += 1
        if self._more is None or severity < self._more.severity:
            self._more = Problem(self.path, *place, severity, MORE, "")

    def error_first(self, place: Place, code: str, message: str) -> None:
        """Add a problem that is told, however many others there are."""
        self._told.insert(0, Problem(self.path, *place, "error", code, message))

    def take_back(self, line: int, code: str) -> str:
        """Remove a problem that another one explains better; return its message, if any."""
        for problem in self._told:
            if (problem.line, problem.code) == (line, code):
                self._told.remove(problem)
                return problem.message
        return ""

    def take(self, other: "ProblemCollector") -> None:
        """Add every problem that another collector has of the same file."""
        for problem in other._told:
            self._add(
                (problem.line, problem.column), problem.severity, problem.code, problem.message
            )
        self._more_count += other._more_count
        if other._more is not None:
            self._more = min(filter(None, (self._more, other._more)), key=_severity)

    @property
    def is_full(self) -> bool:
        """Whether further problems are only counted, so that no hint needs to be looked for."""
        return len(self._told) >= MOST_IN_A_FILE

    @property
    def problems(self) -> list[Problem]:
        """Every problem, or the first ones and how many more there are."""
        if self._more is None:
            return list(self._told)
        message = f"{_more(self._more_count)} in this file; fix those above first"
        return [*self._told, replace(self._more, message=message)]

    @property
    def failed(self) -> bool:
        """Whether there is an error, not only warnings."""
        return bool(errors(self.problems))


def first_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems by place; of very many the first, and how many more there are."""
    ordered = sorted(problems)
    told, more = ordered[:MOST_IN_ALL], ordered[MOST_IN_ALL:]
    if not more:
        return tuple(told)
    worst = min(more, key=lambda problem: problem.severity)
    message = f"{_more(len(more))} in this and other files; fix those above first"
    return (*told, replace(worst, code=MORE, message=message))


def _severity(problem: Problem) -> str:
    return problem.severity


def _more(count: int) -> str:
    return f"{count:,} more problem{'' if count == 1 else 's'}"
