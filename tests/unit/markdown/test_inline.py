"""The quick search for inline patterns makes the same HTML as Python-Markdown's own."""

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown, markdown
from markdown.extensions import Extension
from mkdocs_briefing.markdown.inline import QuickInlineProcessor

PIECES = st.sampled_from(
    [
        *(
            "word ",
            "*",
            "**",
            "_",
            "`",
            "\\",
            "[",
            "](",
            ")",
            "![",
            "<",
            ">",
            "b@c.d",
            "https://e.f",
        ),
        *("&", "amp;", "#1;", "  \n", "\n\n", "- ", "[1]: /g\n\n", "</i>", "<!-- ", "-->", "\x02"),
    ]
)


class Quick(Extension):
    """Replaces the processor of inline patterns."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.treeprocessors.register(QuickInlineProcessor(md), "inline", 20)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_becomes_the_same_html(text):
    assert markdown(text, extensions=[Quick()]) == markdown(text)


def test_what_follows_the_only_link_is_still_read():
    text = "*one* [two](three) **four**"
    assert "<strong>four</strong>" in markdown(text, extensions=[Quick()])
    assert "<em>one</em>" in markdown(text, extensions=[Quick()])
