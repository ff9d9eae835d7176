"""Writes the pieces of a header in the one order and form that headers have here.

The form, and why, is described to contributors in CONTRIBUTING, under "Tidy your header".
"""

import re
from enum import Enum
from typing import Final, TypeAlias

from mkdocs_briefing.commands.fmt.order import Kind, below, in_order
from mkdocs_briefing.commands.fmt.pieces import (
    Brackets,
    Header,
    Item,
    Items,
    Pair,
    Pairs,
    Part,
    Piece,
    Whole,
)
from mkdocs_briefing.content.schema import SET_APART

STEP: Final = 2
"""By how many columns what stands below a key or a dash is further in."""


class _Sign(Enum):
    EMPTY = "an empty line, unless there is one already"
    KEPT = "here ends a text to which empty lines would be added"


_Lines: TypeAlias = list["str | _Sign"]


def laid_out(header: Header, kind: Kind) -> str:
    """The header in order and form, with a line end behind each line.

    Args:
        header: its pieces.
        kind: what the file describes.
    """
    layout = _Layout(moves=not header.has_aliases)
    lines = layout.root(header, kind)
    written: list[str] = []
    kept = False
    for line in lines:
        if line is _Sign.KEPT:
            kept = True
        elif line is _Sign.EMPTY:
            if written and written[-1] and not kept:
                written.append("")
        else:
            assert isinstance(line, str)
            written.append(line)
            kept = False
    while written and not written[-1] and not kept:
        written.pop()
    return "".join(f"{line}\n" for line in written)


class _Layout:
    """Writes pieces as lines.

    Args:
        moves: whether keys are put into order. An alias has to stay below what it refers to.
    """

    def __init__(self, *, moves: bool) -> None:
        self.moves = moves

    def root(self, header: Header, kind: Kind) -> _Lines:
        lines: _Lines = _remarks(header.preface, 0)
        if lines:
            lines.append(_Sign.EMPTY)
        if isinstance(header.root, Pairs):
            lines += self._pairs(header.root, kind, 0, set_apart=True)
        else:
            assert isinstance(header.root, Whole)
            lines += _remarks(header.above, 0)
            lines += self._whole(header.root, kind, 0, "")
        return lines + _remarks(header.under, 0)

    # --- lists and mappings -----------------------------------------------------------

    def _pairs(self, pairs: Pairs, kind: Kind, column: int, *, set_apart: bool = False) -> _Lines:
        lines: _Lines = []
        before = ""
        for pair in self._ordered(pairs, kind):
            # The two that say where it comes from belong together.
            is_second = (pair.name, before) == ("sources", "source")
            if set_apart and pair.name in SET_APART and not is_second:
                lines.append(_Sign.EMPTY)
            before = pair.name
            above = _remarks(pair.above, column)
            lines += above if lines else _without_empty(above)
            lines += self._entry(pair, below(kind, pair.name), column, f"{pair.key}:")
        return lines + _remarks(pairs.under, column)

    def _ordered(self, pairs: Pairs, kind: Kind) -> list[Pair]:
        if not self.moves:
            return pairs.entries
        return [pairs.entries[at] for at in in_order(kind, [pair.name for pair in pairs.entries])]

    def _items(self, items: Items, kind: Kind, column: int) -> _Lines:
        lines: _Lines = []
        for item in items.entries:
            above = _remarks([*item.above, *self._first_remarks(item, kind)], column)
            lines += above if lines else _without_empty(above)
            lines += self._entry(item, kind, column, "-")
        return lines + _remarks(items.under, column)

    def _first_remarks(self, item: Item, kind: Kind) -> list[str]:
        """The remarks above the first thing in a row, which have no room behind the dash."""
        piece: Piece = item.value
        if item.head or isinstance(piece, Whole) or not piece.entries:
            return []
        first = self._ordered(piece, kind)[0] if isinstance(piece, Pairs) else piece.entries[0]
        above, first.above = first.above, []
        deeper = self._first_remarks(first, kind) if isinstance(first, Item) else []
        return [*_stripped(above), *deeper]

    def _entry(self, entry: Pair | Item, kind: Kind, column: int, start: str) -> _Lines:
        """A key or a dash (the start), and what follows it."""
        margin = " " * column
        piece = entry.value
        if isinstance(piece, Whole):
            if not entry.is_below:
                return self._whole(piece, kind, column, margin + start)
            inner = _remarks(_stripped(entry.inner), column + STEP)
            value = self._whole(piece, kind, column, " " * (column + STEP - 1))
            return [margin + start + entry.head, *inner, *value]
        lines = (
            self._pairs(piece, kind, column + STEP)
            if isinstance(piece, Pairs)
            else self._items(piece, kind, column + STEP)
        )
        if start == "-" and not entry.head:
            first, *rest = lines
            assert isinstance(first, str)
            return [f"{margin}- {first[column + STEP :]}", *rest]
        return [margin + start + entry.head, *lines]

    # --- values -----------------------------------------------------------------------

    def _whole(self, whole: Whole, kind: Kind, column: int, start: str) -> _Lines:
        """A value that is moved whole, behind the start of its line."""
        if whole.text:
            text = whole.text if whole.inside is None else self._bracketed(whole.inside, kind)
            first, *further = text.split("\n")
            start = f"{start} {first}" if start else first
        else:
            further = []
        if whole.block:
            further = _moved_text(further, whole.indent, column - whole.column)
        else:
            further = [_moved_line(line, column, column - whole.column) for line in further]
        *lines, last = [start, *further]
        return [*lines, last + whole.remark, *([_Sign.KEPT] if whole.keeps else [])]

    def _bracketed(self, brackets: Brackets, kind: Kind) -> str:
        parts = brackets.parts
        if brackets.is_mapping and self.moves:
            parts = [parts[at] for at in in_order(kind, [part.name for part in parts])]
        texts = [self._part(part, kind, brackets) for part in parts]
        if brackets.on_one_line:
            opening, closing = "{}" if brackets.is_mapping else "[]"
            return f"{opening}{', '.join(texts)}{closing}"
        first, *gaps = [re.sub(r"[ \t]+\n", "\n", gap) for gap in brackets.gaps]
        return first + "".join(text + gap for text, gap in zip(texts, gaps, strict=True))

    def _part(self, part: Part, kind: Kind, brackets: Brackets) -> str:
        kind = below(kind, part.name) if brackets.is_mapping else kind
        whole = part.value
        text = whole.text if whole.inside is None else self._bracketed(whole.inside, kind)
        if ":" not in part.between:
            return part.key + text
        between = part.between if "\n" in part.between else ": "
        return f"{part.key}{between}{text}"


def _remarks(remarks: list[str], column: int) -> _Lines:
    return [" " * column + remark if remark else _Sign.EMPTY for remark in remarks]


def _stripped(remarks: list[str]) -> list[str]:
    """The remarks without empty lines above the first."""
    first = next((at for at, remark in enumerate(remarks) if remark), len(remarks))
    return remarks[first:]


def _without_empty(lines: _Lines) -> _Lines:
    first = next((at for at, line in enumerate(lines) if line is not _Sign.EMPTY), len(lines))
    return lines[first:]


def _moved_line(line: str, column: int, by: int) -> str:
    """A further line of a value that YAML folds: further in than its key."""
    text = line.lstrip(" \t")
    if not text:
        return ""
    return " " * max(len(line) - len(text) + by, column + STEP) + text


def _moved_text(lines: list[str], indent: int, by: int) -> list[str]:
    """The lines of a text below ``|`` or ``>``, whose space further in is a part of it."""
    return [" " * (indent + by) + line[indent:] if line[indent:] else "" for line in lines]
