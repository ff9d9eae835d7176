"""Warns of positions that hardly anybody can have, and of denials that are written as a turn."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from mkdocs_briefing.content.conflicts import outside_membership
from mkdocs_briefing.content.rows import ResolvedRow
from mkdocs_briefing.content.schema import BackingEntry
from mkdocs_briefing.core.names import folded, quoted
from mkdocs_briefing.core.vocabulary import STANCES, SUPPORTIVE
from mkdocs_briefing.model.entities import Actor, Backing, Membership, Role, Side
from mkdocs_briefing.model.runs import (
    ALIGNMENT,
    Run,
    begins,
    is_outside_membership,
    known_by,
    runs,
    sides_on,
)

BETWEEN_SIDES: Final = frozenset({"neutral", "mixed"})

RowWithClaims: TypeAlias = tuple[ResolvedRow[BackingEntry], Sequence[Backing]]


def warn_of_doubtful_positions(
    rows: Sequence[RowWithClaims],
    roles: Iterable[Role],
    member_of: Mapping[Actor, Iterable[Membership]],
) -> None:
    """Warn of claims about backing that are impossible or unlikely.

    Args:
        rows: every backing row with the claims that it makes.
        roles: who speaks for whom.
        member_of: what actors belong to, by their own profiles.
    """
    spokespeople = _spokespeople(roles, member_of)
    claims_by_position: defaultdict[tuple[Actor, Side], list[Backing]] = defaultdict(list)
    for _, claims in rows:
        for claim in claims:
            claims_by_position[claim.by, claim.side].append(claim)
    for row, claims in rows:
        warned: set[tuple[str, Actor]] = set()
        for claim in claims:
            same_position = claims_by_position[claim.by, claim.side]
            for key, code, message in (
                *_outside_of_membership(claim),
                *_backs_itself(claim),
                *_turn_on_own_word(claim, same_position, spokespeople),
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
    by, side = quoted(claim.by.name), claim.side.name
    if claim.by is claim.to:
        yield "by", "backs-itself", f"{by} is said to stand towards itself; check by and to"
    elif claim.stance in SUPPORTIVE and _is_on(claim.side, claim):
        yield (
            "by",
            "backs-itself",
            f"{by} belongs to {side}, so it hardly {STANCES[claim.stance].verb} it; check by and "
            f"to, and the days of the member in content/{claim.conflict.path}",
        )


def _is_on(side: Side, claim: Backing) -> bool:
    """Whether the backer belongs to a side from the beginning of a claim until it is known."""
    first = begins(claim)
    days = (first, max(first, known_by(claim)))
    return all(side in sides_on(claim.conflict, claim.by, day) for day in days)


# --- a denial that is written as a turn -----------------------------------------------


def _turn_on_own_word(
    claim: Backing,
    same_position: Iterable[Backing],
    spokespeople: Mapping[Actor, Collection[Actor]],
) -> Iterator[Doubt]:
    """Find a row that ends what others claim, on the word of the actor alone.

    An actor that has admitted its backing turns by what it says; one that never did denies.
    """
    if claim.stance not in BETWEEN_SIDES or claim.status == "withdrawn":
        return
    own = {claim.by, *spokespeople.get(claim.by, ())}
    if not _rests_on(claim, own):
        return
    ended = _backing_on_its_first_day(claim, same_position)
    if ended is None:
        return
    rows = ended.state(begins(claim)).rows
    if any(_rests_on(row, own) for row in rows):
        return
    by, newest = quoted(claim.by.name), rows[0]
    yield (
        "stance",
        "own-word",
        f"on the word of {by} alone this row ends what others claim, that it "
        f"{STANCES[newest.stance].verb} {claim.side.name}. If it is meant as a denial, remove it "
        f"and write denied_by: {claim.by.name} in the row in content/{newest.article.path}",
    )


def _backing_on_its_first_day(claim: Backing, same_position: Iterable[Backing]) -> Run | None:
    """The backing that would hold on the first day of a claim if it were not for the claim."""
    others = tuple(row for row in same_position if row is not claim)
    return next(
        (
            run
            for run in runs(others)
            if run.track == ALIGNMENT and run.stance in SUPPORTIVE and run.holds(begins(claim))
        ),
        None,
    )


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
