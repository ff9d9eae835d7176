"""Keeps the search of a preview up to date in the background, and answers from the last index."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Final

from mkdocs_briefing.host import search

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_NAME: Final = re.compile(r"(?:[a-z]+/)?[\w-][\w.-]*")
"""A file of an index, or one in a folder of it; none leads out of it."""
_TYPES: Final = {".js": "text/javascript", ".json": "application/json"}


class Reindexing:
    """The index of a folder that is built again and again: the newest build wins.

    All of it lies in a temporary folder: nothing is written where the preview watches, nor
    where MkDocs empties what it built before.
    """

    def __init__(self, site: Path, warn: Callable[[str], None]) -> None:
        self._site = site
        self._warn = warn
        self._folder = Path(tempfile.mkdtemp(prefix="briefing_search_"))
        self._lock = Lock()
        self._run: subprocess.Popen[str] | None = None
        self._begun = 0
        self._ready: tuple[Path, ...] = ()

    def start(self) -> None:
        """Index the folder as it is now; returns at once."""
        self.stop()
        with self._lock:
            self._begun += 1
            bundle = self._folder / str(self._begun)
            try:
                run = search.begin(self._site, bundle)
            except search.SearchError as error:
                self._warn(str(error))
                return
            self._run = run
        Thread(target=self._finish, args=(run, bundle), daemon=True).start()

    def stop(self) -> None:
        """End the run that goes on, if any; the index before it goes on answering."""
        with self._lock:
            run, self._run = self._run, None
        if run is not None:
            run.terminate()

    def close(self) -> None:
        """End everything, and leave nothing behind."""
        self.stop()
        self._ready = ()
        shutil.rmtree(self._folder, ignore_errors=True)

    def file(self, name: str) -> Path | None:
        """A file of the newest index, or of the one before it.

        A page that was opened just before asks for parts by names that only the older has.
        """
        if not _NAME.fullmatch(name):
            return None
        found = (bundle / name for bundle in self._ready)
        return next((file for file in found if file.is_file()), None)

    def _finish(self, run: subprocess.Popen[str], bundle: Path) -> None:
        try:
            search.finish(run, bundle)
        except search.SearchError as error:
            problem: str | None = str(error)
        else:
            problem = None
        with self._lock:
            stale = run is not self._run
            if not stale:
                self._run = None
            if not stale and problem is None:
                outdated = self._ready[1:]
                self._ready = (bundle, *self._ready[:1])
            else:
                outdated = (bundle,)
        for old in outdated:
            shutil.rmtree(old, ignore_errors=True)
        if problem is not None and not stale:
            self._warn(problem)


def with_index(app: "WSGIApplication", mount: str, index: Reindexing) -> "WSGIApplication":
    """Wrap an application so that the files of the index come from where they are.

    Args:
        app: answers everything else.
        mount: the path at which the site is served, with a slash at both ends.
        index: the index of that site.
    """
    folder = f"{mount}{search.BUNDLE}/"

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if not path.startswith(folder):
            return app(environ, start_response)
        file = index.file(path.removeprefix(folder))
        if file is None:
            start_response("404 Not Found", [("Content-Type", "text/plain")])
            return [b"There is no search index here yet."]
        body = file.read_bytes()
        headers = [
            ("Content-Type", _TYPES.get(file.suffix, "application/octet-stream")),
            ("Content-Length", str(len(body))),
        ]
        start_response("200 OK", headers)
        return [body]

    return answer
