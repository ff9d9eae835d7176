"""Compares two briefings by meaning: who stands with whom, what happened, and who says so.

It compares what the site says, not how the files are written: another order of keys, or
another wording of a text, changes no claim.
"""

from collections.abc import Iterable, Iterator

from mkdocs_briefing.commands.diff.changes import TITLES, Change, Diff
from mkdocs_briefing.commands.diff.contradictions import contradiction_changes
from mkdocs_briefing.commands.diff.files import NO_FILES, PublishedFiles, file_changes
from mkdocs_briefing.commands.diff.links import Pages, link_changes
from mkdocs_briefing.commands.diff.matching import ActorMatch, match_actors
from mkdocs_briefing.commands.diff.positions import position_changes
from mkdocs_briefing.commands.diff.rewording import reworded_files
from mkdocs_briefing.commands.diff.tables import TABLES
from mkdocs_briefing.core.names import folded
from mkdocs_briefing.model.entities import Actor, Briefing
from mkdocs_briefing.model.index import Index


def compare(
    before: Briefing,
    after: Briefing,
    pages_before: Pages,
    pages_after: Pages,
    *,
    files_before: PublishedFiles = NO_FILES,
    files_after: PublishedFiles = NO_FILES,
) -> Diff:
    """Every change from one briefing to another, and from the files beside it to others.

    An actor is the same where its address is. If that is gone, the actor that has one of its
    names is the same: renamed, or merged with it if that actor existed before.
    """
    old, new = Index(before), Index(after)
    actors = match_actors(before.actors, after.actors)
    changes = [
        *file_changes(files_before, files_after),
        *position_changes(old, new, actors),
        *contradiction_changes(before, after, actors),
        *(change for table in TABLES for change in table.changes(before, after, actors)),
        *_moved_actors(before.actors, actors),
        *link_changes(pages_before, pages_after),
    ]
    rank = {kind: number for number, kind in enumerate(TITLES)}
    changes.sort(key=lambda one: (rank[one.kind], folded(one.what), one.what, one.address))
    return Diff(tuple(dict.fromkeys(changes)), reworded_files(old, new))


def _moved_actors(before: Iterable[Actor], actors: ActorMatch) -> Iterator[Change]:
    for was in before:
        if now := actors.moved.get(was.slug):
            kind = "actor-renamed" if now.slug in actors.created else "actor-merged"
            old, new = (f"{actor.name} ({actor.slug})" for actor in (was, now))
            yield Change(kind, was.name, old, new, now.address)
