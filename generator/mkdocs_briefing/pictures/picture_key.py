"""Draws the key of a picture: samples of the signs that occur in it, and what they mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_briefing.core.lettering import text_width
from mkdocs_briefing.core.vocabulary import Stance, Status
from mkdocs_briefing.pictures.picture import TEXT, text
from mkdocs_briefing.pictures.signs import tie
from mkdocs_briefing.pictures.svg import Element, group


@dataclass(frozen=True, slots=True)
class Sample:
    """One entry of a key: what is drawn, how wide that is, and what it means."""

    drawing: Element
    width: float
    words: str


def line_sample(stance: Stance, status: Status, stroke_width: float, words: str) -> Sample:
    """Return a sample of a line that leads to a side."""
    return Sample(tie((0, 0), (38, 0), stance, status, stroke_width=stroke_width), 38, words)


def draw_samples(
    samples: Sequence[Sample], left: float, top: float, right: float
) -> tuple[Element, float]:
    """Draw samples one after the other, on as many lines as they need; return where they end."""
    x, y, height = left, top, 24.0
    parts: list[Element] = []
    for sample in samples:
        wide = sample.width + 8 + text_width(sample.words, TEXT)
        if x > left and x + wide > right:
            x, y = left, y + height
        parts.append(
            group(
                group(sample.drawing, transform=f"translate({x:.1f} {y + 12:.1f})"),
                text(x + sample.width + 8, y + 16.5, sample.words),
            )
        )
        x += wide + 20
    return group(*parts, class_="b-pic-key"), y + height
