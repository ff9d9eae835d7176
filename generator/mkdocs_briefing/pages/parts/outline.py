"""Names the sections of a page, for its headings and its table of contents."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A heading that can be linked to.

    Attributes:
        id: the anchor. It begins with ``_``, unlike the anchor of any row.
        children: the headings one level below.
    """

    id: str
    title: str
    children: tuple["Section", ...] = ()
