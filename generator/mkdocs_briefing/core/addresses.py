"""Says at which address a file becomes a page, and which addresses may be linked to."""

from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

GUIDE: Final = "contribute/guide/"
"""Where the guide for writers stands. No file of the content can introduce or replace it."""

PAGE_FILE: Final = "index.html"
"""What web hosts serve as the page of a folder."""

INDEX: Final = "index"
"""No page may have this as the last part of its address: many web hosts serve the page of the
folder there, and links to ``index.md`` mean that page, too."""

MARKDOWN: Final = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""What MkDocs takes for Markdown, by the ending of the name."""


def page_address(path: str) -> str:
    """The address of the page that MkDocs makes of a Markdown file, relative to the root."""
    folder, slash, name = path.rpartition("/")
    dot = name.rfind(".")
    stem = name[:dot] if 0 < dot < len(name) - 1 else name
    return f"{folder}{slash}" if stem in ("index", "README") else f"{folder}{slash}{stem}/"


def page_file(address: str) -> str:
    """The file of the site that web hosts serve at the address of a page."""
    return f"{address}{PAGE_FILE}"


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
