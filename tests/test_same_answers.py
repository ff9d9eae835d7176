"""The table, its scripts, the pictures, the changes and the downloads, asked the same questions."""

import csv
import io
import json
from datetime import date as Day
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from mkdocs_briefing.content.reader import read
from mkdocs_briefing.core.vocabulary import STANCES
from mkdocs_briefing.exports.briefing_json import briefing_json
from mkdocs_briefing.exports.csv_tables import positions as positions_csv
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages.parts.links import Links
from mkdocs_briefing.pages.parts.timeline_data import timeline
from mkdocs_briefing.pictures.spans import spans
from mkdocs_briefing.site.registry import GENERATED
from mkdocs_briefing.standings.camps import camp_sizes
from mkdocs_briefing.standings.changes import changes
from mkdocs_briefing.standings.standing import days
from mkdocs_briefing.standings.table import table

from tests.conftest import REPOSITORY

FOLDERS = {
    "content": REPOSITORY / "content",
    "golden": REPOSITORY / "tests" / "golden" / "content",
    **{war.parent.name: war for war in (REPOSITORY / "tests" / "wars").glob("*/content")},
}
EPOCH = Day(1970, 1, 1)


@cache
def index_of(folder: Path) -> Index:
    reading = read(folder, root=folder.parent, generated=GENERATED)
    assert [one for one in reading.problems if one.severity == "error"] == []
    return Index(reading.briefing)


class Answers:
    """Where everybody stands in one conflict, as each part of the site has it."""

    def __init__(self, index, conflict):
        self.index, self.conflict = index, conflict
        self.rows = index.backing_of.get(conflict, ())
        self.newest = days(index)[conflict]
        shown = table(conflict, index, days(index))
        made = timeline(shown, self.rows, Links())
        self.scripts = {**made.tools, **made.stretches}
        self.turns = [EPOCH + timedelta(days=one) for one in self.scripts["days"]]
        self.lines = [
            line
            for line in csv.DictReader(io.StringIO(positions_csv(index)))
            if line["conflict_slug"] == conflict.slug
        ]
        self.spans = [
            (one, span)
            for one in json.loads(briefing_json(index))["positions"]
            if one["conflict"] == conflict.slug
            for span in one["spans"]
        ]

    def days(self):
        """Each day on which anything changes, and the day before it."""
        return sorted({self.newest, *self.turns, *(one - timedelta(days=1) for one in self.turns)})

    def on_paper(self, on):
        return table(self.conflict, self.index, {self.conflict: on})

    def in_scripts(self, on):
        """The camps, and the states of each cell, that scripts look up for a day."""
        data, number = self.scripts, (on - EPOCH).days

        def value(stretches):
            return next((said for first, said in reversed(stretches) if first <= number), None)

        for backer in data["backers"]:
            slug = data["actors"][backer["by"]]["slug"]
            camp = value(backer["camps"])
            yield slug, camp and data["camps"][camp[0]]["title"]
            for cell in backer["cells"]:
                said = value(cell["says"]) or ()
                lists = [[data["states"][at] for at in some] for some in said]
                yield slug, data["sides"][cell["side"]]["slug"], lists


def of_table(shown):
    """What holds: who, towards whom, the stance, how firm, with what."""
    return {
        (
            one.by.slug,
            one.side.actor.slug,
            held.stance,
            held.status,
            held.disputed,
            tuple(item.kind for item in held.support),
        )
        for one in shown.standings
        for held in one.held
    }


def of_scripts(answers, on):
    found = set()
    for slug, *cell in answers.in_scripts(on):
        if len(cell) == 2:
            side, lists = cell
            for stance, _, status, disputed, _, support, *_ in lists[0] if lists else ():
                kinds = tuple(kind for kind, _ in answers.scripts["support"][support])
                found.add((slug, side, stance, status, bool(disputed), kinds))
    return found


def without_support(found):
    return {one[:5] for one in found}


def of_csv(answers, on):
    return {
        (
            line["by_slug"],
            line["side_slug"],
            line["stance"],
            line["status"],
            line["disputed"] == "true",
        )
        for line in answers.lines
        if line["from"] <= on.isoformat() <= (line["to"] or "9999-12-31")
    }


def of_json(answers, on):
    return {
        (one["by"], one["side"], one["stance"], span["status"], span["disputed"])
        for one, span in answers.spans
        if span["from"] <= on.isoformat() <= (span.get("to") or "9999-12-31")
    }


def of_lanes(shown, on):
    return {
        (one.by.slug, one.side.actor.slug, lane[-1].stance, lane[-1].status, lane[-1].disputed)
        for one in shown.standings
        for lane in spans((evidence.row for evidence in one.evidence), on)
        if lane[-1].end is None
    }


def of_changes(answers, on):
    """The stance that the newest change leaves each actor with, on each track; none if it ended."""
    found = {}
    for change in changes(answers.rows, on):
        key = (change.by.slug, change.side.actor.slug, STANCES[change.stance].track)
        stance = None if change.kind == "ended" else change.stance
        # Of several changes on one day, what ended was there before what holds.
        if key not in found or found[key] == (change.on, None):
            found[key] = (change.on, stance)
    return {(by, side, stance) for (by, side, _), (_, stance) in found.items() if stance}


def ended_of(shown):
    return {
        (one.by.slug, one.side.actor.slug, ended.stance, ended.status, ended.disputed)
        for one in shown.standings
        for ended in one.ended
    }


def ended_in_scripts(answers, on):
    return {
        (slug, cell[0], stance, status, bool(disputed))
        for slug, *cell in answers.in_scripts(on)
        if len(cell) == 2 and len(cell[1]) > 1
        for stance, _, status, disputed, *_ in cell[1][1]
    }


def conflicts():
    for name, folder in FOLDERS.items():
        for conflict in days(index_of(folder)):
            yield pytest.param(folder, conflict, id=f"{name}-{conflict.slug}")


@pytest.mark.parametrize(("folder", "conflict"), list(conflicts()))
def test_every_part_gives_the_same_answer_on_each_day(folder, conflict):
    answers = Answers(index_of(folder), conflict)
    assert answers.turns
    for on in answers.days():
        shown = answers.on_paper(on)
        held = of_table(shown)
        assert of_scripts(answers, on) == held, on
        assert of_lanes(shown, on) == without_support(held), on
        assert of_changes(answers, on) == {one[:3] for one in held}, on
        assert ended_in_scripts(answers, on) == ended_of(shown), on
        told_first = [change.on for change in changes(answers.rows, on)]
        assert told_first == sorted(told_first, reverse=True), on
        sizes = {(camp.key, camp.side): len(camp.backers) for camp in shown.camps}
        assert camp_sizes(answers.rows, on) == sizes, on
        camps = {(one.actor.slug, camp.title) for camp in shown.camps for one in camp.backers}
        told = {one for one in answers.in_scripts(on) if len(one) == 2 and one[1]}
        assert told == {(slug, title) for slug, title in camps if title != "Nothing on record yet"}
        if on <= answers.newest:
            assert of_csv(answers, on) == without_support(held), on
            assert of_json(answers, on) == without_support(held), on
