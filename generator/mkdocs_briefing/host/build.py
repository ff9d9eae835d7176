"""Runs one build: reads the content, lays out the site, and publishes what MkDocs writes."""

import logging
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext
from mkdocs_briefing.content.reader import Reading
from mkdocs_briefing.core.caches import forget_content
from mkdocs_briefing.core.problems import Problem, errors, summary
from mkdocs_briefing.core.terminal import visible
from mkdocs_briefing.host import search
from mkdocs_briefing.host.content import ContentError, log_problems, read_content
from mkdocs_briefing.host.direction import is_right_to_left
from mkdocs_briefing.host.failures import reason
from mkdocs_briefing.host.files import add_files, remove_unlisted
from mkdocs_briefing.host.on_demand import HiddenFiles, OnDemandSite
from mkdocs_briefing.host.origin import Origin, surroundings_of
from mkdocs_briefing.host.outputs import OwnFiles, remove_collisions
from mkdocs_briefing.host.pages import BriefingPage, PageData, page_data
from mkdocs_briefing.host.plugin_checks import refuse_feed_of_generated_pages
from mkdocs_briefing.host.prerender import Prerendering
from mkdocs_briefing.host.publish import make_staging, publish_site, staging_for
from mkdocs_briefing.host.repository import code_host_of
from mkdocs_briefing.host.session import Session
from mkdocs_briefing.host.sitemap import rewrite_compressed_sitemap
from mkdocs_briefing.host.stopping import stop_signals
from mkdocs_briefing.host.style_sheets import join_style_sheets
from mkdocs_briefing.host.template_cache import set_up_templates
from mkdocs_briefing.host.theme import name_material_templates
from mkdocs_briefing.model.entities import Briefing
from mkdocs_briefing.site.layout import Site, lay_out

log = logging.getLogger("mkdocs.plugins.briefing")


@dataclass(slots=True)
class Build:
    """One build of the site, from the content as it was read.

    Attributes:
        session: the run of MkDocs that the build belongs to.
        site: all pages and downloads.
        listed: the files of the content that are published unchanged.
        pages: what all pages share.
        problems: those of the content.
        has_search: whether pages have a search.
        site_dir: where the site will stand. Until then MkDocs may write into a staging folder,
            which the session knows.
        own_files: what the briefing has put among MkDocs' files.
        also_published: endings of files that the editor allows besides the list.
        nav: the navigation, once MkDocs has made it.
        origin: what a preview is made from, if that is known well enough to show changes.
    """

    session: Session
    site: Site
    listed: tuple[str, ...]
    pages: PageData
    problems: tuple[Problem, ...]
    has_search: bool
    site_dir: str
    also_published: Collection[str] = ()
    own_files: OwnFiles = field(default_factory=OwnFiles)
    nav: Navigation | None = None
    origin: Origin | None = None
    on_demand: OnDemandSite | None = None
    env: Environment | None = None

    @property
    def prerendering(self) -> Prerendering | None:
        """The pages, while worker processes render them."""
        return self.session.prerendering

    def add_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Put the pages and downloads of the site among MkDocs' files."""
        remove_unlisted(files, self.listed, config)
        join_style_sheets(files, config)
        self.own_files = add_files(files, self.site, self.pages, config)
        return HiddenFiles(files) if self.session.makes_on_demand else files

    def check_files(self, files: Files, config: MkDocsConfig) -> None:
        """Refuse files that would take each other's place, once all plugins have added theirs.

        A preview leaves one of the two out and shows the problem.

        Raises:
            ContentError: there are such files.
            BuildError: the plugin rss would stop at a generated page.
        """
        refuse_feed_of_generated_pages(files, config)
        problems = remove_collisions(files, self.own_files, config)
        if problems:
            # Other changes may let the files appear that are left out now.
            self.origin = None
        # The content of a starting preview may have problems, which name its collisions.
        if not problems or errors(self.session.problems):
            return
        # A strict preview would end at a logged error, and shows the problem anyway.
        log_problems(problems, as_info=self.session.serving and config.strict)
        if not self.session.serving:
            raise ContentError(f"Nothing was built: {summary(problems)} among its files.")
        self.session.problems += problems

    def take_navigation(self, nav: Navigation, files: Files, config: MkDocsConfig) -> None:
        """Keep the navigation; in a preview, let MkDocs make nothing."""
        self.nav = nav
        if isinstance(files, HiddenFiles):
            self.on_demand = OnDemandSite(config, files, nav)

    def start_rendering(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Prepare the templates; start to render pages, if MkDocs need not ask for each."""
        name_material_templates(env, config.theme)
        set_up_templates(env, right_to_left=is_right_to_left(config.theme))
        self.env = env
        env.globals["searchable"] = self.has_search
        if self.pages.prerendered:
            assert self.nav is not None, "MkDocs makes the navigation before the templates"
            with stop_signals.uninterrupted():
                self.session.prerendering = Prerendering(env, config, self.nav, files)

    def fill_context(self, context: TemplateContext, page: BriefingPage) -> None:
        """Give a template what its page shows, or the page itself if it is rendered already."""
        if self.prerendering is None:
            context["view"] = SimpleNamespace(**page.spec.context)  # type: ignore[typeddict-unknown-key]
        else:
            self.prerendering.insert(page, context)

    def finish(self, config: MkDocsConfig) -> None:
        """Index the site for its search, and publish it."""
        self.session.on_demand = self.on_demand
        if self.on_demand is not None:
            assert self.env is not None, "MkDocs makes the templates before it ends"
            self.on_demand.open(self.env)
        # A preview is indexed in the background, when its pages can already be read.
        if self.has_search and not self.session.serving:
            try:
                search.index(Path(config.site_dir))
            except search.IncompleteIndexError as error:
                raise BuildError(str(error)) from error
            except search.SearchError as error:
                log.warning(str(error))
        rewrite_compressed_sitemap(Path(config.site_dir))
        # After this event, MkDocs aborts a strict build that has warned.
        if self.session.staging is not None and not (config.strict and _has_warnings()):
            try:
                publish_site(self.session.staging)
            except OSError as error:
                raise BuildError(f"The site cannot be published: {error}") from error
            self.session.staging = None
            config.site_dir = self.site_dir
        self.session.prerendering = None
        self.session.build_finished()


def explain(error: Exception) -> None:
    """End the build with a sentence where MkDocs would show a traceback.

    Raises:
        Abort: the system refused something, such as to write on a full disk, or a template of the
            editor's does not work.
    """
    if (why := reason(error)) is not None:
        raise Abort(f"The site cannot be built: {visible(why)}") from error


def start_build(
    config: MkDocsConfig,
    session: Session,
    *,
    has_search: bool,
    also_published: Collection[str] = (),
) -> Build:
    """Read the content and lay out the site, before MkDocs empties its folder.

    Args:
        config: the site's settings.
        session: the run of MkDocs.
        has_search: whether pages have a search.
        also_published: endings of files that the editor allows besides the list.

    Raises:
        ContentError: the content has problems that stop the build.
        BuildError: there is no place to write the site to.
    """
    surroundings = surroundings_of(config) if session.serving else None
    reading = session.read_ahead(surroundings) or read_accepted(config, session, also_published)
    # Other plugins may depend on pages being made one after the other. A preview has threads,
    # and forking a process beside threads is not safe.
    prerendered = len(config.plugins) == 1 and not session.serving and not session.dirty
    site, pages = site_of(reading.briefing, config, prerendered=prerendered)
    site_dir = config.site_dir
    if not session.serving and not session.dirty:
        _stage(config, session)
    build = Build(
        session,
        site,
        reading.files,
        pages,
        reading.problems,
        has_search,
        site_dir,
        also_published,
    )
    if surroundings is not None and reading.known is not None:
        build.origin = Origin(config, surroundings, reading.known)
    return build


def read_accepted(
    config: MkDocsConfig, session: Session, also_published: Collection[str]
) -> Reading:
    """Read the content, and log its problems.

    Raises:
        ContentError: the content has problems that stop the build.
    """
    # A preview would grow with each edit.
    forget_content()
    reading = read_content(
        config,
        drafts=session.serving,
        also_published=also_published,
        cache=session.file_cache if session.serving else None,
    )
    session.take_problems(reading.problems, strict=config.strict)
    # MkDocs aborts strict builds that log a warning, but a preview may start with some.
    log_problems(reading.problems, as_info=config.strict and not session.rejected)
    if session.rejected:
        raise ContentError(f"Nothing was built: {summary(reading.problems)} in the content.")
    return reading


def site_of(
    briefing: Briefing, config: MkDocsConfig, *, prerendered: bool = False
) -> tuple[Site, PageData]:
    """Lay out the site of a briefing; return it with what its pages share."""
    code_host = code_host_of(config)
    site = lay_out(
        briefing,
        site_name=config.site_name,
        site_url=config.site_url,
        host=code_host,
    )
    return site, page_data(briefing, code_host, prerendered=prerendered)


def _stage(config: MkDocsConfig, session: Session) -> None:
    """Let MkDocs write into a new folder, so that a failed build leaves the last site alone."""
    try:
        # Known before it is made, so that it is removed whenever the build is stopped.
        session.staging = staging_for(Path(config.site_dir))
        make_staging(session.staging)
    except OSError as error:
        raise BuildError(f"There is no place to build the site: {error}") from error
    config.site_dir = str(session.staging.folder)


def _has_warnings() -> bool:
    """Whether MkDocs has counted warnings in a strict build."""
    return any(
        isinstance(handler, CountHandler) and handler.get_counts()
        for handler in logging.getLogger("mkdocs").handlers
    )
