"""Looks in a text only for inline patterns that it can hold."""

from collections.abc import Callable
from typing import Final
from xml.etree.ElementTree import Element

from markdown import inlinepatterns
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

_BEGINNINGS: Final = {
    inlinepatterns.BACKTICK_RE: "`",
    inlinepatterns.ESCAPE_RE: "\\",
    inlinepatterns.LINK_RE: "[",
    inlinepatterns.IMAGE_LINK_RE: "![",
    inlinepatterns.AUTOLINK_RE: "<",
    inlinepatterns.AUTOMAIL_RE: "<",
    inlinepatterns.HTML_RE: "<",
    inlinepatterns.ENTITY_RE: "&",
    inlinepatterns.LINE_BREAK_RE: "  \n",
}
"""What each match of a pattern of Python-Markdown holds, by the pattern."""


class QuickInlineProcessor(InlineProcessor):
    """Does what Python-Markdown's own processor does, and searches less."""

    # Python-Markdown keeps these two names to itself, and calls them by their longer form.
    _InlineProcessor__applyPattern: Callable[..., tuple[str, bool, int]]

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Replace inline patterns in a tree with elements."""
        self._patterns = [
            (pattern, _BEGINNINGS.get(getattr(pattern, "pattern", ""), ""))
            for pattern in self.inlinePatterns
        ]
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(  # noqa: N802
        self,
        data: str,
        patternIndex: int = 0,  # noqa: N803
    ) -> str:
        """Replace what inline patterns match with placeholders, from one pattern on."""
        if isinstance(data, AtomicString):
            return data
        for number in range(patternIndex, len(self._patterns)):
            pattern, beginning = self._patterns[number]
            start, matched = 0, beginning in data
            while matched:
                data, matched, start = self._InlineProcessor__applyPattern(
                    pattern, data, number, start
                )
        return data
