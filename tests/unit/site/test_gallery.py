"""Each page has pictures that are not too long, with links that work from its address."""

import re

from mkdocs_briefing.site import layout
from mkdocs_briefing.site.gallery import BACKERS_IN_ONE_PICTURE, CONFLICTS_ON_ONE_PAGE

from tests.builders import account, article, backing, briefing, conflict, side

GNA, LNA = side("GNA"), side("LNA")


def war(number, backers=1):
    """A conflict of its own with so many backers."""
    where = conflict(f"War {number}", sides=(GNA, LNA))
    said = article(f"Of war {number}", date="2019-11-15", about=where)
    return [
        backing(f"Backer {one}", GNA.actor, article=said, id=f"row-{number}-{one}")
        for one in range(backers)
    ]


def pages(*rows):
    laid_out = layout.lay_out(briefing(*rows), site_name="Briefing", site_url=None)
    return {page.address: page for page in laid_out.pages}


def pictures(page):
    """All pictures of a page that shows them by conflict, or in a row."""
    found = page.context["pictures"]
    rows = found.values() if isinstance(found, dict) else [found]
    return [picture for row in rows for picture in row]


def links(picture):
    return set(re.findall(r' href="([^"]*)"', picture.wide + picture.narrow))


def test_home_shows_who_stands_with_whom():
    (picture,) = pictures(pages(*war(1))[""])
    assert picture.title == "Who stands with whom: War 1, as of 15 November 2019"
    assert links(picture) == {"./actors/gna/", "./actors/lna/", "./actors/backer-0/"}


def test_positions_over_time_stand_once_and_with_the_table():
    found = pages(*war(1))
    titles = [
        [picture.title.partition(":")[0] for picture in pictures(found[address])]
        for address in ("conflicts/war-1/", "backers/")
    ]
    assert titles == [["Who stands with whom"], ["Who stands with whom", "Positions over time"]]


def test_the_page_of_backers_shows_pictures_with_its_own_links():
    found = pictures(pages(*war(1))["backers/"])
    assert len(found) == 2
    assert links(found[1]) == {"../actors/backer-0/"}


def test_a_page_on_many_conflicts_has_no_pictures():
    found = pages(*(row for one in range(CONFLICTS_ON_ONE_PAGE + 1) for row in war(one)))
    assert not pictures(found["backers/"])
    assert len(pictures(found["conflicts/war-4/"])) == 2
    assert not pictures(found[""])


def test_title_says_which_of_many_backers_are_drawn():
    found = pages(*war(1, BACKERS_IN_ONE_PICTURE + 1))
    alliances, lanes = pictures(found["backers/"])
    for drawn in (alliances, lanes):
        assert drawn.title.endswith(f" (the {BACKERS_IN_ONE_PICTURE} firmest of 25 actors)")
        assert len(links(drawn) - {"../actors/gna/", "../actors/lna/"}) == BACKERS_IN_ONE_PICTURE


def test_a_bar_leads_to_its_month_on_the_same_page():
    said = article("Told", date="2019-11-15", about=conflict("War", sides=(GNA, LNA)))
    found = pages(account("Talks", date="2019-07-03", article=said, id="talks"))
    (strip,) = pictures(found["chronology/"])
    assert links(strip) == {"#_2019-07"}


def test_a_bar_leads_to_its_month_on_the_years_page():
    said = article("Told", date="2019-11-15", about=conflict("War", sides=(GNA, LNA)))
    many = (
        account(f"Event {one}", date="2019-07-03", article=said, id=f"e-{one}")
        for one in range(160)
    )
    (strip,) = pictures(pages(*many)["chronology/"])
    assert links(strip) == {"../chronology/2019/07/"}
