"""Lays out the whole site as data: which page stands at which address, and what it shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from mkdocs_briefing.core.addresses import page_address
from mkdocs_briefing.core.code_host import CodeHost
from mkdocs_briefing.model.entities import Article, Body, Briefing
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages import backers, sources
from mkdocs_briefing.pages.page import Content, Page, SiteData
from mkdocs_briefing.pages.parts import search_names
from mkdocs_briefing.pages.parts.assets import Asset, Download
from mkdocs_briefing.pages.parts.chronology_parts import Part, event_pages, whole_chronology
from mkdocs_briefing.pages.parts.feedback import Feedback, FeedbackLinks, Provenance
from mkdocs_briefing.pages.parts.links import Links
from mkdocs_briefing.pages.parts.times import Times
from mkdocs_briefing.pictures.shapes import world
from mkdocs_briefing.site.gallery import Gallery
from mkdocs_briefing.site.registry import EXPORTS, PAGE_KINDS, PageKind
from mkdocs_briefing.wording.words import WORDS

ORDINARY_TEMPLATE: Final = "main.html"
"""MkDocs' own template, for the contributors' own pages."""


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """Everything that is published.

    Attributes:
        missing_page: what the template of the page for addresses that lead nowhere shows.
    """

    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    missing_page: Mapping[str, object] = field(default_factory=dict, repr=False)


def lay_out(
    briefing: Briefing, *, site_name: str, site_url: str | None, host: CodeHost | None = None
) -> Site:
    """The whole site of a briefing; the same briefing makes the same site.

    Args:
        briefing: what the articles say.
        site_name: what the site is called.
        site_url: where it will stand, if that is known.
        host: where the files of the content can be edited, if that is known.
    """
    data = _site_data(briefing, site_name, site_url, host)
    feedback = FeedbackLinks(host, site_url, briefing.articles) if host else None
    frame = _Frame(data, feedback, Times(), {body.path: body for body in briefing.bodies})
    generated = tuple(
        frame.generated_page(page, kind) for kind in PAGE_KINDS for page in kind.make(data)
    )
    taken = {page.address for page in generated}
    names = Asset(search_names.PATH, partial(search_names.names_file, data.index))
    ordinary = (
        frame.ordinary_page(address, body)
        for address, body in data.introductions.items()
        if address not in taken
    )
    return Site(
        pages=(*generated, *ordinary),
        assets=(*data.downloads, names, *(asset for page in generated for asset in page.assets)),
        missing_page={
            "feedback": None if feedback is None else feedback.for_missing_page(),
            "newest_article": frame.newest_article,
        },
    )


def links_for(briefing: Briefing, chronology: Part) -> Links:
    """The addresses that depend on how large a briefing is."""
    return Links(
        event_pages=event_pages(chronology),
        sources_by_publisher=len(briefing.sources) > sources.SOURCES_ON_ONE_PAGE,
        backers_by_conflict=backers.is_split(briefing),
    )


def _site_data(
    briefing: Briefing, site_name: str, site_url: str | None, host: CodeHost | None
) -> SiteData:
    index = Index(briefing)
    chronology = whole_chronology(briefing)
    return SiteData(
        site_name=site_name,
        site_url=site_url,
        code_host=host,
        briefing=briefing,
        index=index,
        links=links_for(briefing, chronology),
        chronology=chronology,
        downloads=tuple(
            Download(
                export.path,
                partial(export.write, index),
                export.title,
                export.description,
                export.column_meanings,
            )
            for export in EXPORTS
        ),
        introductions=dict(_introductions(briefing)),
        draw=Gallery,
        # The shapes of all countries take longer to read than most pages to make.
        country_name=lambda country: world().display_name(country),
    )


def _introductions(briefing: Briefing) -> Iterator[tuple[str, Body]]:
    """The contributors' own pages, which describe no article, actor or conflict, by address."""
    described = {
        *(article.path for article in briefing.articles),
        *(actor.path for actor in briefing.actors),
        *(conflict.path for conflict in briefing.conflicts),
    }
    for body in briefing.bodies:
        if body.path not in described:
            yield page_address(body.path), body


@dataclass(frozen=True, slots=True, eq=False)
class _Frame:
    """Adds to each page what all pages have: an introduction, words, links and feedback."""

    data: SiteData
    feedback: FeedbackLinks | None
    times: Times
    bodies: Mapping[str | None, Body]

    @property
    def newest_article(self) -> Article | None:
        """The article whose date the foot of each page tells."""
        return next(iter(self.data.briefing.articles), None)

    def generated_page(self, page: Page, kind: PageKind) -> Page:
        """The page; the contributors' own page at its address gives it a title and a text."""
        own_file = page.body
        address = page.address if kind.address is None else kind.address
        introduction = self.data.introductions.get(address) if own_file is None else None
        if introduction is not None:
            page = replace(
                page,
                title=_title(introduction) or page.title,
                description=_description(introduction) or page.description,
                body=introduction.path,
            )
        return self._with_shared(page, own_file, address, f"briefing/{kind.template}")

    def ordinary_page(self, address: str, body: Body) -> Page:
        """A page that is the contributors' alone."""
        page = Page(
            title=_title(body) or _title_from(address),
            make=lambda: Content(shows={}),
            address=address,
            description=_description(body),
            body=body.path,
        )
        return self._with_shared(page, body.path, address, ORDINARY_TEMPLATE)

    def _with_shared(self, page: Page, own_file: str | None, address: str, template: str) -> Page:
        def shared() -> Mapping[str, object]:
            content = page.content
            return {
                "title": page.title,
                "links": self.data.links,
                "words": WORDS,
                "times": self.times,
                "newest_article": self.newest_article,
                "search": None if self._is_kept_out_of_search(page.body) else content.search,
                "feedback": self._feedback(page, address, content.provenance, own_file),
            }

        # Both pages are asked for the same content, so it is worked out once.
        return replace(
            page, make=lambda: page.content, shared=shared, address=address, template=template
        )

    def _feedback(
        self, page: Page, address: str, provenance: Provenance | None, own_file: str | None
    ) -> Feedback | None:
        if self.feedback is None:
            return None
        if own_file is not None:
            return self.feedback.for_file(page.title, address, own_file)
        provenance = provenance or Provenance(self.data.briefing.articles)
        if page.body is not None:
            provenance = replace(provenance, introduction=page.body)
        return self.feedback.for_files(page.title, address, provenance, page.concern)

    def _is_kept_out_of_search(self, path: str | None) -> bool:
        """Whether a file asks for that in its header, by Material's ``search: exclude: true``."""
        search = self.bodies[path].meta.get("search") if path in self.bodies else None
        return isinstance(search, Mapping) and bool(search.get("exclude"))


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _title(body: Body) -> str | None:
    """The title in a page's own header or first line."""
    first = body.text.lstrip().partition("\n")[0]
    heading = first[2:].strip(" #") if first.startswith("# ") else None
    return _text(body.meta.get("title")) or _text(heading)


def _description(body: Body) -> str | None:
    return _text(body.meta.get("description"))


def _title_from(address: str) -> str:
    """The title that MkDocs would give a page without one: its name."""
    name = address.rstrip("/").rpartition("/")[2].replace("-", " ").replace("_", " ")
    return name.capitalize() if name.islower() else name or "Home"
