"""Makes the page with the form that writes an article, and with the same in words."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from markupsafe import Markup
from mkdocs_briefing.content.schema import (
    ENTRIES_BELOW,
    SET_APART,
    ArticleEntry,
    Entry,
    keys_in_order,
)
from mkdocs_briefing.core.code_host import CodeHost
from mkdocs_briefing.core.names import folded
from mkdocs_briefing.core.vocabulary import (
    ACTS,
    EVENT_KINDS,
    SOURCE_KINDS,
    STANCES,
    STATUSES,
    SUPPORT,
    Term,
)
from mkdocs_briefing.model.entities import Briefing, Conflict
from mkdocs_briefing.pages.page import Content, Page, SiteData
from mkdocs_briefing.pages.parts import article_files
from mkdocs_briefing.pages.parts.embedded import embedded
from mkdocs_briefing.pages.parts.feedback import Provenance
from mkdocs_briefing.pages.parts.outline import Section

OUTLINE: Final[Mapping[str, Section]] = {"file": Section("_file", "What the file looks like")}

NAMES_SUGGESTED: Final = 3000
"""The most names that are suggested: more would weigh more than the form itself."""

# As content/anchors.py makes it of a row without an id; it changes with the row.
_DERIVED_ID: Final = re.compile(r"event-[0-9a-f]{12}")

EVENTS_SUGGESTED: Final = 300
"""The most events that are suggested, the newest ones."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a key: as it is written, as readers see it, and what it means."""

    value: str
    words: str
    meaning: str


def _choices(terms: Mapping[str, Term]) -> tuple[Choice, ...]:
    return tuple(Choice(term.word, term.label, term.meaning) for term in terms.values())


CHOICES: Final[Mapping[str, tuple[Choice, ...]]] = {
    "stance": tuple(
        Choice(term.word, term.label.lower(), term.meaning) for term in STANCES.values()
    ),
    "support": _choices(SUPPORT),
    "status": _choices(STATUSES),
    "event": _choices(EVENT_KINDS),
    "act": _choices(ACTS),
    "source": _choices(SOURCE_KINDS),
}


ENTRIES_IN_FORM: Final[Mapping[str, type[Entry]]] = {
    "article": ArticleEntry,
    **{key: ENTRIES_BELOW[key] for key in ("sources", "backing", "events", "statements", "roles")},
}
"""What the form writes: a header, and below these keys of it further entries."""


@dataclass(frozen=True, slots=True, eq=False)
class ContributeView:
    """The form, and the same in words for readers whose browser runs no scripts.

    Attributes:
        conflicts: to choose from if there are several; the first is the default.
        names: every spelling of every known actor, as suggestions.
        events: the newest events that have an id, as suggestions for a further account.
        choices: the fixed values, by what they are for.
        support: the kinds of support that can be ticked; ticking none means ``unspecified``.
        example: a complete article, as short as possible.
        new_file: where a new article can be proposed on the code host.
        data: for the script, as JSON. For each entry of a header: the order of keys, which keys
            follow an empty line, and the defaults. For each conflict: what it is called,
            its sides, and the names of everyone on a side.
    """

    conflicts: tuple[Conflict, ...]
    names: tuple[str, ...]
    events: tuple[tuple[str, str], ...]
    choices: Mapping[str, tuple[Choice, ...]]
    support: tuple[Choice, ...]
    example: str
    new_file: str | None
    data: Markup


def pages(site: SiteData) -> Iterator[Page]:
    """The page with the form."""
    yield Page(
        title="Contribute",
        make=partial(_content, site),
        description="Write an article for this briefing: what somebody claims, and who says so.",
        concern="program",
        assets=tuple(article_files.assets(site.briefing, site.code_host)),
    )


outputs = article_files.outputs
"""The files that the form opens."""


def _content(site: SiteData) -> Content:
    return Content(
        shows={"contribute": _view(site.briefing, site.code_host), "outline": OUTLINE},
        sections=tuple(OUTLINE.values()),
        # The page names every word of the vocabulary, and says nothing of what happened.
        search=None,
        provenance=Provenance(site.briefing.articles, subject="The choice of names on this page"),
    )


def _view(briefing: Briefing, host: CodeHost | None) -> ContributeView:
    names = {name for actor in briefing.actors for name in actor.names}
    side = next((side.name for conflict in briefing.conflicts for side in conflict.sides), "GNA")
    return ContributeView(
        conflicts=briefing.conflicts,
        names=tuple(_sorted(names)[:NAMES_SUGGESTED]),
        events=tuple(_known_events(briefing))[:EVENTS_SUGGESTED],
        choices=CHOICES,
        support=tuple(choice for choice in CHOICES["support"] if choice.value != "unspecified"),
        example=_example(side),
        new_file=None if host is None else host.new_article_url,
        data=embedded(
            {
                "form": {
                    "order": {name: keys_in_order(one) for name, one in ENTRIES_IN_FORM.items()},
                    "setApart": sorted(SET_APART),
                    "defaults": {name: _defaults(one) for name, one in ENTRIES_IN_FORM.items()},
                },
                "conflicts": [_conflict_data(conflict) for conflict in briefing.conflicts],
            }
        ),
    )


def _known_events(briefing: Briefing) -> Iterator[tuple[str, str]]:
    """Yield the id of each event that has one, and what happened when; the newest event first."""
    for event in reversed(briefing.events):
        account = event.accounts[0]
        if _DERIVED_ID.fullmatch(event.id) is None:
            yield event.id, f"{account.date.words()}: {account.what}"


def _conflict_data(conflict: Conflict) -> dict[str, object]:
    actors = [
        actor
        for side in conflict.sides
        for actor in (side.actor, *(member.actor for member in side.members))
    ]
    return {
        "title": conflict.title,
        "called": [conflict.title, conflict.slug, *conflict.aliases],
        "sides": [side.name for side in conflict.sides],
        "names": _sorted({name for actor in actors for name in actor.names}),
    }


def _sorted(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (folded(name), name))


def _defaults(entry: type[Entry]) -> dict[str, str]:
    return {
        key: field.default
        for key, field in entry.model_fields.items()
        if isinstance(field.default, str)
    }


def _example(side: str) -> str:
    """A complete article, as short as possible, in which somebody backs this side."""
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
