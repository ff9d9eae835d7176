"""Tests the picture of who stands with whom."""

import xml.etree.ElementTree as ET

import pytest
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pictures import alliances
from mkdocs_briefing.standings import table as tables
from mkdocs_briefing.standings.standing import days

from tests.builders import actor, article, backing, briefing, conflict, side

NAMED = side("LNA"), side("GNA"), side("SPLM")


def picture(*rows, sides=2):
    where = conflict(f"War of {sides}", sides=NAMED[:sides])
    source = article("Told", about=where, date="2019-11-15")
    index = Index(briefing(*(make(source) for make in rows)))
    table = tables.table(where, index, days(index))
    return alliances.picture(table, prefix="a", base="../..")


def row(by, to, **fields):
    name = by if isinstance(by, str) else by.slug
    return lambda source: backing(by, to, article=source, id=f"{name}-{to}", **fields)


def having(root, class_):
    return [part for part in root.iter() if class_ in part.get("class", "").split()]


def words(part):
    return [text.text for text in part.iter("text")]


def rows_of(svg):
    return {
        part.get("data-by"): part
        for part in ET.fromstring(svg).iter()
        if part.get("class") == "b-pic-row"
    }


@pytest.fixture(params=["wide", "narrow"])
def drawing(request):
    return lambda picture: getattr(picture, request.param)


def test_backers_and_sides_link_to_their_pages(drawing):
    svg = drawing(picture(row("Turkey", "GNA")))
    hrefs = [part.get("href") for part in ET.fromstring(svg).iter("a")]
    assert sorted(hrefs) == ["../../actors/gna/", "../../actors/lna/", "../../actors/turkey/"]


def test_a_side_that_is_backed_beside_another_has_backers(drawing):
    drawn = picture(row("Egypt", "LNA"), row("Egypt", "GNA"), row("Turkey", "GNA"))
    assert drawn.summary == "LNA: no backer of its own; GNA: 1 backer; between the sides: 1."
    assert "No backer of its own" in words(ET.fromstring(drawing(drawn)))


def test_a_line_has_the_colour_of_its_side(drawing):
    svg = drawing(picture(row("Turkey", "GNA"), row("Egypt", "LNA")))
    rows = rows_of(svg)
    assert having(rows["turkey"], "b-side-1")
    assert having(rows["egypt"], "b-side-0")


def test_a_supportive_line_is_unbroken_and_ends_at_the_side(drawing):
    (tie,) = having(rows_of(drawing(picture(row("Turkey", "GNA"))))["turkey"], "b-pic-tie")
    assert "b-stance-supportive" in tie.get("class")
    assert tie[0].get("stroke-dasharray") is None
    assert not having(tie, "b-pic-cross")


@pytest.mark.parametrize("stance", ["mixed", "neutral", "mediates"])
def test_a_line_between_the_sides_is_broken(drawing, stance):
    (tie,) = having(
        rows_of(drawing(picture(row("Italy", "GNA", stance=stance))))["italy"], "b-pic-tie"
    )
    assert "b-stance-between" in tie.get("class")
    assert tie[0].get("stroke-dasharray") == "8 5"


@pytest.mark.parametrize("stance", ["opposes", "distanced"])
def test_an_adverse_line_stops_at_a_cross(drawing, stance):
    (tie,) = having(
        rows_of(drawing(picture(row("Chad", "GNA", stance=stance))))["chad"], "b-pic-tie"
    )
    assert "b-stance-adverse" in tie.get("class")
    assert having(tie, "b-pic-cross")
    assert not having(tie, "b-pic-end")


def test_an_alleged_line_is_dotted_and_says_so(drawing):
    found = rows_of(drawing(picture(row("Russia", "LNA", status="alleged"))))["russia"]
    (tie,) = having(found, "b-status-alleged")
    assert tie[0].get("stroke-linecap") == "round"
    assert tie[0].get("stroke-dasharray").startswith("0 ")
    assert "alleged" in words(found)


def test_a_confirmed_line_has_a_filled_end(drawing):
    rows = rows_of(drawing(picture(row("Turkey", "GNA", status="confirmed"), row("Qatar", "GNA"))))
    assert having(rows["turkey"], "b-pic-end--full")
    assert not having(rows["qatar"], "b-pic-end--full")


def test_a_disputed_line_has_a_sign_and_names_deniers(drawing):
    found = rows_of(drawing(picture(row("Russia", "LNA", denied_by=["Kremlin", "Wagner"]))))
    assert having(found["russia"], "b-disputed")
    assert having(found["russia"], "b-pic-disputed")
    assert "disputed" in words(found["russia"])
    assert "denied by Kremlin and Wagner" in found["russia"].find("title").text


def test_more_tangible_support_has_a_wider_line(drawing):
    rows = rows_of(
        drawing(
            picture(
                row("Sudan", "LNA", support="troops"),
                row("Jordan", "LNA", support=("weapons", "diplomatic")),
                row("Chad", "LNA", support="diplomatic"),
            )
        )
    )
    widths = [
        float(having(rows[name], "b-pic-line")[0].get("stroke-width"))
        for name in ("sudan", "jordan", "chad")
    ]
    assert widths == sorted(widths, reverse=True)
    assert len(set(widths)) == 3


def test_a_position_towards_another_side_has_its_own_line(drawing):
    svg = drawing(picture(row("Egypt", "LNA"), row("Egypt", "GNA", stance="opposes")))
    ties = having(rows_of(svg)["egypt"], "b-pic-tie")
    assert [tie.get("class").split()[1] for tie in ties] == [
        "b-stance-supportive",
        "b-stance-adverse",
    ]
    assert "opposes GNA" in words(rows_of(svg)["egypt"])
    assert [
        part.get("data-side") for part in rows_of(svg)["egypt"].iter() if part.get("data-side")
    ] == ["lna", "gna"]


def test_whoever_is_between_two_sides_is_in_the_middle():
    svg = picture(
        row("Egypt", "LNA"), row("Turkey", "GNA"), row("Italy", "GNA", stance="mixed")
    ).wide
    rows = rows_of(svg)
    at = {name: float(next(part.iter("text")).get("x")) for name, part in rows.items()}
    assert at["egypt"] < at["italy"] < at["turkey"]


@pytest.mark.parametrize("sides", [1, 3])
def test_one_or_three_sides_have_a_block_each(drawing, sides):
    svg = drawing(picture(row("Egypt", "LNA"), row("Chad", "LNA", stance="neutral"), sides=sides))
    plates = having(ET.fromstring(svg), "b-pic-plate")
    assert [words(plate)[0] for plate in plates] == ["LNA", "GNA", "SPLM"][:sides]
    assert words(plates[0])[1] == "1 backer"
    assert {"egypt", "chad"} == set(rows_of(svg))


def test_a_side_without_backers_says_so(drawing):
    plates = having(ET.fromstring(drawing(picture(row("Egypt", "LNA")))), "b-pic-plate")
    assert words(plates[1]) == ["GNA", "No backer on record"]


def test_a_position_that_no_longer_holds_has_no_line(drawing):
    found = rows_of(drawing(picture(row("Egypt", "LNA", since="2019-04", until="2019-05"))))
    assert not having(found["egypt"], "b-pic-tie")
    assert "LNA: no longer backs, until May 2019" in words(found["egypt"])


def test_a_cut_name_is_in_full_in_the_title(drawing):
    long = "United Nations Multidimensional Integrated Stabilization Mission in Central Africa"
    found = next(iter(rows_of(drawing(picture(row(actor(long), "LNA")))).values()))
    assert any(line.endswith("…") for line in words(found))
    assert long in found.find("title").text


def test_the_key_explains_only_signs_that_occur(drawing):
    plain = ET.fromstring(drawing(picture(row("Egypt", "LNA"))))
    (key,) = having(plain, "b-pic-key")
    assert words(key) == ["reported"]
    full = ET.fromstring(
        drawing(
            picture(
                row("Egypt", "LNA", status="alleged", denied_by=["Cairo"], support="troops"),
                row("Chad", "LNA", stance="opposes", status="confirmed"),
                row("Italy", "GNA", stance="mixed"),
            )
        )
    )
    (key,) = having(full, "b-pic-key")
    assert words(key) == [
        "confirmed",
        "reported",
        "alleged",
        "between",
        "against, or turned away",
        "disputed",
        "with fighters",
    ]


def test_summary_and_sentences_say_all_that_is_drawn():
    found = picture(
        row(
            "Russia",
            "LNA",
            status="alleged",
            support=("mercenaries", "weapons"),
            denied_by=["Moscow"],
            since="2019-09",
        ),
        row("Turkey", "GNA"),
        row("Italy", "GNA", stance="mixed"),
    )
    assert found.summary == "LNA: 1 backer; GNA: 1 backer; between the sides: 1."
    assert found.sentences == (
        "Russia backs LNA: mercenaries, weapons; alleged; denied by Moscow; since September 2019.",
        "Turkey backs GNA; by 15 November 2019.",
        "Italy sends mixed signals to GNA; by 15 November 2019.",
    )


def test_a_second_track_stands_behind_the_first(drawing):
    mediates = row("Turkey", "GNA", stance="mediates", support="unspecified")
    svg = drawing(picture(row("Turkey", "GNA", support="weapons"), mediates))
    assert "backs: weapons; mediates" in " ".join(words(rows_of(svg)["turkey"]))


def test_a_sentence_for_what_holds_hides_no_end():
    found = picture(
        row("Turkey", "GNA", stance="mediates"),
        row("Turkey", "GNA", until="2019-06", status="alleged"),
        row("Turkey", "GNA", stance="recognises", since="2020", status="alleged"),
    )
    assert found.sentences == (
        "Turkey mediates with GNA; by 15 November 2019. Turkey towards GNA: no longer backs "
        "(alleged), until June 2019; recognises (alleged) announced for 2020.",
    )
