"""Compares where actors stand: on the newest day of a conflict, and over all the time before."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from typing import Final

from mkdocs_briefing.commands.diff.changes import Change
from mkdocs_briefing.commands.diff.fields import Field, compared, described
from mkdocs_briefing.commands.diff.matching import ActorMatch
from mkdocs_briefing.core.vocabulary import SUPPORT
from mkdocs_briefing.model.entities import Backing
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.model.positions import Position, position, timeline
from mkdocs_briefing.wording.words import UNNAMED_VOICE, day, stands, supported


def _stance(at: Position) -> str:
    return stands(at.stance) if at.stance else ""


def _support(at: Position) -> str:
    return ", ".join(SUPPORT[kind].label for kind in supported(at.stance, at.support))


def _deniers(at: Position) -> str:
    names = (denial.who.name if denial.who else UNNAMED_VOICE for denial in at.denials)
    return ", ".join(dict.fromkeys(names))


_FIELDS: Final[list[Field[Position]]] = [
    Field("position-changes", lambda at: at.stance, words=_stance),
    Field("position-changes", lambda at: at.supports, words=_support),
    Field("position-changes", lambda at: at.status),
    Field("position-changes", lambda at: at.since, label="since"),
]
_DENIALS: Final[Field[Position]] = Field(
    "position-disputed", lambda at: at.denials, words=_deniers, label="disputed by"
)


@dataclass(frozen=True, slots=True)
class _History:
    """The position of one actor towards one side.

    Attributes:
        current: on the day of the conflict's newest article.
        steps: one position for each day on which something changes.
    """

    current: Position
    steps: tuple[Position, ...]


def position_changes(old: Index, new: Index, actors: ActorMatch) -> Iterator[Change]:
    """Which positions begin, change, end, become disputed, or have a different history."""
    before, after = _histories(old, actors), _histories(new, actors)
    for key in {**before, **after}:
        yield from _changes(before.get(key), after.get(key), actors)


def _histories(index: Index, actors: ActorMatch) -> Mapping[Hashable, _History]:
    histories: dict[Hashable, _History] = {}
    for conflict, rows in index.backing_of.items():
        groups: defaultdict[Hashable, list[Backing]] = defaultdict(list)
        for row in rows:
            groups[conflict.slug, actors.slug(row.by), actors.slug(row.side.actor)].append(row)
        newest = index.newest_day(conflict) or Day.max
        for key, group in groups.items():
            histories[key] = _History(position(group, newest), timeline(group))
    return histories


def _changes(was: _History | None, now: _History | None, actors: ActorMatch) -> Iterator[Change]:
    either = now or was
    assert either is not None, "the key is that of one of them"
    latest = either.current
    before, after = (_words(history, actors) for history in (was, now))

    def change(kind: str, before: str | None, after: str | None) -> Change:
        return Change(kind, f"{latest.by.name} towards {latest.side.name}", before, after, address)

    address = latest.by.address
    changed_history = _history_key(was, actors) != _history_key(now, actors)
    history = change("position-history", _history_words(was), _history_words(now))
    if was is None or now is None or before is None or after is None:
        if before is not None:
            ended = "nothing is claimed any more" if now is None else f"ended by {day(latest.on)}"
            yield change("position-ends", before, ended)
        elif after is not None:
            yield change("position-begins", None, after)
        elif changed_history:
            yield history
        return
    same = not any(field.differs(was.current, now.current, actors) for field in _FIELDS)
    if not same:
        yield change("position-changes", before, after)
    if was.current.disputed != now.current.disputed:
        kind = "position-disputed" if now.current.disputed else "position-undisputed"
        yield change(kind, before, after)
    elif same and changed_history:
        yield history


def _words(history: _History | None, actors: ActorMatch) -> str | None:
    if history is None or history.current.stance is None:
        return None
    return described([*_FIELDS, _DENIALS], history.current, actors)


def _history_key(history: _History | None, actors: ActorMatch) -> Hashable:
    if history is None:
        return None
    return tuple(
        (step.on, step.disputed, compared(_FIELDS, step, actors)) for step in history.steps
    )


def _history_words(history: _History | None) -> str | None:
    steps = () if history is None else history.steps
    words = (
        f"{step.on}: {step.stance or 'nothing'}{', disputed' if step.disputed else ''}"
        for step in steps
    )
    return ", ".join(words) or None
