"""Registers every actor with all of its names."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mkdocs_briefing.content.budget import COMPARISONS, PAGE
from mkdocs_briefing.content.header.nodes import Location
from mkdocs_briefing.content.parsed_file import ParsedFile
from mkdocs_briefing.content.schema import ActorEntry, ConflictEntry, FileEntry
from mkdocs_briefing.core.addresses import INDEX
from mkdocs_briefing.core.letters import COMMA, MIXED
from mkdocs_briefing.core.names import (
    NearNames,
    folded,
    folded_but_accents,
    foreign_letter,
    invisible_remark,
    quoted,
    slug_of,
    unmarked,
    visible,
    without_signs,
)
from mkdocs_briefing.model.entities import UNNAMED, Actor


@dataclass(frozen=True, slots=True)
class NewName:
    """A name that no profile and no conflict declares, and the place where it comes up first."""

    actor: Actor
    path: str
    line: int
    column: int

    @property
    def place(self) -> str:
        """The file and line: ``content/articles/ankara.md:5``."""
        return f"{self.path}:{self.line}"


class ActorRegistry:
    """Every actor, by all of its names.

    Profiles are added first, then the names that conflicts declare, then those that articles
    use: what is declared decides how a name is spelled, and which new name is close to it.

    Args:
        complete: whether every profile could be read.
    """

    def __init__(self, *, complete: bool) -> None:
        self._complete = complete
        self.new_names: list[NewName] = []
        self._by_name: dict[str, Actor] = {}
        self._by_flawless_spelling: dict[str, Actor] = {}
        self._declared_at: dict[str, str] = {}
        self._near = NearNames()
        self._new_by_signs: dict[tuple[str, str], NewName] = {}
        self._spellings: dict[str, dict[str, str]] = {}
        # A profile that chooses this one is reported: its page would take the listing's place.
        self._slugs = {INDEX}
        self._by_wikidata: dict[str, tuple[Actor, str]] = {}
        self._hints: dict[str, str | None] = {}
        self._warned: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Every actor once, by name."""
        distinct = dict.fromkeys(self._by_name.values())
        return tuple(sorted(distinct, key=lambda actor: (folded(actor.name), actor.slug)))

    def add_profile(self, profile: ParsedFile[ActorEntry]) -> Actor:
        """Make the actor that a profile describes, and declare its names."""
        entry = profile.entry
        actor = Actor(
            slug=profile.slug,
            name=visible(entry.name),
            kind=entry.kind,
            short=visible(entry.short) if entry.short else None,
            aliases=tuple(map(visible, entry.aliases)),
            country=entry.country,
            summary=entry.summary,
            wikidata=entry.wikidata,
            website=entry.website,
            path=profile.path,
        )
        self._slugs.add(actor.slug)
        if entry.wikidata:
            self._check_wikidata(actor, entry.wikidata, profile)
        self._declare(actor, entry.name, profile, ("name",))
        if entry.short:
            self._declare(actor, entry.short, profile, ("short",))
        for index, alias in enumerate(entry.aliases):
            self._declare(actor, alias, profile, ("aliases", index))
        return actor

    def _declare(
        self, actor: Actor, name: str, profile: ParsedFile[ActorEntry], location: Location
    ) -> None:
        self._warn_if_invisible(name, profile, location)
        form = folded(name)
        known = self._by_name.setdefault(form, actor)
        if known is actor:
            self._add_declared(name, profile.line_of(*location))
            return
        profile.error(
            location,
            "ambiguous-name",
            f"{quoted(name)} already names {quoted(known.name)} in {self._declared_at[form]}; "
            "one spelling cannot mean two actors: change it in one of the two files",
        )

    def _check_wikidata(self, actor: Actor, item: str, profile: ParsedFile[ActorEntry]) -> None:
        if item in self._by_wikidata:
            other, line = self._by_wikidata[item]
            profile.error(
                ("wikidata",),
                "same-actor",
                f"{item} is also {quoted(other.name)} in {line}; one actor has one profile: "
                "merge the two files and list the other name under aliases",
            )
        self._by_wikidata.setdefault(item, (actor, profile.line_of("wikidata")))

    def declare(self, name: str, conflict: ParsedFile[ConflictEntry], location: Location) -> Actor:
        """Return the actor that a conflict names as a side or a member; declare the name."""
        self._warn_if_invisible(name, conflict, location)
        form = folded(name)
        actor = self._by_name.get(form)
        if actor is None:
            # Names in the same file are different on purpose, however close they are.
            same_file = f"{conflict.problems.path}:"
            hint = self._near_name_hint(
                form,
                conflict,
                location,
                lambda known: not self._declared_at[known].startswith(same_file),
            )
            if hint is not None:
                conflict.warn(location, "near-name", f"{quoted(name)} {hint}")
            conflict.spend(PAGE, "names that each have a page", location)
            actor = self._add_new(name)
        self._warn_if_accents_differ(name, conflict, location)
        self._add_declared(name, conflict.line_of(*location))
        return actor

    def find(self, name: str, file: ParsedFile[FileEntry], location: Location) -> Actor:
        """Return the actor that an article or a profile names; a new one for a new name."""
        # Most spellings come up in many files, and there is nothing to warn of in any of them.
        if (known := self._by_flawless_spelling.get(name)) is not None:
            return known
        self._warn_if_invisible(name, file, location)
        form = folded(name)
        actor = self._by_name.get(form)
        if actor is None:
            file.spend(PAGE, "names that each have a page", location)
            actor = self._add_new(name)
            new_name = NewName(actor, file.problems.path, *file.place(*location))
            self.new_names.append(new_name)
            self._new_by_signs.setdefault(without_signs(form), new_name)
        if form not in self._declared_at:
            self._warn_if_near(name, file, location)
        if self._is_flawless(name, form):
            self._by_flawless_spelling[name] = actor
        return actor

    def _is_flawless(self, name: str, form: str) -> bool:
        """Return whether no file is warned of a name that has come up in one."""
        return not (invisible_remark(name) or _is_mixed(name)) and (
            form in self._declared_at
            or (
                self._hints.get(form, "") is None
                and self._other_signs_hint(form) is None
                and _several(name) is None
            )
        )

    def find_all(
        self, names: Iterable[str], file: ParsedFile[FileEntry], location: Location
    ) -> tuple[Actor, ...]:
        """Return the actors that a list names, each once, without a source that is not named."""
        names_by_actor: dict[Actor, str] = {}
        for index, name in enumerate(names):
            if folded(name) == UNNAMED:
                continue
            actor = self.find(name, file, (*location, index))
            if actor in names_by_actor:
                first = names_by_actor[actor]
                message = f"{quoted(name)} and {quoted(first)} are the same actor; name it once"
                file.warn((*location, index), "same-actor", message)
            names_by_actor.setdefault(actor, name)
        return tuple(names_by_actor)

    def find_or_unnamed(
        self, name: str, file: ParsedFile[FileEntry], location: Location
    ) -> Actor | None:
        """Like :meth:`find`; ``None`` for a source that is not named."""
        return None if folded(name) == UNNAMED else self.find(name, file, location)

    def is_certain(self, actor: Actor) -> bool:
        """Return whether an actor is surely not one whose profile could not be read."""
        return self._complete or folded(actor.name) in self._declared_at

    def is_declared(self, form: str) -> bool:
        """Return whether a profile or a conflict declares the name of this folded form."""
        return form in self._declared_at

    def first_named_in(self, shown: str) -> frozenset[str]:
        """Return the folded forms of the new names that come up first in a file."""
        return frozenset(folded(one.actor.name) for one in self.new_names if one.path == shown)

    def is_as_named(self, name: str) -> bool:
        """Return whether a name is known, and spelling and address of its actor follow from it.

        So they do not depend on which article names the actor first.
        """
        actor = self._by_name.get(folded(name))
        return actor is not None and (actor.name, actor.slug) == (
            _spelled(name),
            slug_of(visible(name)),
        )

    def nearest_declared(
        self, form: str, file: ParsedFile[FileEntry], location: Location
    ) -> tuple[str, str] | None:
        """Return the declared name that is closest to one in a file, and its file and line.

        ``None`` if no name is close.
        """
        return self._nearest(form, file, location)

    def _add_new(self, name: str) -> Actor:
        slug = slug_of(visible(name))
        if slug in self._slugs:
            # Not a number: that would depend on which of the two is read first. The unmarked
            # form keeps addresses as they were; names that share it need another one.
            forms = (unmarked(name), folded(name))
            addresses = [f"{slug}-{_digest(form)}" for form in forms]
            # No name, file or slug can give two hyphens in a row, so the last one is never taken.
            addresses.append(f"{slug}--{_digest(folded(name), size=16)}")
            slug = next(one for one in addresses if one not in self._slugs)
        actor = Actor(slug=slug, name=_spelled(name))
        self._slugs.add(slug)
        self._by_name[folded(name)] = actor
        return actor

    def _add_declared(self, name: str, line: str) -> None:
        form = folded(name)
        if form not in self._declared_at:
            self._near.add(form)
        self._declared_at.setdefault(form, line)
        self._spellings.setdefault(form, {}).setdefault(folded_but_accents(name), line)

    def _is_first(self, code: str, file: ParsedFile[FileEntry], name: str) -> bool:
        """Return whether this is the first warning of its kind about a name in a file."""
        warned, key = self._warned[file.path], (code, name)
        is_first = key not in warned
        warned.add(key)
        return is_first

    def forget_warnings(self, path: str) -> None:
        """Warn of the names in a file as if nobody had been warned of them yet."""
        self._warned.pop(path, None)

    def _warn_if_invisible(
        self, name: str, file: ParsedFile[FileEntry], location: Location
    ) -> None:
        """Warn of characters in a name that nobody sees, or that look like others."""
        remark = invisible_remark(name)
        if remark is not None and self._is_first("invisible-character", file, name):
            file.warn(location, "invisible-character", remark)
        if _is_mixed(name) and self._is_first("mixed", file, name):
            file.warn(
                location,
                "mixed-alphabets",
                f"{quoted(name)} is written in two alphabets.{foreign_letter(name)}; type it anew",
            )

    def _warn_if_accents_differ(
        self, name: str, conflict: ParsedFile[ConflictEntry], location: Location
    ) -> None:
        """Warn of a declared name that is another one but for its accents."""
        declared = self._spellings.get(folded(name), {})
        spelling = folded_but_accents(name)
        if not declared or spelling in declared:
            return
        if self._is_first("accents-differ", conflict, spelling):
            other = next(iter(declared.values()))
            conflict.warn(
                location,
                "accents-differ",
                f"{quoted(name)} differs only in accents from a name in {other}, and means the "
                "same actor; spell it the same, or list it under aliases of the actor's profile",
            )

    def _warn_if_near(self, name: str, file: ParsedFile[FileEntry], location: Location) -> None:
        """Warn of a name that is close to a declared one, once for each file."""
        form = folded(name)
        if not self._is_first("near-name", file, form):
            return
        if form not in self._hints:
            self._hints[form] = self._near_name_hint(form, file, location)
        hint = self._hints[form] or self._other_signs_hint(form)
        hint = hint or (_several(name) if file.is_plain(location) else None)
        if hint is not None:
            file.warn(location, "near-name", f"{quoted(name)} {hint}")

    def _near_name_hint(
        self,
        form: str,
        file: ParsedFile[FileEntry],
        location: Location,
        is_known: Callable[[str], bool] = lambda _: True,
    ) -> str | None:
        parts = [part.strip() for part in form.split(",")]
        if len(parts) > 1 and all(part in self._declared_at for part in parts):
            names = ", ".join(self._by_name[part].name for part in parts)
            return f"is several names in one; write a list: [{names}]"
        near = self._nearest(form, file, location, is_known)
        if near is None:
            return None
        spelling, line = near
        return (
            f"is a new name, but close to one in {line}; did you mean {quoted(spelling)}? "
            "If not, give it a profile in content/actors/"
        )

    def _other_signs_hint(self, form: str) -> str | None:
        """What to tell of a new name that an earlier one has with other signs or spaces."""
        # Without the line, which another edit may move before this is told again.
        first = self._new_by_signs.get(without_signs(form))
        if first is None or folded(first.actor.name) == form:
            return None
        return (
            f"is a new name, but reads like {quoted(first.actor.name)} in {first.path}; spell it "
            "the same. If they are two actors, give each a profile in content/actors/"
        )

    def _nearest(
        self,
        form: str,
        file: ParsedFile[FileEntry],
        location: Location,
        is_known: Callable[[str], bool] = lambda _: True,
    ) -> tuple[str, str] | None:
        cost = self._near.comparisons(form) // COMPARISONS
        if not file.spend(cost, "names that are much alike", location):
            return None
        near = self._near.closest(form, is_known)
        if near is None:
            return None
        actor = self._by_name[near]
        spelling = next((name for name in actor.names if folded(name) == near), actor.name)
        return spelling, self._declared_at[near]


def _is_mixed(name: str) -> bool:
    return not name.isascii() and MIXED.search(name) is not None


def _spelled(name: str) -> str:
    return " ".join(visible(name).split())


def _several(name: str) -> str | None:
    """Return what to tell of a new name with commas that has no quotes around it."""
    names = [part.strip() for part in COMMA.split(name)]
    if len(names) == 1 or not all(names):
        return None
    return (
        f"is one new name, comma included; write a list: [{', '.join(names)}], or put it in "
        "quotes if it is one"
    )


def _digest(form: str, size: int = 3) -> str:
    return hashlib.blake2b(form.encode(), digest_size=size).hexdigest()
