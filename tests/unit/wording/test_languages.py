"""How the language of a source is named."""

import pytest
from mkdocs_briefing.wording.languages import language


@pytest.mark.parametrize(
    ("written", "name"),
    [("it", "Italian"), ("pt-BR", "Portuguese"), ("AR", "Arabic"), ("Tamazight", "Tamazight")],
)
def test_a_code_is_told_as_the_name_of_its_language(written, name):
    assert language(written) == name
