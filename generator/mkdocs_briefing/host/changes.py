"""Shows what has changed in the content on the pages of a preview, without a build of MkDocs.

A build lists the theme, makes an object for each page and file, and starts Jinja. All of that stays
as it is while the site consists of the same pages and downloads.
"""

from dataclasses import replace

from mkdocs.config.defaults import MkDocsConfig
from mkdocs_briefing.content.known_content import Changes
from mkdocs_briefing.core.problems import first_of
from mkdocs_briefing.host.build import Build, read_accepted, site_of
from mkdocs_briefing.host.content import log_problems
from mkdocs_briefing.host.on_demand import OnDemandSite
from mkdocs_briefing.host.pages import PageData
from mkdocs_briefing.host.session import stops
from mkdocs_briefing.host.template_cache import forget_parts
from mkdocs_briefing.site.layout import Site


def show_changes(build: Build) -> bool:
    """Show the content as it is now on the pages of a finished build.

    Returns:
        Whether that is all there is to do. Else the site has to be built again.

    Raises:
        ContentError: the content has problems; the pages show what they showed before.
    """
    session, origin, shown = build.session, build.origin, build.on_demand
    if origin is None or shown is None or not origin.is_all_that_changes:
        return False
    config = origin.config
    if not stops(build.problems, strict=config.strict):
        changes = origin.known.changes()
        is_accepted = changes is not None and not stops(changes.problems, strict=config.strict)
        if changes is not None and is_accepted and _show(changes, build, shown, config):
            origin.known.take(changes)
            new = set(changes.problems) - set(build.problems)
            log_problems(sorted(new), as_info=config.strict)
            session.problems = build.problems = first_of(changes.problems)
            session.rejected = False
            return True
    reading = read_accepted(config, session, build.also_published)
    site, pages = site_of(reading.briefing, config)
    is_known = reading.known is not None and reading.files == build.listed
    if not is_known or not _show_site(site, pages, build, shown):
        session.reading_ahead = origin.surroundings, reading
        return False
    assert reading.known is not None
    build.origin, build.problems = replace(origin, known=reading.known), reading.problems
    return True


def _show(changes: Changes, build: Build, shown: OnDemandSite, config: MkDocsConfig) -> bool:
    """Show what has changed in some files; return whether the site has the same pages as before."""
    if changes.only_texts:
        shown.take_texts(changes.texts)
        return True
    return _show_site(*site_of(changes.briefing, config), build, shown)


def _show_site(site: Site, pages: PageData, build: Build, shown: OnDemandSite) -> bool:
    """Show another site; return whether it has the same pages and downloads as before."""
    if not shown.take_site(site, pages):
        return False
    assert build.env is not None, "a finished build has made its templates"
    forget_parts(build.env)
    build.site, build.pages = site, pages
    build.session.build_finished()
    build.session.tidy_soon()
    return True
