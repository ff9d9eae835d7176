"""Writes what a check found: as text for people, as annotations for GitHub, as JSON."""

import json
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from mkdocs_briefing.content.actors import FirstSight
from mkdocs_briefing.core.problems import Problem, errors, summary

VERSION: Final = 1
"""Of the form that :func:`as_json` writes; it rises when a program that reads it has to change."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, or that part of it which somebody asked about."""

    problems: tuple[Problem, ...]
    first_sights: tuple[FirstSight, ...]

    @property
    def failed(self) -> bool:
        """Whether there is an error in it; warnings alone fail no check."""
        return bool(errors(self.problems))

    def below(self, paths: Iterable[Path], root: Path) -> "Report":
        """What concerns these files and what lies in these folders.

        Args:
            paths: files and folders, absolute or seen from the current folder.
            root: the folder from which problems name their files.
        """
        chosen = {located(path) for path in paths}

        def is_chosen(path: str) -> bool:
            place = located(root / path)
            return not chosen.isdisjoint((place, *place.parents))

        return Report(
            tuple(problem for problem in self.problems if is_chosen(problem.path)),
            tuple(sight for sight in self.first_sights if is_chosen(sight.path)),
        )


def located(path: Path) -> Path:
    """Where a file stands; a file that is itself a link stays the link, as that is what is wrong.

    Raises:
        OSError, RuntimeError: never for a file that exists below a folder that exists.
    """
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow the link
    return absolute.parent.resolve() / absolute.name


# --- formats --------------------------------------------------------------------------

UNSEEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What would break a line, steer a terminal, turn the text around, or cannot be printed."""


def as_text(report: Report) -> str:
    """One line a problem, then the names that are new, then how many problems there are."""
    lines = [str(problem) for problem in report.problems]
    if report.first_sights:
        count = len(report.first_sights)
        lines.append(
            f"{count} {'actor is' if count == 1 else 'actors are'} named without a profile:"
        )
        lines += [f"  {sight.actor.name} ({sight.at})" for sight in report.first_sights]
    return "\n".join(map(visible, [*lines, summary(report.problems)]))


def as_github(report: Report) -> str:
    """Workflow commands, which GitHub shows beside the lines of a pull request."""
    lines = [
        _command(
            problem.severity,
            problem.path,
            (problem.line, problem.column),
            problem.code,
            problem.message,
        )
        for problem in report.problems
    ]
    lines += [
        _command(
            "notice",
            sight.path,
            (sight.line, sight.column),
            "new-actor",
            f"{sight.actor.name} is named without a profile; is it spelled as meant?",
        )
        for sight in report.first_sights
    ]
    return "\n".join([*lines, summary(report.problems)])


def as_json(report: Report) -> str:
    """An object whose form CONTRIBUTING describes; plain ASCII, so that any pipe carries it."""
    severities = [problem.severity for problem in report.problems]
    return json.dumps(
        {
            "version": VERSION,
            "errors": severities.count("error"),
            "warnings": severities.count("warning"),
            "problems": [
                {**asdict(problem), "path": _sound(problem.path)} for problem in report.problems
            ],
            "new_actors": [
                {
                    "name": sight.actor.name,
                    "path": _sound(sight.path),
                    "line": sight.line,
                    "column": sight.column,
                }
                for sight in report.first_sights
            ],
        },
        indent=2,
    )


FORMATS: Final[Mapping[str, Callable[[Report], str]]] = MappingProxyType(
    {"text": as_text, "github": as_github, "json": as_json}
)


def _sound(path: str) -> str:
    """A path in which what is not UTF-8 is spelled out: half a character is no JSON to many."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def visible(text: str) -> str:
    """The text with what nobody can see in it spelled out, so that no terminal obeys it."""
    return UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def _command(kind: str, path: str, place: tuple[int, int], title: str, message: str) -> str:
    properties = {"file": path, "line": str(place[0]), "col": str(place[1]), "title": title}
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{kind} {written}::{_data(message)}"


def _data(text: str) -> str:
    """Text as a workflow command carries it: one that is hostile stays within its line."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return visible(escaped)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
