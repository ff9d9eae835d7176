"""Turns Obsidian's links into links to actors, articles and files, where they fit one."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from mkdocs_briefing.content.checks import ProblemsByFile
from mkdocs_briefing.content.frontmatter import Document
from mkdocs_briefing.core.addresses import markdown_file
from mkdocs_briefing.core.names import folded, quoted
from mkdocs_briefing.markdown.obsidian import WikiLink, with_links
from mkdocs_briefing.model.entities import Body, Briefing

CODE: Final = "wiki-link"
MOST_LINKS: Final = 500
"""Links of one text that are replaced; each gets longer, and costs a reader of the text time."""

_SIZE: Final = re.compile(r"\d+(?:x\d+)?")
_PICTURE: Final = re.compile(r"\.(?:avif|gif|jpe?g|png|svg|webp)$", re.IGNORECASE)
_LITERAL: Final = re.compile(r"([\\\[\]])")


def with_wiki_links(
    briefing: Briefing,
    documents: dict[str, Document],
    others: Iterable[str],
    problems: ProblemsByFile,
) -> Briefing:
    """Return the briefing with ordinary links in its texts; warn of links that fit nothing.

    Args:
        briefing: what the files say.
        documents: the Markdown files, by path.
        others: the files that are published unchanged.
        problems: takes the problems.
    """
    if not any("[[" in body.text for body in briefing.bodies):
        return briefing
    targets = _Targets(briefing, others)
    return replace(
        briefing,
        bodies=tuple(
            _linked(body, documents[body.path].body_line, targets, problems)
            if "[[" in body.text
            else body
            for body in briefing.bodies
        ),
    )


class _Targets:
    """The files to which a name may lead, by the folded name."""

    def __init__(self, briefing: Briefing, others: Iterable[str]) -> None:
        paths, actors, titles, files = (_by_name() for _ in range(4))
        for actor in briefing.actors:
            for name in actor.names:
                actors[folded(name)][actor.path or markdown_file(actor.address)] = None
        for article in briefing.articles:
            titles[folded(article.title)][article.path] = None
        for conflict in briefing.conflicts:
            titles[folded(conflict.title)][conflict.path] = None
        for path in (*(body.path for body in briefing.bodies), *others):
            for name in (path, path.removesuffix(".md")):
                paths[folded(name)][path] = None
                files[folded(posixpath.basename(name))][path] = None
        # A picture at the top has its name for a path; an article called like an actor has not.
        self._tiers = (actors, titles, paths, files)

    def of(self, name: str) -> tuple[str, ...]:
        """Return the files that a name may mean: an actor, a title, a path, a file's name."""
        key = folded(name)
        return next((tuple(tier[key]) for tier in self._tiers if key in tier), ())


def _by_name() -> defaultdict[str, dict[str, None]]:
    return defaultdict(dict)


def _linked(body: Body, first_line: int, targets: _Targets, problems: ProblemsByFile) -> Body:
    collector = problems[body.path]
    folder = posixpath.dirname(body.path) or "."
    left = MOST_LINKS

    def written(link: WikiLink) -> str:
        nonlocal left
        shown = link.text if link.text and not _SIZE.fullmatch(link.text) else None
        text = _LITERAL.sub(r"\\\1", shown or link.name.rpartition("/")[2])
        files = targets.of(link.name)
        left -= 1
        if left < 0:
            if left == -1:
                message = f"more than {MOST_LINKS} links like [[…]] in one text; divide it"
                collector.error(link.place, CODE, message)
            return text
        if len(files) != 1:
            which = "fits no actor, article or file" if not files else "fits more than one page"
            fix = "write the name as on its page" if not files else "write the path of the file"
            collector.warn(link.place, CODE, f"[[{quoted(link.name)[1:-1]}]] {which}; {fix}")
            return text
        address = quote(posixpath.relpath(files[0], folder))
        is_picture = link.is_embedded and _PICTURE.search(files[0])
        return f"{'!' if is_picture else ''}[{text}]({address})"

    return replace(body, text=with_links(body.text, first_line, written))
