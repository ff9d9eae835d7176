"""Empties what functions remember of a content that has changed since."""

import sys
from functools import _lru_cache_wrapper
from typing import Final

_PACKAGE: Final = __name__.partition(".")[0]


def forget_content() -> None:
    """Empty all caches of the program that have a limit.

    They hold names, dates and entities of the content. A preview reads it again and again, and
    a limit on the number of entries is none on their bytes. Caches without a limit hold what is
    the same for every content, such as icons and schemas.
    """
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == _PACKAGE:
            for value in vars(module).values():
                if isinstance(value, _lru_cache_wrapper) and has_limit(value):
                    value.cache_clear()


def has_limit(cached: "_lru_cache_wrapper[object]") -> bool:
    """Whether a function remembers only so many results."""
    return cached.cache_parameters()["maxsize"] is not None
