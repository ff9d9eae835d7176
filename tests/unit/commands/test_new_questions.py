"""The tables of questions agree with the schema."""

import pytest
from mkdocs_briefing.commands.new.questions import DATE, FILE, KINDS, SOURCE, usual_word
from mkdocs_briefing.content.schema import ENTRIES_BELOW, BackingEntry, keys_of


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_question_asks_for_a_key_of_the_schema(kind):
    asked = {(kind.entry, question.key) for question in kind.questions if question is not FILE}
    for question in kind.questions:
        asked |= {(ENTRIES_BELOW[question.key], part.key) for part in question.parts}
    assert len(asked) >= 7
    assert [key for entry, key in asked if key not in keys_of(entry)] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_question_about_a_file_has_a_flag(kind):
    assert len(kind.questions) >= 7
    assert [question.key for question in kind.questions if not question.flag] == (
        [SOURCE.key] if SOURCE in kind.questions else []
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_question_is_explained_in_other_words(kind):
    asked = [one for question in kind.questions for one in question.parts or (question,)]
    assert len(asked) >= 7
    for question in asked:
        assert question.terms or question.hint == DATE or question.meaning.endswith(".")
        assert question.text not in question.meaning


def test_usual_words_come_from_the_schema():
    assert usual_word(BackingEntry, "stance") == "backs"
    assert usual_word(BackingEntry, "support") == "unspecified"
    assert usual_word(BackingEntry, "since") == ""
