"""Says which file names work on every system."""

import re
import unicodedata
from typing import Final

_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³"}
)
_NOT_ON_WINDOWS: Final = re.compile(r'[<>:"|?*\\]')
_INVISIBLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
LONGEST_PATH: Final = 800
"""Bytes of a path below ``content/``; macOS allows 1,024 with all folders above."""


_LEFT_BEHIND: Final = re.compile(
    r"\.\#.*|\#.*\#|%.*%|~\$.*|.*~|.*\.(?:autosave|backup|crdownload|(?:dpkg-)?old|kate-swp|lock"
    r"|part|rej|swo|swp|swpx|tmp|temp|(?:bak|orig|save)[.-]?[0-9]*)|.*___jb_(?:old|tmp)___|4913"
    r"|thumbs\.db|ehthumbs\.db|desktop\.ini|\.ds_store|icon\r|\._.*|.*\.sync-conflict-.*"
    r"|.* \([^()]*conflicted copy[^()]*\)\.[a-z]+|.*_(?:BACKUP|BASE|LOCAL|REMOTE)_[0-9]+\.[a-z]+",
    re.IGNORECASE,
)
"""Names of what programs leave beside a file: locks, backups, halves of a merge, thumbnails."""
_COPY: Final = re.compile(
    r"(?:copy of|kopie von|copie de) (.+)"
    r"|(.+?)(?:[ _-]{1,3}(?:copy|kopie|copie)(?: [0-9]{1,2})?"
    r"| ?\((?:copy|kopie|copie|[0-9]{1,2})\))"
    r"(\.[a-z]+)",
    re.IGNORECASE,
)
"""Names that a file manager gives to a copy: its original."""


def original_of(path: str) -> str | None:
    """Return the path of the file that another one is a copy of, by its name."""
    folder, slash, name = path.rpartition("/")
    match = _COPY.fullmatch(name)
    if match is None:
        return None
    return f"{folder}{slash}{match[1] or f'{match[2]}{match[3]}'}"


def is_left_behind(name: str) -> bool:
    """Whether a file is an editor's lock or backup, or a system's; it is nobody's article.

    Args:
        name: of the file, without its folder.
    """
    return _LEFT_BEHIND.fullmatch(name) is not None


def case_folded(path: str) -> str:
    """Return the form that two paths share if some file system takes them for the same.

    Windows and macOS ignore case; macOS also ignores how accents are encoded.
    """
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def file_name_problem(path: str) -> tuple[str, str] | None:
    """Return the code and the message of a problem with a file name, or ``None``.

    Args:
        path: of a file or a folder below ``content/``, with forward slashes; its last part
            is checked.
    """
    name = path.rpartition("/")[2]
    try:
        length = len(path.encode())
    except UnicodeEncodeError:
        return "file-name", "the file name is not UTF-8; rename it"
    if length > LONGEST_PATH:
        return "file-name", (
            f"the path is longer than {LONGEST_PATH} bytes, which not every system allows; "
            "shorten the names"
        )
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
    return None
