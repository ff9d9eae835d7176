"""Makes the home page: one or two conflicts at a glance, or an overview of many."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from mkdocs_briefing.model.entities import Article, Conflict
from mkdocs_briefing.pages.page import Content, Page, SiteData
from mkdocs_briefing.pages.parts.glance import Glance, ShortCamp, happened, short_camps
from mkdocs_briefing.pages.parts.outline import Section
from mkdocs_briefing.standings.changes import Change
from mkdocs_briefing.wording.accounts import Entry

CONFLICTS_IN_FULL: Final = 2
"""With more conflicts than these, home has an overview in place of each at a glance."""

CONFLICTS_IN_OVERVIEW: Final = 50
"""The most conflicts in the overview, those with the newest articles."""

NEWEST_EVENTS: Final = 5
NEWEST_ARTICLES: Final = 5


@dataclass(frozen=True, slots=True, eq=False)
class Overview:
    """One conflict at a glance; its newest events, changes and articles come first.

    Attributes:
        has_sentences: whether it is told in sentences; not if the page's own text introduces
            the only conflict.
        camps: the backers, where there are too many for a picture.
    """

    glance: Glance
    has_sentences: bool
    camps: tuple[ShortCamp, ...]
    events: tuple[Entry, ...]
    changes: tuple[Change, ...]
    articles: tuple[Article, ...]

    @property
    def conflict(self) -> Conflict:
        return self.glance.conflict


@dataclass(frozen=True, slots=True, eq=False)
class HomeView:
    """The first page that readers see.

    Attributes:
        overviews: one or two conflicts, each at a glance.
        glances: of more conflicts, a line each, those with the newest articles first.
        conflict_count: how many there are in all.
        newest_articles: of any conflict or none, if no overview has an article.
    """

    overviews: tuple[Overview, ...]
    glances: tuple[Glance, ...]
    conflict_count: int
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
    conflicts = site.newest_conflicts
    introduction = site.introductions.get("")
    is_introduced = introduction is not None and bool(introduction.text.strip())
    has_sentences = not is_introduced or len(conflicts) > 1
    in_full = conflicts if len(conflicts) <= CONFLICTS_IN_FULL else ()
    overviews = tuple(_overview(one, site, has_sentences=has_sentences) for one in in_full)
    in_lines = () if in_full else conflicts[:CONFLICTS_IN_OVERVIEW]
    has_articles = any(overview.articles for overview in overviews)
    return HomeView(
        overviews=overviews,
        glances=tuple(map(site.glance_of, in_lines)),
        conflict_count=len(conflicts),
        newest_articles=() if has_articles else site.briefing.articles[:NEWEST_ARTICLES],
    )


def _overview(conflict: Conflict, site: SiteData, *, has_sentences: bool) -> Overview:
    index, one = site.index, site.glance_of(conflict)
    events = happened(index.events_of.get(conflict, ()), one.on)
    return Overview(
        glance=one,
        has_sentences=has_sentences,
        camps=short_camps(site.table_of(conflict)),
        events=tuple(site.entry_of(event) for event in reversed(events[-NEWEST_EVENTS:])),
        changes=one.changes,
        articles=index.articles_of.get(conflict, ())[:NEWEST_ARTICLES],
    )
