"""Draws how positions change: for each backer and side a lane through time.

The signs are those of the other pictures, only broader: unbroken for a supportive stance,
broken for one between the sides, crossed for an adverse one, dotted for an alleged one. How a
span begins shows what is known of its beginning: a stroke if the day is known, hatching over
all the days that a date can mean, a ring if the position is only known to have held by then.
What still holds on the last day fades out. So does what comes after a position was last known:
a report of 2019 does not prove 2021.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from typing import Final

from markupsafe import Markup
from mkdocs_briefing.core.lettering import shorten, text_width, wrap_text
from mkdocs_briefing.core.time_axis import frame, ticks
from mkdocs_briefing.core.vocabulary import ADVERSE, BETWEEN, Stance, Status
from mkdocs_briefing.pictures.bands import (
    band,
    earlier_beginning,
    hatching,
    held_by_then,
    known_beginning,
    stroke,
)
from mkdocs_briefing.pictures.picture import NAME, TEXT, Canvas, Picture, text
from mkdocs_briefing.pictures.picture_key import Sample, draw_samples
from mkdocs_briefing.pictures.signs import (
    disputed_sign,
    side_class,
    side_sign,
    stance_class,
    state_classes,
)
from mkdocs_briefing.pictures.spans import Lane, Span, lanes_of
from mkdocs_briefing.pictures.standing_words import some_of
from mkdocs_briefing.pictures.svg import Element, classes, element, group, line, path_data
from mkdocs_briefing.standings.side_colours import side_colour
from mkdocs_briefing.standings.table import Backer, Camp, Table
from mkdocs_briefing.wording.words import day

NAME_LINE: Final = 18
LABEL_LINE: Final = 16.0
NAMES_WIDTH: Final = 196.0
"""The room for names beside the lanes."""
TAIL: Final = 16.0
"""How far a span that still holds fades out beyond the last day."""
LONG_AGO: Final = 12.0
"""The least length that fades after a position was last known."""
RING_ROOM: Final = 26.0
"""The least length of a span that has room for the sign of a dispute."""


def picture(table: Table, *, prefix: str, base: str) -> Picture | None:
    """Return the lanes of a conflict's backers; ``None`` if there is nothing to draw.

    Args:
        table: who stands with whom; lanes have its order, and end on its day.
        prefix: what the ids in the drawings begin with; unique on the page.
        base: the relative path from the page to the root of the site.
    """
    if table.on is None:
        return None
    lanes = lanes_of(table, table.on)
    all_lanes = [lane for of_backer in lanes.values() for lane in of_backer]
    if not all_lanes:
        return None
    title = f"Positions over time: {table.conflict.title}, up to {day(table.on)}"
    title += some_of(table)
    backers = sum(map(bool, lanes.values()))
    summary = f"{_counted(len(all_lanes), 'position')} of {_counted(backers, 'backer')}"
    changed = dict.fromkeys(lane.standing.by.name for lane in all_lanes if lane.has_changed)
    if changed:
        summary += f"; changed: {', '.join(changed)}"
    start = table.conflict.start.earliest if table.conflict.start else None
    first, last = frame(_beginnings(all_lanes), start, table.on)
    wide, narrow = (
        _Drawing(table, Canvas(prefix, base, wide=wide), first, last, lanes).markup(
            title, summary + "."
        )
        for wide in (True, False)
    )
    sentences = tuple(lane.sentence() for lane in all_lanes)
    return Picture(title, summary + ".", wide, narrow, sentences)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _beginnings(lanes: Iterable[Lane]) -> Iterator[Day]:
    for span in (span for lane in lanes for span in lane.spans):
        yield span.start
        if span.beginning is not None and span.beginning.earliest is not None:
            yield span.beginning.earliest


@dataclass(frozen=True, slots=True)
class _Label:
    """The words above a span.

    Attributes:
        x: where they begin.
        row: how many lines above the lowest one they are.
        start: where the span begins.
    """

    words: str
    x: float
    row: int
    start: float


class _Drawing:
    """Collects the parts of one drawing from top to bottom."""

    def __init__(
        self,
        table: Table,
        canvas: Canvas,
        first: Day,
        last: Day,
        lanes: Mapping[Backer, Sequence[Lane]],
    ) -> None:
        self.table = table
        self.canvas = canvas
        self.first, self.last = first, last
        self.lanes = lanes
        self.left = NAMES_WIDTH + 12 if canvas.wide else 4.0
        self.right = canvas.width - TAIL
        self.ticks = tuple(ticks(first, last, self.right - self.left))
        self.grid: list[Element] = []
        self.parts: list[Element] = []

    def markup(self, title: str, summary: str) -> Markup:
        y = 0.0
        for camp in self.table.camps:
            if any(self.lanes[backer] for backer in camp.backers):
                y = self.camp(camp, y) + 12
        key, y = draw_samples(tuple(self.samples()), 2, y + 4, self.canvas.width)
        return self.canvas.drawing(
            "lanes",
            title,
            summary,
            y + 4,
            element("defs", *self.paints()),
            *self.grid,
            *self.parts,
            key,
            data_first=self.first.isoformat(),
            data_last=self.last.isoformat(),
            data_left=self.left,
            data_right=self.right,
        )

    def x(self, day: Day) -> float:
        """Where a day is; one that is not on the drawing is at its edge."""
        share = (day - self.first) / (self.last - self.first)
        return self.left + (self.right - self.left) * min(1.0, max(0.0, share))

    def colour(self, lane: Lane) -> int:
        """The number of the side's colour."""
        return side_colour(self.table.conflict, lane.standing.side)

    def colours(self) -> list[int]:
        return sorted({self.colour(lane) for lanes in self.lanes.values() for lane in lanes})

    def paints(self) -> Iterator[Element]:
        """The hatching and the fading of each side's colour."""
        for number in self.colours():
            yield element(
                "pattern",
                # Hatching is opaque, so that nothing shows through days that are not known.
                element("rect", width=4, height=4, class_="b-pic-blank"),
                line((1, 0), (1, 4), stroke_width=1.6, class_="b-pic-line"),
                id=self.canvas.id(f"hatch-{number}"),
                class_=f"b-side-{number}",
                width=4,
                height=4,
                patternUnits="userSpaceOnUse",
                patternTransform="rotate(45)",
            )
            yield element(
                "linearGradient",
                element("stop", class_="b-pic-stop"),
                element("stop", offset="1", stop_opacity="0", class_="b-pic-stop"),
                id=self.canvas.id(f"fade-{number}"),
                class_=f"b-side-{number}",
                gradientUnits="userSpaceOnUse",
                x1=self.right,
                x2=self.right + TAIL,
            )

    # Camps and their axes

    def camp(self, camp: Camp, y: float) -> float:
        """Draw backers that stand alike below their own axis; return where they end."""
        self.parts.append(line((0, y), (self.canvas.width, y), class_="b-pic-rule--strong"))
        heading, line_count = self.heading(camp, y)
        self.parts.append(heading)
        if not self.canvas.wide:
            y += NAME_LINE * line_count + 4
        self.parts += self.axis(y)
        y += max(38.0, NAME_LINE * line_count + 8.0) if self.canvas.wide else 38.0
        top = y - 2
        backers = [backer for backer in camp.backers if self.lanes[backer]]
        for index, backer in enumerate(backers):
            if index:
                self.grid.append(line((0, y), (self.canvas.width, y), class_="b-pic-rule"))
            row, y = self.backer(backer, y + 4)
            self.parts.append(row)
        self.grid[:0] = self.grid_lines(top, y)
        return y

    def heading(self, camp: Camp, y: float) -> tuple[Element, int]:
        """The title of a camp, and on how many lines it is."""
        sign, x, class_ = None, 0.0, None
        if camp.side is not None:
            class_ = side_class(self.table.conflict, camp.side)
            sign = side_sign(side_colour(self.table.conflict, camp.side), (6, y + 14.5))
            x = 17.0
        room = (NAMES_WIDTH if self.canvas.wide else self.canvas.width) - x
        lines = wrap_text(camp.title, room, NAME, bold=True)
        lettering = (
            text(x, y + 19 + NAME_LINE * index, words, size=NAME, class_="b-pic-heading")
            for index, words in enumerate(lines)
        )
        return group(sign, *lettering, class_=class_), len(lines)

    def axis(self, y: float) -> Iterator[Element]:
        """The names of days or months, with their years below them; or years only."""
        year_down = 31 if any(tick.label for tick in self.ticks) else 19
        for tick in self.ticks:
            x = self.x(tick.day) + 3
            for words, down, class_ in (
                (tick.label, 15, "b-pic-axis"),
                (tick.year, year_down, "b-pic-axis b-pic-axis--year"),
            ):
                if words and x + text_width(words, TEXT) <= self.canvas.width:
                    yield text(x, y + down, words, class_=class_)

    def grid_lines(self, top: float, bottom: float) -> Iterator[Element]:
        """Upright lines at the days that the axis names: those of January, then the others."""
        for january, class_ in ((True, "b-pic-grid b-pic-grid--year"), (False, "b-pic-grid")):
            days = [tick.day for tick in self.ticks if (tick.day.month == 1) == january]
            d = "".join(path_data(((self.x(day), top), (self.x(day), bottom))) for day in days)
            if d:
                yield element("path", d=d, class_=class_)

    # Backers and their lanes

    def backer(self, backer: Backer, y: float) -> tuple[Element, float]:
        """The lanes of one backer with its name, and where they end."""
        wide = self.canvas.wide
        names = (
            wrap_text(backer.actor.name, NAMES_WIDTH, NAME, bold=True)
            if wide
            else (shorten(backer.actor.name, self.canvas.width - 90, NAME, bold=True),)
        )
        lettering = (
            text(2, y + 15 + NAME_LINE * index, name, size=NAME) for index, name in enumerate(names)
        )
        href = self.canvas.href(backer.actor.address)
        parts: list[Element] = [
            element("title", backer.actor.name),
            element("a", *lettering, href=href, class_="b-pic-name"),
        ]
        side_top = y + NAME_LINE * len(names) + 15 if wide else 0.0
        for lane in self.lanes[backer]:
            drawn, y = self.lane(lane, y, side_top)
            parts.append(drawn)
            side_top = 0.0
        return group(*parts, class_="b-pic-row", data_by=backer.actor.slug), y

    def lane(self, lane: Lane, y: float, side_top: float) -> tuple[Element, float]:
        """One lane with its labels and the name of its side, and where it ends.

        Args:
            lane: the lane.
            y: where it begins.
            side_top: the least ``y`` of the side's name, which is below the backer's.
        """
        wide = self.canvas.wide
        # On a phone the backer's name has a line of its own, with the side at the end of it.
        top = y if wide else y + NAME_LINE
        labels, label_rows = self.labels(lane, top)
        level = top + LABEL_LINE * label_rows + 8
        side = max(level + 4.5, side_top) if wide else y + 15
        drawn = group(
            self.side_name(lane, side),
            *labels,
            *self.spans(lane, level),
            class_=f"b-side-{self.colour(lane)}",
            data_side=lane.standing.side.actor.slug,
        )
        return drawn, max(level + 14, side + 9 if wide else 0)

    def side_name(self, lane: Lane, y: float) -> Element:
        """The side that a lane is about."""
        room = NAMES_WIDTH - 17 if self.canvas.wide else 74
        name = shorten(lane.standing.side.name, room, TEXT)
        x = 6.0 if self.canvas.wide else self.canvas.width - text_width(name, TEXT) - 12
        return group(
            element("title", f"Towards {lane.standing.side.name}"),
            side_sign(self.colour(lane), (x, y - 4.5), 4.5),
            text(x + 11, y, name, class_="b-pic-said"),
        )

    def labels(self, lane: Lane, top: float) -> tuple[list[Element], int]:
        """The words above each span, and on how many lines they are."""
        placed = self.place_labels(lane)
        rows = max(label.row for label in placed) + 1
        leaders: list[Element] = []
        words: list[Element] = []
        for label in placed:
            x, y = label.x, top + LABEL_LINE * (rows - label.row) - 3
            if label.row:
                # A label on a higher line has a line down to the beginning of its span.
                foot = top + LABEL_LINE * rows + 2
                leaders.append(
                    line((label.start, y + 3), (label.start, foot), class_="b-pic-leader")
                )
                x += 3 if label.x == label.start else 0
            words.append(text(x, y, label.words))
        return leaders + words, rows

    def place_labels(self, lane: Lane) -> list[_Label]:
        """Put each label on the lowest line where it does not meet a later one."""
        row_starts: list[float] = []
        placed: list[_Label] = []
        for span in reversed(lane.spans):
            words = shorten(self.label(span), self.canvas.width - self.left, TEXT)
            wide = text_width(words, TEXT)
            start = self.x(span.start)
            x = min(start, self.canvas.width - 3 - wide)
            end = x + wide + 8
            row = next(
                (row for row, taken in enumerate(row_starts) if end <= taken), len(row_starts)
            )
            row_starts[row : row + 1] = [x]
            placed.append(_Label(words, x, row, start))
        return placed[::-1]

    def label(self, span: Span) -> str:
        """The stance in short; if it comes in from the left, also when it began."""
        if span.beginning is not None and span.start < self.first:
            return f"{span.label}, {span.beginning.words}"
        return span.label

    # Spans

    def spans(self, lane: Lane, y: float) -> Iterator[Element]:
        free = self.left
        for span in lane.spans:
            yield self.span(lane, span, y, free)
            free = self.x(span.start) + 6

    def span(self, lane: Lane, span: Span, y: float, free: float) -> Element:
        """One span with its beginning and end; hatching may begin at ``free``."""
        number = self.colour(lane)
        hatch = self.canvas.paint(f"hatch-{number}")
        start = self.x(span.start)
        end = self.right if span.end is None else self.x(span.end)
        parts: list[Element] = []
        if span.ended_from is not None:
            certain_end = max(start, self.x(span.ended_from))
            parts.append(hatching(certain_end, end, y, hatch))
            end = certain_end
        known = min(end, max(start, self.x(span.last_known)))
        if end - known < LONG_AGO:
            known = end
        if known > start:
            parts += band(start, known, y, span.stance, span.status)
        if known < end:
            parts.append(group(*band(known, end, y, span.stance, span.status), class_="b-pic-old"))
        if span.end is None:
            fade = self.canvas.paint(f"fade-{number}")
            tail = stroke(end, end + TAIL, y, span.stance, span.status, paint=fade)
            parts.append(group(tail, class_="b-pic-old") if known < end else tail)
        parts += self.beginning(span, y, hatch, free)
        if span.disputed and end - start >= RING_ROOM:
            parts.append(disputed_sign((start + 16, y)))
        return group(
            element("title", span.words),
            *parts,
            class_=classes(
                "b-pic-span",
                stance_class(span.stance),
                state_classes(span.status, disputed=span.disputed),
            ),
            data_from=span.start.isoformat(),
            data_to=span.end.isoformat() if span.end else None,
        )

    def beginning(self, span: Span, y: float, hatch: str, free: float) -> Iterator[Element]:
        """The signs of what is known of when a stance began."""
        start = self.x(span.start)
        if span.beginning is None:
            return
        if span.start < self.first:
            yield earlier_beginning(start, y)
            return
        if not span.beginning.exact:
            earliest = span.beginning.earliest
            lead = start - 24 if earliest is None else min(self.x(earliest), start - 9)
            yield hatching(min(start, max(free, lead)), start, y, hatch)
        if not span.beginning.known:
            yield held_by_then(start, y)
        elif span.beginning.exact:
            yield known_beginning(start, y)

    # The key

    def samples(self) -> Iterator[Sample]:
        """The key to the signs that occur in the picture, and to no others."""
        spans = [span for lanes in self.lanes.values() for lane in lanes for span in lane.spans]
        beginnings = [
            span.beginning for span in spans if span.beginning and span.start >= self.first
        ]
        yield from _band_samples(spans)
        if any(span.disputed for span in spans):
            yield Sample(disputed_sign((8, 0)), 16, "disputed")
        if any(one.known and one.exact for one in beginnings):
            sign = group(*band(2, 24, 0, "backs", "reported"), known_beginning(2, 0))
            yield Sample(sign, 24, "began that day")
        if any(not one.known for one in beginnings):
            sign = group(*band(7, 30, 0, "backs", "reported"), held_by_then(7, 0))
            yield Sample(sign, 30, "held by then")
        if any(not one.exact for one in beginnings) or any(span.ended_from for span in spans):
            number = self.colours()[0]
            hatch = hatching(0, 30, 0, self.canvas.paint(f"hatch-{number}"))
            yield Sample(group(hatch, class_=f"b-side-{number}"), 30, "some time within")


def _band_samples(spans: Sequence[Span]) -> Iterator[Sample]:
    stances = {span.stance for span in spans}
    statuses = {span.status for span in spans}
    unbroken = any(
        span.stance not in ADVERSE | BETWEEN and span.status != "alleged" for span in spans
    )
    samples: tuple[tuple[bool, Stance, Status, str], ...] = (
        (unbroken, "backs", "reported", "with the side"),
        (bool(stances & BETWEEN), "mixed", "reported", "between"),
        (bool(stances & ADVERSE), "opposes", "reported", "against, or turned away"),
        ("alleged" in statuses, "backs", "alleged", "alleged"),
        ("confirmed" in statuses, "backs", "confirmed", "confirmed"),
    )
    for occurs, stance, status, words in samples:
        if occurs:
            yield Sample(group(*band(0, 38, 0, stance, status)), 38, words)
