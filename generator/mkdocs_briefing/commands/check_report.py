"""Formats the result of a check: as text for people, as GitHub annotations, as JSON."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from mkdocs_briefing.content.actors import NewName
from mkdocs_briefing.core.problems import Problem, errors, summary
from mkdocs_briefing.core.terminal import Line, WorkflowCommand, json_lines

VERSION: Final = 1
"""The version of the JSON form; raised when programs that read it have to change."""

MOST_WITHOUT_SUMMARY: Final = 20
"""With more problems than these, the text ends with a summary."""


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a check.

    Attributes:
        problems: by path and line.
        new_names: the names that no profile and no conflict declares.
    """

    problems: tuple[Problem, ...]
    new_names: tuple[NewName, ...]

    @property
    def failed(self) -> bool:
        """Whether there is an error; warnings do not fail a check."""
        return bool(errors(self.problems))

    def limited_to(self, paths: Iterable[Path], root: Path) -> "Report":
        """Return the part that is about some files and folders.

        Args:
            paths: the files and folders, absolute or relative to the current folder.
            root: the folder to which the paths of problems are relative.
        """
        chosen = {absolute(path) for path in paths}

        def is_chosen(path: str) -> bool:
            file = absolute(root / path)
            return not chosen.isdisjoint((file, *file.parents))

        return Report(
            tuple(problem for problem in self.problems if is_chosen(problem.path)),
            tuple(new for new in self.new_names if is_chosen(new.path)),
        )


def absolute(path: Path) -> Path:
    """Return the absolute path, following links in the folders but not the file itself.

    A file that is a link stays the link, as the link is what is wrong.
    """
    unresolved = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow the link
    return unresolved.parent.resolve() / unresolved.name


# --- formats --------------------------------------------------------------------------


def as_text(report: Report) -> list[Line]:
    """Return a line for each problem, then the new names, then the number of problems.

    Where there are many, the number comes with a summary.
    """
    lines: list[Line] = [str(problem) for problem in report.problems]
    if report.new_names:
        count = len(report.new_names)
        are = "actor is" if count == 1 else "actors are"
        lines.append(f"{count} {are} named without a profile:")
        lines += [f"  {new.actor.name} ({new.place})" for new in report.new_names]
    is_long = len(report.problems) > MOST_WITHOUT_SUMMARY
    return [*lines, *(as_summary(report) if is_long else [summary(report.problems)])]


def as_summary(report: Report) -> list[Line]:
    """Return how many problems there are in how many files, and how many of each kind.

    The most frequent kind comes first.
    """
    if not report.problems:
        return [summary(report.problems)]
    files = len({problem.path for problem in report.problems})
    kinds = Counter((problem.severity, problem.code) for problem in report.problems)
    digits = len(str(max(kinds.values())))
    return [
        f"{summary(report.problems)} in {files} file{'' if files == 1 else 's'}:",
        *(
            f"  {count:{digits}} {severity}{'' if count == 1 else 's'} [{code}]"
            for (severity, code), count in sorted(
                kinds.items(), key=lambda item: (-item[1], item[0])
            )
        ),
    ]


def as_github(report: Report) -> list[Line]:
    """Return workflow commands, which GitHub shows beside the lines of a pull request."""
    lines: list[Line] = [
        WorkflowCommand(
            problem.severity,
            problem.message,
            _place(problem.path, problem.line, problem.column, problem.code),
        )
        for problem in report.problems
    ]
    lines += [
        WorkflowCommand(
            "notice",
            f"{new.actor.name} is named without a profile; is it spelled as meant?",
            _place(new.path, new.line, new.column, "new-actor"),
        )
        for new in report.new_names
    ]
    return [*lines, summary(report.problems)]


def _place(path: str, line: int, column: int, title: str) -> dict[str, str]:
    return {"file": path, "line": str(line), "col": str(column), "title": title}


def as_json(report: Report) -> list[Line]:
    """Return an object as the documentation describes it."""
    severities = [problem.severity for problem in report.problems]
    return list(
        json_lines(
            {
                "version": VERSION,
                "errors": severities.count("error"),
                "warnings": severities.count("warning"),
                "problems": [
                    {**asdict(problem), "path": _as_utf8(problem.path)}
                    for problem in report.problems
                ],
                "new_actors": [
                    {
                        "name": new.actor.name,
                        "path": _as_utf8(new.path),
                        "line": new.line,
                        "column": new.column,
                    }
                    for new in report.new_names
                ],
            }
        )
    )


FORMATS: Final[Mapping[str, Callable[[Report], list[Line]]]] = MappingProxyType(
    {"text": as_text, "github": as_github, "json": as_json}
)


def _as_utf8(path: str) -> str:
    """Escape the bytes of a path that are not UTF-8, as many JSON readers refuse surrogates."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")
