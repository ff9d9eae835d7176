"""Looks in a text only for inline patterns that it can hold."""

from collections.abc import Callable
from typing import Final

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

    def _InlineProcessor__handleInline(  # noqa: N802
        self,
        data: str,
        patternIndex: int = 0,  # noqa: N803
    ) -> str:
        """Replace what inline patterns match with placeholders, from one pattern on."""
        if isinstance(data, AtomicString):
            return data
        patterns = list(self.inlinePatterns)
        number, start = patternIndex, 0
        while number < len(patterns):
            pattern, matched = patterns[number], False
            if _BEGINNINGS.get(getattr(pattern, "pattern", ""), "") in data:
                data, matched, start = self._InlineProcessor__applyPattern(
                    pattern, data, number, start
                )
            if not matched:
                number, start = number + 1, 0
        return data
