"""Texts that would keep Markdown busy for hours are errors; what people write is not."""

from time import process_time

import pytest
from markdown import markdown
from mkdocs_briefing.markdown.limits import exceeded_limits
from mkdocs_briefing.markdown.text_problems import TextProblem

OPEN = "are open here; Markdown would take too long, so close or remove them"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a\n" + "[" * 101, (6, 101), f"more than 100 square brackets {OPEN}"),
        ("[" * 50 + "]" * 20 + "[" * 71, (5, 141), f"more than 100 square brackets {OPEN}"),
        ("[a](" * 101, (5, 404), f"more than 100 round brackets {OPEN}"),
        ("<a \n\n" * 101, (205, 1), f"more than 100 tags {OPEN}"),
        (
            "<a><div></x>\n\n" * 501,
            (1005, 1),
            "more than 1,000 HTML elements are open here; close or remove them",
        ),
        (
            "\\*" * 20_001,
            (5, 40_001),
            "more than 20,000 signs such as * and ` in one paragraph; Markdown would take too "
            "long, so divide it with empty lines",
        ),
        ("a\n\n" + "`a` " * 10_001, (7, 40_001), "more than 20,000 signs such as * and ` in"),
        ("a\n\n`<![x[`", (7, 2), "<![ begins an SGML section, which no page may contain; write"),
        ("<![", (5, 1), "<![ begins an SGML section"),
        ("<![cdatas[x]]>", (5, 1), "<![ begins an SGML section"),
        ("# a\n" * 1001, (1005, 1), "more than 1,000 headings or lines across; divide the text"),
    ],
)
def test_an_exceeded_limit_is_reported_with_its_place(text, place, message):
    found = list(exceeded_limits(text, 5))
    assert [one.place for one in found] == [place]
    assert found[0].message.startswith(message)


@pytest.mark.parametrize(
    "text",
    [
        "[a](b) " * 5000,
        "[ ] a list of tasks\n\n" * 500,
        "1 < 2, (a], [b) " * 30,
        "(" * 100,
        "<b>a</b>" * 5000,
        "<p>a<br>" * 5000,
        "<ul><li>a<li>b</ul>\n\n" * 2000,
        "# a\n\ntext\n\n" * 1000,
        "`a` " * 10_000,
        "`<![CDATA[a]]>` <![endif]-->",
        ("*a* " * 9000 + "\n\n") * 10,
        "|a|\n|-|\n" * 400,
    ],
)
def test_what_people_write_exceeds_no_limit(text):
    assert list(exceeded_limits(text, 1)) == []


@pytest.mark.parametrize("text", ["\\*", "`a` ", "*a* ", "&lt;", "a  \n"])
def test_the_allowed_number_of_signs_takes_seconds(text):
    allowed = (text * 5_000 + "\n\n") * 10
    assert list(exceeded_limits(allowed, 1)) == []
    begun = process_time()
    markdown(allowed)
    assert process_time() - begun < 15


@pytest.mark.parametrize("text", ["[", "![", "[a](", "<a ", "<http://", "# a\n"])
def test_half_of_the_allowed_number_takes_little_time(text):
    """The limit on processor time is generous: what is refused takes minutes."""
    allowed = text * 50
    assert list(exceeded_limits(allowed, 1)) == []
    begun = process_time()
    markdown(allowed, extensions=["toc", "tables", "fenced_code"])
    assert process_time() - begun < 2


def test_the_first_place_over_the_limit_is_reported():
    assert list(exceeded_limits("(" * 300, 1)) == [
        TextProblem(
            (1, 101),
            "too-tangled",
            "more than 100 round brackets are open here; Markdown would take too long, so close or "
            "remove them",
        )
    ]
