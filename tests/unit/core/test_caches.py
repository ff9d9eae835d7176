"""What functions remember of a content that has changed since."""

from mkdocs_briefing.core.caches import forget_content
from mkdocs_briefing.core.names import folded
from mkdocs_briefing.exports.json_schemas import schema_file


def test_names_are_forgotten_and_schemas_are_not():
    folded("Übler")
    schema = schema_file("article")
    forget_content()
    assert folded.cache_info().currsize == 0
    assert schema_file("article") is schema
