"""Texts that would take too long to become pages are errors; what people write is not."""

from time import process_time
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown
from mkdocs_briefing.markdown import limits
from mkdocs_briefing.markdown.limits import (
    MAX_LENGTH,
    ORDINARY_WORK,
    exceeded_limits,
    text_work,
)
from mkdocs_briefing.markdown.sanitizer import BodyExtension, sanitised
from mkdocs_briefing.markdown.text_problems import TextProblem

from tests.test_properties import TIMES

TOO_LONG = "it would take too long to make a page of this text: "
EXTENSIONS = (
    *("toc", "tables", "fenced_code", "abbr", "admonition", "attr_list", "def_list", "footnotes"),
    "md_in_html",
)


def only_problem(text: str) -> TextProblem:
    (problem,) = exceeded_limits(text, 5, text_work(text))
    return problem


BOMBS = {
    "many paragraphs in few letters": ("a\n\n" * 5000, (5, 1), "it has 5,000 paragraphs"),
    "many signs in few letters": ("*" * 5000, (5, 1), "it has 1 paragraphs and items and 5,000"),
    "signs in one paragraph": ("a\n\n" + "`a b c `" * 6000, (7, 1), "too many signs"),
    "headings without empty lines": ("# abcd\n" * 5000, (5, 1), "too many signs"),
    "definitions without empty lines": ("a b\n: c d\n" * 4000, (5, 1), "too many signs"),
    "square brackets": ("words, " * 9 + "[" * 1000, (5, 64), "too many brackets"),
    "round brackets": ("[a](" * 1000, (5, 4), "too many brackets"),
    "tags that do not end": ("a\n\n" + "words <? \n\n" * 2000, (7, 7), "too many tags"),
    "comments that do not end": ("<!-- words > \n\n" * 2000, (5, 1), "too many tags"),
    "formatting elements": (
        "<p>" + "<b id=a>" * 200 + "<p>\n" * 10_000,
        (5, 1604),
        "too many HTML elements",
    ),
    "an element with a long title": (
        f"<b title='{'a' * 2000}'>\n" + "<p>\n" * 2000,
        (5, 1),
        "too many HTML elements",
    ),
    "nested elements": ("<div>\n" * 4000, (4003, 1), "too many HTML elements"),
    "a table": ("a|" * 800 + "a\n" + "-|" * 800 + "-\n" + "a\n" * 1600, (5, 1), "this table has"),
    "a table of empty cells": ("|" * 800 + "\n" + "|" * 800 + "\n|" * 1600, (5, 1), "this table"),
    "tables of contents": ("# abcdefghij\n\n[TOC]\n\n" * 200, (7, 1), "[TOC] is there too often"),
    "a long address": (
        "[a] [A] " * 500 + f"\n\n[a]: /{'b' * 3000}",
        (7, 1),
        "what is defined here is long",
    ),
    "a long abbreviation": (
        "word USA, " * 500 + f"\n\n*[USA]: {'b' * 3000}",
        (7, 1),
        "what is defined here is long",
    ),
    "many abbreviations": (
        "".join(f"*[name{name}x]: d\n\n" for name in range(500)),
        (5, 1),
        "what is defined here is long",
    ),
    "a footnote": ("words[^1] " * 2000 + "\n\n[^1]: a", (7, 1), "what is defined here is long"),
    "code that does not end": ("```abcdef\n" * 2000, (5, 1), "too many blocks of code"),
    "quotations": ("> " * 21 + "a", (5, 1), "lists and quotations are more than 20 deep"),
    "lists on one line": (
        "words " * 99 + "\n\n" + "1. " * 21 + "a",
        (7, 1),
        "lists and quotations",
    ),
    "lists below each other": (
        "".join(f"{'    ' * depth}- a\n" for depth in range(30)),
        (25, 1),
        "lists and quotations",
    ),
}
"""A text of each kind that multiplies, where the problem is, and how its message begins."""


@pytest.mark.parametrize(("text", "place", "message"), BOMBS.values(), ids=BOMBS)
def test_a_text_that_takes_too_long_is_an_error(text, place, message):
    problem = only_problem(text)
    assert (problem.code, problem.place) == ("too-tangled", place)
    assert problem.message.startswith(f"{TOO_LONG}{message}")


@pytest.mark.parametrize("text", ["a\n\n`<![x[`", "\n\n<![", "a\n\n<![cdatas[x]]>"])
def test_the_start_of_an_sgml_section_is_an_error(text):
    problem = only_problem(text)
    assert (problem.code, problem.place[0]) == ("too-tangled", 7)
    assert problem.message.startswith("<![ begins an SGML section")


def test_a_long_text_is_an_error_where_the_limit_is():
    text = "words\n" * (MAX_LENGTH // 6 + 1)
    assert only_problem(text) == TextProblem(
        (5 + MAX_LENGTH // 6, MAX_LENGTH % 6 + 1),
        "too-large",
        "the text has 200,004 characters; the limit is 200,000. Divide it into several files, and "
        "put tables into files of their own and link to them",
    )


@pytest.mark.parametrize(
    "text",
    [
        "[Turkey](../actors/turkey.md), " * 300,
        '- [Turkey](../actors/turkey.md), *says*, the "UN"\n' * 800,
        "- AB\n" * 250,
        "- [ ] a list of tasks\n\n" * 500,
        "1 < 2, (a], [b) and words " * 30,
        "<b>word</b> and another\n" * 1000,
        "<p>word<br>and another\n" * 1000,
        "<ul><li>word<li>another</ul>\n\n" * 1000,
        "# Day\n\nSomething happened.\n\n" * 1000,
        '> He said that "all" is *well*.\n' * 800,
        "`<![CDATA[a]]>` <![endif]-->",
        "|a|b|c|d|e|f|\n|-|-|-|-|-|-|\n" + "|Turkey|12|[AFP](https://a.org/)|2019|no|yes|\n" * 500,
        "|a|\n|-|\n" * 100,
        "He said so.[^1] " * 50 + "\n\n[^1]: AFP, in a report.",
        "He [said][a] so. " * 100 + f"\n\n[a]: https://example.org/{'x' * 200}",
        "The UN said so. " * 200 + "\n\n*[UN]: United Nations",
        "```\n" + "a = {'b': c[1] * 2}\n" * 500 + "```\n",
        "- - - - - - - - - - - - - - - - - - - - - - - - -\n\nwords",
        "".join(f"{'    ' * depth}- a list\n" for depth in range(8)),
        "word " * 39_000,
    ],
    ids=lambda text: text[:12],
)
def test_what_people_write_exceeds_no_limit(text):
    assert list(exceeded_limits(text, 1, text_work(text))) == []


@pytest.mark.parametrize(
    "letter", [" ", "\n", "\t", " \n", "\n ", "[", "<a ", '<a "', "=", "`", "&"]
)
def test_measuring_takes_linear_time(letter):
    text = letter * (MAX_LENGTH // len(letter))
    begun = process_time()
    list(exceeded_limits(text, 1, text_work(text)))
    assert process_time() - begun < 3


PIECES = (
    *("a", " ", "\n", "\n\n", "    ", "*", "**", "_", "`", "``", "[", "]", "](", "](b)", "![", "("),
    *(")", "<", ">", "&", "&amp;", "\\", "|", "-", "#", "=", "1. ", "- ", "> ", "    - ", ":", "!"),
    *(
        "~~~\n",
        "```\n",
        "```a\n",
        "[a]",
        "[a]: b\n",
        "[^1]",
        "[^1]: a\n",
        "*[a]: b\n",
        "<b>",
        "</b>",
    ),
    *("<p>", "</p>", "<div>", "</div>", "<div markdown>", "<!--", "-->", "<?", "<a ", "http://a"),
    *("<http://", "{: #a }", "$", "|-|-\n", "a|b\n", "[TOC]", "\n# a", "\n===\n", "  \n", "a@b.c"),
    *("!!! a\n", "<table>", "<td>", "<i>", "<br>", "<h1>", "<script>", "words and words "),
)


PLAIN: Final = (
    "Some two dozen words that cost next to nothing stand here, and then a few more. " * 20
)


@settings(max_examples=200 * TIMES, deadline=None)
@given(st.lists(st.sampled_from((*PIECES, PLAIN)), max_size=40).map("".join))
def test_an_ordinary_text_never_counts_for_too_little(text):
    exact, quick = text_work(text, exact=True).work, text_work(text).work
    # Sums of fractions differ in their last digits.
    assert quick == exact or exact - 1e-6 <= quick <= ORDINARY_WORK * len(text)


def test_a_text_with_links_is_measured_the_short_way(monkeypatch):
    monkeypatch.setattr(limits, "_MEASURES", ())
    text = PLAIN + "\n\nAn [earlier report](earlier.md) told *this*:\n\n- it was [denied][1].\n"
    assert 0 < text_work(text).work <= ORDINARY_WORK * len(text)


@settings(max_examples=40 * TIMES, deadline=None)
@given(
    fragments=st.lists(
        st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join),
        min_size=1,
        max_size=3,
    ),
    length=st.sampled_from([2000, 20_000]),
)
def test_time_for_any_allowed_text_depends_on_its_length(fragments, length):
    """Each fragment is repeated, one after the other. Three times the work allowed is generous."""
    share = length // len(fragments)
    text = "".join((one * (share // len(one) + 1))[:share] for one in fragments)
    if any(exceeded_limits(text, 1, text_work(text))):
        return
    begun = process_time()
    html = sanitised(markdown(text, extensions=[*EXTENSIONS, BodyExtension()]))
    assert process_time() - begun < 0.5 + len(text) * 60e-6
    assert len(html) < 10_000 + 50 * len(text)
