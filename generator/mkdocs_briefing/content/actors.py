"""Knows every actor by all of its names."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_briefing.content.frontmatter import Location
from mkdocs_briefing.content.parsed_file import ParsedFile
from mkdocs_briefing.content.schema import ActorEntry, ConflictEntry, FileEntry
from mkdocs_briefing.core.names import folded, nearest_name, quoted, slug_of
from mkdocs_briefing.model.entities import UNNAMED, Actor


@dataclass(frozen=True, slots=True)
class FirstSight:
    """A name that no profile and no conflict declares, and where it was first met."""

    actor: Actor
    path: str
    line: int
    column: int

    @property
    def at(self) -> str:
        """The place as people write it: ``content/articles/ankara.md:5``."""
        return f"{self.path}:{self.line}"


class ActorRegistry:
    """Finds the actor that a name means, and makes a new one of a name that means none.

    Profiles are entered first, then the names that conflicts declare, then those that
    articles use: what is declared decides how a name is spelled and what is too close
    to it.

    Args:
        complete: whether every profile could be read.
    """

    def __init__(self, *, complete: bool) -> None:
        self._complete = complete
        self.first_sights: list[FirstSight] = []
        self._by_form: dict[str, Actor] = {}
        self._declared_at: dict[str, str] = {}
        self._slugs: set[str] = set()
        self._by_wikidata: dict[str, tuple[Actor, str]] = {}
        self._near: dict[str, str | None] = {}
        self._warned: set[tuple[str, str]] = set()

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Every actor once, by name."""
        every = dict.fromkeys(self._by_form.values())
        return tuple(sorted(every, key=lambda actor: (folded(actor.name), actor.slug)))

    def enter_profile(self, profile: ParsedFile[ActorEntry], slug: str) -> Actor:
        """Make the actor that a profile describes, and take its names for it."""
        entry = profile.entry
        actor = Actor(
            slug=slug,
            name=entry.name,
            kind=entry.kind,
            short=entry.short,
            aliases=entry.aliases,
            country=entry.country,
            summary=entry.summary,
            wikidata=entry.wikidata,
            website=entry.website,
            path=profile.path,
        )
        self._slugs.add(slug)
        if entry.wikidata:
            self._check_wikidata(actor, entry.wikidata, profile)
        places: list[tuple[str, Location]] = [(entry.name, ("name",))]
        if entry.short:
            places.append((entry.short, ("short",)))
        places += [(alias, ("aliases", index)) for index, alias in enumerate(entry.aliases)]
        for spelling, place in places:
            known = self._by_form.setdefault(folded(spelling), actor)
            if known is actor:
                self._declared_at.setdefault(folded(spelling), profile.at(*place))
                continue
            profile.error(
                place,
                "ambiguous-name",
                f"{quoted(spelling)} already names {quoted(known.name)} in "
                f"{self._declared_at[folded(spelling)]}; one spelling cannot mean two actors: "
                "change it in one of the two files",
            )
        return actor

    def _check_wikidata(self, actor: Actor, item: str, profile: ParsedFile[ActorEntry]) -> None:
        if item in self._by_wikidata:
            other, at = self._by_wikidata[item]
            profile.error(
                ("wikidata",),
                "same-actor",
                f"{item} is also {quoted(other.name)} in {at}; one actor has one profile: "
                "join the two files and list the other name under aliases",
            )
        self._by_wikidata.setdefault(item, (actor, profile.at("wikidata")))

    def declare(self, name: str, conflict: ParsedFile[ConflictEntry], location: Location) -> Actor:
        """The actor that a conflict names as a side or a member; such a name is declared."""
        actor = self._by_form.get(folded(name))
        if actor is None:
            # Names that stand side by side in one file are told apart by whoever wrote it.
            beside = f"{conflict.findings.path}:"
            known = (form for form, at in self._declared_at.items() if not at.startswith(beside))
            if (close := self._closest(folded(name), known)) is not None:
                conflict.warn(location, "near-name", f"{quoted(name)} {close}")
            actor = self._new(name)
        self._declared_at.setdefault(folded(name), conflict.at(*location))
        return actor

    def find(self, name: str, file: ParsedFile[FileEntry], location: Location) -> Actor:
        """The actor that an article or a profile names; a new one where the name is new."""
        form = folded(name)
        actor = self._by_form.get(form)
        if actor is None:
            actor = self._new(name)
            self.first_sights.append(FirstSight(actor, file.findings.path, *file.place(*location)))
        if form not in self._declared_at:
            self._warn_if_close(name, file, location)
        return actor

    def knows(self, actor: Actor) -> bool:
        """Whether an actor is certain; a new name may be that of a profile that cannot be read."""
        return self._complete or folded(actor.name) in self._declared_at

    def find_or_unnamed(
        self, name: str, file: ParsedFile[FileEntry], location: Location
    ) -> Actor | None:
        """Like :meth:`find`; ``None`` for a source that is not named."""
        return None if folded(name) == UNNAMED else self.find(name, file, location)

    def _new(self, name: str) -> Actor:
        slug = slug_of(name)
        if slug in self._slugs:
            # Not a number: that would depend on which of the two is read first.
            slug = f"{slug}-{hashlib.blake2b(folded(name).encode(), digest_size=3).hexdigest()}"
        actor = Actor(slug=slug, name=" ".join(name.split()))
        self._slugs.add(slug)
        self._by_form[folded(name)] = actor
        return actor

    def _warn_if_close(self, name: str, file: ParsedFile[FileEntry], location: Location) -> None:
        form = folded(name)
        if (file.path, form) in self._warned:
            return
        self._warned.add((file.path, form))
        if form not in self._near:
            self._near[form] = self._closest(form, self._declared_at)
        close = self._near[form]
        if close is not None:
            file.warn(location, "near-name", f"{quoted(name)} {close}")

    def _closest(self, form: str, known: Iterable[str]) -> str | None:
        parts = [part.strip() for part in form.split(",")]
        if len(parts) > 1 and all(part in self._declared_at for part in parts):
            names = ", ".join(self._by_form[part].name for part in parts)
            return f"is several names in one; write a list: [{names}]"
        near = nearest_name(form, known)
        if near is None:
            return None
        actor, at = self._by_form[near], self._declared_at[near]
        spelling = next((name for name in actor.names if folded(name) == near), actor.name)
        return (
            f"is a new name, but close to one in {at}; did you mean {quoted(spelling)}? "
            "If not, give it a profile in content/actors/"
        )
