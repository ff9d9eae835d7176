"""Makes links name a file instead of its folder, for sites that open without a web server."""

import re
from typing import Final

from mkdocs_briefing.core.addresses import PAGE_FILE

_LINK: Final = re.compile(r'(<a\b[^>]*?\shref=")([^"#?:]+)(?=["#?])')


def with_file_names(html: str) -> str:
    """Return a page whose links to other pages of the site end in ``index.html``.

    Args:
        html: a whole page. Addresses with a scheme stay as they are.
    """
    return _LINK.sub(lambda link: link[1] + _file_of(link[2]), html)


def _file_of(address: str) -> str:
    """Return the file behind the address of a folder: ``../.`` leads to ``../index.html``."""
    folder, _, name = address.rpartition("/")
    if address.startswith("//") or name not in {"", ".", ".."}:
        return address
    above = f"{folder}/" if folder else ""
    return f"{above}{'../' if name == '..' else ''}{PAGE_FILE}"
