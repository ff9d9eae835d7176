"""Draws the signs that mean the same in every picture: sides, stances, status, dispute.

=================  ==========================================================
side               its colour, and a shape of its own beside its name
supportive stance  an unbroken line that reaches the side
between            a broken line
adverse            a line that stops short of the side, with a cross
alleged            dots instead of the line
confirmed          a filled end; reported: an open one
disputed           a "not equal" sign in a ring
support            the heavier the line, the more tangible the support
=================  ==========================================================
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.vocabulary import (
    ADVERSE,
    BETWEEN,
    SIDE_COLOURS,
    STANCES,
    SUPPORT,
    Stance,
    Status,
    Support,
)
from mkdocs_briefing.model.entities import Conflict, Side
from mkdocs_briefing.pages.links import Links
from mkdocs_briefing.pages.standings import Standing
from mkdocs_briefing.pictures.lettering import width
from mkdocs_briefing.pictures.picture import TEXT, text
from mkdocs_briefing.pictures.svg import Element, Point, classes, element, group, line, outline
from mkdocs_briefing.wording.words import UNNAMED_VOICE

WORDS_WEIGHT: Final = 1.6
MEANS_WEIGHT: Final = 3.0
FORCES_WEIGHT: Final = 5.0


def side_class(conflict: Conflict, side: Side) -> str:
    """The class that gives a side its colour."""
    return f"b-side-{Links.colour(conflict, side)}"


def stance_class(stance: Stance) -> str:
    """The class of the three families of stances."""
    if stance in ADVERSE:
        return "b-stance-adverse"
    return "b-stance-between" if stance in BETWEEN else "b-stance-supportive"


def state_classes(status: Status | None, *, disputed: bool) -> str:
    """The classes that say how firm a claim is."""
    return classes(f"b-status-{status}" if status else None, "b-disputed" if disputed else None)


# In the order of the stylesheet's own signs: filled square, triangle, disc, lozenge, falling
# triangle; then hollow ones.
def side_sign(number: int, at: Point, radius: float = 5) -> Element:
    """The shape of a side's colour."""
    (x, y), r = at, radius
    square = ((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r))
    rising = ((x, y - r * 1.1), (x + r * 1.1, y + r), (x - r * 1.1, y + r))
    falling = ((x, y + r * 1.1), (x + r * 1.1, y - r), (x - r * 1.1, y - r))
    lozenge = ((x, y - r * 1.25), (x + r * 1.25, y), (x, y + r * 1.25), (x - r * 1.25, y))
    corners: Sequence[Point | None] | tuple[Point, ...]
    corners = (square, rising, (), lozenge, falling, square, rising, ())[number % len(SIDE_COLOURS)]
    class_ = "b-pic-sign b-pic-sign--hollow" if number % len(SIDE_COLOURS) > 4 else "b-pic-sign"  # noqa: PLR2004
    if not corners:
        return element("circle", cx=x, cy=y, r=r * 1.1, class_=class_)
    return element("path", d=outline((p for p in corners if p), closed=True), class_=class_)


def weight(support: Iterable[Support]) -> float:
    """How heavy a line is: words alone, means, or forces."""
    weights = {SUPPORT[word].weight for word in support}
    if "forces" in weights:
        return FORCES_WEIGHT
    return MEANS_WEIGHT if "means" in weights else WORDS_WEIGHT


def dashes(stance: Stance, status: Status | None, heavy: float) -> str | None:
    """The pattern of a line; ``None`` for an unbroken one. Dots need round ends."""
    dot = round(heavy * 1.9 + 1.5, 1)
    if stance in BETWEEN:
        return f"8 {dot} 0 {dot}" if status == "alleged" else "8 5"
    return f"0 {dot}" if status == "alleged" else None


def crosses(places: Iterable[Point], radius: float = 4.5) -> Element:
    """What an adverse line ends in, or where it is long, what stands along it."""
    r = radius
    d = "".join(
        outline(((x - r, y - r), (x + r, y + r))) + outline(((x - r, y + r), (x + r, y - r)))
        for x, y in places
    )
    return element("path", d=d, class_="b-pic-cross")


def disputed_sign(at: Point, radius: float = 7) -> Element:
    """The sign that somebody denies it."""
    (x, y), r = at, radius
    bars = "".join(
        outline(ends)
        for ends in (
            ((x - r * 0.5, y - r * 0.22), (x + r * 0.5, y - r * 0.22)),
            ((x - r * 0.5, y + r * 0.22), (x + r * 0.5, y + r * 0.22)),
            ((x - r * 0.28, y + r * 0.55), (x + r * 0.28, y - r * 0.55)),
        )
    )
    return group(
        element("circle", cx=x, cy=y, r=r),
        element("path", d=bars),
        class_="b-pic-disputed",
    )


def tie(
    start: Point,
    end: Point,
    stance: Stance,
    status: Status | None,
    *,
    heavy: float = WORDS_WEIGHT,
    disputed: bool = False,
) -> Element:
    """The line from a backer (``start``) to a side (``end``); it is level."""
    way = 1 if end[0] > start[0] else -1
    adverse = stance in ADVERSE
    gap = (11 if abs(end[0] - start[0]) > 40 else 6) if adverse else 4  # noqa: PLR2004
    stop = (end[0] - way * gap, end[1])
    pattern = dashes(stance, status, heavy)
    # Where there is little room, the ring stands at the line's very beginning.
    far = max(7.0, abs(stop[0] - start[0]) * (0.33 if adverse else 0.45))
    middle = (start[0] + way * far, start[1])
    return group(
        line(
            start,
            stop,
            stroke_width=heavy,
            stroke_dasharray=pattern,
            stroke_linecap="round" if pattern and status == "alleged" else None,
            class_="b-pic-line",
        ),
        crosses([stop])
        if adverse
        else element(
            "circle",
            cx=stop[0],
            cy=stop[1],
            r=4,
            class_="b-pic-end b-pic-end--full" if status == "confirmed" else "b-pic-end",
        ),
        disputed_sign(middle) if disputed else None,
        class_=classes("b-pic-tie", stance_class(stance), state_classes(status, disputed=disputed)),
    )


# In words


def support_words(standing: Standing) -> str:
    """The types of support, each with a remark where it is less firm; often empty."""
    return ", ".join(
        f"{SUPPORT[given.kind].label} ({given.remark})"
        if given.remark
        else SUPPORT[given.kind].label
        for given in standing.support
        if given.kind != "unspecified"
    )


def stance_words(stance: Stance) -> str:
    """What a stance is as a verb, such as ``has moved away from``."""
    return STANCES[stance].verb


def firmness(status: Status | None, *, disputed: bool) -> str:
    """How firm a claim is; empty for one that is reported and that nobody denies."""
    marks = (status if status != "reported" else None, "disputed" if disputed else None)
    return ", ".join(filter(None, marks))


def since_words(since: Date | None, as_of: Date | None) -> str:
    """When a position began, or from when it is known."""
    if since is not None:
        words = since.words()
        return words if words.startswith(("since ", "possibly since ")) else f"since {words}"
    return f"known from {as_of.words()}" if as_of is not None else ""


def sentence(standing: Standing) -> str:
    """A standing in one sentence."""
    if standing.stance is None:
        return (
            f"{standing.by.name}: no position towards {standing.side.name} "
            "is on record for this day any more."
        )
    said = f"{standing.by.name} {stance_words(standing.stance)} {standing.side.name}"
    support = support_words(standing)
    deniers = [UNNAMED_VOICE if who is None else who.name for who in standing.deniers]
    remarks = [
        standing.status if standing.status != "reported" else "",
        f"denied by {' and '.join(deniers)}" if deniers else "",
        since_words(standing.since, standing.as_of),
    ]
    return "; ".join(filter(None, [f"{said}: {support}" if support else said, *remarks])) + "."


# The key


@dataclass(frozen=True, slots=True)
class Sample:
    """One entry of a key: what is drawn, and what it means."""

    drawn: Element
    width: float
    words: str


def sample_line(stance: Stance, status: Status, heavy: float, words: str) -> Sample:
    """A sample of a line that leads to a side."""
    return Sample(tie((0, 0), (38, 0), stance, status, heavy=heavy), 38, words)


def key(samples: Sequence[Sample], left: float, top: float, right: float) -> tuple[Element, float]:
    """The samples one after the other, in as many lines as they need; and where they end."""
    x, y, height = left, top, 24.0
    drawn: list[Element] = []
    for sample in samples:
        wide = sample.width + 8 + width(sample.words, TEXT)
        if x > left and x + wide > right:
            x, y = left, y + height
        drawn.append(
            group(
                group(sample.drawn, transform=f"translate({x:.1f} {y + 12:.1f})"),
                text(x + sample.width + 8, y + 16.5, sample.words),
            )
        )
        x += wide + 20
    return group(*drawn, class_="b-pic-key"), y + height
