"""Describes the files of a site that are no pages, such as downloads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mkdocs_briefing.model.entities import Body


@dataclass(frozen=True)
class Asset:
    """A file that is not a page, such as a download; it is written when somebody asks for it.

    Attributes:
        path: relative to the root of the site.
        write: works out what the file holds.
        with_texts: returns the file with new texts, which are given by the paths of their
            Markdown files, or ``None`` if it holds none of them; only for a file with texts.
    """

    path: str
    write: Callable[[], str] = field(repr=False)
    with_texts: "Callable[[Mapping[str, Body]], Asset | None] | None" = field(
        default=None, repr=False, kw_only=True
    )

    @cached_property
    def text(self) -> str:
        """What the file holds."""
        return self.write()


@dataclass(frozen=True)
class Download(Asset):
    """A file for readers to take away.

    Attributes:
        column_meanings: what the columns of a CSV table hold, where their names do not say it.
    """

    title: str = ""
    description: str = ""
    column_meanings: Mapping[str, str] = field(default_factory=dict, repr=False)
