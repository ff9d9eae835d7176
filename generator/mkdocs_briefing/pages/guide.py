"""Makes the guide for writers, which ships with the program and is on every briefing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from mkdocs_briefing.core.addresses import GUIDE
from mkdocs_briefing.pages.page import Content, Page, SiteData
from mkdocs_briefing.pages.parts.feedback import Provenance
from mkdocs_briefing.pages.parts.search_metadata import FOR_WRITERS

_PACKAGE: Final = Path(__file__).parents[1]
_IN_WHEEL: Final = _PACKAGE / "guide"
GUIDE_FOLDER: Final = _IN_WHEEL if _IN_WHEEL.is_dir() else _PACKAGE.parents[1] / "docs/writing"
"""The wheel has the guide inside the package; in a checkout it is part of the documentation."""

_TEST_MARK: Final = re.compile(r"^<!-- .* -->\n", re.MULTILINE)
_LINK: Final = re.compile(r"\]\(([\w-]+)\.md\)")


def _text(name: str) -> str:
    text = (GUIDE_FOLDER / f"{name}.md").read_text(encoding="utf-8")
    return _TEST_MARK.sub("", text)


TOPICS: Final = tuple(dict.fromkeys(_LINK.findall(_text("index"))))
"""The names of the topics, in the order in which the first page of the guide links to them."""

ADDRESSES: Final = (GUIDE, *(f"{GUIDE}{topic}/" for topic in TOPICS))


@dataclass(frozen=True, slots=True)
class Topic:
    """A page of the guide, as other pages of the guide link to it."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class GuideView:
    """One page of the guide and its neighbours in reading order.

    Attributes:
        topics: every page of the guide.
        topic: this one.
    """

    topics: tuple[Topic, ...]
    topic: Topic
    previous: Topic | None
    following: Topic | None


def pages(_: SiteData) -> Iterator[Page]:
    """The first page of the guide, and one page for each topic."""
    texts = [_text(name) for name in ("index", *TOPICS)]
    topics = tuple(
        Topic(text.partition("\n")[0].removeprefix("# "), address)
        for text, address in zip(texts, ADDRESSES, strict=True)
    )
    neighbours = zip(topics, (None, *topics[:-1]), (*topics[1:], None), strict=True)
    for text, (topic, previous, following) in zip(texts, neighbours, strict=True):
        view = GuideView(topics, topic, previous, following)
        yield Page(
            title=topic.title,
            address=topic.address,
            make=partial(_content, view),
            description=f"{topic.title}: from the guide for those who write articles.",
            text=text,
            concern="program",
        )


def _content(view: GuideView) -> Content:
    return Content(shows={"guide": view}, search=FOR_WRITERS, provenance=Provenance())
