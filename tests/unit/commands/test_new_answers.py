"""What is typed becomes text, a list or a row, or is told what is wrong with it."""

import pytest
from mkdocs_briefing.commands.new.answers import AnswerError, header_value, one_line, several


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
def test_what_no_file_may_hold_is_told_of(typed):
    with pytest.raises(AnswerError, match=r"cannot be seen \(U\+"):
        one_line(typed)


def test_several_names_stand_between_semicolons_each_once():
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
            "date: 2019, what: 'Talks, at last', killed: 1000+",
            {"date": "2019", "what": "Talks, at last", "killed": "1000+"},
        ),
        ("who: NO, note: yes", {"who": "NO", "note": "yes"}),
        ("LNA", "LNA"),
        ("Brigade 106, Tripoli", "Brigade 106, Tripoli"),
    ],
)
def test_a_row_is_written_as_in_a_header_its_braces_left_out_or_not(typed, row):
    assert header_value(typed) == row


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("by: [Turkey, to: GNA", "an entry in braces is not finished|a list in brackets"),
        ("by: Turkey, by: Qatar", 'key "by" is given twice'),
        ("by: @Turkey", "has to stand in double quotes"),
        ("by: !!python/object:os.system x", "tags"),
        ("{}", "there is nothing in it"),
        ("by: a}\n{to: b", "cannot be read"),
        ("\udcff: x", "cannot be seen"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_why(typed, said):
    with pytest.raises(AnswerError, match=said):
        header_value(typed)
