"""The registry: every kind of page and every download is entered once."""

from collections import Counter

import pytest
from mkdocs_briefing.host.theme import THEME
from mkdocs_briefing.site.layout import lay_out
from mkdocs_briefing.site.registry import EXPORTS, GENERATED, NAVIGATION, PAGE_KINDS

from tests.builders import backing, briefing

INDEX_PAGES = [kind for kind in PAGE_KINDS if kind.address is not None]


PERMANENT_PAGES = {
    "",
    "actors/",
    "articles/",
    "backers/",
    "chronology/",
    "conflicts/",
    "contribute/",
    "data/",
    "sources/",
}
PERMANENT_DOWNLOADS = {
    "data/actor.schema.json",
    "data/actors.csv",
    "data/article.schema.json",
    "data/articles.csv",
    "data/backing.csv",
    "data/briefing.json",
    "data/conflict.schema.json",
    "data/events.csv",
    "data/positions.csv",
    "data/roles.csv",
    "data/sources.csv",
    "data/statements.csv",
}


def test_pages_keep_their_addresses():
    assert set(GENERATED.pages) >= PERMANENT_PAGES


def test_downloads_keep_their_paths():
    assert set(GENERATED.files) >= PERMANENT_DOWNLOADS


def test_the_navigation_begins_with_home_and_the_backers():
    assert list(NAVIGATION.items())[:2] == [("", "Home"), ("backers/", "Who backs whom")]


@pytest.mark.parametrize("kind", PAGE_KINDS, ids=lambda kind: kind.template)
def test_each_kind_has_a_template(kind):
    assert (THEME / "briefing" / kind.template).is_file()


@pytest.mark.parametrize("kind", INDEX_PAGES, ids=lambda kind: kind.template)
def test_a_kind_with_an_address_makes_one_page(kind):
    pages = lay_out(briefing(backing()), site_name="A briefing", site_url=None).pages
    assert [page.address for page in pages if page.template == f"briefing/{kind.template}"] == [
        kind.address
    ]


def test_no_address_or_path_is_registered_twice():
    entries = (
        [kind.address for kind in INDEX_PAGES],
        [export.path for export in EXPORTS],
    )
    assert [one for names in entries for one, count in Counter(names).items() if count > 1] == []
