"""Names the parts of a page, for its headings and for its table of contents."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A heading that can be linked to.

    Attributes:
        id: begins with ``_`` where it is ours, so that it never meets the anchor of a row.
        title: as readers see it.
        children: the headings one level below.
    """

    id: str
    title: str
    children: tuple["Section", ...] = ()
