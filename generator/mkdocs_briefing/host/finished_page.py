"""Finishes a page, once all templates and plugins have made their part of it."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs_briefing.host.folder_links import with_file_names
from mkdocs_briefing.host.late_script import with_late_script
from mkdocs_briefing.host.policy import with_policy
from mkdocs_briefing.host.printing import with_printed_line


def finished(html: str, config: MkDocsConfig) -> str:
    """Return a whole page with its policy, its line for paper, and links that fit the site.

    Args:
        html: a whole page; nothing may edit the result.
        config: says whether pages are opened by their folders.
    """
    html = with_policy(with_late_script(with_printed_line(html)))
    return html if config.use_directory_urls else with_file_names(html)
