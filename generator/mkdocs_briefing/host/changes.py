"""Shows what has changed in the content on the pages of a preview, without a build of MkDocs.

A build lists the theme, makes an object for each page and file, and starts Jinja. All of that stays
as it is while the site consists of the same pages and downloads.
"""

from dataclasses import replace

from mkdocs_briefing.host.build import Build, read_accepted, site_of
from mkdocs_briefing.host.session import stops
from mkdocs_briefing.host.template_cache import forget_parts


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
        texts = origin.known.take_new_texts()
        if texts is not None:
            shown.take_texts(texts)
            session.problems, session.rejected = build.problems, False
            return True
    reading = read_accepted(config, session, build.also_published)
    site, pages = site_of(reading, config)
    if reading.known is None or reading.files != build.listed or not shown.take_site(site, pages):
        session.reading_ahead = origin.surroundings, reading
        return False
    assert build.env is not None, "a finished build has made its templates"
    forget_parts(build.env)
    build.site, build.pages, build.problems = site, pages, reading.problems
    build.origin = replace(origin, known=reading.known)
    session.build_finished()
    session.tidy_soon()
    return True
