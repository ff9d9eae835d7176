"""The registry: every kind of page and every download is entered once."""

from collections import Counter

import pytest
from mkdocs_briefing.host.plugin import THEME
from mkdocs_briefing.site.layout import lay_out
from mkdocs_briefing.site.registry import EXPORTS, GENERATED, NAVIGATION, PAGE_KINDS

from tests.builders import backing, briefing

INDEX_PAGES = [kind for kind in PAGE_KINDS if kind.address is not None]


def test_the_navigation_has_the_labels_in_order():
    assert list(NAVIGATION.items()) == [
        ("", "Home"),
        ("backers/", "Who backs whom"),
        ("chronology/", "Chronology"),
        ("actors/", "Actors"),
        ("articles/", "Articles"),
        ("sources/", "Sources"),
        ("data/", "Data"),
        ("contribute/", "Contribute"),
    ]


def test_the_downloads_have_permanent_paths():
    assert GENERATED.files == (
        "data/articles.csv",
        "data/actors.csv",
        "data/backing.csv",
        "data/events.csv",
        "data/statements.csv",
        "data/roles.csv",
        "data/sources.csv",
        "data/briefing.json",
        "data/article.schema.json",
        "data/actor.schema.json",
        "data/conflict.schema.json",
    )


@pytest.mark.parametrize("kind", PAGE_KINDS, ids=lambda kind: kind.template)
def test_each_kind_has_a_template(kind):
    assert (THEME / "briefing" / kind.template).is_file()


@pytest.mark.parametrize("kind", INDEX_PAGES, ids=lambda kind: kind.template)
def test_a_kind_with_an_address_makes_one_page(kind):
    pages = lay_out(briefing(backing()), site_name="A briefing", site_url=None).pages
    assert [page.address for page in pages if page.template == f"briefing/{kind.template}"] == [
        kind.address
    ]


def test_no_template_address_or_path_is_registered_twice():
    entries = (
        [kind.template for kind in PAGE_KINDS],
        [kind.address for kind in INDEX_PAGES],
        [export.path for export in EXPORTS],
    )
    assert [one for names in entries for one, count in Counter(names).items() if count > 1] == []
