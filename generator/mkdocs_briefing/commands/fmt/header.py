"""Formats a header: keys in order, even indentation, values exactly as they were written.

A value is moved and never written anew, so its quotes, escapes and line breaks stay. Between
values there is nothing but ``:``, ``-``, anchors, space and comments. The format is
described to contributors in docs/editing/fmt.md.
"""

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

from mkdocs_briefing.commands.fmt.nodes import Node, parse
from mkdocs_briefing.commands.fmt.order import Kind, below, in_order
from mkdocs_briefing.content.header.odd_spaces import with_plain_line_ends
from mkdocs_briefing.content.schema import SET_APART

INDENT: Final = 2
"""By how many columns what stands below a key or a dash is indented."""

Lines: TypeAlias = list[str]
"""Output. A value over several lines is one element; an empty element is an empty line."""

_OPEN_END: Final = "\0"
"""Follows a text to which empty lines would be added (``|+``). No header holds this character."""
_GAP: Final = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*")
"""Space and comments up to the next key, dash or value."""
_ANCHOR: Final = re.compile(r"&\S+")
_BLOCK_SCALAR: Final = re.compile(r"[|>]([0-9+-]*)")
_BRACKETS: Final = {"mapping": ("{", "}"), "sequence": ("[", "]")}


class UnsupportedYamlError(Exception):
    """A valid header, written in a way that the formatter does not handle, such as ``? key``."""


@dataclass(slots=True)
class _Entry:
    """A key or a dash, with its value.

    Attributes:
        key: the key as it is read; empty for a dash.
        above: the comments above it, without indentation; an empty text is an empty line.
        lines: the formatted key or dash and its value.
    """

    key: str
    above: Lines
    lines: Lines


@dataclass(frozen=True, slots=True)
class _Level:
    """The indentation of a block list or mapping: in the file, and in the output."""

    source: int
    target: int


def format_header(header: str, kind: Kind) -> str:
    """The header in order and format, with a line end behind each line.

    Args:
        header: the lines between the fences, each with its line end, a single ``LF``. The
            strict reader has read it without an error.
        kind: what the file describes.

    Raises:
        UnsupportedYamlError: it is written in a way that is not handled here.
    """
    # With a line end in front, the first line is like any other.
    return _joined(_Formatter(f"\n{header}").run(kind))


def _joined(lines: Lines) -> str:
    """The lines with no two empty ones in a row, and none at the end."""
    written = [""]
    for line in lines:
        if line or written[-1] not in ("", _OPEN_END):
            written.append(line)
    while written and not written[-1]:
        written.pop()
    return "".join(f"{line}\n" for line in written[1:] if line != _OPEN_END)


class _Formatter:
    """Reads a header from its beginning to its end, and formats what it passes.

    Attributes:
        at: how far the header is read.
        comments: those on lines of their own that nothing has claimed yet, each with its
            column; an empty line counts as an empty comment in column -1.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        # The strict reader takes what only YAML counts as line ends for space, and so do we;
        # what is written is the text as it was.
        self.read = with_plain_line_ends(text)
        self.root = parse(self.read)
        # An alias has to stay below what it refers to.
        self.may_reorder = not self.root.has_alias
        self.at = 0
        self.comments: list[tuple[int, str]] = []

    def run(self, kind: Kind) -> Lines:
        if self.root.has_anchor:
            raise UnsupportedYamlError("an anchor of the whole header")
        self._skip_gap()
        lines = self._preface()
        if self.root.is_block:
            entries, under = self._entries(self.root, kind, target=0, outer=-1)
            lines += _block(entries, under, 0, set_apart=True)
        else:
            lines += self._claim_comments()
            lines += self._leaf(self.root, kind, "", _Level(0, 0))
            lines += self._claim_comments()
        if self.at < len(self.text):
            raise self._unsupported("behind the last value")
        return lines

    # --- between the values -----------------------------------------------------------

    def _unsupported(self, where: str) -> UnsupportedYamlError:
        return UnsupportedYamlError(f"{self.text[self.at : self.at + 10]!r} {where}")

    def _column(self) -> int:
        return self.at - self.text.rfind("\n", 0, self.at) - 1

    def _skip_gap(self) -> str | None:
        """Go on to the next key, dash or value, and collect the comments on the way.

        Returns:
            The comment on the line on which this began, with the space before it; ``None``
            where that line goes on.
        """
        gap = _GAP.match(self.read, self.at)
        assert gap is not None, "it may be empty"
        first, *lines = self.text[self.at : gap.end()].split("\n")
        self.at = gap.end()
        for line in lines[:-1]:
            text = line.strip()
            self.comments.append((len(line) - len(line.lstrip()) if text else -1, text))
        return first.rstrip() if lines else None

    def _skip_mark(self, mark: str) -> None:
        if not self.text.startswith(mark, self.at):
            raise self._unsupported(f"where {mark} should stand")
        self.at += len(mark)

    def _preface(self) -> Lines:
        """The comments above the first key that an empty line separates from it."""
        texts = [text for _, text in self.comments]
        last = max((at for at, text in enumerate(texts) if not text), default=-1)
        self.comments = self.comments[last + 1 :]
        return [*texts[:last], ""] if any(texts[: last + 1]) else []

    def _claim_comments(self, count: int | None = None) -> Lines:
        count = len(self.comments) if count is None else count
        claimed, self.comments = self.comments[:count], self.comments[count:]
        return [text for _, text in claimed]

    # --- lists and mappings -----------------------------------------------------------

    def _entries(
        self, node: Node, kind: Kind, *, target: int, outer: int
    ) -> tuple[list[_Entry], Lines]:
        """The entries of a block list or mapping in order, and the comments below the last.

        Args:
            node: the list or mapping.
            kind: what it describes.
            target: the column in which it is written.
            outer: the column, in the file, of the list or mapping that it is in.
        """
        level = _Level(self._column(), target)
        entries = []
        for key, value in node.entries:
            if self._column() != level.source:
                raise UnsupportedYamlError("keys that are not in line")
            above = self._claim_comments()
            if key is None:
                self._skip_mark("-")
                entry = self._entry("-", value, kind, level)
            else:
                name = self._key(key)
                entry = self._entry(f"{name}:", value, below(kind, key.text), level)
                entry.key = key.text
            entry.above = [*above, *entry.above]
            entries.append(entry)
        if node.type == "mapping" and self.may_reorder:
            entries = [entries[at] for at in in_order(kind, [entry.key for entry in entries])]
        return entries, self._comments_below(level.source, outer)

    def _key(self, key: Node) -> str:
        if self.at != key.start or key.is_empty or key.type != "scalar":
            raise UnsupportedYamlError("a key that is not a plain word")
        self.at = key.end
        if self._skip_gap() is not None:
            raise UnsupportedYamlError("a line break between a key and its colon")
        self._skip_mark(":")
        return self.text[key.start : key.end]

    def _comments_below(self, column: int, outer: int) -> Lines:
        """The comments that are indented as far as the list or mapping that has ended."""
        if outer < 0:
            return self._claim_comments()
        count = 0
        if column > outer:
            for number, (at, text) in enumerate(self.comments, start=1):
                if text and at < column:
                    break
                if text:
                    count = number
        return self._claim_comments(count)

    def _entry(self, mark: str, value: Node, kind: Kind, level: _Level) -> _Entry:
        """A value behind its mark: ``key:`` or a dash."""
        start = " " * level.target + mark
        inner = level.target + INDENT
        if value.is_empty:
            return _Entry("", [], self._leaf(value, kind, start, level))
        comment = self._skip_gap()
        if not value.is_block:
            if comment is None:
                return _Entry("", [], self._leaf(value, kind, start, level))
            between = _indented(_without_empty_start(self._claim_comments()), inner)
            leaf = self._leaf(value, kind, " " * (inner - 1), level)
            return _Entry("", [], [start + comment, *between, *leaf])
        head = (comment or "") + self._anchor(value)
        entries, under = self._entries(value, kind, target=inner, outer=level.source)
        if mark != "-" or head:
            return _Entry("", [], [start + head, *_block(entries, under, inner)])
        # The first key goes behind the dash, where there is no room for comments above it.
        above = _without_empty_start(entries[0].above)
        entries[0].above = []
        first, *rest = _block(entries, under, inner)
        return _Entry("", above, [f"{start} {first[inner:]}", *rest])

    def _anchor(self, node: Node) -> str:
        """The anchor of a block list or mapping, and the comment behind it."""
        found = _ANCHOR.match(self.text, self.at) if node.has_anchor else None
        if found is None:
            return ""
        self.at = found.end()
        return f" {found[0]}{self._skip_gap() or ''}"

    # --- values -----------------------------------------------------------------------

    def _leaf(self, node: Node, kind: Kind, start: str, level: _Level) -> Lines:
        """A value that is moved whole, behind the start of its line, with the comment there."""
        text, keeps = "", False
        if not node.is_empty:
            if self.at != node.start:
                raise self._unsupported("where a value should begin")
            if node.style in ("|", ">"):
                text, keeps = self._block_scalar(node, level)
            else:
                first, *further = self._flow(node, kind).split("\n")
                text = "\n".join([first, *(_moved(line, level) for line in further)])
                self.at = node.end
        behind = " " if start and text else ""
        comment = self._skip_gap() or ""
        return [f"{start}{behind}{text}{comment}", *([_OPEN_END] if keeps else [])]

    def _block_scalar(self, node: Node, level: _Level) -> tuple[str, bool]:
        """A text below ``|`` or ``>``, and whether it keeps the empty lines below it."""
        head, _, rest = self.text[node.start : node.end].partition("\n")
        lines = rest.removesuffix("\n").split("\n") if rest else []
        found = _BLOCK_SCALAR.search(head)
        marks = found[1] if found else ""
        if digit := re.search(r"\d", marks):
            indent = level.source + int(digit[0])
        else:
            indent = next(
                (len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), 0
            )
        keeps = "+" in marks
        while lines and not keeps and not lines[-1].strip(" ") and len(lines[-1]) <= indent:
            lines.pop()
        self.at = node.start + len("\n".join([head, *lines]))
        margin = " " * (indent + level.target - level.source)
        # Space beyond the indentation is a part of the text.
        moved = (margin + line[indent:] if line[indent:] else "" for line in lines)
        return "\n".join([head.rstrip(), *moved]), keeps

    def _flow(self, node: Node, kind: Kind) -> str:
        """A value's own text; in brackets and braces, with keys in order and even spaces.

        With a comment in them, or anything else that is unusual, they stay as they are.
        """
        written = self.text[node.start : node.end]
        if node.type not in _BRACKETS:
            return written
        gaps, keys, texts, at = [], [], [], node.start
        for key, value in node.entries:
            gaps.append(self.text[at : (key or value).start])
            at = value.end
            if key is None:
                texts.append(self._flow(value, kind))
                continue
            colon = self.text[key.end : value.start]
            if colon.strip() not in (":", ""):
                return written
            if "\n" not in colon:
                colon = ": " if ":" in colon else ""
            keys.append(key.text)
            text = self._flow(value, below(kind, key.text))
            texts.append(f"{self.text[key.start : key.end]}{colon}{text}")
        gaps.append(self.text[at : node.end])
        opening, closing = _BRACKETS[node.type]
        marks = "\n".join("".join(gap.split()) for gap in gaps)
        if not re.fullmatch(rf"\{opening}(?:(?:\n,)*\n,?)?\{closing}", marks):
            return written
        if keys and self.may_reorder:
            texts = [texts[at] for at in in_order(kind, keys)]
        if not any("\n" in gap for gap in gaps):
            return f"{opening}{', '.join(texts)}{closing}"
        first, *gaps = (re.sub(r"[ \t]+\n", "\n", gap) for gap in gaps)
        return first + "".join(text + gap for text, gap in zip(texts, gaps, strict=True))


def _block(entries: list[_Entry], under: Lines, column: int, *, set_apart: bool = False) -> Lines:
    """The lines of a block list or mapping."""
    lines: Lines = []
    before = ""
    for entry in entries:
        # `source` and `sources` both say where a claim comes from, and stay together.
        is_second = (before, entry.key) == ("source", "sources")
        if set_apart and entry.key in SET_APART and not is_second:
            lines.append("")
        before = entry.key
        lines += _indented(entry.above if lines else _without_empty_start(entry.above), column)
        lines += entry.lines
    return lines + _indented(under, column)


def _indented(comments: Lines, column: int) -> Lines:
    return [" " * column + comment if comment else "" for comment in comments]


def _without_empty_start(lines: Lines) -> Lines:
    first = next((at for at, line in enumerate(lines) if line), len(lines))
    return lines[first:]


def _moved(line: str, level: _Level) -> str:
    """A further line of a value whose line breaks YAML folds: indented further than its key."""
    text = line.lstrip(" \t")
    if not text:
        return ""
    indent = len(line) - len(text) + level.target - level.source
    return " " * max(indent, level.target + INDENT) + text
