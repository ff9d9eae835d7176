"""Draws how many events the months of a chronology have, and how many people were killed.

A row is a year of twelve months; or ten years, if the chronology spans more than ten. So a
bar's place in its row does not depend on how long the chronology is, and on a phone it is wide
enough for a finger. Each bar leads to its month or year in the chronology.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import inf, sqrt
from typing import Final

from markupsafe import Markup
from mkdocs_briefing.core.dates import MONTHS
from mkdocs_briefing.core.lettering import text_width
from mkdocs_briefing.pictures.event_counts import MONTHS_PER_ROW, Address, Bar, Grid, Toll, grid
from mkdocs_briefing.pictures.picture import TEXT, Canvas, Picture, text
from mkdocs_briefing.pictures.picture_key import Sample, draw_samples
from mkdocs_briefing.pictures.svg import Element, element, group, line
from mkdocs_briefing.wording.calendar import Year

BAR_HEIGHT: Final = 44.0
"""The height of the highest bar."""
FEW_ROWS: Final = 4
"""With more rows than these, bars are lower."""
LEAST_BAR_HEIGHT: Final = 4.0
GREATEST_RADIUS: Final = 11.0
LEAST_RADIUS: Final = 2.0


def picture(years: Iterable[Year], *, prefix: str, address: Address) -> Picture | None:
    """Return the picture of a chronology; ``None`` if that has no event.

    Args:
        years: the chronology by year and month.
        prefix: what the ids in the drawings begin with; unique on the page.
        address: where a year or a month is listed.
    """
    all_years = tuple(years)
    if not all_years:
        return None
    events = grid(all_years, address)
    unit = "month" if events.by_month else "year"
    first, last = all_years[0].number, all_years[-1].number
    title = f"Events by {unit}, {first if first == last else f'{first} to {last}'}"
    busiest = max(events.bars, key=lambda bar: bar.count)
    count = sum(bar.count for bar in events.bars)
    most = "1 event" if count == 1 else f"{count} events; the most, {busiest.count}"
    summary = f"{most}, in {busiest.title}."
    if any(bar.toll and bar.toll.most for bar in events.bars):
        summary += " Circles show the highest figures given of those killed."
    wide, narrow = (
        _draw(events, Canvas(prefix, "", wide=wide), title, summary) for wide in (True, False)
    )
    return Picture(title, summary, wide, narrow, tuple(f"{bar.words}." for bar in events.bars))


def _draw(events: Grid, canvas: Canvas, title: str, summary: str) -> Markup:
    drawing = _Drawing(events, canvas)
    parts = drawing.column_titles()
    rows, y = drawing.rows(20.0)
    parts += rows
    key, y = draw_samples(tuple(drawing.samples()), 2, y + 6, canvas.width)
    return canvas.drawing("density", title, summary, y + 4, *parts, key)


class _Drawing:
    """Draws parts of one drawing, on its scale."""

    def __init__(self, events: Grid, canvas: Canvas) -> None:
        self.events = events
        self.canvas = canvas
        self.left = 54.0 if canvas.wide else 42.0 if events.by_month else 50.0
        self.pitch = (canvas.width - self.left) / events.columns
        self.most = max(bar.count for bar in events.bars)
        self.deadliest = max((bar.toll.most for bar in events.bars if bar.toll), default=0)
        row_count = len({bar.row for bar in events.bars})
        self.bar_height = BAR_HEIGHT if row_count <= FEW_ROWS else BAR_HEIGHT * 0.7

    def x(self, column: int) -> float:
        """The middle of a column."""
        return self.left + self.pitch * (column + 0.5)

    def column_titles(self) -> list[Element]:
        titles: list[Element] = []
        for column in range(self.events.columns):
            unknown = None
            if not self.events.by_month:
                name = f"…{column}"
            elif column == MONTHS_PER_ROW:
                name, unknown = "?", element("title", "Month not known")
            else:
                name = MONTHS[column][:3] if self.canvas.wide else MONTHS[column][0]
            label = text(self.x(column), 15, name, anchor="middle", class_="b-pic-axis")
            titles.append(group(unknown, label))
        return titles

    def rows(self, y: float) -> tuple[list[Element], float]:
        """All rows, with a line of text for years without events; and where they end."""
        by_row: defaultdict[int, list[Bar]] = defaultdict(list)
        for bar in sorted(self.events.bars, key=lambda bar: (bar.row, bar.column)):
            by_row[bar.row].append(bar)
        step = self.events.years_per_row
        numbers = list(by_row)
        parts: list[Element] = []
        for before, row in pairwise([numbers[0] - step, *numbers]):
            if row - before > step:
                parts.append(self.gap(before + step, row - step, y))
                y += 26
            drawn, y = self.row(row, by_row[row], y)
            parts.append(drawn)
        return parts, y

    def gap(self, first: int, last: int, y: float) -> Element:
        """A line of text for years without events."""
        names = self.events.row_title(first)
        if last != first:
            names += f" to {self.events.row_title(last)}"
        return text(0, y + 16, f"{names}: no event on record", class_="b-pic-said")

    def row(self, row: int, bars: Sequence[Bar], y: float) -> tuple[Element, float]:
        """The bars of a year or decade on their base line, with their tolls below it."""
        base = y + 16 + self.bar_height * max(bar.count for bar in bars) / self.most
        base = max(base, y + 34)
        parts: list[Element] = [
            line((self.left, base), (self.canvas.width, base), class_="b-pic-ground"),
            text(0, base, self.events.row_title(row), class_="b-pic-axis--year"),
        ]
        end = base + 10
        labels_end = -inf
        for bar in bars:
            content = self.bar(bar, y, base)
            if bar.toll is not None:
                if bar.toll.most:
                    content.append(self.circle(bar, bar.toll, base))
                end = max(end, base + 32)
                half = text_width(bar.toll.short, TEXT) / 2
                x = min(self.x(bar.column), self.canvas.width - half)
                if x - half > labels_end + 4 and has_room(bar.toll, bar, bars, self.pitch):
                    labels_end = x + half
                    content.append(
                        text(x, base + 41, bar.toll.short, anchor="middle", class_="b-pic-killed")
                    )
                    end = max(end, base + 50)
            parts.append(
                element("a", *content, href=bar.href, class_="b-pic-bar-link", data_bar=bar.key)
            )
        return group(*parts, class_="b-pic-row"), end

    def bar(self, bar: Bar, y: float, base: float) -> list[Element]:
        """A bar with its title and count."""
        x = self.x(bar.column)
        wide = min(self.pitch - 4, 34.0)
        high = max(LEAST_BAR_HEIGHT, self.bar_height * bar.count / self.most)
        content = [
            element("title", bar.words),
            # The whole cell is the link, so that a low bar is as easy to hit as a high one.
            element(
                "rect",
                x=x - self.pitch / 2,
                y=y + 2,
                width=self.pitch,
                height=base - y + 24 if bar.toll else base - y,
                class_="b-pic-cell",
            ),
        ]
        if bar.count:
            content += [
                element(
                    "rect",
                    x=x - wide / 2,
                    y=base - high,
                    width=wide,
                    height=high,
                    class_="b-pic-count",
                ),
                text(x, base - high - 4, str(bar.count), anchor="middle", class_="b-pic-figure"),
            ]
        return content

    def circle(self, bar: Bar, toll: Toll, base: float) -> Element:
        """A circle whose area stands for the toll."""
        radius = max(LEAST_RADIUS, GREATEST_RADIUS * sqrt(toll.most / self.deadliest))
        return element("circle", cx=self.x(bar.column), cy=base + 15, r=radius, class_="b-pic-toll")

    def samples(self) -> Iterator[Sample]:
        """The entries of the key."""
        bar = element("rect", x=0, y=-7, width=14, height=14, class_="b-pic-count")
        yield Sample(bar, 14, f"events in the {'month' if self.events.by_month else 'year'}")
        if self.events.columns > MONTHS_PER_ROW:
            yield Sample(text(0, 4.5, "?", class_="b-pic-axis"), 8, "month not known")
        if self.deadliest:
            circle = element("circle", cx=8, cy=0, r=7, class_="b-pic-toll")
            yield Sample(circle, 16, "killed, the highest figures given")


def has_room(toll: Toll, bar: Bar, bars: Iterable[Bar], pitch: float) -> bool:
    """Whether a toll can be written below its bar without meeting a higher one.

    Args:
        toll: the toll of ``bar``.
        bar: the bar.
        bars: all bars of the row.
        pitch: how far apart columns are.
    """
    half = text_width(toll.short, TEXT) / 2
    for other in bars:
        if other is bar or other.toll is None:
            continue
        reach = half + text_width(other.toll.short, TEXT) / 2 + 4
        goes_first = (other.toll.most, -other.column) > (toll.most, -bar.column)
        if goes_first and abs(other.column - bar.column) * pitch < reach:
            return False
    return True
