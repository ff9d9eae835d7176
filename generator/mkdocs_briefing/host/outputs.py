"""Enters every file that MkDocs is about to write, whoever added it, in the register of outputs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs_briefing.content.outputs import GeneratedAddresses
from mkdocs_briefing.core.outputs import Output, collisions
from mkdocs_briefing.core.problems import Problem
from mkdocs_briefing.host.pages import BriefingPage
from mkdocs_briefing.host.repository import content_folder
from mkdocs_briefing.host.search import INDEX_FOLDER
from mkdocs_briefing.site.registry import (
    BUILT_FILES,
    generated_addresses,
    generated_file,
    generated_page,
)
from mkdocs_briefing.site.theme_files import kept_folders, theme_outputs

_REDIRECTS: Final = "redirects"
"""The plugin mkdocs-redirects, which writes pages when all others are written."""


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """The files that the briefing has put among those of MkDocs.

    Attributes:
        added: the pages and downloads.
        displaced: what other plugins had put at the same paths before.
    """

    added: tuple[File, ...] = ()
    displaced: tuple[File, ...] = ()


def addresses_for(config: MkDocsConfig) -> GeneratedAddresses:
    """Return what a site holds besides its content, with the files of its own theme."""
    return generated_addresses(theme_outputs(tuple(config.theme.dirs)), _built_files(config))


def remove_collisions(files: Files, own: OwnFiles, config: MkDocsConfig) -> tuple[Problem, ...]:
    """Remove the files whose place on the site another one takes; return a problem for each.

    Args:
        files: all files, once every plugin has added its own.
        own: those of the briefing.
        config: says what else MkDocs will write.
    """
    # Joined as texts: a path for each of many files would take long to make.
    folder = content_folder(config)
    prefix = "" if folder == PurePath() else f"{folder.as_posix()}/"
    # Another plugin may have put a file at the same path since, and ours is gone without a word.
    at = files.src_uris
    replaced = (one for one in own.added if at.get(one.src_uri, one) is not one)
    found = [
        (_output(file, prefix, config), file)
        for file in (*own.displaced, *replaced, *files)
        if file.inclusion is not InclusionLevel.EXCLUDED
    ]
    # What is generated takes its place first, so that the problem is one of the content.
    found.sort(key=lambda pair: pair[0].source is not None)
    file_of = {id(output): file for output, file in found}
    problems = set()
    for collision in collisions((*_later_outputs(config), *(output for output, _ in found))):
        loser = file_of.get(id(collision.output))
        if loser is not None and _holds(files, loser):
            files.remove(loser)
        source, message = collision.source, collision.message
        path = f"{prefix}{source}" if source else _config_file(config)
        if not source:
            message = f"{collision.output.what}: {message}"
        problems.add(Problem(path, 1, 1, "error", collision.code, message))
    return tuple(sorted(problems))


def _holds(files: Files, file: File) -> bool:
    return files.src_uris.get(file.src_uri) is file


def _output(file: File, prefix: str, config: MkDocsConfig) -> Output:
    path, source = file.dest_uri, None
    if isinstance(file.page, BriefingPage):
        source = file.page.spec.body
    elif file.generated_by is None and file.src_dir == config.docs_dir:
        source = file.src_uri
    if source is not None:
        return Output(path, f"{prefix}{source}", source)
    if isinstance(file.page, BriefingPage):
        return generated_page(path)
    if file.generated_by == "briefing":
        return generated_file(path)
    if file.src_dir in config.theme.dirs:
        return Output(path, f"the theme's file {path}")
    plugin = f"the plugin {file.generated_by}" if file.generated_by else "another plugin"
    return Output(path, f"{plugin}'s file {file.src_uri}")


def _later_outputs(config: MkDocsConfig) -> Iterator[Output]:
    """Yield what is written besides MkDocs' files: templates, the search, redirects."""
    yield from map(generated_file, _built_files(config))
    yield from kept_folders([INDEX_FOLDER])
    plugin = config.plugins.get(_REDIRECTS)
    redirects = None if plugin is None else plugin.config.get("redirect_maps")
    for old in redirects if isinstance(redirects, Mapping) else ():
        file = File(old, None, config.site_dir, config.use_directory_urls)
        yield Output(file.dest_uri, f"the redirect from {old}")


def _built_files(config: MkDocsConfig) -> Iterable[str]:
    return sorted({*BUILT_FILES, *config.theme.static_templates})


def _config_file(config: MkDocsConfig) -> str:
    return Path(config.config_file_path).name
