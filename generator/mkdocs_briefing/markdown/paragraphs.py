"""Knows a plain paragraph at once, which Python-Markdown would first take for everything else."""

import re
from typing import Final
from xml.etree.ElementTree import Element

from markdown.blockprocessors import ParagraphProcessor

_PLAIN: Final = re.compile(r"(?:[^\W\d_].*(?:\n|\Z))+\Z")
"""Lines that each begin with a letter."""


class PlainParagraphProcessor(ParagraphProcessor):
    """Makes paragraphs of blocks in which each line begins with a letter.

    That is right where nothing else does: titles, lists, tables, quotes, rules and references of
    Python-Markdown, and what its own extensions add, all begin a line with another character.
    """

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        """Whether a block is such a paragraph."""
        return _PLAIN.match(block) is not None
