"""Turns the rows of an article into claims: whom they name, which side, on whose word."""

from collections.abc import Iterator, Sequence
from datetime import date as Day

from mkdocs_briefing.content.actors import ActorRegistry
from mkdocs_briefing.content.anchors import Anchors, RowKind, implicit
from mkdocs_briefing.content.conflicts import Conflicts, on_no_side, side_fix, sides_of
from mkdocs_briefing.content.frontmatter import Location
from mkdocs_briefing.content.parsed_file import ParsedFile
from mkdocs_briefing.content.schema import (
    ArticleEntry,
    AttributionEntry,
    BackingEntry,
    CountEntry,
    RowEntry,
    SourceEntry,
    SourceRef,
    StatementEntry,
)
from mkdocs_briefing.content.sources import Key, SourceRegistry
from mkdocs_briefing.core.counts import Count
from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.names import folded, nearest, quoted, slug_of
from mkdocs_briefing.model.entities import (
    Account,
    Actor,
    Article,
    Attribution,
    Backing,
    Conflict,
    Event,
    Role,
    Side,
    Source,
    Statement,
)


class ArticleRows:
    """The rows of one article.

    They are resolved in three steps, each for all articles before the next: what every
    row needs (sources, conflicts, ids), then the events, then what may refer to them.
    """

    def __init__(
        self,
        written: ParsedFile[ArticleEntry],
        slug: str,
        *,
        directory: ActorRegistry,
        conflicts: Conflicts,
        shelf: SourceRegistry,
        anchors: Anchors,
        all_events: bool,
    ) -> None:
        self.written = written
        self._slug = slug
        self._directory = directory
        self._conflicts = conflicts
        self._shelf = shelf
        self._anchors = anchors
        self._all_events = all_events
        self._keys: dict[Location, tuple[Key, ...]] = {}
        self._conflict_of: dict[Location, Conflict | None] = {}
        self._given: set[str] = set()
        self._prepare()

    # --- what every row needs ---------------------------------------------------------

    def _rows(self) -> Iterator[tuple[RowKind, Location, RowEntry]]:
        entry = self.written.entry
        kinds: tuple[tuple[RowKind, str, Sequence[RowEntry]], ...] = (
            ("backing", "backing", entry.backing),
            ("event", "events", entry.events),
            ("statement", "statements", entry.statements),
            ("role", "roles", entry.roles),
        )
        for kind, key, rows in kinds:
            for index, row in enumerate(rows):
                yield kind, (key, index), row

    def _prepare(self) -> None:
        entry = self.written.entry
        self._declared = {key: self._shelf.add(source) for key, source in entry.sources.items()}
        self._keys[()] = self._resolved(entry.source, ())
        named = entry.conflict is not None
        own = self._conflicts.find(entry.conflict, self.written, ("conflict",)) if named else None
        self._own_conflict = own
        for kind, location, row in self._rows():
            self._keys[location] = self._sources_of_row(row, location)
            if isinstance(row, BackingEntry):
                for key in ("said_by", "denied_by"):
                    self._prepare_attributions(getattr(row, key), (*location, key), location)
            if named and row.conflict is None:
                conflict = own
            else:
                at = (*location, "conflict") if row.conflict else location
                conflict = self._conflicts.find(row.conflict, self.written, at)
            self._conflict_of[location] = conflict
            if (
                row.id is not None
                and conflict is not None
                and not self._anchors.claim(kind, conflict, row.id, self.written, (*location, "id"))
            ):
                self._conflict_of[location] = None

    def _prepare_attributions(
        self, voices: Sequence[AttributionEntry], location: Location, row: Location
    ) -> None:
        for index, voice in enumerate(voices):
            at = (*location, index)
            self._keys[at] = self._resolved(voice.source, at) if voice.source else self._keys[row]

    def _sources_of_row(self, row: RowEntry, location: Location) -> tuple[Key, ...]:
        if row.source:
            return self._resolved(row.source, location)
        if self.written.entry.source:
            return self._keys[()]
        if len(self._declared) == 1:
            return tuple(self._declared.values())
        keys = ", ".join(self._declared)
        fix = f"one of the keys {keys}" if keys else "who published it, such as source: AFP"
        self.written.error(
            location,
            "no-source",
            f"this row has no source; add source: with {fix}, to the row or to the article",
        )
        return ()

    def _resolved(self, refs: Sequence[SourceRef], location: Location) -> tuple[Key, ...]:
        found = (
            self._source_key(ref, (*location, "source", index)) for index, ref in enumerate(refs)
        )
        return tuple(dict.fromkeys(key for key in found if key is not None))

    def _source_key(self, ref: SourceRef, location: Location) -> Key | None:
        if isinstance(ref, SourceEntry):
            return self._shelf.add(ref)
        if ref in self._declared:
            return self._declared[ref]
        entry = self.written.entry
        by_publisher = [
            key for key, source in entry.sources.items() if folded(source.publisher) == folded(ref)
        ]
        if len(by_publisher) == 1:
            return self._declared[by_publisher[0]]
        near = nearest(folded(ref), [folded(key) for key in self._declared], min_similarity=0.6)
        # A word without a capital, beside keys of that kind, is meant as a key.
        if self._declared and (near or (ref == ref.lower() and " " not in ref)):
            known = {folded(key): key for key in self._declared}
            fix = (
                f'did you mean "{known[near]}"?'
                if near
                else f"the keys are {', '.join(self._declared)}; "
                f"a publisher is written {{publisher: {ref}}}"
            )
            self.written.error(
                location, "unknown-source", f"unknown source key {quoted(ref)}; {fix}"
            )
            return None
        return self._shelf.add(SourceEntry(publisher=ref))

    def _sources_at(self, location: Location) -> tuple[Source, ...]:
        return tuple(map(self._shelf.source, self._keys[location]))

    def _actor(self, name: str, *location: str | int) -> Actor:
        return self._directory.find(name, self.written, location)

    def _actors(self, names: Sequence[str], *location: str | int) -> tuple[Actor, ...]:
        found: dict[Actor, str] = {}
        for index, name in enumerate(names):
            actor = self._actor(name, *location, index)
            if actor in found:
                self.written.warn(
                    (*location, index),
                    "same-actor",
                    f"{quoted(name)} and {quoted(found[actor])} are the same actor; name it once",
                )
            found.setdefault(actor, name)
        return tuple(found)

    # --- the article itself -----------------------------------------------------------

    def article(self) -> Article:
        entry = self.written.entry
        keys = dict.fromkeys((*self._keys[()], *self._declared.values()))
        conflict = self._own_conflict
        if conflict is None and entry.conflict is None:
            conflict = self._implied_conflict()
        self._article = Article(
            slug=self._slug,
            path=self.written.path,
            title=entry.title,
            date=entry.date,
            updated=entry.updated,
            summary=entry.summary,
            authors=entry.authors,
            tags=entry.tags,
            draft=entry.draft,
            conflict=conflict,
            sources=tuple(map(self._shelf.source, keys)),
            actors=self._actors(entry.actors, "actors"),
        )
        return self._article

    def _implied_conflict(self) -> Conflict | None:
        """The only conflict there is, else the only one that the article's rows name."""
        every = self._conflicts.all
        if len(every) != 1:
            every = tuple(dict.fromkeys(filter(None, self._conflict_of.values())))
        return every[0] if len(every) == 1 else None

    # --- rows -------------------------------------------------------------------------

    def accounts(self) -> Iterator[tuple[Conflict, Account]]:
        """The events as this article has them; rows with a fault are left out."""
        for index, row in enumerate(self.written.entry.events):
            location: Location = ("events", index)
            conflict = self._conflict_of[location]
            actors = self._actors(row.actors, *location, "actors")
            anchor = self._anchor("event", conflict, row, location)
            if conflict is None or anchor is None:
                continue
            yield (
                conflict,
                Account(
                    id=anchor,
                    conflict=conflict,
                    article=self._article,
                    sources=self._sources_at(location),
                    note=row.note,
                    date=row.date,
                    what=row.what,
                    actors=actors,
                    place=row.place,
                    kind=row.kind,
                    killed=_count(row.killed),
                    injured=_count(row.injured),
                    displaced=_count(row.displaced),
                ),
            )

    def backing(self) -> Iterator[Backing]:
        """One claim for each pair of one ``by`` and one ``to``."""
        for index, row in enumerate(self.written.entry.backing):
            location: Location = ("backing", index)
            conflict = self._conflict_of[location]
            by = self._actors(row.by, *location, "by")
            to = self._actors(row.to, *location, "to")
            said_by = self._attributions(row.said_by, (*location, "said_by"))
            denied_by = self._attributions(row.denied_by, (*location, "denied_by"))
            if conflict is None:
                continue
            sides = self._sides(row, conflict, to, location)
            several = len(by) * len(to) > 1
            for one in by:
                for other, side in zip(to, sides, strict=True):
                    pair = (one.name, other.name) if several else ()
                    anchor = self._anchor("backing", conflict, row, location, *pair)
                    if side is None or anchor is None:
                        continue
                    yield Backing(
                        id=anchor,
                        conflict=conflict,
                        article=self._article,
                        sources=self._sources_at(location),
                        note=row.note,
                        by=one,
                        to=other,
                        side=side,
                        stance=row.stance,
                        support=tuple(dict.fromkeys(row.support)),
                        status=row.status,
                        since=row.since,
                        until=row.until,
                        as_of=row.as_of or self._article.date,
                        said_by=said_by,
                        denied_by=denied_by,
                        why=row.why,
                    )

    def _sides(
        self,
        row: BackingEntry,
        conflict: Conflict,
        actors: Sequence[Actor],
        location: Location,
    ) -> tuple[Side | None, ...]:
        date = row.since or row.as_of or self._article.date
        day = date.latest or date.earliest or Day.max
        found: list[Side | None] = []
        for index, (name, actor) in enumerate(zip(row.to, actors, strict=False)):
            sides = sides_of(conflict, actor, day)
            found.append(sides[0] if len(sides) == 1 else None)
            if len(sides) == 1 or not self._directory.knows(actor):
                continue
            what = (
                on_no_side(name, conflict)
                if not sides
                else f"{quoted(name)} is on several sides of {quoted(conflict.title)} on that "
                f"day; write {side_fix(conflict)}"
            )
            self.written.error((*location, "to", index), "side", what)
        return tuple(found)

    def _attributions(
        self, voices: Sequence[AttributionEntry], location: Location
    ) -> tuple[Attribution, ...]:
        return tuple(
            Attribution(
                who=self._directory.find_or_unnamed(
                    voice.who, self.written, (*location, index, "who")
                ),
                what=voice.what,
                sources=self._sources_at((*location, index)),
            )
            for index, voice in enumerate(voices)
        )

    def statements(self, events: dict[tuple[Conflict, str], Event]) -> Iterator[Statement]:
        """Who said what; ``events`` by conflict and anchor."""
        for index, row in enumerate(self.written.entry.statements):
            location: Location = ("statements", index)
            conflict = self._conflict_of[location]
            who = self._actors(row.who, *location, "who")
            about = self._actors(row.about, *location, "about")
            anchor = self._anchor("statement", conflict, row, location)
            if conflict is None or anchor is None:
                continue
            event = self._event(row, conflict, events, location)
            yield Statement(
                id=anchor,
                conflict=conflict,
                article=self._article,
                sources=self._sources_at(location),
                note=row.note,
                who=who,
                act=row.act,
                about=about,
                what=row.what,
                date=row.date or self._date_of(event),
                event=event,
            )

    def _date_of(self, event: Event | None) -> Date:
        """The event's date, as this article has it where it tells of the event itself."""
        if event is None:
            return self._article.date
        own = (account for account in event.accounts if account.article is self._article)
        return next((account.date for account in own), event.date)

    def _event(
        self,
        row: StatementEntry,
        conflict: Conflict,
        events: dict[tuple[Conflict, str], Event],
        location: Location,
    ) -> Event | None:
        if row.event is None:
            return None
        known = {id_ for of, id_ in events if of is conflict} if events else set()
        anchor = row.event if (conflict, row.event) in events else f"{conflict.slug}-{row.event}"
        event = events.get((conflict, anchor))
        if event is None and self._all_events:
            near = nearest(row.event, sorted(known))
            fix = f'did you mean "{near}"?' if near else "give that event an id and write it here"
            self.written.error(
                (*location, "event"),
                "unknown-event",
                f"no event has the id {quoted(row.event)}; {fix}",
            )
        return event

    def roles(self) -> Iterator[Role]:
        """Who held which post."""
        for index, row in enumerate(self.written.entry.roles):
            location: Location = ("roles", index)
            conflict = self._conflict_of[location]
            who = self._actor(row.who, *location, "who")
            organisation = (
                self._actor(row.organisation, *location, "in") if row.organisation else None
            )
            anchor = self._anchor("role", conflict, row, location)
            if conflict is None or anchor is None:
                continue
            yield Role(
                id=anchor,
                conflict=conflict,
                article=self._article,
                sources=self._sources_at(location),
                note=row.note,
                who=who,
                organisation=organisation,
                post=row.post,
                since=row.since,
                until=row.until,
            )

    def _anchor(
        self,
        kind: RowKind,
        conflict: Conflict | None,
        row: RowEntry,
        location: Location,
        *pair: str,
    ) -> str | None:
        """The row's anchor; ``None`` where there is none to give, or another row has it."""
        if conflict is None:
            return None
        if row.id is not None:
            anchor = self._anchors.explicit(conflict, row.id)
            return "-".join((anchor, *map(slug_of, pair)))
        anchor = implicit(kind, self._slug, row, *pair)
        if anchor in self._given:
            self.written.warn(
                location, "duplicate-row", "this row says the same as one above it; remove one"
            )
            return None
        self._given.add(anchor)
        return anchor


def _count(given: Count | CountEntry | None) -> Count | None:
    return given.count if isinstance(given, CountEntry) else given
