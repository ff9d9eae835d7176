"""A small site in which everything happens once, held to what its content says.

The downloads and three whole pages are compared line by line with ``tests/golden/expected``.
The other pages are held to the claims in ``tests/golden/claims`` (see ``tests.page_claims``), one
file for each kind of page.

After an intended change, run ``pytest tests/test_golden.py --regenerate-golden``, read the
``git diff``, and edit the claims by hand.
"""

import difflib
import re
import shutil
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import yaml
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
from mkdocs_briefing.pages.guide import ADDRESSES
from mkdocs_briefing.site.registry import GENERATED

from tests.conftest import GOLDEN, contents
from tests.page_claims import content_of, failures_of
from tests.pages import INLINE, VOID

EXPECTED = GOLDEN / "expected"
WHOLE_PAGES = (
    "actors/north-alliance/index.html",
    "articles/2021/bridge/index.html",
    "conflicts/river-war/index.html",
)
CLAIMS = {
    address: parts
    for file in sorted((GOLDEN / "claims").glob("*.yml"))
    for address, parts in yaml.safe_load(file.read_text(encoding="utf-8")).items()
}


# --- downloads and whole pages, line by line ------------------------------------------


def test_downloads_and_three_pages_are_as_expected(golden_site, request):
    found = published(golden_site)
    if request.config.getoption("--regenerate-golden"):
        rewrite(EXPECTED, found)
    expected = contents(EXPECTED)
    assert sorted(found) == sorted(expected), "other files than expected"
    assert not "".join(difference(path, expected[path], found[path]) for path in found)


def published(site: Path) -> Mapping[str, bytes]:
    """Downloads as they are, and the content of the whole pages, one block a line."""
    files = contents(site)
    found = {path: files[path] for path in files if path.startswith("data/")}
    del found["data/index.html"]
    for path in WHOLE_PAGES:
        found[path] = one_block_a_line(content_of(files[path])).encode()
    return found


def one_block_a_line(element: Element) -> str:
    return "\n".join(block_lines(element, "")) + "\n"


def block_lines(element: Element, indent: str) -> Iterator[str]:
    """One line for each element, with the inline elements in it; or each part of a drawing."""
    start, end = tags(element)
    if element.tag != "svg" and all(child.tag in INLINE for child in element):
        yield f"{indent}{start}{inline(element)}{end}"
        return
    yield indent + start
    yield from text_lines(element.text, indent + "  ")
    for child in element:
        if element.tag == "svg":
            yield f"{indent}  {tags(child)[0]}{inline(child)}{tags(child)[1]}"
        else:
            yield from block_lines(child, indent + "  ")
        yield from text_lines(child.tail, indent + "  ")
    yield indent + end


def inline(element: Element) -> str:
    pieces = [escape(element.text or "", quote=False)]
    for child in element:
        start, end = tags(child)
        pieces += [start, inline(child), end, escape(child.tail or "", quote=False)]
    return re.sub(r"\s+", " ", "".join(pieces))


def tags(element: Element) -> tuple[str, str]:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.items())
    end = "" if element.tag in VOID else f"</{element.tag}>"
    return f"<{element.tag}{attributes}>", end


def text_lines(written: str | None, indent: str) -> Iterator[str]:
    if words := " ".join((written or "").split()):
        yield f"{indent}{escape(words, quote=False)}"


def rewrite(folder: Path, files: Mapping[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for path, raw in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)


def difference(path: str, expected: bytes, found: bytes) -> str:
    lines = (raw.decode().splitlines(keepends=True) for raw in (expected, found))
    return "".join(difflib.unified_diff(*lines, f"expected/{path}", f"built/{path}"))


# --- the other pages, by claims -------------------------------------------------------


def test_every_page_has_claims_or_is_expected_whole(golden_site):
    pages = {file.relative_to(golden_site).as_posix() for file in golden_site.rglob("index.html")}
    # The guide is the same on every site: two of its pages are claimed, and all others tested
    # as files.
    topics = {f"{address}index.html" for address in ADDRESSES}
    claimed = {f"{address}index.html" for address in CLAIMS}
    assert len(topics & claimed) > 1
    pages -= topics - claimed
    assert claimed.isdisjoint(WHOLE_PAGES)
    assert claimed.union(WHOLE_PAGES) == pages


@pytest.mark.parametrize("address", CLAIMS, ids=lambda address: address or "home")
def test_page_bears_out_its_claims(address, golden_site):
    assert failures_of(CLAIMS[address], golden_site, address) == []


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
        ("an amount", lambda all: [row for row in all.backing if row.amount]),
        ("a route", lambda all: [row for row in all.backing if row.through]),
        (
            "a denial that ended",
            lambda all: [row for row in all.backing for one in row.denied_by if one.until],
        ),
        ("a doer and a target", lambda all: [a for a in accounts(all) if a.by and a.against]),
        ("dead civilians", lambda all: [a for a in accounts(all) if a.civilians_killed]),
        ("an unnamed speaker", lambda all: [row for row in all.statements if not row.who]),
        ("an actor without a profile", lambda all: [one for one in all.actors if not one.path]),
        ("an alias", lambda all: [one for one in all.actors if one.aliases]),
    ],
)
def test_golden_content_has(what, found, briefing):
    assert found(briefing), f"there is no {what}"


def test_draft_is_published_nowhere(golden_site):
    assert (GOLDEN / "content/articles/draft.md").exists()
    files = contents(golden_site)
    assert "index.html" in files
    assert [path for path, raw in files.items() if b"Not yet" in raw or b"Sealand" in raw] == []
