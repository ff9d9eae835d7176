"""Makes the site's navigation where ``mkdocs.yml`` has none."""

from collections.abc import Iterable, Iterator, Mapping

from mkdocs_briefing.site.registry import NAVIGATION


def default_navigation(
    file_of: Mapping[str, str], ordinary_pages: Iterable[str]
) -> list[dict[str, str] | str]:
    """Return the generated pages, then the contributors' own pages at the top level.

    Args:
        file_of: the Markdown file of each page, by address.
        ordinary_pages: the files of the contributors' own pages.
    """
    generated = [
        {label: file_of[address]} for address, label in NAVIGATION.items() if address in file_of
    ]
    ordinary = set(ordinary_pages)
    own = [
        file
        for address, file in file_of.items()
        if address not in NAVIGATION and file in ordinary and "/" not in file
    ]
    return [*generated, *own]


def navigation_labels(nav: object) -> Iterator[tuple[str, str]]:
    """Yield each file in a navigation that has a label, with that label.

    Args:
        nav: lists and mappings, nested as in ``mkdocs.yml``.
    """
    if isinstance(nav, list):
        for item in nav:
            yield from navigation_labels(item)
    elif isinstance(nav, Mapping):
        for label, target in nav.items():
            if isinstance(target, str):
                yield target, label
            else:
                yield from navigation_labels(target)
