"""Links lead to the page that lists an event or a source."""

from mkdocs_briefing.pages.parts.links import Links

from tests.builders import account, event, source


def test_links_depend_on_how_the_site_is_split():
    one = event(account(date="2019-06-26", id="gharyan"))
    afp = source("AFP")
    assert Links().event(one) == "chronology/#gharyan"
    assert Links().source(afp) == f"sources/#{afp.id}"
    assert Links(event_pages={one: "chronology/2019/"}).event(one) == "chronology/2019/#gharyan"
    assert Links(sources_by_publisher=True).source(afp) == f"sources/afp/#{afp.id}"
