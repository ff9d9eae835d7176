"""Writes the key of the map: what each pattern and mark means, and for whom it stands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mkdocs_briefing.core.lettering import wrap_text
from mkdocs_briefing.model.entities import Conflict
from mkdocs_briefing.pictures.map_countries import MapCountry
from mkdocs_briefing.pictures.map_signs import backer_mark, pattern_class, pattern_name
from mkdocs_briefing.pictures.picture import TEXT, Canvas, text
from mkdocs_briefing.pictures.svg import Element, element, group
from mkdocs_briefing.standings.table import Camp, Table
from mkdocs_briefing.wording.picture_words import PICTURE_WORDS

LINE: Final = 17
CREDIT: Final = "Shapes: Natural Earth, simplified. A border drawn here takes no position."


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One line of the key: what is filled or marked alike, and for whom that stands.

    Attributes:
        pattern: the name of the pattern of the countries.
        camp: the camp whose mark stands for backers that are no state.

    The entry for the countries of the sides has neither.
    """

    title: str
    names: tuple[str, ...]
    pattern: str | None = None
    camp: Camp | None = None

    @property
    def words(self) -> str:
        return f"{self.title}: {', '.join(self.names)}"


def key_entries(table: Table, countries: Iterable[MapCountry]) -> Iterator[KeyEntry]:
    """Yield filled countries by pattern, then marked backers by camp, then the sides' countries."""
    filled: defaultdict[str, list[str]] = defaultdict(list)
    titles: dict[str, str] = {}
    marked: defaultdict[Camp, list[str]] = defaultdict(list)
    scenes: list[str] = []
    for one in countries:
        if one.camp is not None:
            pattern = pattern_name(table.conflict, one.camp)
            titles[pattern] = one.camp.title
            filled[pattern].append(one.states[0].name if len(one.states) == 1 else one.country.name)
        for camp, names in residents_by_camp(one).items():
            marked[camp].append(f"{', '.join(names)} ({one.country.name})")
        if one.is_scene:
            scenes.append(one.country.name)
    for pattern in sorted(titles):
        yield KeyEntry(titles[pattern], tuple(filled[pattern]), pattern=pattern)
    for camp in table.camps:
        if camp in marked:
            yield KeyEntry(
                PICTURE_WORDS["residents"].format(camp=camp.title), tuple(marked[camp]), camp=camp
            )
    if scenes:
        yield KeyEntry(PICTURE_WORDS["scenes"], tuple(scenes))


def residents_by_camp(one: MapCountry) -> Mapping[Camp, Sequence[str]]:
    """Return the names of the backers from a country that are no state, by camp."""
    names: defaultdict[Camp, list[str]] = defaultdict(list)
    for actor, camp in one.residents:
        names[camp].append(actor.name)
    return names


def draw_key(
    conflict: Conflict,
    canvas: Canvas,
    entries: Iterable[KeyEntry],
    abbreviations: Mapping[str, str],
    *,
    top: float,
    room: float,
) -> tuple[list[Element], float]:
    """Return the key and where it ends.

    Args:
        conflict: the conflict of the map.
        canvas: the drawing that the key is in.
        entries: the lines of the key.
        abbreviations: the full name for each short one on the map.
        top: where the key begins.
        room: how wide it may be.
    """
    parts: list[Element] = []
    y = top
    for entry in entries:
        parts.append(_swatch(conflict, canvas, entry, y))
        for line in wrap_text(entry.words, room - 34, TEXT, lines=12):
            parts.append(text(34, y + 14, line))
            y += LINE
        y += 6
    # The page's script rewrites these lines for another day, and moves what stands below.
    names = group(*parts, class_="b-pic-key-names", data_top=top, data_bottom=y, data_room=room)
    notes: list[Element] = []
    if abbreviations:
        explained = ", ".join(f"{short} {name}" for short, name in sorted(abbreviations.items()))
        for line in wrap_text(explained, room, TEXT, lines=12):
            notes.append(text(2, y + 14, line))
            y += LINE
    for line in wrap_text(CREDIT, room, TEXT):
        notes.append(text(2, y + 14, line, class_="b-pic-said"))
        y += LINE
    return [names, group(*notes, class_="b-pic-key-rest")], y


def _swatch(conflict: Conflict, canvas: Canvas, entry: KeyEntry, y: float) -> Element:
    if entry.camp is not None:
        return backer_mark(conflict, entry.camp, (12, y + 9))
    fill, look = None, "b-pic-country--plain b-pic-scene"
    if entry.pattern is not None:
        fill, look = canvas.paint(entry.pattern), pattern_class(entry.pattern)
    class_ = f"b-pic-country {look}"
    return element("rect", x=1, y=y + 2, width=22, height=14, fill=fill, class_=class_)
