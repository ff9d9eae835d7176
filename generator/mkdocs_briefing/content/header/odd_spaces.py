"""Finds spaces and line ends that mean something else to YAML than to who writes them.

No-break spaces, thin ones and those of no width are letters to YAML, so a key or an indentation
with one is another one. Word processors and some keyboards write them (Option and space on a
Mac). Three signs that end a line to YAML are none to an editor; text pasted from a PDF has them.
"""

import re
from functools import cache
from typing import Final

from mkdocs_briefing.content.schema import all_keys
from mkdocs_briefing.core.names import one_of
from mkdocs_briefing.core.problems import Place, ProblemCollector

CODE: Final = "odd-space"

_WIDE: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_NO_WIDTH: Final = "\u00ad\u200b-\u200f\u2060\ufeff"
_ODD: Final = re.compile(f"[{_WIDE}{_NO_WIDTH}]")
_NAMES: Final = {"\u00a0": "a no-break space", "\u202f": "a narrow no-break space"}
_ANY: Final = f"[ {_WIDE}{_NO_WIDTH}]"
_MOST_LINES: Final = 5
_LINE_ENDS: Final = ("\x85", "\u2028", "\u2029")

_OWN_KEYS: Final = re.compile(r"sources[^\w:]*:")
"""Begins lines whose keys contributors choose themselves."""


@cache
def _form(*, is_of_sources: bool) -> re.Pattern[str]:
    """What is no value: the indentation and the dash of a line, and known keys with their colon."""
    keys = r"[\w-]+" if is_of_sources else "|".join(sorted(all_keys(), reverse=True))
    broken = rf"[a-z_]+[{_NO_WIDTH}][a-z_{_NO_WIDTH}]*"
    key = rf"[\"']?(?:{keys}|{broken})[\"']?{_ANY}*:(?:{_ANY}+|$)"
    dashes = rf"(?:-{_ANY}+)"
    in_braces = rf"(?<=[{{,]){_ANY}*{key}"
    return re.compile(rf"^{_ANY}*{dashes}*{key}|^{_ANY}*{dashes}+|^{_ANY}+(?=\{{|$)|{in_braces}")


def with_plain_line_ends(header: str) -> str:
    """Write spaces for what ends a line to YAML alone."""
    # Most headers have none, and to look for them takes a fraction of the time.
    if not header.isascii():
        for sign in _LINE_ENDS:
            header = header.replace(sign, " ")
    return header


def with_plain_spaces(header: str, first_line: int, problems: ProblemCollector) -> str:
    """Write ordinary spaces for odd ones that are no part of a value; tell of them once.

    Args:
        header: the text between the fences.
        first_line: the line of the file on which it begins.
        problems: takes the problem.

    Returns:
        The header, with the same lines.
    """
    # Almost every header that is not ASCII has only letters of names in it.
    if header.isascii() or not _ODD.search(header):
        return header
    found: list[tuple[Place, str]] = []
    lines = []
    is_of_sources = False
    for number, line in enumerate(header.split("\n"), first_line):
        quotes = _Quotes(line)

        def plain(form: re.Match[str], number: int = number, quotes: _Quotes = quotes) -> str:
            is_told = bool(form[0].strip()) and not quotes.are_open_at(form.start())
            # Behind an ordinary space it is at the edge of a value, where it does nothing.
            if is_told and (odd := _ODD.search(re.sub(r": .*$", ":", form[0]))):
                found.append(((number, form.start() + odd.start() + 1), odd[0]))
            return _plain(form[0])

        if line[:1].isalpha():
            is_of_sources = _OWN_KEYS.match(line) is not None
        form = _form(is_of_sources=is_of_sources)
        lines.append(form.sub(plain, line) if _ODD.search(line) else line)
    if found:
        problems.error(found[0][0], CODE, _message(found))
    return "\n".join(lines)


def _plain(form: str) -> str:
    # Behind a colon or a dash there has to be a space; anywhere else what has no width is nothing.
    form = re.sub(rf"(?<=[:-])[{_NO_WIDTH}]", " ", form)
    return re.sub(f"[{_WIDE}]", " ", re.sub(f"[{_NO_WIDTH}]", "", form))


class _Quotes:
    """Says whether quotes are open at a place of a line; the places come one after another."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._at = 0
        self._open = {'"': False, "'": False}

    def are_open_at(self, place: int) -> bool:
        for sign in self._open:
            self._open[sign] ^= self._line.count(sign, self._at, place) % 2 == 1
        self._at = place
        return any(self._open.values())


def _message(found: list[tuple[Place, str]]) -> str:
    _, odd = found[0]
    what = f"{_NAMES.get(odd, 'a character that is no ordinary space')} (U+{ord(odd):04X})"
    first_line = found[0][0][0]
    others = [str(line) for line in dict.fromkeys(place[0] for place, _ in found[1:])]
    others = [line for line in others if line != str(first_line)]
    if not others:
        return f"{what}; write an ordinary space"
    if len(others) > _MOST_LINES:
        return f"{what}, and more on {len(others)} other lines; write ordinary spaces"
    also = one_of(others).replace(" or ", " and ")
    return (
        f"{what}, and more on line{'' if len(others) == 1 else 's'} {also}; write ordinary spaces"
    )
