"""Joins the headings of a text and those of its page into one table of contents."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import cast

from markdown.extensions.toc import slugify
from markupsafe import escape
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs_briefing.pages.parts.outline import Section


def table_of_contents(
    text_headings: Iterable[AnchorLink], sections: Iterable[Section]
) -> TableOfContents:
    """Return the headings of the text, followed by the sections that the page adds."""
    links = list(text_headings)
    # Material hides a title that stands alone at the top, and shows what is below it.
    siblings = links[0].children if links and links[0].level == 1 else links
    siblings.extend(_anchor_link(section) for section in sections)
    return TableOfContents(links)


def _anchor_link(section: Section, level: int = 2) -> AnchorLink:
    # MkDocs takes titles as HTML.
    link = AnchorLink(escape(section.title), section.id, level)
    link.children = [_anchor_link(child, level + 1) for child in section.children]
    return link


def avoid_anchors(anchors: AbstractSet[str], options: Mapping[str, object]) -> dict[str, object]:
    """Return options for Python-Markdown's ``toc`` with which no heading takes these anchors.

    Args:
        anchors: the ids that the page itself uses.
        options: those of the site.
    """
    site_slugify = cast("Callable[[str, str], str]", options.get("slugify", slugify))

    # Python-Markdown passes both by position, so their names are free.
    def slugify_avoiding(title: str, separator: str) -> str:
        # Ids that start with an underscore are the page's own; the sanitizer removes them.
        slug = site_slugify(title, separator).lstrip("_")
        while slug in anchors:
            slug = f"{slug}{separator}text"
        return slug

    return {**options, "slugify": slugify_avoiding}
