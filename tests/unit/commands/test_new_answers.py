"""Typed text becomes text, a list or a row, or is refused with a reason."""

import pytest
from mkdocs_briefing.commands.new.answers import AnswerError, header_value, one_line, several
from mkdocs_briefing.content.schema import ArticleEntry


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("  Talks \t in\n\nGeneva ", "Talks in Geneva"),
        ("pasted\r\nfrom\u2028a\x85PDF", "pasted from a PDF"),
        ("100\u00a0000 people", "100\u00a0000 people"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_a_paste_of_several_lines_becomes_one(typed, text):
    assert one_line(typed) == text


@pytest.mark.parametrize("typed", ["\x1b[D", "a\x00b", "\x7f", "\udcff"])
def test_control_characters_are_refused(typed):
    with pytest.raises(AnswerError, match=r"invisible character in this \(U\+"):
        one_line(typed)


def test_semicolons_separate_names_each_kept_once():
    assert several(" Turkey;Qatar ; ;Turkey") == ["Turkey", "Qatar"]
    assert several("Ministry, France") == ["Ministry, France"]
    assert several("weapons, training;funding", ";,") == ["weapons", "training", "funding"]


@pytest.mark.parametrize(
    ("typed", "row"),
    [
        ("by: Turkey, to: GNA", {"by": "Turkey", "to": "GNA"}),
        ("{by: Turkey, to: GNA}", {"by": "Turkey", "to": "GNA"}),
        ('{"by":"Turkey","to":["GNA"]}', {"by": "Turkey", "to": ["GNA"]}),
        (
            "by: NO, to: yes, why: 'Talks, at last', since: 2019",
            {"by": "NO", "to": "yes", "why": "Talks, at last", "since": "2019"},
        ),
        ("LNA", "LNA"),
        ("Brigade 106, Tripoli", "Brigade 106, Tripoli"),
    ],
)
def test_a_row_may_leave_out_its_braces(typed, row):
    assert header_value(typed, ArticleEntry, "backing") == row


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("by: [Turkey, to: GNA", "an entry in braces is not finished|a list in brackets"),
        ("by: Turkey, by: Qatar", 'key "by" is given twice'),
        ("by: @Turkey", "put it in double quotes"),
        ("by: !!python/object:os.system x", "tags"),
        ("{}", "this is empty"),
        ("by: a}\n{to: b", "cannot be read"),
        ("\udcff: x", "invisible"),
    ],
)
def test_an_unreadable_row_is_refused_with_a_reason(typed, said):
    with pytest.raises(AnswerError, match=said):
        header_value(typed, ArticleEntry, "backing")


def test_a_comma_in_a_text_is_told_as_one():
    with pytest.raises(AnswerError) as refused:
        header_value(
            "by: Turkey, to: GNA, why: Talks, at last, stanse: backs", ArticleEntry, "backing"
        )
    assert refused.value.args == (
        'a comma inside braces ends a value; write why: "Talks, at last"',
        'unknown key "stanse"; did you mean "stance"?',
    )
