"""A small site in which everything happens once: all that is published of it, line by line.

After a change that is meant: ``pytest tests/test_golden.py --regenerate-golden``, and read
what ``git diff`` says.
"""

import difflib
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from mkdocs_briefing.content.reader import read
from mkdocs_briefing.core.vocabulary import (
    ACTOR_KINDS,
    ACTS,
    EVENT_KINDS,
    SOURCE_KINDS,
    STANCES,
    STATUSES,
    SUPPORT,
)
from mkdocs_briefing.model.entities import Account, Briefing
from mkdocs_briefing.site.registry import GENERATED

from tests.conftest import GOLDEN, contents
from tests.pages import parsed, pretty

EXPECTED = GOLDEN / "expected"


def published(site: Path) -> Mapping[str, bytes]:
    """The downloads as they are; of each page what stands between Material's header and footer."""
    found = {}
    for path, raw in contents(site).items():
        if path.startswith("data/") and not path.endswith(".html"):
            found[path] = raw
        elif path.endswith(".html") and path != "404.html":
            content = next(parsed(raw.decode()).iter("article"))
            found[path] = pretty(content).encode()
    return found


def rewrite(folder: Path, files: Mapping[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for path, raw in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)


def difference(path: str, expected: bytes, found: bytes) -> str:
    lines = (raw.decode().splitlines(keepends=True) for raw in (expected, found))
    return "".join(difflib.unified_diff(*lines, f"expected/{path}", f"built/{path}"))


def test_everything_published_is_as_expected(golden_site, request):
    found = published(golden_site)
    if request.config.getoption("--regenerate-golden"):
        rewrite(EXPECTED, found)
    expected = contents(EXPECTED)
    assert sorted(found) == sorted(expected), "other files than expected"
    assert not "".join(difference(path, expected[path], found[path]) for path in found)


# --- what makes it complete -----------------------------------------------------------


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return read(GOLDEN / "content", root=GOLDEN, generated=GENERATED).briefing


def accounts(briefing: Briefing) -> list[Account]:
    return [account for event in briefing.events for account in event.accounts]


@pytest.mark.parametrize(
    ("words", "used"),
    [
        (STANCES, lambda all: (row.stance for row in all.backing)),
        (STATUSES, lambda all: (row.status for row in all.backing)),
        (SUPPORT, lambda all: (word for row in all.backing for word in row.support)),
        (EVENT_KINDS, lambda all: (account.kind for account in accounts(all))),
        (ACTS, lambda all: (row.act for row in all.statements)),
        (ACTOR_KINDS, lambda all: (actor.kind for actor in all.actors)),
        (SOURCE_KINDS, lambda all: (source.kind for source in all.sources)),
    ],
    ids=["stance", "status", "support", "event", "act", "actor", "source"],
)
def test_every_word_of_the_vocabulary_is_used(words, used, briefing):
    assert set(words) - set(used(briefing)) == set()


@pytest.mark.parametrize(
    ("what", "found"),
    [
        ("a second conflict", lambda all: all.conflicts[1:]),
        ("three sides", lambda all: [one for one in all.conflicts if len(one.sides) == 3]),
        ("a disputed claim", lambda all: [row for row in all.backing if row.disputed]),
        (
            "an unnamed source",
            lambda all: [row for row in all.backing for one in row.said_by if one.who is None],
        ),
        (
            "accounts that differ",
            lambda all: [one for one in all.events if len({a.date for a in one.accounts}) > 1],
        ),
        ("a date that is open", lambda all: [a for a in accounts(all) if not a.date.earliest]),
        ("a date that has no end", lambda all: [a for a in accounts(all) if not a.date.latest]),
        ("a date about right", lambda all: [a for a in accounts(all) if "~" in a.date.text]),
        ("an uncertain date", lambda all: [one for one in all.articles if "?" in one.date.text]),
        (
            "a dated membership",
            lambda all: [
                one
                for conflict in all.conflicts
                for side in conflict.sides
                for one in side.members
                if one.since and one.until
            ],
        ),
        ("what an actor belongs to", lambda all: all.member_of),
        ("a role", lambda all: all.roles),
        ("an actor without a profile", lambda all: [one for one in all.actors if not one.path]),
        ("an alias", lambda all: [one for one in all.actors if one.aliases]),
    ],
)
def test_it_has(what, found, briefing):
    assert found(briefing), f"there is no {what}"


def test_its_draft_is_nowhere(golden_site):
    assert (GOLDEN / "content/articles/draft.md").exists()
    for path, raw in contents(golden_site).items():
        assert b"Not yet" not in raw, path
        assert b"Sealand" not in raw, path
