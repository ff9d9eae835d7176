"""Tells which other plugins need all pages of a site before any is ready."""

from collections.abc import Iterator, Mapping
from typing import Final, cast

from mkdocs.config.defaults import MkDocsConfig

_ON_PAGES: Final = frozenset(
    {"pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page"}
)
_AFTER_PAGES: Final = frozenset({"env", "post_build"})


def plugins_across_pages(config: MkDocsConfig, own: object) -> Iterator[str]:
    """Yield the name of each plugin and hook that works on every page and then on them all.

    Such a plugin may collect something, as one for tags does, and a page alone would lack it.
    A preview can make one page at a time beside one that works only on pages, or only on the
    whole site.

    Args:
        config: names the plugins.
        own: the plugin of the briefing.
    """
    # MkDocs declares hooks as a list, and makes them a mapping.
    hooks = cast("Mapping[str, object]", config.hooks or {})
    for name, handler in (*config.plugins.items(), *hooks.items()):
        events = {event.removeprefix("on_") for event in dir(handler) if event.startswith("on_")}
        if handler is not own and events & _ON_PAGES and events & _AFTER_PAGES:
            yield name
