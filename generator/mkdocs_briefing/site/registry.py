"""Lists every kind of page and every download: the one place that knows them all.

A new kind of page takes one file in ``pages/``, one template and one entry in ``PAGE_KINDS``.
A new download takes one file in ``exports/`` and one entry in ``EXPORTS``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from mkdocs_briefing.content.outputs import GeneratedAddresses
from mkdocs_briefing.core.addresses import GUIDE, INDEX, PAGE_FILE, page_file
from mkdocs_briefing.core.outputs import Output
from mkdocs_briefing.exports import briefing_json, column_meanings, csv_tables, json_schemas
from mkdocs_briefing.model.entities import Briefing
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages import (
    actor_list,
    actor_years,
    actors,
    articles,
    backers,
    chronology,
    conflicts,
    contribute,
    downloads,
    guide,
    home,
    sources,
)
from mkdocs_briefing.pages.page import Page, SiteData
from mkdocs_briefing.site.theme_files import kept_folders, theme_outputs


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page.

    Attributes:
        template: below ``theme/briefing/``.
        make: makes every page of the kind.
        address: of a kind with exactly one page, which every briefing has. Other pages say
            where they stand themselves.
        label: what the navigation calls the page, if it is listed there.
        addresses: of a kind with several pages that every briefing has.
        folder: kept for the pages of the kind, so that no file of the content may be in it.
        outputs: the files of the kind that depend on the briefing and are not made from a file
            of the content, also those that only a larger briefing has.
    """

    template: str
    make: Callable[[SiteData], Iterable[Page]]
    address: str | None = None
    label: str | None = None
    addresses: tuple[str, ...] = ()
    folder: str | None = None
    outputs: Callable[[Briefing], Iterable[str]] = lambda _: ()


PAGE_KINDS: Final = (
    PageKind("home.html", home.pages, "", "Home"),
    PageKind("backers.html", backers.pages, "backers/", "Who backs whom"),
    PageKind("chronology.html", chronology.index_page, "chronology/", "Chronology"),
    PageKind("actors.html", actor_list.index_page, "actors/", "Actors"),
    PageKind("articles.html", articles.index_page, "articles/", "Articles"),
    PageKind("sources.html", sources.index_page, "sources/", "Sources"),
    PageKind("downloads.html", downloads.pages, "data/", "Data"),
    PageKind(
        "contribute.html",
        contribute.pages,
        "contribute/",
        "Contribute",
        outputs=contribute.outputs,
    ),
    PageKind("guide.html", guide.pages, addresses=guide.ADDRESSES, folder=GUIDE),
    PageKind("conflicts.html", conflicts.index_page, "conflicts/"),
    PageKind("article.html", articles.pages),
    PageKind("articles_of.html", articles.period_pages, outputs=articles.outputs),
    PageKind("actor.html", actors.pages, outputs=actors.outputs),
    PageKind("actor_year.html", actor_years.pages, outputs=actor_years.outputs),
    PageKind("conflict.html", conflicts.pages),
    PageKind("conflict_backers.html", backers.conflict_pages, outputs=backers.outputs),
    PageKind("chronology.html", chronology.part_pages, outputs=chronology.outputs),
    PageKind("publisher.html", sources.publisher_pages, outputs=sources.outputs),
)
"""The pages of the navigation come first, in its order."""


@dataclass(frozen=True, slots=True)
class Export:
    """A file that readers can download.

    Attributes:
        path: relative to the root of the site.
        title: what it holds, in a few words.
        description: what it holds, in a sentence or two.
        write: gives the text of the file.
        column_meanings: what the columns of a CSV table hold, by name.
    """

    path: str
    title: str
    description: str
    write: Callable[[Index], str]
    column_meanings: Mapping[str, str] = field(default_factory=dict, repr=False)


def _csv(
    name: str,
    title: str,
    description: str,
    write: Callable[[Index], str],
    meanings: Mapping[str, str] = column_meanings.COLUMN_MEANINGS,
) -> Export:
    return Export(f"data/{name}.csv", title, description, write, meanings)


def _schema(kind: str, title: str, description: str) -> Export:
    return Export(
        f"data/{kind}.schema.json", title, description, lambda _: json_schemas.schema_file(kind)
    )


EXPORTS: Final = (
    _csv("articles", "Articles", "One line an article.", csv_tables.articles),
    _csv(
        "actors",
        "Actors",
        "One line an actor, with or without a profile of its own.",
        csv_tables.actors,
    ),
    _csv(
        "backing",
        "Who stands where",
        "One line for each pair of one backer and one that is backed, as one source has it. "
        "A change of position is a further line; nothing is overwritten.",
        csv_tables.backing,
    ),
    _csv(
        "positions",
        "Positions over time",
        "Where each actor stood, on which days. One line for each stance that it held without "
        "a break, split where support, status or dispute changes. What is only announced or is "
        "withdrawn makes no line.",
        csv_tables.positions,
        column_meanings.POSITION_MEANINGS,
    ),
    _csv(
        "events",
        "Events",
        "One line an account. Accounts of one event share an id, so an event on which "
        "accounts differ has several lines.",
        csv_tables.events,
        column_meanings.EVENT_MEANINGS,
    ),
    _csv("statements", "Statements", "Who said what, about whom.", csv_tables.statements),
    _csv("roles", "Roles", "Who held which post, and where.", csv_tables.roles),
    _csv(
        "sources",
        "Sources",
        "One line for each source that a claim rests on.",
        csv_tables.sources,
    ),
    Export(
        "data/briefing.json",
        "Everything",
        "The whole briefing in one file: conflicts and their sides, actors, articles, every "
        "claim with its sources, and the positions that follow from them.",
        briefing_json.briefing_json,
    ),
    _schema(
        "article",
        "What the header of an article may hold",
        "A JSON Schema. Editors that read it complete keys and words, and mark mistakes.",
    ),
    _schema(
        "actor",
        "What the header of a profile may hold",
        "The same for the files in content/actors/.",
    ),
    _schema(
        "conflict",
        "What the header of a conflict may hold",
        "The same for the files in content/conflicts/.",
    ),
)
"""In the order of the page of downloads."""

NAVIGATION: Final[Mapping[str, str]] = {
    kind.address: kind.label
    for kind in PAGE_KINDS
    if kind.address is not None and kind.label is not None
}
"""What a reader finds in the navigation if ``mkdocs.yml`` has no ``nav``: label by address."""

# --- places ---------------------------------------------------------------------------

BUILT_FILES: Final = ("404.html", "sitemap.xml", "sitemap.xml.gz")
"""What MkDocs makes of the theme's own templates for every site."""

SEARCH_FOLDERS: Final = ("pagefind", "search")
"""Where this program and MkDocs write search indexes, once the site is built."""

_FIXED_PAGES: Final = tuple(kind.address for kind in PAGE_KINDS if kind.address is not None)


def generated_addresses(
    theme: Iterable[Output], built_files: Iterable[str] = BUILT_FILES
) -> GeneratedAddresses:
    """Return what a site holds besides its content.

    Args:
        theme: the places of the theme's files.
        built_files: the paths of what MkDocs makes of templates.
    """
    pages = tuple(
        address
        for kind in PAGE_KINDS
        for address in (kind.address, *kind.addresses)
        if address is not None
    )
    files = tuple(export.path for export in EXPORTS)
    folders = (*SEARCH_FOLDERS, *(kind.folder for kind in PAGE_KINDS if kind.folder is not None))
    fixed = (
        *kept_folders(folder.removesuffix("/") for folder in folders),
        *(generated_page(page_file(address)) for address in _FIXED_PAGES),
        # Web hosts serve the page of a folder there, too.
        *(
            Output(page_file(f"{address}{INDEX}/"), _named(page_file(address)))
            for address in _FIXED_PAGES
        ),
        *map(generated_file, (*files, *built_files)),
        *theme,
    )

    def outputs(briefing: Briefing) -> Iterator[Output]:
        yield from fixed
        for kind in PAGE_KINDS:
            for path in kind.outputs(briefing):
                is_page = path.endswith(f"/{PAGE_FILE}")
                yield generated_page(path) if is_page else generated_file(path)

    return GeneratedAddresses(pages, files, outputs)


def generated_page(path: str) -> Output:
    """Return the place of a page, by the path of its file."""
    return Output(path, _named(path), takes_text=True)


def generated_file(path: str) -> Output:
    """Return the place of a file that is no page."""
    return Output(path, f"the generated file {path}")


def _named(path: str) -> str:
    return f"the generated page {path.removesuffix(PAGE_FILE) or '/'}"


GENERATED: Final = generated_addresses(theme_outputs())
"""What content may link to, and must not take the place of."""
