"""The MkDocs plugin: hands each event over to the module that does the work."""

from collections.abc import Callable
from functools import partial
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext
from mkdocs_briefing.core.memory import garbage_collection_paused
from mkdocs_briefing.host.build import Build, explain, start_build
from mkdocs_briefing.host.changes import show_changes
from mkdocs_briefing.host.config import Settings, adjust_config, has_search
from mkdocs_briefing.host.finished_page import finished
from mkdocs_briefing.host.garbage import garbage
from mkdocs_briefing.host.log import print_safely
from mkdocs_briefing.host.other_plugins import plugins_across_pages
from mkdocs_briefing.host.pages import BriefingPage
from mkdocs_briefing.host.preview import has_live_reload, set_up_preview
from mkdocs_briefing.host.session import Session
from mkdocs_briefing.host.stopping import stop_signals


class BriefingPlugin(BasePlugin[Settings]):
    """Builds the briefing within MkDocs.

    MkDocs keeps the instance between the rebuilds of one ``mkdocs serve``, because it has an
    ``on_startup``. MkDocs reads the configuration anew for each.
    """

    build: Build

    def __init__(self) -> None:
        self.session = Session()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learn whether this is a preview, and be ready to be stopped."""
        serving = command == "serve"
        self.session = Session(serving, dirty, has_server=serving and has_live_reload())
        stop_signals.catch(serving=serving)
        if not serving:
            garbage.collect_rarely()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add theme, style sheets and scripts of the briefing."""
        print_safely()
        adjust_config(config, self.config)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read the content. Later is too late to refuse it: MkDocs empties ``site/`` next."""
        self.session.choose_way(tuple(plugins_across_pages(config, self)))
        with garbage_collection_paused():
            self.build = start_build(
                config,
                self.session,
                has_search=has_search(config, self.config),
                also_published=self.config.also_publish,
            )

    def _add_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace the Markdown files with the pages and downloads of the site."""
        return self.build.add_files(files, config)

    # Other plugins may add files until the end.
    @event_priority(-100)
    def _check_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Refuse files that would take each other's place."""
        self.build.check_files(files, config)
        return files

    on_files = CombinedEvent(_add_files, _check_files)

    # Other plugins may look at all pages, so ours hides them as the last.
    @event_priority(-100)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the navigation for rendering."""
        self.build.take_navigation(nav, files, config)
        return nav

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Prepare the templates, and start rendering."""
        self.build.start_rendering(env, config, files)
        return env

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """Give the template what the page shows."""
        if isinstance(page, BriefingPage):
            self.build.fill_context(context, page)
        return context

    def on_template_context(
        self,
        context: TemplateContext,
        *,
        template_name: str,
        config: MkDocsConfig,  # noqa: ARG002
    ) -> TemplateContext:
        """Give the template of the 404 page what it shows."""
        if template_name == "404.html":
            context["view"] = self.build.site.missing_page  # type: ignore[typeddict-unknown-key]
        return context

    # Other plugins add scripts of their own, which the policy has to name.
    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Finish the page, unless it was finished when it was rendered."""
        if self.build.prerendering is not None:
            return output
        return finished(output, config)

    def on_post_template(
        self,
        output_content: str,
        *,
        template_name: str,
        config: MkDocsConfig,
    ) -> str:
        """Finish the 404 page."""
        if not template_name.endswith(".html"):
            return output_content
        return finished(output_content, config)

    # Other plugins write into the site until the end, so ours publishes it as the last.
    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Index and publish the site."""
        self.build.finish(config)
        self.session.show_changes = partial(show_changes, self.build)

    # The last, too, because it may end the build with an error of its own.
    @event_priority(-100)
    def on_build_error(self, *, error: Exception) -> None:
        """Remove what the failed build has written, and say what the system refused."""
        self.session.discard()
        explain(error)

    # Other plugins may replace the server's builder only while it is the one they were given,
    # so ours is set last.
    @event_priority(-100)
    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: Callable[[], None],
    ) -> LiveReloadServer:
        """Show problems on the pages, and keep the last good pages while there are any."""
        set_up_preview(
            server,
            builder,
            self.session,
            content=config.docs_dir,
            has_search=self.build.has_search,
            poll=self.config.poll,
        )
        return server

    def on_shutdown(self) -> None:
        """Remove what a stopped build has written, and stop the search refresh."""
        self.session.close()
        stop_signals.restore()
        garbage.restore()
