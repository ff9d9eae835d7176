"""Publishes the files of articles as they are written, for the form that changes them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final
from urllib.parse import quote
from zlib import crc32

from mkdocs_briefing.content.header.comments import has_comment
from mkdocs_briefing.content.header.fences import CLOSING_FENCE, FENCE
from mkdocs_briefing.content.schema import PAGE_KEYS, ArticleEntry, keys_of
from mkdocs_briefing.core.code_host import CodeHost
from mkdocs_briefing.model.entities import Article, Body, Briefing
from mkdocs_briefing.pages.parts.assets import Asset

FOLDER: Final = "contribute/files/"

PARTS: Final = 256
"""Into how many files the articles are divided: a file for each would slow down a build, one
for all would be megabytes. A new article changes one of them."""

_KEYS_SHOWN: Final = keys_of(ArticleEntry) | PAGE_KEYS
_TOP_KEY: Final = re.compile(r"^([^\s#-][^:\n]*?) *:", re.MULTILINE)
_COMMENTS: Final = ("<!--", "%%")
"""Begin comments, in texts and in values. In code, they are none, but that is rare."""


def form_address(article: Article) -> str:
    """Return the address of the form with this article in it, relative to the root."""
    path = quote(article.path, errors="surrogateescape")
    return f"contribute/?open={path}&from={_part(article)}"


def assets(briefing: Briefing, host: CodeHost | None) -> Iterator[Asset]:
    """Yield the files that hold the articles, each by its path below ``content/``."""
    bodies = {body.path: body for body in briefing.bodies}
    for part, articles in sorted(_parts(briefing.articles).items()):
        of_part = {one.path: bodies[one.path] for one in articles if one.path in bodies}
        yield _asset(part, articles, of_part, host)


def _asset(
    part: str, articles: Sequence[Article], bodies: Mapping[str, Body], host: CodeHost | None
) -> Asset:
    def with_texts(texts: Mapping[str, Body]) -> Asset | None:
        if bodies.keys().isdisjoint(texts):
            return None
        new = {path: texts.get(path, body) for path, body in bodies.items()}
        return _asset(part, articles, new, host)

    write = partial(_written, articles, bodies, host)
    return Asset(_file(part), write, with_texts=with_texts)


def outputs(briefing: Briefing) -> Iterator[str]:
    """Return the paths of these files."""
    return map(_file, sorted(_parts(briefing.articles)))


def holds_unpublished(written: str) -> bool:
    """Whether the file of an article says something that none of its pages shows."""
    if any(sign in written for sign in _COMMENTS):
        return True
    opening = FENCE.search(written)
    closing = opening and CLOSING_FENCE.search(written, opening.end())
    if opening is None or closing is None:
        return True
    header = written[opening.end() + 1 : closing.start()]
    return not _KEYS_SHOWN.issuperset(_TOP_KEY.findall(header)) or has_comment(header)


def _part(article: Article) -> str:
    return f"{crc32(article.path.encode(errors='surrogateescape')) % PARTS:02x}"


def _file(part: str) -> str:
    return f"{FOLDER}{part}.json"


def _parts(articles: Iterable[Article]) -> dict[str, list[Article]]:
    parts: dict[str, list[Article]] = {}
    for article in articles:
        parts.setdefault(_part(article), []).append(article)
    return parts


def _written(articles: Iterable[Article], bodies: Mapping[str, Body], host: CodeHost | None) -> str:
    files = {}
    for article in articles:
        body = bodies.get(article.path)
        written = "" if body is None else "".join(body.written)
        files[article.path] = {
            "title": article.title,
            "edit": None if host is None else host.edit_url(article.path),
            "text": None if holds_unpublished(written) else written,
        }
    return json.dumps(files, separators=(",", ":"))
