"""Lists what is asked about a new briefing; most of it is asked about new files as well."""

from dataclasses import replace
from typing import Final

from mkdocs_briefing.commands.new.questions import CONFLICT, SOURCE, FileKind, Question
from mkdocs_briefing.content.schema import ArticleEntry

_NAME, _SIDES = CONFLICT.questions[:2]
_ASKED_OF_A_SOURCE: Final = ("publisher", "url", "date")

SITE: Final = FileKind(
    "site",
    ArticleEntry,
    (
        Question(
            "title",
            "The title of the site",
            flag="--title",
            meaning="It stands at the top of every page. You can change it later in mkdocs.yml.",
        ),
    ),
)
ITS_CONFLICT: Final = replace(
    CONFLICT,
    questions=(replace(_NAME, flag="--conflict"), replace(_SIDES, parts=_SIDES.parts[:1])),
)
ITS_SOURCE: Final = FileKind(
    "article",
    ArticleEntry,
    (
        replace(
            SOURCE,
            text="The source of the first article",
            is_needed=True,
            parts=tuple(part for part in SOURCE.parts if part.key in _ASKED_OF_A_SOURCE),
        ),
    ),
)
KINDS: Final = (SITE, ITS_CONFLICT, ITS_SOURCE)
"""In the order in which they are asked."""
FEWEST_SIDES: Final = 2
