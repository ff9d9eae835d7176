"""Links each page to where it can be edited, and to where a problem can be reported."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from mkdocs_briefing.core.code_host import CodeHost, Concern
from mkdocs_briefing.core.dates import Date
from mkdocs_briefing.model.entities import Actor, Article, Conflict

FILES_SHOWN: Final = 12
"""The most files that a page names, so that it does not grow by a line for each article."""


@dataclass(frozen=True, slots=True, eq=False)
class Provenance:
    """The files that a page without a file of its own is made from.

    Attributes:
        subject: what comes from them, as the subject of a sentence.
        introduction: the file below ``content/`` that gives the page its introduction.
    """

    articles: Collection[Article] = ()
    conflicts: Collection[Conflict] = ()
    profiles: Collection[Actor] = ()
    subject: str = "Everything on this page"
    introduction: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class EditableFile:
    """One file, what readers know it by, and where it can be edited.

    Attributes:
        date: of an article; every other file says in ``kind`` what it is.
    """

    title: str
    edit: str
    date: Date | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Feedback:
    """What the foot of a page offers to readers who know better.

    Attributes:
        report: where a problem can be reported.
        edit: where the page's own file can be edited, if it has one.
        files: otherwise, the files that the page is made from.
        explanation: says in words how many files these are.
        more: the address of the list with all articles, if some are left out here.
    """

    report: str
    edit: str | None = None
    files: tuple[EditableFile, ...] = ()
    explanation: str = ""
    more: str | None = None


class FeedbackLinks:
    """Makes the foot of each page of a site.

    Args:
        host: where the repository is.
        site_url: where the site will stand, if that is known.
        articles: all of them, the newest first.
    """

    def __init__(self, host: CodeHost, site_url: str | None, articles: Iterable[Article]) -> None:
        self._host = host
        self._site_root = f"{(site_url or '').rstrip('/')}/"
        self._order: Mapping[Article, int] = {one: number for number, one in enumerate(articles)}

    def for_file(self, title: str, address: str, path: str) -> Feedback:
        """The foot of a page that is one file below ``content/``."""
        return Feedback(self._report("content", title, address), self._host.edit_url(path))

    def for_files(
        self, title: str, address: str, provenance: Provenance, concern: Concern = "content"
    ) -> Feedback:
        """The foot of a page that is made from several files."""
        articles = sorted(set(provenance.articles), key=self._order.__getitem__)
        # The files of conflicts say who stands on a side. They come first, as there are few.
        files: list[tuple[str, str, Date | None, str | None]] = [
            *(
                (one.title, one.path, None, "the conflict and its sides")
                for one in provenance.conflicts
            ),
            *((one.title, one.path, one.date, None) for one in articles),
            *((one.name, one.path, None, "a profile") for one in provenance.profiles if one.path),
        ]
        shown = files[:FILES_SHOWN]
        if provenance.introduction is not None:
            shown.insert(0, ("The introduction above", provenance.introduction, None, None))
        is_cut = len(files) > FILES_SHOWN
        explanation = (
            self._explanation(provenance.subject, len(articles), len(files), is_cut=is_cut)
            if files
            else ""
        )
        return Feedback(
            self._report(concern, title, address),
            files=tuple(
                EditableFile(name, edit, date, kind)
                for name, path, date, kind in shown
                if (edit := self._host.edit_url(path)) is not None
            ),
            explanation=explanation,
            more="articles/" if is_cut and address != "articles/" else None,
        )

    def for_missing_page(self) -> Feedback:
        """The foot of the page for addresses that lead nowhere."""
        return Feedback(self._report("program", "There is no page at this address", ""))

    def _report(self, concern: Concern, title: str, address: str) -> str:
        return self._host.issue_url(concern, title, f"{self._site_root}{address}")

    def _explanation(self, subject: str, articles: int, files: int, *, is_cut: bool) -> str:
        everything = "all " if articles == len(self._order) and articles > 1 else ""
        parts = []
        if articles:
            parts.append(f"{everything}{articles} {_plural('article', articles)}")
        if others := files - articles:
            parts.append(f"{others} {'other ' if articles else ''}{_plural('file', others)}")
        one = "it" if files == 1 else "one of them"
        text = f"{subject} comes from {' and '.join(parts)}. Edit {one}, and the page follows."
        return f"{text} The newest are these:" if is_cut else text


def _plural(noun: str, number: int) -> str:
    return noun if number == 1 else f"{noun}s"
