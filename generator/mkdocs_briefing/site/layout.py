"""Lays out the whole site as data: which page at which address shows what."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Final

from mkdocs_briefing.core.addresses import page_address
from mkdocs_briefing.core.code_host import CodeHost, Concern
from mkdocs_briefing.exports import briefing_json, csv_tables, json_schemas
from mkdocs_briefing.exports.json_schemas import KINDS
from mkdocs_briefing.model.entities import Actor, Article, Body, Briefing, Conflict, Event
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages import (
    actors,
    articles,
    backers,
    cards,
    chronology,
    conflicts,
    contribute,
    downloads,
    home,
    search_metadata,
    sources,
    standings,
)
from mkdocs_briefing.pages.actors import ActorPage
from mkdocs_briefing.pages.embedded import embedded
from mkdocs_briefing.pages.events import Year, told
from mkdocs_briefing.pages.feedback import Feedback, FeedbackLinks, Provenance
from mkdocs_briefing.pages.links import Links
from mkdocs_briefing.pages.outline import Section
from mkdocs_briefing.pages.search_metadata import SearchEntry, SearchMetadata
from mkdocs_briefing.pages.timeline_data import any_day
from mkdocs_briefing.pages.times import Times
from mkdocs_briefing.pictures.shapes import world
from mkdocs_briefing.site.gallery import Gallery, of_chronology
from mkdocs_briefing.wording.accounts import Entry, entries
from mkdocs_briefing.wording.words import WORDS

ORDINARY: Final = "main.html"
"""The host's own template, for pages that are the contributors' alone."""


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One page: where it stands, the template that shows it, and all that the template sees.

    Attributes:
        address: relative to the root of the site, ``""`` or ending in ``/``.
        template: below ``theme/``; of an ordinary page, the host's own.
        select: gives all that the template shows; nothing is looked up sideways. It is asked when
            the page is made, as drawings take long, and several processes make pages.
        body: the file below ``content/`` whose Markdown the page carries, if any.
        sections: the headings below the title, for a table of contents; those of the
            body's own text are not among them.
        anchors: the permanent anchors on the page, which no heading of the text may take.
    """

    address: str
    template: str
    title: str
    select: Callable[[], Mapping[str, object]] = field(repr=False)
    description: str | None = None
    body: str | None = None
    sections: tuple[Section, ...] = ()
    anchors: frozenset[str] = frozenset()

    @property
    def context(self) -> Mapping[str, object]:
        """Everything that the template shows."""
        return self.select()


@dataclass(frozen=True, slots=True)
class Asset:
    """One file that is not a page, such as a download."""

    path: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """All that is published.

    Attributes:
        lost: what the template of the page for addresses that lead nowhere sees.
    """

    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    lost: Mapping[str, object] = field(default_factory=dict, repr=False)


def lay_out(
    briefing: Briefing, *, site_name: str, site_url: str | None, host: CodeHost | None = None
) -> Site:
    """The whole site that a briefing makes; the same briefing makes the same site.

    Args:
        briefing: what the articles say.
        site_name: what the site is called.
        site_url: where it will stand, if that is known.
        host: where the files of the content can be edited, if that is known.
    """
    index = Index(briefing)
    assets = (
        *(Asset(path, text) for path, text in csv_tables.tables(briefing, index)),
        Asset("data/briefing.json", briefing_json.dossier(briefing, index)),
        *(Asset(f"data/{kind}.schema.json", json_schemas.written(kind)) for kind in KINDS),
    )
    layout = _Layout(briefing, index, assets, site_name, site_url, host)
    return Site(tuple(layout.pages()), (*assets, *layout.cards()), layout.lost())


def links_for(briefing: Briefing) -> Links:
    """The addresses as they are for a briefing of this size."""
    return Links(
        chronology_by_year=len(briefing.events) > chronology.EVENTS_ON_ONE_PAGE,
        sources_by_publisher=len(briefing.sources) > sources.SOURCES_ON_ONE_PAGE,
    )


class _Layout:
    """The pages of one briefing; what several of them show is worked out once."""

    def __init__(
        self,
        briefing: Briefing,
        index: Index,
        assets: tuple[Asset, ...],
        site_name: str,
        site_url: str | None,
        host: CodeHost | None,
    ) -> None:
        self.briefing = briefing
        self.index = index
        self.assets = assets
        self.site_name = site_name
        self.site_url = site_url
        self.host = host
        self.desk = FeedbackLinks(host, site_url, briefing.articles) if host else None
        self.links = links_for(briefing)
        self.times = Times()
        self.days = standings.days(index)
        self.findings = SearchMetadata(index)
        self.entries: Mapping[Event, Entry] = entries(briefing.events)
        self.tables = tuple(
            standings.table(conflict, index, self.days) for conflict in briefing.conflicts
        )
        self.gallery = Gallery(self.tables)
        self.any_day = {
            table.conflict: embedded(
                any_day(table, index.backing_of.get(table.conflict, ()), self.links)
            )
            for table in self.tables
        }
        self.kept = {
            *(article.path for article in briefing.articles),
            *(actor.path for actor in briefing.actors if actor.path),
            *(conflict.path for conflict in briefing.conflicts),
        }
        self.bodies: Mapping[str | None, Body] = {body.path: body for body in briefing.bodies}
        self.introductions: Mapping[str, Body] = {
            page_address(body.path): body for body in briefing.bodies if body.path not in self.kept
        }

    @cached_property
    def actor_views(self) -> tuple[actors.ActorPage, ...]:
        return tuple(actors.pages(self.index, self.entries, self.days, world().in_words))

    def cards(self) -> Iterator[Asset]:
        """What scripts show of an actor beside a link to it."""
        for view in self.actor_views:
            yield Asset(cards.address(view), cards.card(view, self.links))

    def pages(self) -> Iterator[Page]:
        """Every page, the generated ones first."""
        generated = (
            self.home(),
            *self.articles(),
            *self.actors(),
            *self.conflicts(),
            self.backers(),
            *self.chronology(),
            *self.sources(),
            self.downloads(),
            self.contribute(),
        )
        yield from generated
        taken = {page.address for page in generated}
        for address, body in self.introductions.items():
            if address not in taken:
                yield self.ordinary(address, body)

    def ordinary(self, address: str, body: Body) -> Page:
        """A page that is the contributors' alone."""
        title = _title(body) or _name_of(address)

        def context() -> Mapping[str, object]:
            return {
                "title": title,
                "found": None if self._is_kept_out(body.path) else search_metadata.PLAIN,
                "feedback": self.feedback(title, address, body.path),
            }

        return Page(address, ORDINARY, title, context, _description(body), body.path)

    def page(
        self,
        address: str,
        kind: str,
        title: str,
        view: object,
        description: str | None = None,
        body: str | None = None,
        sections: tuple[Section, ...] = (),
        outline: Mapping[str, Section] | None = None,
        anchors: frozenset[str] = frozenset(),
        pictures: Callable[[], object] = tuple,
        found: SearchEntry | None = search_metadata.PLAIN,
        basis: Provenance | None = None,
        concern: Concern = "content",
    ) -> Page:
        """A generated page; one of the contributors' at its address lends it title and text."""
        own = body
        introduction = self.introductions.get(address) if body is None else None
        if introduction is not None:
            title = _title(introduction) or title
            description = _description(introduction) or description
            body = introduction.path

        def context() -> Mapping[str, object]:
            return {
                "title": title,
                "links": self.links,
                "words": WORDS,
                "times": self.times,
                "outline": outline or {},
                "pictures": pictures(),
                "found": None if self._is_kept_out(body) else found,
                "feedback": self.feedback(title, address, own, introduction, basis, concern),
                kind: view,
            }

        return Page(
            address=address,
            template=f"briefing/{kind}.html",
            title=title,
            select=context,
            description=description,
            body=body,
            sections=sections or tuple((outline or {}).values()),
            anchors=anchors,
        )

    def feedback(
        self,
        title: str,
        address: str,
        own: str | None,
        introduction: Body | None = None,
        basis: Provenance | None = None,
        concern: Concern = "content",
    ) -> Feedback | None:
        """Where the page can be edited; one that names no basis is made from everything."""
        if self.desk is None:
            return None
        if own is not None:
            return self.desk.of_file(title, address, own)
        basis = basis or Provenance(self.briefing.articles)
        if introduction is not None:
            basis = replace(basis, introduction=introduction.path)
        return self.desk.of_files(title, address, basis, concern)

    def lost(self) -> Mapping[str, object]:
        """What the page for addresses that lead nowhere shows."""
        return {"feedback": None if self.desk is None else self.desk.lost()}

    def _is_kept_out(self, path: str | None) -> bool:
        """Whether a file asks, as Material has it, that the search does not find its page."""
        asked = self.bodies[path].meta.get("search") if path in self.bodies else None
        return isinstance(asked, Mapping) and bool(asked.get("exclude"))

    def home(self) -> Page:
        text = self.introductions.get("")
        introduced = text is not None and bool(text.text.strip())
        view = home.page(self.tables, self.index, self.entries, introduced=introduced)
        description = f"{self.site_name}: who stood with whom, what happened when, and who says so."
        return self.page(
            "",
            "home",
            self.site_name,
            view,
            description,
            sections=view.sections,
            pictures=lambda: self.gallery.at_a_glance(one.conflict for one in view.glances),
        )

    def articles(self) -> Iterator[Page]:
        listing = articles.listing(self.index)
        yield self.page(
            "articles/",
            "articles",
            "Articles",
            listing,
            "Every article of this briefing, the newest first.",
            sections=listing.sections,
        )
        told_in = told(self.briefing.events)
        for article in self.briefing.articles:
            view = articles.page(article, self.index, told_in)
            yield self.page(
                article.address,
                "article",
                article.title,
                view,
                article.summary,
                article.path,
                outline=view.outline,
                anchors=frozenset(self.index.anchors_in.get(article, ())),
                found=self.findings.article(article),
            )

    def actors(self) -> Iterator[Page]:
        listing = actors.listing(self.index)
        yield self.page(
            "actors/",
            "actors",
            "Actors",
            listing,
            "Everyone who takes part, speaks or is spoken of.",
            sections=listing.sections,
        )
        for view in self.actor_views:
            actor = view.actor
            description = actor.summary or _what_is_known_of(actor)
            yield self.page(
                actor.address,
                "actor",
                actor.name,
                view,
                description,
                actor.path,
                outline=actors.outline(actor),
                found=self.findings.actor(actor, view.places),
                basis=self._basis_of(view),
            )

    def _basis_of(self, view: ActorPage) -> Provenance:
        """The files that say something of an actor."""
        towards = self.index.backing_to.get(view.actor, ())
        return Provenance(
            articles={*view.articles, *(row.article for row in towards)},
            conflicts=tuple(dict.fromkeys(place.conflict for place in view.places)),
            profiles=tuple(member.actor for member in view.members),
        )

    def conflicts(self) -> Iterator[Page]:
        yield self.page(
            "conflicts/",
            "conflicts",
            "Conflicts",
            conflicts.listing(self.tables),
            "Every conflict, its sides and who stands with whom.",
            basis=Provenance(self.briefing.articles, self.briefing.conflicts),
        )
        for table in self.tables:
            conflict = table.conflict
            view = conflicts.page(table, self.index, self.entries, self.any_day[conflict])
            yield self.page(
                conflict.address,
                "conflict",
                conflict.title,
                view,
                conflict.summary or _who_is_in(conflict),
                conflict.path,
                outline=conflicts.OUTLINE,
                pictures=partial(self.gallery.of_conflict, conflict),
                found=self.findings.conflict(conflict),
            )

    def backers(self) -> Page:
        view = backers.page(self.tables, self.any_day)
        return self.page(
            "backers/",
            "backers",
            "Who backs whom",
            view,
            "Every backer and every side: the stance, the support, and on whose word.",
            sections=view.sections,
            pictures=self.gallery.of_all,
            basis=Provenance(tuple(self.index.backing_in), self.briefing.conflicts),
        )

    def chronology(self) -> Iterator[Page]:
        view = chronology.page(
            self.entries.values(),
            by_year=self.links.chronology_by_year,
            several_conflicts=len(self.briefing.conflicts) > 1,
        )
        yield self.page(
            "chronology/",
            "chronology",
            "Chronology",
            view,
            "What happened, day by day, and who says so.",
            sections=view.sections,
            anchors=frozenset(event.id for event in self.briefing.events),
            pictures=lambda: of_chronology(view),
            found=search_metadata.CHRONOLOGY,
            basis=Provenance(tuple(self.index.events_in)),
        )
        for of_year in chronology.year_pages(view):
            yield self.page(
                chronology.address(of_year.year),
                "year",
                f"Chronology of {of_year.year.title}",
                of_year,
                f"What happened in {of_year.year.title}, day by day, and who says so.",
                sections=of_year.sections,
                found=search_metadata.of_year(of_year.year.title),
                basis=Provenance(_telling(of_year.year)),
            )

    def sources(self) -> Iterator[Page]:
        view = sources.page(self.index, by_publisher=self.links.sources_by_publisher)
        yield self.page(
            "sources/",
            "sources",
            "Sources",
            view,
            "Every source, and what rests on it.",
            sections=view.sections,
            anchors=frozenset(source.id for source in self.briefing.sources),
            found=search_metadata.SOURCE,
        )
        for publisher in view.publishers if view.by_publisher else ():
            yield self.page(
                publisher.address,
                "publisher",
                f"Sources: {publisher.name}",
                publisher,
                f"What {publisher.name} published, and what rests on it.",
                found=search_metadata.SOURCE,
                basis=Provenance(_citing(publisher)),
            )

    def downloads(self) -> Page:
        files = ((asset.path, asset.text) for asset in self.assets)
        return self.page(
            "data/",
            "downloads",
            "Data",
            downloads.page(files, self.site_url),
            "Everything in this briefing, to take away and work with.",
        )

    def contribute(self) -> Page:
        return self.page(
            "contribute/",
            "contribute",
            "Contribute",
            contribute.page(self.briefing, self.host),
            "Write an article for this briefing: what somebody claims, and who says so.",
            outline=contribute.OUTLINE,
            # It names every word of the vocabulary, and says nothing of what happened.
            found=None,
            basis=Provenance(self.briefing.articles, what="The choice of names on this page"),
            concern="program",
        )


def _telling(year: Year) -> frozenset[Article]:
    """The articles that tell of a year."""
    entries = (entry for month in year.months for entry in month.entries)
    return frozenset(account.article for entry in entries for account in entry.event.accounts)


def _citing(publisher: sources.Publisher) -> frozenset[Article]:
    """The articles that rest on what somebody published."""
    return frozenset(one.article for cited in publisher.sources for one in cited.resting)


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _title(body: Body) -> str | None:
    """The title that a page's own header or first line gives."""
    first = body.text.lstrip().partition("\n")[0]
    heading = first[2:].strip(" #") if first.startswith("# ") else None
    return _text(body.meta.get("title")) or _text(heading)


def _description(body: Body) -> str | None:
    return _text(body.meta.get("description"))


def _name_of(address: str) -> str:
    """The title of a page that has none: its name, as MkDocs would have it."""
    name = address.rstrip("/").rpartition("/")[2].replace("-", " ").replace("_", " ")
    return name.capitalize() if name.islower() else name or "Home"


def _what_is_known_of(actor: Actor) -> str:
    return f"{actor.name}: where it stands, what it said, and on whose word."


def _who_is_in(conflict: Conflict) -> str:
    return f"{conflict.title}: the sides, who stands with whom, and what happened."
