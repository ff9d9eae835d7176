"""Indexes a preview in the background after each build, and serves the newest index."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock, Thread, get_native_id
from typing import TYPE_CHECKING, Final

from mkdocs_briefing.host import search

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_FILE_NAME: Final = re.compile(r"(?:[a-z]+/)?[\w-][\w.-]*")
"""A file of the index, or in a folder of it; no such name leads out of the index."""
_BEHIND: Final = b"\nexport const isBehind = true;\n"
"""Tells the search dialog that the pages have changed since."""

_CONTENT_TYPES: Final = {".js": "text/javascript", ".json": "application/json"}


class SearchRefresh:
    """The search index of a site that is built again and again; the newest build wins.

    All indexes lie in a temporary folder. MkDocs empties the folder of the site at each build,
    and a file in a watched folder would set off another build.

    Args:
        site: the folder of the site.
        complete: writes the pages into it that are not there yet, while nothing else happens
            and the function that it is given says that they are still wanted; returns whether
            all are there.
        warn: says what went wrong.
    """

    def __init__(
        self,
        site: Path,
        complete: Callable[[Callable[[], bool]], bool],
        warn: Callable[[str], None],
    ) -> None:
        self._site = site
        self._complete = complete
        self._warn = warn
        self._folder = Path(tempfile.mkdtemp(prefix="briefing_search_"))
        self._lock = Lock()
        self._process: subprocess.Popen[str] | None = None
        self._started = 0
        self._indexes: tuple[Path, ...] = ()
        """The newest index and the one before it."""
        self.is_behind = True
        """Whether the newest index lacks what the pages show."""

    def start(self) -> None:
        """Start to index the site as it is now; returns at once."""
        self.stop()
        with self._lock:
            self._started += 1
            number = self._started
        Thread(target=self._index, args=(number,), daemon=True).start()

    def stop(self) -> None:
        """Stop indexing; the index before stays in use."""
        with self._lock:
            process, self._process = self._process, None
            self._started += 1
            self.is_behind = True
        if process is not None:
            process.terminate()

    def close(self) -> None:
        """Stop indexing, and remove all indexes."""
        self.stop()
        self._indexes = ()
        shutil.rmtree(self._folder, ignore_errors=True)

    def file(self, name: str) -> Path | None:
        """Return a file of the newest index, or of the one before it.

        A page that was opened before a build asks for files that only the older index has.
        """
        if not _FILE_NAME.fullmatch(name):
            return None
        files = (index / name for index in self._indexes)
        return next((file for file in files if file.is_file()), None)

    def _index(self, number: int) -> None:
        if not self._complete(lambda: number == self._started):
            return
        target = self._folder / str(number)
        with self._lock:
            if number != self._started:
                return
            _lower_priority()
            try:
                process = self._process = search.start_indexing(self._site, target)
            except search.SearchError as error:
                self._warn(str(error))
                return
        self._finish(process, target)

    def _finish(self, process: subprocess.Popen[str], target: Path) -> None:
        failure: str | None = None
        try:
            search.finish_indexing(process, target)
        except search.SearchError as error:
            failure = str(error)
        with self._lock:
            is_newest = process is self._process
            if is_newest:
                self._process = None
            if is_newest and failure is None:
                outdated = self._indexes[1:]
                self._indexes = (target, *self._indexes[:1])
                self.is_behind = False
            else:
                outdated = (target,)
        for index in outdated:
            shutil.rmtree(index, ignore_errors=True)
        if is_newest and failure is not None:
            self._warn(failure)


def _lower_priority() -> None:
    """Let everything else go before this thread, and before the processes that it starts."""
    # Elsewhere, a thread has no priority of its own.
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, get_native_id(), 10)


def with_index(
    app: "WSGIApplication", mount_path: str, search_refresh: SearchRefresh
) -> "WSGIApplication":
    """Wrap an application so that it serves the search index of the preview.

    Args:
        app: serves everything else.
        mount_path: the path of the site, with a slash at both ends.
        search_refresh: has the files of the index.
    """
    index_path = f"{mount_path}{search.INDEX_FOLDER}/"

    def respond(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if not path.startswith(index_path):
            return app(environ, start_response)
        file = search_refresh.file(path.removeprefix(index_path))
        if file is None:
            start_response("404 Not Found", [("Content-Type", "text/plain")])
            return [b"There is no search index yet."]
        body = file.read_bytes()
        if file.name == "pagefind.js" and search_refresh.is_behind:
            body += _BEHIND
        headers = [
            ("Content-Type", _CONTENT_TYPES.get(file.suffix, "application/octet-stream")),
            ("Content-Length", str(len(body))),
        ]
        start_response("200 OK", headers)
        return [body]

    return respond
