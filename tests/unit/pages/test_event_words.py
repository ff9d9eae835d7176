"""An event says who did it and who denies it, in the same words on every page."""

from dataclasses import replace
from functools import cache

import pytest
from mkdocs_briefing.pages.parts import chronology_parts

from tests.builders import account, article, briefing, date, event, source, statement, voice
from tests.pages import parsed, text
from tests.unit.pages.test_templates import laid_out, shown

WIRE = article("A strike", date="2019-11-15", sources=(source("Wire"),))
POST = article("Another word", date="2019-11-20", sources=(source("Post"),))


@cache
def contents():
    strike = event(
        account(
            "A depot burns",
            by="LNA",
            against="GNA",
            status="alleged",
            said_by=["UN experts"],
            denied_by=[replace(voice("LNA"), until=date("2019-12-01"))],
            article=WIRE,
            id="strike",
        ),
        account("A depot burns", by="GNA", injured="3", article=POST, id="strike"),
    )
    return briefing(
        strike,
        statement((), "accuses", "LNA", "It was them", event=strike, article=POST, id="a"),
        statement("Russia", "denies", (), "Any part", event=strike, article=POST, id="b"),
    )


@cache
def pages():
    return {page.address: text(parsed(shown(page))) for page in laid_out(contents()).pages}


DENIED = "Denied by Russia (Post), 15 November 2019: Any part"
BY_ONE = "by LNA (alleged; UN experts say so; denied by LNA until 1 December 2019), against GNA"


@pytest.mark.parametrize("address", ["", "chronology/", "conflicts/libya/", "actors/lna/"])
def test_every_page_shows_all_doers_tolls_and_denials(address):
    said = pages()[address]
    for words in (BY_ONE, "by GNA", "who did it", "3 injured", DENIED):
        assert words in said
    assert said.index(DENIED) < said.index("an unnamed source accuses LNA: It was them")


@pytest.mark.parametrize("address", ["", "actors/lna/"])
def test_in_short_each_doer_has_its_source(address):
    assert f"{BY_ONE} (Wire) by GNA (Post)" in pages()[address]


def test_an_article_shows_what_the_other_account_has():
    said = pages()["articles/another-word/"]
    assert "By GNA" in said
    assert f"Wire: {BY_ONE}" in said
    assert "denied by LNA, Russia" in said
    assert "Post: 3 injured; by GNA" in pages()["articles/a-strike/"]


def test_a_part_of_its_own_shows_denials(monkeypatch):
    monkeypatch.setattr(chronology_parts, "ROWS_ON_ONE_PAGE", 0)
    parts = [one for one in laid_out(contents()).pages if one.address.startswith("chronology/2")]
    assert [one.address.count("/") for one in parts] == [2, 3, 4]
    said = text(parsed(shown(parts[-1])))
    assert BY_ONE in said
    assert DENIED in said
