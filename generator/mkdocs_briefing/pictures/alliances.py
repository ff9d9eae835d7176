"""Draws who stands with whom: the sides in the middle, their backers around them.

Two sides face each other, with whoever is between them in the middle. Of more sides, each has
a block of its own; on a phone all blocks are one below the other. A line leads from each backer
to its side. A position towards a further side has a short line of its own, which ends at that
side's sign, so that lines never cross.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from markupsafe import Markup
from mkdocs_briefing.core.vocabulary import ADVERSE, BETWEEN, SUPPORTIVE
from mkdocs_briefing.model.entities import Side
from mkdocs_briefing.pictures.alliance_rows import (
    BAR,
    AllianceParts,
    Column,
    plate_names,
)
from mkdocs_briefing.pictures.picture import Canvas, Picture
from mkdocs_briefing.pictures.picture_key import Sample, draw_samples, line_sample
from mkdocs_briefing.pictures.signs import (
    FORCES_WIDTH,
    MEANS_WIDTH,
    WORDS_WIDTH,
    disputed_sign,
    line_width,
)
from mkdocs_briefing.pictures.standing_words import sentence, some_of
from mkdocs_briefing.pictures.svg import Element
from mkdocs_briefing.standings.camps import HOLDING_CAMPS
from mkdocs_briefing.standings.table import Backer, Camp, Table
from mkdocs_briefing.wording.picture_words import PICTURE_WORDS, count_of_backers
from mkdocs_briefing.wording.words import day

FACING_PLATE: Final = 216
SPINE: Final = 14.0
"""From the middle of the drawing to the bars of two blocks back to back."""
FACING_SIDES: Final = 2


def picture(table: Table, *, prefix: str, base: str) -> Picture | None:
    """Return the picture of a conflict's table; ``None`` if nobody takes a position yet.

    Args:
        table: who stands with whom.
        prefix: what the ids in the drawings begin with; unique on the page.
        base: the relative path from the page to the root of the site.
    """
    if not table.camps:
        return None
    title = f"Who stands with whom: {table.conflict.title}"
    if table.on is not None:
        title += f", as of {day(table.on)}"
    title += some_of(table)
    summary = _summary(table)
    wide, narrow = (
        _draw(table, Canvas(prefix, base, wide=wide), title, summary) for wide in (True, False)
    )
    return Picture(title, summary, wide, narrow, tuple(map(sentence, table.standings)))


def _summary(table: Table) -> str:
    parts = [f"{side.name}: {_count(table, side).lower()}" for side in table.conflict.sides]
    parts += [
        f"{camp.title.lower()}: {len(camp.backers)}" for camp in table.camps if camp.side is None
    ]
    return "; ".join(parts) + "."


def _count(table: Table, side: Side) -> str:
    """Say how many back a side and no other; nobody may, while some back it beside another."""
    camp = next((camp for camp in table.camps if camp.side is side), None)
    if camp is not None:
        return count_of_backers(len(camp.backers))
    towards = (standing for standing in table.standings if standing.side is side)
    is_shared = any(standing.stance in SUPPORTIVE for standing in towards)
    return PICTURE_WORDS["shared"] if is_shared else count_of_backers(0)


def _draw(table: Table, canvas: Canvas, title: str, summary: str) -> Markup:
    drawing = _Drawing(table, canvas)
    facing = canvas.wide and len(table.conflict.sides) == FACING_SIDES
    height = drawing.facing() if facing else drawing.blocks()
    key, height = draw_samples(
        tuple(_samples(table)), 0 if canvas.wide else 2, height + 14, canvas.width
    )
    return canvas.drawing(
        "alliances", title, summary, height + 4, *drawing.bars, *drawing.parts, key
    )


class _Drawing:
    """Collects the parts of one drawing from top to bottom; each method returns where it ends."""

    def __init__(self, table: Table, canvas: Canvas) -> None:
        self.table = table
        self.sides = table.conflict.sides
        self.camps: Mapping[Side, Camp] = {
            camp.side: camp for camp in table.camps if camp.side is not None
        }
        self.other_camps = [camp for camp in table.camps if camp.side is None]
        self.canvas = canvas
        self.draw = AllianceParts(table.conflict, canvas)
        self.bars: list[Element] = []
        self.parts: list[Element] = []

    # Arrangements

    def facing(self) -> float:
        """Two sides face each other; those between them are in the middle."""
        middle = self.canvas.width / 2
        left, right = self.sides
        reach = 130.0 if self.other_camps else 116.0
        inner, outer = middle - reach, middle + reach
        lines = max(len(plate_names(side, FACING_PLATE)) for side in self.sides)
        top = self.plate(left, inner - BAR / 2, 0, FACING_PLATE, lines)
        self.plate(right, outer + BAR / 2, 0, FACING_PLATE, lines)
        ends = [top + 30]
        columns = self.outward_columns(inner - BAR, outer + BAR, room=inner - BAR - 58)
        for side, column in zip(self.sides, columns, strict=True):
            camp = self.camps.get(side)
            ends.append(self.rows(camp.backers, side, column, top + 14) if camp else top + 14)
        centre = Column("middle", middle, 2 * reach - 80, 0, 0, bar=inner + 2, right_bar=outer - 2)
        y, below = self.between(centre, top + 14, lowest=max(ends) + 60)
        bottom = max(*ends, y)
        self.bars.append(self.draw.bar(left, inner - BAR, top, bottom))
        self.bars.append(self.draw.bar(right, outer, top, bottom))
        for camp in below:
            bottom = self.listing(camp, bottom + 18)
        return bottom

    def between(self, column: Column, y: float, *, lowest: float) -> tuple[float, list[Camp]]:
        """Draw camps of no side in the middle; return where they end, and which did not fit.

        Whoever is between the sides is always in the middle. Other camps go below if the column
        would end below ``lowest``, and those of whom nothing holds always do.
        """
        below: list[Camp] = []
        for camp in self.other_camps:
            heading, start = self.draw.heading(camp, column.x, y, "middle")
            rows, end = self.draw.rows(camp.backers, None, column, start)
            if camp.key not in HOLDING_CAMPS or (camp.key != "between" and end > lowest):
                below.append(camp)
            else:
                self.parts += [*heading, *rows]
                y = end + 8
        return y, below

    def blocks(self) -> float:
        """Each side has a block: two beside each other, or all in one column on a phone."""
        y = 0.0
        if not self.canvas.wide:
            for side in self.sides:
                y = self.stacked(side, y) + 22
        elif len(self.sides) == 1:
            y = self.single(self.sides[0]) + 22
        else:
            for start in range(0, len(self.sides), 2):
                y = self.pair(self.sides[start : start + 2], y) + 22
        for camp in self.other_camps:
            y = self.listing(camp, y) + 14
        return y - 14

    def pair(self, sides: Sequence[Side], y: float) -> float:
        """Two blocks back to back, with their backers on the outside."""
        middle = self.canvas.width / 2
        wide = middle - SPINE
        lines = max(len(plate_names(side, wide)) for side in sides)
        plates = (wide / 2, middle + SPINE + wide / 2)
        bars = (middle - SPINE - BAR, middle + SPINE)
        columns = self.columns_around(SPINE)
        top = max(
            self.plate(side, x, y, wide, lines) for side, x in zip(sides, plates, strict=False)
        )
        ends = [top]
        for side, column, x in zip(sides, columns, bars, strict=False):
            if camp := self.camps.get(side):
                ends.append(self.rows(camp.backers, side, column, top + 14))
                self.bars.append(self.draw.bar(side, x, top, ends[-1]))
        return max(ends)

    def single(self, side: Side) -> float:
        """The only side, with its backers on both sides of it."""
        top = self.plate(side, self.canvas.width / 2, 0, 250)
        camp = self.camps.get(side)
        halves = _halves(camp.backers if camp else ())
        ends = [top + 16]
        for backers, column in zip(halves, self.columns_around(0), strict=True):
            ends.append(self.rows(backers, side, column, top + 14))
        middle = self.canvas.width / 2
        self.bars.append(self.draw.bar(side, middle - BAR, top, max(ends), wide=2 * BAR))
        return max(ends)

    def stacked(self, side: Side, y: float) -> float:
        """One block of a column of blocks."""
        wide = self.canvas.width
        top = self.plate(side, wide / 2, y, wide)
        camp = self.camps.get(side)
        if camp is None:
            return top
        column = Column("start", 62, wide - 62, 56, 18, bar=8)
        end = self.rows(camp.backers, side, column, top + 12)
        self.bars.append(self.draw.bar(side, 0, top, end, wide=8))
        return end

    def listing(self, camp: Camp, y: float) -> float:
        """Those who stand with no side; each of their positions ends at the sign of its side."""
        heading, y = self.draw.heading(camp, 0, y, "start")
        self.parts += heading
        if not self.canvas.wide:
            return self.rows(camp.backers, None, _listing_column(0, self.canvas.width), y)
        return max(
            self.rows(backers, None, _listing_column(x, 366), y)
            for backers, x in zip(_halves(camp.backers), (0.0, 394.0), strict=True)
        )

    # Columns and parts

    def columns_around(self, gap: float) -> tuple[Column, Column]:
        """The columns on both sides of the middle, with a gap between it and the bars."""
        middle, edge = self.canvas.width / 2, gap + BAR
        return self.outward_columns(middle - edge, middle + edge, room=middle - edge - 72)

    def outward_columns(
        self, left_bar: float, right_bar: float, *, room: float
    ) -> tuple[Column, Column]:
        """A column to the left of a bar, and one to the right of another."""
        wide = self.canvas.width
        return (
            Column("end", room, room, room + 7, left_bar - 13, left_bar),
            Column("start", wide - room, room, wide - room - 7, right_bar + 13, right_bar),
        )

    def plate(self, side: Side, x: float, y: float, wide: float, lines: int = 0) -> float:
        plate, end = self.draw.plate(side, _count(self.table, side), x, y, wide, lines)
        self.parts.append(plate)
        return end

    def rows(self, backers: Iterable[Backer], side: Side | None, column: Column, y: float) -> float:
        rows, end = self.draw.rows(backers, side, column, y)
        self.parts += rows
        return end


def _listing_column(x: float, wide: float) -> Column:
    return Column("start", x + 62, wide - 62, x + 56, x + 7)


def _halves(backers: Sequence[Backer]) -> tuple[Sequence[Backer], Sequence[Backer]]:
    half = (len(backers) + 1) // 2
    return backers[:half], backers[half:]


def _samples(table: Table) -> Iterator[Sample]:
    """Yield samples of the signs that occur in the picture, and of no others."""
    standings = [standing for standing in table.standings if standing.stance is not None]
    stances = {standing.stance for standing in standings}
    statuses = {standing.status for standing in standings}
    widths = {line_width(one.kind for one in standing.support) for standing in standings}
    for status in ("confirmed", "reported", "alleged"):
        if status in statuses:
            yield line_sample("backs", status, WORDS_WIDTH, status)
    if stances & BETWEEN:
        yield line_sample("mixed", "reported", WORDS_WIDTH, PICTURE_WORDS["between"])
    if stances & ADVERSE:
        yield line_sample("opposes", "reported", WORDS_WIDTH, PICTURE_WORDS["adverse"])
    if any(standing.disputed for standing in standings):
        yield Sample(disputed_sign((8, 0)), 16, PICTURE_WORDS["disputed"])
    if MEANS_WIDTH in widths:
        yield line_sample("backs", "reported", MEANS_WIDTH, PICTURE_WORDS["means"])
    if FORCES_WIDTH in widths:
        yield line_sample("backs", "reported", FORCES_WIDTH, PICTURE_WORDS["forces"])
