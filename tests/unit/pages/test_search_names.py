"""The names that the search answers with."""

import json

from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pages.parts.search_names import names_file

from tests.builders import backing, briefing


def test_names_lead_to_actors_and_tables():
    made = briefing(backing("Turkey", "GNA"))
    names = json.loads(names_file(Index(made)))
    slug = made.conflicts[0].slug
    assert names["conflicts"] == [
        [made.conflicts[0].address, made.conflicts[0].title, f"backers/#_{slug}"]
    ]
    address, _, written, conflicts, is_backed = names["actors"][0]
    assert (address, written, conflicts, is_backed) == ("actors/gna/", ["GNA"], [0], 1)
