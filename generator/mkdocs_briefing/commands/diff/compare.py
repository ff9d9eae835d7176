"""Compares two briefings by meaning: who stands with whom, what happened, on whose word.

What is compared is what the site would say, and never how the files are written: another
order of keys, or another wording of a text, changes no claim.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date as Day
from typing import Final, Literal, TypeAlias, TypeVar

from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.core.names import folded
from mkdocs_briefing.core.vocabulary import ADVERSE, SUPPORT, SUPPORTIVE
from mkdocs_briefing.model.entities import (
    Actor,
    Article,
    Backing,
    Briefing,
    Conflict,
    Event,
    Role,
    Source,
)
from mkdocs_briefing.model.entities import Statement as Said
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.model.positions import Position, begins, position, timeline
from mkdocs_briefing.wording.accounts import entry, tolls
from mkdocs_briefing.wording.words import claim, day, stands, supported

Kind: TypeAlias = Literal[
    "position-begins",
    "position-changes",
    "position-ends",
    "position-disputed",
    "position-undisputed",
    "position-history",
    "contradiction-new",
    "contradiction-gone",
    "claim-gone",
    "claim-unsourced",
    "claim-new",
    "claim-changes",
    "claim-sources",
    "event-new",
    "event-gone",
    "event-date",
    "event-toll",
    "event-changes",
    "actor-new",
    "actor-gone",
    "actor-merged",
    "actor-renamed",
    "actor-changes",
    "source-new",
    "source-gone",
    "article-new",
    "article-gone",
    "article-changes",
    "conflict-new",
    "conflict-gone",
    "conflict-changes",
    "page-gone",
    "anchors-gone",
]

TITLES: Final[Mapping[Kind, str]] = {
    "position-begins": "Positions that begin",
    "position-changes": "Positions that change",
    "position-ends": "Positions that end",
    "position-disputed": "Positions that become disputed",
    "position-undisputed": "Positions that are disputed no longer",
    "position-history": "Positions with another past",
    "contradiction-new": "Claims that now contradict one another",
    "contradiction-gone": "Contradictions that are gone",
    "claim-gone": "Claims that lose their last source, and are made no longer",
    "claim-unsourced": "Claims that rest on other sources altogether",
    "claim-new": "New claims",
    "claim-changes": "Claims that change",
    "claim-sources": "Claims with more or fewer sources",
    "event-new": "New events",
    "event-gone": "Events that vanish",
    "event-date": "Events with another date",
    "event-toll": "Events with another toll",
    "event-changes": "Events told otherwise",
    "actor-new": "New actors",
    "actor-gone": "Actors that vanish",
    "actor-merged": "Actors that merge",
    "actor-renamed": "Actors with another name",
    "actor-changes": "Actors with another profile",
    "source-new": "New sources",
    "source-gone": "Sources that are lost",
    "article-new": "New articles",
    "article-gone": "Articles that vanish",
    "article-changes": "Articles with another date or subject",
    "conflict-new": "New conflicts",
    "conflict-gone": "Conflicts that vanish",
    "conflict-changes": "Conflicts with other sides or dates",
    "page-gone": "Pages that vanish: links to them break",
    "anchors-gone": "Anchors that vanish: links to them break",
}
"""Each kind of change as readers see it, in the order in which they are told."""

Pages: TypeAlias = Mapping[str, AbstractSet[str]]
"""The permanent anchors of each page, by its address."""

T = TypeVar("T")
_NOBODY: Final = "nobody says so any more"
_MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that the site would say otherwise.

    Attributes:
        what: what changes, in words: an actor and a side, an event, a page.
        before: how it was; ``None`` for what is new.
        after: how it is; ``None`` for what is gone.
        address: where it stands on the site, relative to its root; where it stood, if gone.
    """

    kind: Kind
    what: str
    before: str | None
    after: str | None
    address: str


@dataclass(frozen=True, slots=True)
class Diff:
    """All that changes between two briefings.

    Attributes:
        changes: what changes in meaning, in the order of ``TITLES``, then by what it is about.
        reworded: the files below ``content/`` with other text, whatever they claim.
    """

    changes: tuple[Change, ...]
    reworded: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """The whole in one sentence."""
        files = "1 file" if len(self.reworded) == 1 else f"{len(self.reworded)} files"
        if self.changes:
            count = len(self.changes)
            return f"{count} change{'' if count == 1 else 's'} of what the site says."
        if self.reworded:
            return f"Only wording changes, in {files}; no claim, source or address does."
        return "Nothing changes."


def compare(before: Briefing, after: Briefing, pages_before: Pages, pages_after: Pages) -> Diff:
    """Every change from one briefing to another; of a briefing and itself, none.

    Actors are the same where their addresses are. One whose address is gone is the same as
    another that has one of its names: it is renamed, or merged where the other was there.

    Claims contradict one another where one source puts an actor behind a side, another
    against it, and both speak of one day: a row speaks of the days from its beginning to
    its end or, where none is given, to the day on which it is known to have held. So a
    later change of mind is no contradiction. Accounts of one event contradict each other
    where they differ in date, place or toll.
    """
    old, new = Index(before), Index(after)
    same = _Same(before.actors, after.actors)
    changes = [
        *_positions(old, new, same),
        *_contradictions(before, after, same),
        *_backing(before, after, same),
        *_rows(before.statements, after.statements, same.statement, same.statement_of),
        *_rows(before.roles, after.roles, same.role, same.role_of),
        *_events(before, after, same),
        *_actors(before, after, same),
        *_sources(before, after),
        *_articles(before, after, same),
        *_conflicts(before, after, same),
        *_pages(pages_before, pages_after),
    ]
    order = {kind: number for number, kind in enumerate(TITLES)}
    changes.sort(key=lambda one: (order[one.kind], folded(one.what), one.what, one.address))
    return Diff(tuple(dict.fromkeys(changes)), _reworded(old, new))


# --- what is the same -------------------------------------------------------------------


class _Same:
    """Knows which actor of the one briefing is which of the other."""

    def __init__(self, before: Iterable[Actor], after: Iterable[Actor]) -> None:
        self.before = {actor.slug: actor for actor in before}
        self.after = {actor.slug: actor for actor in after}
        by_name = {folded(name): actor for actor in after for name in actor.names}
        self.moved: dict[str, Actor] = {}
        for slug, actor in self.before.items():
            if slug not in self.after:
                found = next(
                    filter(None, (by_name.get(folded(name)) for name in actor.names)), None
                )
                if found is not None:
                    self.moved[slug] = found

    def __call__(self, actor: Actor) -> str:
        """What an actor of either briefing goes by."""
        moved = self.moved.get(actor.slug)
        return actor.slug if moved is None else moved.slug

    def all(self, actors: Iterable[Actor]) -> tuple[str, ...]:
        return tuple(sorted({self(actor) for actor in actors}))

    def statement(self, row: Said) -> Hashable:
        said = folded(row.what or "")
        return self.all(row.who), row.act, self.all(row.about), said, row.date.text

    def statement_of(self, row: Said) -> Hashable:
        return row.article.path, self.all(row.who), row.act, self.all(row.about)

    def role(self, row: Role) -> Hashable:
        return (*self._role(row), folded(row.post), _text(row.since), _text(row.until))

    def role_of(self, row: Role) -> Hashable:
        return (row.article.path, *self._role(row))

    def _role(self, row: Role) -> tuple[str, str | None]:
        return self(row.who), self(row.organisation) if row.organisation else None


def _paired(
    before: Iterable[T], after: Iterable[T], *keys: Callable[[T], Hashable]
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """What is the same by the first key, then by the next; what is gone; what is new."""
    pairs: list[tuple[T, T]] = []
    gone, new = list(before), list(after)
    for key in keys:
        waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
        for number in range(len(new) - 1, -1, -1):
            waiting[key(new[number])].append(number)
        left: list[T] = []
        taken: set[int] = set()
        for one in gone:
            if found := waiting[key(one)]:
                number = found.pop()
                taken.add(number)
                pairs.append((one, new[number]))
            else:
                left.append(one)
        gone, new = left, [one for number, one in enumerate(new) if number not in taken]
    return pairs, gone, new


def _text(date: Date | None) -> str | None:
    return None if date is None else date.text


def _listed(words: Iterable[str]) -> str | None:
    return ", ".join(words) or None


def _name(source: Source) -> str:
    return ", ".join(filter(None, (source.publisher, source.title or source.url)))


# --- who stands where -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Stand:
    """What all rows of one actor and one side add up to: on the conflict's day, and before."""

    at: Position
    past: tuple[tuple[Hashable, ...], ...]


def _stand(rows: tuple[Backing, ...], on: Day) -> _Stand:
    past = tuple((one.on, *_state(one)) for one in timeline(rows))
    return _Stand(position(rows, on), past)


def _state(at: Position) -> tuple[Hashable, ...]:
    return at.stance, at.supports, at.status, _text(at.since), at.disputed


def _words(at: Position) -> str | None:
    if at.stance is None:
        return None
    said = [stands(at.stance)]
    if kinds := supported(at.stance, at.support):
        said.append(", ".join(SUPPORT[kind].label for kind in kinds))
    if at.status is not None:
        said.append(at.status)
    if at.since is not None:
        said.append(f"since {at.since.words()}")
    if at.disputed:
        voices = (voice.who.name if voice.who else "an unnamed source" for voice in at.denials)
        said.append(f"disputed by {', '.join(dict.fromkeys(voices))}")
    return "; ".join(said)


def _stands(index: Index, same: _Same) -> Mapping[Hashable, _Stand]:
    found: dict[Hashable, _Stand] = {}
    for conflict, rows in index.backing_of.items():
        groups: defaultdict[Hashable, list[Backing]] = defaultdict(list)
        for row in rows:
            groups[conflict.slug, same(row.by), same(row.side.actor)].append(row)
        on = index.newest_day(conflict) or Day.max
        found |= {key: _stand(tuple(group), on) for key, group in groups.items()}
    return found


def _positions(old: Index, new: Index, same: _Same) -> Iterator[Change]:
    before, after = _stands(old, same), _stands(new, same)
    for key in {**before, **after}:
        was, now = before.get(key), after.get(key)
        yield from _position(was, now)


def _position(was: _Stand | None, now: _Stand | None) -> Iterator[Change]:
    at = now.at if now else was.at if was else None
    if at is None:
        return
    what, address = f"{at.by.name} towards {at.side.name}", at.by.address
    earlier = _words(was.at) if was else None
    later = _words(now.at) if now else None
    if earlier is None and later is None:
        if was is None or now is None or was.past != now.past:
            yield Change("position-history", what, _past(was), _past(now), address)
    elif earlier is None:
        yield Change("position-begins", what, None, later, address)
    elif later is None:
        end = "nothing is claimed any more" if now is None else f"ended by {day(at.on)}"
        yield Change("position-ends", what, earlier, end, address)
    elif was is not None and now is not None:
        if _state(was.at)[:-1] != _state(now.at)[:-1]:
            yield Change("position-changes", what, earlier, later, address)
        if now.at.disputed and not was.at.disputed:
            yield Change("position-disputed", what, earlier, later, address)
        elif was.at.disputed and not now.at.disputed:
            yield Change("position-undisputed", what, earlier, later, address)
        elif _state(was.at) == _state(now.at) and was.past != now.past:
            yield Change("position-history", what, _past(was), _past(now), address)


def _past(stand: _Stand | None) -> str | None:
    if stand is None:
        return None
    steps = (
        f"{on}: {stance or 'nothing'}{', disputed' if disputed else ''}"
        for on, stance, _, _, _, disputed in stand.past
    )
    return _listed(steps)


def _last_day(row: Backing) -> Day:
    """The last day that a row speaks of."""
    if row.until is not None:
        return row.until.latest or Day.max
    return max(begins(row), row.as_of.latest or Day.min)


def _opposed(briefing: Briefing, same: _Same) -> Mapping[Hashable, tuple[Backing, Backing]]:
    groups: defaultdict[Hashable, tuple[list[Backing], list[Backing]]]
    groups = defaultdict(lambda: ([], []))
    for row in briefing.backing:
        if row.status == "withdrawn":
            continue
        behind, against = groups[row.conflict.slug, same(row.by), same(row.side.actor)]
        if row.stance in SUPPORTIVE:
            behind.append(row)
        elif row.stance in ADVERSE:
            against.append(row)
    return {
        (key, one.stance, one.article.path, other.stance, other.article.path): (one, other)
        for key, (behind, against) in groups.items()
        for one in behind
        for other in against
        if begins(one) <= _last_day(other) and begins(other) <= _last_day(one)
    }


def _contradictions(before: Briefing, after: Briefing, same: _Same) -> Iterator[Change]:
    old, new = _opposed(before, same), _opposed(after, same)
    for key, (one, other) in new.items():
        if key not in old:
            what = f"{one.by.name} towards {one.side.name}"
            yield Change("contradiction-new", what, _told(one), _told(other), other.address)
    for key, (one, other) in old.items():
        if key not in new:
            what = f"{one.by.name} towards {one.side.name}"
            said = f"{_told(one)}, against {_told(other)}"
            yield Change("contradiction-gone", what, said, None, other.address)


def _told(row: Backing) -> str:
    """A claim, with the time it speaks of and who published it."""
    publishers = dict.fromkeys(source.publisher for source in row.sources)
    when = f"since {row.since.words()}" if row.since else f"as of {row.as_of.words()}"
    return f"{claim(row)} {when} ({', '.join(publishers)})"


def _backing(before: Briefing, after: Briefing, same: _Same) -> Iterator[Change]:
    """What changes in the claims that positions rest on, other than the positions."""

    def claims(briefing: Briefing) -> Mapping[Hashable, list[Backing]]:
        found: defaultdict[Hashable, list[Backing]] = defaultdict(list)
        for row in briefing.backing:
            found[row.conflict.slug, same(row.by), same(row.side.actor), row.stance].append(row)
        return found

    old, new = claims(before), claims(after)
    for key, rows in old.items():
        if key not in new:
            yield _gone(claim(rows[0]), rows[0].address, _sources_of(rows))
    for key, rows in new.items():
        what, address = claim(rows[0]), rows[0].address
        if key not in old:
            yield Change("claim-new", what, None, _listed(_sources_of(rows).values()), address)
            continue
        yield from _other_sources(what, address, _sources_of(old[key]), _sources_of(rows))
        earlier, later = _voices(old[key], same), _voices(rows, same)
        if set(earlier) != set(later):
            was, now = _listed(earlier.values()), _listed(later.values())
            yield Change("claim-changes", what, was, now, address)


def _voices(rows: Iterable[Backing], same: _Same) -> Mapping[Hashable, str]:
    return {
        (verb, voice.who and same(voice.who), folded(voice.what or "")): " ".join(
            filter(None, (verb, voice.who.name if voice.who else "an unnamed source", voice.what))
        )
        for row in rows
        for verb, voices in (("said by", row.said_by), ("denied by", row.denied_by))
        for voice in voices
    }


# --- claims and their sources -----------------------------------------------------------

_Row = TypeVar("_Row", Said, Role)


def _sources_of(rows: Iterable[Backing | Said | Role]) -> dict[str, str]:
    return {source.id: _name(source) for row in rows for source in row.sources}


def _gone(what: str, address: str, sources: Mapping[str, str]) -> Change:
    return Change("claim-gone", what, _listed(sources.values()), _NOBODY, address)


def _other_sources(
    what: str, address: str, before: Mapping[str, str], after: Mapping[str, str]
) -> Iterator[Change]:
    if set(before) == set(after):
        return
    kind: Kind = "claim-sources" if set(before) & set(after) else "claim-unsourced"
    yield Change(kind, what, _listed(before.values()), _listed(after.values()), address)


def _rows(
    before: Iterable[_Row],
    after: Iterable[_Row],
    exactly: Callable[[_Row], Hashable],
    roughly: Callable[[_Row], Hashable],
) -> Iterator[Change]:
    pairs, gone, new = _paired(before, after, exactly, roughly)
    for one in gone:
        yield _gone(claim(one), one.address, _sources_of([one]))
    for one in new:
        sources = _listed(_sources_of([one]).values())
        yield Change("claim-new", claim(one), None, sources, one.address)
    for was, now in pairs:
        what, address = claim(now), now.address
        if exactly(was) != exactly(now):
            yield Change("claim-changes", what, _in_full(was), _in_full(now), address)
        yield from _other_sources(what, address, _sources_of([was]), _sources_of([now]))


def _in_full(row: Said | Role) -> str:
    if isinstance(row, Said):
        return f"{claim(row)}; {row.date.words()}"
    dates = (("since", row.since), ("until", row.until))
    said = (f"{word} {date.words()}" for word, date in dates if date is not None)
    return "; ".join((claim(row), *said))


# --- what happened ----------------------------------------------------------------------


def _events(before: Briefing, after: Briefing, same: _Same) -> Iterator[Change]:
    # Without an id the address of an event follows from its words, and changes with them.
    pairs, gone, new = _paired(
        before.events,
        after.events,
        lambda event: (event.conflict.slug, event.id),
        lambda event: (event.accounts[0].article.path, folded(event.accounts[0].what)),
        lambda event: (event.accounts[0].article.path, event.date.text),
    )
    for event in gone:
        sources = _listed(_sources_of_event(event).values())
        yield Change("event-gone", claim(event.accounts[0]), sources, _NOBODY, event.address)
    for event in new:
        sources = _listed(_sources_of_event(event).values())
        yield Change("event-new", claim(event.accounts[0]), None, sources, event.address)
        yield from _differing(event, ())
    for was, now in pairs:
        yield from _event(was, now, same)


def _event(was: Event, now: Event, same: _Same) -> Iterator[Change]:
    what, address = claim(now.accounts[0]), now.address
    earlier, later = _dates(was), _dates(now)
    if earlier != later:
        yield Change("event-date", what, " / ".join(earlier), " / ".join(later), address)
    if (tolls := _tolls(was)) != _tolls(now):
        yield Change("event-toll", what, _listed(tolls), _listed(_tolls(now)), address)
    if _signature(was, same) != _signature(now, same):
        yield Change("event-changes", what, _described(was), _described(now), address)
    yield from _other_sources(what, address, _sources_of_event(was), _sources_of_event(now))
    yield from _differing(now, entry(was).differences)


def _differing(event: Event, already: Iterable[str]) -> Iterator[Change]:
    known = set(already)
    if found := [one for one in entry(event).differences if one not in known]:
        said = f"accounts differ on {', '.join(found)}"
        yield Change("contradiction-new", claim(event.accounts[0]), None, said, event.address)


def _dates(event: Event) -> list[str]:
    return list(dict.fromkeys(account.date.words() for account in event.accounts))


def _tolls(event: Event) -> list[str]:
    said = (
        f"{one.count.words()} {one.what}" for account in event.accounts for one in tolls(account)
    )
    return sorted(set(said))


def _signature(event: Event, same: _Same) -> Hashable:
    return (
        frozenset(folded(account.what) for account in event.accounts),
        frozenset(folded(account.place or "") for account in event.accounts),
        frozenset(account.kind for account in event.accounts),
        frozenset(same(actor) for account in event.accounts for actor in account.actors),
    )


def _described(event: Event) -> str:
    told = []
    for account in event.accounts:
        actors = ", ".join(actor.name for actor in account.actors)
        told.append("; ".join(filter(None, (account.what, account.place, account.kind, actors))))
    return " / ".join(dict.fromkeys(told))


def _sources_of_event(event: Event) -> dict[str, str]:
    return {source.id: _name(source) for one in event.accounts for source in one.sources}


# --- actors, sources, articles, conflicts -----------------------------------------------


def _actors(before: Briefing, after: Briefing, same: _Same) -> Iterator[Change]:
    found = {actor.slug for actor in same.moved.values()}
    for slug, actor in same.before.items():
        now = same.moved.get(slug)
        if now is not None:
            kind: Kind = "actor-merged" if now.slug in same.before else "actor-renamed"
            was, is_ = f"{actor.name} ({slug})", f"{now.name} ({now.slug})"
            yield Change(kind, actor.name, was, is_, now.address)
        elif slug not in same.after:
            yield Change(
                "actor-gone", actor.name, actor.kind or "without a kind", None, actor.address
            )
    for slug, actor in same.after.items():
        was_there = same.before.get(slug)
        if was_there is None:
            if slug not in found:
                said = actor.kind or "without a kind"
                yield Change("actor-new", actor.name, None, said, actor.address)
            continue
        if was_there.name != actor.name:
            yield Change("actor-renamed", actor.name, was_there.name, actor.name, actor.address)
        earlier = _profile(was_there, before)
        later = _profile(actor, after)
        if earlier != later:
            yield Change("actor-changes", actor.name, earlier, later, actor.address)


def _profile(actor: Actor, briefing: Briefing) -> str | None:
    said = [*filter(None, (actor.kind, actor.country, actor.wikidata, actor.website))]
    said += [
        f"member of {_with_dates(one.actor.name, one.since, one.until)}"
        for one in briefing.member_of.get(actor, ())
    ]
    return "; ".join(said) or None


def _with_dates(name: str, since: Date | None, until: Date | None) -> str:
    dates = [
        *([f"since {since.words()}"] if since else []),
        *([f"until {until.words()}"] if until else []),
    ]
    return f"{name} ({', '.join(dates)})" if dates else name


def _sources(before: Briefing, after: Briefing) -> Iterator[Change]:
    old = {source.id: source for source in before.sources}
    new = {source.id: source for source in after.sources}
    for key, source in old.items():
        if key not in new:
            yield Change("source-gone", _name(source), source.url, None, f"sources/#{key}")
    for key, source in new.items():
        if key not in old:
            yield Change("source-new", _name(source), None, source.url, f"sources/#{key}")


def _articles(before: Briefing, after: Briefing, same: _Same) -> Iterator[Change]:
    pairs, gone, new = _paired(
        before.articles, after.articles, lambda one: one.slug, lambda one: one.path
    )
    for one in gone:
        yield Change("article-gone", one.title, one.date.words(), None, one.address)
    for one in new:
        yield Change("article-new", one.title, None, one.date.words(), one.address)
    for was, now in pairs:
        if _subject(was, same) != _subject(now, same):
            earlier, later = _described_article(was), _described_article(now)
            yield Change("article-changes", now.title, earlier, later, now.address)


def _subject(article: Article, same: _Same) -> Hashable:
    conflict = article.conflict.slug if article.conflict else None
    return article.date.text, conflict, same.all(article.actors)


def _described_article(article: Article) -> str:
    said = [article.date.words()]
    if article.conflict:
        said.append(article.conflict.title)
    said += [actor.name for actor in article.actors]
    return "; ".join(said)


def _conflicts(before: Briefing, after: Briefing, same: _Same) -> Iterator[Change]:
    pairs, gone, new = _paired(
        before.conflicts, after.conflicts, lambda one: one.slug, lambda one: one.path
    )
    for one in gone:
        yield Change("conflict-gone", one.title, _sides(one), None, one.address)
    for one in new:
        yield Change("conflict-new", one.title, None, _sides(one), one.address)
    for was, now in pairs:
        if _make_up(was, same) != _make_up(now, same):
            yield Change("conflict-changes", now.title, _sides(was), _sides(now), now.address)


def _make_up(conflict: Conflict, same: _Same) -> Hashable:
    sides = tuple(
        (
            same(side.actor),
            frozenset(
                (same(one.actor), _text(one.since), _text(one.until)) for one in side.members
            ),
        )
        for side in conflict.sides
    )
    return sides, _text(conflict.start), _text(conflict.end), folded(conflict.place or "")


def _sides(conflict: Conflict) -> str:
    said = []
    for side in conflict.sides:
        members = [_with_dates(one.actor.name, one.since, one.until) for one in side.members]
        said.append(f"{side.name}: {', '.join(members)}" if members else side.name)
    said.append(_with_dates(conflict.place or "", conflict.start, conflict.end).strip())
    return "; ".join(filter(None, said))


# --- addresses and wording --------------------------------------------------------------


def _pages(before: Pages, after: Pages) -> Iterator[Change]:
    for address, anchors in before.items():
        if address not in after:
            yield Change("page-gone", f"/{address}", "a page", None, address)
        elif lost := sorted(anchors - after[address]):
            shown = ", ".join(f"#{anchor}" for anchor in lost[:_MOST_NAMED])
            more = len(lost) - _MOST_NAMED
            said = f"{shown} and {more} more" if more > 0 else shown
            yield Change("anchors-gone", f"/{address}", said, None, address)


def _reworded(old: Index, new: Index) -> tuple[str, ...]:
    before, after = _wording(old), _wording(new)
    return tuple(
        sorted(path for path in {**before, **after} if before.get(path) != after.get(path))
    )


def _wording(index: Index) -> Mapping[str, Hashable]:
    """All text in each file, claims aside."""
    briefing = index.briefing
    words: defaultdict[str, list[Hashable]] = defaultdict(list)
    for article in briefing.articles:
        told = (article.title, article.summary, article.authors, article.tags)
        words[article.path] += [*told, _text(article.updated)]
    for actor in briefing.actors:
        if actor.path:
            words[actor.path] += [actor.name, actor.short, actor.aliases, actor.summary]
    for conflict in briefing.conflicts:
        words[conflict.path] += [conflict.title, conflict.summary, conflict.aliases]
    for row in index.rows:
        words[row.article.path] += [
            row.note,
            row.why if isinstance(row, Backing) else None,
        ]
    for body in briefing.bodies:
        words[body.path] += [body.text, repr(sorted(body.meta.items()))]
    return {path: tuple(said) for path, said in words.items()}
