"""Ends a run that the user or the system stops: a sentence, and everything is cleared up."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from mkdocs_briefing.core.terminal import print_at_once

_SIGNALS: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""Windows has no SIGHUP."""


class StopSignals:
    """Turns signals that stop a process into an exception, so that every ``finally`` runs.

    It belongs to the process, as signals do.
    """

    def __init__(self) -> None:
        self._process = 0
        self._serving = False
        self._replaced: dict[int, object] = {}
        self._uninterrupted = 0
        self._pending: int | None = None
        self._told = False

    def catch(self, *, serving: bool) -> None:
        """Begin to catch the signals. One that the process ignores stays ignored (``nohup``).

        Args:
            serving: whether this is a preview. MkDocs ends it when Ctrl+C is pressed, so the
                other signals are turned into that.
        """
        if threading.current_thread() is not threading.main_thread():
            return
        self.restore()
        self._process, self._serving = os.getpid(), serving
        self._pending, self._told = None, False
        for number in _SIGNALS:
            current = signal.getsignal(number)
            if current not in (signal.SIG_IGN, None):
                self._replaced[number] = current
                signal.signal(number, self._handle)

    def restore(self) -> None:
        """Let the signals do again what they did before."""
        while self._replaced:
            number, handler = self._replaced.popitem()
            signal.signal(number, handler)  # type: ignore[arg-type]

    @contextmanager
    def uninterrupted(self) -> Iterator[None]:
        """Keep signals waiting while something half done would be left behind."""
        self._uninterrupted += 1
        try:
            yield
        finally:
            self._uninterrupted -= 1
            if self._pending is not None and not self._uninterrupted:
                self._stop(self._pending)

    def _handle(self, number: int, _: FrameType | None) -> None:
        if os.getpid() != self._process:
            # A process that was forked just now; it has nothing to clear up.
            os._exit(128 + number)
        if self._uninterrupted:
            self._pending = number
        else:
            self._stop(number)

    def _stop(self, number: int) -> None:
        self._pending = None
        if self._serving:
            raise KeyboardInterrupt
        if not self._told:
            self._told = True
            name = signal.Signals(number).name
            print_at_once(f"The build was stopped ({name}). The site is the last complete one.")
        raise SystemExit(128 + number)


stop_signals: Final = StopSignals()
"""The signals of this process."""
