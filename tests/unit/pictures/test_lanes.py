"""Tests the picture of positions over time."""

import xml.etree.ElementTree as ET

import pytest
from mkdocs_briefing.model.index import Index
from mkdocs_briefing.pictures import lanes
from mkdocs_briefing.standings import table as tables
from mkdocs_briefing.standings.standing import days

from tests.builders import article, backing, briefing, conflict, day, side

WHERE = conflict("Lanes", sides=(side("LNA"), side("GNA")), start="2019-04-04")
LAST = article("Last", about=WHERE, date="2020-10-23")


def row(by="United States", to="LNA", stance="backs", *, date="2019-11-15", **fields):
    source = article(f"Of {date}", about=WHERE, date=date)
    key = f"{by}-{to}-{stance}-{date}".lower().replace(" ", "-")
    return backing(by, to, stance=stance, article=source, id=key, **fields)


def picture(*rows):
    index = Index(briefing(*rows, LAST))
    table = tables.table(WHERE, index, days(index))
    return lanes.picture(table, prefix="l", base="..")


def having(root, class_):
    return [part for part in root.iter() if class_ in part.get("class", "").split()]


AMERICA = (
    row(stance="favours", since="2019-04-19"),
    row(stance="distanced", date="2019-07-16"),
    row(stance="opposes", since="2019-11-14", date="2019-11-16", status="confirmed"),
)


@pytest.fixture(params=["wide", "narrow"])
def drawing(request):
    return lambda picture: ET.fromstring(getattr(picture, request.param))


def test_each_span_is_labelled_with_its_stance(drawing):
    texts = [text.text for text in drawing(picture(*AMERICA)).iter("text")]
    assert [word for word in texts if word in {"favours", "distanced", "opposes, confirmed"}] == [
        "favours",
        "distanced",
        "opposes, confirmed",
    ]


def test_spans_follow_each_other_along_the_axis(drawing):
    root = drawing(picture(*AMERICA))
    stretches = having(root, "b-pic-span")
    assert [part.get("data-from") for part in stretches] == [
        "2019-04-19",
        "2019-07-16",
        "2019-11-14",
    ]
    starts = [float(having(part, "b-pic-line")[0].get("x1")) for part in stretches]
    assert starts == sorted(starts)
    # A day's place can be worked out from what the drawing says of itself.
    first, last = day(root.get("data-first")), day(root.get("data-last"))
    left, right = float(root.get("data-left")), float(root.get("data-right"))
    share = (day("2019-07-16") - first) / (last - first)
    assert starts[1] == pytest.approx(left + share * (right - left), abs=0.1)


def test_a_known_beginning_has_a_stroke_only(drawing):
    root = drawing(picture(row(since="2019-05-18")))
    assert having(root, "b-pic-known")
    (span,) = having(root, "b-pic-span")
    assert not having(span, "b-pic-uncertain")
    assert not having(span, "b-pic-held")


def test_an_uncertain_beginning_is_hatched_over_all_its_days(drawing):
    root = drawing(picture(row(since="2019-06")))
    (span,) = having(root, "b-pic-span")
    (hatched,) = having(span, "b-pic-uncertain")
    first, last = day(root.get("data-first")), day(root.get("data-last"))
    room = float(root.get("data-right")) - float(root.get("data-left"))
    days = (day("2019-06-30") - day("2019-06-01")) / (last - first)
    assert float(hatched.get("width")) == pytest.approx(max(9, days * room), abs=0.2)
    assert not having(span, "b-pic-known")


def test_an_unknown_beginning_has_a_ring(drawing):
    (span,) = having(drawing(picture(row())), "b-pic-span")
    assert having(span, "b-pic-held")
    assert not having(span, "b-pic-known")


def test_only_what_still_holds_fades_out(drawing):
    root = drawing(
        picture(row("Turkey", "GNA"), row("Egypt", since="2019-05-01", until="2019-06-01"))
    )
    faded = {
        part.get("data-by"): any("fade" in inner.get("stroke", "") for inner in part.iter())
        for part in having(root, "b-pic-row")
    }
    assert faded == {"turkey": True, "egypt": False}


def test_what_began_long_before_comes_in_from_the_left(drawing):
    root = drawing(picture(row("UN", "GNA", stance="recognises", since="2015-12-23"), row()))
    assert having(root, "b-pic-earlier")
    assert "recognises, since 23 December 2015" in [text.text for text in root.iter("text")]
    assert root.get("data-first") >= "2019-01-01"


def test_status_dispute_and_stance_are_signs_and_classes(drawing):
    root = drawing(
        picture(
            row("Russia", status="alleged", denied_by=["Moscow"]),
            row("Italy", stance="mixed"),
            row("Chad", stance="opposes"),
        )
    )
    classes = {
        part.get("data-by"): having(part, "b-pic-span")[0].get("class").split()
        for part in having(root, "b-pic-row")
    }
    assert classes["russia"][1:] == ["b-stance-supportive", "b-status-alleged", "b-disputed"]
    assert "b-stance-between" in classes["italy"]
    assert "b-stance-adverse" in classes["chad"]
    assert having(root, "b-pic-disputed")
    assert having(root, "b-pic-cross")


def test_a_backer_has_a_lane_for_each_side(drawing):
    root = drawing(picture(row("Egypt", "LNA"), row("Egypt", "GNA", stance="opposes")))
    (of_egypt,) = having(root, "b-pic-row")
    assert [part.get("data-side") for part in of_egypt if part.get("data-side")] == ["lna", "gna"]


def test_lanes_are_grouped_like_the_table(drawing):
    root = drawing(picture(row("Egypt"), row("Turkey", "GNA"), row("Italy", stance="mixed")))
    assert [part.text for part in having(root, "b-pic-heading")] == [
        "With LNA",
        "With GNA",
        "Between the sides",
    ]


def test_each_lane_has_a_sentence():
    found = picture(*AMERICA, row("Egypt", since="2019-05-01", until="2019-06-01"))
    assert found.sentences == (
        "United States towards LNA: favours since 19 April 2019; then distanced by "
        "16 July 2019; then opposes (confirmed) since 14 November 2019.",
        "Egypt towards LNA: backs since 1 May 2019 until 1 June 2019.",
    )
    assert "changed: United States" in found.summary


@pytest.mark.parametrize("since", ["0001", "0001-01-01", "1066", "1999", "2020-10-20", "2020-09"])
def test_any_year_can_be_drawn(since):
    bare = conflict("Bare", sides=(side("LNA"), side("GNA")))
    source = article("Bare", about=bare, date="2020-10-23")
    index = Index(briefing(backing("Chad", "LNA", since=since, article=source)))
    table = tables.table(bare, index, {bare: day("2020-10-23")})
    drawn = lanes.picture(table, prefix="l", base=".")
    axis = having(ET.fromstring(drawn.wide), "b-pic-axis")
    assert 1 <= len(axis) <= 40
