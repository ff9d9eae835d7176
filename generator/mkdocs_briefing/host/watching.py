"""Notices changes of files at once where the system reports them, and elsewhere by polling."""

import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

log = logging.getLogger("mkdocs.plugins.briefing")

BUILD_DELAY: Final = 0.02
"""Seconds without a change after which a rebuild begins."""

# Not those of reading: a build reads all files, so each would set off another one.
_CHANGES: Final[list[type[FileSystemEvent]]] = [
    *(DirCreatedEvent, DirDeletedEvent, DirMovedEvent, FileClosedEvent),
    *(FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent),
]

_WITHOUT_EVENTS: Final = (
    "9p",
    "cifs",
    "drvfs",
    "fuse",
    "nfs",
    "prl_fs",
    "smb",
    "vboxsf",
    "virtiofs",
)
"""The beginnings of the names of file systems that do not report what other machines change."""


class QuickObserver:
    """Watches folders by events and files by polling, in place of MkDocs' observer.

    A single file stays with the polling observer: an editor that replaces it would end the
    events. Looking at one file twice a second costs nothing.

    Args:
        polling: MkDocs' own observer.
    """

    def __init__(self, polling: BaseObserver) -> None:
        self._polling = polling
        self._events: BaseObserver = Observer()
        self._events.start()
        self._by_events: dict[ObservedWatch, ObservedWatch] = {}
        """The watch that waits for the return of each folder that is watched by events."""

    def schedule(
        self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False
    ) -> ObservedWatch:
        """Watch a file or a folder."""
        if Path(path).is_dir() and not is_without_events(Path(path)):

            def begin() -> ObservedWatch:
                return self._events.schedule(
                    _EveryChange(handler), path, recursive=recursive, event_filter=_CHANGES
                )

            def begin_again() -> None:
                with suppress(KeyError, OSError):
                    self._events.unschedule(watch)
                    begin()
                handler.dispatch(FileModifiedEvent(path))

            try:
                watch = begin()
            except OSError as error:
                # Linux limits how many folders a user can watch.
                log.info("Changes in %s are noticed more slowly: %s", path, error.strerror)
            else:
                self._by_events[watch] = self._polling.schedule(
                    _Return(path, begin_again), str(Path(path).absolute().parent)
                )
                return watch
        return self._polling.schedule(handler, path, recursive=recursive)

    def unschedule(self, watch: ObservedWatch) -> None:
        """Watch a file or a folder no longer."""
        if watch in self._by_events:
            self._events.unschedule(watch)
            watch = self._by_events.pop(watch)
        self._polling.unschedule(watch)

    def start(self) -> None:
        """Begin to poll; events are noticed already."""
        self._polling.start()

    def stop(self) -> None:
        """Notice nothing more."""
        self._events.stop()
        self._polling.stop()

    def join(self) -> None:
        """Wait until both observers have stopped."""
        self._events.join()
        self._polling.join()


class _Return(FileSystemEventHandler):
    """Tells when a folder is there again, as events of one that was taken away have ended.

    A checkout of a branch without the folder does that, and so do some programs that unpack files.
    """

    def __init__(self, folder: str, then: Callable[[], None]) -> None:
        self._folder = Path(folder).absolute()
        self._then = then

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Call back if the folder came."""
        places = {"created": event.src_path, "moved": event.dest_path}
        place = places.get(event.event_type)
        if place and Path(str(place)).absolute() == self._folder:
            self._then()


class _EveryChange(FileSystemEventHandler):
    """Reports a folder that came or went as a file, because MkDocs ignores folders."""

    def __init__(self, handler: FileSystemEventHandler) -> None:
        self._handler = handler

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Hand on an event."""
        self._handler.dispatch(FileModifiedEvent(event.src_path) if event.is_directory else event)


def watch_by_events(server: LiveReloadServer, content: str) -> None:
    """Let a server notice changes of the content at once.

    Args:
        server: has been told to watch the content.
        content: the content folder, as MkDocs has it.
    """
    server.unwatch(content)
    server.observer = QuickObserver(server.observer)  # type: ignore[assignment]
    server.build_delay = BUILD_DELAY
    server.watch(content)


def is_without_events(folder: Path) -> bool:
    """Whether a folder is on a file system that does not report every change."""
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    path = folder.resolve()
    best, kind = -1, ""
    for line in mounts.splitlines():
        _, place, name, *_ = line.split(" ")
        mount = Path(place.replace("\\040", " "))
        if path.is_relative_to(mount) and len(mount.parts) >= best:
            best, kind = len(mount.parts), name
    return kind.startswith(_WITHOUT_EVENTS)
