"""Reads the header of a Markdown file: every value as text, with its line and column.

python-frontmatter splits the file and calls :class:`StrictHandler`. Unlike YAML's own loaders
it keeps the places of values, reports duplicate keys, reads every value as text (``NO`` is no
boolean) and refuses tags, which can run code. It builds nodes from YAML's events rather than
with its composer, in order to limit the depth and to count what expanded aliases cost first.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import frontmatter
import yaml
from frontmatter.default_handlers import BaseHandler
from mkdocs_briefing.content.budget import CODE, NODE, Share, alone
from mkdocs_briefing.content.header_spaces import with_plain_spaces
from mkdocs_briefing.content.schema import all_keys
from mkdocs_briefing.content.yaml_errors import (
    BACKSLASH,
    BULLETS,
    CLOSING_QUOTES,
    OPENING_QUOTES,
    OUT_OF_LINE,
    explain_yaml_error,
    rule_for_a_fence,
    wide_bracket,
    wrong_fence,
)
from mkdocs_briefing.core.letters import (
    COMMA,
    CONTROL,
    MOST_MARKS,
    too_many_marks,
    unended_direction,
)
from mkdocs_briefing.core.names import quoted
from mkdocs_briefing.core.problems import Place, ProblemCollector
from mkdocs_briefing.markdown.obsidian import (
    OpenCommentError,
    without_comments,
    without_marks,
)
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

_OFTEN_THE_SAME: Final = 40
"""Keys, names and words have fewer letters, and stand in thousands of headers."""
MAX_DEPTH: Final = 16
"""How deep a header may nest; the vocabulary needs six."""
ROW_DEPTH: Final = 2
"""How deep the keys of a row are: in an entry of a list at the top."""
TOO_DEEP: Final = (
    f"nested more than {MAX_DEPTH} levels deep; check for brackets that are never closed"
)
TOO_MANY_MARKS: Final = f"more than {MOST_MARKS} accents on one letter; delete them"
UNREADABLE: Final = "this header cannot be read: "
UNFOLDED: Final = "values that aliases (*) repeat"
VALUES: Final = "the values of its header"
"""What a header costs, in the words of a problem."""


COMMENT: Final = "comment"
"""The code of a warning that a value may have been cut off."""


_NOTHING: Final = frozenset(("", "~", "null"))

# A header has sixty nodes. That none of them ever changes is held by the type checker alone,
# because it takes twice as long to fill a frozen class.


@dataclass(slots=True)
class ScalarNode:
    """One value, as it is written in the file.

    Line and column are two numbers, because a pair of them would take as much memory as all else.
    """

    text: Final[str]
    plain: Final[bool]
    line: Final[int]
    column: Final[int]

    @property
    def place(self) -> Place:
        """Where the value begins."""
        return (self.line, self.column)

    @property
    def size(self) -> int:
        """What the value weighs, in bytes; each value weighs something."""
        return NODE + len(self.text)

    @property
    def missing(self) -> bool:
        """Whether there is no value: ``key:`` alone, ``""``, or YAML's own ``~`` and ``null``."""
        return self.text in _NOTHING and (self.plain or not self.text)


@dataclass(slots=True)
class WithoutColon(ScalarNode):
    """What stands for the value of a key that has not even a colon, as in ``{a, b}``."""


@dataclass(slots=True)
class SeqNode:
    """A list."""

    items: "Final[tuple[Node, ...]]"
    place: Final[Place]
    size: Final[int]


@dataclass(slots=True)
class MapNode:
    """Keys and values, in the order of the file."""

    entries: "Final[dict[str, tuple[ScalarNode, Node]]]"
    """The key (for its place) and the value, by the text of the key."""
    place: Final[Place]
    size: Final[int]
    in_braces: Final[bool] = False
    """Whether it is written ``{…}``, where a comma ends a value."""


Node: TypeAlias = ScalarNode | SeqNode | MapNode

Location: TypeAlias = tuple[str | int, ...]
"""The way to a value through keys and rows, such as ``("backing", 0, "by")``."""


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file, split into header and body.

    Attributes:
        header: ``None`` if the file has none, or an empty one.
        body: the Markdown below the header.
        body_line: the line of the file on which the body begins, from 1.
        written: the whole file as it is written, also what is not published; in parts, as the
            body is one of them and need not be there twice.
    """

    header: MapNode | None
    body: str
    body_line: int
    written: tuple[str, ...]


class HeaderError(Exception):
    """An error that leaves the rest of a header unreadable."""

    def __init__(self, place: Place, code: str, message: str) -> None:
        super().__init__(message)
        self.place = place
        self.code = code
        self.message = message


class TooCostlyError(HeaderError):
    """The header would cost more than is left of the budget, which tells of it itself."""


FENCE: Final = re.compile(r"^-{3,}[ \t]*$", re.MULTILINE)
OTHER_FENCE: Final = re.compile(
    r"([^\S\n]*(?:-(?: -){2,9}|[\u2010-\u2015\u2212-]{1,10}|-- *-|[+*_=~]{3}|`{3}ya?ml)[^\S\n]*)\n+"
    r"[ \t]*[A-Za-z_]+[ \t]*:"
)
"""What somebody takes for the beginning of a header: such a line, and a key below it."""
BLANK_LINES: Final = re.compile(r"\A[ \t]*\n(?:[ \t]*\n)*")
CLOSING_FENCE: Final = re.compile(r"^(?:-{3,}|\.{3})[ \t]*$", re.MULTILINE)

# YAML counts these as line ends, editors do not; text pasted from a PDF has them.
OTHER_LINE_ENDS: Final = str.maketrans("\x85\u2028\u2029", "   ")


TEXTS: Final = frozenset({"description", "note", "place", "summary", "title", "what", "why"})
"""Keys of texts of several lines, each of which may begin with a dash."""
_BETWEEN_AMOUNTS: Final = re.compile("(?:[,;]| and) +(?=[~0-9])")
LISTS_OF_WORDS: Final[dict[str, re.Pattern[str]]] = {
    **dict.fromkeys(("aliases", "authors", "members", "member_of", "tags"), COMMA),
    "amount": _BETWEEN_AMOUNTS,
}
"""Keys whose lists are written like texts, and what stands between the entries of one that has no
brackets. The names in rows are looked at when they are new."""
WIDE_BRACKETS: Final = ("\uff5b", "\uff3b")
STRAY_ENDS: Final = (",\n", ";\n", ", \n", "; \n")
"""How a line ends whose value has a sign too much at its end."""
_NO_WORD: Final = re.compile(r"[^\w\x00-\x7f]|[,;]\Z")
"""What may be no part of a text in other letters than those of ASCII: quotes, spaces, marks."""
DASHED_KEY: Final = re.compile(rf"[{BULLETS}*+-]+\s*(\w+)$")
"""A key with the sign of a list before it, but no space between, or another sign."""
_DASH: Final = re.compile(r"([ ]*)- ")
_ODD_ESCAPE: Final = re.compile(r"(?<!\\)(?:\\\\)*\\(?=[LNP_abefv])")


_FIRST_KEY: Final = re.compile(r"\s*(?:-{3,}[ \t]*\n\s*)?(([a-z_]+):(?: .*)?\n)")


def key_below(body: str) -> str | None:
    """Return the first key of a second header, with a fence below it, that begins a text."""
    first = _FIRST_KEY.match(body)
    if first is None or first[2] not in all_keys():
        return None
    for line in body[first.end() :].split("\n"):
        if CLOSING_FENCE.fullmatch(line):
            return first[2]
        if line[:1].strip() and line[0] not in "-#" and not re.match(r"[a-z_]+:(?: |$)", line):
            return None
    return None


_NodeEvent: TypeAlias = AliasEvent | ScalarEvent | CollectionStartEvent


class _Builder:
    """Builds nodes from YAML's events, up to a limit of depth, and within the budget."""

    def __init__(self, header: str, first_line: int, share: Share) -> None:
        self.first_line = first_line
        self.problems = share.problems
        self.share = share
        self.lines = header.split("\n")
        self.anchors: dict[str, Node | None] = {}
        self.used: set[str] = set()
        # Few headers have any of these, so most values need not be looked through.
        self.has_remark = "#" in header and REMARK_WITHOUT_SPACE.search(header) is not None
        self.may_be_stray = any(end in header for end in STRAY_ENDS)
        self.has_escape = "\\" in header
        self.is_ordinary = not (
            self.has_remark
            or self.may_be_stray
            or self.has_escape
            or "%%" in header
            or "[[" in header
        )
        # Of all values so far, aliases unfolded.
        self.weight = 0
        self.counted = 0
        self.first_counted: Place | None = None
        self.left = share.left
        self.warnings: list[tuple[Place, str, str]] = []
        # libyaml and the parser in Python differ in what they accept and what they say;
        # every wheel of PyYAML includes libyaml.
        self.events: Iterator[Any] = iter(yaml.CBaseLoader(header).get_event, None)

    def document(self) -> Node | None:
        try:
            return self.only_document()
        finally:
            self.spend_counted()

    def only_document(self) -> Node | None:
        root: Node | None = None
        for event in self.events:
            if isinstance(event, DocumentStartEvent) and root is not None:
                mark = event.start_mark
                assert mark is not None, "the parser marks every event"
                raise HeaderError(
                    (mark.line + self.first_line, mark.column + 1),
                    "yaml",
                    "a header is one YAML document; delete what begins the second",
                )
            if isinstance(event, _NodeEvent):
                root = self.node(event, 0)
        for name, node in self.anchors.items():
            if name not in self.used and isinstance(node, ScalarNode):
                message = (
                    f"&{name[:40]} is read as a name for this value, not as a part of it; put the "
                    "whole value in double quotes"
                )
                raise HeaderError(node.place, "yaml", message)
        # Where a header cannot be read, what comes before that may be read otherwise than meant.
        for warning in self.warnings:
            self.problems.warn(*warning)
        return root

    def node(self, event: _NodeEvent, depth: int) -> Node:
        mark = event.start_mark
        assert mark is not None, "the parser marks every event"
        place = (mark.line + self.first_line, mark.column + 1)
        if depth > MAX_DEPTH:
            raise HeaderError(place, "too-deep", TOO_DEEP)
        if isinstance(event, AliasEvent):
            return self.unfolded(event, place)
        anchor = event.anchor
        if event.tag is not None:
            is_plain = isinstance(event, ScalarEvent) and not event.style
            _check_tag(event.tag, place, is_plain=is_plain)
        if anchor is not None:
            self.anchors[anchor] = None
        node: Node
        if isinstance(event, ScalarEvent):
            node = self.scalar(event, place)
            size = node.size
            self.weight += size
            self.counted += size
            if self.first_counted is None:
                self.first_counted = place
            if self.counted > self.left:
                raise TooCostlyError(place, CODE, "it holds too much")
        elif isinstance(event, SequenceStartEvent):
            node = self.sequence(place, depth)
        else:
            node = self.mapping(place, depth, in_braces=bool(event.flow_style))
        if anchor is not None:
            self.anchors[anchor] = node
        return node

    def unfolded(self, event: AliasEvent, place: Place) -> Node:
        target = self.alias(event, place)
        self.spend_counted()
        allowed = self.share.spend(target.size, UNFOLDED, place)
        self.left = self.share.left
        if not allowed:
            raise TooCostlyError(place, CODE, "it holds too much")
        self.weight += target.size
        return target

    def spend_counted(self) -> None:
        """Spend what the values cost, which there are too many of to do so one by one."""
        if self.first_counted is not None:
            self.share.spend(self.counted, VALUES, self.first_counted)
        self.counted, self.left = 0, self.share.left

    def alias(self, event: AliasEvent, place: Place) -> Node:
        name = event.anchor or ""
        target = self.anchors.get(name)
        self.used.add(name)
        if target is None:
            raise HeaderError(
                place,
                "yaml",
                f"*{name[:40]} refers to nothing above it; "
                "put a value that begins with * in quotes",
            )
        return target

    def scalar(self, event: ScalarEvent, place: Place) -> ScalarNode:
        text, style = event.value, event.style
        # Nothing else is in the words of most values, which are asked for a thousand times.
        is_ordinary = self.is_ordinary and (text.isascii() or not _NO_WORD.search(text))
        if not is_ordinary or (not text and style):
            text = self.looked_through(event, place)
        if len(text) < _OFTEN_THE_SAME:
            text = sys.intern(text)
        line, column = place
        return ScalarNode(text, not style, line, column)

    def looked_through(self, event: ScalarEvent, place: Place) -> str:
        """Return the text of a value that may hold more than words; refuse and warn of some.

        Raises:
            HeaderError: the value cannot be read as it is meant.
        """
        text: str = event.value
        # An escape in double quotes can stand for it, although the file itself has been checked.
        if self.has_escape and (found := CONTROL.search(text)):
            raise HeaderError(place, "control-character", _control(found[0]))
        if not text.isascii():
            self.check_other_letters(text, place)
        if event.style:
            if event.style == '"' and self.has_escape:
                self.check_escapes(event, place)
            elif not text:
                self.check_sign_of_block(event, place)
        elif self.may_be_stray or self.has_remark or not text.isascii():
            text = self.plain_text(event, place)
        if "%%" in text:
            text = PRIVATE.sub("", text).strip()
            if "%%" in text:
                raise HeaderError(place, "open-comment", OPEN_COMMENT)
        if "[[" in text:
            text = _WIKI_LINK.sub(lambda link: link[2] or link[1].rpartition("/")[2], text).strip()
        return text

    def plain_text(self, event: ScalarEvent, place: Place) -> str:
        """Return the text of a value without quotes; warn of what is hardly meant in it."""
        text: str = event.value
        remark = self.remark_behind(event) if self.has_remark else None
        if not text.isascii():
            # YAML strips no other spaces than its own.
            text = text.strip()
            if text[:1] in WIDE_BRACKETS and text[-1] in "\uff5d\uff3d":
                raise HeaderError(place, "yaml", f"{UNREADABLE}{wide_bracket(text[0])}")
            if remark and text[:1] in OPENING_QUOTES and remark[1][-1] in CLOSING_QUOTES:
                # It is no remark, but goes on with what is quoted.
                text, remark = text + remark[0], None
            text = self.without_curly_quotes(text, place)
        if remark is not None:
            self.warn_of_cut_text(event, remark)
        return self.without_stray_sign(text, place) if text.endswith((",", ";")) else text

    def without_stray_sign(self, value: str, place: Place) -> str:
        """Return a value without the comma behind it, as other notations have it; warn of it."""
        bare = value.rstrip(",; ")
        if not bare:
            return value
        sign = value[len(bare) :].strip()[0]
        what = "a comma" if sign == "," else "a semicolon"
        message = f"{what} at the end does not count; write {quoted(bare)} without it"
        self.warnings.append((place, "stray-sign", message))
        return bare

    def check_sign_of_block(self, event: ScalarEvent, place: Place) -> None:
        """Refuse ``>5``, in which YAML sees the beginning of a text on the lines below.

        Raises:
            HeaderError: there is such a value.
        """
        line = self.lines[place[0] - self.first_line]
        if event.style in ("|", ">") and line[place[1] : place[1] + 1].isdigit():
            message = f"a value begins with {event.style}; put it in double quotes"
            raise HeaderError(place, "yaml", f"{UNREADABLE}{message}")

    def check_list_in_value(self, event: ScalarEvent) -> None:
        """Refuse a value that goes on in an entry of a list, which is out of line.

        Raises:
            HeaderError: it does.
        """
        start, end = event.start_mark, event.end_mark
        assert start is not None, "the parser marks every event"
        assert end is not None, "at both ends"
        for number in range(start.line + 1, min(end.line + 1, len(self.lines))):
            if match := _DASH.match(self.lines[number]):
                place = (number + self.first_line, match.end(1) + 1)
                raise HeaderError(place, "yaml", f"{UNREADABLE}{OUT_OF_LINE}")

    def check_escapes(self, event: ScalarEvent, place: Place) -> None:
        r"""Refuse a backslash that stands for a letter that nobody means: ``Up\Lowland``.

        Raises:
            HeaderError: there is one.
        """
        start, end = event.start_mark, event.end_mark
        assert start is not None, "the parser marks every event"
        assert end is not None, "at both ends"
        line = self.lines[start.line] if start.line < len(self.lines) else ""
        if start.line == end.line and (found := _ODD_ESCAPE.search(line, start.column, end.column)):
            place = (place[0], found.end())
            raise HeaderError(place, "yaml", f"{UNREADABLE}{BACKSLASH}")

    def without_curly_quotes(self, value: str, place: Place) -> str:
        """Return a value without the curly quotes around it, and warn of them.

        A word processor writes them for straight ones. Those that belong to a text are kept by
        straight ones around them.
        """
        if (bare := in_curly_quotes(value)) is None:
            return value
        is_whole = bare not in (value[1:].strip(), value[:-1].strip())
        to_show_them = f", or, to show them, both: {quoted(value)}" if is_whole else ""
        self.warnings.append(
            (
                place,
                "curly-quotes",
                "curly quotation marks do not count in a header; write straight ones: "
                f"{quoted(bare)}{to_show_them}",
            )
        )
        return bare

    def check_other_letters(self, value: str, place: Place) -> None:
        """Refuse letters that move the words behind a value, or that take long to read.

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
        if too_many_marks(value) is not None:
            raise HeaderError(place, "marks", TOO_MANY_MARKS)

    def remark_behind(self, event: ScalarEvent) -> re.Match[str] | None:
        """Return a remark behind a value that was hardly meant as one: ``Demand #1``."""
        mark = event.end_mark
        assert mark is not None, "the parser marks every event"
        line = self.lines[mark.line] if mark.line < len(self.lines) else ""
        return REMARK_WITHOUT_SPACE.match(line, mark.column)

    def warn_of_cut_text(self, event: ScalarEvent, remark: re.Match[str]) -> None:
        """Warn of a remark that cuts a value."""
        mark = event.end_mark
        assert mark is not None, "the parser marks every event"
        self.warnings.append(
            (
                (mark.line + self.first_line, remark.start(1) + 1),
                COMMENT,
                f"{quoted(remark[1])} is a comment and not read; put the whole value in quotes, "
                "or write a space behind #",
            )
        )

    def sequence(self, place: Place, depth: int) -> SeqNode:
        items: list[Node] = []
        before = self.weight
        self.weight += NODE
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                break
            item = self.node(event, depth + 1)
            if isinstance(item, ScalarNode) and item.plain and " - " in item.text:
                self.check_list_in_value(event)
            items.append(item)
        return SeqNode(tuple(items), place, self.weight - before)

    def mapping(self, place: Place, depth: int, *, in_braces: bool) -> MapNode:
        entries: dict[str, tuple[ScalarNode, Node]] = {}
        before = self.weight
        self.weight += NODE
        was_given_twice = False
        warnings_before = len(self.warnings)
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            key = self.node(event, depth + 1)
            value_event = next(self.events)
            value = self.node(value_event, depth + 1)
            plain = value if isinstance(value, ScalarNode) and value.plain else None
            if (
                in_braces
                and plain is not None
                and not plain.text
                # Behind a colon, the empty value begins later than the key ends.
                and value_event.start_mark.index == event.end_mark.index
            ):
                value = WithoutColon(plain.text, plain.plain, plain.line, plain.column)
            if not isinstance(key, ScalarNode):
                raise HeaderError(
                    key.place, "yaml", "a key has to be a word; put a value with { or [ in quotes"
                )
            if key.text in entries:
                self.weight -= key.size + value.size
                first, other = entries[key.text]
                if isinstance(value, WithoutColon) and isinstance(other, WithoutColon):
                    # Commas have cut a value, and two of its pieces are the same.
                    continue
                # Of a second row that has no dash, every key is there twice.
                is_row = 1 <= depth <= ROW_DEPTH and not in_braces
                # Of a dash without a space is told elsewhere, for all rows.
                if not (is_row and (was_given_twice or DASHED_KEY.match(key.text))):
                    self.problems.error(
                        key.place,
                        "duplicate-key",
                        f"key {quoted(key.text)} is given twice, first on line {first.place[0]}; "
                        + ("begin another row with a dash (- by: Turkey), or " if is_row else "")
                        + "remove one or join them into a list",
                    )
                was_given_twice = True
                continue
            entries[key.text] = (key, value)
            if plain is not None and " - " in plain.text and key.text not in TEXTS:
                self.check_list_in_value(value_event)
            if comma := LISTS_OF_WORDS.get(key.text):
                for one in value.items if isinstance(value, SeqNode) else (value,):
                    if isinstance(one, ScalarNode) and one.plain and comma.search(one.text):
                        self.warn_of_commas(one, comma)
        if (
            len(self.warnings) > warnings_before
            and in_braces
            and any(
                isinstance(value, ScalarNode) and not value.text for _, value in entries.values()
            )
        ):
            # A comma has cut a value in two, and its quotes; that is told of later.
            del self.warnings[warnings_before:]
        return MapNode(entries, place, self.weight - before, in_braces)

    def warn_of_commas(self, value: ScalarNode, comma: re.Pattern[str]) -> None:
        """Warn of one value with commas, where a list was hardly not meant."""
        words = ", ".join(part.strip() for part in comma.split(value.text))
        message = (
            f"this is read as one value; write a list: [{quoted(words)[1:-1]}], or put it in quotes"
        )
        self.warnings.append((value.place, "commas", message))


_DOUBLE: Final = re.compile(f"[{OPENING_QUOTES}{CLOSING_QUOTES}]")


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


def needs_quotes(value: str) -> bool:
    """Whether more is seen in a value without quotes than text, though YAML sees only that."""
    return (
        value[-1:] in (",", ";")
        or value[:1] in WIDE_BRACKETS
        or in_curly_quotes(value.strip()) is not None
    )


OPEN_COMMENT: Final = (
    "%% begins a comment of Obsidian that nothing ends; write %% behind it, or % once"
)
PRIVATE: Final = re.compile(r"%%.*?%%", re.DOTALL)
"""A comment of Obsidian in a value, which is not published."""

_MAY_BE_COMMENT: Final = re.compile(r"(?:^|\s)#", re.MULTILINE)


def has_comment(header: str) -> bool:
    """Whether a header that was read without an error holds a comment.

    Behind ``|`` and ``>``, each ``#`` counts as one: a comment may stand there, too.
    """
    # Most headers have no such sign at all, which is found out much faster.
    if "#" not in header or not _MAY_BE_COMMENT.search(header):
        return False
    at = 0
    for event in yaml.parse(header.translate(OTHER_LINE_ENDS), Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.ScalarEvent) and event.style not in ("|", ">"):
            start, end = event.start_mark, event.end_mark
            assert start is not None, "the parser marks every event"
            assert end is not None, "at both ends"
            if "#" in header[at : start.index]:
                return True
            at = end.index
    return "#" in header[at:]


REMARK_WITHOUT_SPACE: Final = re.compile(r"[ \t]+(#\S.*)")


_WIKI_LINK: Final = re.compile(r"\[\[([^\[\]|#]+)(?:#[^\[\]|]*)?(?:\|([^\[\]|]+))?\]\]")
"""A link of Obsidian in a value, of which the words are read: ``by: "[[Upland]]"``."""


def _check_tag(tag: str, place: Place, *, is_plain: bool) -> None:
    """Refuse a tag, which asks YAML to turn the value into something other than text.

    Raises:
        HeaderError: it is not the ``!`` that quotes imply.
    """
    if tag == "!" and is_plain:
        message = "a value begins with !; put it in double quotes"
        raise HeaderError(place, "yaml", f"{UNREADABLE}{message}")
    if tag != "!":
        shown = quoted(tag.replace("tag:yaml.org,2002:", "!!"))
        raise HeaderError(
            place,
            "yaml-tag",
            f"YAML tags such as {shown} are not read; remove it, or put the value in quotes",
        )


def _control(character: str) -> str:
    return f"control character U+{ord(character):04X}; delete it"


class StrictHandler(BaseHandler):
    """Handler for python-frontmatter that reads one file.

    It keeps the header's nodes and the line of the body, which python-frontmatter cannot return.

    Args:
        first_line: the line of the file on which the parsed text begins.
        share: what the file may cost, and where duplicate keys are reported.
    """

    FM_BOUNDARY = FENCE
    START_DELIMITER = END_DELIMITER = "---"

    def __init__(self, first_line: int, share: Share) -> None:
        super().__init__()
        self.first_line = first_line
        self.share = share
        self.header: MapNode | None = None
        self.body: str | None = None
        self.body_line = first_line

    def split(self, text: str) -> tuple[str, str]:
        """Split the text into header and body.

        Raises:
            HeaderError: the header never ends.
        """
        opening = FENCE.match(text)
        if opening is None:
            if other := OTHER_FENCE.match(text):
                place = (self.first_line, 1)
                raise HeaderError(place, "no-header", wrong_fence(other[1]))
            return "", text
        closing = CLOSING_FENCE.search(text, opening.end())
        if closing is None:
            message = "the header never ends; add a line --- below its last key"
            place = (self.first_line, 1)
            if slip := rule_for_a_fence(text[opening.end() + 1 :].split("\n")):
                place, message = (self.first_line + 1 + slip.line, 1), slip.message
            raise HeaderError(place, "unclosed-header", message)
        body = text[closing.end() :]
        if key := key_below(body):
            line = self.first_line + text.count("\n", 0, closing.start())
            raise HeaderError(
                (line, 1),
                "second-header",
                f"the header ends here, so {key} below it is not read; delete this line"
                + (" and the next one like it" if body.lstrip().startswith("---") else ""),
            )
        # The first line may be indented, as code is; python-frontmatter strips that, too.
        self.body = BLANK_LINES.sub("", body, count=1).rstrip()
        above = text[: closing.end()] + body[: len(body) - len(body.lstrip())]
        self.body_line = self.first_line + above.count("\n")
        return text[opening.end() + 1 : closing.start()], body

    def load(self, fm: str) -> dict[str, Any]:
        """Parse the header into nodes, which are kept here.

        Raises:
            HeaderError: it is no valid YAML, or no mapping.
        """
        # Most headers have none, and to look for them takes a fraction of the time.
        if any(chr(sign) in fm for sign in OTHER_LINE_ENDS):
            fm = fm.translate(OTHER_LINE_ENDS)
        if not fm.isascii():
            fm = with_plain_spaces(fm, self.first_line + 1, self.share.problems)
        builder = _Builder(fm, self.first_line + 1, self.share)
        try:
            root = builder.document()
        except yaml.MarkedYAMLError as error:
            raise self.unreadable(error, fm) from error
        if root is None or (isinstance(root, ScalarNode) and root.missing):
            return {}
        if not isinstance(root, MapNode):
            message = "a header is made of lines like `key: value`, with a space after the colon"
            if isinstance(root, SeqNode) and isinstance(next(iter(root.items), None), MapNode):
                message = "the keys of a header are no list; delete the dashes before them"
            raise HeaderError(root.place, "yaml", message)
        self.header = root
        # Nobody asks python-frontmatter for the values.
        return {}

    def unreadable(self, error: yaml.MarkedYAMLError, header: str) -> HeaderError:
        """Tell of the slips for which a header does not parse; return the last one."""
        first_line = self.first_line + 1
        slips = explain_yaml_error(error, header, first_line)
        if not slips:
            place, said = (self.first_line, 1), error.problem or "not YAML"
            return HeaderError(place, "yaml", f"{UNREADABLE}{said}")
        places = [(first_line + slip.line, slip.column + 1) for slip in slips]
        # With very many brackets in a row the parser gives up before we can count them.
        if "nesting depth" in (error.problem or ""):
            return HeaderError(places[0], "too-deep", TOO_DEEP)
        for place, slip in zip(places[:-1], slips[:-1], strict=True):
            self.share.problems.error(place, "yaml", f"{UNREADABLE}{slip.message}")
        return HeaderError(places[-1], "yaml", f"{UNREADABLE}{slips[-1].message}")


def plain_value(node: Node) -> Any:  # noqa: ANN401 - text, list or dictionary, as YAML has it
    """Return the node as text, list or dictionary, without places; ``None`` if it is empty."""
    if isinstance(node, ScalarNode):
        # Without a colon it is no key that was left empty; an empty text is refused everywhere.
        is_empty = node.text in _NOTHING and node.missing and not isinstance(node, WithoutColon)
        return None if is_empty else node.text
    if isinstance(node, SeqNode):
        return [plain_value(item) for item in node.items]
    return {name: plain_value(value) for name, (_, value) in node.entries.items()}


def place_of(root: MapNode, location: Location, *, key: bool = False) -> Place:
    """Return the line and column of a value.

    The schema reads ``by: Turkey`` as a list of one, so a location may go deeper than the
    file; then the place is that of the deepest node on the way. With ``key`` it is that of
    the last key rather than of its value.
    """
    node: Node = root
    place = root.place
    for step in location:
        if isinstance(node, MapNode) and isinstance(step, str) and step in node.entries:
            name, node = node.entries[step]
            place = name.place if key else node.place
        elif isinstance(node, SeqNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            place = node.place
    return place


def node_at(root: MapNode, location: Location) -> Node:
    """Return the value at a location, or the deepest one on the way to it."""
    node: Node = root
    for step in location:
        if isinstance(node, MapNode) and isinstance(step, str) and step in node.entries:
            _, node = node.entries[step]
        elif isinstance(node, SeqNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
    return node


def _place_in(text: str, offset: int) -> Place:
    return (text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def read_document(
    text: str, problems: ProblemCollector, share: Share | None = None
) -> Document | None:
    """Split a file into header and body; ``None`` if its header cannot be read.

    Args:
        text: of the whole file.
        problems: where every error goes.
        share: what the file may cost; by default as much as a file that is alone.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := CONTROL.search(text):
        problems.error(_place_in(text, found.start()), "control-character", _control(found[0]))
        return None
    if (offset := too_many_marks(text)) is not None:
        problems.error(_place_in(text, offset), "marks", TOO_MANY_MARKS)
        return None
    # python-frontmatter strips the text before it hands it on.
    leading = text[: len(text) - len(text.lstrip())]
    own_share = share or alone(text, problems)
    handler = StrictHandler(leading.count("\n") + 1, own_share)
    try:
        _, body = frontmatter.parse(text, handler=handler)
    except TooCostlyError:
        if share is None:
            own_share.budget.tell()
        return None
    except HeaderError as error:
        problems.error(error.place, error.code, error.message)
        return None
    try:
        # Before anything looks at the text: what is private is not there for anybody.
        whole = body if handler.body is None else handler.body
        public = without_marks(without_comments(whole, handler.body_line))
    except OpenCommentError as error:
        problems.error(error.place, "open-comment", OPEN_COMMENT)
        return None
    at = text.rfind(whole)
    written = (text[:at], public if public == whole else whole, text[at + len(whole) :])
    return Document(handler.header, public, handler.body_line, written)
