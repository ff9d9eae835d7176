"""Says at which address a file becomes a page, and which addresses may be linked to."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

GUIDE: Final = "contribute/guide/"
"""Where the guide for writers stands. No file of the content can introduce or replace it."""

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


@dataclass(frozen=True, slots=True)
class GeneratedAddresses:
    """What the generator publishes whatever the content says.

    Articles may link to all of it, and no file of the content may take the place of a download.

    Attributes:
        pages: addresses relative to the root of the site. A content file at one of them gives
            the page its introduction.
        files: paths of downloads, relative to the root of the site.
    """

    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def page_address(path: str) -> str:
    """The address of the page that MkDocs makes of a Markdown file, relative to the root."""
    file = PurePosixPath(path)
    folder = "" if file.parent == PurePosixPath() else f"{file.parent}/"
    return folder if file.stem in ("index", "README") else f"{folder}{file.stem}/"


def markdown_file(address: str) -> str:
    """The Markdown file that a generated page stands for, so that articles can link to it.

    Pages at the top level and the guide have others below them, so theirs is the ``index.md``
    of a folder.
    """
    has_pages_below = address.count("/") <= 1 or address == GUIDE
    return f"{address}index.md" if has_pages_below else f"{address.removesuffix('/')}.md"


@lru_cache(maxsize=4096)
def on_the_web(url: str | None) -> str | None:
    """The address if a page may link to it, otherwise ``None``; so never ``javascript:``."""
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # such as a bracket that never closes
        return None
    return url.strip() if parts.scheme in {"http", "https"} and parts.netloc else None
