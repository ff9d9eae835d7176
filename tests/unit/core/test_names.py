"""Names are matched as people write them, and slips of the pen are noticed."""

import pytest
from mkdocs_briefing.core.names import (
    did_you_mean,
    folded,
    nearest,
    nearest_name,
    one_of,
    quoted,
    slug_of,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Turkey", "TURKEY"),
        ("Türkiye", "turkiye"),
        ("  Khalifa   Haftar ", "Khalifa Haftar"),
        ("Straße", "STRASSE"),
        ("İstanbul", "istanbul"),
        ("Côte d'Ivoire", "Cote d'ivoire"),
    ],
)
def test_two_spellings_of_one_name_are_the_same(one: str, other: str):
    assert folded(one) == folded(other)


def test_different_names_stay_different():
    assert folded("Niger") != folded("Nigeria")


@pytest.mark.parametrize(
    ("name", "meant"),
    [("turky", "turkey"), ("niger", "nigeria"), ("libay", "libya"), ("gaddafi", "qaddafi")],
)
def test_a_slip_of_the_pen_is_close(name: str, meant: str):
    assert nearest(name, [meant, "somebody else"]) == meant


@pytest.mark.parametrize(("name", "other"), [("france", "greece"), ("sudan", "jordan")])
def test_names_that_only_sound_alike_are_not_close(name: str, other: str):
    assert nearest(name, [other]) is None


def test_words_of_the_vocabulary_are_guessed_whatever_their_case():
    assert did_you_mean("Alledged", ["reported", "alleged"]) == '; did you mean "alleged"?'
    assert did_you_mean("Troop presence", ["troops", "troop-presence"]) == (
        '; did you mean "troop-presence"?'
    )
    assert did_you_mean("grim", ["reported", "alleged"]) == ""


def test_a_choice_is_said_as_a_person_would():
    assert one_of(["LNA"]) == "LNA"
    assert one_of(["a", "b", "c"]) == "a, b or c"


def test_what_is_quoted_stays_on_one_line_and_short():
    assert quoted("one\ntwo") == '"one two"'
    assert len(quoted("x" * 500)) == 62


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Khalifa Haftar", "khalifa-haftar"), ("Türkiye", "turkiye"), ("!!!", "unnamed")],
)
def test_a_slug_is_plain_letters(name: str, slug: str):
    assert slug_of(name) == slug


def test_a_name_in_another_script_has_a_slug_of_its_own():
    assert slug_of("حفتر") != slug_of("السراج")


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        ("turky", ["turkey", "qatar"], "turkey"),
        ("lnb", ["lna", "gna"], None),
        ("brigade 106", ["brigade 107"], None),
        ("brigde 106", ["brigade 106", "brigade 107"], "brigade 106"),
    ],
)
def test_short_names_and_other_numbers_are_no_slip_of_the_pen(name, known, meant):
    assert nearest_name(name, known) == meant
