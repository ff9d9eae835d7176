"""Replaces the last site with a new one, whole or not at all.

MkDocs builds a site in a staging folder, which is swapped in when it is complete. Until then,
and after a build that was killed, the last site stands.

Where the system can exchange two folders in one step (Linux, macOS), there is always a site.
Elsewhere there are two renames; if a build is killed between them, the last site is left under
another name, and the next build puts it back. A site that cannot be renamed (a mount point, or
in a read-only folder) has its staging folder inside, and its contents are replaced one by one.
"""

import ctypes
import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

_AT_FDCWD: Final = -100
"""Linux: paths are relative to the working directory."""
_EXCHANGE: Final = 2
"""RENAME_EXCHANGE of Linux, and RENAME_SWAP of macOS."""
_NO_EXCHANGE: Final = frozenset(
    {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM, errno.EXDEV, errno.EBUSY, errno.EACCES}
)
"""The errors of systems and file systems that cannot exchange two folders."""


def make_staging_dir(site: Path) -> Path:
    """Make an empty folder in which to build a site; clear up after a build that was killed.

    Args:
        site: where the site will stand. It may be missing, and may be a symbolic link.

    Raises:
        OSError: the folder cannot be made.
    """
    site = Path(os.path.realpath(site))
    if not site.exists() and _backup(site).exists():
        _backup(site).rename(site)
    _remove(_backup(site))
    site.parent.mkdir(parents=True, exist_ok=True)
    inside = site.is_dir() and (os.path.ismount(site) or not os.access(site.parent, os.W_OK))
    staging_dir = site / ".building" if inside else site.with_name(f".{site.name}.building")
    _remove(staging_dir)
    staging_dir.mkdir()
    return staging_dir


def remove_staging_dir(staging_dir: Path) -> None:
    """Remove a staging folder and everything in it, if it is still there."""
    _remove(staging_dir)


def publish_site(staging_dir: Path, site: Path) -> None:
    """Replace a site with the one in its staging folder.

    Hidden files and folders of the last site stay, such as ``.gitignore`` or ``.git``: MkDocs
    keeps them, too.

    Raises:
        OSError: the site cannot be replaced; the last one is then whole.
    """
    site = Path(os.path.realpath(site))
    if staging_dir.parent == site:
        _replace_contents(staging_dir, site)
    elif not site.exists():
        staging_dir.rename(site)
    else:
        _copy_hidden(site, staging_dir)
        shutil.copymode(site, staging_dir)
        try:
            exchange(staging_dir, site)
        except OSError as error:
            if error.errno not in _NO_EXCHANGE:
                raise
            site.rename(_backup(site))
            staging_dir.rename(site)
            _remove(_backup(site))
    _remove(staging_dir)


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


def _replace_contents(staging_dir: Path, site: Path) -> None:
    new_names = {entry.name for entry in staging_dir.iterdir()}
    for entry in list(staging_dir.iterdir()):
        old = site / entry.name
        if old.is_dir() or entry.is_dir():
            _remove(old)
        entry.replace(old)
    for old in site.iterdir():
        if old.name not in new_names and not old.name.startswith("."):
            _remove(old)


def _copy_hidden(site: Path, staging_dir: Path) -> None:
    for entry in site.iterdir():
        if not entry.name.startswith(".") or (staging_dir / entry.name).exists():
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, staging_dir / entry.name, symlinks=True)
        else:
            shutil.copy2(entry, staging_dir / entry.name, follow_symlinks=False)


def _backup(site: Path) -> Path:
    return site.with_name(f".{site.name}.last")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        with suppress(FileNotFoundError):
            path.unlink()
