"""Runs ``briefing upgrade``, which compares a briefing's files with those of the program."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Final

import click
from mkdocs_briefing.commands.console import confirm, show
from mkdocs_briefing.commands.init.files import files_around
from mkdocs_briefing.commands.init.record import FILE, RecordError, digest, read_record, record_of
from mkdocs_briefing.commands.init.wheel import NAME, NoWheelError, own_wheel
from mkdocs_briefing.commands.mkdocs_yml import needed_site

_REPLACES: Final = "y takes those of this version, as shown above. n leaves all as it is."
_LOCK: Final = "requirements.txt"
_WHEEL: Final = re.compile(r"wheels/[\w.+-]+\.whl")
_HASH: Final = re.compile(r" \\$|^ +--hash=\S+( \\)?$", re.MULTILINE)


class State(StrEnum):
    """Whose a file is, and whether the program has a newer one; worded as a heading."""

    MISSING = "New in this version"
    OLDER = "Older than this version, and as they were written"
    OBSOLETE = "No longer needed"
    DIFFERS = "Changed by you, and newer in this version; they stay as they are unless you say yes"
    YOURS = "Changed by you, and not newer in this version"
    REMOVED = "Removed by you"


_REPLACED: Final = (State.MISSING, State.OLDER, State.OBSOLETE)
"""What one yes is about; nothing of the editor's is lost."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the briefing, or one that it would get.

    Attributes:
        path: below the folder of the briefing.
        state: whose it is.
        here: what it holds; ``None`` if there is none, or only a link.
        new: what it would hold; ``None`` if it would be removed.
    """

    path: str
    state: State
    here: bytes | None
    new: bytes | None


@click.command()
@click.option(
    "--yes",
    is_flag=True,
    help="Replace what is older and what you did not change, without asking. What you changed "
    "stays.",
)
def upgrade(*, yes: bool) -> None:
    """Compare the files that briefing init wrote with those of this version.

    Run it after a newer version of the program was installed, in the folder with mkdocs.yml or
    below it. Says which files are older, shows the difference, and asks. Content, mkdocs.yml and
    README.md are yours and are not compared.

    The exit code is 0 if no file is older any more, 1 if one is, 2 on wrong use.
    """
    folder = needed_site()
    installed = version(NAME)
    try:
        recorded, hashes = read_record(folder)
        _check_is_newer(installed, recorded)
        new = files_around(own_wheel())
    except (RecordError, NoWheelError) as error:
        raise click.UsageError(str(error)) from error
    files = list(_compared(folder, hashes, new))
    show(
        f"The files {_place(folder)} are from version {recorded}; version {installed} is "
        "installed.",
        *_listed(files),
    )
    safe = [file for file in files if file.state in _REPLACED]
    differing = [file for file in files if file.state is State.DIFFERS]
    if not safe and not differing:
        show("", "Nothing is older.")
        return
    show(*_differences([*safe, *differing]))
    try:
        taken = _chosen(safe, differing, yes=yes)
    except click.Abort:
        show("", "Stopped; nothing is replaced. (With --yes, you are not asked.)", err=True)
        raise click.exceptions.Exit(1) from None
    _replace(folder, taken, installed, hashes)
    is_done = all(file in taken for file in safe)
    if not is_done:
        raise click.exceptions.Exit(1)


def _place(folder: Path) -> str:
    return "here" if folder == Path.cwd() else f"in {folder}"


def _check_is_newer(installed: str, recorded: str) -> None:
    if _numbers(recorded) > _numbers(installed):
        raise RecordError(
            f"The files here are from version {recorded}, and version {installed} is installed: "
            f"install {recorded} or newer."
        )


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", text)))


def _compared(folder: Path, hashes: Mapping[str, str], new: Mapping[str, bytes]) -> Iterator[_File]:
    for path in sorted(new):
        here, newest = _read(folder / path), digest(path, new[path])
        if here is not None and digest(path, here) == newest:
            continue
        known = hashes.get(path)
        if here is None and not (folder / path).is_symlink():
            state = State.MISSING if known is None else State.REMOVED
        elif here is not None and digest(path, here) == known:
            state = State.OLDER
        else:
            state = State.YOURS if known == newest else State.DIFFERS
        yield _File(path, state, here, new[path])
    for path in sorted(hashes.keys() - new.keys()):
        # The record is a file as any other: only a wheel is removed on its word.
        here = _read(folder / path) if _WHEEL.fullmatch(path) else None
        if here is not None and digest(path, here) == hashes[path]:
            yield _File(path, State.OBSOLETE, here, None)


def _read(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() and not file.is_symlink() else None


def _listed(files: Iterable[_File]) -> Iterator[str]:
    found = list(files)
    for state in State:
        paths = [file.path for file in found if file.state is state]
        if paths:
            yield from ("", f"{state}:", *(f"  {path}" for path in paths))


def _differences(files: Iterable[_File]) -> Iterator[str]:
    """Yield what would change in texts that are there."""
    for file in files:
        if file.here is not None and file.new is not None and not _WHEEL.fullmatch(file.path):
            yield ""
            yield from unified_diff(
                _lines(file.path, file.here),
                _lines(file.path, file.new),
                f"{file.path} (here)",
                f"{file.path} (new)",
                lineterm="",
            )


def _lines(path: str, raw: bytes) -> list[str]:
    text = raw.decode("utf-8", "replace").expandtabs()
    if path == _LOCK:
        # A version says what changed, and its hashes fill screens.
        return [line for line in _HASH.sub("", text).splitlines() if line]
    return text.splitlines()


def _chosen(safe: list[_File], differing: list[_File], *, yes: bool) -> list[_File]:
    """Return the files to replace; asks, unless the answer is given.

    Raises:
        click.Abort: on Ctrl-C or at the end of the input.
    """
    show("")
    taken: list[_File] = []
    question = "Replace the files that you did not change?"
    if safe and (yes or confirm(question, meaning=_REPLACES, default=False)):
        taken += safe
    if not yes:
        taken += [
            file
            for file in differing
            if confirm(
                f"Replace {file.path}, and lose what you changed in it?",
                meaning="y takes the file of this version, as shown above. n keeps yours.",
                default=False,
            )
        ]
    return taken


def _replace(
    folder: Path, taken: Iterable[_File], installed: str, hashes: Mapping[str, str]
) -> None:
    kept = dict(hashes)
    said = []
    # The lock comes before the wheel that it no longer names.
    for file in sorted(taken, key=lambda file: file.state is State.OBSOLETE):
        target = folder / file.path
        if file.new is not None:
            _write(target, file.new)
            kept[file.path] = digest(file.path, file.new)
            said.append(f"Written: {file.path}")
        elif target.name in (folder / _LOCK).read_text(encoding="utf-8"):
            said.append(f"{file.path} stays, as {_LOCK} names it.")
        else:
            target.unlink()
            del kept[file.path]
            said.append(f"Removed: {file.path}")
    if said:
        _write(folder / FILE, record_of(installed, kept))
    show(*said or ["Nothing is replaced."])


def _write(file: Path, raw: bytes) -> None:
    """Write a file as a whole, or leave the old one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        unfinished.write_bytes(raw)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
