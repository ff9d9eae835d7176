"""Makes the chronology of all events, on one page or on one for each year, month or day."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final, TypeVar

from markupsafe import Markup
from mkdocs_briefing.core.addresses import page_file
from mkdocs_briefing.core.counts import Count
from mkdocs_briefing.core.names import folded
from mkdocs_briefing.core.vocabulary import EVENT_KINDS
from mkdocs_briefing.model.entities import Briefing
from mkdocs_briefing.pages.page import Content, Page, SiteData
from mkdocs_briefing.pages.parts.assets import Asset
from mkdocs_briefing.pages.parts.chronology_parts import (
    Part,
    possible_addresses,
    title_of,
)
from mkdocs_briefing.pages.parts.embedded import embedded
from mkdocs_briefing.pages.parts.feedback import Provenance
from mkdocs_briefing.pages.parts.outline import Section
from mkdocs_briefing.pages.parts.search_metadata import CHRONOLOGY, for_year
from mkdocs_briefing.wording.accounts import Entry
from mkdocs_briefing.wording.calendar import Month, Year, by_month, calendar_key
from mkdocs_briefing.wording.words import by_name

T = TypeVar("T")

FACETS: Final = "chronology/events.json"
"""What scripts filter by, where the events are on several pages."""

TABLE: Final = "data/events.csv"
"""The download whose lines readers can take away filtered."""


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """A year, a month or a day in a list of such, with the place where its events are listed.

    Attributes:
        key: of its events' keys, what comes first.
        address: relative to the root of the site, with an anchor where it has no page.
        within: its months, where they are listed below it.
    """

    key: str
    title: str
    address: str
    count: int
    within: tuple["Stretch", ...] = ()

    @property
    def id(self) -> str:
        return f"_{self.key}"


@dataclass(frozen=True, slots=True, eq=False)
class ChronologyView:
    """The events of a stretch of time, or if there are too many, its years, months or days.

    Attributes:
        key: the year, month or day; empty for the whole chronology.
        years: the events that the page lists.
        stretches: where else to look, if the page lists none.
        above: the page on the year or the month before this one was split off.
        previous: the stretch before this one, as long.
        following: the stretch after it.
        several_conflicts: whether an entry has to say which conflict it belongs to.
        tools: for scripts, what the events can be filtered by, or where that can be read.
    """

    key: str
    years: tuple[Year, ...]
    stretches: tuple[Stretch, ...]
    above: tuple[Stretch, ...]
    previous: Stretch | None
    following: Stretch | None
    several_conflicts: bool
    tools: Markup = field(repr=False)


def index_page(site: SiteData) -> Iterator[Page]:
    """The chronology, or an overview of its parts."""
    yield Page(
        title="Chronology",
        make=lambda: _content(site, site.chronology),
        description="What happened, day by day, and who says so.",
        anchors=frozenset(event.id for event in site.briefing.events),
    )


def part_pages(site: SiteData) -> Iterator[Page]:
    """A page for each year, month or day into which the chronology is split, if it is."""
    whole = site.chronology
    facets = (Asset(FACETS, partial(_facets_file, site, whole)),)
    yield from _pages_below(whole, (), site, facets)


def _pages_below(
    above: Part, ancestors: tuple[Part, ...], site: SiteData, assets: tuple[Asset, ...] = ()
) -> Iterator[Page]:
    for before, part, after in _with_neighbours(above.parts):
        title = title_of(part.key)
        yield Page(
            address=part.address,
            title=f"Chronology of {title}",
            make=partial(_content, site, part, (*ancestors, above), before, after),
            description=f"What happened in {title}, day by day, and who says so.",
            assets=assets,
        )
        assets = ()
        yield from _pages_below(part, (*ancestors, above), site)


def _with_neighbours(
    parts: Sequence[Part],
) -> Iterator[tuple[Part | None, Part, Part | None]]:
    yield from zip((None, *parts), parts, (*parts[1:], None), strict=False)


def _content(
    site: SiteData,
    part: Part,
    ancestors: tuple[Part, ...] = (),
    previous: Part | None = None,
    following: Part | None = None,
) -> Content:
    years = by_month(map(site.entry_of, part.events))
    whole = not part.key
    stretches = tuple(map(_stretch, part.parts))
    if whole:
        stretches = tuple(map(_with_months, stretches, part.parts, years))
    listed = () if stretches else years
    view = ChronologyView(
        key=part.key,
        years=listed,
        stretches=stretches,
        above=tuple(map(_stretch, ancestors)),
        previous=None if previous is None else _stretch(previous),
        following=None if following is None else _stretch(following),
        several_conflicts=len(site.briefing.conflicts) > 1,
        tools=_tools(site, part),
    )
    sections = tuple(map(_section, listed))
    strip = partial(site.pictures.of_chronology, years, _bar_addresses(part))
    return Content(
        shows={"chronology": view},
        sections=sections if whole else tuple(one for year in sections for one in year.children),
        pictures=strip if whole or stretches else tuple,
        search=CHRONOLOGY if whole else for_year(part.key.partition("-")[0]),
        provenance=Provenance({one.article for event in part.events for one in event.accounts}),
    )


def _section(year: Year) -> Section:
    """A year and its months as headings."""
    months = tuple(Section(month.id, month.title) for month in year.months)
    return Section(year.id, year.title, months)


def _stretch(part: Part) -> Stretch:
    title = title_of(part.key) if part.key else "All years"
    return Stretch(part.key, title, part.address, len(part.events))


def _with_months(stretch: Stretch, part: Part, year: Year) -> Stretch:
    months = (
        Stretch(month.key, month.name, "{}{}".format(*_place(part, month.key)), len(month.entries))
        for month in year.months
    )
    return replace(stretch, within=tuple(months))


def _place(part: Part, key: str) -> tuple[str, str]:
    """The address of the page that lists a year or a month, and the anchor it has there."""
    while True:
        below = (one for one in part.parts if key == one.key or key.startswith(f"{one.key}-"))
        inner = next(below, None)
        if inner is None:
            return part.address, "" if part.key == key else f"#_{key}"
        part = inner


def _bar_addresses(part: Part) -> Callable[[Year, Month | None], str]:
    """Where the bars of a strip lead, relative to the page of a part."""
    base = "../" * part.address.count("/")

    def address(year: Year, month: Month | None) -> str:
        page, anchor = _place(part, year.key if month is None else month.key)
        return anchor if page == part.address and anchor else f"{base}{page}{anchor}"

    return address


def outputs(briefing: Briefing) -> Iterator[str]:
    """The files of these pages, also of those that only a longer chronology will have."""
    yield FACETS
    yield from map(page_file, possible_addresses(briefing))


# For scripts: what events can be filtered by


def _tools(site: SiteData, part: Part) -> Markup:
    """What the script of a page needs to know, as JSON."""
    is_split = bool(part.key or part.parts)
    return embedded(
        {
            "part": part.key,
            "total": len(site.briefing.events),
            "table": TABLE,
            "file": FACETS if is_split else None,
            "facets": None if is_split else _facets(site, part),
        }
    )


def _facets_file(site: SiteData, whole: Part) -> str:
    return json.dumps(_facets(site, whole), ensure_ascii=False, separators=(",", ":")) + "\n"


def _facets(site: SiteData, whole: Part) -> Mapping[str, object]:
    """What a reader can filter by, and what of it each event has.

    Each event is a list of its anchor, its day as ``calendar_key`` has it, the positions of its
    actors, sides, kinds and places in the lists before, and how deadly it was.
    """
    entries = tuple(map(site.entry_of, whole.events))
    actors = sorted({actor for entry in entries for actor in entry.actors}, key=by_name)
    conflicts = dict.fromkeys(entry.event.conflict for entry in entries)
    sides = tuple(dict.fromkeys(side.actor for conflict in conflicts for side in conflict.sides))
    kinds = tuple(kind for kind in EVENT_KINDS if any(kind in entry.kinds for entry in entries))
    places = sorted({place for entry in entries for place in entry.places}, key=folded)
    names = {side.actor: side.name for conflict in conflicts for side in conflict.sides}
    at_actor, at_side, at_kind, at_place = map(_positions, (actors, sides, kinds, places))
    return {
        "actors": [[actor.slug, actor.name] for actor in actors],
        "sides": [[actor.slug, names[actor]] for actor in sides],
        "kinds": [[kind, EVENT_KINDS[kind].label] for kind in kinds],
        "places": places,
        "pages": [[one.key, one.address] for one in whole.walk() if not one.parts],
        "events": [
            [
                entry.event.id,
                calendar_key(entry.date),
                [at_actor[actor] for actor in entry.actors],
                [at_side[side.actor] for side in entry.sides],
                [at_kind[kind] for kind in entry.kinds],
                [at_place[place] for place in entry.places],
                _deadliness(entry),
            ]
            for entry in entries
        ],
    }


def _positions(items: Iterable[T]) -> Mapping[T, int]:
    return {item: position for position, item in enumerate(items)}


def _deadliness(entry: Entry) -> int:
    """2 if an account counts killed civilians, 1 if one counts anybody killed, otherwise 0."""
    accounts = entry.event.accounts
    if any(_counts_somebody(one.civilians_killed) for one in accounts):
        return 2
    return int(any(_counts_somebody(one.killed) for one in accounts))


def _counts_somebody(count: Count | None) -> bool:
    """Whether any figure of a count is more than none: ``0-3`` may be three."""
    return count is not None and any((count.low, count.best, count.high))
