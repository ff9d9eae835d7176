"""Says at which address a file becomes a page, and which addresses may be linked to."""

from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

LISTS: Final = (
    "actors/",
    "articles/",
    "backers/",
    "chronology/",
    "conflicts/",
    "contribute/",
    "data/",
    "sources/",
)
"""The generator's own pages besides the home page. A content file at one of these
addresses lends the page its text as an introduction."""

DOWNLOADS: Final = (
    "data/actor.schema.json",
    "data/actors.csv",
    "data/article.schema.json",
    "data/articles.csv",
    "data/backing.csv",
    "data/briefing.json",
    "data/conflict.schema.json",
    "data/events.csv",
    "data/roles.csv",
    "data/sources.csv",
    "data/statements.csv",
)

GENERATED_FOLDERS: Final = (
    "assets/briefing/",
    "assets/javascripts/",
    "assets/stylesheets/",
    "pagefind/",
    "search/",
)
"""Where the site's own scripts and styles lie: MkDocs would prefer a file of the content."""

MARKDOWN: Final = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""What MkDocs takes for Markdown, by the ending of the name."""


def page_address(path: str) -> str:
    """The address of the page that MkDocs makes of a Markdown file, relative to the root."""
    file = PurePosixPath(path)
    folder = "" if file.parent == PurePosixPath() else f"{file.parent}/"
    return folder if file.stem in ("index", "README") else f"{folder}{file.stem}/"


def markdown_file(address: str) -> str:
    """The Markdown file that a generated page stands for, so that articles can link to it."""
    if address == "" or address in LISTS:
        return f"{address}index.md"
    return f"{address.removesuffix('/')}.md"


@lru_cache(maxsize=4096)
def on_the_web(url: str | None) -> str | None:
    """The address where it is one that a page may link to, so never ``javascript:``."""
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # such as a bracket that never closes
        return None
    return url.strip() if parts.scheme in {"http", "https"} and parts.netloc else None
