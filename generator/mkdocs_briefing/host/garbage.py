"""Looks for garbage less often while a site is built, as most objects live until the end."""

import gc
from typing import Final

_THRESHOLDS: Final = (10_000, 10, 1_000)
"""So many new objects, and so many collections of younger ones, start a collection. Python's own
thresholds would make it look again and again through everything that was read."""


class GarbageCollection:
    """The thresholds of Python's garbage collector, during one run of MkDocs."""

    def __init__(self) -> None:
        self._thresholds = gc.get_threshold()

    def collect_rarely(self) -> None:
        """Raise the thresholds."""
        self._thresholds = gc.get_threshold()
        gc.set_threshold(*_THRESHOLDS)

    def restore(self) -> None:
        """Set the thresholds back."""
        gc.set_threshold(*self._thresholds)


garbage = GarbageCollection()
