"""Chooses when Python looks for garbage: not while many objects are made or waited for."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """Do not look for reference cycles.

    A briefing is many objects and no cycles. While it grows, Python would search all of it
    again and again, which takes a third of the time of reading it. Once more it would do so
    afterwards; therefore it does not look at what there is then until :func:`collect`.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.freeze()
            gc.enable()


def collect() -> None:
    """Free the garbage among all objects, also those not looked at before."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
