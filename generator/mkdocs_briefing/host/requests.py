"""Answers requests to a preview: makes what is asked for, and edits the pages on their way."""

import logging
import posixpath
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mkdocs_briefing.core.terminal import visible
from mkdocs_briefing.host.failures import reason

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger("mkdocs.plugins.briefing")

_ATTEMPTS: Final = 5
"""How often a file is made again that a rebuild removes before MkDocs' server can read it."""

_MISSING_PAGE: Final = "404.html"


@dataclass(frozen=True, slots=True)
class _Answer:
    status: str
    headers: list[tuple[str, str]]
    body: Iterable[bytes]

    @property
    def is_missing(self) -> bool:
        return self.status.startswith("404")

    @property
    def is_page(self) -> bool:
        return any(
            name.lower() == "content-type" and value.lower().startswith("text/html")
            for name, value in self.headers
        )


def with_made_files(
    app: "WSGIApplication", mount_path: str, make: Callable[[str], bool]
) -> "WSGIApplication":
    """Wrap the application of MkDocs' server so that it finds files that were not made yet.

    MkDocs' server comes first, because it waits until a running build has finished.

    Args:
        app: serves the folder of the site.
        mount_path: the path of the site, with a slash at both ends.
        make: writes a file into that folder; returns whether there is such a file.
    """

    def respond(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        wanted = tuple(_files(environ["PATH_INFO"], mount_path))
        answer = _ask(app, environ)
        try:
            for _ in range(_ATTEMPTS):
                if not answer.is_missing or not any(map(make, wanted)):
                    break
                answer = _ask(app, environ)
            if answer.is_missing and make(_MISSING_PAGE):
                answer = _ask(app, environ)
        except Exception as error:  # noqa: BLE001 - the preview goes on, whatever a page fails at
            answer = _failure(environ["PATH_INFO"], error)
        start_response(answer.status, answer.headers)
        return answer.body

    return respond


def _failure(path: str, error: Exception) -> _Answer:
    """Log why a page could not be made, and tell the reader of the preview."""
    why = reason(error)
    if why is None:
        log.error("The page %s could not be made.", path, exc_info=error)
        why = "The terminal says why."
    else:
        log.error("The page %s could not be made. %s", path, visible(why))
    return _Answer(
        "500 Internal Server Error",
        [("Content-Type", "text/plain; charset=utf-8")],
        [f"This page could not be made. {why}".encode()],
    )


def with_edited_pages(app: "WSGIApplication", edit: Callable[[bytes], bytes]) -> "WSGIApplication":
    """Wrap an application so that its HTML pages are edited before a browser gets them."""

    def respond(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        answer = _ask(app, environ)
        if not answer.is_page:
            start_response(answer.status, answer.headers)
            return answer.body
        page = edit(b"".join(answer.body))
        if (close := getattr(answer.body, "close", None)) is not None:
            close()
        others = [one for one in answer.headers if one[0].lower() != "content-length"]
        start_response(answer.status, [*others, ("Content-Length", str(len(page)))])
        return [page]

    return respond


def _ask(app: "WSGIApplication", environ: "WSGIEnvironment") -> _Answer:
    started: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], _: object = None) -> Callable[..., None]:
        started.append((status, headers))
        return _no_writing

    body = app(environ, start)
    return _Answer(*started[-1], body)


def _no_writing(_: bytes) -> None:
    raise NotImplementedError("MkDocs' server returns its responses and does not write them")


def _files(request: str, mount_path: str) -> Iterator[str]:
    """Yield the files that MkDocs' server would look for."""
    path = request.encode("latin-1").decode("utf-8", "ignore")
    if not f"{path}/".startswith(mount_path):
        return
    file = path[len(mount_path) :]
    if path.endswith("/"):
        file += "index.html"
    file = posixpath.normpath(f"/{file}").lstrip("/")
    yield file
    # It leads from the name of a folder to the page in it.
    yield posixpath.join(file, "index.html")
