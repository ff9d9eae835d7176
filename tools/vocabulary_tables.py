"""Writes the tables of words in Markdown files anew, as the vocabulary has them.

Run it after adding a word: ``python tools/vocabulary_tables.py docs/writing/*.md``. Tables whose
first column has one of the headings below are replaced; the rest of a file stays as it is.
"""

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from mkdocs_briefing.core.vocabulary import (
    ACTOR_KINDS,
    ACTS,
    EVENT_KINDS,
    SOURCE_KINDS,
    STANCES,
    STATUSES,
    SUPPORT,
    Term,
)

TABLES: Final[Mapping[str, Mapping[str, Term]]] = {
    "Stance": STANCES,
    "Support": SUPPORT,
    "Status": STATUSES,
    "Kind of event": EVENT_KINDS,
    "Act": ACTS,
    "Kind of source": SOURCE_KINDS,
    "Kind of actor": ACTOR_KINDS,
}
"""By the heading of the first column."""


def with_current_words(text: str) -> str:
    """Return Markdown in which the tables of words have the words of the vocabulary."""
    for heading, terms in TABLES.items():
        rows = "".join(f"| `{term.word}` | {term.meaning} |\n" for term in terms.values())
        head = rf"^\| {heading} \|[^|\n]*\|\n\|[-: |]+\|\n"
        found = re.split(rf"({head})(?:\|.*\n)*", text, flags=re.MULTILINE)
        text = "".join(part + rows if number % 2 else part for number, part in enumerate(found))
    return text


if __name__ == "__main__":
    for file in map(Path, sys.argv[1:]):
        file.write_text(with_current_words(file.read_text(encoding="utf-8")), encoding="utf-8")
