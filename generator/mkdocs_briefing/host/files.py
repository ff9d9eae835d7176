"""Puts the pages and downloads of the site among MkDocs' files."""

import logging
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs_briefing.core.addresses import markdown_file, page_file
from mkdocs_briefing.core.filenames import is_left_behind
from mkdocs_briefing.host.navigation import default_navigation, navigation_labels
from mkdocs_briefing.host.outputs import OwnFiles
from mkdocs_briefing.host.pages import BriefingPage, PageData
from mkdocs_briefing.host.plugin_checks import NAVIGATION_PLUGINS
from mkdocs_briefing.pages.page import Page
from mkdocs_briefing.pages.parts.assets import Asset
from mkdocs_briefing.site.layout import Site

log = logging.getLogger("mkdocs.plugins.briefing")


def add_files(files: Files, site: Site, data: PageData, config: MkDocsConfig) -> OwnFiles:
    """Replace the contributors' Markdown files with the pages and downloads of the site.

    Sets ``nav``, too. What stands at the path of one of them gives way.
    """
    ordinary = _take_ordinary_pages(files, data)
    file_of = markdown_files(site.pages)
    has_nav = config.nav is not None
    nav = config.nav if has_nav else default_navigation(file_of, ordinary)
    # Another plugin then lists what is not hidden from it.
    is_left_open = not has_nav and not NAVIGATION_PLUGINS.isdisjoint(config.plugins)
    labels = dict(navigation_labels(nav))
    added: dict[str, File] = {}
    for page in site.pages:
        path = file_of[page.address]
        if path in added:
            # Only in a preview: a build has stopped at two pages with the same address.
            continue
        inclusion = ordinary.get(path, InclusionLevel.NOT_IN_NAV)
        if is_left_open:
            inclusion = InclusionLevel.INCLUDED if path in labels else inclusion
        elif inclusion.is_in_nav() and not has_nav:
            # With a thousand pages in the navigation, each page would list all the others.
            inclusion = InclusionLevel.NOT_IN_NAV
        added[path] = _mkdocs_file(page, path, inclusion, config)
        BriefingPage(page, added[path], config, data, labels.get(path))
    config.nav = None if is_left_open else nav
    for asset in site.assets:
        added.setdefault(asset.path, _asset_file(asset, config))
    displaced = tuple(files.src_uris[path] for path in added if path in files.src_uris)
    for file in displaced:
        files.remove(file)
    for file in added.values():
        files.append(file)
    return OwnFiles(tuple(added.values()), displaced)


def remove_unlisted(files: Files, listed: Iterable[str], config: MkDocsConfig) -> None:
    """Remove files of the content that were not checked, so that MkDocs does not publish them.

    A preview starts although files have problems, and ``exclude_docs`` can let MkDocs publish
    names that begin with a dot.
    """
    allowed = frozenset(listed)
    for file in tuple(files):
        if (
            file.src_dir == config.docs_dir
            and not file.is_documentation_page()
            and not file.inclusion.is_excluded()
            and file.src_uri not in allowed
        ):
            files.remove(file)
            # With `repr`, no name can break the line or control a terminal.
            name = repr(file.src_uri)
            if is_left_behind(PurePosixPath(file.src_uri).name):
                log.info(f"{name} is passed over: an editor or a system has left it there")
            else:
                log.warning(f"{name} is not published: only files that were checked are")


class AssetFile(File):
    """A download, which is written when MkDocs copies it.

    Attributes:
        asset: what it holds.
        write: returns the text in UTF-8, if somebody else has worked it out.
    """

    asset: Asset
    write: Callable[[], bytes] | None = None

    def copy_file(self, dirty: bool = False) -> None:
        """Write the download into the site."""
        if self.write is None:
            self.content_string = self.asset.text
            super().copy_file(dirty)
        else:
            self.content_bytes = self.write()
            super().copy_file(dirty)
            # Nobody reads it again, and all downloads together may be as large as the site.
            self.content_bytes = b""


def _asset_file(asset: Asset, config: MkDocsConfig) -> File:
    file = AssetFile.generated(config, asset.path, content="")
    assert isinstance(file, AssetFile), "the class makes its own instances"
    file.asset = asset
    return file


def markdown_files(pages: Iterable[Page]) -> Mapping[str, str]:
    """Return the Markdown file that links use for each page, by the page's address."""
    pages = tuple(pages)
    file_of: dict[str, str] = {}
    for page in pages:
        if page.body is not None:
            file_of.setdefault(page.address, page.body)
    existing = set(file_of.values())
    for page in pages:
        if page.body is None:
            file = markdown_file(page.address)
            # A profile `x.md` may have the slug `y`, and another actor the slug `x`.
            file_of[page.address] = f"{page.address}index.md" if file in existing else file
    return file_of


def _take_ordinary_pages(files: Files, data: PageData) -> dict[str, InclusionLevel]:
    """Remove the contributors' Markdown files; return their own pages, as MkDocs includes them."""
    contributed = [
        file
        for file in files.documentation_pages(inclusion=InclusionLevel.all)
        if file.generated_by is None
    ]
    for file in contributed:
        files.remove(file)
    return {
        file.src_uri: file.inclusion for file in contributed if file.src_uri not in data.described
    }


def _mkdocs_file(page: Page, path: str, inclusion: InclusionLevel, config: MkDocsConfig) -> File:
    if page.body is None:
        file = File.generated(config, path, content="", inclusion=inclusion)
    else:
        # Not generated: links in its text are relative to the contributor's file.
        file = File(
            path, config.docs_dir, config.site_dir, config.use_directory_urls, inclusion=inclusion
        )
    file.dest_uri = page_file(page.address)
    return file
