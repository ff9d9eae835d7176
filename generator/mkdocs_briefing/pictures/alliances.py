"""Draws who stands with whom: the sides in the middle, their backers around them.

With two sides these face each other, and whoever is between them stands between them.
With more, each has a block of its own. On a phone all blocks stand one below the other. A
line leads from each backer to its side; a position towards a further side is a short line
of its own to that side's sign, so that lines never cross.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from markupsafe import Markup

from mkdocs_briefing.core.vocabulary import ADVERSE, BETWEEN
from mkdocs_briefing.model.entities import Conflict, Side
from mkdocs_briefing.pages.links import Links
from mkdocs_briefing.pages.standings import Backer, Camp, Standing, Table
from mkdocs_briefing.pictures.lettering import fitted, width, wrapped
from mkdocs_briefing.pictures.picture import NAME, TEXT, Canvas, Picture, text
from mkdocs_briefing.pictures.signs import (
    FORCES_WEIGHT,
    MEANS_WEIGHT,
    WORDS_WEIGHT,
    Sample,
    disputed_sign,
    firmness,
    key,
    sample_line,
    sentence,
    side_class,
    side_sign,
    stance_words,
    support_words,
    tie,
    weight,
)
from mkdocs_briefing.pictures.svg import Element, element, group, line
from mkdocs_briefing.wording.words import day

NAME_LINE: Final = 18.0
TEXT_LINE: Final = 16.0
ROW_GAP: Final = 11.0
PLATE_NAME: Final = 16.0
BAR: Final = 10.0
SPINE: Final = 14.0
"""From the middle of the drawing to the bars of blocks that stand back to back."""
FACING: Final = 2


def picture(table: Table, *, prefix: str, base: str) -> Picture | None:
    """The picture of a conflict's table; ``None`` where nobody stands anywhere yet.

    Args:
        table: who stands with whom.
        prefix: what the drawings' ids begin with; no other picture of the page has it.
        base: the way from the page to the root of the site.
    """
    if not table.camps:
        return None
    title = f"Who stands with whom: {table.conflict.title}"
    if table.on is not None:
        title += f", as of {day(table.on)}"
    summary = _summary(table)
    wide, narrow = (
        _draw(table, Canvas(prefix, base, wide=wide), title, summary) for wide in (True, False)
    )
    return Picture(title, summary, wide, narrow, tuple(_sentences(table)))


def _sentences(table: Table) -> Iterator[str]:
    for camp in table.camps:
        for backer in camp.backers:
            yield from (sentence(standing) for standing in _standings(backer))


def _standings(backer: Backer) -> tuple[Standing, ...]:
    return tuple(cell.standing for cell in backer.cells if cell.standing is not None)


def _summary(table: Table) -> str:
    counts = {camp.side: len(camp.backers) for camp in table.camps if camp.side is not None}
    parts = [
        f"{side.name}: {_backers(counts.get(side, 0)).lower()}" for side in table.conflict.sides
    ]
    parts += [
        f"{camp.title.lower()}: {len(camp.backers)}" for camp in table.camps if camp.side is None
    ]
    return "; ".join(parts) + "."


def _backers(count: int) -> str:
    if not count:
        return "No backer on record"
    return f"{count} backer{'' if count == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the rows of a column stand.

    Attributes:
        anchor: on which side of ``x`` the lettering is.
        room: how wide it may be.
        tied: where lines start that lead to the side of the column.
        bar: where they end; ``None`` where each position has a sign to lead to.
        sign: where the signs of further sides stand.
    """

    anchor: Literal["start", "middle", "end"]
    x: float
    room: float
    tied: float
    sign: float
    bar: float | None = None
    other_bar: float | None = None


def _draw(table: Table, canvas: Canvas, title: str, summary: str) -> Markup:
    drawing = _Drawing(table.conflict, canvas)
    facing = canvas.wide and len(table.conflict.sides) == FACING
    height = drawing.facing(table) if facing else drawing.blocks(table)
    drawn, height = key(tuple(_samples(table)), 0 if canvas.wide else 2, height + 14, canvas.width)
    return canvas.drawing(
        "alliances", title, summary, height + 4, *drawing.bars, *drawing.parts, drawn
    )


class _Drawing:
    """The parts of one drawing, added from top to bottom; each method says where it ends."""

    def __init__(self, conflict: Conflict, canvas: Canvas) -> None:
        self.conflict = conflict
        self.canvas = canvas
        self.bars: list[Element] = []
        self.parts: list[Element] = []

    # The three arrangements

    def facing(self, table: Table) -> float:
        """Two sides face each other; those between them stand between them."""
        middle = self.canvas.width / 2
        left, right = table.conflict.sides
        with_side = {camp.side: camp for camp in table.camps if camp.side is not None}
        others = [camp for camp in table.camps if camp.side is None]
        reach = 130.0 if others else 116.0
        inner, outer = middle - reach, middle + reach
        room = inner - BAR - 58
        columns = (
            _Column("end", room, room, room + 7, inner - BAR - 13, inner - BAR),
            _Column(
                "start",
                self.canvas.width - room,
                room,
                self.canvas.width - room - 7,
                outer + BAR + 13,
                outer + BAR,
            ),
        )
        lines = max(len(_plate_lines(side, 216)) for side in (left, right))
        top = self.plate(left, with_side.get(left), inner - BAR / 2, 0, 216, lines)
        self.plate(right, with_side.get(right), outer + BAR / 2, 0, 216, lines)
        ends = [top + 30]
        for side, column in zip((left, right), columns, strict=True):
            camp = with_side.get(side)
            ends.append(self.rows(camp, column, top + 14) if camp else top + 14)
        centre = _Column("middle", middle, 2 * reach - 80, 0, 0, bar=inner + 2, other_bar=outer - 2)
        y, listed = top + 14, []
        for camp in others:
            # Those between come first and always stand there. A column that would be much
            # longer than the sides' own goes on below instead.
            end = _Drawing(self.conflict, self.canvas).rows(camp, centre, y + 30)
            if camp.key == "past" or (camp.key != "between" and end > max(ends) + 60):
                listed.append(camp)
            else:
                y = self.rows(camp, centre, self.heading(camp, middle, y, "middle")) + 8
        bottom = max(*ends, y)
        self.bar(left, inner - BAR, top, bottom)
        self.bar(right, outer, top, bottom)
        for camp in listed:
            bottom = self.listing(camp, bottom + 18)
        return bottom

    def blocks(self, table: Table) -> float:
        """Each side has a block: two beside each other, or on a phone all in one column."""
        with_side = {camp.side: camp for camp in table.camps if camp.side is not None}
        sides = table.conflict.sides
        if self.canvas.wide and len(sides) == 1:
            y = self.around(sides[0], with_side.get(sides[0]))
        elif self.canvas.wide:
            y = 0.0
            for pair in (sides[at : at + 2] for at in range(0, len(sides), 2)):
                y = self.pair(pair, with_side, y) + 22
        else:
            y = 0.0
            for side in sides:
                y = self.stacked(side, with_side.get(side), y) + 22
        for camp in table.camps:
            if camp.side is None:
                y = self.listing(camp, y) + 14
        return y - 14

    def _mirrored(self, spine: float) -> tuple[_Column, _Column]:
        wide, middle = self.canvas.width, self.canvas.width / 2
        edge = spine + BAR
        room = middle - edge - 72
        return (
            _Column("end", room, room, room + 7, middle - edge - 13, middle - edge),
            _Column("start", wide - room, room, wide - room - 7, middle + edge + 13, middle + edge),
        )

    def pair(self, pair: Sequence[Side], with_side: dict[Side, Camp], y: float) -> float:
        """Two blocks back to back, their backers on the outside."""
        middle = self.canvas.width / 2
        wide = middle - SPINE
        lines = max(len(_plate_lines(side, wide)) for side in pair)
        top = max(
            self.plate(side, with_side.get(side), at, y, wide, lines)
            for side, at in zip(pair, (wide / 2, middle + SPINE + wide / 2), strict=False)
        )
        ends = [top]
        for side, column, x in zip(
            pair, self._mirrored(SPINE), (middle - SPINE - BAR, middle + SPINE), strict=False
        ):
            camp = with_side.get(side)
            if camp is not None:
                ends.append(self.rows(camp, column, top + 14))
                self.bar(side, x, top, ends[-1])
        return max(ends)

    def around(self, side: Side, camp: Camp | None) -> float:
        """The only side, with its backers on either hand."""
        top = self.plate(side, camp, self.canvas.width / 2, 0, 250)
        backers = camp.backers if camp else ()
        half = (len(backers) + 1) // 2
        ends = [top + 16]
        for some, column in zip((backers[:half], backers[half:]), self._mirrored(0), strict=True):
            y = top + 14
            for backer in some:
                y = self.row(backer, column, y, side)
            ends.append(y)
        middle = self.canvas.width / 2
        self.bar(side, middle - BAR, top, max(ends), thick=2 * BAR)
        return max(ends) + 22

    def stacked(self, side: Side, camp: Camp | None, y: float) -> float:
        """One block of a column of blocks."""
        top = self.plate(side, camp, self.canvas.width / 2, y, self.canvas.width)
        if camp is None:
            return top
        column = _Column("start", 62, self.canvas.width - 62, 56, 18, bar=8)
        end = self.rows(camp, column, top + 12)
        self.bar(side, 0, top, end, thick=8)
        return end

    def listing(self, camp: Camp, y: float) -> float:
        """Those who stand with no side, each position with the sign of its side."""
        y = self.heading(camp, 0, y, "start")
        if not self.canvas.wide:
            return self.rows(camp, self._listed(0), y)
        half = (len(camp.backers) + 1) // 2
        ends = []
        for some, x in ((camp.backers[:half], 0.0), (camp.backers[half:], 394.0)):
            at = y
            for backer in some:
                at = self.row(backer, self._listed(x), at, None)
            ends.append(at)
        return max(ends)

    def _listed(self, x: float) -> _Column:
        room = (366 if self.canvas.wide else self.canvas.width) - 62
        return _Column("start", x + 62, room, x + 56, x + 7)

    # Their parts

    def plate(
        self, side: Side, camp: Camp | None, x: float, y: float, wide: float, lines: int = 0
    ) -> float:
        """The side's name in its colour, above its bar; at least so many lines high."""
        names = _plate_lines(side, wide)
        height = 12 + 20 * max(lines, len(names)) + 17
        first = width(names[0], PLATE_NAME, bold=True)
        lettering = [
            text(
                x + (9 if place == 0 else 0),
                y + 22 + 20 * place,
                name,
                size=PLATE_NAME,
                anchor="middle",
                class_="b-pic-plate__name",
            )
            for place, name in enumerate(names)
        ]
        number = Links.colour(self.conflict, side)
        self.parts.append(
            element(
                "a",
                element("title", side.actor.name),
                element("rect", x=x - wide / 2, y=y, width=wide, height=height, rx=3),
                side_sign(number, (x - first / 2 - 6, y + 16.5)),
                *lettering,
                text(
                    x, y + height - 9, _backers(len(camp.backers) if camp else 0), anchor="middle"
                ),
                href=self.canvas.href(side.actor.address),
                class_=f"b-pic-plate b-side-{number}",
            )
        )
        return y + height

    def bar(self, side: Side, x: float, top: float, bottom: float, thick: float = BAR) -> None:
        """What the lines of a side's backers lead to."""
        self.bars.append(
            element(
                "rect",
                x=x,
                y=top - 4,
                width=thick,
                height=bottom - top + 4,
                rx=2,
                class_=f"b-pic-bar {side_class(self.conflict, side)}",
            )
        )

    def heading(self, camp: Camp, x: float, y: float, anchor: Literal["start", "middle"]) -> float:
        """What those below have in common."""
        if anchor == "start":
            self.parts.append(line((0, y), (self.canvas.width, y), class_="b-pic-rule"))
        self.parts.append(
            text(
                x,
                y + 17,
                camp.title,
                size=NAME,
                anchor=None if anchor == "start" else anchor,
                class_="b-pic-heading",
            )
        )
        return y + 30

    def rows(self, camp: Camp, column: _Column, y: float) -> float:
        """The backers of a camp, one below the other."""
        for backer in camp.backers:
            y = self.row(backer, column, y, camp.side)
        return y

    def row(self, backer: Backer, column: _Column, y: float, side: Side | None) -> float:
        """One backer: its name, and a line of its own for each position."""
        anchor = None if column.anchor == "start" else column.anchor
        standings = sorted(
            _standings(backer), key=lambda one: (one.stance is None, one.side is not side)
        )
        tied: list[Element] = []
        lettering: list[Element] = []
        names = wrapped(backer.actor.name, column.room, NAME, bold=True)
        named = [
            text(column.x, y + 14 + NAME_LINE * place, name, size=NAME, anchor=anchor)
            for place, name in enumerate(names)
        ]
        first = y
        y += NAME_LINE * len(names)
        for standing in standings:
            own = standing.side is side
            words = list(_words(standing, own=own))
            lines = wrapped(words[0], column.room, TEXT, lines=3)
            level = (first if own else y) + (9.5 if own else 8.5)
            tied += self.tied(standing, column, level, lines[0], own=own)
            for said in lines:
                lettering.append(text(column.x, y + 13, said, anchor=anchor, class_="b-pic-said"))
                y += TEXT_LINE
            for mark in words[1:]:
                cut = fitted(mark, column.room, TEXT)
                lettering.append(text(column.x, y + 13, cut, anchor=anchor, class_="b-pic-mark"))
                y += TEXT_LINE
        self.parts.append(
            group(
                element("title", " ".join(map(sentence, standings))),
                *tied,
                element(
                    "a", *named, href=self.canvas.href(backer.actor.address), class_="b-pic-name"
                ),
                *lettering,
                class_="b-pic-row",
                data_by=backer.actor.slug,
            )
        )
        return y + ROW_GAP

    def tied(
        self, standing: Standing, column: _Column, y: float, said: str, *, own: bool
    ) -> Iterator[Element]:
        """The line of one position, to its side's bar or to its side's sign."""
        if standing.stance is None:
            return
        heavy = weight(given.kind for given in standing.support)
        number = Links.colour(self.conflict, standing.side)
        sign = None
        if column.other_bar is not None and column.bar is not None:
            on_left = standing.side is self.conflict.sides[0]
            half = width(said, TEXT) / 2 + 6
            start = column.x + (-half if on_left else half)
            end = column.bar if on_left else column.other_bar
        elif own and column.bar is not None:
            start, end = column.tied, column.bar
        else:
            start = column.tied
            gap = 11 if column.bar is None else 8
            end = column.sign + (gap if start > column.sign else -gap)
            sign = side_sign(number, (column.sign, y))
        yield group(
            tie(
                (start, y),
                (end, y),
                standing.stance,
                standing.status,
                heavy=heavy,
                disputed=standing.disputed,
            ),
            sign,
            class_=f"b-side-{number}",
            data_side=standing.side.actor.slug,
        )


def _plate_lines(side: Side, wide: float) -> tuple[str, ...]:
    return wrapped(side.name, wide - 46, PLATE_NAME, bold=True)


def _words(standing: Standing, *, own: bool) -> Iterator[str]:
    """What is said of a position below the backer's name; what it stands on comes apart."""
    if standing.stance is None:
        yield f"{standing.side.name}: no longer on record"
        return
    said = stance_words(standing.stance)
    if not own:
        said += f" {standing.side.name}"
    support = support_words(standing)
    yield f"{said}: {support}" if support else said
    firm = firmness(standing.status, disputed=standing.disputed)
    if firm:
        yield firm


def _samples(table: Table) -> Iterator[Sample]:
    """The key to what occurs in the picture, and to nothing else."""
    found = [
        standing
        for camp in table.camps
        for backer in camp.backers
        for standing in _standings(backer)
        if standing.stance is not None
    ]
    stances = {standing.stance for standing in found}
    weights = {weight(given.kind for given in standing.support) for standing in found}
    statuses = {standing.status for standing in found}
    if "confirmed" in statuses:
        yield sample_line("backs", "confirmed", WORDS_WEIGHT, "confirmed")
    if "reported" in statuses:
        yield sample_line("backs", "reported", WORDS_WEIGHT, "reported")
    if "alleged" in statuses:
        yield sample_line("backs", "alleged", WORDS_WEIGHT, "alleged")
    if stances & BETWEEN:
        yield sample_line("mixed", "reported", WORDS_WEIGHT, "between")
    if stances & ADVERSE:
        yield sample_line("opposes", "reported", WORDS_WEIGHT, "against, or turned away")
    if any(standing.disputed for standing in found):
        yield Sample(disputed_sign((8, 0)), 16, "disputed")
    if MEANS_WEIGHT in weights:
        yield sample_line("backs", "reported", MEANS_WEIGHT, "with arms, money or training")
    if FORCES_WEIGHT in weights:
        yield sample_line("backs", "reported", FORCES_WEIGHT, "with fighters")
