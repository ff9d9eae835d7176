"""Finds out where the repository of the site lies on the web, and how its files are edited."""

import logging
from os.path import relpath
from pathlib import Path, PurePath
from typing import Final
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs_briefing.core.addresses import on_the_web
from mkdocs_briefing.core.code_host import CodeHost

log = logging.getLogger("mkdocs.plugins.briefing")

_DEFAULT_EDIT_URIS: Final = frozenset({"edit/master/docs/", "src/default/docs/"})
"""What MkDocs sets as `edit_uri` for the code hosts it knows, if `mkdocs.yml` sets none."""


def content_folder(config: MkDocsConfig) -> PurePath:
    """Return the content folder, relative to the folder of ``mkdocs.yml``."""
    return PurePath(relpath(config.docs_dir, Path(config.config_file_path).parent))


def adjust_repository(config: MkDocsConfig) -> None:
    """Drop a ``repo_url`` that is not on the web, and let ``edit_uri`` name the content folder."""
    if config.repo_url is not None and on_the_web(config.repo_url) is None:
        log.warning(
            f"repo_url: {config.repo_url} is not a web address, so no page links to it; "
            "write an address that begins with https://, or remove repo_url"
        )
        config.repo_url = config.edit_uri = config.edit_uri_template = None
    if config.edit_uri in _DEFAULT_EDIT_URIS:
        # MkDocs assumes that the content lies in docs/.
        start = config.edit_uri.removesuffix("docs/")
        config.edit_uri = f"{start}{quote(content_folder(config).as_posix())}/"


def code_host_of(config: MkDocsConfig) -> CodeHost | None:
    """Return the repository that ``mkdocs.yml`` names, or None."""
    if config.repo_url is None:
        return None
    template = config.edit_uri_template
    forms = Path(config.config_file_path).parent / ".github" / "ISSUE_TEMPLATE"
    return CodeHost(
        url=config.repo_url,
        edit_uri=config.edit_uri,
        edit_uri_template=None if template is None else str(template),
        folder=content_folder(config).as_posix(),
        forms=frozenset(form.name for form in forms.glob("*.yml")),
    )
