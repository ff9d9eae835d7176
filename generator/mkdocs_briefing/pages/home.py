"""Makes the home page: the situation at a glance, and what is new."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from mkdocs_briefing.model.entities import Article, Conflict
from mkdocs_briefing.pages.changes import Change, changes
from mkdocs_briefing.pages.outline import Section
from mkdocs_briefing.pages.page import Content, Page, SiteData
from mkdocs_briefing.pages.standings import Table
from mkdocs_briefing.wording.accounts import Entry

CONFLICTS_IN_FULL: Final = 4
"""The most conflicts that are shown in full; the others are only listed."""

NEWEST_EVENTS: Final = 5
NEWEST_CHANGES: Final = 6
NEWEST_ARTICLES: Final = 5


@dataclass(frozen=True, slots=True, eq=False)
class Overview:
    """One conflict at a glance; its newest events, changes and articles come first.

    Attributes:
        summary: left out if the page's own text introduces the only conflict.
    """

    summary: str | None
    table: Table
    events: tuple[Entry, ...]
    changes: tuple[Change, ...]
    articles: tuple[Article, ...]

    @property
    def conflict(self) -> Conflict:
        return self.table.conflict


@dataclass(frozen=True, slots=True, eq=False)
class HomeView:
    """The first page that readers see.

    Attributes:
        overviews: the conflicts with the newest articles.
        other_conflicts: those that are only listed.
        newest_articles: of any conflict or none, if no overview has an article.
    """

    overviews: tuple[Overview, ...]
    other_conflicts: tuple[Conflict, ...]
    newest_articles: tuple[Article, ...]


def pages(site: SiteData) -> Iterator[Page]:
    """The home page."""
    yield Page(
        title=site.site_name,
        make=partial(_content, site),
        description=f"{site.site_name}: who stood with whom, what happened when, and who says so.",
    )


def _content(site: SiteData) -> Content:
    view = _view(site)
    conflicts = tuple(overview.conflict for overview in view.overviews)
    return Content(
        shows={"home": view},
        sections=tuple(Section(f"_{one.slug}", one.title) for one in conflicts),
        pictures=partial(site.pictures.for_home, conflicts),
    )


def _view(site: SiteData) -> HomeView:
    newest_first = sorted(
        site.tables, key=lambda table: table.on.toordinal() if table.on else 0, reverse=True
    )
    introduction = site.introductions.get("")
    is_introduced = introduction is not None and bool(introduction.text.strip())
    with_summary = not is_introduced or len(site.tables) > 1
    overviews = tuple(
        _overview(table, site, with_summary=with_summary)
        for table in newest_first[:CONFLICTS_IN_FULL]
    )
    has_articles = any(overview.articles for overview in overviews)
    return HomeView(
        overviews=overviews,
        other_conflicts=tuple(table.conflict for table in newest_first[CONFLICTS_IN_FULL:]),
        newest_articles=() if has_articles else site.briefing.articles[:NEWEST_ARTICLES],
    )


def _overview(table: Table, site: SiteData, *, with_summary: bool) -> Overview:
    index, conflict = site.index, table.conflict
    events = index.events_of.get(conflict, ())
    rows = index.backing_of.get(conflict, ())
    return Overview(
        summary=conflict.summary if with_summary else None,
        table=table,
        events=tuple(site.entry_of(event) for event in reversed(events[-NEWEST_EVENTS:])),
        changes=changes(rows, table.on)[:NEWEST_CHANGES] if table.on else (),
        articles=index.articles_of.get(conflict, ())[:NEWEST_ARTICLES],
    )
