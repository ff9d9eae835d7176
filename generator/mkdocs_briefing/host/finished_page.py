"""Finishes a page, once all templates and plugins have made their part of it."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs_briefing.host.folder_links import with_file_names
from mkdocs_briefing.host.policy import with_policy


def finished(html: str, config: MkDocsConfig) -> str:
    """Return a whole page with its Content-Security-Policy, and with links that fit the site.

    Args:
        html: a whole page; nothing may edit the result.
        config: says whether pages are opened by their folders.
    """
    html = with_policy(html)
    return html if config.use_directory_urls else with_file_names(html)
