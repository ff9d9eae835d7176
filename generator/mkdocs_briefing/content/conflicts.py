"""Reads the conflicts and says on which side of them an actor stands."""

from collections.abc import Iterable
from datetime import date as Day

from mkdocs_briefing.content.actors import ActorRegistry
from mkdocs_briefing.content.frontmatter import Location
from mkdocs_briefing.content.parsed_file import ParsedFile
from mkdocs_briefing.content.schema import ArticleEntry, ConflictEntry, SideEntry
from mkdocs_briefing.core.names import did_you_mean, folded, one_of, quoted
from mkdocs_briefing.core.vocabulary import SIDE_COLOURS, SideColour
from mkdocs_briefing.model.entities import Actor, Conflict, Membership, Side


class Conflicts:
    """Every conflict, by title, alias and slug."""

    def __init__(self, directory: ActorRegistry, *, complete: bool) -> None:
        self._directory = directory
        self._complete = complete
        self._by_name: dict[str, Conflict] = {}
        self._declared_at: dict[str, str] = {}

    @property
    def all(self) -> tuple[Conflict, ...]:
        every = dict.fromkeys(self._by_name.values())
        return tuple(sorted(every, key=lambda conflict: (folded(conflict.title), conflict.slug)))

    def enter(self, written: ParsedFile[ConflictEntry], slug: str) -> None:
        """Make the conflict that a file describes, and take its names for it."""
        entry = written.entry
        conflict = Conflict(
            slug=slug,
            title=entry.title,
            sides=self._sides(written),
            path=written.path,
            start=entry.start,
            end=entry.end,
            place=entry.place,
            summary=entry.summary,
            aliases=entry.aliases,
        )
        names: list[tuple[str, Location]] = [(entry.title, ("title",)), (slug, ("slug",))]
        names += [(alias, ("aliases", index)) for index, alias in enumerate(entry.aliases)]
        for name, location in names:
            known = self._by_name.setdefault(folded(name), conflict)
            if known is conflict:
                self._declared_at.setdefault(folded(name), written.at(*location))
            else:
                written.error(
                    location,
                    "ambiguous-name",
                    f"{quoted(name)} already names the conflict in "
                    f"{self._declared_at[folded(name)]}; change it in one of the two files",
                )

    def _sides(self, written: ParsedFile[ConflictEntry]) -> tuple[Side, ...]:
        sides: dict[Actor, Side] = {}
        for index, entry in enumerate(written.entry.sides):
            location: Location = ("sides", index, "name")
            actor = self._directory.declare(entry.name, written, location)
            if actor in sides:
                written.error(
                    location,
                    "same-actor",
                    f"{quoted(entry.name)} is the side {quoted(sides[actor].name)} again; "
                    "name each side once",
                )
                continue
            members = self._members(written, entry, index, actor)
            sides[actor] = Side(entry.name, actor, members, entry.colour)
        _check_colours(written)
        return tuple(sides.values())

    def _members(
        self, written: ParsedFile[ConflictEntry], entry: SideEntry, index: int, side: Actor
    ) -> tuple[Membership, ...]:
        found = (
            Membership(
                self._directory.declare(
                    member.who, written, ("sides", index, "members", position, "who")
                ),
                member.since,
                member.until,
            )
            for position, member in enumerate(entry.members)
        )
        # A side is a member of itself; saying so adds nothing.
        return tuple(member for member in found if member.actor is not side)

    def find(
        self, name: str | None, file: ParsedFile[ArticleEntry], location: Location
    ) -> Conflict | None:
        """The conflict that a name means; without a name the only one there is."""
        if name is None:
            every = self.all
            if len(every) == 1:
                return every[0]
            if self._complete:
                file.error(location, "conflict", self._none_named(every))
            return None
        conflict = self._by_name.get(folded(name))
        if conflict is None and self._complete:
            titles = [known.title for known in self.all]
            names = [one for known in self.all for one in (known.title, known.slug, *known.aliases)]
            fix = did_you_mean(name, names)
            if not fix:
                fix = f"; write {one_of(titles)}" if titles else NO_CONFLICT
            file.error(location, "conflict", f"unknown conflict {quoted(name)}{fix}")
        return conflict

    def _none_named(self, every: Iterable[Conflict]) -> str:
        titles = [conflict.title for conflict in every]
        if not titles:
            return f"this row belongs to no conflict{NO_CONFLICT}"
        return f"which conflict? Add conflict: {one_of(titles)}"


def _check_colours(written: ParsedFile[ConflictEntry]) -> None:
    """Tell of two sides that would look alike."""
    taken: dict[SideColour, str] = {}
    for index, entry in enumerate(written.entry.sides):
        if entry.colour is None:
            continue
        other = taken.setdefault(entry.colour, entry.name)
        if other != entry.name:
            used = {side.colour for side in written.entry.sides}
            free = [colour for colour in SIDE_COLOURS if colour not in used]
            fix = f"write {one_of(free)}, or leave it out" if free else "leave it out"
            written.error(
                ("sides", index, "colour"),
                "same-colour",
                f"{quoted(other)} is {entry.colour} already; {fix}",
            )


NO_CONFLICT = "; describe one in content/conflicts/ first"


def sides_of(conflict: Conflict, actor: Actor, day: Day) -> tuple[Side, ...]:
    """The sides an actor belongs to; where it belongs to several, those of the day.

    A side is a member of itself. Membership dates only decide between sides: who is
    listed on one side only, stands there whatever the day.
    """
    own = tuple(side for side in conflict.sides if side.actor is actor)
    if own:
        return own
    listed = [
        (side, member)
        for side in conflict.sides
        for member in side.members
        if member.actor is actor
    ]
    every = tuple(dict.fromkeys(side for side, _ in listed))
    if len(every) <= 1:
        return every
    return tuple(dict.fromkeys(side for side, member in listed if _covers(member, day))) or every


def _covers(member: Membership, day: Day) -> bool:
    begun = member.since is None or (member.since.earliest or day) <= day
    ended = member.until is not None and (member.until.latest or day) < day
    return begun and not ended


def side_fix(conflict: Conflict) -> str:
    """Which names ``to`` takes in a conflict."""
    return one_of([side.name for side in conflict.sides])


def on_no_side(name: str, conflict: Conflict) -> str:
    """What is wrong with a ``to`` that is nobody in a conflict, and the fix."""
    return (
        f"{quoted(name)} is on no side of {quoted(conflict.title)}; write "
        f"{side_fix(conflict)}, or list it under members in content/{conflict.path}"
    )
