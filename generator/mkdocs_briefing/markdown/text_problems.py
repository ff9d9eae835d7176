"""Describes a problem in the Markdown below a header, and where in the file it is."""

from dataclasses import dataclass

from mkdocs_briefing.core.problems import Place


@dataclass(frozen=True, slots=True)
class TextProblem:
    """What is wrong in a text: where in the file, the kind of problem, and the message."""

    place: Place
    code: str
    message: str


def place_in(text: str, offset: int, first_line: int) -> Place:
    """Return the line and column of an offset in a text that begins on a line of a file."""
    return (first_line + text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset))
