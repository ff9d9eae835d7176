"""Turns Obsidian's links into links to actors, articles and files, where they fit one."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from mkdocs_briefing.content.checks import ProblemsByFile
from mkdocs_briefing.content.header.document import Document
from mkdocs_briefing.core.addresses import markdown_file
from mkdocs_briefing.core.names import folded, quoted, slug_of
from mkdocs_briefing.markdown.obsidian import WikiLink, with_links
from mkdocs_briefing.model.entities import Body, Briefing

CODE: Final = "wiki-link"
MOST_LINKS: Final = 500
"""Links of one text that are replaced; each gets longer, and costs a reader of the text time."""

_SIZE: Final = re.compile(r"(?:^|\|)\s*\d+(?:x\d+)?$")
_MOST_PARTS: Final = 4
"""Parts of a path, counted from its end, that may stand for all of it."""
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
                # Obsidian writes the end of a path, as long as is needed to tell files apart.
                parts = name.split("/")
                for length in range(1, min(len(parts), _MOST_PARTS) + 1):
                    files[folded("/".join(parts[-length:]))][path] = None
        # A picture at the top has its name for a path; an article called like an actor has not.
        self._tiers = (actors, titles, paths, files)

    def of(self, name: str, folder: str) -> tuple[str, ...]:
        """Return the files that a name may mean: an actor, a title, a path, a file's name.

        Args:
            name: as it is written.
            folder: that of the text, from which a path may start.
        """
        names = [name]
        if "/" in name:
            # From the folder of the text, or from one above content/.
            within = posixpath.normpath(posixpath.join(folder, name))
            below = name.strip("/").partition("/")[2]
            names += [within, name.strip("/"), *([below] if "/" in below else ())]
        for one in names:
            key = folded(one)
            if found := next((tuple(tier[key]) for tier in self._tiers if key in tier), ()):
                return found
        return ()


def _by_name() -> defaultdict[str, dict[str, None]]:
    return defaultdict(dict)


def _linked(body: Body, first_line: int, targets: _Targets, problems: ProblemsByFile) -> Body:
    collector = problems[body.path]
    folder = posixpath.dirname(body.path) or "."
    left = MOST_LINKS

    def written(link: WikiLink) -> str:
        nonlocal left
        shown = _SIZE.sub("", link.text) if link.text else None
        words = shown or link.name.rpartition("/")[2] or link.heading.lstrip("^")
        text = _LITERAL.sub(r"\\\1", words)
        files = targets.of(link.name, folder)
        left -= 1
        if left < 0:
            if left == -1:
                message = f"more than {MOST_LINKS} links like [[…]] in one text; divide it"
                collector.error(link.place, CODE, message)
            return text
        if not link.name:
            words = quoted(words)[1:-1]
            fix = "the words alone"
            if not link.heading.startswith("^"):
                fix = f"[{words}](#{slug_of(link.heading)}), or {fix}"
            message = (
                f"[[#{quoted(link.heading)[1:-1]}]] leads to a place in this text; write {fix}"
            )
            collector.warn(link.place, CODE, message)
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
