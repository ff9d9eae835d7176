"""Draws how dense the chronology is: a bar for each month with events, and its toll below.

A row is a year of twelve months, or where the chronology spans more than ten years, ten
years. So each bar has its place in a row however long the chronology is, and on a phone is
wide enough for a finger. Each bar leads to its month or year in the chronology.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import Final

from markupsafe import Markup

from mkdocs_briefing.core.counts import Count
from mkdocs_briefing.core.dates import MONTHS
from mkdocs_briefing.pages.events import Month, Year
from mkdocs_briefing.pictures.lettering import width
from mkdocs_briefing.pictures.picture import TEXT, Canvas, Picture, text
from mkdocs_briefing.pictures.signs import Sample, key
from mkdocs_briefing.pictures.svg import Element, element, group, line
from mkdocs_briefing.wording.accounts import Entry

YEARS_BY_MONTH: Final = 10
"""A chronology over more years than these is drawn by years."""
MONTHS_OF_A_YEAR: Final = 12
YEARS_OF_A_ROW: Final = 10

HIGHEST: Final = 44.0
FEW_ROWS: Final = 4
LOWEST: Final = 4.0
LARGEST: Final = 11.0
SMALLEST: Final = 2.0

Address = Callable[[Year, Month | None], str]
"""Where a year is listed, or one of its months, as seen from the page with the picture."""


@dataclass(frozen=True, slots=True)
class Toll:
    """How many are said to have been killed in all events of a bar.

    Attributes:
        low: the lowest figures that an account gives, added up.
        high: the highest ones.
        more: whether one of these is a lower bound only, such as ``1000+``.
        figures: every figure as it is given, where they are of one event.
    """

    low: int
    high: int
    more: bool
    figures: tuple[str, ...]

    @property
    def short(self) -> str:
        return f"{self.high:,}{'+' if self.more else ''}"

    @property
    def words(self) -> str:
        if self.figures:
            return f"killed: {', or '.join(self.figures)}"
        total = self.short if self.low == self.high else f"{self.low:,} to {self.short}"
        return f"killed, the events' figures added up: {total}"


@dataclass(frozen=True, slots=True)
class Bar:
    """What happened in a month or a year.

    Attributes:
        row: the year or the decade.
        column: counted from 0; 12 for events of a year whose month is not known.
    """

    row: int
    column: int
    title: str
    count: int
    toll: Toll | None
    href: str

    @property
    def words(self) -> str:
        events = f"{self.title}: {self.count} event{'' if self.count == 1 else 's'}"
        return f"{events}; {self.toll.words}" if self.toll else events


@dataclass(frozen=True, slots=True)
class Strip:
    """All bars, and what the rows and columns of their grid are."""

    bars: tuple[Bar, ...]
    by_month: bool
    columns: int

    def row_title(self, row: int) -> str:
        """The name of a year or a decade."""
        return str(row) if self.by_month else f"{row}s"


def picture(years: Iterable[Year], *, prefix: str, address: Address) -> Picture | None:
    """The picture of a chronology; ``None`` where it holds no event.

    Args:
        years: the chronology by year and month.
        prefix: what the drawings' ids begin with; no other picture of the page has it.
        address: where a year or a month is listed.
    """
    listed = tuple(years)
    if not listed:
        return None
    found = strip(listed, address)
    unit = "month" if found.by_month else "year"
    first, last = listed[0].number, listed[-1].number
    span = str(first) if first == last else f"{first} to {last}"
    title = f"Events by {unit}, {span}"
    busiest = max(found.bars, key=lambda bar: bar.count)
    summary = (
        f"{sum(bar.count for bar in found.bars)} events; the most, {busiest.count}, "
        f"in {busiest.title}."
    )
    if any(bar.toll and bar.toll.high for bar in found.bars):
        summary += " Circles show the highest figures given of those killed."
    wide, narrow = (
        _draw(found, Canvas(prefix, "", wide=wide), title, summary) for wide in (True, False)
    )
    return Picture(title, summary, wide, narrow, tuple(f"{bar.words}." for bar in found.bars))


def strip(years: Sequence[Year], address: Address) -> Strip:
    """The bars of a chronology, by month or by year."""
    by_month = years[-1].number - years[0].number < YEARS_BY_MONTH
    bars = tuple(_by_month(years, address) if by_month else _by_year(years, address))
    columns = max(
        MONTHS_OF_A_YEAR if by_month else YEARS_OF_A_ROW, *(bar.column + 1 for bar in bars)
    )
    return Strip(bars, by_month, columns)


def _by_month(years: Iterable[Year], address: Address) -> Iterator[Bar]:
    for year in years:
        for month in year.months:
            number = int(month.id.rpartition("-")[2])
            yield Bar(
                row=year.number,
                column=number - 1 if number else MONTHS_OF_A_YEAR,
                title=month.title,
                count=len(month.entries),
                toll=toll(month.entries),
                href=address(year, month),
            )


def _by_year(years: Iterable[Year], address: Address) -> Iterator[Bar]:
    for year in years:
        decade, column = divmod(year.number, YEARS_OF_A_ROW)
        yield Bar(
            row=decade * YEARS_OF_A_ROW,
            column=column,
            title=year.title,
            count=year.entry_count,
            toll=toll([entry for month in year.months for entry in month.entries]),
            href=address(year, None),
        )


def toll(entries: Iterable[Entry]) -> Toll | None:
    """How many were killed in the events, as far as anybody says; each event counts once."""
    given = [
        [one.count for version in entry.versions for one in version.tolls if one.what == "killed"]
        for entry in entries
    ]
    given = [counts for counts in given if counts]
    if not given:
        return None
    highest = [max(counts, key=_highest) for counts in given]
    return Toll(
        low=sum(min(map(_lowest, counts)) for counts in given),
        high=sum(map(_highest, highest)),
        more=any(count.best is None and count.high is None for count in highest),
        figures=tuple(dict.fromkeys(map(_given, given[0]))) if len(given) == 1 else (),
    )


def _figures(count: Count) -> tuple[int, ...]:
    return tuple(one for one in (count.low, count.best, count.high) if one is not None)


def _lowest(count: Count) -> int:
    return min(_figures(count), default=0)


def _highest(count: Count) -> int:
    return max(_figures(count), default=0)


def _given(count: Count) -> str:
    return f"{count.words()} as of {count.as_of.words()}" if count.as_of else count.words()


def _draw(found: Strip, canvas: Canvas, title: str, summary: str) -> Markup:
    drawing = _Drawing(found, canvas)
    return canvas.drawing("density", title, summary, drawing.draw(), *drawing.parts)


class _Drawing:
    """One drawing of the bars, row by row."""

    def __init__(self, found: Strip, canvas: Canvas) -> None:
        self.found = found
        self.canvas = canvas
        self.left = 54.0 if canvas.wide else 42.0 if found.by_month else 50.0
        self.pitch = (canvas.width - self.left) / found.columns
        self.most = max(bar.count for bar in found.bars)
        self.deadliest = max((bar.toll.high for bar in found.bars if bar.toll), default=0)
        rows = len({bar.row for bar in found.bars})
        self.highest = HIGHEST if rows <= FEW_ROWS else HIGHEST * 0.7
        self.parts: list[Element] = []

    def draw(self) -> float:
        """All of it, and where it ends."""
        y = self.columns()
        rows: defaultdict[int, list[Bar]] = defaultdict(list)
        for bar in sorted(self.found.bars, key=lambda bar: bar.column):
            rows[bar.row].append(bar)
        numbers = sorted(rows)
        y = self.row(numbers[0], rows[numbers[0]], y)
        for before, row in pairwise(numbers):
            step = 1 if self.found.by_month else YEARS_OF_A_ROW
            if row - before > step:
                y = self.gap(before + step, row - step, y)
            y = self.row(row, rows[row], y)
        samples = list(self.samples())
        if samples:
            drawn, y = key(samples, 2, y + 6, self.canvas.width)
            self.parts.append(drawn)
        return y + 4

    def x(self, column: int) -> float:
        """The middle of a column."""
        return self.left + self.pitch * (column + 0.5)

    def columns(self) -> float:
        """What the columns are."""
        for column in range(self.found.columns):
            if not self.found.by_month:
                name = f"…{column}"
            elif column == MONTHS_OF_A_YEAR:
                name = "?"
            else:
                name = MONTHS[column][:3] if self.canvas.wide else MONTHS[column][0]
            self.parts.append(
                group(
                    element("title", "Month not known") if name == "?" else None,
                    text(self.x(column), 15, name, anchor="middle", class_="b-pic-axis"),
                )
            )
        return 20.0

    def row(self, row: int, bars: Sequence[Bar], y: float) -> float:
        """The bars of a year or decade, on their line."""
        ground = y + 16 + self.highest * max(bar.count for bar in bars) / self.most
        ground = max(ground, y + 34)
        parts: list[Element] = [
            line((self.left, ground), (self.canvas.width, ground), class_="b-pic-ground"),
            text(0, ground, self.found.row_title(row), class_="b-pic-axis--year"),
        ]
        end = ground + 10
        labelled = float("-inf")
        for bar in bars:
            x = self.x(bar.column)
            count = str(bar.count)
            wide = min(self.pitch - 4, 34.0)
            high = max(LOWEST, self.highest * bar.count / self.most)
            drawn = [
                element("title", bar.words),
                # The whole cell is the link: a low bar is as easy to hit as a high one.
                element(
                    "rect",
                    x=x - self.pitch / 2,
                    y=y + 2,
                    width=self.pitch,
                    height=ground - y + 24 if bar.toll else ground - y,
                    class_="b-pic-cell",
                ),
                element(
                    "rect",
                    x=x - wide / 2,
                    y=ground - high,
                    width=wide,
                    height=high,
                    class_="b-pic-count",
                ),
                text(x, ground - high - 4, count, anchor="middle", class_="b-pic-figure"),
            ]
            if bar.toll is not None:
                if bar.toll.high:
                    radius = self.radius(bar.toll)
                    drawn.append(
                        element("circle", cx=x, cy=ground + 15, r=radius, class_="b-pic-toll")
                    )
                end = max(end, ground + 32)
                half = width(bar.toll.short, TEXT) / 2
                at = min(x, self.canvas.width - half)
                if at - half > labelled + 4 and has_room(bar.toll, bar, bars, self.pitch):
                    labelled = at + half
                    drawn.append(
                        text(
                            at, ground + 41, bar.toll.short, anchor="middle", class_="b-pic-killed"
                        )
                    )
                    end = max(end, ground + 50)
            parts.append(element("a", *drawn, href=bar.href, class_="b-pic-bar-link"))
        self.parts.append(group(*parts, class_="b-pic-row"))
        return end

    def radius(self, toll: Toll) -> float:
        """The area of a circle stands for the toll."""
        share = toll.high / self.deadliest if self.deadliest else 0
        return max(SMALLEST, LARGEST * sqrt(share))

    def gap(self, first: int, last: int, y: float) -> float:
        """Years without events, in one line."""
        names = self.found.row_title(first)
        if last != first:
            names += f" to {self.found.row_title(last)}"
        self.parts.append(text(0, y + 16, f"{names}: no event on record", class_="b-pic-said"))
        return y + 26

    def samples(self) -> Iterator[Sample]:
        """The key."""
        unit = "month" if self.found.by_month else "year"
        yield Sample(
            element("rect", x=0, y=-7, width=14, height=14, class_="b-pic-count"),
            14,
            f"events in the {unit}",
        )
        if self.found.columns > MONTHS_OF_A_YEAR:
            yield Sample(text(0, 4.5, "?", class_="b-pic-axis"), 8, "month not known")
        if self.deadliest:
            yield Sample(
                element("circle", cx=8, cy=0, r=7, class_="b-pic-toll"),
                16,
                "killed, the highest figures given",
            )


def has_room(toll: Toll, bar: Bar, bars: Iterable[Bar], pitch: float) -> bool:
    """Whether a toll may stand below its bar without meeting a higher one."""
    half = width(toll.short, TEXT) / 2
    for other in bars:
        if other is bar or other.toll is None:
            continue
        reach = half + width(other.toll.short, TEXT) / 2 + 4
        goes_first = (other.toll.high, -other.column) > (toll.high, -bar.column)
        if goes_first and abs(other.column - bar.column) * pitch < reach:
            return False
    return True
