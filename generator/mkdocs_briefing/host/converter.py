"""Turns the texts of many pages into HTML with one instance of Python-Markdown.

MkDocs makes a new one for each page, which takes as long as converting a short text.
"""

from collections.abc import Set as AbstractSet
from typing import Final

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import _RelativePathTreeprocessor
from mkdocs.structure.toc import TableOfContents, get_toc
from mkdocs_briefing.host.toc import avoid_anchors
from mkdocs_briefing.markdown.mentions import MentionsExtension
from mkdocs_briefing.markdown.paragraphs import PlainParagraphProcessor
from mkdocs_briefing.markdown.sanitizer import BodyExtension

FORGETFUL: Final = frozenset(
    ("admonition", "attr_list", "def_list", "fenced_code", "md_in_html", "tables", "toc")
)
"""Extensions of Python-Markdown that keep nothing of one text for the next. MkDocs has three of
them on every site."""


class Converter:
    """Converts one text after the other.

    Attributes:
        toc: the headings of the last text.
        links_to_anchors: the anchors that the last text links to, by the page's file.
    """

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        self._config = config
        self._files = files
        self._taken: set[str] = set()
        toc = avoid_anchors(self._taken, config.mdx_configs.get("toc", {}))
        self._markdown = Markdown(
            extensions=[*config.markdown_extensions, BodyExtension()],
            extension_configs={**config.mdx_configs, "toc": toc},
        )
        # None of the extensions that are safe begins a block with a letter.
        plain = PlainParagraphProcessor(self._markdown.parser)
        self._markdown.parser.blockprocessors.register(plain, "plain_paragraph", 200)
        self.toc = TableOfContents([])
        self.links_to_anchors: dict[File, dict[str, str]] = {}

    @staticmethod
    def is_safe(config: MkDocsConfig) -> bool:
        """Whether all extensions of a site forget a text as soon as it is converted."""
        return FORGETFUL.issuperset(config.markdown_extensions)

    def convert(
        self, text: str, file: File, taken: AbstractSet[str], mentions: MentionsExtension
    ) -> str:
        """Return a text as HTML.

        Args:
            text: Markdown.
            file: its page, from which links are relative.
            taken: the ids that the page itself uses.
            mentions: links names in this text.
        """
        self._taken.clear()
        self._taken.update(taken)
        self._markdown.reset()
        links = _RelativePathTreeprocessor(file, self._files, self._config)
        links._register(self._markdown)
        mentions.extendMarkdown(self._markdown)
        html = self._markdown.convert(text)
        self.toc = get_toc(getattr(self._markdown, "toc_tokens", []))
        self.links_to_anchors = links.links_to_anchors
        return html
