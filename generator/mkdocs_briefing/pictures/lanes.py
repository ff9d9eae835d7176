"""Draws how positions change: for each backer and side a lane through time.

A lane is drawn in the signs of the other pictures, only broader: unbroken for a supportive
stance, broken between the sides, crossed for an adverse one, dotted where it is alleged.
How a stretch begins says what is known of its beginning: a stroke where the day is known,
hatching over all the days a date can mean, a ring where the position is only known to have
held. What still holds on the last day fades out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from typing import Final

from markupsafe import Markup

from mkdocs_briefing.core.dates import MONTHS, Date
from mkdocs_briefing.core.vocabulary import ADVERSE, BETWEEN, STANCES, Stance, Status
from mkdocs_briefing.model.entities import Backing
from mkdocs_briefing.model.positions import Position, begins, timeline
from mkdocs_briefing.pages.links import Links
from mkdocs_briefing.pages.standings import Backer, Camp, Standing, Table
from mkdocs_briefing.pictures.lettering import fitted, width, wrapped
from mkdocs_briefing.pictures.picture import NAME, TEXT, Canvas, Picture, text
from mkdocs_briefing.pictures.signs import (
    Sample,
    crosses,
    disputed_sign,
    firmness,
    key,
    side_class,
    side_sign,
    since_words,
    stance_class,
    state_classes,
)
from mkdocs_briefing.pictures.svg import Element, classes, element, group, line, outline
from mkdocs_briefing.wording.words import day

BAND: Final = 9.0
LABEL_LINE: Final = 16.0
TAIL: Final = 16.0
"""How far beyond the last day a stretch fades out that still holds."""
LABELS: Final = 196.0
"""The room for names beside the lanes."""
RING_ROOM: Final = 26.0
DAYS_OF_MONTHS: Final = 62
MONTHS_OF_YEARS: Final = 40
"""Up to so many days, or months, the axis names these, and not the next larger unit."""
DAY_ROOM: Final = 60.0
MONTH_ROOM: Final = 40.0
YEAR_ROOM: Final = 46.0
"""How wide the names on the axis are, with a gap."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known of when a stance began.

    Attributes:
        known: whether somebody says so; else it is only known to have held by then.
        earliest: the first day it can have begun, of which nobody may have any idea.
        exact: whether it was that day and no other.
        words: the same in words.
    """

    known: bool
    earliest: Day | None
    exact: bool
    words: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in which a position and its firmness stay the same.

    Attributes:
        start: the first day on which it certainly held.
        end: the first day on which it certainly held no longer; ``None`` while it holds.
        ended_from: the first day on which it can have ended, where that is not sure.
        beginning: ``None`` where the stance is the same as before, and only its firmness not.
    """

    stance: Stance
    status: Status | None
    disputed: bool
    start: Day
    beginning: Beginning | None
    end: Day | None = None
    ended_from: Day | None = None

    @property
    def label(self) -> str:
        firm = firmness(self.status, disputed=self.disputed)
        word = STANCES[self.stance].label.lower()
        return f"{word}, {firm}" if firm else word

    @property
    def words(self) -> str:
        firm = firmness(self.status, disputed=self.disputed)
        said = STANCES[self.stance].label.lower() + (f" ({firm})" if firm else "")
        when = f"from {day(self.start)}" if self.beginning is None else self.beginning.words
        return f"{said} {when}".strip()


def spans(rows: Iterable[Backing], on: Day) -> tuple[Span, ...]:
    """The stretches that rows of one actor and one side make up to a day."""
    found: list[Span] = []
    before: Position | None = None
    for position in timeline(rows):
        if position.on > on:
            break
        open_span = found[-1] if found and found[-1].end is None else None
        look = (position.stance, position.status, position.disputed)
        if open_span and look == (open_span.stance, open_span.status, open_span.disputed):
            before = position
            continue
        if open_span:
            found[-1] = _ended(open_span, position.on, before)
        if position.stance is not None:
            same = open_span is not None and open_span.stance == position.stance
            beginning = None if same else _beginning(position)
            found.append(
                Span(position.stance, position.status, position.disputed, position.on, beginning)
            )
        before = position
    return tuple(found)


def _beginning(position: Position) -> Beginning:
    row = next((row for row in position.holding if begins(row) == position.on), None)
    if row is None:
        # Nothing begins: what had stood over it has ended, and it counts once more.
        return Beginning(True, position.on, exact=True, words=f"again from {day(position.on)}")
    date = row.as_of if row.since is None else row.since
    return Beginning(
        known=row.since is not None,
        earliest=date.earliest,
        exact=date.earliest == date.latest and not (date.approximate or date.uncertain),
        words=since_words(row.since, row.as_of),
    )


def _ended(span: Span, end: Day, before: Position | None) -> Span:
    ends: list[Date] = [
        row.until
        for row in (before.holding if before else ())
        if row.until is not None and row.until.latest == end - timedelta(days=1)
    ]
    ended_from = next((date.earliest for date in ends if date.earliest != date.latest), None)
    return Span(
        span.stance, span.status, span.disputed, span.start, span.beginning, end, ended_from
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Lane:
    """One backer's position towards one side through time."""

    standing: Standing
    spans: tuple[Span, ...]

    def sentence(self) -> str:
        parts = []
        for place, span in enumerate(self.spans):
            continued = self.spans[place + 1].start if place + 1 < len(self.spans) else None
            ended = span.end is not None and span.end != continued
            until = f" until {day(span.end - timedelta(days=1))}" if ended and span.end else ""
            parts.append(span.words + until)
        head = f"{self.standing.by.name} towards {self.standing.side.name}: "
        return head + "; then ".join(parts) + "."


def picture(table: Table, *, prefix: str, base: str) -> Picture | None:
    """The lanes of a conflict's backers; ``None`` where there is nothing to draw.

    Args:
        table: who stands with whom; its order is that of the lanes, its day their last.
        prefix: what the drawings' ids begin with; no other picture of the page has it.
        base: the way from the page to the root of the site.
    """
    if table.on is None:
        return None
    lanes = {
        backer: tuple(_lanes(backer, table.on)) for camp in table.camps for backer in camp.backers
    }
    drawn = [lane for of_one in lanes.values() for lane in of_one]
    if not drawn:
        return None
    title = f"Positions over time: {table.conflict.title}, up to {day(table.on)}"
    changed = [lane for lane in drawn if len({span.stance for span in lane.spans}) > 1]
    summary = f"{len(drawn)} positions of {sum(map(bool, lanes.values()))} backers"
    if changed:
        names = dict.fromkeys(lane.standing.by.name for lane in changed)
        summary += f"; changed: {', '.join(names)}"
    frame = _frame(table, drawn, table.on)
    wide, narrow = (
        _Drawing(table, Canvas(prefix, base, wide=wide), frame, lanes).draw(title, summary + ".")
        for wide in (True, False)
    )
    sentences = tuple(lane.sentence() for lane in drawn)
    return Picture(title, summary + ".", wide, narrow, sentences)


def _lanes(backer: Backer, on: Day) -> Iterator[_Lane]:
    for cell in backer.cells:
        if cell.standing is not None:
            rows = (one.row for one in cell.standing.evidence)
            found = spans(rows, on)
            if found:
                yield _Lane(cell.standing, found)


def _frame(table: Table, lanes: Iterable[_Lane], last: Day) -> tuple[Day, Day]:
    """The first and the last day that are drawn.

    What began long before the conflict comes in from the left: a resolution of 2015 would
    else press a war of 2019 into the right-hand edge.
    """
    days = {span.start for lane in lanes for span in lane.spans}
    days |= {
        span.beginning.earliest
        for lane in lanes
        for span in lane.spans
        if span.beginning is not None and span.beginning.earliest is not None
    }
    began = table.conflict.start.earliest if table.conflict.start else None
    if began is not None and began < last:
        near = _before(began, (last - began) / 6)
        days = {day for day in days if day >= near} | {began}
    first = min(*days, _before(last, timedelta(days=14)))
    return _before(first, (last - first) / 40), last


def _before(day: Day, time: timedelta) -> Day:
    """The day that long before another one, as far as the calendar goes."""
    return Day.fromordinal(max(1, day.toordinal() - time.days))


@dataclass(frozen=True, slots=True)
class _Tick:
    day: Day
    label: str
    year: str = ""


class _Drawing:
    """One drawing of all lanes, from top to bottom."""

    def __init__(
        self,
        table: Table,
        canvas: Canvas,
        frame: tuple[Day, Day],
        lanes: dict[Backer, tuple[_Lane, ...]],
    ) -> None:
        self.table = table
        self.canvas = canvas
        self.first, self.last = frame
        self.lanes = lanes
        self.left = LABELS + 12 if canvas.wide else 4.0
        self.right = canvas.width - TAIL
        self.ticks = tuple(_ticks(self.first, self.last, self.right - self.left))
        self.grid: list[Element] = []
        self.parts: list[Element] = []

    def draw(self, title: str, summary: str) -> Markup:
        """The whole drawing as markup."""
        y = 0.0
        for camp in self.table.camps:
            if any(self.lanes[backer] for backer in camp.backers):
                y = self.camp(camp, y) + 12
        drawn, y = key(tuple(self.samples()), 2, y + 4, self.canvas.width)
        return self.canvas.drawing(
            "lanes",
            title,
            summary,
            y + 4,
            element("defs", *self.paints()),
            *self.grid,
            *self.parts,
            drawn,
            data_first=self.first.isoformat(),
            data_last=self.last.isoformat(),
            data_left=self.left,
            data_right=self.right,
        )

    def x(self, day: Day) -> float:
        """Where a day stands."""
        share = (day - self.first) / (self.last - self.first)
        return self.left + (self.right - self.left) * min(1.0, max(0.0, share))

    def paints(self) -> Iterator[Element]:
        """The hatching and the fading of each side's colour."""
        for number in sorted({self.colour(lane) for of in self.lanes.values() for lane in of}):
            yield element(
                "pattern",
                # What is hatched is not known: nothing shines through from below.
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

    def colour(self, lane: _Lane) -> int:
        """The number of the side's colour."""
        return Links.colour(self.table.conflict, lane.standing.side)

    def camp(self, camp: Camp, y: float) -> float:
        """Backers that stand alike, below their own axis."""
        self.parts.append(line((0, y), (self.canvas.width, y), class_="b-pic-rule--strong"))
        side = side_class(self.table.conflict, camp.side) if camp.side else None
        sign = None
        x = 0.0
        if camp.side is not None:
            number = Links.colour(self.table.conflict, camp.side)
            sign, x = side_sign(number, (6, y + 14.5)), 17.0
        room = (LABELS if self.canvas.wide else self.canvas.width) - x
        titles = wrapped(camp.title, room, NAME, bold=True)
        self.parts.append(
            group(
                sign,
                *(
                    text(x, y + 19 + 18 * place, said, size=NAME, class_="b-pic-heading")
                    for place, said in enumerate(titles)
                ),
                class_=side,
            )
        )
        if not self.canvas.wide:
            y += 18 * len(titles) + 4
        self.axis(y)
        y += max(38.0, 18.0 * len(titles) + 8 if self.canvas.wide else 0)
        lined = y - 2
        drawn = [backer for backer in camp.backers if self.lanes[backer]]
        for place, backer in enumerate(drawn):
            if place:
                self.grid.append(line((0, y), (self.canvas.width, y), class_="b-pic-rule"))
            y = self.backer(backer, y + 4)
        for years, class_ in ((False, "b-pic-grid"), (True, "b-pic-grid b-pic-grid--year")):
            days = [tick.day for tick in self.ticks if (tick.day.month == 1) == years]
            lines = "".join(outline(((self.x(day), lined), (self.x(day), y))) for day in days)
            if lines:
                self.grid.insert(0, element("path", d=lines, class_=class_))
        return y

    def axis(self, y: float) -> None:
        """Months, with their years below, or years."""
        for tick in self.ticks:
            x = self.x(tick.day) + 3
            for words, down, class_ in (
                (tick.label, 15, "b-pic-axis"),
                (tick.year, 31 if self.has_labels else 19, "b-pic-axis b-pic-axis--year"),
            ):
                if words and x + width(words, TEXT) <= self.canvas.width:
                    self.parts.append(text(x, y + down, words, class_=class_))

    @property
    def has_labels(self) -> bool:
        """Whether the axis has months or days above its years."""
        return any(tick.label for tick in self.ticks)

    def backer(self, backer: Backer, y: float) -> float:
        """The lanes of one backer, below or beside its name."""
        wide = self.canvas.wide
        lanes = self.lanes[backer]
        names = (
            wrapped(backer.actor.name, LABELS, NAME, bold=True)
            if wide
            else (fitted(backer.actor.name, self.canvas.width - 90, NAME, bold=True),)
        )
        parts: list[Element] = [
            element("title", backer.actor.name),
            element(
                "a",
                *(
                    text(2, y + 15 + 18 * place, name, size=NAME)
                    for place, name in enumerate(names)
                ),
                href=self.canvas.href(backer.actor.address),
                class_="b-pic-name",
            ),
        ]
        named = y + 18 * len(names)
        for place, lane in enumerate(lanes):
            # On a phone the name has a line of its own, and the side stands at its end.
            top = y if wide else y + 18
            labels, labelled = self.labels(lane, top)
            level = top + LABEL_LINE * labelled + 8
            side = level + 4.5 if wide else y + 15
            if wide and place == 0:
                side = max(side, named + 15)
            parts.append(
                group(
                    self.towards(lane, side),
                    *labels,
                    *self.spans(lane, level),
                    class_=f"b-side-{self.colour(lane)}",
                    data_side=lane.standing.side.actor.slug,
                )
            )
            y = max(level + 14, side + 9 if wide else 0)
        self.parts.append(group(*parts, class_="b-pic-row", data_by=backer.actor.slug))
        return y

    def towards(self, lane: _Lane, y: float) -> Element:
        """Which side a lane is about."""
        number = self.colour(lane)
        room = LABELS - 17 if self.canvas.wide else 74
        name = fitted(lane.standing.side.name, room, TEXT)
        x = 6.0 if self.canvas.wide else self.canvas.width - width(name, TEXT) - 12
        return group(
            element("title", f"Towards {lane.standing.side.name}"),
            side_sign(number, (x, y - 4.5), 4.5),
            text(x + 11, y, name, class_="b-pic-said"),
        )

    def labels(self, lane: _Lane, top: float) -> tuple[list[Element], int]:
        """The word for each stretch above it, on as many lines as keep them apart."""
        taken: list[float] = []  # where each line is free again
        placed: list[tuple[float, int, str, float]] = []
        room = self.canvas.width - self.left
        for span in reversed(lane.spans):
            label = fitted(self.label(span), room, TEXT)
            start = self.x(span.start)
            x = min(start, self.canvas.width - 3 - width(label, TEXT))
            end = x + width(label, TEXT) + 8
            row = next((row for row, free in enumerate(taken) if end <= free), len(taken))
            taken[row : row + 1] = [x]
            placed.append((x, row, label, start))
        rows = len(taken)
        leaders: list[Element] = []
        words: list[Element] = []
        for x, row, label, start in reversed(placed):
            y = top + LABEL_LINE * (rows - row) - 3
            if row:
                # A word that stands higher is tied to where its stretch begins.
                foot = top + LABEL_LINE * rows + 2
                leaders.append(line((start, y + 3), (start, foot), class_="b-pic-leader"))
            words.append(text(x + 3 if row and x == start else x, y, label))
        return leaders + words, rows

    def label(self, span: Span) -> str:
        """A stretch in short; one that comes in from the left says since when."""
        early = span.start < self.first and span.beginning is not None
        return f"{span.label}, {span.beginning.words}" if early and span.beginning else span.label

    def spans(self, lane: _Lane, y: float) -> Iterator[Element]:
        """The stretches of a lane, one after the other."""
        free = self.left
        for span in lane.spans:
            yield self.span(lane, span, y, free)
            free = self.x(span.start) + 6

    def span(self, lane: _Lane, span: Span, y: float, free: float) -> Element:
        """One stretch with its beginning and its end; ``free`` is where it may begin."""
        number = self.colour(lane)
        hatch = self.canvas.paint(f"hatch-{number}")
        start = self.x(span.start)
        end = self.right if span.end is None else self.x(span.end)
        parts: list[Element | None] = []
        if span.ended_from is not None and span.end is not None:
            sure = max(start, self.x(span.ended_from))
            parts.append(_hatched(sure, end, y, hatch))
            end = sure
        parts += _band(start, end, y, span.stance, span.status)
        if span.end is None:
            parts.append(
                _stretch(
                    end,
                    end + TAIL,
                    y,
                    span.stance,
                    span.status,
                    stroke=self.canvas.paint(f"fade-{number}"),
                )
            )
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
        """What is known of when it began."""
        start = self.x(span.start)
        if span.beginning is None:
            return
        if span.start < self.first:
            yield _arrow(start, y)
            return
        if not span.beginning.exact:
            earliest = span.beginning.earliest
            lead = start - 24 if earliest is None else min(self.x(earliest), start - 9)
            yield _hatched(min(start, max(free, lead)), start, y, hatch)
        if not span.beginning.known:
            yield _ring(start, y)
        elif span.beginning.exact:
            yield _stroke(start, y)

    def samples(self) -> Iterator[Sample]:
        """The key to what occurs in the picture, and to nothing else."""
        found = [span for of in self.lanes.values() for lane in of for span in lane.spans]
        starts = [(span.beginning, span.start < self.first) for span in found]
        drawn = [one for one, early in starts if one is not None and not early]
        looks: tuple[tuple[bool, Stance, Status, str], ...] = (
            (any(_broad(one) for one in found), "backs", "reported", "with the side"),
            (any(one.stance in BETWEEN for one in found), "mixed", "reported", "between"),
            (
                any(one.stance in ADVERSE for one in found),
                "opposes",
                "reported",
                "against, or turned away",
            ),
            (any(one.status == "alleged" for one in found), "backs", "alleged", "alleged"),
            (any(one.status == "confirmed" for one in found), "backs", "confirmed", "confirmed"),
        )
        for occurs, stance, status, words in looks:
            if occurs:
                yield Sample(group(*_band(0, 38, 0, stance, status)), 38, words)
        if any(one.disputed for one in found):
            yield Sample(disputed_sign((8, 0)), 16, "disputed")
        if any(one.known and one.exact for one in drawn):
            yield Sample(
                group(*_band(2, 24, 0, "backs", "reported"), _stroke(2, 0)), 24, "began that day"
            )
        if any(not one.known for one in drawn):
            yield Sample(
                group(*_band(7, 30, 0, "backs", "reported"), _ring(7, 0)), 30, "held by then"
            )
        if any(not one.exact for one in drawn) or any(one.ended_from for one in found):
            number = min(self.colour(lane) for of in self.lanes.values() for lane in of)
            hatch = self.canvas.paint(f"hatch-{number}")
            yield Sample(
                group(_hatched(0, 30, 0, hatch), class_=f"b-side-{number}"),
                30,
                "some time within",
            )


def _broad(span: Span) -> bool:
    return span.stance not in ADVERSE and span.stance not in BETWEEN and span.status != "alleged"


def _band(
    start: float, end: float, y: float, stance: Stance, status: Status | None
) -> Iterator[Element]:
    """The stretch itself, in the signs of its stance and of how firm it is."""
    yield _stretch(start, end, y, stance, status)
    if stance in ADVERSE:
        count = max(1, int((end - start - 10) // 22))
        step = (end - start) / count
        yield crosses([(start + step * (place + 0.5), y) for place in range(count)], 4)
    if status == "confirmed":
        rails = (y - BAND / 2 - 2, y + BAND / 2 + 2)
        d = "".join(outline(((start, rail), (end, rail))) for rail in rails)
        yield element("path", d=d, class_="b-pic-rail")


def _stretch(
    start: float,
    end: float,
    y: float,
    stance: Stance,
    status: Status | None,
    *,
    stroke: str | None = None,
) -> Element:
    alleged = status == "alleged"
    pattern: str | None = None
    heavy = BAND
    if stance in ADVERSE:
        heavy, pattern = 2.0, "0 5" if alleged else None
    elif stance in BETWEEN:
        pattern = "6 14 0 14" if alleged else "10 4"
    elif alleged:
        pattern = "0 12"
    round_end = BAND / 2 if alleged and heavy == BAND else 0  # stands out so far
    return line(
        (min(end, start + round_end), y),
        (max(start + round_end, end - round_end), y),
        stroke_width=heavy,
        stroke_dasharray=pattern,
        stroke=stroke,
        stroke_linecap="round" if alleged else None,
        class_=None if stroke else "b-pic-line",
    )


def _hatched(start: float, end: float, y: float, hatch: str) -> Element:
    return element(
        "rect",
        x=start,
        y=y - BAND / 2,
        width=max(0.0, end - start),
        height=BAND,
        fill=hatch,
        class_="b-pic-uncertain",
    )


def _stroke(x: float, y: float) -> Element:
    return line((x, y - 8), (x, y + 8), class_="b-pic-known")


def _ring(x: float, y: float) -> Element:
    return element("circle", cx=x, cy=y, r=5.5, class_="b-pic-held")


def _arrow(x: float, y: float) -> Element:
    return element("path", d=f"M{x + 7:.1f} {y - 6:.1f}l-7 6 7 6", class_="b-pic-earlier")


def _ticks(first: Day, last: Day, room: float) -> Iterator[_Tick]:
    """The days that the axis names: days, months or years, as many as there is room for."""
    days = (last - first).days
    months = days / 30.4
    if days <= DAYS_OF_MONTHS:
        yield from _days(first, last, room / days)
    elif months <= MONTHS_OF_YEARS:
        yield from _months(first, last, room / months)
    else:
        yield from _years(first, last, room * 12 / months)


def _days(first: Day, last: Day, each: float) -> Iterator[_Tick]:
    step = next(step for step in (7, 14, 28, 56) if each * step >= DAY_ROOM)
    named = 0
    for number in range(first.toordinal() + 1, last.toordinal(), step):
        at = Day.fromordinal(number)
        label = f"{at.day} {MONTHS[at.month - 1][:3]}"
        yield _Tick(at, label, str(at.year) if at.year != named else "")
        named = at.year


def _months(first: Day, last: Day, each: float) -> Iterator[_Tick]:
    step = next((step for step in (1, 2, 3, 6) if each * step >= MONTH_ROOM), 12)
    named = 0
    for number in range(first.year * 12 + first.month, last.year * 12 + last.month):
        at = Day(number // 12, number % 12 + 1, 1)
        if (at.month - 1) % step == 0:
            label = MONTHS[at.month - 1][:3]
            yield _Tick(at, label, str(at.year) if at.year != named else "")
            named = at.year


def _years(first: Day, last: Day, each: float) -> Iterator[_Tick]:
    steps = (leap * power for power in (1, 10, 100, 1000) for leap in (1, 2, 5))
    step = next(step for step in steps if each * step >= YEAR_ROOM)
    for number in range(first.year + 1, last.year + 1):
        if number % step == 0:
            yield _Tick(Day(number, 1, 1), "", str(number))
