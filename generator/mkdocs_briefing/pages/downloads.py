"""Makes the page of downloads: what each file holds, and what its columns are."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_briefing.pages.page import Content, Download, Page, SiteData


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; ``meaning`` is empty if the name says it all."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class DownloadView:
    """One file to take away.

    Attributes:
        url: the full address, if that of the site is known; a spreadsheet can import it.
        line_count: the lines below the header; ``None`` for a file that is no table.
    """

    path: str
    name: str
    title: str
    description: str
    url: str | None
    columns: tuple[Column, ...]
    line_count: int | None


def pages(site: SiteData) -> Iterator[Page]:
    """The page of downloads."""
    root = f"{site.site_url.rstrip('/')}/" if site.site_url else None
    yield Page(
        title="Data",
        make=lambda: Content(
            shows={"downloads": tuple(_view(download, root) for download in site.downloads)}
        ),
        description="Everything in this briefing, to take away and work with.",
    )


def _view(download: Download, root: str | None) -> DownloadView:
    header, line_count = _table(download.text) if download.path.endswith(".csv") else ((), None)
    return DownloadView(
        path=download.path,
        name=download.path.rpartition("/")[2],
        title=download.title,
        description=download.description,
        url=f"{root}{download.path}" if root else None,
        columns=tuple(Column(name, download.column_meanings.get(name, "")) for name in header),
        line_count=line_count,
    )


def _table(text: str) -> tuple[tuple[str, ...], int]:
    """The header of a CSV table, and the number of lines below it."""
    # Downloads have one line a row, so the lines need no parsing.
    lines = text.splitlines()
    header = next(csv.reader(lines[:1]), [])
    return tuple(header), max(len(lines) - 1, 0)
