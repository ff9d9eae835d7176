"""Works out which countries take part in a conflict, and where each of them stands.

Only a state or its government speaks for its country. Any other backer only has its home
there: that an armed group from Sudan stands with somebody does not say that Sudan does.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mkdocs_briefing.model.entities import Actor, Side
from mkdocs_briefing.pictures.shapes import Country, World
from mkdocs_briefing.standings.camps import CAMP_TITLES, HOLDING_CAMPS
from mkdocs_briefing.standings.table import Camp, Table


@dataclass(frozen=True, slots=True, eq=False)
class MapCountry:
    """A country that takes part, and in what way.

    Attributes:
        camp: where its state or government stands; ``None`` where neither takes part.
        states: the state and its government, if they stand somewhere on the day.
        residents: other backers from there that stand somewhere on the day, and where.
        is_scene: whether sides of the conflict are from there.
        states_ever: the state and its government, if they take part on any day.
        residents_ever: the other backers that take part on any day.
    """

    country: Country
    camp: Camp | None
    states: tuple[Actor, ...]
    residents: tuple[tuple[Actor, Camp], ...]
    is_scene: bool
    states_ever: tuple[Actor, ...]
    residents_ever: tuple[Actor, ...]

    @property
    def has_backers(self) -> bool:
        """Whether a backer from there stands somewhere on the day of the table."""
        return self.camp is not None or bool(self.residents)

    @property
    def takes_part(self) -> bool:
        """Whether it takes part on the day of the table, and not only on others."""
        return self.has_backers or self.is_scene


def countries_of(table: Table, world: World) -> tuple[MapCountry, ...]:
    """Return the countries that take part on this day or another, by name."""
    states: defaultdict[Country, list[tuple[Actor, Camp]]] = defaultdict(list)
    residents: defaultdict[Country, list[tuple[Actor, Camp]]] = defaultdict(list)
    for camp in table.camps:
        for backer in camp.backers:
            country = world.find(backer.actor.country)
            if country is not None:
                is_state = _speaks_for(backer.actor, country, world)
                (states if is_state else residents)[country].append((backer.actor, camp))
    homes = (world.find(actor.country) for actor in _members(table.conflict.sides))
    scenes = {country for country in homes if country is not None}
    return tuple(
        MapCountry(
            country=country,
            camp=_common_camp([camp for _, camp in _present(states[country])], table),
            states=tuple(actor for actor, _ in _present(states[country])),
            residents=tuple(_present(residents[country])),
            is_scene=country in scenes,
            states_ever=tuple(actor for actor, _ in states[country]),
            residents_ever=tuple(actor for actor, _ in residents[country]),
        )
        for country in sorted({*states, *residents, *scenes}, key=lambda one: one.name)
    )


def _members(sides: Iterable[Side]) -> Iterator[Actor]:
    for side in sides:
        yield side.actor
        yield from (member.actor for member in side.members)


def _speaks_for(actor: Actor, country: Country, world: World) -> bool:
    if actor.kind is None:
        return any(world.find(name) is country for name in actor.names)
    return actor.kind in {"state", "government"}


def _present(backers: Iterable[tuple[Actor, Camp]]) -> Iterator[tuple[Actor, Camp]]:
    return ((actor, camp) for actor, camp in backers if camp.key in HOLDING_CAMPS)


def _common_camp(camps: Sequence[Camp], table: Table) -> Camp | None:
    """Return where a country stands: between the sides, if its state and government differ."""
    if not camps:
        return None
    if all(camp is camps[0] for camp in camps):
        return camps[0]
    between = next((camp for camp in table.camps if camp.key == "between"), None)
    return between or Camp("between", CAMP_TITLES["between"], ())
