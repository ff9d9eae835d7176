"""Says in a sentence why a site or a page could not be made, instead of a traceback."""

from pathlib import Path
from traceback import extract_tb

from jinja2 import TemplateNotFound
from mkdocs_briefing.site.theme_files import THEME


def reason(error: Exception) -> str | None:
    """Return what the system refused, or what is wrong in a template that is not ours.

    ``None`` for any other error: it is a fault of the program, and its traceback says where.

    Args:
        error: with its traceback.
    """
    # Jinja's "template not found" is an OSError, too, but has no number.
    if isinstance(error, OSError) and error.errno is not None:
        return str(error)
    place = _place_in_template(error)
    if place is None:
        return None
    what = f"there is no template {error.name}" if isinstance(error, TemplateNotFound) else error
    return f"{place}: this template does not work: {what}"


def _place_in_template(error: Exception) -> str | None:
    """Return file and line of the innermost template in which the error was met, unless ours."""
    for frame in reversed(extract_tb(error.__traceback__)):
        file = Path(frame.filename)
        if file.suffix in (".html", ".xml") and not file.is_relative_to(THEME):
            here = Path.cwd()
            shown = file.relative_to(here) if file.is_relative_to(here) else file
            return f"{shown.as_posix()}:{frame.lineno}"
    return None
