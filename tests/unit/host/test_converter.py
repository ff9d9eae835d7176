"""One converter for many texts makes of each what a new one would make."""

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs_briefing.host.converter import Converter
from mkdocs_briefing.markdown.mentions import MentionsExtension, Names
from mkdocs_briefing.model.entities import Actor

TEXTS = (
    "# A title\n\n## Talks\n\nLibya and [b](b.md#x).\n\n[ref]: https://example.org/\n",
    "## Talks\n\n## Talks\n\n[ref] Libya, <b>raw</b> `code`\n\n```\n# fenced\n```\n",
    "| a | b |\n|:--|--:|\n| **1** | *2* |\n\n- one\n\n    two\n\n1. x\n\n> Libya\n",
    "<div>\n\nraw\n\n</div>\n\nplain\n",
)


def config_with(*extensions: str) -> MkDocsConfig:
    config = MkDocsConfig()
    config.load_dict({"site_name": "x", "docs_dir": ".", "markdown_extensions": list(extensions)})
    config.validate()
    return config


def page(name: str) -> File:
    return File(name, ".", "site", use_directory_urls=True)


@pytest.mark.parametrize("extensions", [(), ("attr_list", "def_list", "admonition")])
def test_texts_do_not_change_each_other(extensions):
    config = config_with(*extensions)
    files = Files([page("a.md"), page("b.md")])
    mentions = MentionsExtension(Names([Actor("libya", "Libya")]), lambda actor: actor.slug)
    shared = Converter(config, files)
    for taken in (frozenset(), frozenset({"talks"})):
        for text in (*TEXTS, *reversed(TEXTS)):
            alone = Converter(config, files)
            expected = alone.convert(text, page("a.md"), taken, mentions)
            assert shared.convert(text, page("a.md"), taken, mentions) == expected
            assert [item.id for item in shared.toc] == [item.id for item in alone.toc]
            assert list(shared.links_to_anchors.values()) == list(alone.links_to_anchors.values())


def test_only_extensions_that_are_known_to_forget_are_safe():
    assert Converter.is_safe(config_with())
    assert Converter.is_safe(config_with("attr_list"))
    assert not Converter.is_safe(config_with("pymdownx.snippets"))
    assert not Converter.is_safe(config_with("attr_list", "footnotes"))
