"""Replaces the last site with a new one, whole or not at all.

Each build has a staging folder of its own, which is swapped in when it is complete. Until then,
and after a build that was killed, the last site stands. If two builds of one site run at once,
the one that ends last wins whole.

Where the system can exchange two folders in one step (Linux, macOS), there is always a site.
Elsewhere there are two renames; if a build is killed between them, the last site is left under
another name, and the next build puts it back. A site that cannot be renamed (a mount point, or
in a read-only folder) has its staging folder inside, and its contents are replaced one by one.

All that a build makes beside the site is named ``.site.building…``:

- ``.site.building-0123abcd`` is a staging folder.
- ``.site.building-0123abcd.lock`` is held as long as its build runs. A staging folder whose lock
  is free belongs to a build that was killed, and the next build removes it.
- ``.site.building.lock`` is held for moments, while a build makes its folder or publishes.

On a file system without locks, folders of killed builds stay, because nobody can tell.
"""

import ctypes
import errno
import logging
import os
import re
import secrets
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mkdocs_briefing.host.locks import FileLock, LocksUnsupportedError
from mkdocs_briefing.host.stopping import stop_signals

log = logging.getLogger("mkdocs.plugins.briefing")

_AT_FDCWD: Final = -100
"""Linux: paths are relative to the working directory."""
_EXCHANGE: Final = 2
"""RENAME_EXCHANGE of Linux, and RENAME_SWAP of macOS."""
_NO_EXCHANGE: Final = frozenset(
    {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM, errno.EXDEV, errno.EBUSY, errno.EACCES}
)
"""The errors of systems and file systems that cannot exchange two folders."""
_LONGEST_WAIT: Final = 60
"""Seconds to wait while another build makes its folder or publishes, which takes moments."""
_OWN_NAME: Final = re.compile(r"(?:-[0-9a-f]{8})?")
"""What follows ``.site.building`` in the name of a staging folder. Earlier, nothing did."""


@dataclass(frozen=True, slots=True)
class Staging:
    """Where one build writes a site.

    Attributes:
        folder: the staging folder.
        site: where the site will stand; never a symbolic link.
        lock: held until the folder is removed.
    """

    folder: Path
    site: Path
    lock: FileLock


def staging_for(site: Path) -> Staging:
    """Choose a staging folder for a build; it is not made yet.

    Args:
        site: where the site will stand. It may be missing, and may be a symbolic link.
    """
    site = Path(os.path.realpath(site))
    beginning = _beginning(site)
    folder = beginning.with_name(f"{beginning.name}-{secrets.token_hex(4)}")
    return Staging(folder, site, _lock_of(folder))


def make_staging(staging: Staging) -> None:
    """Make a staging folder, empty; clear up after builds that were killed.

    Raises:
        OSError: the folder cannot be made.
    """
    site = staging.site
    site.parent.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time(site):
        if not site.exists() and _backup(site).exists():
            _backup(site).rename(site)
        _clear_up(_backup(site))
        _remove_abandoned(site)
        with suppress(LocksUnsupportedError):
            staging.lock.acquire()
        staging.folder.mkdir()


def remove_staging(staging: Staging) -> None:
    """Remove a staging folder and everything in it, if it is still there."""
    with stop_signals.uninterrupted():
        _clear_up(staging.folder)
        staging.lock.release()


def publish_site(staging: Staging) -> None:
    """Replace a site with the one in its staging folder, and remove the old one.

    Hidden files and folders of the last site stay, such as ``.gitignore`` or ``.git``: MkDocs
    keeps them, too.

    Raises:
        OSError: the site cannot be replaced; the last one is then whole.
    """
    folder, site = staging.folder, staging.site
    with _one_at_a_time(site):
        if folder.parent == site:
            _replace_contents(folder, site)
        elif not site.exists():
            folder.rename(site)
        else:
            _copy_hidden(site, folder)
            shutil.copymode(site, folder)
            _replace_folder(folder, site)
    remove_staging(staging)


def exchange(one: Path, other: Path) -> None:
    """Exchange two files or folders in one step.

    Raises:
        OSError: the system cannot; nothing has changed.
    """
    code = errno.ENOSYS
    if os.name == "posix":
        libc = ctypes.CDLL(None, use_errno=True)
        paths = os.fsencode(one), os.fsencode(other)
        if hasattr(libc, "renameat2"):
            failed = libc.renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _EXCHANGE)
        elif hasattr(libc, "renamex_np"):
            failed = libc.renamex_np(*paths, _EXCHANGE)
        else:
            raise OSError(code, os.strerror(code))
        if not failed:
            return
        code = ctypes.get_errno()
    raise OSError(code, os.strerror(code), str(one))


@contextmanager
def _one_at_a_time(site: Path) -> Iterator[None]:
    """Keep other builds of the site waiting, and the signals that would stop this one.

    Raises:
        TimeoutError: another build has kept the lock for a minute.
    """
    beginning = _beginning(site)
    lock = _lock_of(beginning)
    deadline = time.monotonic() + _LONGEST_WAIT
    while True:
        with stop_signals.uninterrupted():
            if _is_free(lock):
                try:
                    yield
                finally:
                    lock.release()
                return
        if time.monotonic() > deadline:
            raise TimeoutError(
                f"another build of the same site ({lock.holder()}) does not go on; "
                "end it, and build again"
            )
        time.sleep(0.05)


def _is_free(lock: FileLock) -> bool:
    """Take a lock; return whether it was free. Without locks, everything is."""
    try:
        return lock.acquire()
    except LocksUnsupportedError:
        return True


def _replace_folder(folder: Path, site: Path) -> None:
    try:
        exchange(folder, site)
    except OSError as error:
        if error.errno not in _NO_EXCHANGE:
            raise
    else:
        return
    site.rename(_backup(site))
    try:
        folder.rename(site)
    except OSError:
        _backup(site).rename(site)
        raise
    _clear_up(_backup(site))


def _replace_contents(folder: Path, site: Path) -> None:
    new_names = {entry.name for entry in folder.iterdir()}
    for entry in sorted(folder.iterdir()):
        old = site / entry.name
        if old.is_dir() or entry.is_dir():
            _remove(old)
        entry.replace(old)
    for old in sorted(site.iterdir()):
        if old.name not in new_names and not old.name.startswith("."):
            _remove(old)


def _copy_hidden(site: Path, folder: Path) -> None:
    for entry in sorted(site.iterdir()):
        is_own = entry.name.startswith(".building")
        if not entry.name.startswith(".") or is_own or (folder / entry.name).exists():
            continue
        if entry.is_dir() and not entry.is_symlink():
            try:
                shutil.copytree(entry, folder / entry.name, symlinks=True)
            except shutil.Error as error:
                # It lists all files that could not be copied; the first says enough.
                path, _, reason = error.args[0][0]
                raise OSError(f"{path} cannot be copied: {reason}") from error
        else:
            shutil.copy2(entry, folder / entry.name, follow_symlinks=False)


def _beginning(site: Path) -> Path:
    """The path with which the names of everything begin that builds of a site make beside it."""
    inside = site.is_dir() and (os.path.ismount(site) or not os.access(site.parent, os.W_OK))
    return site / ".building" if inside else site.with_name(f".{site.name}.building")


def _backup(site: Path) -> Path:
    return site.with_name(f".{site.name}.last")


def _lock_of(folder: Path) -> FileLock:
    return FileLock(folder.with_name(f"{folder.name}.lock"))


def _remove_abandoned(site: Path) -> None:
    """Remove the staging folders of builds that were killed."""
    beginning = _beginning(site)
    names = {
        entry.name.removesuffix(".lock")
        for entry in beginning.parent.iterdir()
        if entry.name.startswith(beginning.name)
    }
    for name in sorted(names):
        folder = beginning.with_name(name)
        # The lock of this name is the one that is held just now.
        is_own = _OWN_NAME.fullmatch(name.removeprefix(beginning.name))
        if is_own is None or (name == beginning.name and not folder.exists()):
            continue
        lock = _lock_of(folder)
        with suppress(LocksUnsupportedError):
            if name == beginning.name:
                _clear_up(folder)
            elif lock.acquire():
                _clear_up(folder)
                lock.release()


def _clear_up(path: Path) -> None:
    """Remove what is no longer needed. If that fails, say so: the site itself is as it should be.

    It is no warning, because warnings are about the content and stop strict builds.
    """
    try:
        _remove(path)
    except OSError as error:
        log.info(f"The folder {path} of an earlier build cannot be removed; remove it: {error}")


def _remove(path: Path) -> None:
    if not path.is_dir() or path.is_symlink():
        path.unlink(missing_ok=True)
        return
    try:
        shutil.rmtree(path)
    except PermissionError:
        _make_writable(path)
        shutil.rmtree(path)
    except OSError as error:
        # A program that a killed build had started may still write into its folder.
        if error.errno != errno.ENOTEMPTY:
            raise
        time.sleep(0.1)
        shutil.rmtree(path)


def _make_writable(folder: Path) -> None:
    """Let the owner change everything in a folder."""
    with suppress(OSError):
        folder.chmod(0o700)
    for inner, folders, files in os.walk(folder):
        # Windows also refuses to remove files that are read-only.
        for name in (*folders, *(files if sys.platform == "win32" else ())):
            path = Path(inner, name)
            if not path.is_symlink():
                with suppress(OSError):
                    path.chmod(0o700)
