"""Names match in any spelling, and typos are noticed."""

import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from mkdocs_briefing.core.names import (
    NearWords,
    did_you_mean,
    folded,
    folded_but_accents,
    invisible_remark,
    nearest,
    nearest_name,
    one_of,
    quoted,
    slug_of,
    visible,
)

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases/names.yml").read_text(encoding="utf-8"))
LETTERS = st.one_of(
    st.characters(exclude_categories=("Cs",)),
    st.sampled_from("aạẩơđßİΣ '`\u00b4-\u00ad\u200b\u200c\u0301\u0323\u0302\u3099゛ハी्يأ"),
)


@pytest.mark.parametrize("spellings", CASES["one"], ids=ascii)
def test_spellings_of_one_name_fold_to_one(spellings: list[str]):
    for one, other in pairwise(spellings):
        assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), CASES["two"], ids=ascii)
def test_two_names_stay_two(one: str, other: str):
    assert folded(one) != folded(other)


@given(st.text(LETTERS))
def test_folding_twice_changes_nothing(name: str):
    assert folded(folded(name)) == folded(name)


@given(st.text(LETTERS), st.text(LETTERS))
def test_what_differs_in_accents_at_most_folds_to_one(name: str, other: str):
    if folded_but_accents(name) == folded_but_accents(other):
        assert folded(name) == folded(other)


@pytest.mark.parametrize(
    ("name", "shown", "remark"),
    [
        ("Upland", "Upland", None),
        ("می\u200cشود", "می\u200cشود", None),
        (
            "Up\u200bland",
            "Upland",
            '"Upland" holds a character that nobody sees, U+200B; delete it',
        ),
        (
            "\ufeffUp\u00adland",
            "Upland",
            '"Upland" holds characters that nobody sees, U+FEFF, U+00AD; delete them',
        ),
    ],
    ids=ascii,
)
def test_invisible_characters_are_told_by_their_codes(name, shown, remark):
    assert (visible(name), invisible_remark(name)) == (shown, remark)


def test_every_format_character_is_invisible():
    formats = [
        letter
        for letter in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(letter) == "Cf"
    ]
    assert len(formats) > 100
    assert [letter for letter in formats if visible(f"a{letter}b") != "ab"] == []


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Nguyen Van Troi", "Nguyễn Văn Trỗi"),
        ("ハス", "バス"),
        ("Dak Lak", "Đắk Lắk"),
        ("นำ", "น้ำ"),
    ],
    ids=ascii,
)
def test_a_name_without_its_marks_is_close(name, known):
    assert nearest_name(folded(name), [folded("Somebody"), folded(known)]) == folded(known)


@pytest.mark.parametrize(
    ("name", "known"),
    [("the uae", "uae"), ("hague group", "the hague group"), ("the wagner gruop", "wagner group")],
)
def test_a_name_with_an_article_before_it_is_close(name, known):
    assert nearest_name(name, ["somebody", known]) == known
    assert nearest_name("the unknown", ["somebody", known]) is None


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


few_letters = st.text("ab", min_size=1, max_size=9)


@given(word=few_letters, known=st.lists(few_letters, unique=True, max_size=20))
def test_near_words_answer_what_comparing_all_does(word, known):
    assert NearWords(known).closest(word) == nearest(word, known)


def test_very_long_names_are_not_compared():
    long = "x" * 200_000
    known = f"a{long}b"
    assert nearest(f"c{long}d", [known]) is None
    assert NearWords([known]).closest(f"c{long}d") is None
    assert NearWords([known]).comparisons(known) == 0


def test_very_many_joiners_take_no_time():
    assert visible("\u0627" + "\u200c" * 200_000) == "\u0627"
    assert len(visible("\u0627\u200c" * 100_000)) == 199_999
