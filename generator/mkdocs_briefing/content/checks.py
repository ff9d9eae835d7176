"""Checks what a single header cannot show: file names, links and texts."""

from collections.abc import Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from mkdocs_briefing.content.bodies import PLACEHOLDER
from mkdocs_briefing.content.budget import COMPARISONS, Budget, Share, cost_of_text
from mkdocs_briefing.content.file_kinds import is_too_deep
from mkdocs_briefing.content.header.document import Document
from mkdocs_briefing.core.addresses import markdown_file
from mkdocs_briefing.core.file_types import page_problem
from mkdocs_briefing.core.filenames import original_of
from mkdocs_briefing.core.problems import Problem, ProblemCollector
from mkdocs_briefing.markdown.html_checks import (
    control_characters,
    forbidden_target,
    unpublished_html,
)
from mkdocs_briefing.markdown.limits import exceeded_limits, text_work
from mkdocs_briefing.markdown.links import Link, LinkTargets, broken_link
from mkdocs_briefing.markdown.text_problems import place_in
from mkdocs_briefing.model.entities import Briefing

START: Final = (1, 1)
"""The place of a problem with the file as a whole."""

PLACEHOLDER_CODE: Final = "placeholder"


class ProblemsByFile(dict[str, ProblemCollector]):
    """A collector of problems for each file, by its path below the content folder.

    Args:
        shown_folder: the content folder as problems show it.
    """

    def __init__(self, shown_folder: Path) -> None:
        super().__init__()
        self._beginning = "" if shown_folder == Path() else f"{shown_folder.as_posix()}/"
        self.budget = Budget(0)
        self._shares: dict[str, Share] = {}

    def __missing__(self, path: str) -> ProblemCollector:
        self[path] = ProblemCollector(self.shown(path))
        return self[path]

    def shown(self, path: str) -> str:
        """Return the path of a file as problems show it."""
        # A path for each of many files, so it is put together without a parser.
        return f"{self._beginning}{path}" if path != "." else self._beginning.rstrip("/") or "."

    def share(self, path: str) -> Share:
        """Return what a file may cost."""
        if path not in self._shares:
            self._shares[path] = self.budget.share(self[path], 0)
        return self._shares[path]

    def sorted(self) -> tuple[Problem, ...]:
        """Return every problem, by path and place."""
        return tuple(sorted(one for collector in self.values() for one in collector.problems))


def check_file_places(markdown: Collection[str], problems: ProblemsByFile) -> None:
    """Report Markdown files in the wrong folder, and copies beside the file they are of."""
    for path in filter(is_too_deep, markdown):
        folder = path.partition("/")[0]
        message = f"this file is in a subfolder; move it to content/{folder}/"
        problems[path].error(START, "file-place", message)
    names = frozenset(markdown)
    for path in markdown:
        original = original_of(path)
        if original is not None and original in names:
            message = (
                f"by its name this is a copy of {problems.shown(original)}, and what both say is "
                "told twice; delete one, or rename it"
            )
            problems[path].warn(START, "copy", message)


def check_page_addresses(markdown: Iterable[str], problems: ProblemsByFile) -> None:
    """Report pages that would be taken for files, unless they are in the way of one."""
    for path in markdown:
        problem = page_problem(path)
        if problem is not None and not problems[path].failed:
            problems[path].error(START, *problem)


def check_text(document: Document, share: Share) -> None:
    """Report what is in a text that its page will not show, or that would take too long."""
    body, line, problems = document.body, document.body_line, share.problems
    work = text_work(body)
    share.spend(cost_of_text(len(body), work.work), "the text", place_in(body, work.offset, line))
    exceeded = list(exceeded_limits(body, line, work))
    for problem in (*exceeded, *control_characters(body, line)):
        problems.error(problem.place, problem.code, problem.message)
    if not exceeded:
        for problem in unpublished_html(body, line):
            problems.warn(problem.place, problem.code, problem.message)


def check_placeholder(document: Document, problems: ProblemCollector) -> None:
    """Report the line that stands where the text has yet to be written."""
    if PLACEHOLDER not in document.body:
        return
    for number, line in enumerate(document.body.splitlines(), document.body_line):
        if line.strip() == PLACEHOLDER:
            message = (
                "this line is still the one of briefing new; write the text, or delete the line"
            )
            problems.warn((number, 1), PLACEHOLDER_CODE, message)


def link_targets(
    briefing: Briefing, documents: Iterable[str], others: Iterable[str], generated: Iterable[str]
) -> LinkTargets:
    """Return where links may lead.

    Args:
        briefing: what the files say.
        documents: the Markdown files.
        others: the files that are published unchanged.
        generated: the generated files to which texts may link.
    """
    profiles = (markdown_file(actor.address) for actor in briefing.actors)
    return LinkTargets([*documents, *others, *generated, *profiles])


def check_links(
    links_by_path: Mapping[str, Iterable[Link]], targets: LinkTargets, problems: ProblemsByFile
) -> None:
    """Report links that lead nowhere, or to where none may lead.

    Args:
        links_by_path: the links in the text of each Markdown file.
        targets: where they may lead.
        problems: takes the problems.
    """
    for path, links in links_by_path.items():
        _check_links(path, links, targets, problems.share(path))


def has_faulty_link(links: Iterable[Link], path: str, targets: LinkTargets) -> bool:
    """Whether :func:`check_links` would report one of the links of a file."""
    return any(
        broken_link(link, path, targets, lambda _: False) or forbidden_target(link)
        for link in links
    )


def _check_links(path: str, links: Iterable[Link], files: LinkTargets, share: Share) -> None:
    problems = share.problems

    def can_compare(link: Link, count: int) -> bool:
        cost = count // COMPARISONS
        return not problems.is_full and share.spend(cost, "links to files alike", link.place)

    for link in links:
        if broken := broken_link(link, path, files, partial(can_compare, link)):
            problems.error(broken.place, broken.code, broken.message)
        elif forbidden := forbidden_target(link):
            problems.warn(forbidden.place, forbidden.code, forbidden.message)
