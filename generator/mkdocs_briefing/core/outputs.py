"""Finds files of a site that would take each other's place, before any of them is written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mkdocs_briefing.core.addresses import PAGE_FILE
from mkdocs_briefing.core.filenames import case_folded


@dataclass(frozen=True, slots=True)
class Output:
    """A file that the site will have, or a folder that is kept for files yet unknown.

    Attributes:
        path: relative to the root of the site, such as ``actors/index.html``.
        what: what stands there, as a message names it: ``the generated page actors/``.
        source: the file of the content that it is made from; ``None`` for what is generated.
        is_kept_folder: whether everything below ``path`` belongs to the program.
        takes_text: whether a page of the contributors' own may stand there and introduce it.
    """

    path: str
    what: str
    source: str | None = None
    is_kept_folder: bool = False
    takes_text: bool = False

    @property
    def is_page(self) -> bool:
        """Whether it is the page of a folder."""
        return self.path.rpartition("/")[2] == PAGE_FILE

    @property
    def place(self) -> str:
        """Where readers find it: the address of a page, the path of another file."""
        return self.path.removesuffix(PAGE_FILE) or "/" if self.is_page else self.path


@dataclass(frozen=True, slots=True)
class Collision:
    """Two files of the site of which only one can be written on every system.

    Attributes:
        output: the one that came later.
        other: the one that was there first.
        part: the part of the later one's path that is taken: all of it, or one of its folders.
        part_of_other: the part of the other one's path that takes it.
    """

    output: Output
    other: Output
    part: str
    part_of_other: str

    @property
    def code(self) -> str:
        """The code of the problem."""
        return "reserved" if self.other.source is None else "same-address"

    @property
    def source(self) -> str | None:
        """The file or folder of the content to rename; ``None`` if the later one is generated."""
        source = self.output.source
        return self.part if source is not None and source.startswith(f"{self.part}/") else source

    @property
    def message(self) -> str:
        """What is wrong, and how to fix it; where the problem is shown names the later one."""
        if self.other.is_kept_folder and self.part_of_other == self.other.path:
            return f"{self.other.what} is for files of the program; move or rename this one"
        return f"{self.other.what} {self._clash}; {self._fix}"

    @property
    def _clash(self) -> str:
        is_file = self.part == self.output.path
        other_is_file = self.part_of_other == self.other.path
        if is_file and other_is_file and self.part == self.part_of_other:
            return self._clash_of_equals
        part = self.part if is_file else f"{self.part}/"
        other = self.part_of_other if other_is_file else f"{self.part_of_other}/"
        if is_file == other_is_file:
            verb = "is" if other_is_file else "is in"
            return f"{verb} {other}, which some systems take for the same as {part}"
        if other_is_file:
            return f"is the file {other}, where this one needs a folder {part}"
        return f"needs the folder {other}, where this one is a file"

    @property
    def _clash_of_equals(self) -> str:
        place = self.output.place
        if self.other.source is not None:
            return f"also {'has its page' if self.output.is_page else 'is'} at {place}"
        return f"has the same address, {place}" if self.output.is_page else "has the same path"

    @property
    def _fix(self) -> str:
        is_generated = self.other.source is None
        rename = "rename this one" if is_generated else "rename one"
        if not self.output.is_page or self.output.path != self.other.path:
            return rename
        return f"{rename} or give it {'another' if is_generated else 'a'} slug"


def collisions(outputs: Iterable[Output]) -> Iterator[Collision]:
    """Find every output whose place is taken by one before it, in linear time.

    Two outputs collide if they have the same path, if one is the folder of the other, and if
    their paths or folders differ only in what some systems ignore: case, how accents are
    encoded, and dots and spaces at the end of a name. An output that collides takes no place.
    """
    files: dict[str, Output] = {}
    folders: dict[str, tuple[str, Output]] = {}
    # What the keys in these folders begin with, by their spelling. Nothing can take the place of
    # such a folder any more.
    prefix_of = {"": ""}
    for output in outputs:
        parts = _new_parts(output.path, prefix_of)
        if found := _first_collision(output, parts, files, folders):
            yield found
            continue
        *new_folders, (_, key) = parts
        files[key] = output
        for folder, key in new_folders:
            folders[key] = (folder, output)
            prefix_of[folder] = f"{key}/"


def _first_collision(
    output: Output,
    parts: Iterable[tuple[str, str]],
    files: dict[str, Output],
    folders: dict[str, tuple[str, Output]],
) -> Collision | None:
    """Return the collision of an output that is furthest up its folders.

    Args:
        output: the output.
        parts: its folders that are not in ``folders``, and then its path, each with its key.
        files: the outputs before it, by the keys of their paths.
        folders: their folders, by the keys of these: as the first of them spells it, and that one.
    """
    for part, key in parts:
        if (other := files.get(key)) is not None:
            return Collision(output, other, part, other.path)
        if key in folders:
            spelling, other = folders[key]
            if part == output.path or part != spelling:
                return Collision(output, other, part, spelling)
    return None


def _new_parts(path: str, prefix_of: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the folders of a path from the top, and then the path itself, each with its key.

    Two parts have the same key if some system takes them for the same.

    Args:
        path: the path.
        prefix_of: what the keys in the folders to leave out begin with.
    """
    parts = [path]
    while (folder := parts[-1].rpartition("/")[0]) not in prefix_of:
        parts.append(folder)
    prefix = prefix_of[folder]
    found = []
    for part in reversed(parts):
        # Windows drops dots and spaces; the page of `a..md` is in a folder `a.`.
        name = case_folded(part.rpartition("/")[2]).rstrip(". ")
        found.append((part, f"{prefix}{name}"))
        prefix = f"{prefix}{name}/"
    return found
