"""Names and texts of another direction of writing stay in one piece."""

import pytest
from mkdocs.theme import Theme
from mkdocs_briefing.host.direction import is_right_to_left, isolated


def test_a_name_from_right_to_left_is_isolated():
    assert isolated("تركيا (GNA)") == "<bdi>تركيا (GNA)</bdi>"
    assert isolated("Turkey") == "Turkey"
    assert isolated(None) is None


def test_every_name_is_isolated_on_right_to_left_pages():
    assert isolated("A & B", always=True) == "<bdi>A &amp; B</bdi>"


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"language": "ar"}, True),
        ({"language": "en"}, False),
        ({"language": "ar", "direction": "ltr"}, False),
        ({"direction": "rtl"}, True),
    ],
)
def test_the_direction_follows_from_the_theme(settings, expected):
    assert is_right_to_left(Theme(name="material", **settings)) is expected
