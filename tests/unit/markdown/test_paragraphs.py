"""A paragraph that is known at once becomes the same HTML as with Python-Markdown alone."""

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown, markdown
from markdown.extensions import Extension
from mkdocs_briefing.host.converter import FORGETFUL
from mkdocs_briefing.markdown.paragraphs import PlainParagraphProcessor

PIECES = st.sampled_from(
    [
        *("word", " and ", "a", "É", "中", "_", "7", "\n", "\n\n", "  ", "    ", "\t", "\r\n"),
        *("# ", "===", "---", "> ", "* ", "- ", "1. ", "a. ", ": ", "| b ", "|-|-|", "!!! note"),
        *("[1]: /g", "[TOC]", "```", "~~~", "<div markdown>", "</div>", "<p>", "{: #x }", "\\"),
    ]
)


class Plain(Extension):
    """Adds the processor of plain paragraphs."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.parser.blockprocessors.register(PlainParagraphProcessor(md.parser), "plain", 200)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_becomes_the_same_html(text):
    extensions = sorted(FORGETFUL)
    assert markdown(text, extensions=[*extensions, Plain()]) == markdown(
        text, extensions=extensions
    )


def test_a_paragraph_is_known_before_everything_else():
    converter = Markdown(extensions=[Plain()])
    first = next(iter(converter.parser.blockprocessors))
    assert first.test(None, "Two lines,\nboth of words.")
    assert not first.test(None, "A title\n=======")
    assert not first.test(None, "  Words after spaces")
