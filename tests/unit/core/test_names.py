"""Names match in any spelling, and typos are noticed."""

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
def test_case_accents_and_spaces_make_no_difference(one: str, other: str):
    assert folded(one) == folded(other)


def test_different_names_stay_different():
    assert folded("Niger") != folded("Nigeria")


@pytest.mark.parametrize(
    ("name", "meant"),
    [("turky", "turkey"), ("niger", "nigeria"), ("libay", "libya"), ("gaddafi", "qaddafi")],
)
def test_a_typo_is_close(name: str, meant: str):
    assert nearest(name, [meant, "somebody else"]) == meant


@pytest.mark.parametrize(("name", "other"), [("france", "greece"), ("sudan", "jordan")])
def test_names_that_only_sound_similar_are_not_close(name: str, other: str):
    assert nearest(name, [other]) is None


def test_a_known_word_is_suggested_regardless_of_case():
    assert did_you_mean("Alledged", ["reported", "alleged"]) == '; did you mean "alleged"?'
    assert did_you_mean("Troop presence", ["troops", "troop-presence"]) == (
        '; did you mean "troop-presence"?'
    )
    assert did_you_mean("grim", ["reported", "alleged"]) == ""


def test_alternatives_are_joined_with_or():
    assert one_of(["LNA"]) == "LNA"
    assert one_of(["a", "b", "c"]) == "a, b or c"


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("one\ntwo", '"one two"'),
        ("x" * 500, f'"{"x" * 59}…"'),
        ("a\x1b[31m\u202e\ud800", '"a\ufffd[31m\ufffd\ufffd"'),
        ("می\u200cشود", '"می\u200cشود"'),
    ],
)
def test_a_quotation_is_short_printable_and_on_one_line(text, quotation):
    assert quoted(text) == quotation


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Khalifa Haftar", "khalifa-haftar"), ("Türkiye", "turkiye"), ("!!!", "unnamed")],
)
def test_a_slug_is_ascii(name: str, slug: str):
    assert slug_of(name) == slug


def test_names_in_other_scripts_have_different_slugs():
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
def test_short_names_and_other_numbers_are_no_typos(name, known, meant):
    assert nearest_name(name, known) == meant
