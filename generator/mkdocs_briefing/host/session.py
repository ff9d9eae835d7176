"""Keeps what outlives a rebuild while one ``mkdocs serve`` is running."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import RLock, Timer
from time import monotonic, sleep
from typing import Final, Literal, TypeAlias

from mkdocs_briefing.content.file_reader import FileCache
from mkdocs_briefing.content.reader import Reading
from mkdocs_briefing.core.caches import forget_content
from mkdocs_briefing.core.memory import collect
from mkdocs_briefing.core.problems import Problem, errors
from mkdocs_briefing.host.on_demand import OnDemandSite
from mkdocs_briefing.host.origin import Surroundings
from mkdocs_briefing.host.prerender import Prerendering
from mkdocs_briefing.host.problem_panel import PageState, panel
from mkdocs_briefing.host.publish import Staging, remove_staging
from mkdocs_briefing.host.search_refresh import SearchRefresh
from mkdocs_briefing.host.stopping import stop_signals

QUIET: Final = 3.0
"""Seconds without a request after which a preview has time for its search.

Somebody who writes saves more often than that.
"""

MOST_UNTIDIED: Final = 20
"""Rebuilds after which a preview tidies up, even while somebody saves every few seconds.

With a thousand articles each leaves some megabytes, if the largest pages are looked at.
"""

log = logging.getLogger("mkdocs.plugins.briefing")

ReadingAhead: TypeAlias = tuple[Surroundings, Reading]
"""The content as it was read, and the settings and the theme at that time."""


@dataclass(slots=True)
class Session:
    """One run of MkDocs: a single build, or a preview with many rebuilds.

    Attributes:
        serving: whether this is a preview, with drafts and with problems shown on the pages.
        has_server: whether requests reach the preview, so that they can wait for a page.
        makes_on_demand: whether a page is made when somebody asks for it.
        dirty: whether MkDocs only builds pages whose files have changed.
        problems: those of the content as it was last read.
        rejected: whether that content was not built, because of its problems.
        site: the last finished build; a partial one lacks what could not be read.
        search_refresh: keeps the search index of a preview up to date.
        on_demand: makes the pages of the last finished build.
        show_changes: shows on these pages what has changed in the content; returns whether that
            is all there is to do. Else the site has to be built again.
        reading_ahead: what such a try has read, for the build that follows it.
        tidying: tidies up a little later.
        untidied: rebuilds since that was done.
        making: held while a build runs or a page is made: a page of an old build must not be
            written over one of a new build.
        last_request: when somebody last asked for something that was not made yet.
        file_cache: what was read of the files.
        staging: where MkDocs writes the site of a build that has not ended yet.
        prerendering: the pages of such a build, while worker processes render them.
    """

    serving: bool = False
    dirty: bool = False
    has_server: bool = False
    makes_on_demand: bool = True
    problems: tuple[Problem, ...] = ()
    rejected: bool = False
    site: Literal["missing", "partial", "complete"] = "missing"
    search_refresh: SearchRefresh | None = None
    staging: Staging | None = None
    prerendering: Prerendering | None = None
    on_demand: OnDemandSite | None = None
    show_changes: Callable[[], bool] | None = None
    reading_ahead: ReadingAhead | None = None
    last_request: float = 0.0
    tidying: Timer | None = None
    untidied: int = 0
    making: RLock = field(default_factory=RLock, repr=False)
    file_cache: FileCache = field(default_factory=FileCache)

    def choose_way(self, plugins_across_pages: tuple[str, ...]) -> None:
        """Decide whether a page is made when somebody asks for it, or all at each change.

        Args:
            plugins_across_pages: the other plugins that need all pages at once.
        """
        whole = not self.has_server or self.dirty or bool(plugins_across_pages)
        if self.has_server and plugins_across_pages and self.makes_on_demand:
            log.info(
                "The preview makes all pages at each change, because the plugin %s needs them all.",
                " and ".join(plugins_across_pages),
            )
        self.makes_on_demand = not whole

    def take_problems(self, problems: tuple[Problem, ...], *, strict: bool) -> None:
        """Note the problems of the content, and decide whether they stop the build."""
        self.problems = problems
        # A preview starts with whatever could be read, or it could not show the problems.
        starting = self.serving and self.site == "missing"
        self.rejected = not starting and stops(problems, strict=strict)

    def read_ahead(self, surroundings: Surroundings | None) -> Reading | None:
        """Return what was read ahead of this build, unless settings or theme have changed since."""
        ahead, self.reading_ahead = self.reading_ahead, None
        return ahead[1] if ahead is not None and ahead[0] == surroundings else None

    def build_finished(self) -> None:
        """Note that the content was built as it was last read."""
        self.site = "partial" if errors(self.problems) else "complete"

    def make(self, path: str) -> bool:
        """Make a file of the last finished build; return whether there is such a file."""
        self.last_request = monotonic()
        with self.making:
            return self.on_demand is not None and self.on_demand.make(path)

    def tidy_soon(self) -> None:
        """Tidy up when nobody is waiting for a page."""
        self.untidied += 1
        if self.tidying is None or not self.tidying.is_alive():
            self._tidy_later()

    def _tidy_later(self) -> None:
        self.tidying = Timer(QUIET, self._tidy)
        self.tidying.daemon = True
        self.tidying.start()

    def _tidy(self) -> None:
        if monotonic() < self.last_request + QUIET and self.untidied < MOST_UNTIDIED:
            self._tidy_later()
        else:
            self.tidy()

    def tidy(self) -> None:
        """Free what is left of earlier rebuilds, so that a preview does not grow."""
        with self.making:
            self.untidied = 0
            forget_content()
            collect()

    def complete(self, is_wanted: Callable[[], bool]) -> bool:
        """Make the pages that nobody has asked for yet, whenever nothing else happens.

        Args:
            is_wanted: whether to go on.

        Returns:
            Whether all pages are made.
        """
        site = self.on_demand
        self.last_request = monotonic()
        if site is None:
            # Another plugin needs all pages, so they are there.
            return is_wanted()
        for page in site.pages:
            while is_wanted() and monotonic() < self.last_request + QUIET:
                sleep(QUIET / 4)
            with self.making:
                if site is not self.on_demand or not is_wanted():
                    return False
                site.make_once(page)
        return is_wanted()

    def panel(self) -> str:
        """Return the panel of problems for the pages of the preview, as HTML."""
        return panel(self.problems, self._page_state())

    def _page_state(self) -> PageState:
        if self.site != "complete":
            return "partial"
        return "last-good" if self.rejected else "current"

    def discard(self) -> None:
        """Stop the workers of a build that did not end well, and remove what it has written."""
        with stop_signals.uninterrupted():
            if self.prerendering is not None:
                self.prerendering.close()
                self.prerendering = None
            if self.staging is not None:
                remove_staging(self.staging)
                self.staging = None

    def close(self) -> None:
        """Remove what a stopped build has written; stop the search refresh."""
        if self.tidying is not None:
            self.tidying.cancel()
        with stop_signals.uninterrupted():
            self.discard()
            if self.search_refresh is not None:
                self.search_refresh.close()


def stops(problems: tuple[Problem, ...], *, strict: bool) -> bool:
    """Whether problems stop a build, which in a strict one warnings do, too."""
    return bool(problems if strict else errors(problems))
