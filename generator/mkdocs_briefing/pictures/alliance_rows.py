"""Draws the parts of the picture of alliances: name plates of sides, and rows of backers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from mkdocs_briefing.core.lettering import shorten, text_width, wrap_text
from mkdocs_briefing.core.vocabulary import STANCES
from mkdocs_briefing.model.entities import Conflict, Side
from mkdocs_briefing.pictures.picture import NAME, TEXT, Canvas, text
from mkdocs_briefing.pictures.signs import line_width, side_class, side_sign, tie
from mkdocs_briefing.pictures.standing_words import (
    sentence,
    standings_of,
    support_words,
    without_position,
)
from mkdocs_briefing.pictures.svg import Element, classes, element, group, line
from mkdocs_briefing.standings.side_colours import side_colour
from mkdocs_briefing.standings.standing import Standing
from mkdocs_briefing.standings.table import Backer, Camp
from mkdocs_briefing.wording.words import firmness, stands

NAME_LINE: Final = 18.0
TEXT_LINE: Final = 16.0
ROW_GAP: Final = 11.0
PLATE_NAME: Final = 16.0
PLATE_LINE: Final = 20
BAR: Final = 10.0
"""The width of the bar below a plate, to which the lines of a side's backers lead."""

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Column:
    """Where the rows of a column are.

    Attributes:
        anchor: which part of the text is at ``x``.
        room: how wide the text may be.
        line_start: where lines begin.
        sign: where the signs of further sides are.
        bar: where lines to the column's own side end; of a column between two sides, where
            lines to the left side end; ``None`` if every line ends at a sign.
        right_bar: of a column between two sides, where lines to the right side end.
    """

    anchor: Anchor
    x: float
    room: float
    line_start: float
    sign: float
    bar: float | None = None
    right_bar: float | None = None


@dataclass(frozen=True, slots=True)
class AllianceParts:
    """Draws single parts of one drawing; most also return where they end."""

    conflict: Conflict
    canvas: Canvas

    def plate(
        self, side: Side, count: str, x: float, y: float, wide: float, lines: int = 0
    ) -> tuple[Element, float]:
        """The name of a side and the number of its backers.

        Args:
            side: the side.
            count: how many backers it has, in words.
            x: the middle of the plate.
            y: its upper edge.
            wide: its width.
            lines: the least number of lines to leave room for.
        """
        names = plate_names(side, wide)
        height = 12 + PLATE_LINE * max(lines, len(names)) + 17
        # The first line makes room for the sign before it.
        shifts = (9, *(0 for _ in names[1:]))
        lettering = [
            text(
                x + shift,
                y + 22 + PLATE_LINE * index,
                name,
                size=PLATE_NAME,
                anchor="middle",
                class_="b-pic-plate__name",
            )
            for index, (name, shift) in enumerate(zip(names, shifts, strict=True))
        ]
        sign_x = x - text_width(names[0], PLATE_NAME, bold=True) / 2 - 6
        plate = element(
            "a",
            element("title", side.actor.name),
            element("rect", x=x - wide / 2, y=y, width=wide, height=height, rx=3),
            side_sign(side_colour(self.conflict, side), (sign_x, y + 16.5)),
            *lettering,
            text(x, y + height - 9, count, anchor="middle"),
            href=self.canvas.href(side.actor.address),
            class_=f"b-pic-plate {side_class(self.conflict, side)}",
        )
        return plate, y + height

    def bar(self, side: Side, x: float, top: float, bottom: float, wide: float = BAR) -> Element:
        """The bar that the lines of a side's backers lead to."""
        return element(
            "rect",
            x=x,
            y=top - 4,
            width=wide,
            height=bottom - top + 4,
            rx=2,
            class_=f"b-pic-bar {side_class(self.conflict, side)}",
        )

    def heading(
        self, camp: Camp, x: float, y: float, anchor: Anchor
    ) -> tuple[list[Element], float]:
        """The title of a camp; one at the left edge has a rule above it."""
        rule = [line((0, y), (self.canvas.width, y), class_="b-pic-rule")]
        title = text(
            x,
            y + 17,
            camp.title,
            size=NAME,
            anchor=_svg_anchor(anchor),
            class_="b-pic-heading",
        )
        return [*(rule if anchor == "start" else []), title], y + 30

    def rows(
        self, backers: Iterable[Backer], side: Side | None, column: Column, y: float
    ) -> tuple[list[Element], float]:
        """Backers that stand with a side, or with none, one below the other."""
        rows: list[Element] = []
        for backer in backers:
            row, y = self.row(backer, side, column, y)
            rows.append(row)
        return rows, y

    def row(
        self, backer: Backer, side: Side | None, column: Column, y: float
    ) -> tuple[Element, float]:
        """The name of a backer, and a line for each of its positions."""
        standings = sorted(
            standings_of(backer), key=lambda one: (one.stance is None, one.side is not side)
        )
        anchor = _svg_anchor(column.anchor)
        names = wrap_text(backer.actor.name, column.room, NAME, bold=True)
        lettering = [
            text(column.x, y + 14 + NAME_LINE * index, name, size=NAME, anchor=anchor)
            for index, name in enumerate(names)
        ]
        link = element(
            "a", *lettering, href=self.canvas.href(backer.actor.address), class_="b-pic-name"
        )
        ties: list[Element] = []
        words: list[Element] = []
        top = y
        y += NAME_LINE * len(names)
        for standing in standings:
            own = standing.side is side
            lines = _lines_of(standing, column.room, own=own)
            ties += self.tie(standing, column, top + 9.5 if own else y + 8.5, lines[0][0], own=own)
            said = [
                text(column.x, y + 13 + TEXT_LINE * index, line_words, anchor=anchor, class_=class_)
                for index, (line_words, class_) in enumerate(lines)
            ]
            words += said
            y += TEXT_LINE * len(lines)
        row = group(
            element("title", " ".join(map(sentence, standings))),
            *ties,
            link,
            *words,
            class_="b-pic-row",
            data_by=backer.actor.slug,
        )
        return row, y + ROW_GAP

    def tie(
        self, standing: Standing, column: Column, y: float, words: str, *, own: bool
    ) -> Iterator[Element]:
        """The line of one position, to its side's bar or to a sign of its side."""
        if standing.stance is None:
            return
        number = side_colour(self.conflict, standing.side)
        start, end, ends_at_sign = column.line_start, column.bar, False
        if column.bar is not None and column.right_bar is not None:
            to_left = standing.side is self.conflict.sides[0]
            half = text_width(words, TEXT) / 2 + 6
            start = column.x + (-half if to_left else half)
            end = column.bar if to_left else column.right_bar
        elif end is None or not own:
            ends_at_sign = True
            gap = 11 if column.bar is None else 8
            end = column.sign + (gap if start > column.sign else -gap)
        yield group(
            tie(
                (start, y),
                (end, y),
                standing.stance,
                standing.status,
                stroke_width=line_width(one.kind for one in standing.support),
                disputed=standing.disputed,
            ),
            side_sign(number, (column.sign, y)) if ends_at_sign else None,
            class_=classes(f"b-side-{number}", "b-pic-old" if standing.is_old else None),
            data_side=standing.side.actor.slug,
        )


def plate_names(side: Side, wide: float) -> tuple[str, ...]:
    """Return the lines of a side's name on a plate."""
    return wrap_text(side.name, wide - 46, PLATE_NAME, bold=True)


def _svg_anchor(anchor: Anchor) -> Anchor | None:
    return None if anchor == "start" else anchor


def _lines_of(standing: Standing, room: float, *, own: bool) -> list[tuple[str, str]]:
    """Return the lines below a backer's name, with their classes: the position, then its firmness.

    Args:
        standing: the position.
        room: how wide the lines may be.
        own: whether it is towards the side that the backer is listed with.
    """
    if standing.stance is None:
        position = f"{standing.side.name}: {without_position(standing)}"
    else:
        position = stands(standing.stance)
        if not own:
            position += f" {standing.side.name}"
        if support := support_words(standing):
            position += f": {support}"
        # Another track never hides behind the first: "backs: weapons; mediates".
        others = (STANCES[held.stance].label.lower() for held in standing.held[1:])
        position += "".join(f"; {other}" for other in others)
    lines = [(words, "b-pic-said") for words in wrap_text(position, room, TEXT, lines=3)]
    firm = firmness(standing.status, disputed=standing.disputed)
    if standing.stance is not None and firm:
        lines.append((shorten(firm, room, TEXT), "b-pic-mark"))
    return lines
