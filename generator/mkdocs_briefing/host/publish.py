"""Puts a finished site in the place of the last one, whole or not at all.

A site is built in a folder of its own, the staging_dir, and swapped in when it is complete.
Whoever looks meanwhile, and whoever looks after the build was killed, sees the last site.

Where the system can exchange two folders in one step (Linux, macOS), there is no moment
without a site. Elsewhere there are two renames; a build that is killed between them leaves the
last site under another name, and the next one puts it back. Where the folder of the site
cannot be renamed, as it is a mount point or lies in a folder that must not be written to, the
staging_dir is a hidden folder in it, and what is in it is swapped piece by piece.
"""

import ctypes
import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

_HERE: Final = -100
"""AT_FDCWD of Linux: paths are relative to where the process is."""
_EXCHANGE: Final = 2
"""RENAME_EXCHANGE of Linux, and RENAME_SWAP of macOS."""
_NOT_HERE: Final = frozenset(
    {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM, errno.EXDEV, errno.EBUSY, errno.EACCES}
)
"""What a system or a disk says that cannot exchange or rename two folders."""


def staging_dir(site: Path) -> Path:
    """An empty folder in which the next site is to be built; whatever a killed build left goes.

    Args:
        site: where the site is to stand; it need not be there yet, and may be a symbolic link.

    Raises:
        OSError: the folder cannot be made.
    """
    site = Path(os.path.realpath(site))
    if not site.exists() and _last(site).exists():
        _last(site).rename(site)
    _remove(_last(site))
    site.parent.mkdir(parents=True, exist_ok=True)
    inside = site.is_dir() and (os.path.ismount(site) or not os.access(site.parent, os.W_OK))
    shop = site / ".building" if inside else site.with_name(f".{site.name}.building")
    _remove(shop)
    shop.mkdir()
    return shop


def discard(shop: Path) -> None:
    """Remove a staging_dir with all that is in it."""
    _remove(shop)


def put_in_place(shop: Path, site: Path) -> None:
    """Let the site that was built in a staging_dir stand where the last one stood.

    What is hidden in the folder of the last one, such as ``.gitignore`` or ``.git``, stays:
    MkDocs leaves it alone, too.

    Raises:
        OSError: the disk does not allow it; the last site is then whole.
    """
    site = Path(os.path.realpath(site))
    if shop.parent == site:
        _swap_pieces(shop, site)
    elif not site.exists():
        shop.rename(site)
    else:
        _take_along_hidden(site, shop)
        shutil.copymode(site, shop)
        try:
            exchange(shop, site)
        except OSError as error:
            if error.errno not in _NOT_HERE:
                raise
            site.rename(_last(site))
            shop.rename(site)
            _remove(_last(site))
    _remove(shop)


def exchange(one: Path, other: Path) -> None:
    """Let two files or folders change places in one step.

    Raises:
        OSError: system or disk cannot; nothing has changed.
    """
    code = errno.ENOSYS
    if os.name == "posix":
        libc = ctypes.CDLL(None, use_errno=True)
        paths = os.fsencode(one), os.fsencode(other)
        if hasattr(libc, "renameat2"):
            failed = libc.renameat2(_HERE, paths[0], _HERE, paths[1], _EXCHANGE)
        elif hasattr(libc, "renamex_np"):
            failed = libc.renamex_np(*paths, _EXCHANGE)
        else:
            raise OSError(code, os.strerror(code))
        if not failed:
            return
        code = ctypes.get_errno()
    raise OSError(code, os.strerror(code), str(one))


def _swap_pieces(shop: Path, site: Path) -> None:
    kept = {entry.name for entry in shop.iterdir()}
    for entry in list(shop.iterdir()):
        old = site / entry.name
        if old.is_dir() or entry.is_dir():
            _remove(old)
        entry.replace(old)
    for old in site.iterdir():
        if old.name not in kept and not old.name.startswith("."):
            _remove(old)


def _take_along_hidden(site: Path, shop: Path) -> None:
    for entry in site.iterdir():
        if not entry.name.startswith(".") or (shop / entry.name).exists():
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, shop / entry.name, symlinks=True)
        else:
            shutil.copy2(entry, shop / entry.name, follow_symlinks=False)


def _last(site: Path) -> Path:
    return site.with_name(f".{site.name}.last")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        with suppress(FileNotFoundError):
            path.unlink()
