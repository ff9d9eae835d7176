"""Warns of positions that hardly anybody can have, and of rows that do not do what is meant:
a denial that is written as a turn, and a claim that is taken back and counts elsewhere.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from mkdocs_briefing.content.conflicts import outside_membership
from mkdocs_briefing.content.rows import ResolvedRow
from mkdocs_briefing.content.schema import BackingEntry
from mkdocs_briefing.core.names import folded, quoted
from mkdocs_briefing.core.vocabulary import STANCES, SUPPORTIVE, Support
from mkdocs_briefing.model.claims import ALIGNMENT, UNSPECIFIED
from mkdocs_briefing.model.entities import Actor, Backing, Membership, Role, Side
from mkdocs_briefing.model.membership import is_outside_membership, sides_on
from mkdocs_briefing.model.row_days import begins, known_by
from mkdocs_briefing.model.runs import Run, runs

BETWEEN_SIDES: Final = frozenset({"neutral", "mixed"})

RowWithClaims: TypeAlias = tuple[ResolvedRow[BackingEntry], Sequence[Backing]]


def warn_of_doubtful_positions(
    rows: Iterable[RowWithClaims], at_odds: Mapping[Backing, Backing]
) -> None:
    """Warn of claims about backing that are impossible or unlikely.

    Args:
        rows: backing rows with the claims that they make.
        at_odds: see :func:`rows_at_odds`.
    """
    for row, claims in rows:
        warned: set[tuple[str, Actor]] = set()
        for claim in claims:
            for key, code, message in (
                *_outside_of_membership(claim),
                *_backs_itself(claim),
                *_meant_otherwise(claim, at_odds.get(claim)),
            ):
                actor = claim.to if key == "to" else claim.by
                if (code, actor) not in warned:
                    warned.add((code, actor))
                    location = (*row.location, key, *_index(row, key, actor))
                    row.file.warn(location, code, message)


Doubt: TypeAlias = tuple[str, str, str]
"""The key that a doubt is about, its code and its message."""


def _index(row: ResolvedRow[BackingEntry], key: str, actor: Actor) -> Iterator[int]:
    if key in row.actors:
        yield row.actors[key].index(actor)


# --- membership -----------------------------------------------------------------------


def _outside_of_membership(claim: Backing) -> Iterator[Doubt]:
    if is_outside_membership(claim):
        yield "to", "outside-membership", outside_membership(claim)


def _backs_itself(claim: Backing) -> Iterator[Doubt]:
    by = claim.by.name
    if claim.by is claim.to:
        yield "by", "backs-itself", f"{quoted(by)} is said to stand towards itself; check by and to"
    elif claim.stance in SUPPORTIVE and _is_on(claim.side, claim):
        yield (
            "by",
            "backs-itself",
            f"{quoted(by)} belongs to {claim.side.name}, so it hardly "
            f"{STANCES[claim.stance].verb} it; check by and to, and the days of the member in "
            f"content/{claim.conflict.path}",
        )


def _is_on(side: Side, claim: Backing) -> bool:
    """Whether the backer belongs to a side from the beginning of a claim until it is known."""
    if side not in claim.conflict.sides_with.get(claim.by, ()):
        return False
    first = begins(claim)
    days = (first, max(first, known_by(claim)))
    return all(side in sides_on(claim.conflict, claim.by, day) for day in days)


# --- rows that are meant otherwise ----------------------------------------------------


def _meant_otherwise(claim: Backing, other: Backing | None) -> Iterator[Doubt]:
    if other is None:
        return
    by, file = claim.by.name, f"content/{other.article.path}"
    if claim.status == "withdrawn":
        yield (
            "status",
            "still-counts",
            f"{quoted(other.sources[0].publisher)} took this back, but the same claim of it still "
            f"counts in {file}; write status: withdrawn in that row",
        )
    else:
        yield (
            "stance",
            "own-word",
            f"on the word of {quoted(by)} alone this row ends what others claim, that it "
            f"{STANCES[other.stance].verb} {claim.side.name}. If it is meant as a denial, remove "
            f"it and write denied_by: {by} in the row in {file}",
        )


def rows_at_odds(
    claims: Collection[Backing],
    roles: Iterable[Role],
    member_of: Mapping[Actor, Iterable[Membership]],
) -> Mapping[Backing, Backing]:
    """Find the rows that probably mean something else than what they do to another row.

    Returns:
        By each such row the other one: that ends on the word of the actor alone, or that still
        counts although its source took it back.
    """
    return {**_turns_on_own_word(claims, roles, member_of), **_still_counting(claims)}


def _still_counting(claims: Collection[Backing]) -> Mapping[Backing, Backing]:
    """By each claim that a source took back, the first one of it that still counts."""
    taken_back = [claim for claim in claims if claim.status == "withdrawn"]
    if not taken_back:
        return {}
    first: dict[tuple[object, ...], Backing] = {}
    counting = (claim for claim in claims if claim.status != "withdrawn")
    for claim in sorted(counting, key=lambda one: one.article.date.sort_key()):
        for key in _said_in(claim, (*claim.support, None)):
            first.setdefault(key, claim)
    found: dict[Backing, Backing] = {}
    for claim in taken_back:
        kinds = (None,) if UNSPECIFIED in claim.support else (*claim.support, UNSPECIFIED)
        told = (first[key] for key in _said_in(claim, kinds) if key in first)
        earlier = next((one for one in told if _is_earlier(one, claim)), None)
        if earlier is not None:
            found[claim] = earlier
    return found


def _said_in(claim: Backing, support: Iterable[Support | None]) -> Iterator[tuple[object, ...]]:
    """What a claim says of each support, and of any (``None``), by each of its publishers."""
    for source in claim.sources:
        for kind in support:
            yield claim.by, claim.side, claim.stance, folded(source.publisher), kind


def _is_earlier(one: Backing, other: Backing) -> bool:
    earlier = one.article.date.last_day <= other.article.date.last_day
    return earlier and one.article is not other.article


def _turns_on_own_word(
    claims: Iterable[Backing],
    roles: Iterable[Role],
    member_of: Mapping[Actor, Iterable[Membership]],
) -> Mapping[Backing, Backing]:
    """Find the rows that end what others claim, on the word of the actor alone.

    An actor that has admitted its backing turns by what it says; one that never did denies.

    Returns:
        By each such row, the newest row that it ends.
    """
    spokespeople = _spokespeople(roles, member_of)
    turns: defaultdict[tuple[Actor, Side], list[Backing]] = defaultdict(list)
    others: defaultdict[tuple[Actor, Side], list[Backing]] = defaultdict(list)
    for claim in claims:
        is_turn = claim.stance in BETWEEN_SIDES and claim.status != "withdrawn"
        is_own = is_turn and _rests_on(claim, {claim.by, *spokespeople.get(claim.by, ())})
        (turns if is_own else others)[claim.by, claim.side].append(claim)
    found: dict[Backing, Backing] = {}
    for (by, side), several in turns.items():
        own = {by, *spokespeople.get(by, ())}
        backing = [run for run in runs(tuple(others[by, side])) if _is_backing(run)]
        for claim in several:
            day = begins(claim)
            for rows in (run.state(day).rows for run in backing if run.holds(day)):
                if not any(_rests_on(row, own) for row in rows):
                    found[claim] = rows[0]
    return found


def _is_backing(run: Run) -> bool:
    return run.track == ALIGNMENT and run.stance in SUPPORTIVE


def _rests_on(claim: Backing, own: Collection[Actor]) -> bool:
    """Whether nobody but these actors says what a row claims."""
    if claim.said_by:
        return all(voice.who in own for voice in claim.said_by)
    if claim.status == "confirmed":
        return True
    names = {folded(name) for actor in own for name in actor.names}
    return all(folded(source.publisher) in names for source in claim.sources)


def _spokespeople(
    roles: Iterable[Role], member_of: Mapping[Actor, Iterable[Membership]]
) -> Mapping[Actor, Collection[Actor]]:
    """Who speaks for an actor: those who hold a post in it, or belong to it."""
    found: defaultdict[Actor, set[Actor]] = defaultdict(set)
    for role in roles:
        if role.organisation is not None:
            found[role.organisation].add(role.who)
    for actor, memberships in member_of.items():
        for membership in memberships:
            found[membership.actor].add(actor)
    return found
