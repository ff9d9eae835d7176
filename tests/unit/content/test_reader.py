"""What articles say becomes a briefing: defaults, names, sides, events, sources, anchors."""

from collections.abc import Callable
from datetime import date as Day
from pathlib import Path

import pytest
from mkdocs_briefing.content.reader import Reading, read
from mkdocs_briefing.content.schema import (
    ActorEntry,
    ArticleEntry,
    BackingEntry,
    ConflictEntry,
)
from mkdocs_briefing.content.validation import faults
from mkdocs_briefing.model.entities import Briefing
from mkdocs_briefing.model.membership import is_outside_membership
from mkdocs_briefing.site.registry import GENERATED

from tests.builders import day

CONFLICT = """
title: Offensive on Tripoli
aliases: [Libya]
sides:
  - {name: LNA, members: [Khalifa Haftar, {who: A Brigade, until: 2019-12}]}
  - {name: GNA, members: [{who: A Brigade, since: 2020}]}
"""
SHORTEST = """
title: Ankara stands by Tripoli
date: 2019-11-15
source: {publisher: AFP, url: "https://example.org/x"}
backing:
  - {by: Turkey, to: GNA}
"""
Site = Callable[..., Reading]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Reads a folder of headers, by path below ``content/``."""

    def build(files: dict[str, str], *, drafts: bool = False, today: Day | None = None) -> Reading:
        for path, header in {"conflicts/tripoli.md": CONFLICT, **files}.items():
            file = tmp_path / "content" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"---\n{header.strip()}\n---\n\nText.\n", encoding="utf-8")
        return read(
            tmp_path / "content", root=tmp_path, drafts=drafts, generated=GENERATED, today=today
        )

    return build


def briefing(reading: Reading) -> Briefing:
    assert reading.problems == ()
    return reading.briefing


def article(rows: str, head: str = "source: AFP") -> dict[str, str]:
    return {"articles/a.md": f"title: A\ndate: 2019-11-15\n{head}\n{rows}"}


@pytest.mark.parametrize("empty", ['""', "' '", "~", "NULL", "[]", "{}"])
def test_what_a_cms_writes_for_nothing_is_nothing(site: Site, empty: str):
    top = ["summary", "authors", "tags", "updated", "draft", "slug", "actors"]
    row = ["since", "until", "as_of", "support", "status", "stance", "amount", "through", "why"]
    row += ["said_by", "denied_by"]
    text = "".join(f"{key}: {empty}\n" for key in top) + "source: AFP\nbacking:\n"
    text += "  - by: Turkey\n    to: GNA\n" + "".join(f"    {key}: {empty}\n" for key in row)
    read = briefing(site({"articles/a.md": f"title: A\ndate: 2019-11-15\n{text}"}))
    (claim,) = read.backing
    assert (claim.support, claim.status, claim.as_of.text) == (
        ("unspecified",),
        "reported",
        "2019-11-15",
    )
    assert (claim.since, claim.said_by, claim.denied_by, claim.why) == (None, (), (), None)
    assert read.articles[0].summary is None


def test_the_shortest_article_says_who_stands_with_whom(site: Site):
    (row,) = briefing(site({"articles/ankara.md": SHORTEST})).backing
    assert (row.by.name, row.to.name, row.side.name) == ("Turkey", "GNA", "GNA")
    assert (row.stance, row.support, row.status) == ("backs", ("unspecified",), "reported")
    assert (row.as_of.text, row.since, row.until) == ("2019-11-15", None, None)
    assert [source.url for source in row.sources] == ["https://example.org/x"]
    assert row.conflict.title == "Offensive on Tripoli"


def test_several_names_make_a_claim_for_each_pair(site: Site):
    found = briefing(site(article("backing: [{by: [Turkey, Qatar], to: [GNA, LNA]}]"))).backing
    assert [(row.by.name, row.to.name) for row in found] == [
        ("Turkey", "GNA"),
        ("Turkey", "LNA"),
        ("Qatar", "GNA"),
        ("Qatar", "LNA"),
    ]
    assert len({row.id for row in found}) == 4


def test_a_member_stands_for_its_side(site: Site):
    (row,) = briefing(site(article("backing: [{by: Russia, to: khalifa haftar}]"))).backing
    assert (row.to.name, row.side.name) == ("Khalifa Haftar", "LNA")


@pytest.mark.parametrize(("since", "side"), [("2019-06", "LNA"), ("2020-02", "GNA")])
def test_a_member_that_changed_sides_counts_by_date(site: Site, since: str, side: str):
    rows = f"backing: [{{by: Russia, to: A Brigade, since: {since}}}]"
    assert briefing(site(article(rows))).backing[0].side.name == side


def test_a_backing_row_says_how_much_and_through_whom(site: Site):
    rows = "backing: [{by: Turkey, to: GNA, amount: [6 TB2 drones, ~40 men], through: A Company}]"
    (row,) = briefing(site(article(rows))).backing
    assert [(one.count.best, one.unit) for one in row.amount] == [(6, "TB2 drones"), (40, "men")]
    assert [one.name for one in row.through] == ["A Company"]


def test_denials_have_the_day_of_what_they_deny(site: Site):
    denials = "[Turkey, {who: unnamed, date: 2019-11-12, until: 2019-12}]"
    rows = f"backing: [{{by: Turkey, to: GNA, as_of: 2019-11-10, denied_by: {denials}}}]"
    (row,) = briefing(site(article(rows))).backing
    assert [(one.date.text, one.until and one.until.text) for one in row.denied_by] == [
        ("2019-11-10", None),
        ("2019-11-12", "2019-12"),
    ]


def test_an_event_says_who_did_what_to_whom(site: Site):
    rows = """events:
  - date: 2019-11-14
    what: A strike
    by: LNA
    against: [GNA, A Hospital]
    status: alleged
    said_by: {who: unnamed, what: It was the LNA}
    denied_by: Khalifa Haftar
    civilians_killed: 40-53"""
    (event,) = briefing(site(article(rows))).events
    (account,) = event.accounts
    assert [one.name for one in account.by] == ["LNA"]
    assert [one.name for one in account.against] == ["GNA", "A Hospital"]
    assert (account.status, account.disputed) == ("alleged", True)
    assert [one.who for one in account.said_by] == [None]
    assert [(one.who.name, one.date.text) for one in account.denied_by] == [
        ("Khalifa Haftar", "2019-11-15")
    ]
    assert account.civilians_killed is not None
    assert account.civilians_killed.words() == "40 to 53"


def test_a_statement_may_come_from_an_unnamed_source(site: Site):
    found = briefing(site(article("statements: [{who: Unnamed, what: A plan exists}]")))
    (said,) = found.statements
    assert said.who == ()
    assert "unnamed" not in {actor.name.casefold() for actor in found.actors}


@pytest.mark.parametrize(
    ("days", "as_of"),
    [
        ("", "2019-11-15"),
        (", until: 2019-10", "2019-10"),
        (", since: 2019, until: 2020", "2019-11-15"),
        (", since: 2019-12-01", "2019-12-01"),
        (", until: 2019-10, as_of: 2019-09-01", "2019-09-01"),
    ],
)
def test_as_of_is_the_articles_date_within_the_rows_days(site: Site, days: str, as_of: str):
    (row,) = briefing(site(article(f"backing: [{{by: Turkey, to: GNA{days}}}]"))).backing
    assert row.as_of.text == as_of


@pytest.mark.parametrize(
    ("date", "head", "codes"),
    [
        ("2019-11-17", "", ["future-article"]),
        ("2109-11-15", "", ["future-article"]),
        ("2019-11-16", "", []),
        ("2019-11", "", []),
        ("2109-11-15", "draft: true", []),
    ],
)
def test_an_article_dated_after_tomorrow_is_doubted(site: Site, date: str, head: str, codes):
    files = {"articles/a.md": f"title: A\ndate: {date}\n{head}"}
    found = site(files, drafts=True, today=day("2019-11-15")).problems
    assert [problem.code for problem in found] == codes
    assert site(files, drafts=True).problems == ()


@pytest.mark.parametrize(
    ("row", "side"),
    [
        ("as_of: 2019-11-01", "LNA"),
        ("since: 2020-02", "GNA"),
        ("since: 2020-02-10, as_of: 2020-02-20", "GNA"),
        ("since: 2019-12-20, as_of: 2020-01-10", "GNA"),
        ("as_of: 2019-05", "LNA"),
    ],
)
def test_a_claim_counts_for_the_side_of_the_day(site: Site, row: str, side: str):
    files = {
        "articles/a.md": "title: A\ndate: 2020-03-01\nsource: AFP\n"
        f"backing: [{{by: Russia, to: A Brigade, {row}}}]"
    }
    (claim,) = briefing(site(files)).backing
    assert claim.side.name == side
    assert not is_outside_membership(claim)


@pytest.mark.parametrize(
    ("as_of", "side"), [("2019-12", "GNA"), ("2019-03", "LNA"), ("2019-10-05", "LNA")]
)
def test_a_claim_between_memberships_stays_with_the_nearest(site: Site, as_of: str, side: str):
    conflict = """
title: Offensive on Tripoli
sides:
  - {name: LNA, members: [{who: A Brigade, since: 2019-05, until: 2019-09}]}
  - {name: GNA, members: [{who: A Brigade, since: 2020}]}
"""
    row = f"backing: [{{by: Russia, to: A Brigade, as_of: {as_of}}}]"
    header = f"title: A\ndate: 2020-03-01\nsource: AFP\n{row}"
    reading = site({"conflicts/tripoli.md": conflict, "articles/a.md": header})
    (claim,) = reading.briefing.backing
    assert (claim.side.name, is_outside_membership(claim)) == (side, True)
    assert [problem.code for problem in reading.problems] == ["outside-membership"]


def test_names_are_matched_without_case_accents_and_space(site: Site):
    found = briefing(
        site(
            {
                "actors/turkey.md": "name: Turkey\naliases: [Türkiye]",
                **article("backing: [{by: ' TURKIYE ', to: gna}]"),
            }
        )
    )
    assert found.backing[0].by.path == "actors/turkey.md"
    assert found.backing[0].by.name == "Turkey"


def test_a_new_name_makes_an_actor_and_is_listed(site: Site):
    reading = site(article("backing: [{by: Malta, to: GNA}]"))
    (malta,) = [actor for actor in briefing(reading).actors if actor.name == "Malta"]
    assert (malta.path, malta.address) == (None, "actors/malta/")
    assert [(new.actor.name, new.place) for new in reading.new_names] == [
        ("Malta", "content/articles/a.md:5")
    ]


def test_an_actor_has_its_page_where_its_file_is(site: Site):
    found = briefing(site({"actors/gna.md": "name: Government of National Accord\nshort: GNA"}))
    assert [actor.address for actor in found.actors if actor.path] == ["actors/gna/"]
    assert found.conflicts[0].sides[1].actor.name == "Government of National Accord"


def test_a_slug_replaces_the_file_name(site: Site):
    found = briefing(site({"actors/gna.md": "name: GNA\nslug: accord", **article("slug: own")}))
    assert found.conflicts[0].sides[1].actor.address == "actors/accord/"
    assert found.articles[0].address == "articles/own/"


def test_an_article_in_a_folder_keeps_its_folder(site: Site):
    found = briefing(site({"articles/2019/Über uns.md": "title: A\ndate: 2019"}))
    assert found.articles[0].address == "articles/2019/uber-uns/"


@pytest.mark.parametrize(
    ("head", "row", "publishers"),
    [
        ("source: AFP", "", ["AFP"]),
        ("source: AFP", ", source: Reuters", ["Reuters"]),
        ("source: [AFP, Reuters]", "", ["AFP", "Reuters"]),
        ("sources: {nyt: {publisher: The New York Times}}", "", ["The New York Times"]),
        ("source: AFP\nsources: {nyt: {publisher: NYT}}", ", source: nyt", ["NYT"]),
        ("source: AFP\nsources: {nyt: {publisher: NYT}}", ", source: [nyt, AFP]", ["NYT", "AFP"]),
        ("source: AFP", ", source: {publisher: TASS, via: Libyan Express}", ["TASS"]),
    ],
)
def test_a_row_rests_on_its_own_source_or_the_articles(
    site: Site, head: str, row: str, publishers: list[str]
):
    found = briefing(site(article(f"backing: [{{by: Turkey, to: GNA{row}}}]", head)))
    assert [source.publisher for source in found.backing[0].sources] == publishers


def test_who_says_something_and_who_published_it_differ(site: Site):
    rows = """
sources: {nyt: {publisher: The New York Times}}
backing:
  - by: Russia
    to: LNA
    said_by: {who: unnamed, what: they are mercenaries, source: nyt}
    denied_by: [Russia, {who: LNA, what: that they exist}]
"""
    (row,) = briefing(site(article(rows))).backing
    (said,) = row.said_by
    assert (said.who, said.what) == (None, "they are mercenaries")
    assert [source.publisher for source in said.sources] == ["The New York Times"]
    assert [voice.who and voice.who.name for voice in row.denied_by] == ["Russia", "LNA"]
    assert [source.publisher for source in row.denied_by[0].sources] == ["AFP"]
    assert row.disputed


def test_descriptions_of_one_source_are_merged(site: Site):
    found = briefing(
        site(
            {
                "articles/a.md": "title: A\ndate: 2019\nsource: {publisher: AFP, url: 'https://x.org/a'}",
                "articles/b.md": "title: B\ndate: 2019\n"
                "source: {publisher: afp, url: 'https://x.org/a', title: Talks, date: 2019-11}",
            }
        )
    )
    (source,) = found.sources
    assert (source.publisher, source.title) == ("AFP", "Talks")


def test_rows_with_one_id_are_one_event_with_several_accounts(site: Site):
    found = briefing(
        site(
            {
                "articles/b.md": "title: B\ndate: 2019-07-03\nsource: AFP\n"
                "events: [{id: strike, date: 2019-07-02, what: A strike kills 53, killed: 53}]",
                "articles/a.md": "title: A\ndate: 2019-07-09\nsource: WHO\n"
                "events: [{id: strike, date: 2019-07-03, what: A strike, killed: 44}]",
            }
        )
    )
    (event,) = found.events
    assert [account.what for account in event.accounts] == ["A strike kills 53", "A strike"]
    assert (event.id, event.address) == ("strike", "articles/b/#strike")


def test_one_id_in_two_conflicts_is_two_events(site: Site):
    """The older article keeps the address that it had when it was alone."""
    found = briefing(
        site(
            {
                "conflicts/other.md": "title: Another war\nsides: [{name: North}]",
                "articles/a.md": "title: A\ndate: 2020\nsource: AFP\nconflict: Another war\n"
                "events: [{id: truce, date: 2019, what: A truce}]",
                "articles/b.md": "title: B\ndate: 2019\nsource: AFP\nconflict: Libya\n"
                "events: [{id: truce, date: 2019, what: A truce}]",
            }
        )
    )
    assert {event.conflict.slug: event.id for event in found.events} == {
        "tripoli": "truce",
        "other": "other-truce",
    }


def test_a_statement_is_dated_by_its_event_or_its_article(site: Site):
    found = briefing(
        site(
            article(
                "events: [{id: talks, date: 2019-11-13, what: Talks}]\n"
                "statements:\n"
                "  - {who: [United States, GNA], act: calls-for, what: a halt, event: talks}\n"
                "  - {who: Russia, act: denies, what: that}"
            )
        )
    )
    assert [(row.date.text, len(row.who)) for row in found.statements] == [
        ("2019-11-13", 2),
        ("2019-11-15", 1),
    ]


def test_a_statement_takes_its_articles_date_of_the_event(site: Site):
    found = briefing(
        site(
            {
                "articles/a.md": "title: A\ndate: 2019-11-20\nsource: AFP\n"
                "events: [{id: talks, date: 2019-11-13, what: Talks}]",
                "articles/b.md": "title: B\ndate: 2019-11-15\nsource: AFP\n"
                "events: [{id: talks, date: 2019-11-14, what: Talks}]\n"
                "statements: [{who: Russia, act: denies, what: that, event: talks}]",
            }
        )
    )
    assert found.statements[0].date.text == "2019-11-14"
    assert found.events[0].date.text == "2019-11-13"


def test_a_role_says_who_held_which_post_where(site: Site):
    (row,) = briefing(
        site(article("roles: [{who: Taher Siala, in: GNA, as: foreign minister, since: 2016}]"))
    ).roles
    assert row.organisation is not None
    assert (row.who.name, row.organisation.name, row.post) == (
        "Taher Siala",
        "GNA",
        "foreign minister",
    )


@pytest.mark.parametrize(("drafts", "titles"), [(False, ["A"]), (True, ["B", "A"])])
def test_a_draft_is_checked_but_not_published(site: Site, drafts: bool, titles: list[str]):
    files = {
        "articles/a.md": "title: A\ndate: 2019",
        "articles/b.md": "title: B\ndate: 2020\ndraft: yes",
    }
    found = briefing(site(files, drafts=drafts))
    assert [one.title for one in found.articles] == titles
    assert [body.path for body in found.bodies if "articles" in body.path] == [
        f"articles/{title.lower()}.md" for title in sorted(titles)
    ]


def test_an_anchor_stays_when_other_rows_come_and_go(site: Site):
    row = "{by: Turkey, to: GNA, since: 2019}"
    (before,) = briefing(site(article(f"backing: [{row}]"))).backing
    after = briefing(site(article(f"backing: [{{by: Qatar, to: GNA}}, {row}]"))).backing
    assert after[1].id == before.id


def test_writing_a_default_out_changes_no_anchor(site: Site):
    (short,) = briefing(site(article("backing: [{by: Turkey, to: GNA}]"))).backing
    (full,) = briefing(
        site(article("backing: [{by: [Turkey], to: [GNA], stance: backs, status: reported}]"))
    ).backing
    assert full.id == short.id


def test_page_keys_pass_through_to_mkdocs(site: Site):
    reading = site(article("hide: [toc]\nsearch: {exclude: true}\nstatus: new"))
    (body,) = [body for body in briefing(reading).bodies if body.path == "articles/a.md"]
    assert body.meta == {"hide": ["toc"], "search": {"exclude": True}, "status": "new"}


def test_an_ordinary_page_keeps_its_whole_header(site: Site):
    reading = site({"about.md": "title: About\nmood: grim"})
    (body,) = [body for body in briefing(reading).bodies if body.path == "about.md"]
    assert body.meta == {"title": "About", "mood": "grim"}


def test_an_invalid_file_does_not_affect_others(site: Site):
    reading = site({"articles/a.md": SHORTEST, "articles/b.md": "title: B"})
    assert [one.slug for one in reading.briefing.articles] == ["a"]
    assert [problem.path for problem in reading.problems] == ["content/articles/b.md"]


def test_an_empty_folder_is_an_empty_briefing(tmp_path: Path):
    (tmp_path / "content").mkdir()
    reading = read(tmp_path / "content", root=tmp_path, generated=GENERATED)
    assert (reading.problems, reading.briefing.articles) == ((), ())


@pytest.mark.parametrize(
    ("entry", "keys"),
    [
        (
            ActorEntry,
            "name short aliases kind country member_of wikidata website summary slug",
        ),
        (ConflictEntry, "title aliases start end place summary slug sides"),
        (
            ArticleEntry,
            "title date updated summary authors tags draft slug conflict source sources actors "
            "backing events statements roles",
        ),
    ],
)
def test_a_header_knows_the_keys_of_the_vocabulary(entry: type, keys: str):
    assert list(entry.model_json_schema()["properties"]) == keys.split()


def test_a_proposed_file_is_read_like_an_existing_one(site: Site, tmp_path: Path):
    site({"articles/a.md": SHORTEST})
    text = (
        f"---\n{SHORTEST.replace('Turkey', 'Qatar').strip()}\n---\n\nSee [it](a.md), [no](c.md).\n"
    )
    reading = read(
        tmp_path / "content", root=tmp_path, proposed={"articles/b.md": text}, generated=GENERATED
    )
    assert [row.by.name for row in reading.briefing.backing] == ["Turkey", "Qatar"]
    assert [str(problem) for problem in reading.problems] == [
        "content/articles/b.md:9:22: error: there is no file c.md; did you mean a.md? [broken-link]"
    ]
    assert not (tmp_path / "content/articles/b.md").exists()


def test_a_proposed_file_may_be_no_larger_than_any_other(site: Site, tmp_path: Path):
    site({})
    reading = read(
        tmp_path / "content",
        root=tmp_path,
        proposed={"about.md": "a" * 1_048_577},
        generated=GENERATED,
    )
    assert [problem.code for problem in reading.problems] == ["too-large"]


@pytest.mark.parametrize(
    ("kind", "values", "found"),
    [
        (BackingEntry, {"by": "Turkey", "to": ["GNA", "LNA"]}, []),
        (
            BackingEntry,
            {"by": "Turkey", "support": ["weapons", "trainig"]},
            [
                (("to",), 'missing key "to"; add to: GNA'),
                (("support", 1), 'unknown support "trainig"; did you mean "training"?'),
            ],
        ),
        (
            ArticleEntry,
            {"title": "T", "date": "2019", "source": {"publisher": "A", "url": "x"}},
            [(("source", 0, "url"), 'bad address "x"; write one that begins with https://')],
        ),
        (
            BackingEntry,
            {"by": "Turkey", "to": "GNA", "since": "2020", "until": "2019"},
            [(("until",), "until 2019 is before since 2020; swap them or fix one")],
        ),
    ],
)
def test_values_without_a_file_get_the_same_messages(kind: type, values, found):
    assert list(faults(kind, values)) == found
