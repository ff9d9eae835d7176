"""Makes the page of downloads: what each file holds, and what its columns are."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from mkdocs_briefing.pages.page import Content, Page, SiteData
from mkdocs_briefing.pages.parts.assets import Download
from mkdocs_briefing.pages.parts.outline import Section


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


@dataclass(frozen=True, slots=True)
class DownloadGroup:
    """Files for one use."""

    section: Section
    explanation: str
    downloads: tuple[DownloadView, ...]


GROUPS: Final = (
    (
        ".csv",
        Section("_tables", "Tables, for a spreadsheet"),
        "CSV in UTF-8, with a header row. Several values in one cell are joined by “; ”.",
    ),
    (
        ".schema.json",
        Section("_schemas", "Schemas, for an editor"),
        "JSON Schemas of what contributors write. An editor that reads them completes keys "
        "and marks mistakes.",
    ),
    (
        "",
        Section("_everything", "Everything at once, for a program"),
        "All tables and what links them, in one JSON file.",
    ),
)
"""How the files of each group end; a file belongs to the first that fits."""

_ORDER: Final = ("_tables", "_everything", "_schemas")


def pages(site: SiteData) -> Iterator[Page]:
    """The page of downloads."""
    root = f"{site.site_url.rstrip('/')}/" if site.site_url else None

    def content() -> Content:
        views = tuple(_view(download, root) for download in site.downloads)
        groups = tuple(_groups(views))
        return Content(
            shows={"downloads": views, "groups": groups},
            sections=tuple(group.section for group in groups),
        )

    yield Page(
        title="Data",
        make=content,
        description="Everything in this briefing, to take away and work with.",
    )


def _groups(views: Iterable[DownloadView]) -> Iterator[DownloadGroup]:
    """The groups that have any file, in the order of the page."""
    rest = list(views)
    found: dict[str, DownloadGroup] = {}
    for ending, section, explanation in GROUPS:
        fitting = tuple(view for view in rest if view.path.endswith(ending))
        rest = [view for view in rest if view not in fitting]
        if fitting:
            found[section.id] = DownloadGroup(section, explanation, fitting)
    yield from (found[id] for id in _ORDER if id in found)


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
    lines = text.removeprefix("\ufeff").splitlines()
    header = next(csv.reader(lines[:1]), [])
    return tuple(header), max(len(lines) - 1, 0)
