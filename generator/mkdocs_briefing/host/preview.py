"""Connects the server of ``mkdocs serve`` with the problem panel and the search."""

import logging
from collections.abc import Callable
from pathlib import Path

import click
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs_briefing.core.memory import garbage_collection_paused
from mkdocs_briefing.host.content import ContentError
from mkdocs_briefing.host.policy import allow_last_script
from mkdocs_briefing.host.problem_panel import insert_panel
from mkdocs_briefing.host.requests import with_edited_pages, with_made_files
from mkdocs_briefing.host.search_refresh import SearchRefresh, with_index
from mkdocs_briefing.host.session import Session
from mkdocs_briefing.host.watching import watch_by_events
from mkdocs_briefing.pages.guide import GUIDE_FOLDER
from mkdocs_briefing.site.theme_files import IN_WHEEL, THEME

log = logging.getLogger("mkdocs.plugins.briefing")


def set_up_preview(
    server: LiveReloadServer,
    builder: Callable[[], None],
    session: Session,
    *,
    content: str,
    has_search: bool,
    poll: bool,
) -> None:
    """Show problems on the pages, keep the last good ones, and refresh the search.

    Args:
        server: serves the preview.
        builder: builds the site.
        session: knows the problems; takes the search refresh.
        content: the content folder, as MkDocs has it.
        has_search: whether pages have a search.
        poll: whether to look for changes twice a second, instead of being told of them.
    """
    explain_taken_address(server)
    server.builder = keep_last_site(builder, session)
    app = server.get_app() or server.serve_request
    app = with_made_files(app, server.mount_path, session.make)
    app = with_edited_pages(
        app, lambda page: insert_panel(allow_last_script(page), session.panel())
    )
    if has_search:
        refresh = session.search_refresh = SearchRefresh(
            Path(server.root), session.complete, log.warning
        )
        refresh.start()
        app = with_index(app, server.mount_path, refresh)
        server.builder = refresh_search_after(server.builder, refresh)
    server.set_app(app)
    if not poll:
        watch_by_events(server, content)
    if not IN_WHEEL:
        server.watch(str(THEME))
        server.watch(str(GUIDE_FOLDER))


def explain_taken_address(server: LiveReloadServer) -> None:
    """Let a server that cannot have its address say so in a sentence, without a traceback."""
    bind = server.server_bind

    def bind_or_say_why() -> None:
        try:
            bind()
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or error
            raise Abort(
                f"The preview cannot be at {server.url}: {reason}. Perhaps another preview "
                "is there: stop it, or choose another address, such as mkdocs serve --dev-addr "
                "127.0.0.1:8001"
            ) from error

    server.server_bind = bind_or_say_why  # type: ignore[method-assign] # no hook for it


def has_live_reload() -> bool:
    """Whether MkDocs will hand its server over: with ``--no-livereload`` it does not."""
    context = click.get_current_context(silent=True)
    return context is None or context.params.get("livereload") is not False


def keep_last_site(builder: Callable[[], None], session: Session) -> Callable[[], None]:
    """Wrap a builder so that rejected content and settings count as built: the last site stays.

    If the error reached MkDocs, every request would hang until the content is fixed.
    """

    def rebuild() -> None:
        with session.making, garbage_collection_paused():
            try:
                if session.show_changes is None or not session.show_changes():
                    _build(builder, session)
            except ContentError as error:
                log.error(error)  # noqa: TRY400 - a sentence, as MkDocs would log it

    return rebuild


def _build(builder: Callable[[], None], session: Session) -> None:
    try:
        builder()
    except MkDocsException as error:
        # MkDocs raises an Abort while it handles the error that stopped the build. Besides, an
        # editor that saves mkdocs.yml takes it away for a moment.
        if not isinstance(error.__context__, ContentError):
            told = "%s\nThe preview shows the last site until that is mended."
            log.error(told, error)  # noqa: TRY400 - a traceback would not help
    finally:
        session.tidy_soon()


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
