"""The table of contents of a page with text and sections, and the ids of its headings."""

from markdown import markdown
from mkdocs.structure.toc import AnchorLink
from mkdocs_briefing.host.toc import avoid_anchors, table_of_contents
from mkdocs_briefing.pages.parts.outline import Section


def titles(links):
    return [(link.title, link.level, titles(link.children)) for link in links]


def test_sections_follow_the_headings_of_the_text():
    text = [AnchorLink("Intro", "intro", 2)]
    sections = [Section("who", "Who & where", (Section("north", "North"),))]
    assert titles(table_of_contents(text, sections)) == [
        ("Intro", 2, []),
        ("Who &amp; where", 2, [("North", 3, [])]),
    ]


def test_sections_stand_below_a_title_in_the_text():
    sections = [Section("who", "Who")]
    toc = table_of_contents([AnchorLink("About", "about", 1)], sections)
    assert titles(toc) == [("About", 1, [("Who", 2, [])])]


def test_headings_avoid_the_anchors_of_the_page():
    options = avoid_anchors({"bridge"}, {"separator": "-"})
    html = markdown("# Bridge\n\n# _x", extensions=["toc"], extension_configs={"toc": options})
    assert 'id="bridge-text"' in html
    assert 'id="x"' in html
