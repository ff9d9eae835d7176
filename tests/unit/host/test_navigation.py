"""The navigation where ``mkdocs.yml`` has none, and the labels where it has one."""

from mkdocs_briefing.host.navigation import default_navigation, navigation_labels


def test_generated_pages_come_first_then_ordinary_ones():
    file_of = {"about/": "about.md", "": "index.md", "actors/": "actors/index.md"}
    assert default_navigation(file_of, ["about.md"]) == [
        {"Home": "index.md"},
        {"Actors": "actors/index.md"},
        "about.md",
    ]


def test_articles_and_pages_in_folders_are_not_listed():
    file_of = {"articles/x/": "articles/x.md", "notes/y/": "notes/y.md"}
    assert default_navigation(file_of, ["notes/y.md"]) == []


def test_labels_are_found_at_every_level():
    nav = ["a.md", {"B": "b.md"}, {"More": [{"C": "c.md"}, {"Deep": [{"D": "d.md"}]}]}]
    assert dict(navigation_labels(nav)) == {"b.md": "B", "c.md": "C", "d.md": "D"}
