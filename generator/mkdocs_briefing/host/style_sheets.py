"""Joins the style sheets of the briefing: before it shows a page, a browser waits for each file."""

from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

STYLE_SHEET: Final = "assets/briefing/briefing.css"
"""The file on the site that holds all of them; its own rules come second."""

_PARTS: Final = (
    "assets/briefing/search.css",
    STYLE_SHEET,
    "assets/briefing/overview.css",
    "assets/briefing/tools.css",
    "assets/briefing/matrix.css",
    "assets/briefing/pictures.css",
    "assets/briefing/chronology.css",
    "assets/briefing/actor.css",
)


def join_style_sheets(files: Files, config: MkDocsConfig) -> None:
    """Replace the style sheets of every page with one file, in the order of the cascade.

    Args:
        files: with those of the theme, in which an editor's own file replaces one of ours.
        config: says where the site is written.
    """
    parts = [files.src_uris[path] for path in _PARTS]
    for part in parts:
        files.remove(part)
    content = "\n".join(part.content_string for part in parts)
    files.append(File.generated(config, STYLE_SHEET, content=content))
