"""Compares the addresses of the site: which pages and anchors are gone, so that links break."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final, TypeAlias

from mkdocs_briefing.commands.diff.changes import Change

Pages: TypeAlias = Mapping[str, AbstractSet[str]]
"""The permanent anchors of each page, by its address."""

_MAX_NAMED: Final = 5


def link_changes(before: Pages, after: Pages) -> Iterator[Change]:
    """Which pages and anchors are gone."""
    for address, anchors in before.items():
        if address not in after:
            yield Change("page-gone", f"/{address}", "a page", None, address)
        elif gone := sorted(anchors - after[address]):
            named = ", ".join(f"#{anchor}" for anchor in gone[:_MAX_NAMED])
            more = len(gone) - _MAX_NAMED
            words = f"{named} and {more} more" if more > 0 else named
            yield Change("anchors-gone", f"/{address}", words, None, address)
