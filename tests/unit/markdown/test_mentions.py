"""Names of actors in running text are linked to their pages."""

import re
import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown, markdown
from mkdocs_briefing.markdown.mentions import Mention, MentionsExtension, Names
from mkdocs_briefing.model.entities import Actor

RUSSIA = Actor("russia", "Russia")
UN = Actor("un", "United Nations", short="UN")
WHO = Actor("who", "World Health Organization", short="WHO")
US = Actor("united-states", "United States", short="US", aliases=("U.S.", "the Quartet's host"))
LNA = Actor("lna", "Libyan National Army", short="LNA", aliases=("Libyan Army",))
LIBYA = Actor("libya", "Libya", aliases=("L",))
GUINEA = Actor("guinea", "Guinea")
IVORY_COAST = Actor("ivory-coast", "Côte d'Ivoire")
ACTORS = (RUSSIA, UN, WHO, US, LNA, LIBYA, GUINEA, IVORY_COAST)

LINK = re.compile(r'<a class="actor" href="([^"]*)">(.*?)</a>', re.DOTALL)


def html(text, *actors, skip=None, extensions=("extra",)):
    extension = MentionsExtension(Names(actors or ACTORS), lambda actor: actor.slug, skip)
    return markdown(text, extensions=[*extensions, extension])


def links(text, *actors, **options):
    return LINK.findall(html(text, *actors, **options))


def test_a_name_is_linked():
    assert html("On Friday Russia denied it.") == (
        '<p>On Friday <a class="actor" href="russia">Russia</a> denied it.</p>'
    )


def test_every_spelling_leads_to_the_actor():
    assert links("The US met the Libyan Army.") == [("united-states", "US"), ("lna", "Libyan Army")]


def test_only_the_first_mention_is_linked_whatever_its_spelling():
    assert links("The UN spoke.\n\nThe United Nations, the UN, spoke again.") == [("un", "UN")]


def test_a_page_does_not_link_to_its_own_actor():
    assert links("Russia and Libya", skip=RUSSIA) == [("libya", "Libya")]


def test_the_pages_own_actor_still_hides_shorter_names():
    assert links("the Libyan National Army", LNA, Actor("n", "National Army"), skip=LNA) == []


def test_no_actors_no_links():
    extension = MentionsExtension(Names([]), lambda actor: actor.slug)
    assert markdown("Russia", extensions=[extension]) == "<p>Russia</p>"


@pytest.mark.parametrize(
    "name",
    [
        "Côte d'Ivoire",
        "Co\u0302te d'Ivoire",
        "Côte d\u2019Ivoire",
        "Côte d\u02bcIvoire",
        "Côte d\u02bbIvoire",
        "Côte d\u00b4Ivoire",
        "Cô\u00adte d'Ivoire",
        "Côte\u200b d'\u2060Ivoire",
        "Côte d'I\u00advo\u200bire",
    ],
    ids=ascii,
)
def test_a_name_is_found_in_any_spelling(name):
    assert links(f"Then {name} agreed.") == [("ivory-coast", name)]


@pytest.mark.parametrize("hyphen", "-\u2010\u2011\u2012\u2013\u2212", ids=ascii)
def test_a_name_is_found_with_any_hyphen(hyphen):
    bissau = Actor("bissau", "Guinea-Bissau")
    text = f"Guinea{hyphen}Bissau"
    assert links(text, GUINEA, bissau) == [("bissau", text)]


def test_invisible_characters_in_a_declared_name_count_for_nothing():
    assert links("Libya agreed.", Actor("libya", "Li\u200bbya\ufeff")) == [("libya", "Libya")]


def test_a_joiner_inside_a_persian_name_counts():
    name = "می\u200cشود"
    assert links(name, Actor("persian", name)) == [("persian", name)]
    assert links("میشود", Actor("persian", name)) == []


def test_an_invisible_space_divides_words_of_thai():
    assert links("ประเทศ\u200bลิเบีย", Actor("libya", "ลิเบีย")) == [("libya", "ลิเบีย")]


def test_unnamed_is_linked_to_nobody():
    assert links("An unnamed source said so.") == []


# Which name


def test_the_longest_name_wins():
    army = Actor("army", "National Army")
    libyan = Actor("libyan", "Libyan")
    assert links("the Libyan National Army", army, libyan, LNA) == [("lna", "Libyan National Army")]


def test_the_longest_name_that_is_there_wins():
    libyan = Actor("libyan", "Libyan")
    assert links("the Libyan National Oil Corporation", LNA, libyan) == [("libyan", "Libyan")]


def test_a_later_mention_is_not_linked_in_part():
    army = Actor("army", "National Army")
    text = "The Libyan National Army. The Libyan National Army. A National Army."
    assert links(text, army, LNA) == [("lna", "Libyan National Army"), ("army", "National Army")]


def test_a_name_of_two_actors_is_not_linked():
    congo, republic = Actor("cd", "DR Congo", short="Congo"), Actor("cg", "Congo")
    assert links("Congo and DR Congo", congo, republic) == [("cd", "DR Congo")]


def test_a_name_of_two_actors_is_not_linked_in_part():
    first, second = Actor("a", "Dawn Force"), Actor("b", "Dusk", aliases=("Dawn Force",))
    assert links("the Dawn Force", first, second, Actor("c", "Dawn")) == []


def test_one_actor_may_have_the_same_name_twice():
    assert links("Mali", Actor("mali", "Mali", aliases=("Mali", "Mali "))) == [("mali", "Mali")]


@pytest.mark.parametrize(
    "text", ["Ask who did it.", "They told us.", "RUSSIA", "the united nations"]
)
def test_capitals_matter(text):
    assert links(text) == []


@pytest.mark.parametrize(("words", "linked"), [(20, 1), (21, 0)])
def test_a_name_of_twenty_words_is_linked(words, linked):
    """Longer ones would be read again at each word of a text."""
    name = "one " * (words - 1) + "two"
    assert len(links(f"The {name}.", Actor("x", name))) == linked


def test_a_name_of_one_letter_is_ignored():
    assert links("L is for Libya") == [("libya", "Libya")]


# Where words begin and end


@pytest.mark.parametrize(
    "text", ["UNSMIL", "Russians", "BeloRussia", "Russia_2", "_Russia2_", "LNA1"]
)
def test_a_name_inside_a_word_is_not_linked(text):
    assert links(text) == []


@pytest.mark.parametrize("text", ["Russia's", "Russia\u2019s", "RUSSIA and Russia'S", "Russia'"])
def test_a_possessive_is_linked_without_its_ending(text):
    assert links(text) == [("russia", "Russia")]


def test_a_possessive_with_smart_quotes_is_linked():
    assert links("Russia's", extensions=["smarty"]) == [("russia", "Russia")]


def test_a_possessive_after_an_s_is_linked():
    assert links("the United Nations' envoy") == [("un", "United Nations")]


@pytest.mark.parametrize(
    "text", ["'Russia'", "\u2018Russia\u2019", '"Russia"', "(Russia)", "/Russia/"]
)
def test_quotation_marks_end_a_word(text):
    assert links(text) == [("russia", "Russia")]


@pytest.mark.parametrize("name", ["Djamena", "Qur", "Hay"])
def test_an_apostrophe_inside_a_word_ends_no_name(name):
    assert links("N'Djamena, Qur'an, Hay\u2019at", Actor("x", name)) == []


@pytest.mark.parametrize(
    "text", ["UN-backed", "UN\u2011backed", "non-UN", "UN - once", "UN\u2013Libya"]
)
def test_a_name_joined_to_a_lower_case_word_is_linked(text):
    assert links(text, UN) == [("un", "UN")]


@pytest.mark.parametrize(
    "text", ["Guinea-Bissau", "Papua-Guinea", "Guinea\u2010Bissau", "Guinea-75"]
)
def test_a_part_of_a_compound_name_is_not_linked(text):
    assert links(text, GUINEA) == []


def test_a_compound_name_is_linked():
    assert links("Guinea\u2011Bissau", GUINEA, Actor("gb", "Guinea-Bissau")) == [
        ("gb", "Guinea\u2011Bissau")
    ]


@pytest.mark.parametrize("text", ["Côte d'Ivoire", "Côte d\u2019Ivoire", "Côte\u00a0d'Ivoire"])
def test_any_kind_of_apostrophe_matches(text):
    assert links(text) == [("ivory-coast", text)]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_match_composed_and_decomposed(form):
    text = unicodedata.normalize(form, "Côte d'Ivoire")
    assert links(text) == [("ivory-coast", text)]


def test_a_combining_accent_makes_another_letter():
    assert links("Mali\u0301, a name", Actor("mali", "Mali")) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("U.S.", "The U.S. said"),
        ("U.S.", "the U.S.-led talks"),
        ("Yahoo!", "Yahoo!, they said"),
        ("'Ndrangheta", "the \u2019Ndrangheta"),
        ("AT&T", "AT&T"),
        ("Wagner (PMC)", "of Wagner (PMC) and"),
        ("[REDACTED]", "by [REDACTED] and"),
        ("C++ Guild", "the C++ Guild"),
        ("2nd Brigade", "the 2nd Brigade's"),
        ("_nsfw", "the _nsfw"),
        ("^Hats]", "of ^Hats] and"),
    ],
)
def test_names_may_contain_punctuation(name, text):
    assert len(links(text, Actor("x", name))) == 1


def test_a_name_with_a_full_stop_ends_with_its_word():
    assert links("the U.S.A.", US) == []


@pytest.mark.parametrize(
    "name", ["Россия", "خليفة حفتر", "भारत", "Ελλάδα", "Հայաստան", "日本", "한국", "Việt Nam"]
)
def test_names_in_any_script_are_linked(name):
    assert links(f"a {name}, b", Actor("x", name)) == [("x", name)]


def test_a_vowel_sign_belongs_to_its_word():
    assert links("भारती", Actor("x", "भारत")) == []


def test_a_name_may_contain_a_line_break():
    assert links("the United\n   Nations") == [("un", "United\n   Nations")]


# Where on the page


@pytest.mark.parametrize(
    "text",
    [
        "# Russia",
        "Russia\n======",
        "`Russia`",
        "    Russia",
        "```\nRussia\n```",
        "[Russia](https://example.org/)",
        "[in *Russia* today](https://example.org/)",
        "![Russia](a.png)",
        "<https://example.org/Russia>",
        "see https://example.org/Russia/x",
        "<div>Russia</div>",
        "<div>\n\n*Russia*\n\n</div>",
        "<a href='x'>Russia</a>",
        "a <b>in Russia</b>",
        "a <span title='x'>in *all of* Russia</span>",
        "a <b>in <br> Russia</b>",
        "a <b>in <i>all</i> Russia</b>",
        "a <b>in Russia",
        "<!-- Russia -->",
        "a <!-- Russia --> b",
        "<kbd>Russia</kbd>",
        "&Russia;",
    ],
)
def test_no_link_in_links_code_headings_or_raw_html(text):
    assert links(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "a <br> Russia",
        "a <img src='x'/> Russia",
        "a <b>b</b> Russia",
        "a <b>b <i>c</i></b> Russia",
        "a </b> Russia",
        "a <b>b\n\nRussia",
        "<div>a</div>\n\nRussia",
        "<div markdown>Russia</div>",
        "`a` Russia",
        "[a](b) Russia",
        "*a* Russia",
        "![a](b) Russia",
        "**Russia**",
        "***a** Russia*",
        "*a **b ~ Russia** c*",
        "> Russia",
        "- a\n- b\n    - Russia",
        "1. Russia",
        "a\n:   Russia",
        "| a | b |\n|---|---|\n| c | Russia |",
        "| Russia | b |\n|---|---|\n| c | d |",
        "a  \nRussia",
        "a[^1]\n\n[^1]: Russia",
        "a & b, Russia & c",
        "a &amp; Russia&nbsp;b",
        "a \\* Russia\\*",
        "a < Russia > b",
        "*[Russia]: a country\n\nRussia",
        "Russia\n{: .note }",
    ],
)
def test_names_in_any_other_text_are_linked(text):
    assert links(text) == [("russia", "Russia")]


def test_a_name_with_an_escaped_letter_is_linked():
    assert links("the U\\.S\\.", US) == [("united-states", "U.S.")]


def test_names_in_formulas_are_not_linked():
    text = "<span class='arithmatex' markdown>Russia</span>"
    assert links(f"<div class='arithmatex' markdown>{text}</div>", RUSSIA) == []


@pytest.mark.parametrize("text", ["**UN**SMIL", "un**UN**", "**U***N*", "A*UN*"])
def test_emphasis_inside_a_word_ends_no_name(text):
    assert links(text) == []


def test_the_first_mention_in_reading_order_is_linked():
    text = "In *all of Russia,* and Libya, **in Guinea** and Russia.\n\nLibya."
    assert html(text) == (
        '<p>In <em>all of <a class="actor" href="russia">Russia</a>,</em> and '
        '<a class="actor" href="libya">Libya</a>, <strong>in '
        '<a class="actor" href="guinea">Guinea</a></strong> and Russia.</p>\n<p>Libya.</p>'
    )


def test_several_names_in_one_run_of_text_are_linked():
    assert html("Libya, Russia and Guinea") == (
        '<p><a class="actor" href="libya">Libya</a>, <a class="actor" href="russia">Russia</a> and '
        '<a class="actor" href="guinea">Guinea</a></p>'
    )


def test_names_and_addresses_are_escaped():
    extension = MentionsExtension(Names([Actor("x", 'A<B>&"C"')]), lambda _: 'a&b"c')
    assert markdown('of A<B>&"C" then', extensions=[extension]).count("<a ") <= 1
    extension = MentionsExtension(Names([Actor("x", "A&B")]), lambda _: 'a&b"c')
    assert markdown("A&B", extensions=[extension]) == (
        '<p><a class="actor" href="a&amp;b&quot;c">A&amp;B</a></p>'
    )


def test_one_converter_may_convert_many_pages():
    converter = Markdown(extensions=[MentionsExtension(Names(ACTORS), lambda actor: actor.slug)])
    pages = [converter.reset().convert("a <b>Russia in Libya") for _ in range(2)]
    assert pages[0] == pages[1]


# Plain text


def test_mentions_have_the_offsets_of_the_name():
    assert list(Names(ACTORS).mentions("In Libya, US")) == [
        Mention(3, 8, LIBYA),
        Mention(10, 12, US),
    ]


def test_the_text_around_decides_where_words_end():
    names = Names(ACTORS)
    assert list(names.mentions("UNSMIL", 0, 2)) == []
    assert list(names.mentions("xUN y", 1)) == []
    assert list(names.mentions("a UN-b", 2, 4)) == [Mention(2, 4, UN)]


# However the text is made


PIECES = st.sampled_from(
    [
        *(name for actor in ACTORS for name in actor.names),
        *("*", "**", "_", "`", "[", "]", "](", ")", "<b>", "</b>", "<", ">", "&", "&amp;", "\\"),
        *("\n", "\n\n", "\n# ", "\n- ", "\n> ", "\n    ", "|", "\n|-|-|\n", "[^1]", "\n[^1]: "),
        *(" ", "'", "'s", "\u2019", "-", ".", "http://", "\u0301", "\x02", "\x03", "wzxhzdk:0"),
        *("<!--", "-->", "<div markdown>", "</div>", "~~~", "\n*[UN]: b\n", "{: .c }", "é", "a"),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_linking_changes_nothing_else_on_the_page(text):
    plain = markdown(text, extensions=["extra"])
    assert LINK.sub(r"\2", html(text)) == plain


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_actor_is_linked_twice_nor_inside_a_link(text):
    found = links(f"Russia.\n\n{text}")
    slugs = [slug for slug, _ in found]
    assert slugs[0] == "russia"
    assert len(slugs) == len(set(slugs))
    assert not any("<" in words for _, words in found)


@given(st.text(), st.lists(st.text(max_size=8), max_size=4))
def test_mentions_in_any_text_do_not_overlap(text, names):
    actors = [UN, *(Actor(str(i), name) for i, name in enumerate(names))]
    found = list(Names(actors).mentions(f"UN {text}"))
    assert found
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(mention.start < mention.end for mention in found)


@pytest.mark.parametrize(
    "piece",
    ["U", "United ", "United", "U.", "U-", "-U", "'U", "UN", "UN-", "https://", "\u0301", " "],
)
def test_the_number_of_names_does_not_slow_the_search(piece):
    """Anything quadratic would take minutes: this takes well under a second."""
    names = Names([*ACTORS, *(Actor(f"u{i}", f"United Front {i}") for i in range(3000))])
    text = piece * (400_000 // len(piece))
    assert timed(lambda: list(names.mentions(text))) < 10


@pytest.mark.parametrize("piece", ["<b>", "</b>", "<b></b>", "*a*", "**Libya** ", "&amp;", "`a`"])
def test_linking_at_most_doubles_the_time_of_markdown(piece):
    text = piece * 3000 + "Russia"
    plain = timed(lambda: markdown(text))
    assert timed(lambda: html(text, extensions=())) < 2 * plain + 1


def timed(call):
    begin = time.process_time()
    call()
    return time.process_time() - begin


@pytest.mark.parametrize("piece", ["> ", "- ", "*a **b "])
def test_deeply_nested_pages_are_linked(piece):
    # Much deeper, and the converter itself gives up at a depth that the caller's own decides.
    text = piece * 60 + "Russia"
    assert LINK.sub(r"\2", html(text)) == markdown(text, extensions=["extra"])


LAM = Actor("lam", "林鄭月娥")
UPLAND = Actor("upland", "Upland", aliases=("アップランド", "อัปแลนด์"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("昨日林鄭月娥表示反對", ["林鄭月娥"]),
        ("昨日、林鄭月、反對", []),
        ("そしてアップランドは言った", ["アップランド"]),
        ("アップランドスキー", []),
        ("昨日Upland表示", ["Upland"]),
        ("วันนี้อัปแลนด์กล่าวว่า", ["อัปแลนด์"]),
        ("Uplands and Upland'", ["Upland"]),
    ],
)
def test_a_name_is_found_where_no_spaces_part_words(text, found):
    assert [text[one.start : one.end] for one in Names([LAM, UPLAND]).mentions(text)] == found


def test_no_sign_is_cut_off_the_end_of_a_name():
    """The last letter of one name can carry a vowel sign that makes another word of it."""
    assert list(Names([Actor("a", "กน")]).mentions("กนิ")) == []
