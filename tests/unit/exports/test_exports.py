"""What other programs read in the downloads."""

import csv
import io
import itertools
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs_briefing.content.reader import read
from mkdocs_briefing.core.counts import Count
from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.exports import csv_tables
from mkdocs_briefing.exports.briefing_json import briefing_json
from mkdocs_briefing.model.entities import Attribution, Briefing, Conflict, Membership
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.site.registry import GENERATED

from tests.builders import (
    account,
    actor,
    article,
    backing,
    briefing,
    conflict,
    event,
    role,
    side,
    source,
    statement,
    voice,
)

SAHRAN = Path(__file__).parents[2] / "wars" / "sahran"
AFP = source("AFP", url="https://example.org/x")
NYT = source("The New York Times", date="2019-11-05")
TRIPOLI = article("Ankara stands by Tripoli", date="2019-11-15", sources=(AFP,))
RUSSIA = backing(
    "Russia",
    "Khalifa Haftar",
    support=("mercenaries", "weapons"),
    status="alleged",
    since="2019-09~",
    said_by=[voice("The New York Times", "an ally of the president", (NYT,)), voice(None)],
    denied_by=[
        voice("Moscow", "There is none.", (AFP,), date="2019-11-09", until="2020-01"),
        "LNA",
    ],
    why="influence",
    amount=("800-1200 fighters", "~120000000 USD"),
    through=("Sudan", "Chad"),
    note="see below",
    article=TRIPOLI,
    sources=(AFP, NYT),
    id="russia",
)


TABLES = (
    *("articles", "actors", "backing", "positions"),
    *("events", "statements", "roles", "sources"),
)


def table_text(name, of_briefing):
    """The text of a table, behind its byte order mark."""
    text = getattr(csv_tables, name)(Index(of_briefing))
    assert text.startswith("\ufeff")
    return text[1:]


def table(name, *contents):
    shown = contents[0] if isinstance(contents[0], Briefing) else briefing(*contents)
    return list(csv.DictReader(io.StringIO(table_text(name, shown), newline="")))


def as_json(*contents):
    shown = contents[0] if isinstance(contents[0], Briefing) else briefing(*contents)
    return json.loads(briefing_json(Index(shown)))


def cell(text):
    """What becomes of a contributor's text in a table."""
    return table("backing", backing(why=text))[0]["why"]


# Tables


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        (
            "backing",
            "id conflict by to side stance support status disputed since until as_of said_by "
            "denied_by why source article amount through",
        ),
        (
            "positions",
            "conflict by side track stance support status disputed since by_day until from to "
            "current last_known rests_on",
        ),
        (
            "events",
            "id conflict date earliest latest what kind actors place killed_low killed_best "
            "killed_high source article by against status disputed denied_by "
            "civilians_killed_low civilians_killed_best civilians_killed_high",
        ),
        ("actors", "slug name kind short aliases member_of country articles url"),
    ],
)
def test_even_an_empty_table_has_the_documented_columns(name, columns):
    header = table_text(name, Briefing()).rstrip("\n").split(",")
    assert header[: len(columns.split())] == columns.split()
    assert len(header) == len(set(header))


def test_backing_has_every_value():
    assert table("backing", RUSSIA) == [
        {
            "id": "russia",
            "conflict": "Libya",
            "by": "Russia",
            "to": "Khalifa Haftar",
            "side": "LNA",
            "stance": "backs",
            "support": "mercenaries; weapons",
            "status": "alleged",
            "disputed": "true",
            "since": "2019-09~",
            "until": "",
            "as_of": "2019-11-15",
            "said_by": "The New York Times; unnamed",
            "denied_by": "Moscow; LNA",
            "why": "influence",
            "source": "AFP; The New York Times",
            "article": "ankara-stands-by-tripoli",
            "amount": "800-1200 fighters; ~120000000 USD",
            "through": "Sudan; Chad",
            "said": "The New York Times: an ally of the president",
            "denied": "Moscow: There is none.",
            "by_slug": "russia",
            "to_slug": "khalifa-haftar",
            "side_slug": "lna",
            "note": "see below",
            "url": "articles/ankara-stands-by-tripoli/#russia",
            "conflict_slug": "libya",
            "source_ids": "source-afp; source-the-new-york-times-2019-11-05",
            "through_slugs": "sudan; chad",
            "said_by_slugs": "the-new-york-times",
            "denied_by_slugs": "moscow; lna",
        }
    ]


def test_a_claim_outside_of_a_membership_has_no_side():
    brigade = Membership(actor("Brigade"), until=Date.parse("2019-01"))
    left = conflict("Left", sides=(side("LNA", brigade), side("GNA")))
    row = backing("Turkey", "Brigade", article=article("Late", about=left, date="2019-11-20"))
    (line,) = table("backing", row)
    assert (line["to"], line["side"], line["side_slug"]) == ("Brigade", "", "")
    (record,) = as_json(row)["backing"]
    assert "side" not in record


def test_an_end_is_as_firm_as_its_row():
    first = backing(status="confirmed", as_of="2019-11-01")
    told = backing(status="alleged", until="2019-11-10", denied_by=["GNA"], id="told")
    line = table("positions", first, told)[0]
    assert (line["status"], line["end_status"], line["end_disputed"]) == (
        "confirmed",
        "alleged",
        "true",
    )
    (line,) = table("positions", first)
    assert (line["end_status"], line["end_disputed"]) == ("", "")


@pytest.mark.parametrize("name", TABLES)
def test_excel_is_told_that_a_table_is_utf_8(name):
    text = getattr(csv_tables, name)(Index(briefing(RUSSIA)))
    assert text.encode()[:3] == b"\xef\xbb\xbf"


def test_each_list_of_actors_has_their_slugs():
    """Nobody could tell one actor with a semicolon from two."""
    firm = replace(actor("Smith"), name="Smith; Sons")
    [line] = table("articles", replace(article(), actors=(firm, actor("Baron"))))
    assert line["actors"] == "Baron; Smith; Sons"
    assert line["actors_slugs"] == "baron; smith"


def test_what_nobody_denies_is_not_disputed():
    assert table("backing", backing())[0]["disputed"] == "false"


def test_an_event_has_one_line_an_account():
    strike = event(
        account("A strike", date="2019-07-02", killed="53", kind="strike", place="Tajoura", id="a"),
        account("An air strike", date="2019-07", killed="40+", actors=("LNA", "GNA"), id="b"),
        id="tajoura",
    )
    first, second = table("events", strike)
    assert (first["event"], second["event"]) == ("tajoura", "tajoura")
    assert (first["id"], second["id"]) == ("a", "b")
    assert (first["kind"], first["place"], first["actors"]) == ("strike", "Tajoura", "")
    assert second["actors"] == "LNA; GNA"
    assert (second["date"], second["earliest"], second["latest"]) == (
        "2019-07",
        "2019-07-01",
        "2019-07-31",
    )
    tolls = ("killed_low", "killed_best", "killed_high", "injured_best", "killed_approximate")
    assert [first[name] for name in tolls] == ["53", "53", "53", "", "false"]
    assert [second[name] for name in tolls] == ["40", "", "", "", "false"]


def test_an_event_has_its_doer_and_who_denies_it():
    row = table(
        "events",
        account(
            "Shells hit a market",
            by=("LNA", "Wagner"),
            against="GNA",
            status="alleged",
            said_by=[voice("UN", "From its positions")],
            denied_by=["LNA"],
            killed="40-53",
            civilians_killed="38",
        ),
    )[0]
    assert (row["by"], row["against"], row["status"]) == ("LNA; Wagner", "GNA", "alleged")
    assert (row["disputed"], row["denied_by"], row["said_by"]) == ("true", "LNA", "UN")
    numbers = ("low", "best", "high", "approximate")
    assert [row[f"civilians_killed_{one}"] for one in numbers] == ["38", "38", "38", "false"]


def test_an_event_that_names_no_doer_has_no_status():
    row = table("events", account("A dam breaks"))[0]
    assert (row["by"], row["status"], row["disputed"]) == ("", "", "false")


def test_an_open_end_is_an_empty_day():
    row = table("events", account(date="2019-04/.."))[0]
    assert (row["date"], row["earliest"], row["latest"]) == ("2019-04/..", "2019-04-01", "")


def test_a_count_may_say_more():
    count = Count(None, 50, None, approximate=True, as_of=Date.parse("2019-07"), note="=so far")
    row = table("events", replace(account(), injured=count))[0]
    assert (row["injured_best"], row["injured_approximate"]) == ("50", "true")
    assert (row["injured_as_of"], row["injured_note"]) == ("2019-07", "'=so far")


def test_a_statement_names_its_event():
    talks = event(account("Talks", date="2019-11-13", id="talks"))
    said = statement(("US", "GNA"), "accuses", "Russia", "Exploits it.", event=talks)
    row = table("statements", talks, said)[0]
    assert (row["who"], row["act"], row["about"]) == ("US; GNA", "accuses", "Russia")
    assert (row["what"], row["date"], row["event"]) == ("Exploits it.", "2019-11-13", "talks")


def test_a_role_has_a_place_or_none():
    assert [(row["who"], row["in"], row["as"]) for row in table("roles", role())] == [
        ("Khalifa Haftar", "LNA", "commander")
    ]
    assert table("roles", role(organisation=None, since="2015"))[0]["in"] == ""


def test_an_actor_counts_the_articles_that_name_it():
    rows = table(
        "actors",
        backing(article=TRIPOLI),
        account(actors="Turkey", article=TRIPOLI),
        account(actors="Turkey", article=article("Another")),
        actor("Malta", kind="state", short="MT", aliases=("Republic of Malta", "Melita")),
    )
    by_name = {row["name"]: row for row in rows}
    assert by_name["Turkey"]["articles"] == "2"
    assert by_name["Turkey"]["url"] == "actors/turkey/"
    assert by_name["Khalifa Haftar"]["sides"] == "LNA"
    assert by_name["GNA"]["sides"] == "GNA"
    malta = by_name["Malta"]
    assert (malta["kind"], malta["short"], malta["articles"]) == ("state", "MT", "0")
    assert malta["aliases"] == "Republic of Malta; Melita"


def test_an_actor_is_a_member_of_what_its_profile_says():
    member, of = actor("Turkey"), actor("NATO")
    shown = replace(briefing(member, of), member_of={member: (Membership(of),)})
    assert {row["name"]: row["member_of"] for row in table("actors", shown)} == {
        "NATO": "",
        "Turkey": "NATO",
    }


def test_an_article_counts_its_rows():
    row = table("articles", RUSSIA, account(article=TRIPOLI), statement(article=TRIPOLI))[0]
    assert [row[kind] for kind in ("backing", "events", "statements", "roles")] == list("1110")
    assert row["actors"] == (
        "Chad; Khalifa Haftar; LNA; Moscow; Russia; Sudan; The New York Times; Turkey"
    )
    assert (row["slug"], row["conflict"]) == ("ankara-stands-by-tripoli", "Libya")


def test_an_article_may_be_about_no_conflict():
    alone = replace(TRIPOLI, conflict=None)
    assert table("articles", alone)[0]["conflict"] == ""


def test_sources_join_to_claims():
    shown = briefing(RUSSIA)
    ids = {row["id"]: row for row in table("sources", shown)}
    assert set(table("backing", shown)[0]["source_ids"].split("; ")) <= set(ids)
    assert ids["source-afp"]["url"] == "https://example.org/x"
    assert ids["source-afp"]["claims"] == "1"


@pytest.mark.parametrize("name", TABLES)
def test_lines_end_with_a_line_feed(name):
    text = table_text(name, briefing(RUSSIA))
    assert text.endswith("\n")
    assert "\r" not in text


FORMULA = re.compile(r"[\s\"]*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def cells_however_split(text):
    """Every cell that a spreadsheet may make of a file, at commas, semicolons or tabs."""
    for separator, quote in itertools.product(",;\t", ('"', None)):
        quoting = csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE
        for row in csv.reader(
            io.StringIO(text, newline=""), delimiter=separator, quotechar=quote, quoting=quoting
        ):
            # Without regard to quotes, no comma separates what a file holds from what is told.
            yield from row if separator != "," or quote else ()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\uff1d", "\t=", "\n=", "\r@", "\r\n\t-"])
@pytest.mark.parametrize(
    "before", ["", ";", "a;", "a; ", "a;;", 'a;"', 'a;" "', '"', " ", "a\t;\t"]
)
def test_no_cell_begins_like_a_formula_however_split(before, start):
    text = table_text("backing", briefing(backing(why=f"{before}{start}1+1")))
    cells = list(cells_however_split(text))
    assert any("1+1" in one for one in cells)
    assert [one for one in cells if FORMULA.match(one)] == []


@given(st.text(st.sampled_from(";=+-@\t\r\n\" ,'a1\uff1d")), st.text())
def test_no_text_makes_a_formula_however_split(why, note):
    text = table_text("backing", briefing(replace(backing(), why=why, note=note)))
    assert [one for one in cells_however_split(text) if FORMULA.match(one)] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("five - or -5", "five - or -5"),
        ("one; two", "one; two"),
        ("one; -2 and = 3", "one; '-2 and = 3"),
        ("a\tb", "a b"),
        ("https://example.org/?a=1;b=2&c=-3", "https://example.org/?a=1;b=2&c=-3"),
        ("2019-11-15", "2019-11-15"),
    ],
)
def test_only_a_sign_that_can_begin_a_cell_changes(text, shown):
    assert cell(text) == shown


def test_no_item_of_a_list_begins_like_a_formula():
    assert table("actors", actor("Mali", aliases=("@mali", "-x")))[-1]["aliases"] == "'@mali; '-x"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\n\n", "\u2028", "\u0085", "\f"])
def test_a_line_ending_becomes_a_space(ending):
    assert cell(f"one{ending}two{ending}") == "one two"


@given(st.text(), st.text(), st.text())
def test_any_text_is_one_cell_of_one_line(what, place, note):
    odd = replace(account(), what=what, place=place, note=note)
    text = table_text("events", briefing(odd))
    assert len(text.splitlines()) == 2
    assert text.count("\n") == 2
    row = next(csv.DictReader(io.StringIO(text, newline="")))
    assert row["article"] == "ankara-stands-by-tripoli"
    for found, meant in ((row["what"], what), (row["place"], place), (row["note"], note)):
        assert found.replace("'", "").split() == meant.replace("'", "").split()


# Positions


def positions_of(*rows, columns="by side stance status since by_day until from to current"):
    return [
        " ".join(row[column] or "-" for column in columns.split())
        for row in table("positions", *rows)
    ]


def published(date):
    return article(f"Of {date}", date=date)


DAY = account(article=published("2021-06-30"))
"""It makes 30 June 2021 the day of the conflict."""


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (
            [backing("A", "GNA", since="2021", article=published("2021-05-04"))],
            ["A GNA backs reported 2021 2021-05-04 - 2021-05-04 - true"],
        ),
        (
            [backing("A", "GNA", since="2021-05", article=published("2021-05-04"))],
            ["A GNA backs reported 2021-05 - - 2021-05-04 - true"],
        ),
        ([backing("A", "GNA", since="2021-12-01", article=published("2021-05-04"))], []),
        ([backing("A", "GNA", status="withdrawn", article=published("2021-05-04"))], []),
        (
            [
                backing("A", "GNA", article=published("2020-03-01")),
                backing("A", "GNA", until="2021-01-15", article=published("2021-02-01")),
            ],
            ["A GNA backs reported - 2020-03-01 2021-01-15 2020-03-01 2021-01-15 false"],
        ),
        (
            [
                backing("A", "GNA", status="alleged", article=published("2020-03-01")),
                backing(
                    "A",
                    "GNA",
                    stance="mediates",
                    status="confirmed",
                    article=published("2021-02-01"),
                ),
            ],
            [
                "A GNA backs alleged - 2020-03-01 - 2020-03-01 - true",
                "A GNA mediates confirmed - 2021-02-01 - 2021-02-01 - true",
            ],
        ),
        (
            [
                backing("A", "GNA", stance="favours", article=published("2019-04-19")),
                backing("A", "GNA", stance="distanced", article=published("2019-07-16")),
                backing(
                    "A",
                    "GNA",
                    stance="opposes",
                    until="2020-03",
                    article=published("2019-11-14"),
                ),
            ],
            [
                "A GNA favours reported - 2019-04-19 - 2019-04-19 2019-07-15 false",
                "A GNA distanced reported - 2019-07-16 - 2019-07-16 2019-11-13 false",
                "A GNA opposes reported - 2019-11-14 2020-03 2019-11-14 2020-03-31 false",
            ],
        ),
    ],
)
def test_positions_by_the_worked_examples(rows, lines):
    assert positions_of(DAY, *rows) == lines


def test_an_announced_stance_ends_nothing_yet():
    now = backing("A", "GNA", article=published("2020-03-01"))
    then = backing("A", "GNA", stance="opposes", since="2022", article=published("2021-05-04"))
    assert positions_of(DAY, now, then) == ["A GNA backs reported - 2020-03-01 - 2020-03-01 - true"]


def test_a_position_has_the_status_of_each_support():
    rows = [
        backing("A", "GNA", support="weapons", status="alleged", denied_by=["A"], id="a"),
        backing("A", "GNA", support="funding", status="confirmed", id="b"),
    ]
    columns = "support status disputed support_status rests_on"
    assert positions_of(*rows, columns=columns) == [
        "weapons; funding confirmed true weapons: alleged, disputed; funding: confirmed b; a"
    ]


def test_positions_of_our_own_war():
    shown = read(SAHRAN / "content", root=SAHRAN, generated=GENERATED).briefing
    dates = {row.id: row.article.date.text for row in shown.backing}
    found = []
    for line in table("positions", shown):
        articles = "; ".join(dates[one] for one in line["rests_on"].split("; "))
        found.append({**line, "articles": articles})
    with (SAHRAN / "expected-positions.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    assert [{name: line[name] for name in expected[0]} for line in found] == expected


# The whole briefing as JSON


def test_an_empty_briefing_has_every_list():
    assert as_json(Briefing()) == {
        "actors": [],
        "articles": [],
        "backing": [],
        "conflicts": [],
        "events": [],
        "positions": [],
        "roles": [],
        "sources": [],
        "statements": [],
        "version": 2,
    }


def test_a_conflict_has_sides_with_members():
    sides = (side("GNA"), side("LNA", "Khalifa Haftar"))
    about = conflict("Libya 2019", sides=sides, start="2019-04-04", place="Libya")
    shown = as_json(article("First", date="2019-11", about=about))
    assert shown["conflicts"] == [
        {
            "slug": "libya-2019",
            "address": "conflicts/libya-2019/",
            "title": "Libya 2019",
            "start": "2019-04-04",
            "newest": "2019-11-30",
            "place": "Libya",
            "sides": [
                {"name": "GNA", "actor": "gna"},
                {"name": "LNA", "actor": "lna", "members": [{"actor": "khalifa-haftar"}]},
            ],
        }
    ]


def test_backing_refers_by_slug_and_id():
    assert as_json(RUSSIA)["backing"] == [
        {
            "id": "russia",
            "address": "articles/ankara-stands-by-tripoli/#russia",
            "conflict": "libya",
            "article": "ankara-stands-by-tripoli",
            "sources": ["source-afp", "source-the-new-york-times-2019-11-05"],
            "note": "see below",
            "by": "russia",
            "to": "khalifa-haftar",
            "side": "lna",
            "stance": "backs",
            "support": ["mercenaries", "weapons"],
            "status": "alleged",
            "disputed": True,
            "since": "2019-09~",
            "as_of": "2019-11-15",
            "said_by": [
                {
                    "who": "the-new-york-times",
                    "what": "an ally of the president",
                    "sources": ["source-the-new-york-times-2019-11-05"],
                },
                {},
            ],
            "denied_by": [
                {
                    "who": "moscow",
                    "what": "There is none.",
                    "sources": ["source-afp"],
                    "date": "2019-11-09",
                    "until": "2020-01",
                },
                {"who": "lna"},
            ],
            "why": "influence",
            "amount": [
                {
                    "text": "800-1200 fighters",
                    "low": 800,
                    "high": 1200,
                    "approximate": False,
                    "unit": "fighters",
                },
                {
                    "text": "~120000000 USD",
                    "best": 120000000,
                    "approximate": True,
                    "unit": "USD",
                },
            ],
            "through": ["sudan", "chad"],
        }
    ]


def test_an_undisputed_claim_says_so():
    assert as_json(backing())["backing"][0]["disputed"] is False


def test_an_event_holds_its_accounts():
    strike = event(
        account("A strike", date="2019-07", killed="0", id="a"),
        account("An air strike", date="2019-08", actors="LNA", id="b"),
        id="tajoura",
    )
    shown = as_json(strike)["events"][0]
    assert (shown["id"], shown["date"], shown["latest"]) == ("tajoura", "2019-07", "2019-07-31")
    assert [one["what"] for one in shown["accounts"]] == ["A strike", "An air strike"]
    assert shown["accounts"][0]["killed"] == {"low": 0, "best": 0, "high": 0, "approximate": False}
    assert shown["accounts"][1]["actors"] == ["lna"]
    assert "killed" not in shown["accounts"][1]


def test_statements_and_roles_refer_to_actors():
    talks = event(account("Talks", id="talks"), id="talks")
    shown = as_json(talks, statement("US", "accuses", "Russia", event=talks), role())
    said, held = shown["statements"][0], shown["roles"][0]
    assert (said["who"], said["about"], said["event"]) == (["us"], ["russia"], "talks")
    assert (held["who"], held["in"], held["as"]) == ("khalifa-haftar", "lna", "commander")


def test_an_article_names_every_actor_of_its_rows():
    about = article("A", actors=("Malta",))
    shown = as_json(backing("Turkey", "GNA", article=about))["articles"]
    assert [one["actors"] for one in shown] == [["gna", "malta", "turkey"]]


def test_a_position_has_the_spans_of_its_run():
    first = article("First", date="2020-03-01")
    last = article("Last", date="2021-02-01")
    both = backing(support=("weapons", "funding"), status="alleged", article=first, id="a")
    over = backing(support="weapons", until="2021-01", article=last, id="b")
    talks = backing(stance="mediates", article=last, id="c")
    backs, mediates = as_json(both, over, talks)["positions"]
    assert backs == {
        "conflict": "libya",
        "by": "turkey",
        "side": "gna",
        "track": "alignment",
        "stance": "backs",
        "by_day": "2020-03-01",
        "from": "2020-03-01",
        "on": "2021-02-01",
        "current": True,
        "last_known": "2021-01-31",
        "spans": [
            {
                "from": "2020-03-01",
                "to": "2021-01-30",
                "supports": [
                    {"kind": "weapons", "status": "alleged", "disputed": False},
                    {"kind": "funding", "status": "alleged", "disputed": False},
                ],
                "status": "alleged",
                "disputed": False,
                "rests_on": ["articles/first/#a"],
            },
            {
                "from": "2021-01-31",
                "to": "2021-01-31",
                "supports": [
                    {"kind": "weapons", "status": "reported", "disputed": False},
                    {"kind": "funding", "status": "alleged", "disputed": False},
                ],
                "status": "reported",
                "disputed": False,
                "rests_on": ["articles/last/#b", "articles/first/#a"],
            },
            {
                "from": "2021-02-01",
                "supports": [{"kind": "funding", "status": "alleged", "disputed": False}],
                "status": "alleged",
                "disputed": False,
                "rests_on": ["articles/first/#a"],
            },
        ],
    }
    assert (mediates["track"], mediates["stance"]) == ("mediation", "mediates")


def test_a_position_tells_why_it_ended():
    before = backing(article=article("First", date="2020-03-01"))
    after = backing(stance="opposes", article=article("Last", date="2021-02-01"))
    shown = as_json(before, after)["positions"]
    assert [(one["stance"], one.get("to"), one.get("ended_by")) for one in shown] == [
        ("backs", "2021-01-31", "replaced"),
        ("opposes", None, None),
    ]


def test_a_conflict_without_articles_has_no_positions():
    about = Conflict("quiet", "Quiet", (side("A"), side("B")), "conflicts/quiet.md")
    shown = as_json(Briefing(conflicts=(about,)))
    assert shown["positions"] == []
    assert "newest" not in shown["conflicts"][0]


def test_text_stays_as_it_was_written():
    shown = briefing(backing(why="=1+1\nخليفة حفتر"))
    text = briefing_json(Index(shown))
    assert "خليفة حفتر" in text
    assert json.loads(text)["backing"][0]["why"] == "=1+1\nخليفة حفتر"


def test_the_same_briefing_makes_the_same_text():
    shown = briefing(RUSSIA, account(), statement(), role())
    text = briefing_json(Index(shown))
    assert text == briefing_json(Index(shown))
    records = sum(len(value) for value in json.loads(text).values() if isinstance(value, list))
    assert len([line for line in text.splitlines() if line.startswith("{") and "}" in line]) == (
        records
    )


def test_an_attribution_without_a_name_is_unnamed():
    row = backing(said_by=[Attribution(None, "It is so.", ())])
    assert table("backing", row)[0]["said"] == "unnamed: It is so."
    assert as_json(row)["backing"][0]["said_by"] == [{"what": "It is so."}]
