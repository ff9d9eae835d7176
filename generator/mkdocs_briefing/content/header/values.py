"""Reads the text of each value of a header, and tells of what is hardly meant in it."""

import re
from functools import cached_property
from typing import Final

from mkdocs_briefing.content.header.broken_values import BACKSLASH, begins_with
from mkdocs_briefing.content.header.comments import (
    COMMENT,
    OPEN_COMMENT,
    REMARK_WITHOUT_SPACE,
    without_private,
)
from mkdocs_briefing.content.header.other_signs import (
    CLOSING_QUOTES,
    OPENING_QUOTES,
    WIDE_CLOSING,
    WIDE_OPENING,
    in_curly_quotes,
    wide_bracket,
)
from mkdocs_briefing.content.header.refusals import HeaderError, refused_letter, unreadable
from mkdocs_briefing.core.letters import unended_direction
from mkdocs_briefing.core.names import folded, quoted, without_signs
from mkdocs_briefing.core.problems import Place
from yaml.events import ScalarEvent

_STRAY: Final = (",", ";")
_NO_WORD_ENDS: Final = frozenset((*_STRAY, ""))
"""The last letters of values that are more than words, or nothing."""
_NO_WORD: Final = re.compile(r"[^\w\x00-\x7f]")
"""What may be no part of a text in other letters than those of ASCII: quotes, spaces, marks."""
_ODD_ESCAPE: Final = re.compile(r"(?<!\\)(?:\\\\)*\\(?=[LNP_abefv])")
_WIKI_LINK: Final = re.compile(r"\[\[([^\[\]|#]+)(?:#[^\[\]|]*)?(?:\|([^\[\]|]+))?\]\]")
"""A link of Obsidian in a value, of which the words are read: ``by: "[[Upland]]"``."""


def needs_quotes(value: str) -> bool:
    """Whether more is seen in a value without quotes than text, though YAML sees only that."""
    return (
        value.endswith(_STRAY)
        or value.startswith(WIDE_OPENING)
        or in_curly_quotes(value.strip()) is not None
    )


class ValueReader:
    """Reads the values of one header.

    Args:
        header: the text between the fences.
        first_line: the line of the file on which it begins.

    Attributes:
        lines: of the header.
        warnings: the place, the code and the message of each.
    """

    def __init__(self, header: str, first_line: int) -> None:
        self.first_line = first_line
        self.warnings: list[tuple[Place, str, str]] = []
        self._header = header
        # Few headers have any of these, so most values need not be looked through.
        self._has_remark = "#" in header and REMARK_WITHOUT_SPACE.search(header) is not None
        self._has_escape = "\\" in header
        self._is_ordinary = not (
            self._has_remark or self._has_escape or "%%" in header or "[[" in header
        )

    @cached_property
    def lines(self) -> list[str]:
        return self._header.split("\n")

    def text(self, event: ScalarEvent, place: Place) -> str:
        """Return the text of a value; warn of what is hardly meant in it.

        Raises:
            HeaderError: the value cannot be read as it is meant.
        """
        text: str = event.value
        # Nothing else is in the words of most values, which are asked for a thousand times.
        if (
            self._is_ordinary
            and text[-1:] not in _NO_WORD_ENDS
            and (text.isascii() or not _NO_WORD.search(text))
        ):
            return text
        return self._looked_through(event, place)

    def _looked_through(self, event: ScalarEvent, place: Place) -> str:
        text: str = event.value
        # An escape in double quotes can stand for it, although the file itself has been checked.
        if self._has_escape and (found := refused_letter(text)):
            raise HeaderError(place, *found[1:])
        if not text.isascii():
            _check_direction(text, place)
        if not event.style:
            text = self._plain_text(event, place)
        elif event.style == '"' and self._has_escape:
            self._check_escapes(event, place)
        elif not text:
            self._check_sign_of_block(event, place)
        if "%%" in text:
            text = without_private(text)
            if "%%" in text:
                raise HeaderError(place, "open-comment", OPEN_COMMENT)
        if "[[" in text:
            text = _without_wiki_links(text)
        return text

    def _plain_text(self, event: ScalarEvent, place: Place) -> str:
        """Return the text of a value without quotes."""
        text: str = event.value
        remark = self._remark_behind(event) if self._has_remark else None
        if not text.isascii():
            # YAML strips no other spaces than its own.
            text = text.strip()
            if text.startswith(WIDE_OPENING) and text.endswith(WIDE_CLOSING):
                raise unreadable(place, wide_bracket(text[0]))
            if remark and text[:1] in OPENING_QUOTES and remark[1][-1] in CLOSING_QUOTES:
                # It is no remark, but goes on with what is quoted.
                text, remark = text + remark[0], None
            text = self._without_curly_quotes(text, place)
        if remark is not None:
            self._warn_of_cut_text(event, remark)
        return self._without_stray_sign(text, place) if text.endswith(_STRAY) else text

    def _without_stray_sign(self, value: str, place: Place) -> str:
        """Return a value without the comma behind it, as other notations have it; warn of it."""
        bare = value.rstrip(",; ")
        if not bare:
            return value
        sign = value[len(bare) :].strip()[0]
        what = "a comma" if sign == "," else "a semicolon"
        message = f"{what} at the end does not count; write {quoted(bare)} without it"
        self.warnings.append((place, "stray-sign", message))
        return bare

    def _without_curly_quotes(self, value: str, place: Place) -> str:
        """Return a value without the curly quotes around it, and warn of them.

        A word processor writes them for straight ones. Those that belong to a text are kept by
        straight ones around them.
        """
        if (bare := in_curly_quotes(value)) is None:
            return value
        is_whole = bare not in (value[1:].strip(), value[:-1].strip())
        to_show_them = f", or, to show them, both: {quoted(value)}" if is_whole else ""
        message = (
            "curly quotation marks do not count in a header; write straight ones: "
            f"{quoted(bare)}{to_show_them}"
        )
        self.warnings.append((place, "curly-quotes", message))
        return bare

    def _remark_behind(self, event: ScalarEvent) -> re.Match[str] | None:
        """Return a remark behind a value that was hardly meant as one: ``Demand #1``."""
        mark = event.end_mark
        assert mark is not None, "the parser marks every event"
        line = self.lines[mark.line] if mark.line < len(self.lines) else ""
        return REMARK_WITHOUT_SPACE.match(line, mark.column)

    def _warn_of_cut_text(self, event: ScalarEvent, remark: re.Match[str]) -> None:
        """Warn of a remark that cuts a value."""
        mark = event.end_mark
        assert mark is not None, "the parser marks every event"
        place = (mark.line + self.first_line, remark.start(1) + 1)
        message = (
            f"{quoted(remark[1])} is a comment and not read; put the whole value in quotes, "
            "or write a space behind #"
        )
        self.warnings.append((place, COMMENT, message))

    def _check_sign_of_block(self, event: ScalarEvent, place: Place) -> None:
        """Refuse ``>5``, in which YAML sees the beginning of a text on the lines below.

        Raises:
            HeaderError: there is such a value.
        """
        line = self.lines[place[0] - self.first_line]
        if event.style in ("|", ">") and line[place[1] : place[1] + 1].isdigit():
            raise unreadable(place, begins_with(event.style))

    def _check_escapes(self, event: ScalarEvent, place: Place) -> None:
        r"""Refuse a backslash that stands for a letter that nobody means: ``Up\Lowland``.

        Raises:
            HeaderError: there is one.
        """
        start, end = event.start_mark, event.end_mark
        assert start is not None, "the parser marks every event"
        assert end is not None, "at both ends"
        line = self.lines[start.line] if start.line < len(self.lines) else ""
        if start.line == end.line and (found := _ODD_ESCAPE.search(line, start.column, end.column)):
            raise unreadable((place[0], found.end()), BACKSLASH)


def _without_wiki_links(text: str) -> str:
    """Return a text with the words of its links.

    A value that is one link is a name: what it leads to, whatever the link is called. Only where
    that is the name of the file, the words are the name: ``[[anna-admiral|Anna Admiral]]``.
    """
    link = _WIKI_LINK.fullmatch(text.strip())
    if link is None:
        return _WIKI_LINK.sub(lambda link: link[2] or _named_in(link), text).strip()
    named, words = _named_in(link), link[2] or ""
    is_same = without_signs(folded(named)) == without_signs(folded(words))
    return (words if is_same else named).strip()


def _named_in(link: re.Match[str]) -> str:
    """Return the name of what a link leads to, without its folder and its ending."""
    return link[1].rpartition("/")[2].removesuffix(".md")


def _check_direction(value: str, place: Place) -> None:
    """Refuse letters that move the words behind a value.

    Raises:
        HeaderError: there are such letters.
    """
    if unended := unended_direction(value):
        begin, end = (f"U+{ord(sign):04X}" for sign in unended)
        raise HeaderError(
            place,
            "control-character",
            f"{begin} begins a direction of writing that nothing ends, so the words behind "
            f"this value would move; delete it, or put {end} at the end of the value",
        )
