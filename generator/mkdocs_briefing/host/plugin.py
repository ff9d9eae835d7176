"""Hands the finished site to MkDocs, event by event; the only module that knows MkDocs.

What a page shows is settled in ``site.py``. Here an address becomes a file, a page's
context reaches its template, and problems become log lines, a refusal to build, or a panel
in the preview.
"""

import gc
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from copy import copy
from dataclasses import dataclass
from datetime import date as Day
from functools import cached_property
from os import PathLike
from os.path import relpath
from pathlib import Path, PurePath
from typing import Final, Literal, cast
from urllib.parse import quote

from jinja2 import Environment, FileSystemBytecodeCache
from markdown.extensions.toc import slugify
from markupsafe import Markup, escape
from mkdocs.commands.build import get_context
from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.theme import Theme
from mkdocs.utils import CountHandler, get_relative_url, get_theme_dir
from mkdocs.utils.templates import TemplateContext
from mkdocs_briefing.content.reader import read
from mkdocs_briefing.core.addresses import markdown_file, on_the_web
from mkdocs_briefing.core.code_host import CodeHost
from mkdocs_briefing.core.memory import garbage_collection_paused
from mkdocs_briefing.core.problems import Problem, errors, summary
from mkdocs_briefing.host import search
from mkdocs_briefing.host.policy import with_policy
from mkdocs_briefing.host.preview import Below, panel, with_panel
from mkdocs_briefing.host.publish import discard, put_in_place, staging_dir
from mkdocs_briefing.host.search_refresh import Reindexing, with_index
from mkdocs_briefing.host.template_cache import Fragments
from mkdocs_briefing.host.theme_checks import (
    Looks,
    page_key_faults,
    page_key_problems,
    too_deep_problems,
)
from mkdocs_briefing.host.workers import in_order
from mkdocs_briefing.markdown.mentions import MentionsExtension, Names
from mkdocs_briefing.markdown.sanitizer import BodyExtension, sanitised
from mkdocs_briefing.model.entities import Actor, Article, Briefing
from mkdocs_briefing.pages.outline import Section
from mkdocs_briefing.pages.page import Page
from mkdocs_briefing.site.layout import Site, lay_out
from mkdocs_briefing.site.registry import GENERATED, NAVIGATION

log = logging.getLogger("mkdocs.plugins.briefing")

_PACKAGE: Final = Path(__file__).parents[1]
IN_WHEEL: Final = (_PACKAGE / "theme").is_dir()
"""The wheel carries the theme inside the package; a checkout has it beside the package."""
THEME: Final = (_PACKAGE if IN_WHEEL else _PACKAGE.parents[1]) / "theme"
STYLESHEETS: Final = (
    "assets/briefing/briefing.css",
    "assets/briefing/tools.css",
    "assets/briefing/pictures.css",
)
SEARCH_STYLESHEET: Final = "assets/briefing/search.css"
SEARCH_SCRIPT: Final = "assets/briefing/search.js"

PALETTE: Final = (
    {
        "media": "(prefers-color-scheme: light)",
        "scheme": "default",
        "toggle": {"icon": "material/weather-night", "name": "Switch to dark mode"},
    },
    {
        "media": "(prefers-color-scheme: dark)",
        "scheme": "slate",
        "toggle": {"icon": "material/weather-sunny", "name": "Switch to light mode"},
    },
)

FINISHED: Final = "briefing/finished.html"
"""The template of a page that was rendered ahead."""
EDIT_URIS_OF_MKDOCS: Final = frozenset({"edit/master/docs/", "src/default/docs/"})
"""What MkDocs takes for `edit_uri` on a code host that it knows, where none is written."""

SNIPPETS: Final = "pymdownx.snippets"
_LEVELS: Final = {"error": logging.ERROR, "warning": logging.WARNING}
_ANCHOR: Final = re.compile(r'\sid="([^"]+)"')
FIRST_DAY: Final = Day(1970, 1, 1)
LAST_DAY: Final = Day(2106, 2, 6)
"""The days that gzip knows, in which MkDocs packs the map of the site with its newest day."""


class ContentError(BuildError):
    """The content must not be published as it is; what was built before stays."""


class Settings(Config):
    """What ``mkdocs.yml`` may say; on everything else, the content has the word.

    Attributes:
        search: whether the pages get a search; none beside Material's own.
    """

    search = Type(bool, default=True)


class BriefingPlugin(BasePlugin[Settings]):
    """Builds the briefing within MkDocs.

    MkDocs keeps the instance between the rebuilds of one ``mkdocs serve``, as it has an
    ``on_startup``; the configuration is parsed anew for each.
    """

    briefing: Briefing
    site: Site
    code_host: CodeHost | None

    def __init__(self) -> None:
        self.serving = False
        self.dirty = False
        self.staging_dir: Path | None = None
        self.site_dir = ""
        self.built = False
        self.built_whole = False
        self.stopped = False
        self.searchable = False
        self.reindexing: Reindexing | None = None
        self.problems: tuple[Problem, ...] = ()
        self.finished: Iterator[Finished] | None = None

    def on_startup(
        self,
        *,
        command: Literal["build", "gh-deploy", "serve"],
        dirty: bool,
    ) -> None:
        """Learn whether this is a preview, with drafts, and with problems on the pages."""
        self.serving = command == "serve"
        self.dirty = dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put the briefing's look on top of Material's."""
        keep_snippets_inside(config)
        settle_repository(config)
        config.theme = dressed(config.theme)
        # MkDocs hands out one list as the default of every build: it must not grow.
        config.extra_css = [*STYLESHEETS, *config.extra_css]
        # Every link that leaves the site is a cited source; Material's notice is one that is not.
        config.extra.setdefault("generator", False)
        self.searchable = self._can_search(config)
        if self.searchable:
            config.extra_css = [SEARCH_STYLESHEET, *config.extra_css]
            config.extra_javascript = [module(SEARCH_SCRIPT), *config.extra_javascript]
        return config

    def _can_search(self, config: MkDocsConfig) -> bool:
        # Both answer to the same keys, and stand in the same place.
        if not self.config.search or "material/search" in config.plugins:
            return False
        if not search.available():
            log.warning(search.MISSING)
            return False
        return True

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and lay out everything, and stop here if it must not be published.

        Any later is too late: MkDocs empties ``site/`` right after this event.
        """
        with garbage_collection_paused():
            self._prepare(config)
        # As long as the briefing lives, nothing in it need be looked at again.
        gc.freeze()

    def _prepare(self, config: MkDocsConfig) -> None:
        root = Path(config.config_file_path).parent
        reading = read(Path(config.docs_dir), root=root, drafts=self.serving, generated=GENERATED)
        folder = PurePath(relpath(config.docs_dir, root))
        bodies = reading.briefing.bodies
        self.problems = tuple(
            sorted(
                (
                    *reading.problems,
                    *page_key_problems(bodies, looks(config.theme), folder),
                    *too_deep_problems(
                        bodies, config.markdown_extensions, config.mdx_configs, folder
                    ),
                )
            )
        )
        self.stopped = self._must_stop(strict=config.strict)
        # A strict build that is to go on must not count them, or MkDocs aborts it at its end.
        report(self.problems, aloud=self.stopped or not config.strict)
        if self.stopped:
            raise ContentError(f"Nothing was built: {summary(self.problems)} in the content.")
        self._build_aside(config)
        self.briefing = reading.briefing
        self.code_host = code_host(config, folder)
        self.site = lay_out(
            reading.briefing,
            site_name=config.site_name,
            site_url=config.site_url,
            host=self.code_host,
        )

    def _build_aside(self, config: MkDocsConfig) -> None:
        """Let MkDocs write into a folder of its own; a preview shows what it writes at once."""
        if self.serving or self.dirty:
            return
        try:
            self.staging_dir = staging_dir(Path(config.site_dir))
        except OSError as error:
            raise BuildError(f"There is no place to build the site: {error}") from error
        self.site_dir = config.site_dir
        config.site_dir = str(self.staging_dir)

    def _must_stop(self, *, strict: bool) -> bool:
        if self.serving and not self.built:
            # A preview that starts with what could be read can show what could not.
            return False
        return bool(self.problems if strict else errors(self.problems))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the pages of the site in place of the Markdown files, and add the downloads."""
        written = [
            file
            for file in files.documentation_pages(inclusion=InclusionLevel.all)
            if file.generated_by is None
        ]
        for file in written:
            files.remove(file)
        host = MkDocsFiles(
            config,
            self.briefing,
            self.site,
            written,
            self.code_host,
            ahead=self._is_alone(config),
        )
        for page in self.site.pages:
            files.append(host.file(page))
        for asset in self.site.assets:
            if (hidden := files.get_file_from_path(asset.path)) is not None:
                files.remove(hidden)
            files.append(File.generated(config, asset.path, content=asset.text.encode()))
        config.nav = host.nav
        return files

    def on_nav(
        self,
        nav: Navigation,
        *,
        config: MkDocsConfig,  # noqa: ARG002
        files: Files,  # noqa: ARG002
    ) -> Navigation:
        """Remember what every page shows."""
        self.nav = nav
        return nav

    def on_env(
        self,
        env: Environment,
        *,
        config: MkDocsConfig,
        files: Files,
    ) -> Environment:
        """Escape what our templates show; Material's are written to do without."""
        env.autoescape = is_ours
        env.add_extension(Fragments)
        env.globals["searchable"] = self.searchable
        # Compiling Material's templates takes longer than filling them a hundred times.
        env.bytecode_cache = FileSystemBytecodeCache()
        self.files = files
        self.finished = self._begun(env, config, files) if self._is_alone(config) else None
        return env

    def _is_alone(self, config: MkDocsConfig) -> bool:
        """Whether pages can be made before MkDocs asks for them.

        What another plugin makes of one page may hang on what it has seen of those before. And
        a preview has threads of its own, beside which no process can be forked.
        """
        return len(config.plugins) == 1 and not self.serving and not self.dirty

    def _begun(self, env: Environment, config: MkDocsConfig, files: Files) -> "Iterator[Finished]":
        """Begin with the finished pages, on all processors, in the order of MkDocs."""
        shown = files.documentation_pages(inclusion=InclusionLevel.is_included)
        pages = [file.page for file in shown if isinstance(file.page, BriefingPage)]
        templates = [page.meta["template"] for page in pages]

        def finished(number: int) -> Finished:
            page = pages[number]
            # What `!relative` in `mkdocs.yml` is relative to.
            config._current_page = page
            page.active = True
            page.make(config, files)
            context = get_context(self.nav, shown, config, page)
            context["view"] = page.shown.context  # type: ignore[typeddict-unknown-key]
            html = env.get_template(templates[number]).render(context)
            page.active = False
            links = {file.src_uri: to for file, to in (page.links_to_anchors or {}).items()}
            return Finished(page.url, with_policy(html, text=page.content or ""), links)

        for page in pages:
            page.meta["template"] = FINISHED
        return in_order(finished, len(pages))

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: HostPage,
        config: MkDocsConfig,  # noqa: ARG002
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """Give the template all that the page shows, as ``view``, or the page itself."""
        if isinstance(page, BriefingPage):
            if self.finished is None:
                context["view"] = page.shown.context  # type: ignore[typeddict-unknown-key]
            else:
                finished = next(self.finished)
                assert finished.url == page.url, "MkDocs asks for pages in the order of its files"
                page.links_to_anchors = {
                    file: anchors
                    for path, anchors in finished.links_to_anchors.items()
                    if (file := self.files.get_file_from_path(path)) is not None
                }
                context["finished"] = Markup(finished.html)  # type: ignore[typeddict-unknown-key]
        return context

    def on_template_context(
        self,
        context: TemplateContext,
        *,
        template_name: str,
        config: MkDocsConfig,  # noqa: ARG002
    ) -> TemplateContext:
        """Give the same to the page for addresses that lead nowhere."""
        if template_name == "404.html":
            context["view"] = self.site.missing_page  # type: ignore[typeddict-unknown-key]
        return context

    # A preview puts a script of its own into every page, another one each time.
    def on_post_page(
        self,
        output: str,
        *,
        page: HostPage,
        config: MkDocsConfig,  # noqa: ARG002
    ) -> str:
        """Say in the finished page what it may load and run, where it does not say so yet."""
        if self.serving or self.finished is not None:
            return output
        return with_policy(output, text=page.content or "")

    def on_post_template(
        self,
        output_content: str,
        *,
        template_name: str,
        config: MkDocsConfig,  # noqa: ARG002
    ) -> str:
        """Say the same in the page for addresses that lead nowhere."""
        is_page = template_name.endswith(".html") and not self.serving
        return with_policy(output_content) if is_page else output_content

    # Other plugins write into the folder of the site until the end: it is published after them.
    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the site searchable, publish it, and remember whether anything is missing."""
        # A preview does that in the background, once the pages can be looked at.
        if self.searchable and not self.serving:
            try:
                search.index(Path(config.site_dir))
            except search.SearchError as error:
                log.warning(str(error))
        self._publish(config)
        self.built = True
        self.built_whole = not errors(self.problems)
        if self.serving:
            # Before the next rebuild; a build is over, and need not be searched once more.
            gc.unfreeze()

    def _publish(self, config: MkDocsConfig) -> None:
        if self.staging_dir is None or (config.strict and warnings_counted()):
            # In the second case MkDocs calls the build off as soon as this event is over.
            return
        try:
            put_in_place(self.staging_dir, Path(self.site_dir))
        except OSError as error:
            raise BuildError(f"The site cannot be put in its place: {error}") from error
        config.site_dir, self.staging_dir = self.site_dir, None

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002
        """Leave nothing of a failed build behind."""
        gc.unfreeze()
        if self.staging_dir is not None:
            discard(self.staging_dir)
            self.staging_dir = None

    # MkDocs lets other plugins pass on the server's builder, as long as it is the one that
    # they were given: so ours is set when they are through.
    @event_priority(-100)
    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,  # noqa: ARG002
        builder: Callable[[], None],
    ) -> LiveReloadServer:
        """Show problems on the pages, and keep the last good ones while there are any."""
        server.builder = keeping_the_last_site(builder)
        app = with_panel(
            server.get_app() or server.serve_request,
            lambda: panel(self.problems, self.below),
        )
        if self.searchable:
            self.reindexing = Reindexing(Path(server.root), log.warning)
            self.reindexing.start()
            app = with_index(app, server.mount_path, self.reindexing)
            server.builder = reindexing(server.builder, self.reindexing)
        server.set_app(app)
        if not IN_WHEEL:
            server.watch(str(THEME))
        return server

    def on_shutdown(self) -> None:
        """Leave nothing running, and nothing lying around."""
        if self.reindexing is not None:
            self.reindexing.close()

    @property
    def below(self) -> Below:
        """What a reader of the preview has before them."""
        if not self.built_whole:
            return "partial"
        return "last-good" if self.stopped else "current"


def dressed(theme: Theme) -> Theme:
    """Give a theme the briefing's templates, in front of Material's and behind the user's own.

    Raises:
        ConfigurationError: the theme does not rest on Material.
    """
    if theme.name == "mkdocs":
        # What MkDocs takes where `mkdocs.yml` names no theme.
        theme = Theme(name="material", custom_dir=theme.custom_dir)
    if get_theme_dir("material") not in theme.dirs:
        raise ConfigurationError(
            f'The briefing rests on Material and cannot be shown in the theme "{theme.name}": '
            "write theme: material, or leave the theme out."
        )
    theme.dirs.insert(0 if theme.custom_dir is None else 1, str(THEME))
    # Material would load its fonts from another host; no request leaves the site.
    theme["font"] = False
    if "palette" not in theme:
        theme["palette"] = PALETTE
    return theme


def looks(theme: Theme) -> Looks:
    """Where the theme's templates and icons lie."""
    return Looks(tuple(theme.dirs), theme.custom_dir)


def code_host(config: MkDocsConfig, folder: PurePath) -> CodeHost | None:
    """Where the repository is that ``mkdocs.yml`` names, if it names one on the web."""
    if config.repo_url is None:
        return None
    template = config.edit_uri_template
    forms = Path(config.config_file_path).parent / ".github" / "ISSUE_TEMPLATE"
    return CodeHost(
        url=config.repo_url,
        edit_uri=config.edit_uri,
        edit_uri_template=None if template is None else str(template),
        folder=folder.as_posix(),
        forms=frozenset(form.name for form in forms.glob("*.yml")),
    )


def settle_repository(config: MkDocsConfig) -> None:
    """Let only a repository on the web be linked to, and files be edited where they lie."""
    if config.repo_url is not None and on_the_web(config.repo_url) is None:
        log.warning(
            f"repo_url: {config.repo_url} is no address on the web, so no page links to it; "
            "write one that begins with https://, or leave repo_url out"
        )
        config.repo_url = config.edit_uri = config.edit_uri_template = None
    if config.edit_uri in EDIT_URIS_OF_MKDOCS:
        # Nobody wrote one; MkDocs takes for granted that the content lies in docs/.
        folder = relpath(config.docs_dir, Path(config.config_file_path).parent)
        start = config.edit_uri.removesuffix("docs/")
        config.edit_uri = f"{start}{quote(PurePath(folder).as_posix())}/"


def keep_snippets_inside(config: MkDocsConfig) -> None:
    """Let no text read a file outside of the content.

    Raises:
        ConfigurationError: ``pymdownx.snippets`` may read other files, or addresses on the web.
    """
    if SNIPPETS not in config.markdown_extensions:
        return
    settings = config.mdx_configs.get(SNIPPETS, {})
    base = settings.get("base_path", ".")
    content = Path(config.docs_dir).resolve()
    outside = [
        str(path)
        for path in ([base] if isinstance(base, str | PathLike) else base)
        if not Path(path).resolve().is_relative_to(content)
    ]
    if outside or not settings.get("restrict_base_path", True) or settings.get("url_download"):
        raise ConfigurationError(
            f"{SNIPPETS} lets every text read files outside of {config.docs_dir}, and who writes "
            f"texts may be a stranger: give it the options base_path: {content.name} and "
            "restrict_base_path: true, without url_download."
        )


def is_ours(template: str | None) -> bool:
    """Whether a template is the briefing's own, by its name."""
    return template is not None and template.startswith("briefing/")


def warnings_counted() -> bool:
    """Whether MkDocs has counted warnings in a strict build."""
    return any(
        isinstance(handler, CountHandler) and handler.get_counts()
        for handler in logging.getLogger("mkdocs").handlers
    )


def report(problems: Iterable[Problem], *, aloud: bool) -> None:
    """Log every problem, each as loudly as it deserves."""
    for problem in problems:
        log.log(_LEVELS[problem.severity] if aloud else logging.INFO, str(problem))


def keeping_the_last_site(build: Callable[[], None]) -> Callable[[], None]:
    """Build, and take rejected content for done: the last site stays, and browsers reload it.

    Left to MkDocs, a failed rebuild lets every request hang until it is fixed.
    """

    def rebuild() -> None:
        try:
            build()
        except Abort as abort:
            # `build` turns what stops it into an Abort, and keeps it as the context.
            if not isinstance(abort.__context__, ContentError):
                raise

    return rebuild


def reindexing(build: Callable[[], None], index: Reindexing) -> Callable[[], None]:
    """Build, and bring the index up to date when that is done."""

    def rebuild() -> None:
        # Its pages are about to be written anew.
        index.stop()
        try:
            build()
        finally:
            index.start()

    return rebuild


def module(path: str) -> ExtraScriptValue:
    """A script as MkDocs has it, that browsers take for a module."""
    script = ExtraScriptValue(path)
    script.type = "module"
    return script


# --- pages ------------------------------------------------------------------------------


class MkDocsFiles:
    """One build's site in MkDocs' terms: which file, page and place in the navigation."""

    def __init__(
        self,
        config: MkDocsConfig,
        briefing: Briefing,
        site: Site,
        written: Iterable[File],
        code_host: CodeHost | None,
        *,
        ahead: bool,
    ) -> None:
        self.config = config
        self.site = site
        self.code_host = code_host
        self.ahead = ahead
        self.names = Names(briefing.actors)
        self.bodies = {body.path: body for body in briefing.bodies}
        self.actors = {actor.path: actor for actor in briefing.actors if actor.path}
        self.days = {
            article.path: day for article in briefing.articles if (day := last_day(article))
        }
        self.newest = max(self.days.values(), default=FIRST_DAY)
        described = {article.path for article in briefing.articles}
        described |= {conflict.path for conflict in briefing.conflicts}
        self.ordinary = {
            file.src_uri: file.inclusion
            for file in written
            if file.src_uri not in described and file.src_uri not in self.actors
        }

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """The file that stands for each page, by address, as links in Markdown name it."""
        sources = {page.address: page.body for page in self.site.pages if page.body is not None}
        taken = set(sources.values())
        for page in self.site.pages:
            if page.body is None:
                source = markdown_file(page.address)
                # A profile `x.md` may carry the slug `y`, and `x` be somebody else's.
                sources[page.address] = f"{page.address}index.md" if source in taken else source
        return sources

    @cached_property
    def nav(self) -> list[object]:
        """What ``mkdocs.yml`` has, or else the usual pages and the contributors' own."""
        if self.config.nav is not None:
            return list(self.config.nav)
        usual = [
            {label: self.sources[address]}
            for address, label in NAVIGATION.items()
            if address in self.sources
        ]
        own = [
            source
            for address, source in self.sources.items()
            if address not in NAVIGATION and source in self.ordinary and "/" not in source
        ]
        return [*usual, *own]

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What the navigation calls a page, by its file."""
        return dict(labelled(self.nav))

    def file(self, page: Page) -> File:
        """The page as a file, in which links resolve as its contributor wrote them."""
        source = self.sources[page.address]
        inclusion = self._inclusion(source)
        if page.body is None:
            file = File.generated(self.config, source, content="", inclusion=inclusion)
        else:
            file = File(
                source,
                self.config.docs_dir,
                self.config.site_dir,
                self.config.use_directory_urls,
                inclusion=inclusion,
            )
        file.dest_uri = f"{page.address}index.html"
        BriefingPage(page, file, self)
        return file

    def _inclusion(self, source: str) -> InclusionLevel:
        """What ``mkdocs.yml`` says of an ordinary page; of ours, that MkDocs adds none.

        A thousand articles in the navigation cost each page all the others.
        """
        usual = InclusionLevel.NOT_IN_NAV
        given = self.ordinary.get(source, usual)
        return usual if given.is_in_nav() and self.config.nav is None else given


@dataclass(frozen=True, slots=True)
class Finished:
    """A page as one process hands it to another.

    Attributes:
        url: its address, as MkDocs has it.
        html: all of it.
        links_to_anchors: by the path of the file that is linked to, the anchors, and how each
            is written; MkDocs looks for them when all pages are made.
    """

    url: str
    html: str
    links_to_anchors: Mapping[str, dict[str, str]]


class BriefingPage(HostPage):
    """A page whose title, header and text are known: MkDocs need not read its file.

    Attributes:
        shown: what the page shows.
        body: the Markdown in it, if any.
        host: the site that it is part of.
    """

    def __init__(self, shown: Page, file: File, host: MkDocsFiles) -> None:
        super().__init__(host.labels.get(file.src_uri) or escape(shown.title), file, host.config)
        self.shown = shown
        self.body = None if shown.body is None else host.bodies[shown.body]
        self.host = host
        self._anchors: set[str] | None = None
        if host.code_host is not None:
            # MkDocs leaves names such as `#1.md` as they are, and Material may link to them.
            self.edit_url = None if shown.body is None else host.code_host.edit(shown.body)
        # MkDocs puts the day of the build here, and from here into sitemap.xml.
        day = host.days.get(shown.body or "", host.newest)
        self.update_date = min(max(day, FIRST_DAY), LAST_DAY).isoformat()

    def read_source(self, config: MkDocsConfig) -> None:
        """Take text and header as they were read; Material shows a header unescaped.

        MkDocs itself would take a first line such as ``Note: …`` for a header.
        """
        self.markdown = ""
        self.meta = {"template": self.shown.template}
        if self.body is not None:
            self.markdown = self.body.text
            faults = page_key_faults(self.body, looks(config.theme))
            # A key without a value says nothing, and must not take the place of what is ours.
            given = {key: v for key, v in self.body.meta.items() if v is not None}
            self.meta |= {key: v for key, v in given.items() if key not in faults}
        self.meta["title"] = self.shown.title
        self.meta["description"] = self.shown.description or self.meta.get("description")
        if self.shown.title == config.site_name:
            # Material puts the site's name behind each title.
            del self.meta["title"]
        self.meta |= {key: escaped(v) for key, v in self.meta.items() if key != "template"}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Make the text, unless that is part of making the page."""
        if self.host.ahead:
            self.content = ""
        else:
            self.make(config, files)

    def make(self, config: MkDocsConfig, files: Files) -> None:
        """Turn the text into HTML, with links from names to actors."""
        if self.body is None:
            self.content = ""
        else:
            itself = self.host.actors.get(self.body.path)
            mentions = MentionsExtension(self.host.names, href=self._href, skip=itself)
            config = copy(config)
            # Python-Markdown takes extensions by name and as they are.
            ours = [BodyExtension(), mentions]
            config.markdown_extensions = [*config.markdown_extensions, *ours]  # type: ignore[list-item]
            config.mdx_configs = {
                **config.mdx_configs,
                "toc": headings_apart_from(self.shown.anchors, config.mdx_configs.get("toc", {})),
            }
            try:
                super().render(config, files)
            except (RecursionError, AssertionError):
                # Only in a preview: a build has stopped at `too_deep_problems`, or at `bounds`.
                self.content = f"<pre>{escape(self.body.text)}</pre>"
            self.content = sanitised(self.content or "", self.shown.anchors)
        self.toc = outline(self.toc, self.shown.sections)

    def _href(self, actor: Actor) -> str:
        return get_relative_url(actor.address, self.url)

    @property
    def present_anchor_ids(self) -> set[str] | None:
        """What can be linked to; the anchors of rows are in the finished page only."""
        page = Path(self.file.abs_dest_path)
        if self._anchors is None and page.exists():
            self._anchors = set(_ANCHOR.findall(page.read_text(encoding="utf-8")))
        return self._anchors

    @present_anchor_ids.setter
    def present_anchor_ids(self, anchors: set[str] | None) -> None:
        """Pass over the anchors of the text alone, which MkDocs notes here."""


def escaped(value: object) -> object:
    """A value of a header, with every text in it as HTML: Material shows them as they are."""
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, list):
        return [escaped(item) for item in value]
    if isinstance(value, Mapping):
        return {escape(key): escaped(item) for key, item in value.items()}
    return value


def last_day(article: Article) -> Day | None:
    """The day on which an article was last changed, as far as its header says."""
    date = article.updated or article.date
    return date.latest or date.earliest


def headings_apart_from(taken: AbstractSet[str], toc: Mapping[str, object]) -> dict[str, object]:
    """Settings of Python-Markdown's ``toc`` with which no heading takes one of the anchors."""
    # The extension calls it by position, whatever its parameters are named.
    usual = cast("Callable[[str, str], str]", toc.get("slugify", slugify))

    def slug(title: str, separator: str) -> str:
        found = usual(title, separator)
        # What begins so is the page's own: `sanitised` would take it away.
        found = found.lstrip("_")
        while found in taken:
            found = f"{found}{separator}text"
        return found

    return {**toc, "slugify": slug}


def outline(text: Iterable[AnchorLink], sections: Iterable[Section]) -> TableOfContents:
    """The table of contents: the headings of the text, then those that the page adds."""
    links = list(text)
    # Material leaves out a title that stands alone at the top, and shows what is below it.
    below = links[0].children if links and links[0].level == 1 else links
    below.extend(anchor_link(section) for section in sections)
    return TableOfContents(links)


def anchor_link(section: Section, level: int = 2) -> AnchorLink:
    """A heading of ours as MkDocs has it, whose titles are HTML."""
    link = AnchorLink(escape(section.title), section.id, level)
    link.children = [anchor_link(child, level + 1) for child in section.children]
    return link


def labelled(nav: object) -> Iterator[tuple[str, str]]:
    """The labels in a navigation as ``mkdocs.yml`` has it, by the file they stand for."""
    if isinstance(nav, list):
        for item in nav:
            yield from labelled(item)
    elif isinstance(nav, Mapping):
        for label, target in nav.items():
            if isinstance(target, str):
                yield target, label
            else:
                yield from labelled(target)
