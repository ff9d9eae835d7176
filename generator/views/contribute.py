"""Selects what a contributor may choose from in the form that writes an article."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, get_args

from markupsafe import Markup

from generator.model import Briefing, Conflict
from generator.names import folded
from generator.schema import (
    ENTRIES_BELOW,
    SET_APART,
    ArticleEntry,
    Entry,
    keys_in_order,
)
from generator.views.embedded import embedded
from generator.views.outline import Section
from generator.views.words import ACTS, EVENT_KINDS, SOURCE_KINDS, STANCES, SUPPORT
from generator.vocabulary import Act, EventKind, SourceKind, Stance, Status, Support

OUTLINE: Final[Mapping[str, Section]] = {"file": Section("_file", "What the file looks like")}

NAMES_SUGGESTED: Final = 3000
"""So many names are suggested at most: more would weigh more than the form itself."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a key: as it is written, and as readers see it."""

    value: str
    words: str


CHOICES: Final[Mapping[str, tuple[Choice, ...]]] = {
    "stance": tuple(Choice(one, STANCES[one].lower()) for one in get_args(Stance)),
    "support": tuple(Choice(one, SUPPORT[one]) for one in get_args(Support)),
    "status": tuple(Choice(one, one) for one in get_args(Status)),
    "event": tuple(Choice(one, EVENT_KINDS[one]) for one in get_args(EventKind)),
    "act": tuple(Choice(one, ACTS[one][0]) for one in get_args(Act)),
    "source": tuple(Choice(one, SOURCE_KINDS[one]) for one in get_args(SourceKind)),
}


WRITTEN: Final[Mapping[str, type[Entry]]] = {
    "article": ArticleEntry,
    **{key: ENTRIES_BELOW[key] for key in ("source", "backing", "events", "statements")},
}
"""What the form writes: a header, and below these keys of it entries of their own."""


@dataclass(frozen=True, slots=True, eq=False)
class ContributePage:
    """The form, and the same in words for those whose browser runs no scripts.

    Attributes:
        conflicts: to choose from where there are several; the first is the default.
        names: every spelling of every known actor, as suggestions.
        backed: the spellings that ``to`` may hold: sides and who is on them.
        choices: the fixed values by what they are for.
        example: a whole article, as short as one can be.
        new_file: the address at which a new article can be proposed on the code host.
        header_form: for the script, as JSON: the keys in the order in which headers have them,
            before which of them a line is left empty, and which words hold where a key is left out.
    """

    conflicts: tuple[Conflict, ...]
    names: tuple[str, ...]
    backed: tuple[str, ...]
    choices: Mapping[str, tuple[Choice, ...]]
    example: str
    new_file: str | None
    header_form: Markup


def page(briefing: Briefing, new_file: str | None) -> ContributePage:
    """The page at ``/contribute/``."""
    on_a_side = [
        actor
        for conflict in briefing.conflicts
        for side in conflict.sides
        for actor in (side.actor, *(member.actor for member in side.members))
    ]
    names = {name for actor in briefing.actors for name in actor.names}
    backed = {name for actor in on_a_side for name in actor.names}
    side = next((side.name for conflict in briefing.conflicts for side in conflict.sides), "GNA")
    return ContributePage(
        conflicts=briefing.conflicts,
        names=tuple(sorted(names, key=lambda name: (folded(name), name))[:NAMES_SUGGESTED]),
        backed=tuple(sorted(backed, key=lambda name: (folded(name), name))),
        choices=CHOICES,
        example=_example(side),
        new_file=new_file,
        header_form=embedded(
            {
                "order": {name: keys_in_order(entry) for name, entry in WRITTEN.items()},
                "setApart": sorted(SET_APART),
                "defaults": {name: _defaults(entry) for name, entry in WRITTEN.items()},
            }
        ),
    )


def _defaults(entry: type[Entry]) -> dict[str, str]:
    return {
        key: field.default
        for key, field in entry.model_fields.items()
        if isinstance(field.default, str)
    }


def _example(side: str) -> str:
    """A whole article, as short as one can be, in which somebody stands by this side."""
    # JSON's escapes are YAML's.
    title, to = (json.dumps(text, ensure_ascii=False) for text in (f"Atlantis backs {side}", side))
    return f"""\
---
title: {title}
date: 2019-11-15

source: {{publisher: "The Daily Example", url: "https://example.org/x"}}

backing:
  - {{by: "Atlantis", to: {to}}}
---

Atlantis stands by {side}, The Daily Example wrote in November 2019.
"""
