"""Takes the content of a git revision out of the repository without trusting it.

Nothing is checked out, so no hook, filter or attribute of the revision has a say. Only
plain files come out, under names that stay below the folder; a symbolic link becomes the
file that it leads to within the content, and is left out otherwise.
"""

import os
import posixpath
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

import yaml
from mkdocs_briefing.content.scan import DEEPEST, LARGEST
from mkdocs_briefing.core.addresses import MARKDOWN

MOST_FILES: Final = 50_000
MOST_BYTES: Final = 256 * 1_048_576
_PLAIN: Final = frozenset({"100644", "100755"})
_LINK: Final = "120000"
_LONGEST_LINK: Final = 4096
_CONFIG: Final = "mkdocs.yml"


class RevisionError(Exception):
    """A revision or folder that cannot be read; the message says why, for the one who named it."""


@dataclass(frozen=True, slots=True)
class _Blob:
    mode: str
    hash: str
    size: int


def docs_dir(config: bytes) -> PurePosixPath:
    """The content folder that a ``mkdocs.yml`` names; ``content`` where it names none.

    Only the one value is looked at: tags that would run something are not followed.

    Raises:
        RevisionError: it is no YAML, or the folder lies outside of the site's.
    """
    try:
        root = yaml.compose(config.decode("utf-8", "replace"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise RevisionError(f"{_CONFIG} cannot be read as YAML") from error
    found = "content"
    if isinstance(root, yaml.MappingNode):
        for key, value in root.value:
            if key.value == "docs_dir" and isinstance(value, yaml.ScalarNode):
                found = value.value
    folder = PurePosixPath(found)
    if folder.is_absolute() or not _stays_below(found.rstrip("/").removeprefix("./")):
        raise RevisionError(f"docs_dir in {_CONFIG} leads out of the folder; name one below it")
    return folder


def content_in(folder: Path) -> Path:
    """The content of a folder: what its ``mkdocs.yml`` says, its ``content/``, or itself."""
    config = folder / _CONFIG
    if config.is_file():
        return folder / docs_dir(config.read_bytes())
    return folder / "content" if (folder / "content").is_dir() else folder


def take_out(revision: str, *, repository: Path, into: Path) -> Path:
    """Write the content of a revision below a folder, and say where.

    Args:
        revision: whatever git knows: a branch, a tag, ``HEAD~2``, a hash.
        repository: a folder of the repository, with ``mkdocs.yml`` and the content in it.
        into: an empty folder.

    Raises:
        RevisionError: there is no such revision, no git, or more in it than may be.
    """
    commit = _commit(revision, repository)
    config = _blobs(repository, commit, _CONFIG).get(_CONFIG)
    folder = PurePosixPath("content")
    if config is not None and config.mode in _PLAIN and config.size <= LARGEST:
        folder = docs_dir(next(_texts(repository, [config])))
    blobs = _blobs(repository, commit, folder.as_posix())
    if len(blobs) > MOST_FILES or sum(blob.size for blob in blobs.values()) > MOST_BYTES:
        raise RevisionError(f'there is too much in "{revision}" to compare it')
    files = dict(_files(repository, blobs))
    # Of anything but Markdown it only matters that it is there; of what is too large, too.
    read = {path for path, blob in files.items() if _is_read(path, blob)}
    texts = _texts(repository, [files[path] for path in sorted(read)])
    for path in sorted(files):
        file = into / path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("xb") as opened:
                if path in read:
                    opened.write(next(texts))
                elif path.endswith(MARKDOWN):
                    opened.truncate(files[path].size)
        except (OSError, ValueError) as error:
            raise RevisionError(f'a file of "{revision}" cannot be written here') from error
    (into / folder).mkdir(parents=True, exist_ok=True)
    return into / folder


def _is_read(path: str, blob: _Blob) -> bool:
    return path.endswith(MARKDOWN) and blob.size <= LARGEST


def _stays_below(path: str) -> bool:
    parts = path.split("/")
    return not any(
        part in {"", ".", ".."} or part.casefold() == ".git" or "\\" in part or "\0" in part
        for part in parts
    )


def _commit(revision: str, repository: Path) -> str:
    if revision.startswith("-") or not revision.strip() or not revision.isprintable():
        raise RevisionError(f"not a revision: {revision!r}")
    name = f"{revision}^{{commit}}"
    run = _git(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
    commit = run.stdout.decode("ascii", "replace").strip().rpartition("\n")[2]
    if run.returncode or not commit:
        raise RevisionError(
            f'there is no folder and no git revision "{revision}" here; '
            "write a branch, a tag or a commit, such as main or HEAD~1"
        )
    return commit


def _blobs(repository: Path, commit: str, path: str) -> dict[str, _Blob]:
    """What a commit has below a path, by the paths as seen from the repository's folder."""
    run = _git(repository, "--literal-pathspecs", "ls-tree", "-r", "-z", "-l", commit, "--", path)
    if run.returncode:
        raise RevisionError("git cannot list the files of the revision")
    found: dict[str, _Blob] = {}
    for line in filter(None, run.stdout.split(b"\0")):
        about, _, name = line.partition(b"\t")
        mode, kind, hash_, size = about.decode("ascii").split()
        file = os.fsdecode(name)
        if kind == "blob":
            if not _stays_below(file):
                raise RevisionError("the revision has a file whose name leads out of its folder")
            if file.removeprefix(path).count("/") > DEEPEST + 1:
                raise RevisionError(
                    f"the revision has more than {DEEPEST} folders within one another"
                )
            found[file] = _Blob(mode, hash_, int(size))
    return found


def _files(repository: Path, blobs: dict[str, _Blob]) -> Iterator[tuple[str, _Blob]]:
    links = [
        path for path, blob in blobs.items() if blob.mode == _LINK and blob.size <= _LONGEST_LINK
    ]
    targets = zip(links, _texts(repository, [blobs[path] for path in links]), strict=True)
    for path, target in targets:
        led = posixpath.normpath(posixpath.join(posixpath.dirname(path), os.fsdecode(target)))
        there = blobs.get(led)
        if there is not None and there.mode in _PLAIN:
            yield path, there
    yield from ((path, blob) for path, blob in blobs.items() if blob.mode in _PLAIN)


def _texts(repository: Path, blobs: Iterable[_Blob]) -> Iterator[bytes]:
    wanted = list(blobs)
    if not wanted:
        return
    names = "".join(f"{blob.hash}\n" for blob in wanted).encode("ascii")
    run = _git(repository, "cat-file", "--batch", given=names)
    rest = memoryview(run.stdout)
    place = 0
    for blob in wanted:
        end = run.stdout.find(b"\n", place)
        if end < 0 or not run.stdout[place:end].endswith(f"blob {blob.size}".encode("ascii")):
            raise RevisionError("git cannot read a file of the revision")
        yield bytes(rest[end + 1 : end + 1 + blob.size])
        place = end + 2 + blob.size


def _git(
    repository: Path, *arguments: str, given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    # Nothing is fetched, asked for or replaced: the revision is what the repository holds.
    quiet = {
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
            env={**os.environ, **quiet},
            input=given,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise RevisionError("git is missing: install it, or name two folders") from error
