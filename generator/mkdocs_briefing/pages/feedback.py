"""Selects where a reader can edit a page, and where to report what is wrong with it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from mkdocs_briefing.core.code_host import CodeHost, Concern
from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.model.entities import Actor, Article, Conflict

FILES_SHOWN: Final = 12
"""A page that rests on more files names the first of them: it must not grow by a line each."""


@dataclass(frozen=True, slots=True, eq=False)
class Provenance:
    """The files that a page is made from which has none of its own.

    Attributes:
        articles: the newest first.
        what: comes from them, as the subject of a sentence.
        introduction: the file that lends the page its first words, below ``content/``.
    """

    articles: Collection[Article] = ()
    conflicts: Collection[Conflict] = ()
    profiles: Collection[Actor] = ()
    what: str = "What stands on this page"
    introduction: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Editable:
    """One file, what readers know it by, and where it can be edited.

    Attributes:
        date: of an article; any other file says in ``kind`` what it is.
    """

    title: str
    edit: str
    date: Date | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Feedback:
    """What a page's foot offers to those who know better.

    Attributes:
        report: where a problem can be reported.
        edit: where the page's own file can be edited, if it has one.
        files: those that it is made from otherwise; ``told`` says in words which.
        more: the address of the list with all articles, where some are left out here.
    """

    report: str
    edit: str | None = None
    files: tuple[Editable, ...] = ()
    told: str = ""
    more: str | None = None


class FeedbackLinks:
    """Writes the foot of each page of a site.

    Args:
        host: where its repository is.
        site_url: where the site will stand, if that is known.
        articles: all of them, the newest first.
    """

    def __init__(self, host: CodeHost, site_url: str | None, articles: Iterable[Article]) -> None:
        self.host = host
        self.base = f"{(site_url or '').rstrip('/')}/"
        self.order: Mapping[Article, int] = {one: place for place, one in enumerate(articles)}

    def of_file(self, title: str, address: str, path: str) -> Feedback:
        """A page that is one file."""
        return Feedback(self._report("content", title, address), self.host.edit_url(path))

    def of_files(
        self, title: str, address: str, basis: Provenance, concern: Concern = "content"
    ) -> Feedback:
        """A page that is made from others."""
        report = self._report(concern, title, address)
        articles = sorted(set(basis.articles), key=self.order.__getitem__)
        # Who stands on a side is written in the conflict's file: that first, as there are few.
        named = [
            *((one.title, one.path, None, "the conflict and its sides") for one in basis.conflicts),
            *((one.title, one.path, one.date, None) for one in articles),
            *((one.name, one.path, None, "a profile") for one in basis.profiles if one.path),
        ]
        introduction = [("The introduction above", basis.introduction, None, None)]
        shown = [*(introduction if basis.introduction else ()), *named[:FILES_SHOWN]]
        files = tuple(
            Editable(name, edit, date, kind)
            for name, path, date, kind in shown
            if path is not None and (edit := self.host.edit_url(path)) is not None
        )
        cut = len(named) > FILES_SHOWN
        return Feedback(
            report,
            files=files,
            told=self._told(basis.what, len(articles), len(named), cut=cut) if named else "",
            more="articles/" if cut and address != "articles/" else None,
        )

    def lost(self) -> Feedback:
        """The page for addresses that lead nowhere."""
        return Feedback(self._report("program", "There is no page at this address", ""))

    def _report(self, concern: Concern, title: str, address: str) -> str:
        return self.host.issue_url(concern, title, f"{self.base}{address}")

    def _told(self, what: str, articles: int, files: int, *, cut: bool) -> str:
        everything = "all " if articles == len(self.order) and articles > 1 else ""
        parts = []
        if articles:
            parts.append(f"{everything}{articles} {_plural('article', articles)}")
        if others := files - articles:
            parts.append(f"{others} {'other ' if articles else ''}{_plural('file', others)}")
        one = "it" if files == 1 else "one of them"
        told = f"{what} comes from {' and '.join(parts)}. Edit {one}, and the page follows."
        return f"{told} The newest are these:" if cut else told


def _plural(noun: str, number: int) -> str:
    return noun if number == 1 else f"{noun}s"
