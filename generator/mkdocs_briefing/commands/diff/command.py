"""Defines the command ``briefing diff``."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click
from mkdocs_briefing.commands.console import show
from mkdocs_briefing.commands.diff.changes import Diff
from mkdocs_briefing.commands.diff.compare import compare
from mkdocs_briefing.commands.diff.files import NO_FILES, PublishedFiles, files_in_folder
from mkdocs_briefing.commands.diff.json_format import as_json
from mkdocs_briefing.commands.diff.links import Pages
from mkdocs_briefing.commands.diff.markdown_format import as_markdown
from mkdocs_briefing.commands.diff.one_line import one_line
from mkdocs_briefing.commands.diff.revisions import RevisionError, content_in, extract
from mkdocs_briefing.commands.diff.text_format import as_text
from mkdocs_briefing.commands.mkdocs_yml import needed_site, settings_above, site_folder
from mkdocs_briefing.content.file_reader import FileCache
from mkdocs_briefing.content.reader import Reading, read
from mkdocs_briefing.core.problems import errors, summary
from mkdocs_briefing.site.layout import lay_out
from mkdocs_briefing.site.registry import GENERATED

FORMATS: Final[Mapping[str, Callable[[Diff], list[str]]]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}

_PARTS: Final = ("content", "articles", "actors", "conflicts")
"""A folder with one of these is compared, with or without a ``mkdocs.yml``."""


@dataclass(frozen=True, slots=True)
class _State:
    """The content of a folder or revision, the pages that it makes, and its other files."""

    name: str
    reading: Reading
    pages: Pages
    files: PublishedFiles


@click.command()
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="Plain text, Markdown for a comment, or JSON for programs.",
)
@click.pass_context
def diff(context: click.Context, base: str, head: str | None, format_: str) -> None:
    """Print how HEAD differs from BASE in what the site says.

    This covers positions, claims, sources, addresses and published files. BASE and HEAD are
    folders or git revisions, such as main or HEAD~1. Without HEAD, the working tree is
    compared. Drafts are ignored.

    The exit code is 0 whether or not anything changes, 1 if BASE or HEAD has errors (what they
    concern is not compared), 2 on wrong use.
    """
    site = _site(head)
    # Most files are the same on both sides, and are read once.
    cache = FileCache()
    before = _state(base, site, cache)
    after = _state(os.path.relpath(site) if head is None else head, site, cache)
    changes = compare(
        before.reading.briefing,
        after.reading.briefing,
        before.pages,
        after.pages,
        files_before=before.files,
        files_after=after.files,
    )
    show(*FORMATS[format_](changes))
    failed = False
    for state in (before, after):
        if found := errors(state.reading.problems):
            failed = True
            count = summary(found)
            header = f"{one_line(state.name)} has {count}; what they concern is not compared:"
            show(header, *(f"  {one_line(str(problem))}" for problem in found), err=True)
    context.exit(1 if failed else 0)


def _site(head: str | None) -> Path:
    """Return the folder of the briefing that the command runs in, or below.

    Raises:
        click.UsageError: it is none, and no other one is named.
    """
    here = Path.cwd()
    is_named = head is not None or any(map(Path.exists, map(Path, _PARTS)))
    if site_folder(here) is None and is_named:
        return here
    return needed_site(", or name a folder as HEAD")


def _state(name: str, repository: Path, cache: FileCache) -> _State:
    """Read a folder, or a revision of a repository.

    Args:
        name: of the folder or the revision.
        repository: the folder in which revisions are looked up.
        cache: what was read of files.

    Raises:
        click.UsageError: it is neither.
    """
    if not name:
        # Python takes an empty path for the current folder.
        raise click.UsageError("BASE or HEAD is empty; write a folder, a branch, a tag or a commit")
    with TemporaryDirectory(prefix="briefing-") as temporary:
        root = Path(temporary)
        others: PublishedFiles = NO_FILES
        try:
            if is_folder := Path(name).is_dir():
                root = Path(name)
                content = content_in(root)
                settings = settings_above(content)
            else:
                extracted = extract(name, repository=repository, target=root)
                content, settings = extracted.folder, extracted.settings
                others = extracted.others
        except RevisionError as error:
            raise click.UsageError(str(error)) from error
        reading = read(
            content,
            root=root,
            generated=GENERATED,
            also_published=settings.also_published,
            cache=cache,
        )
    if is_folder:
        files = files_in_folder(content, reading.files)
    else:
        # Not every system keeps accents in names as they were written.
        files = {path: others[path] for path in reading.files if path in others}
    site = lay_out(reading.briefing, site_name="", site_url=None)
    pages = {page.address: page.anchors for page in site.pages}
    return _State(name, reading, pages, files)
