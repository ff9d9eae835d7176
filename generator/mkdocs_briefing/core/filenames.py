"""Says which file names work on every system, and which files a browser would run."""

import re
import unicodedata
from pathlib import PurePosixPath
from typing import Final

_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³"}
)
_NOT_ON_WINDOWS: Final = re.compile(r'[<>:"|?*\\]')
_INVISIBLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_ACTIVE: Final = (
    *(".asp", ".aspx", ".cfm", ".cgi", ".hta", ".htm", ".html", ".jsp", ".mht", ".mhtml"),
    *(".phar", ".php", ".phtml", ".rdf", ".shtm", ".shtml", ".svgz", ".swf", ".xht", ".xhtml"),
    *(".xml", ".xsl", ".xslt"),
)
"""Suffixes of programs, and of pages that may hold programs, for a browser or a server."""

_HOST_SETTINGS: Final = frozenset(
    {
        *("_headers", "_redirects", "_routes.json", "_worker.js"),  # Netlify, Cloudflare Pages
        "cname",  # GitHub Pages, Surge: the domain of the site
        *("netlify.toml", "now.json", "staticwebapp.config.json", "vercel.json", "web.config"),
    }
)
"""Files that a web host obeys instead of serving; each could redirect every reader."""


def case_folded(path: str) -> str:
    """Return the form that two paths share if some file system takes them for the same.

    Windows and macOS ignore case; macOS also ignores how accents are encoded.
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def file_name_problem(path: str) -> tuple[str, str] | None:
    """Return the code and the message of a problem with a file name, or ``None``.

    Args:
        path: of a file or a folder below ``content/``, with forward slashes; its last part
            is checked.
    """
    name = PurePosixPath(path).name
    try:
        name.encode()
    except UnicodeEncodeError:
        return "file-name", "the file name is not UTF-8; rename it"
    if match := _INVISIBLE.search(name):
        return "file-name", (
            f"the name contains U+{ord(match[0]):04X}, an invisible character; rename it"
        )
    if match := _NOT_ON_WINDOWS.search(name):
        return "file-name", (
            f"the name contains {match[0]}, which Windows does not allow; rename it"
        )
    if name != name.rstrip(". "):
        return "file-name", "the name ends in a space or a dot, which Windows drops; rename it"
    if name.partition(".")[0].rstrip().casefold() in _DEVICES:
        return "file-name", f"{name} is the name of a device on Windows; rename it"
    if name.casefold() in _HOST_SETTINGS:
        return "reserved", (
            f"some web hosts read {name} as settings of the whole site; "
            "change these settings at the host, not in the content"
        )
    if PurePosixPath(name.casefold()).suffix in _ACTIVE:
        return "active-file", (
            "a browser would run this file as a part of the site; "
            "write a Markdown file, or offer it in a .zip"
        )
    return None
