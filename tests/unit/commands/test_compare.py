"""Tests which changes ``briefing diff`` finds between two contents, and how it shows them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs_briefing.commands.diff.changes import TITLES, Change, Diff
from mkdocs_briefing.commands.diff.compare import compare
from mkdocs_briefing.commands.diff.json_format import as_json
from mkdocs_briefing.commands.diff.markdown_format import LARGEST, as_markdown, code, escaped
from mkdocs_briefing.commands.diff.matching import ActorMatch
from mkdocs_briefing.commands.diff.one_line import one_line
from mkdocs_briefing.commands.diff.positions import position_changes
from mkdocs_briefing.commands.diff.tables import TABLES
from mkdocs_briefing.commands.diff.text_format import as_text
from mkdocs_briefing.content.reader import read
from mkdocs_briefing.core.terminal import visible
from mkdocs_briefing.core.vocabulary import STANCES, STATUSES
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.site.layout import lay_out
from mkdocs_briefing.site.registry import GENERATED

from tests.builders import account, backing, briefing
from tests.builders import article as an_article
from tests.conftest import ARTICLE, CONFLICT, GOLDEN, REPOSITORY, write

ZERO_WIDTH = "&ZeroWidthSpace;"


@pytest.fixture
def changed(tmp_path_factory):
    """Compares two versions of the small content, each with files added or replaced."""

    def state(files):
        content = write(
            tmp_path_factory.mktemp("content"),
            {"conflicts/river.md": CONFLICT, "articles/upland.md": ARTICLE, **files},
        )
        reading = read(content, root=content, generated=GENERATED)
        assert not [one for one in reading.problems if one.severity == "error"], reading.problems
        site = lay_out(reading.briefing, site_name="", site_url=None)
        return reading.briefing, {page.address: page.anchors for page in site.pages}

    def between(before, after):
        old, old_pages = state(before)
        new, new_pages = state(after)
        return compare(old, new, old_pages, new_pages)

    return between


def article(*lines, date="2019-11-16", publisher="The Herald", title="Another article"):
    return "\n".join(
        ["---", f"title: {title}", f"date: {date}", f"source: {publisher}", *lines, "---", "Text."]
    )


def changes_of(diff, kind):
    return [(one.what, one.before, one.after) for one in diff.changes if one.kind == kind]


def kinds(diff):
    return {one.kind for one in diff.changes}


# No change, and wording


def test_content_does_not_differ_from_itself(changed):
    assert changed({}, {}) == Diff((), ())


@pytest.mark.parametrize("content", [REPOSITORY / "content", GOLDEN / "content"])
def test_large_content_does_not_differ_from_itself(content):
    one, other = (
        read(content, root=content, generated=GENERATED).briefing,
        read(content, root=content, generated=GENERATED).briefing,
    )
    pages = {page.address: page.anchors for page in lay_out(one, site_name="", site_url=None).pages}
    assert compare(one, other, pages, pages) == Diff((), ())


def test_the_verdict_tells_when_only_wording_changes(changed):
    diff = changed({}, {"articles/upland.md": ARTICLE.replace("has sent boats", "sent boats")})
    assert diff.verdict == ("Only wording changes, in 1 file; no claim, source or address does.")
    assert diff.reworded == ("articles/upland.md",)


def test_another_order_of_keys_changes_nothing(changed):
    row = "{by: Upland, to: North, support: weapons}"
    other = ARTICLE.replace(row, "{support: [weapons], to: North, by: Upland, stance: backs}")
    assert changed({}, {"articles/upland.md": other}) == Diff((), ())


# Positions


def test_a_position_begins(changed):
    diff = changed({}, {"articles/b.md": article("backing: [{by: Lowland, to: South}]")})
    assert changes_of(diff, "position-begins") == [
        (
            "Lowland towards South",
            None,
            "backs; support not specified; reported; by 16 November 2019",
        )
    ]


def test_a_position_changes(changed):
    later = article("backing: [{by: Upland, to: North, stance: opposes}]")
    assert changes_of(changed({}, {"articles/b.md": later}), "position-changes") == [
        (
            "Upland towards North",
            "backs; weapons; reported; by 15 November 2019",
            "opposes; reported; by 16 November 2019",
        )
    ]


def test_a_position_ends(changed):
    ended = ARTICLE.replace(
        "support: weapons", "support: weapons, until: 2019-11-14, as_of: 2019-11-13"
    )
    assert changes_of(changed({}, {"articles/upland.md": ended}), "position-ends") == [
        (
            "Upland towards North",
            "backs; weapons; reported; by 15 November 2019",
            "no longer backs; until 14 November 2019, as told on 15 November 2019",
        )
    ]


def test_a_position_ends_with_its_last_claim(changed):
    gone = ARTICLE.replace("  - {by: Upland, to: North, support: weapons}\n", "").replace(
        "backing:\n", ""
    )
    diff = changed({}, {"articles/upland.md": gone})
    assert changes_of(diff, "position-ends") == [
        (
            "Upland towards North",
            "backs; weapons; reported; by 15 November 2019",
            "nothing is claimed any more",
        )
    ]
    assert changes_of(diff, "claim-gone") == [
        ("Upland backs North", "The Gazette, https://example.org/upland", "nobody says so any more")
    ]


def test_a_position_becomes_disputed_and_undisputed(changed):
    denied = {"articles/upland.md": ARTICLE.replace("weapons}", "weapons, denied_by: Upland}")}
    change = (
        "Upland towards North",
        "backs; weapons; reported; by 15 November 2019",
        "backs; weapons; reported; by 15 November 2019; disputed by Upland (15 November 2019)",
    )
    diff = changed({}, denied)
    assert changes_of(diff, "position-disputed") == [change]
    assert changes_of(diff, "claim-changes") == [
        ("Upland backs North", None, "denied by Upland (15 November 2019)")
    ]
    what, before, after = change
    assert changes_of(changed(denied, {}), "position-undisputed") == [(what, after, before)]


def test_a_different_history_of_the_same_position_is_reported(changed):
    earlier = article(
        "backing: [{by: Upland, to: North, stance: neutral, since: 2018, until: 2019-05}]",
        date="2019-11-14",
    )
    assert changes_of(changed({}, {"articles/b.md": earlier}), "position-history") == [
        (
            "Upland towards North",
            "backs by 15 November 2019 (2019-11-15: weapons reported)",
            "is neutral towards since 2018 until May 2019 (2018-12-31: reported); "
            "backs by 15 November 2019 (2019-11-15: weapons reported)",
        )
    ]


def positions_between(changed, before, after):
    """The changes of positions, where each content has one more article for each row."""

    def files(rows):
        return {
            f"articles/{number}.md": article(f"backing: [{row}]", date=date, title=f"No. {number}")
            for number, (date, row) in enumerate(rows)
        }

    day = ("2021-06-30", "{by: Upland, to: South, stance: mediates}")
    diff = changed(files([day, *before]), files([day, *after]))
    return [
        (one.kind.removeprefix("position-"), one.what, one.before, one.after)
        for one in diff.changes
        if one.kind.startswith("position-")
    ]


SENT = ("2020-03-01", "{by: Lowland, to: North, support: [weapons, funding]}")
SENT_WORDS = "backs; weapons, funding; reported; by 1 March 2020"


@pytest.mark.parametrize(
    ("before", "added", "kind", "was", "now"),
    [
        pytest.param(
            [SENT],
            ("2021-02-01", "{by: Lowland, to: North, until: 2021-01-15}"),
            "ends",
            SENT_WORDS,
            "no longer backs; until 15 January 2021, as told on 1 February 2021",
            id="an end told later",
        ),
        pytest.param(
            [SENT],
            (
                "2021-02-01",
                "{by: Lowland, to: North, until: 2021-01-15, status: alleged, denied_by: Lowland}",
            ),
            "ends",
            SENT_WORDS,
            "no longer backs; until 15 January 2021, as told on 1 February 2021; alleged; disputed",
            id="an end that is alleged and denied",
        ),
        pytest.param(
            [SENT],
            ("2021-02-01", "{by: Lowland, to: North, support: weapons, until: 2021-01}"),
            "changes",
            SENT_WORDS,
            "backs; funding; no longer weapons, until January 2021; reported; by 1 March 2020",
            id="an end of one support",
        ),
        pytest.param(
            [SENT],
            ("2021-02-01", "{by: Lowland, to: North, support: weapons, status: confirmed}"),
            "changes",
            SENT_WORDS,
            "backs; weapons, funding (reported); confirmed since 1 February 2021; by 1 March 2020",
            id="a confirmation",
        ),
        pytest.param(
            [SENT],
            (
                "2020-05-01",
                "{by: Lowland, to: North, support: weapons, "
                "denied_by: {who: Lowland, date: 2020-04-02}}",
            ),
            "disputed",
            SENT_WORDS,
            "backs; weapons (disputed), funding; reported; by 1 March 2020; "
            "disputed by Lowland (2 April 2020)",
            id="a dispute",
        ),
        pytest.param(
            [SENT],
            ("2021-02-01", "{by: Lowland, to: North, stance: opposes}"),
            "changes",
            SENT_WORDS,
            "opposes; reported; by 1 February 2021",
            id="another stance",
        ),
        pytest.param(
            [SENT],
            ("2021-02-01", "{by: Lowland, to: North, stance: opposes, since: 2022}"),
            "announced",
            None,
            "opposes; announced for 2022",
            id="an announcement",
        ),
        pytest.param(
            [SENT],
            ("2021-02-01", "{by: Lowland, to: North, support: troops, status: withdrawn}"),
            "withdrawn",
            None,
            "withdrawn: backs; troops",
            id="a claim taken back",
        ),
        pytest.param(
            [SENT],
            ("2021-02-01", "{by: Lowland, to: North, stance: recognises, since: 2018}"),
            "begins",
            None,
            "recognises; reported; since 2018",
            id="another track",
        ),
        pytest.param(
            [SENT, ("2020-05-01", "{by: Lowland, to: North, until: 2020-04}")],
            ("2021-02-01", "{by: Lowland, to: North, support: funding}"),
            "begins",
            "no longer backs; until April 2020, as told on 1 May 2020",
            "backs; funding; reported; by 1 February 2021",
            id="support that comes back after its end",
        ),
    ],
)
def test_a_further_row_changes_its_own_track(changed, before, added, kind, was, now):
    assert positions_between(changed, before, [*before, added]) == [
        (kind, "Lowland towards North", was, now)
    ]


@pytest.mark.parametrize(
    ("row", "kind", "now"),
    [
        ("{by: Lowland, to: North, status: withdrawn}", "withdrawn", "withdrawn: backs; support"),
        ("{by: Lowland, to: North, since: 2022}", "announced", "backs; support not specified; an"),
    ],
)
def test_what_never_held_is_not_said_to_end(changed, row, kind, now):
    before = ("2021-06-01", "{by: Lowland, to: North}")
    ((found, _, was, words),) = positions_between(changed, [before], [("2021-06-01", row)])
    assert found == kind
    assert was == "backs; support not specified; reported; by 1 June 2021"
    assert words.startswith(now)
    assert "no longer" not in words


def test_an_end_and_another_stance_withdrawn_are_two_changes(changed):
    ended = ("2021-02-01", "{by: Lowland, to: North, until: 2021-01-15}")
    other = ("2021-02-02", "{by: Lowland, to: North, stance: opposes, status: withdrawn}")
    found = positions_between(changed, [SENT], [SENT, ended, other])
    assert [(kind, now) for kind, _, _, now in found] == [
        ("ends", "no longer backs; until 15 January 2021, as told on 1 February 2021"),
        ("withdrawn", "withdrawn: opposes"),
    ]


def test_a_withdrawal_after_an_earlier_end_is_no_end(changed):
    early = ("2019-03-01", "{by: Lowland, to: North, until: 2019-02}")
    taken_back = (SENT[0], SENT[1].replace("}", ", status: withdrawn}"))
    found = positions_between(changed, [early, SENT], [early, taken_back])
    assert [(kind, now) for kind, _, _, now in found] == [
        ("withdrawn", "withdrawn: backs; weapons, funding")
    ]


def test_an_announcement_that_comes_true_begins(changed):
    said = ("2020-03-01", "{by: Lowland, to: North, since: 2021-07-01}")
    later = ("2021-07-02", "{by: Upland, to: North, stance: recognises}")
    found = positions_between(changed, [said], [said, later])
    assert (
        "begins",
        "Lowland towards North",
        "backs; support not specified; announced for 1 July 2021",
        "backs; support not specified; reported; since 1 July 2021",
    ) in found


def test_a_later_day_alone_changes_no_position(changed):
    said = ("2021-05-04", "{by: Lowland, to: North, since: 2021}")
    later = ("2022-02-01", "{by: Upland, to: North, stance: recognises}")
    found = positions_between(changed, [said], [said, later])
    assert [what for _, what, *_ in found] == ["Upland towards North"]


def test_an_end_by_a_change_of_sides_says_so(changed):
    brigade = CONFLICT.replace("[Anna Admiral]", "[Anna Admiral, {who: Brigade%s}]")
    row = article("backing: [{by: Lowland, to: Brigade, support: funding}]", date="2019-11-10")
    diff = changed(
        {"conflicts/river.md": brigade % "", "articles/b.md": row},
        {"conflicts/river.md": brigade % ", until: 2019-11-12", "articles/b.md": row},
    )
    assert changes_of(diff, "position-ends") == [
        (
            "Lowland towards North",
            "backs; funding; reported; by 10 November 2019",
            "no longer backs; until 12 November 2019, when the sides of those named changed",
        )
    ]


def test_claims_of_a_member_outside_its_days_count_no_more(changed):
    brigade = CONFLICT.replace("[Anna Admiral]", "[Anna Admiral, {who: Brigade%s}]")
    row = article("backing: [{by: Lowland, to: Brigade}]", date="2019-11-10")
    diff = changed(
        {"conflicts/river.md": brigade % "", "articles/b.md": row},
        {"conflicts/river.md": brigade % ", since: 2019-11-12", "articles/b.md": row},
    )
    assert [after for _, _, after in changes_of(diff, "position-ends")] == [
        "claimed of days on which a member is not on the side"
    ]


def test_a_new_claim_says_that_it_is_withdrawn_or_announced(changed):
    rows = "[{by: Lowland, to: South, status: withdrawn}, {by: Lowland, to: North, since: 2022}]"
    diff = changed({}, {"articles/b.md": article(f"backing: {rows}")})
    assert [what for what, _, _ in changes_of(diff, "claim-new")] == [
        "Lowland backs North (announced)",
        "Lowland backs South (withdrawn)",
    ]


def test_a_denial_of_an_end_is_none_of_the_claim(changed):
    end = article(
        "backing: [{by: Upland, to: North, until: 2019-11-15, said_by: North, denied_by: Upland}]"
    )
    assert changes_of(changed({}, {"articles/b.md": end}), "claim-changes") == [
        (
            "Upland backs North",
            None,
            "the end said by North; the end denied by Upland (15 November 2019)",
        )
    ]


def test_amounts_routes_and_days_of_denials_are_claims(changed):
    plain = article("backing: [{by: Lowland, to: North, denied_by: Lowland}]")
    full = article(
        "backing: [{by: Lowland, to: North, amount: 6 drones, through: Upland, "
        "denied_by: {who: Lowland, date: 2019-11-17, until: 2019-12}}]"
    )
    diff = changed({"articles/b.md": plain}, {"articles/b.md": full})
    assert changes_of(diff, "claim-changes") == [
        (
            "Lowland backs North",
            "denied by Lowland (16 November 2019)",
            "denied by Lowland (17 November 2019, until December 2019); amount 6 drones; "
            "through Upland",
        )
    ]


ROWS = st.builds(
    backing,
    by=st.just("Turkey"),
    to=st.sampled_from(["GNA", "LNA"]),
    stance=st.sampled_from(sorted(STANCES)),
    support=st.sampled_from(["weapons", "funding"]),
    status=st.sampled_from(sorted(STATUSES)),
    since=st.sampled_from([None, "2019", "2020-02", "2022"]),
    until=st.sampled_from([None, "2020-04", "2020-06-01"]),
    article=st.sampled_from(["2020-01-05", "2020-03-01", "2020-07-01"]).map(
        lambda date: an_article(date, date=date)
    ),
)
NEWEST = account(article=an_article("Newest", date="2021-01-01"))
NOBODY_MOVED = ActorMatch({}, frozenset())


def changed_positions(before, after):
    old, new = (Index(briefing(NEWEST, *rows)) for rows in (before, after))
    return list(position_changes(old, new, NOBODY_MOVED))


@given(st.lists(ROWS, max_size=6), ROWS)
def test_a_row_on_one_track_changes_no_other(rows, added):
    track = STANCES[added.stance].track
    same = [row for row in rows if STANCES[row.stance].track == track]
    changes = changed_positions(rows, [*rows, added])
    assert changes == changed_positions(same, [*same, added])
    assert {change.what for change in changes} <= {f"Turkey towards {added.side.name}"}


@given(st.lists(ROWS, max_size=6), st.randoms(use_true_random=False))
def test_another_order_of_rows_changes_no_position(rows, random):
    assert changed_positions(rows, random.sample(rows, len(rows))) == []


# Contradictions and sources


def test_opposite_claims_about_one_day_contradict_one_another(changed):
    other = article("backing: [{by: Upland, to: North, stance: opposes, since: 2019-11-10}]")
    assert changes_of(changed({}, {"articles/b.md": other}), "contradiction-new") == [
        (
            "Upland towards North",
            "Upland backs North as of 15 November 2019 (The Gazette)",
            "Upland opposes North since 10 November 2019 (The Herald)",
        )
    ]


def test_a_later_change_of_mind_is_no_contradiction(changed):
    later = article("backing: [{by: Upland, to: North, stance: opposes, since: 2019-11-16}]")
    assert not changes_of(changed({}, {"articles/b.md": later}), "contradiction-new")


def test_a_withdrawn_contradiction_is_reported_as_gone(changed):
    row = "backing: [{by: Upland, to: North, stance: opposes, since: 2019-11-10%s}]"
    before, after = article(row % ""), article(row % ", status: withdrawn")
    diff = changed({"articles/b.md": before}, {"articles/b.md": after})
    assert [what for what, _, _ in changes_of(diff, "contradiction-gone")] == [
        "Upland towards North"
    ]


def test_a_claim_gains_a_source(changed):
    second = article("backing: [{by: Upland, to: North, support: weapons}]", date="2019-11-15")
    diff = changed({}, {"articles/b.md": second})
    assert changes_of(diff, "claim-sources") == [
        (
            "Upland backs North",
            "The Gazette, https://example.org/upland",
            "The Herald, The Gazette, https://example.org/upland",
        )
    ]
    assert changes_of(diff, "source-new") == [("The Herald", None, None)]
    assert not kinds(diff) & {"position-changes", "position-begins"}


def test_a_claim_loses_all_its_former_sources(changed):
    other = ARTICLE.replace("The Gazette", "The Herald").replace("/upland", "/h")
    diff = changed({}, {"articles/upland.md": other})
    assert (
        "Upland backs North",
        "The Gazette, https://example.org/upland",
        "The Herald, https://example.org/h",
    ) in changes_of(diff, "claim-unsourced")
    assert changes_of(diff, "source-gone") == [
        ("The Gazette, https://example.org/upland", "https://example.org/upland", None)
    ]


# Events, statements, roles


def test_an_event_appears_and_vanishes(changed):
    news = {"articles/b.md": article("events: [{date: 2019-11-15, what: A dam breaks.}]")}
    what = "15 November 2019: A dam breaks."
    assert changes_of(changed({}, news), "event-new") == [(what, None, "The Herald")]
    assert changes_of(changed(news, {}), "event-gone") == [
        (what, "The Herald", "nobody says so any more")
    ]


@pytest.mark.parametrize(
    ("was", "now", "kind", "before", "after"),
    [
        (
            "date: 2019-11-14",
            "date: 2019-11-13",
            "event-date",
            "14 November 2019",
            "13 November 2019",
        ),
        (
            "actors: [North, South]",
            "actors: [North, South], killed: 40-53",
            "event-toll",
            None,
            "40 to 53 killed",
        ),
        (
            "The bridge falls.",
            "The bridge stands.",
            "event-changes",
            "The bridge falls.; North, South",
            "The bridge stands.; North, South",
        ),
        (
            "actors: [North, South]",
            "actors: [North, South], killed: 40-53, civilians_killed: 38",
            "event-toll",
            None,
            "38 civilians killed, 40 to 53 killed",
        ),
        (
            "actors: [North, South]",
            "actors: [North, South], by: North, against: South, status: alleged, "
            "said_by: Upland, denied_by: North",
            "event-changes",
            "The bridge falls.; North, South",
            "The bridge falls.; North, South; by North; alleged; against South; "
            "said by Upland; denied by North (15 November 2019)",
        ),
    ],
)
def test_an_event_changes(changed, was, now, kind, before, after):
    diff = changed({}, {"articles/upland.md": ARTICLE.replace(was, now)})
    assert [(one.kind, one.before, one.after) for one in diff.changes] == [(kind, before, after)]


def test_events_without_id_stay_the_same_but_lose_their_anchor(changed):
    before = ARTICLE.replace("id: bridge, ", "")
    after = before.replace("date: 2019-11-14", "date: 2019-11-13")
    diff = changed({"articles/upland.md": before}, {"articles/upland.md": after})
    assert kinds(diff) == {"event-date", "anchors-gone"}
    assert [one.address for one in diff.changes if one.kind == "anchors-gone"] == [
        "articles/upland/",
        "chronology/",
    ]


def test_different_accounts_of_one_event_contradict_one_another(changed):
    other = article("events: [{id: bridge, date: 2019-11-14, what: The bridge falls., killed: 3}]")
    first = ARTICLE.replace("actors: [North, South]", "actors: [North, South], killed: 2")
    diff = changed(
        {"articles/upland.md": first}, {"articles/upland.md": first, "articles/b.md": other}
    )
    assert changes_of(diff, "contradiction-new") == [
        ("14 November 2019: The bridge falls.", None, "accounts differ on how many were killed")
    ]


def test_a_statement_appears_changes_and_vanishes(changed):
    first = {"articles/b.md": article("statements: [{who: Anna Admiral, act: says, what: We go.}]")}
    other = {"articles/b.md": first["articles/b.md"].replace("We go.", "We stay.")}
    assert changes_of(changed({}, first), "claim-new") == [
        ("Anna Admiral says: We go.", None, "The Herald")
    ]
    assert changes_of(changed(first, {}), "claim-gone") == [
        ("Anna Admiral says: We go.", "The Herald", "nobody says so any more")
    ]
    assert changes_of(changed(first, other), "claim-changes") == [
        (
            "Anna Admiral says: We stay.",
            "Anna Admiral says: We go.; 16 November 2019",
            "Anna Admiral says: We stay.; 16 November 2019",
        )
    ]


def test_a_role_gets_an_end(changed):
    role = article("roles: [{who: Anna Admiral, in: North, as: admiral, since: 2018}]")
    diff = changed(
        {"articles/b.md": role}, {"articles/b.md": role.replace("2018}", "2018, until: 2019}")}
    )
    assert changes_of(diff, "claim-changes") == [
        (
            "Anna Admiral: admiral, North",
            "Anna Admiral: admiral, North; since 2018",
            "Anna Admiral: admiral, North; since 2018; until 2019",
        )
    ]


# Actors, conflicts, addresses


LOWLAND = "---\nname: Lowland\nkind: state\n---\n"


def test_an_actor_appears_and_vanishes(changed):
    profile = {"actors/lowland.md": LOWLAND}
    assert changes_of(changed({}, profile), "actor-new") == [("Lowland", None, "state")]
    assert changes_of(changed(profile, {}), "actor-gone") == [("Lowland", "state", None)]


def test_an_actor_gets_another_profile(changed):
    member = LOWLAND.replace("kind", "member_of: [{who: Upland, since: 2018}]\nkind")
    diff = changed({"actors/lowland.md": LOWLAND}, {"actors/lowland.md": member})
    assert changes_of(diff, "actor-changes") == [
        ("Lowland", "state", "state; member of Upland (since 2018)")
    ]


def test_an_actor_with_another_address_is_renamed(changed):
    profile = "---\nname: Republic of Upland\naliases: [Upland]\n---\n"
    diff = changed({}, {"actors/republic.md": profile})
    assert changes_of(diff, "actor-renamed") == [
        ("Upland", "Upland (upland)", "Republic of Upland (republic)")
    ]
    assert not kinds(diff) & {
        "position-begins",
        "position-ends",
        "actor-new",
        "actor-gone",
        "claim-gone",
    }
    assert changes_of(diff, "page-gone") == [("/actors/upland/", "a page", None)]


def test_two_actors_merge(changed):
    other = article("backing: [{by: The Uplands, to: North}]")
    before = {"articles/b.md": other, "actors/upland.md": "---\nname: Upland\n---\n"}
    after = {**before, "actors/upland.md": "---\nname: Upland\naliases: [The Uplands]\n---\n"}
    assert changes_of(changed(before, after), "actor-merged") == [
        ("The Uplands", "The Uplands (the-uplands)", "Upland (upland)")
    ]


def test_a_side_gains_a_member(changed):
    more = CONFLICT.replace("[Anna Admiral]", "[Anna Admiral, {who: Brigade One, since: 2018}]")
    assert changes_of(changed({}, {"conflicts/river.md": more}), "conflict-changes") == [
        (
            "The river war",
            "North: Anna Admiral; South",
            "North: Anna Admiral, Brigade One (since 2018); South",
        )
    ]


def test_an_article_appears_changes_and_vanishes(changed):
    one, other = {"articles/b.md": article()}, {"articles/b.md": article("actors: [North]")}
    title, date = "Another article", "16 November 2019"
    assert changes_of(changed({}, one), "article-new") == [(title, None, date)]
    assert changes_of(changed(one, {}), "article-gone") == [(title, date, None)]
    assert changes_of(changed(one, other), "article-changes") == [
        (title, f"{date}; The river war", f"{date}; The river war; North")
    ]


def test_a_conflict_appears_and_vanishes(changed):
    other = {"conflicts/hills.md": "---\ntitle: The hill war\nsides: [{name: Hill}]\n---\n"}
    named = {"articles/upland.md": ARTICLE.replace("source:", "conflict: The river war\nsource:")}
    before, after = named, named | other
    assert changes_of(changed(before, after), "conflict-new") == [("The hill war", None, "Hill")]
    assert changes_of(changed(after, before), "conflict-gone") == [("The hill war", "Hill", None)]


def test_every_kind_of_change_has_a_title():
    kinds_in_tables = {field.kind for table in TABLES for field in table.fields}
    kinds_in_tables |= {f"{table.type}-{end}" for table in TABLES for end in ("new", "gone")}
    assert {"event-toll", "conflict-gone"} <= kinds_in_tables
    assert kinds_in_tables <= TITLES.keys()


def test_a_page_that_vanishes_breaks_links(changed):
    diff = changed({"about.md": "# About\n\nUs."}, {})
    assert changes_of(diff, "page-gone") == [("/about/", "a page", None)]


# Formats

ONE = Diff((Change("event-toll", "The bridge falls", "2 killed", "3 killed", "articles/x/#b"),), ())


def test_text_format():
    assert as_text(ONE) == [
        "Events with another toll:",
        "  The bridge falls",
        "    - 2 killed",
        "    + 3 killed",
        "",
        "1 change of what the site says.",
    ]


def test_markdown_format():
    assert as_markdown(ONE) == [
        *("## What this changes", "", "**1 change of what the site says.**", "", ""),
        *("### Events with another toll", ""),
        *("- **The bridge falls** `articles/x/#b`", "  - before: 2 killed", "  - after: 3 killed"),
    ]


def test_json_format():
    assert json.loads("\n".join(as_json(ONE))) == {
        "format": 1,
        "verdict": "1 change of what the site says.",
        "changes": [
            {
                "kind": "event-toll",
                "what": "The bridge falls",
                "before": "2 killed",
                "after": "3 killed",
                "address": "articles/x/#b",
            }
        ],
        "reworded": [],
    }


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("@octocat", f"@{ZERO_WIDTH}octocat"),
        ("<img src=x>", r"&lt;img src\=x&gt;"),
        ("[a](b)", r"\[a\]\(b\)"),
        ("see #12", f"see \\#{ZERO_WIDTH}12"),
        ("GH-12", f"GH{ZERO_WIDTH}\\-12"),
        ("https://evil.example", f"https\\:{ZERO_WIDTH}\\/\\/evil\\.example"),
        ("www.evil.example", f"www{ZERO_WIDTH}\\.evil\\.example"),
        ("a\n\n# b", f"a \\#{ZERO_WIDTH} b"),
        ("`x`", r"\`x\`"),
        ("&#64;", f"&amp;\\#{ZERO_WIDTH}64;"),
    ],
)
def test_markdown_escapes_what_strangers_write(written, shown):
    assert escaped(written) == shown


@given(st.text())
def test_no_text_becomes_a_mention_tag_link_or_line(written):
    shown = escaped(written)
    assert not set(shown) & set("<>\n\r")
    assert f"@{ZERO_WIDTH}" in shown or "@" not in shown
    assert visible(shown) == shown
    assert "](" not in shown
    assert "://" not in shown
    assert code(written).count("`") == 2


def test_control_and_invisible_characters_are_spelled_out():
    assert one_line("a\u202eb\x1b[31m\u200bc\nd") == r"a\u202eb\x1b[31m\u200bc d"


def test_long_markdown_is_cut_and_counts_the_rest():
    changes = tuple(
        Change("source-new", f"\u0416{n}" * 200, None, None, "sources/") for n in range(900)
    )
    shown = as_markdown(Diff(changes, ()))
    assert len("\n".join(shown).encode()) <= LARGEST
    assert shown[-1].endswith("more changes are left out here: run `briefing diff`.")
