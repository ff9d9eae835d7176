"""Holds a file as a lock; the system lets go of it when the process ends, however it ends."""

import errno
import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_UNSUPPORTED: Final = frozenset(
    {errno.EINVAL, errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
)
"""The errors of file systems that have no locks, such as some network file systems."""
_LOCKED_BYTE: Final = 2**30
"""Windows lets nobody read a locked byte, so the one that is locked lies behind the text."""


class LocksUnsupportedError(OSError):
    """The file system has no locks."""


class FileLock:
    """A lock that one process at a time can hold. Its file names the holder, and goes with it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> bool:
        """Take the lock; return whether it was free.

        Raises:
            LocksUnsupportedError: the file system has no locks.
            OSError: the file cannot be made.
        """
        while True:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
            try:
                if not _lock(descriptor):
                    os.close(descriptor)
                    return False
            except OSError as error:
                os.close(descriptor)
                if error.errno in _UNSUPPORTED:
                    raise LocksUnsupportedError(*error.args) from error
                raise
            # The holder before may have removed the file since it was opened here.
            if _is_open_file(descriptor, self._path):
                break
            os.close(descriptor)
        self._descriptor = descriptor
        # On a full disk, the lock does without the text.
        with suppress(OSError):
            os.ftruncate(descriptor, 0)
            os.lseek(descriptor, 0, os.SEEK_SET)
            since = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
            os.write(descriptor, f"process {os.getpid()}, since {since}\n".encode())
        return True

    def release(self) -> None:
        """Remove the file and let go of the lock, if this process holds it."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        if sys.platform == "win32":
            # An open file cannot be removed, neither this one nor that of the next holder.
            os.close(descriptor)
            with suppress(OSError):
                self._path.unlink()
        else:
            with suppress(OSError):
                self._path.unlink()
            os.close(descriptor)

    def holder(self) -> str:
        """Return which process holds the lock and since when, as far as the file says so."""
        with suppress(OSError, UnicodeDecodeError):
            if text := self._path.read_text(encoding="ascii").strip():
                return text
        return "an unknown process"


def _lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _is_open_file(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
