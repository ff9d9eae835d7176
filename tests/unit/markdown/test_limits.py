"""What Markdown would sit over for hours is found, and what people write is not."""

from time import process_time

import pytest
from markdown import markdown
from mkdocs_briefing.markdown.limits import Excess, excess

OPEN = "are opened up to here and not closed; Markdown would take too long over them, so "


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
            "more than 1,000 elements of HTML are opened up to here and not closed; close them",
        ),
        (
            "\\*" * 20_001,
            (5, 40_001),
            "more than 20,000 signs such as * and ` stand in one paragraph",
        ),
        ("a\n\n" + "`a` " * 10_001, (7, 40_001), "more than 20,000 signs such as * and `"),
        ("a\n\n`<![x[`", (7, 2), "<![ begins a section, which no page can have; write &lt;![ for"),
        ("<![", (5, 1), "<![ begins a section"),
        ("<![cdatas[x]]>", (5, 1), "<![ begins a section"),
        ("# a\n" * 1001, (1005, 1), "more than 1,000 headings or lines across; make several"),
    ],
)
def test_what_is_too_much_is_told_where_it_becomes_so(text, place, message):
    found = list(excess(text, 5))
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
def test_what_people_write_is_not_too_much(text):
    assert list(excess(text, 1)) == []


@pytest.mark.parametrize("text", ["\\*", "`a` ", "*a* ", "&lt;", "a  \n"])
def test_as_many_signs_as_are_allowed_take_seconds(text):
    allowed = (text * 5_000 + "\n\n") * 10
    assert not [*excess(allowed, 1)]
    begun = process_time()
    markdown(allowed)
    assert process_time() - begun < 15


@pytest.mark.parametrize("text", ["[", "![", "[a](", "<a ", "<http://", "# a\n"])
def test_half_of_what_is_allowed_takes_no_time_worth_speaking_of(text):
    """Seconds of the processor, generously: what is refused takes minutes."""
    allowed = text * 50
    assert not [*excess(allowed, 1)]
    begun = process_time()
    markdown(allowed, extensions=["toc", "tables", "fenced_code"])
    assert process_time() - begun < 2


def test_an_excess_says_where_and_what():
    assert next(excess("(" * 101, 1)) == Excess(
        (1, 101),
        "more than 100 round brackets are opened up to here and not closed; Markdown would take "
        "too long over them, so close them or take them out",
    )
