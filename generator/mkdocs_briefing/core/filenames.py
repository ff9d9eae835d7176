"""Says which file names work on every system, and which files a browser would run."""

import re
import unicodedata
from pathlib import PurePosixPath
from typing import Final

from mkdocs_briefing.core.addresses import GENERATED_FOLDERS

_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³"}
)
_NOWHERE: Final = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]')
_RUN: Final = (
    *(".asp", ".aspx", ".cfm", ".cgi", ".hta", ".htm", ".html", ".jsp", ".mht", ".mhtml"),
    *(".phar", ".php", ".phtml", ".rdf", ".shtm", ".shtml", ".svgz", ".swf", ".xht", ".xhtml"),
    *(".xml", ".xsl", ".xslt"),
)
"""Endings of what a browser or a server takes for a program, or for a page that may hold one."""

_SETTINGS: Final = frozenset(
    {
        *("_headers", "_redirects", "_routes.json", "_worker.js"),  # Netlify, Cloudflare Pages
        "cname",  # GitHub Pages, Surge: the domain of the site
        *("netlify.toml", "now.json", "staticwebapp.config.json", "vercel.json", "web.config"),
    }
)
"""Files that a host obeys rather than shows; each could send every reader elsewhere."""


def alike(path: str) -> str:
    """A path as systems compare it that know no case, or write accents in their own way."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def fault_of_name(path: str) -> tuple[str, str] | None:
    """Code and message of what is wrong with the last part of a path; ``None`` if nothing is.

    Args:
        path: of a file or a folder below ``content/``, with forward slashes.
    """
    name = PurePosixPath(path).name
    try:
        name.encode()
    except UnicodeEncodeError:
        return "file-name", "a file name that is not UTF-8; rename it"
    if found := _NOWHERE.search(name):
        character = found[0] if found[0].isprintable() else f"U+{ord(found[0]):04X}"
        return "file-name", f"a file name with {character}, which not every system bears; rename it"
    if name != name.rstrip(". "):
        return "file-name", "a file name that ends in a space or a dot, which Windows drops"
    if name.partition(".")[0].rstrip().casefold() in _DEVICES:
        return "file-name", f"{name} is the name of a device on Windows; rename it"
    if f"{alike(path)}/".startswith(GENERATED_FOLDERS):
        return "reserved", "what lies here would stand in for a part of the site itself; move it"
    if name.casefold() in _SETTINGS:
        return "reserved", (
            f"some hosts take {name} for settings of the whole site; make them where it is "
            "published, not in its content"
        )
    if PurePosixPath(name.casefold()).suffix in _RUN:
        return "active-file", (
            "a browser would run what is in this file as a part of the site; "
            "write a Markdown file, or offer it in a .zip"
        )
    return None
