"""Connects the server of ``mkdocs serve`` with the problem panel and the search."""

import logging
from collections.abc import Callable
from pathlib import Path

from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs_briefing.host.content import ContentError
from mkdocs_briefing.host.problem_panel import with_panel
from mkdocs_briefing.host.search_refresh import SearchRefresh, with_index
from mkdocs_briefing.host.session import Session
from mkdocs_briefing.pages.guide import GUIDE_FOLDER
from mkdocs_briefing.site.theme_files import IN_WHEEL, THEME

log = logging.getLogger("mkdocs.plugins.briefing")


def set_up_preview(
    server: LiveReloadServer, builder: Callable[[], None], session: Session, *, has_search: bool
) -> None:
    """Show problems on the pages, keep the last good ones, and refresh the search.

    Args:
        server: serves the preview.
        builder: builds the site.
        session: knows the problems; takes the search refresh.
        has_search: whether pages have a search.
    """
    server.builder = keep_last_site(builder)
    app = with_panel(server.get_app() or server.serve_request, session.panel)
    if has_search:
        refresh = session.search_refresh = SearchRefresh(Path(server.root), log.warning)
        refresh.start()
        app = with_index(app, server.mount_path, refresh)
        server.builder = refresh_search_after(server.builder, refresh)
    server.set_app(app)
    if not IN_WHEEL:
        server.watch(str(THEME))
        server.watch(str(GUIDE_FOLDER))


def keep_last_site(builder: Callable[[], None]) -> Callable[[], None]:
    """Wrap a builder so that rejected content counts as built: the last site stays.

    If the error reached MkDocs, every request would hang until the content is fixed.
    """

    def rebuild() -> None:
        try:
            builder()
        except Abort as abort:
            # MkDocs raises an Abort while it handles the error that stopped the build.
            if not isinstance(abort.__context__, ContentError):
                raise

    return rebuild


def refresh_search_after(
    builder: Callable[[], None], search_refresh: SearchRefresh
) -> Callable[[], None]:
    """Wrap a builder so that the search index is made anew after each build."""

    def rebuild() -> None:
        # The build is about to overwrite the pages that are being indexed.
        search_refresh.stop()
        try:
            builder()
        finally:
            search_refresh.start()

    return rebuild
