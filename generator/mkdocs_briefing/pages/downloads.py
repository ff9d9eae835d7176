"""Says of each download what it holds, and what its columns are."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from mkdocs_briefing.core.names import one_of
from mkdocs_briefing.core.vocabulary import STANCES, STATUSES

HOLDS: Final[Mapping[str, tuple[str, str]]] = {
    "data/articles.csv": ("Articles", "One line an article."),
    "data/actors.csv": ("Actors", "One line an actor, with or without a profile of its own."),
    "data/backing.csv": (
        "Who stands where",
        "One line for each pair of one backer and one that is backed, as one source has it. "
        "A change of position is a further line; nothing is overwritten.",
    ),
    "data/events.csv": (
        "Events",
        "One line an account. Accounts of one event share an id, so an event on which "
        "accounts differ has several lines.",
    ),
    "data/statements.csv": ("Statements", "Who said what, about whom."),
    "data/roles.csv": ("Roles", "Who held which post, and where."),
    "data/sources.csv": ("Sources", "One line for each source that a claim rests on."),
    "data/briefing.json": (
        "Everything",
        "The whole briefing in one file: conflicts and their sides, actors, articles, every "
        "claim with its sources.",
    ),
    "data/article.schema.json": (
        "What an article's header may hold",
        "A JSON Schema. Editors that know it complete keys and words, and mark mistakes.",
    ),
    "data/actor.schema.json": (
        "What a profile's header may hold",
        "The same for the files in content/actors/.",
    ),
    "data/conflict.schema.json": (
        "What a conflict's header may hold",
        "The same for the files in content/conflicts/.",
    ),
}

COLUMNS: Final[Mapping[str, str]] = {
    "id": "the permanent anchor of the line on its article's page",
    "conflict": "the conflict it belongs to",
    "by": "who takes the stance",
    "to": "towards whom: a side, or an actor on it",
    "side": "the side that this is or belongs to",
    "stance": one_of(STANCES),
    "support": "the kinds of support, joined by “; ”",
    "status": one_of(STATUSES),
    "disputed": "whether anyone denies it",
    "since": "when it began, as an EDTF date such as 2019-04~",
    "until": "when it ended, as an EDTF date",
    "as_of": "when it is known to have held, as an EDTF date",
    "said_by": "who says so, apart from the source that published it",
    "denied_by": "who denies it",
    "why": "the reason that is given",
    "date": "an EDTF date, such as 2019-04~ or 2019-04/2019-06",
    "earliest": "the first day that the date can mean",
    "latest": "the last day that the date can mean",
    "killed_low": "the lowest number of dead that is given",
    "killed_best": "the number of dead that is thought the best",
    "killed_high": "the highest number of dead that is given",
    "source": "the sources it rests on",
    "article": "the article that claims it",
}
"""The columns whose name does not say it all."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``meaning`` is empty where the name says it all."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Download:
    """One file to take away.

    Attributes:
        url: the full address, where the site's own is known; a spreadsheet can import it.
        line_count: of the lines below the header; ``None`` for a file without lines.
    """

    path: str
    name: str
    title: str
    holds: str
    url: str | None
    columns: tuple[Column, ...]
    line_count: int | None


@dataclass(frozen=True, slots=True)
class DownloadPage:
    """All downloads."""

    downloads: tuple[Download, ...]


def page(files: Iterable[tuple[str, str]], site_url: str | None) -> DownloadPage:
    """The page of the downloads; each file is its path and its text."""
    root = f"{site_url.rstrip('/')}/" if site_url else None
    return DownloadPage(tuple(_download(path, text, root) for path, text in files))


def _download(path: str, text: str, root: str | None) -> Download:
    name = path.rpartition("/")[2]
    title, holds = HOLDS.get(path, (name, ""))
    header, lines = _table(text) if path.endswith(".csv") else ((), None)
    return Download(
        path=path,
        name=name,
        title=title,
        holds=holds,
        url=f"{root}{path}" if root else None,
        columns=tuple(Column(name, COLUMNS.get(name, "")) for name in header),
        line_count=lines,
    )


def _table(text: str) -> tuple[tuple[str, ...], int]:
    # One line a row is what the downloads promise, so the lines need no parsing.
    lines = text.splitlines()
    header = next(csv.reader(lines[:1]), [])
    return tuple(header), max(len(lines) - 1, 0)
