"""Defines the errors that leave a header unread, and refuses letters that no file may hold."""

from typing import Final

from mkdocs_briefing.content.budget import CODE
from mkdocs_briefing.core.letters import CONTROL, MOST_MARKS, too_many_marks
from mkdocs_briefing.core.problems import Place

UNREADABLE: Final = "this header cannot be read: "


class HeaderError(Exception):
    """An error that leaves the rest of a header unreadable."""

    def __init__(self, place: Place, code: str, message: str) -> None:
        super().__init__(message)
        self.place = place
        self.code = code
        self.message = message


class TooCostlyError(HeaderError):
    """The header would cost more than is left of the budget, which tells of it itself."""

    def __init__(self, place: Place) -> None:
        super().__init__(place, CODE, "it holds too much")


def unreadable(place: Place, message: str) -> HeaderError:
    """Return the error for what is no YAML, or means something else in YAML."""
    return HeaderError(place, "yaml", f"{UNREADABLE}{message}")


def refused_letter(text: str) -> tuple[int, str, str] | None:
    """Return where a text holds what no file may hold, the code and the message."""
    if found := CONTROL.search(text):
        message = f"control character U+{ord(found[0]):04X}; delete it"
        return found.start(), "control-character", message
    if (offset := too_many_marks(text)) is not None:
        return offset, "marks", f"more than {MOST_MARKS} accents on one letter; delete them"
    return None
