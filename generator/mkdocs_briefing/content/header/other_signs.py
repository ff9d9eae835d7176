"""Knows what word processors and other keyboards write for quotes, brackets and dashes."""

import re
from typing import Final

BULLETS: Final = "\u2022\u2023\u2043\u25aa\u25cf\u25cb\u25e6\u00b7\u2010-\u2015\u2212"
"""What is written for the dash of a list, as a class of a regular expression."""
OPENING_QUOTES: Final = "\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\uff02\u300c"
CLOSING_QUOTES: Final = "\u201c\u201d\u00ab\u00bb\u2039\u203a\uff02\u300d"
"""What is written for the double quote."""
STRAIGHT: Final = dict.fromkeys(map(ord, OPENING_QUOTES + CLOSING_QUOTES), '"')
"""The double quote for each of them."""
WIDE_OPENING: Final = ("\uff5b", "\uff3b")
WIDE_CLOSING: Final = ("\uff5d", "\uff3d")
"""Brackets, as keyboards of Chinese and Japanese write them."""

_DOUBLE: Final = re.compile(f"[{OPENING_QUOTES}{CLOSING_QUOTES}]")


def wide_bracket(sign: str) -> str:
    """Return the message for a wide bracket."""
    return f"a wide bracket ({sign}); write ordinary ones: [ ] or {{ }}"


def in_curly_quotes(value: str) -> str | None:
    """Return what stands in curly quotes, or beside one that has no partner; else ``None``."""
    first, last = value[:1], value[-1:]
    signs = len(_DOUBLE.findall(value))
    bare = None
    if first in OPENING_QUOTES and last in CLOSING_QUOTES and signs == len("\u201c\u201d"):
        bare = value[1:-1]
    elif signs == 1 and first in "\u201c\u201e":
        bare = value[1:].removesuffix('"')
    elif signs == 1 and last == "\u201d":
        bare = value[:-1].removeprefix('"')
    elif not signs and first in "\u2018\u201a\u00b4" and last in "\u2019\u2018\u00b4":
        # An apostrophe looks like a closing quotation mark.
        bare = value[1:-1] if not value[1:-1].count("\u2018") else None
    return bare.strip() or None if bare is not None else None
