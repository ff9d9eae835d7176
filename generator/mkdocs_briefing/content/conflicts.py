"""Registers the conflicts, and says on which side of them an actor is."""

from collections.abc import Iterator
from datetime import date as Day
from typing import Final

from mkdocs_briefing.content.actors import ActorRegistry
from mkdocs_briefing.content.budget import CONFLICT, MEMBER
from mkdocs_briefing.content.header.nodes import Location
from mkdocs_briefing.content.parsed_file import ParsedFile
from mkdocs_briefing.content.schema import ArticleEntry, ConflictEntry, SideEntry
from mkdocs_briefing.core.names import (
    did_you_mean,
    folded,
    invisible_remark,
    one_of,
    quoted,
    visible,
)
from mkdocs_briefing.core.vocabulary import SIDE_COLOURS, SideColour
from mkdocs_briefing.model.entities import Actor, Backing, Conflict, Membership, Side
from mkdocs_briefing.model.membership import sides_on, spans_on
from mkdocs_briefing.model.row_days import begins

COMPARED: Final = 4
"""What a conflict costs each time when one is looked for that there is not."""
NO_CONFLICT: Final = "; describe one in content/conflicts/ first"


class ConflictRegistry:
    """Every conflict, by title, alias and slug.

    Args:
        actors: where sides and their members are declared.
        complete: whether every conflict's file could be read.
    """

    def __init__(self, actors: ActorRegistry, *, complete: bool) -> None:
        self._actors = actors
        self._complete = complete
        self._by_name: dict[str, Conflict] = {}
        self._declared_at: dict[str, str] = {}

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Every conflict once, by title."""
        distinct = dict.fromkeys(self._by_name.values())
        return tuple(sorted(distinct, key=lambda one: (folded(one.title), one.slug)))

    @property
    def only(self) -> Conflict | None:
        """The conflict, if there is exactly one."""
        distinct = set(self._by_name.values())
        return distinct.pop() if len(distinct) == 1 else None

    def add(self, file: ParsedFile[ConflictEntry]) -> None:
        """Make the conflict that a file describes, and declare its names."""
        entry = file.entry
        file.spend(CONFLICT, "the tables and pictures of its sides")
        conflict = Conflict(
            slug=file.slug,
            title=visible(entry.title),
            sides=_sides(file, self._actors),
            path=file.path,
            start=entry.start,
            end=entry.end,
            place=entry.place,
            summary=entry.summary,
            aliases=tuple(map(visible, entry.aliases)),
        )
        self._declare(conflict, entry.title, file, ("title",))
        self._declare(conflict, file.slug, file, ("slug",))
        for index, alias in enumerate(entry.aliases):
            self._declare(conflict, alias, file, ("aliases", index))

    def _declare(
        self, conflict: Conflict, name: str, file: ParsedFile[ConflictEntry], location: Location
    ) -> None:
        if (remark := invisible_remark(name)) is not None:
            file.warn(location, "invisible-character", remark)
        form = folded(name)
        if self._by_name.setdefault(form, conflict) is conflict:
            self._declared_at.setdefault(form, file.line_of(*location))
            return
        file.error(
            location,
            "ambiguous-name",
            f"{quoted(name)} already names the conflict in {self._declared_at[form]}; "
            "change it in one of the two files",
        )

    def find(
        self, name: str | None, file: ParsedFile[ArticleEntry], location: Location
    ) -> Conflict | None:
        """Return the conflict that a name means; without a name the only one there is.

        Where there is none it is a problem of the file, unless a conflict could not be read.
        """
        conflict = self.only if name is None else self._by_name.get(folded(name))
        if conflict is None and self._complete:
            cost = COMPARED * len(self._by_name)
            has_hint = file.spend(cost, "conflicts that there are not", location)
            if name is None:
                message = self._which_conflict() if has_hint else "which conflict?"
            elif has_hint:
                message = self._unknown_conflict(name)
            else:
                message = f"unknown conflict {quoted(name)}"
            file.error(location, "conflict", message)
        return conflict

    def _which_conflict(self) -> str:
        titles = [conflict.title for conflict in self.conflicts]
        if not titles:
            return f"this row belongs to no conflict{NO_CONFLICT}"
        return f"which conflict? Add conflict: {one_of(titles)}"

    def _unknown_conflict(self, name: str) -> str:
        titles = [conflict.title for conflict in self.conflicts]
        names = [
            known
            for conflict in self.conflicts
            for known in (conflict.title, conflict.slug, *conflict.aliases)
        ]
        hint = did_you_mean(name, names) or (f"; write {one_of(titles)}" if titles else NO_CONFLICT)
        return f"unknown conflict {quoted(name)}{hint}"


# --- sides ----------------------------------------------------------------------------


def _sides(file: ParsedFile[ConflictEntry], actors: ActorRegistry) -> tuple[Side, ...]:
    sides: dict[Actor, Side] = {}
    for index, entry in enumerate(file.entry.sides):
        location: Location = ("sides", index, "name")
        if not file.spend(MEMBER, "its sides", location):
            break
        actor = actors.declare(entry.name, file, location)
        if actor in sides:
            file.error(
                location,
                "same-actor",
                f"{quoted(entry.name)} and {quoted(sides[actor].name)} are the same side; "
                "name it once",
            )
            continue
        # A side is a member of itself; saying so adds nothing.
        members = tuple(
            member for member in _members(file, entry, index, actors) if member.actor is not actor
        )
        sides[actor] = Side(visible(entry.name), actor, members, entry.colour)
    _check_colours(file)
    return tuple(sides.values())


def _members(
    file: ParsedFile[ConflictEntry], side: SideEntry, side_index: int, actors: ActorRegistry
) -> Iterator[Membership]:
    for index, member in enumerate(side.members):
        location: Location = ("sides", side_index, "members", index, "who")
        if not file.spend(MEMBER, "the members of its sides", location):
            return
        yield Membership(actors.declare(member.who, file, location), member.since, member.until)


def _check_colours(file: ParsedFile[ConflictEntry]) -> None:
    """Report two sides of the same colour."""
    sides = file.entry.sides
    used = {side.colour for side in sides}
    first_by_colour: dict[SideColour, str] = {}
    for index, side in enumerate(sides):
        if side.colour is None:
            continue
        first = first_by_colour.setdefault(side.colour, side.name)
        if first != side.name:
            free = [colour for colour in SIDE_COLOURS if colour not in used]
            hint = f"write {one_of(free)}, or leave it out" if free else "leave it out"
            message = f"{quoted(first)} is already {side.colour}; {hint}"
            file.error(("sides", index, "colour"), "same-colour", message)


def sides_of(conflict: Conflict, actor: Actor, first: Day, held: Day) -> tuple[Side, ...]:
    """Return the sides of an actor that a claim is about.

    That is the side to which it belongs on the day on which the claim is known to hold, else on
    the day on which the claim begins, else the one to which it belongs next to these days. A side
    is a member of itself, and of no other.

    Args:
        conflict: the conflict.
        actor: who is on one of its sides.
        first: the day by which the claim had begun.
        held: the last day on which the claim is known to hold.

    Returns:
        Several sides where the actor belongs to several on the day; none where it never belongs
        to any.
    """
    sides = conflict.sides_with.get(actor, ())
    own = tuple(side for side in sides if side.actor is actor)
    on_the_day = own or sides_on(conflict, actor, held) or sides_on(conflict, actor, first)
    if on_the_day:
        return on_the_day
    spans = [(side, span) for side in sides for span in spans_on(side, actor)]
    nearest = sorted(spans, key=lambda one: (not one[1].meets(first, held), one[1].distance(held)))
    return tuple(side for side, _ in nearest[:1])


def on_no_side(name: str, conflict: Conflict) -> str:
    """Return the message for a ``to`` that is on no side of a conflict."""
    return (
        f"{quoted(name)} is on no side of {quoted(conflict.title)}; write "
        f"{_side_names(conflict)}, or list it under members in content/{conflict.path}"
    )


def on_several_sides(name: str, conflict: Conflict) -> str:
    """Return the message for a ``to`` that is on several sides of a conflict on a day."""
    return (
        f"{quoted(name)} is on several sides of {quoted(conflict.title)} on that day; "
        f"write {_side_names(conflict)}"
    )


def outside_membership(claim: Backing) -> str:
    """Return the message for a claim about a member on days on which it was on no side."""
    return (
        f"{quoted(claim.to.name)} was not on the side {claim.side.name} on {begins(claim)}, so "
        f"this row does not count for {claim.side.name}; check its since and as_of, and the days "
        f"of the member in content/{claim.conflict.path}"
    )


def _side_names(conflict: Conflict) -> str:
    return one_of(side.name for side in conflict.sides)
