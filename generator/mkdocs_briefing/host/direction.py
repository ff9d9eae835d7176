"""Keeps names and texts of another direction of writing in one piece."""

from typing import Final

from markupsafe import Markup
from mkdocs.theme import Theme
from mkdocs_briefing.core.letters import RIGHT_TO_LEFT

_LANGUAGES: Final = frozenset({"ar", "fa", "he", "ur"})
"""Material's languages that are written from right to left."""


def is_right_to_left(theme: Theme) -> bool:
    """Whether the pages of a site run from right to left."""
    direction = theme.get("direction")
    return direction == "rtl" or (direction is None and theme.get("language") in _LANGUAGES)


def isolated(text: str | None, *, always: bool = False) -> str | None:
    """Return a text in an element that keeps it apart from the words around it.

    Without it, an Arabic name would turn a date beside it round (UAX #9, "isolates").

    Args:
        text: what a contributor wrote.
        always: also without a letter that is written from right to left.
    """
    if text and (always or (not text.isascii() and RIGHT_TO_LEFT.search(text))):
        return Markup("<bdi>{}</bdi>").format(text)
    return text
