"""Extracts the content of a git revision from a repository without trusting it.

Nothing is checked out, so no hook, filter or attribute of the revision runs. Only regular
files are written, and only below the target folder. A symbolic link becomes the file that it
leads to, if that is part of the content; otherwise it is left out.
"""

import os
import posixpath
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from mkdocs_briefing.commands.diff.files import FileInRevision, PublishedFiles
from mkdocs_briefing.commands.mkdocs_yml import NAMES, SettingsError, SiteSettings, settings_in
from mkdocs_briefing.content.scan import DEEPEST, LARGEST
from mkdocs_briefing.core.addresses import MARKDOWN
from mkdocs_briefing.core.names import quoted

MOST_FILES: Final = 50_000
MOST_BYTES: Final = 256 * 1_048_576
_REGULAR: Final = frozenset({"100644", "100755"})
_LINK: Final = "120000"
_MAX_LINK_LENGTH: Final = 4096
_MOST_LINKS: Final = 40
"""As many links in a row as Linux follows."""
_CONFIG: Final = NAMES[0]
_LONGEST_NAME: Final = 1000
"""Characters of the name of a revision; systems refuse to start git with a very long one."""


class RevisionError(Exception):
    """A revision or folder cannot be read; the message tells the user why."""


@dataclass(frozen=True, slots=True)
class _Blob:
    mode: str
    hash: str
    size: int


@dataclass(frozen=True, slots=True)
class ExtractedContent:
    """The content of a revision, as far as it is needed.

    Attributes:
        folder: where its Markdown files are written. All other files are empty there.
        settings: those of the ``mkdocs.yml`` of the revision.
        others: the other files, by their paths below the folder.
    """

    folder: Path
    settings: SiteSettings
    others: PublishedFiles


def docs_dir(settings: SiteSettings) -> PurePosixPath:
    """The content folder that the settings name, relative to the site's folder.

    Raises:
        RevisionError: the folder lies outside the site.
    """
    name = settings.docs_dir
    folder = PurePosixPath(name)
    if folder.is_absolute() or not _stays_below(name.rstrip("/").removeprefix("./")):
        raise RevisionError(
            f"docs_dir in {_CONFIG} leads out of the site's folder; write a folder inside it"
        )
    return folder


def content_in(folder: Path) -> Path:
    """The content folder of a folder: as its ``mkdocs.yml`` says, its ``content/``, or itself.

    Raises:
        RevisionError: there is no such folder.
    """
    config = next((folder / name for name in NAMES if (folder / name).is_file()), None)
    content = folder / "content"
    if config is not None:
        content = folder / docs_dir(_settings(config.read_bytes()))
    elif not content.exists():
        content = folder
    if not content.exists():
        raise RevisionError(f"there is no folder {content}; name the folder of a site")
    if not content.is_dir():
        raise RevisionError(_not_a_folder(content.as_posix()))
    return content


def _not_a_folder(content: str) -> str:
    return f"{quoted(content)} is a file, not a folder; the content has to be a folder"


def _settings(config: bytes) -> SiteSettings:
    try:
        return settings_in(config)
    except SettingsError as error:
        raise RevisionError(str(error)) from error


def extract(revision: str, *, repository: Path, target: Path) -> ExtractedContent:
    """Write the content of a revision below a folder.

    Args:
        revision: any name that git knows: a branch, a tag, ``HEAD~2``, a hash.
        repository: a folder of the repository, with ``mkdocs.yml`` and the content in it.
        target: an empty folder.

    Returns:
        The content folder below it, and what is not written there.

    Raises:
        RevisionError: the revision or git is missing, or the content is too large.
    """
    commit = _commit(revision, repository)
    config = _blobs(repository, commit, _CONFIG).get(_CONFIG)
    settings = SiteSettings()
    if config is not None and config.mode in _REGULAR and config.size <= LARGEST:
        settings = _settings(next(_texts(repository, [config])))
    folder = docs_dir(settings)
    blobs = _blobs(repository, commit, folder.as_posix())
    if folder.as_posix() in blobs:
        raise RevisionError(f"in {quoted(revision)}, {_not_a_folder(folder.as_posix())}")
    if len(blobs) > MOST_FILES or sum(blob.size for blob in blobs.values()) > MOST_BYTES:
        raise RevisionError(
            f"the content of {quoted(revision)} has more than {MOST_FILES:,} files "
            f"or {MOST_BYTES // 1_048_576} MiB"
        )
    files = dict(_files(repository, blobs))
    # Other files, and Markdown that is too large, only have to exist.
    with_text = {
        path for path, blob in files.items() if path.endswith(MARKDOWN) and blob.size <= LARGEST
    }
    texts = _texts(repository, [files[path] for path in sorted(with_text)])
    for path in sorted(files):
        file = target / path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("xb") as opened:
                if path in with_text:
                    opened.write(next(texts))
                elif path.endswith(MARKDOWN):
                    opened.truncate(files[path].size)
        except (OSError, ValueError) as error:
            raise RevisionError(
                f"a file of {quoted(revision)} cannot be written on this disk"
            ) from error
    (target / folder).mkdir(parents=True, exist_ok=True)
    others = {
        PurePosixPath(path).relative_to(folder).as_posix(): FileInRevision(blob.size, blob.hash)
        for path, blob in files.items()
        if not path.endswith(MARKDOWN)
    }
    return ExtractedContent(target / folder, settings, others)


def _stays_below(path: str) -> bool:
    parts = path.split("/")
    return not any(
        part in {"", ".", ".."} or part.casefold() == ".git" or "\\" in part or "\0" in part
        for part in parts
    )


def _commit(revision: str, repository: Path) -> str:
    is_odd = revision.startswith("-") or not revision.strip() or not revision.isprintable()
    if is_odd or len(revision) > _LONGEST_NAME:
        raise RevisionError(f"{quoted(revision)} is no revision; write a branch, a tag or a commit")
    name = f"{revision}^{{commit}}"
    run = _git(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
    commit = run.stdout.decode("ascii", "replace").strip().rpartition("\n")[2]
    if run.returncode or not commit:
        raise RevisionError(
            f"there is no folder and no git revision {quoted(revision)} here; "
            "write a branch, a tag or a commit, such as main or HEAD~1"
        )
    return commit


def _blobs(repository: Path, commit: str, path: str) -> dict[str, _Blob]:
    """The files of a commit below a path, by their paths relative to ``repository``."""
    run = _git(repository, "--literal-pathspecs", "ls-tree", "-r", "-z", "-l", commit, "--", path)
    if run.returncode:
        raise RevisionError("git cannot list the files of the revision")
    found: dict[str, _Blob] = {}
    for line in filter(None, run.stdout.split(b"\0")):
        info, _, name = line.partition(b"\t")
        mode, kind, hash_, size = info.decode("ascii").split()
        file = os.fsdecode(name)
        if kind == "blob":
            if not _stays_below(file):
                raise RevisionError("the name of a file in the revision leads out of its folder")
            if file.removeprefix(path).count("/") > DEEPEST + 1:
                raise RevisionError(
                    f"the revision has more than {DEEPEST} folders within one another"
                )
            if not size.isdigit():
                raise RevisionError(
                    f"git does not have {quoted(file)} of the revision here, as in a partial clone "
                    "or after a fault of the disk; clone the whole repository"
                )
            found[file] = _Blob(mode, hash_, int(size))
    return found


def _files(repository: Path, blobs: dict[str, _Blob]) -> Iterator[tuple[str, _Blob]]:
    """The regular files, and the links to them, also by way of other links."""
    links = [
        path for path, blob in blobs.items() if blob.mode == _LINK and blob.size <= _MAX_LINK_LENGTH
    ]
    targets = zip(links, _texts(repository, [blobs[path] for path in links]), strict=True)
    leads_to = {
        path: posixpath.normpath(posixpath.join(posixpath.dirname(path), os.fsdecode(target)))
        for path, target in targets
    }
    for path in links:
        destination = path
        for _ in range(_MOST_LINKS):
            if (destination := leads_to.get(destination, destination)) not in leads_to:
                break
        blob = blobs.get(destination)
        if blob is not None and blob.mode in _REGULAR:
            yield path, blob
    yield from ((path, blob) for path, blob in blobs.items() if blob.mode in _REGULAR)


def _texts(repository: Path, blobs: Iterable[_Blob]) -> Iterator[bytes]:
    """What is in each of the files."""
    wanted = list(blobs)
    if not wanted:
        return
    names = "".join(f"{blob.hash}\n" for blob in wanted).encode("ascii")
    run = _git(repository, "cat-file", "--batch", stdin=names)
    output = memoryview(run.stdout)
    at = 0
    for blob in wanted:
        end = run.stdout.find(b"\n", at)
        if end < 0 or not run.stdout[at:end].endswith(f"blob {blob.size}".encode("ascii")):
            raise RevisionError("git cannot read a file of the revision")
        yield bytes(output[end + 1 : end + 1 + blob.size])
        at = end + 2 + blob.size


def _git(
    repository: Path, *arguments: str, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    # Git must not fetch, prompt or replace objects: only what the repository holds counts.
    settings = {
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
    try:
        return subprocess.run(
            ["git", "--no-pager", *arguments],
            cwd=repository,
            env={**os.environ, **settings},
            input=stdin,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise RevisionError("git is not installed; install it, or compare two folders") from error
